"""Files that are dropped in: what is taken, and what each bad one is told."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from core.errors import CoreError, WrongInputError
from core.ports.evidence_files import MAX_EVIDENCE_BYTES
from core.services.inspecting_files import InspectedFile, inspect, read_evidence


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def pdf(pages: int = 1, password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, encrypt=lock)
    for number in range(pages):
        canvas.drawString(40, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def a_png_that_claims(width: int, height: int) -> bytes:
    """A hundred bytes that say they unfold to a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(64))), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def code_of(name: str, content: bytes) -> str:
    with pytest.raises(CoreError) as caught:
        inspect(name, content)
    assert caught.value.facts["name"] == name, "the sentence names the file"
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("binder.pdf", pdf(3), "application/pdf", 3),
        ("at work.JPG", picture("JPEG"), "image/jpeg", 1),
        ("scan.png", picture("PNG"), "image/png", 1),
        ("scan.tiff", picture("TIFF"), "image/tiff", 1),
        ("scan.webp", picture("WEBP"), "image/webp", 1),
        ("scan.bmp", picture("BMP"), "image/bmp", 1),
        ("scan.gif", picture("GIF"), "image/gif", 1),
        ("ឯកសារ.txt", "ខ្ញុំធ្វើការ".encode(), "text/plain", 1),
        ("no ending", picture("JPEG"), "image/jpeg", 1),
    ],
)
def test_what_can_be_shown_beside_the_grid_is_taken(
    name: str, content: bytes, media_type: str, pages: int
) -> None:
    assert inspect(name, content) == InspectedFile(name, media_type, pages, content)


BAD = {
    "nothing in it": ("a.pdf", b"", "evidence.empty"),
    "a picture named as a PDF": ("a.pdf", picture(), "evidence.misnamed"),
    "a PDF named as a photo": ("a.jpg", pdf(), "evidence.misnamed"),
    "a program named as a PDF": ("a.pdf", b"\x7fELF\x02\x01\x01" + bytes(99), "evidence.misnamed"),
    "a text that is none": ("a.txt", b"\x00\x01\x02\xff", "evidence.misnamed"),
    "a program": ("setup.exe", b"MZ\x90\x00" + bytes(99), "evidence.unknown-kind"),
    "an archive": ("papers.zip", b"PK\x03\x04" + bytes(99), "evidence.unknown-kind"),
    "a PDF that breaks off": ("a.pdf", pdf(3)[:400], "evidence.broken"),
    "only the first line of a PDF": ("a.pdf", b"%PDF-1.7\n", "evidence.broken"),
    "a locked PDF": ("a.pdf", pdf(password="secret"), "evidence.locked"),
    "a photo that breaks off": ("a.jpg", picture("JPEG")[:900], "evidence.broken"),
    "a scan that breaks off": ("a.png", picture()[:900], "evidence.broken"),
    "only the first bytes of a photo": ("a.jpg", b"\xff\xd8\xff\xe0", "evidence.broken"),
    "a picture bomb": ("a.png", a_png_that_claims(60_000, 60_000), "evidence.picture-too-large"),
    "just too many points": ("a.png", a_png_that_claims(15_000, 11_000), "evidence.picture-too-large"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code"), BAD.values(), ids=BAD)
def test_each_bad_file_is_refused_under_its_own_code(name: str, content: bytes, code: str) -> None:
    assert code_of(name, content) == code


def test_a_file_of_300_megabytes_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.pdf"
    path.touch()
    os.truncate(path, 300_000_000)

    def never(_: Path) -> bytes:
        raise AssertionError("a file that is too large is not read")

    monkeypatch.setattr(Path, "read_bytes", never)

    with pytest.raises(WrongInputError) as caught:
        read_evidence(path)

    assert caught.value.code == "evidence.too-large"
    assert caught.value.facts == {"name": "film.pdf", "megabytes": 300, "limit_megabytes": 105}


def test_the_limit_itself_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_EVIDENCE_BYTES == 100 * 2**20
    monkeypatch.setattr("core.ports.evidence_files.MAX_EVIDENCE_BYTES", 10)

    assert inspect("a.txt", b"x" * 10).content == b"x" * 10
    assert code_of("a.txt", b"x" * 11) == "evidence.too-large"


def test_a_file_is_read_from_disk_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "សុខ ដារ៉ា.txt"
    path.write_bytes(b"seen")

    assert read_evidence(path) == InspectedFile("សុខ ដារ៉ា.txt", "text/plain", 1, b"seen")


def test_what_the_disk_does_not_give_is_said(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(pdf())
    locked.chmod(0)
    paths = [tmp_path / "gone.pdf", tmp_path, Path("a\0b.pdf"), tmp_path / ("x" * 300)]
    if os.geteuid() != 0:  # root reads everything
        paths.append(locked)

    for path in paths:
        with pytest.raises(CoreError) as caught:
            read_evidence(path)
        assert caught.value.code == "evidence.unreadable", path
        assert caught.value.facts["reason"]


BEGINNINGS = [b"", b"%PDF-1.4\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n", b"GIF89a",
              b"II*\x00", b"MM\x00*", b"BM", b"RIFF\x00\x00\x00\x00WEBP"]  # fmt: skip
WHOLE = [pdf(), *(picture(kind, (9, 7)) for kind in ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP"))]


def examined(name: str, content: bytes) -> None:
    try:
        found = inspect(name, content)
    except WrongInputError:
        return
    assert found.content == content
    assert found.pages >= 1


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200), st.sampled_from(["a", "a.pdf"]))
def test_any_bytes_are_a_file_or_a_wrong_input(start: bytes, rest: bytes, name: str) -> None:
    examined(name, start + rest)


@settings(derandomize=True, deadline=None, max_examples=250)
@given(st.sampled_from(WHOLE), st.data())
def test_any_damage_to_a_good_file_is_a_file_or_a_wrong_input(
    whole: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    examined("a", bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
