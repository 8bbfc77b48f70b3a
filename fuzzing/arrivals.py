"""What people bring and send: evidence, recordings, scanned checklists, a phone's requests."""

import io
import struct
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from PIL import Image

from core.domain.checklist_sheet import ChecklistRow, ChecklistSheet
from core.domain.recordings import RecordingKind
from core.errors import WrongInputError
from core.ids import CaseId, RowId, SessionTaskId, new_id
from core.reporting.checklist_layout import lay_out
from core.reporting.checklist_pdf import checklist_pdf
from core.reporting.pictures import UnusablePhotoError, portrait_jpeg
from core.scanning.checklist_marks import read_checklists
from core.scanning.errors import ScanError
from core.services.inspecting_files import inspect
from core.services.inspecting_recordings import inspect_clip
from core.services.wave_clips import WaveFile, WaveForm, mend_wave
from desktop.phone.handler import Answering
from desktop.phone.inbox import Sent
from desktop.phone.inbox import Target as BenchPlace
from desktop.phone.visit import Visit
from fuzzing.target import Target
from tests.handwriting import drawn_page

_HOST: Final = "127.0.0.1:8000"
_TOKEN: Final = b"TOKEN"
_PHONE: Final = b"PHONE"
"""Stand in requests for the secrets of a visit, which are others each time."""


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="touchstone-fuzz-"))


def _evidence(data: bytes) -> None:
    with suppress(WrongInputError):
        inspect("found.bin", data)
    portrait_jpeg(data, width_mm=35, height_mm=45)


def _recording(data: bytes) -> None:
    path = _folder() / "clip"
    for kind in (RecordingKind.VOICE, RecordingKind.VIDEO):
        path.write_bytes(data)
        with suppress(WrongInputError):
            inspect_clip(path, kind)
    with suppress(ValueError):
        mend_wave(path)


def _checklist(data: bytes) -> None:
    for page in read_checklists(data, name="scan.bin"):
        _require(bool(page.image), "a page is kept as a picture")


def _pictures() -> Iterator[bytes]:
    picture = Image.radial_gradient("L").resize((60, 80))
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PDF"):
        file = io.BytesIO()
        picture.save(file, kind)
        yield file.getvalue()


def _recordings() -> Iterator[bytes]:
    path = _folder() / "seed"
    with WaveFile(path, WaveForm()) as file:
        file.write(bytes(640))
    yield path.read_bytes()
    path.unlink()
    movie = struct.pack(">II", 1000, 31_000)
    index = _box(b"mvhd", bytes(12) + movie + bytes(80))
    for handler in (b"soun", b"vide"):
        yield _box(b"ftyp", b"isom") + _box(b"moov", index + _box(b"hdlr", handler))
    yield _box(b"ftyp", b"qt  ") + struct.pack(">I4sQ", 1, b"mdat", 20) + b"abcd" + _box(b"moov")
    yield b"OggS" + bytes(40)
    yield b"\x1a\x45\xdf\xa3" + bytes(40)


def _box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def _sheet() -> ChecklistSheet:
    rows = tuple(ChecklistRow(RowId(new_id()), "1.1", "Joints", "", heading="") for _ in range(3))
    return ChecklistSheet(
        *(SessionTaskId(new_id()), CaseId(new_id()), "Centre", "KPC-1", "Dara", "", 3),
        *("D4", "Turn", "Lathe", rows),
    )


def _scans() -> Iterator[bytes]:
    sheet = _sheet()
    for number in range(len(lay_out(sheet))):
        drawn = drawn_page(checklist_pdf(sheet), number)
        page = drawn.reduce(max(drawn.width // 800, 1)).convert("1", dither=Image.Dither.NONE)
        for kind in ("PNG", "TIFF", "PDF"):
            file = io.BytesIO()
            page.save(file, kind, **({"compression": "group4"} if kind == "TIFF" else {}))
            yield file.getvalue()


# -- a phone --------------------------------------------------------------------------------------


@dataclass
class _Connection:
    """A connection on which everything has come already."""

    asked: bytes
    answered: bytearray = field(default_factory=bytearray)

    def makefile(self, *_: object) -> io.BytesIO:
        return io.BytesIO(self.asked)

    def sendall(self, data: bytes) -> None:
        self.answered += data

    def recv(self, _: int) -> bytes:
        return b""

    def settimeout(self, _: float) -> None:
        """Nothing is waited for."""

    def shutdown(self, _: int) -> None:
        """Nobody is at the other end."""


class _Bench:
    """The bench and the server behind it, as far as a request needs them."""

    host = _HOST

    def __init__(self) -> None:
        self.visit, self.inbox = Visit("a worker"), self

    def give_time(self, *_: object) -> None:
        """Time does not pass here."""

    def target(self) -> BenchPlace:
        return BenchPlace("a worker", 3, "1.2")

    def fresh(self) -> Path:
        return _folder() / "upload"

    def keep(self, sent: Sent) -> None:
        _require(sent.path.stat().st_size > 0, "nothing is kept that is empty")


def _phone(data: bytes) -> None:
    """Send a request; whatever it says, nothing of it is left behind."""
    bench = _Bench()
    secrets = ((_TOKEN, bench.visit.token), (_PHONE, bench.visit.open("")))
    for placeholder, secret in secrets:
        data = data.replace(placeholder, secret.encode())
    connection = _Connection(data)
    Answering(cast("Any", connection), ("127.0.0.1", 1), cast("Any", bench))
    _require(not bench.fresh().exists(), "no upload is left behind")
    head, _, _ = bytes(connection.answered).partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/"):
        lines = head.decode("latin-1").split("\r\n")[1:]
        _require(all(": " in line for line in lines), "no line of a request becomes one of ours")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(f"not so: {what}")


def _phone_requests() -> Iterator[bytes]:
    head = f"Host: {_HOST}\r\nCookie: a=b; phone=PHONE\r\n"
    yield f"GET /TOKEN/ HTTP/1.1\r\n{head}\r\n".encode()
    yield f"GET /TOKEN/now HTTP/1.1\r\n{head}\r\n".encode()
    for kind in ("photo", "voice", "video"):
        origin = f"Origin: http://{_HOST}\r\nContent-Length: 5\r\n"
        yield f"POST /TOKEN/{kind} HTTP/1.0\r\n{head}{origin}\r\nbytes".encode()
    yield f"POST /TOKEN/photo HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n0\r\n".encode()


ARRIVALS: Final[dict[str, Target]] = {
    "evidence": Target(_evidence, (UnusablePhotoError,), _pictures),
    "recording": Target(_recording, (), _recordings),
    "checklist-scan": Target(_checklist, (ScanError,), _scans),
    "phone": Target(_phone, (), _phone_requests),
}
