"""From files to codes: every kind of file that people drop, and what each bad one is told."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.scanning import MAX_FILE_BYTES, errors, read_codes, read_codes_of_file
from credentials.qr import encode_text
from credentials.qr_symbol import qr_png


def text_of(seed: str, size: int = 320) -> str:
    data = b"".join(hashlib.sha256(f"{seed}{i}".encode()).digest() for i in range(size // 32))
    return encode_text("https://verify.skills.example/p", data)


FIRST, SECOND = text_of("first"), text_of("second")


def picture(text: str = FIRST, module_px: int = 4) -> Image.Image:
    return Image.open(io.BytesIO(qr_png(text, module_px=module_px))).convert("L")


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def pdf(*pages: list[str], side: float = 220, password: str | None = None) -> bytes:
    """A PDF whose pages carry these codes, one above the other."""
    buffer = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=lock)
    for texts in pages:
        canvas.drawString(40, 800, "a page")
        for place, text in enumerate(texts):
            canvas.drawImage(ImageReader(picture(text)), 100, 500 - place * 280, side, side)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_a_picture_of_each_kind_gives_its_code(kind: str) -> None:
    assert read_codes(saved(picture().convert("RGB"), kind), name="a") == (FIRST,)


@pytest.mark.parametrize("angle", [3, 90, 137, 180])
def test_a_turned_photograph_gives_its_code(angle: int) -> None:
    turned = picture().rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert read_codes(saved(turned), name="a.png") == (FIRST,)


def test_a_transparent_picture_is_read_on_white() -> None:
    code = picture()
    see_through = Image.merge("LA", (Image.new("L", code.size, 0), code.point(lambda v: 255 - v)))
    assert read_codes(saved(see_through), name="a.png") == (FIRST,)


def test_a_screenshot_with_tiny_modules_gives_its_code() -> None:
    assert read_codes(saved(picture(module_px=1)), name="a.png") == (FIRST,)


def test_all_codes_of_a_picture_are_reported() -> None:
    one, two = picture(FIRST), picture(SECOND)
    both = Image.new("L", (one.width * 2 + 80, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(two, (one.width + 80, 0))
    assert set(read_codes(saved(both), name="a.png")) == {FIRST, SECOND}


def test_all_pages_of_a_scanned_tiff_are_read() -> None:
    tiff = saved(picture(FIRST), "TIFF", save_all=True, append_images=[picture(SECOND)])
    assert read_codes(tiff, name="scan.tif") == (FIRST, SECOND)


def test_all_codes_of_a_pdf_are_reported_once_and_in_order() -> None:
    assert read_codes(pdf([FIRST], [], [SECOND, FIRST]), name="a.pdf") == (FIRST, SECOND)


def test_a_small_code_in_a_pdf_is_found_at_a_higher_resolution() -> None:
    assert read_codes(pdf([FIRST], side=52), name="a.pdf") == (FIRST,)


def test_a_foreign_code_is_handed_on_too() -> None:
    foreign = "HC1:6BFOXN*TS0BI$ZD.P9UOL97O4-2HH77HRM3DSPTLRR+%3.ZH9M9ESIGUBA"
    import qrcode

    image = qrcode.make(foreign).get_image().convert("L")
    assert read_codes(saved(image), name="certificate.png") == (foreign,)


@pytest.mark.parametrize(
    "data",
    [
        FIRST.encode(),
        f"  {FIRST}\r\n".encode(),
        b"\xef\xbb\xbf" + FIRST.encode(),
        FIRST.encode("utf-16"),
        f"Dear sir,\nplease see <{FIRST}>.\nYours\n".encode(),
        json.dumps({"passport": {"code": FIRST, "n": [1, None]}}).encode(),
    ],
)
def test_a_text_gives_the_code_in_it(data: bytes) -> None:
    assert read_codes(data, name="code.txt") == (FIRST,)


def test_a_single_line_is_a_code_even_if_it_is_a_foreign_one() -> None:
    assert read_codes(b"WIFI:S:centre;;", name="x.txt") == ("WIFI:S:centre;;",)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has this many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


BAD: dict[str, tuple[Callable[[], bytes], str, type[errors.ScanError]]] = {
    "nothing": (lambda: b"", "a.pdf", errors.EmptyFileError),
    "a file of 65 MB": (
        lambda: bytes(MAX_FILE_BYTES + 1),
        "a.jpg",
        errors.FileTooLargeError,
    ),
    "a PNG of 81 million pixels": (
        lambda: png_of_size(9000, 9001),
        "a.png",
        errors.PictureTooLargeError,
    ),
    "a PNG of 100 million pixels": (
        lambda: png_of_size(10_000, 10_000),
        "a.png",
        errors.PictureTooLargeError,
    ),
    "a PNG of four milliard pixels": (
        lambda: png_of_size(65_000, 65_000),
        "a.png",
        errors.PictureTooLargeError,
    ),
    "a PNG cut off": (lambda: saved(picture())[:300], "a.png", errors.BrokenPictureError),
    "a JPEG cut off": (
        lambda: saved(picture(), "JPEG")[:12],
        "a.jpg",
        errors.BrokenPictureError,
    ),
    "a PDF cut off": (lambda: pdf([FIRST])[:200], "a.pdf", errors.BrokenPdfError),
    "a PDF with a password": (
        lambda: pdf([FIRST], password="secret"),
        "a.pdf",
        errors.LockedPdfError,
    ),
    "a PDF without code": (lambda: pdf([]), "a.pdf", errors.NoCodeError),
    "an empty picture": (
        lambda: saved(Image.new("L", (600, 400), 200)),
        "a.png",
        errors.NoCodeError,
    ),
    "a photo blurred away": (
        lambda: saved(picture().filter(ImageFilter.GaussianBlur(12))),
        "a.png",
        errors.NoCodeError,
    ),
    "a letter": (lambda: b"Dear sir,\nthank you.\n", "a.txt", errors.NoCodeError),
    "a program called PDF": (
        lambda: b"MZ\x90\x00\x03\x00\x00\x00",
        "a.pdf",
        errors.NotWhatItsNameSaysError,
    ),
    "a program called JPG": (
        lambda: b"\x7fELF\x02\x01\x01\x00",
        "A.JPG",
        errors.NotWhatItsNameSaysError,
    ),
    "a Word document": (lambda: b"PK\x03\x04\x14\x00\x06", "a.docx", errors.UnknownKindError),
    "a telephone's HEIC": (
        lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        "IMG_1.HEIC",
        errors.UnsupportedPictureError,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_file_is_told_what_is_wrong(case: str) -> None:
    make, name, error = BAD[case]
    with pytest.raises(errors.ScanError) as caught:
        read_codes(make(), name=name)
    assert type(caught.value) is error
    assert caught.value.facts["name"] == name


def test_a_torn_code_is_seen_but_not_read() -> None:
    torn = picture(text_of("torn", 640))
    half = torn.width // 2
    torn.paste(Image.effect_noise((half, half), 120), (half // 2, half // 2))
    with pytest.raises(errors.UnreadableCodeError):
        read_codes(saved(torn), name="a.png")


def test_a_jpeg_called_pdf_is_read_all_the_same() -> None:
    assert read_codes(saved(picture(), "JPEG"), name="scan.pdf") == (FIRST,)


# Pillow warns of damaged picture data before it gives up; here a warning would be an error.
damaged_pictures_warn = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


@damaged_pictures_warn
@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00"]),
    st.binary(max_size=400),
)
def test_any_bytes_give_codes_or_a_scan_error(head: bytes, tail: bytes) -> None:
    try:
        codes = read_codes(head + tail, name="any")
    except errors.ScanError:
        return
    assert codes


@damaged_pictures_warn
@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.sampled_from(["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"]),
    st.integers(0, 400),
    st.integers(0, 255),
)
def test_a_picture_with_one_wrong_byte_gives_codes_or_a_scan_error(
    kind: str, place: int, value: int
) -> None:
    data = bytearray(saved(picture(module_px=2), kind))
    data[place % len(data)] = value
    try:
        read_codes(bytes(data), name="any")
    except errors.ScanError:
        return


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    file.write_bytes(saved(picture()))
    assert read_codes_of_file(file) == (FIRST,)


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    with file.open("wb") as hole:
        hole.truncate(300 * 1024 * 1024)  # takes no room on the disk
    with pytest.raises(errors.FileTooLargeError) as caught:
        read_codes_of_file(file)
    assert caught.value.facts["size_bytes"] == 300 * 1024 * 1024


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.pdf", tmp_path):
        with pytest.raises(errors.CannotOpenError):
            read_codes_of_file(path)
