"""One target for each parser: what it may answer with, what it starts from, and nothing else.

A parser answers any bytes with a document or with its own error; a verifier answers with a report.
Where a signature or a checksum would end the test early, the bytes are signed first.
"""

import base64
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PIL import Image

from core.domain.checklists import (
    PAGE,
    PREFIX,
    ChecklistCodeDamagedError,
    ChecklistPage,
    ChecklistVersionError,
    NoChecklistCodeError,
    read_code,
    write_code,
)
from core.ids import CaseId, SessionTaskId
from core.scanning import read_codes
from core.scanning.errors import ScanError
from core.services.standard_files import parse_standard
from core.services.standard_nodes import StandardFormatError
from credentials import cbor, checked_json
from credentials.cose import parse_sign1, write_sign1
from credentials.dsse import TRUST_LIST_TYPE, open_envelope, seal_envelope
from credentials.errors import CborFormatError, CredentialError
from credentials.issuing import PASSPORT_CONTEXT
from credentials.keys import Purpose, Strength, parse_key_file
from credentials.openbadges.checking import verify_credential_file
from credentials.passport_codec import parse_award, parse_core, parse_passport
from credentials.qr import decode_text
from credentials.qr_errors import QrFormatError
from credentials.qr_symbol import qr_png
from credentials.recovery import Holder, divide, parse_share
from credentials.report import Report
from credentials.status_list import CONTENT_TYPE, StatusList, open_status_list
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.verification import verify_code, verify_document
from fuzzing.arrivals import ARRIVALS
from fuzzing.letters import LETTERS
from fuzzing.target import Target
from tests.credentials import world

VECTORS: Final = Path(__file__).resolve().parents[1] / "tests" / "vectors"
NOW: Final = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
_SIGNER: Final = world.AGENCY_KEY
_NO_CHECKLIST: Final = (NoChecklistCodeError, ChecklistCodeDamagedError, ChecklistVersionError)


def _text(data: bytes) -> None:
    """Read as a code, and verify: a report, whatever the text."""
    text = data.decode(errors="replace")
    _answer(verify_code(text, trust=_trust(), status=_status(), at=NOW))
    decode_text(text)


def _cbor(data: bytes) -> None:
    value = cbor.decode(data)
    if not _holds_float(value) and cbor.encode(value) != data:
        raise AssertionError("two encodings of one value were taken for deterministic")


def _holds_float(value: Any) -> bool:
    """Tell whether there is a number in it that no document of ours can hold."""
    if isinstance(value, list | dict):
        return any(map(_holds_float, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float)


def _cose(data: bytes) -> None:
    for tagged in (False, True):
        for timed in (False, True):
            with suppress(CredentialError):
                parse_sign1(data, tagged=tagged, timed=timed)
    _answer(verify_document(data, trust=_trust(), status=_status(), at=NOW))


def _passport(data: bytes) -> None:
    signed = write_sign1(data, PASSPORT_CONTEXT, world.CENTRE_KEY, tagged=True)
    _answer(verify_document(signed, trust=_trust(), status=_status(), at=NOW))
    parse_passport(data)


def _award(data: bytes) -> None:
    with suppress(CredentialError):
        parse_core(data)
    parse_award(data)


def _key_file(data: bytes) -> None:
    for raw in (data, _with_checksum(data)):
        for parse in (parse_key_file, parse_share):
            with suppress(CredentialError):
                parse(raw)


def _trust_list(data: bytes) -> None:
    with suppress(CredentialError):
        open_envelope(data, TRUST_LIST_TYPE)
    open_trust_list_unpinned(seal_envelope(TRUST_LIST_TYPE, data, _SIGNER))


def _status_list(data: bytes) -> None:
    with suppress(CredentialError):
        open_status_list(data, _trust())
    token = write_sign1(data, b"", world.STATUS_KEY, tagged=True, content_type=CONTENT_TYPE)
    open_status_list(token, _trust())


def _credential(data: bytes) -> None:
    for found in verify_credential_file(data, trust=_trust(), status=_status(), at=NOW):
        _answer(found.report)


def _scan(data: bytes) -> None:
    for text in read_codes(data, name="found.bin"):
        _answer(verify_code(text, trust=_trust(), at=NOW))


def _checklist(data: bytes) -> None:
    """The code of a printed checklist, also with a good checksum: every row can be cut out."""
    for text in (data.decode(errors="replace"), _summed(data)):
        with suppress(*_NO_CHECKLIST):
            page = read_code(text)
            if read_code(write_code(page)) != page:
                raise AssertionError("a checklist's code does not say what it said")
            if any(end <= top for top, end in pairwise((*page.row_tops(), PAGE[1]))):
                raise AssertionError("a row without height")


def _summed(data: bytes) -> str:
    whole = data + zlib.crc32(data).to_bytes(4)
    return PREFIX + base64.b32encode(whole).decode("ascii").rstrip("=")


def _checklists() -> Iterator[bytes]:
    ids = SessionTaskId(UUID(int=1)), CaseId(UUID(int=2))
    code = write_code(ChecklistPage(*ids, 1, 2, 0, (12, 18, 12), 110, 60, 7))
    body = code.removeprefix(PREFIX)
    yield code.encode()
    yield base64.b32decode(body + "=" * (-len(body) % 8))[:-4]


def _answer(report: Report) -> None:
    """Say a report in full, as every caller does."""
    json.dumps(report.as_json())


@cache
def _trust() -> tuple[TrustList, ...]:
    return (open_trust_list_unpinned((VECTORS / "lists" / "practice.trust.json").read_bytes()),)


@cache
def _status() -> tuple[StatusList, ...]:
    return (open_status_list((VECTORS / "lists" / "current.status.cwt").read_bytes(), _trust()),)


def _with_checksum(data: bytes) -> bytes:
    try:
        fields = json.loads(data)
        return checked_json.write({k: v for k, v in fields.items() if k != "checksum"})
    except (ValueError, AttributeError, RecursionError):
        return data


def _vectors() -> Iterator[dict[str, Any]]:
    for path in sorted(VECTORS.glob("*.json")):
        yield json.loads(path.read_bytes())


def _texts() -> Iterator[bytes]:
    yield from (vector["text"].encode() for vector in _vectors() if "text" in vector)


def _documents() -> Iterator[bytes]:
    yield from (bytes.fromhex(vector["document"]) for vector in _vectors() if "document" in vector)


def _payloads() -> Iterator[bytes]:
    """Yield what the centre signed in every document that has an envelope."""
    for document in _documents():
        with suppress(CredentialError):
            yield parse_sign1(document, tagged=True).payload


def _awards() -> Iterator[bytes]:
    for payload in _payloads():
        with suppress(CredentialError):
            passport = parse_passport(payload)
            yield passport.core
            for award in passport.awards:
                verifier = parse_sign1(award.document, timed=True)
                yield parse_sign1(verifier.payload).payload


def _key_files() -> Iterator[bytes]:
    weak = Strength.FAST
    for purpose in Purpose:
        if purpose is not Purpose.ENCRYPTION:
            sealed = world.CENTRE_KEY.seal("seed", purpose=purpose, owner="PC-01", strength=weak)
            yield sealed.to_bytes()
    yield from (
        share.to_bytes()
        for share in divide(
            world.CENTRE_KEY,
            Holder("One", "one"),
            Holder("Two", "two"),
            purpose=Purpose.CENTRE,
            owner="PC-01",
            strength=weak,
        )
    )


def _lists(pattern: str) -> Iterator[bytes]:
    for folder in ("lists", "refused"):
        yield from (path.read_bytes() for path in sorted((VECTORS / folder).glob(pattern)))


def _trust_lists() -> Iterator[bytes]:
    for raw in _lists("*.trust.json"):
        yield raw
        yield base64.b64decode(json.loads(raw)["payload"])


def _status_lists() -> Iterator[bytes]:
    for raw in _lists("*.status.cwt"):
        yield raw
        with suppress(CredentialError):
            yield parse_sign1(raw, tagged=True, content_type=CONTENT_TYPE).payload


def _credentials() -> Iterator[bytes]:
    for path in sorted((VECTORS / "files").glob("*.json")):
        yield json.loads(path.read_bytes())["file"].encode()


def _pictures() -> Iterator[bytes]:
    png = qr_png("https://a.example/p#1234567890", module_px=2)
    yield png
    picture = Image.open(io.BytesIO(png)).convert("L")
    for kind in ("JPEG", "GIF", "BMP", "TIFF", "WEBP"):
        file = io.BytesIO()
        picture.save(file, kind)
        yield file.getvalue()


def _pdfs() -> Iterator[bytes]:
    file = io.BytesIO()
    picture = Image.open(io.BytesIO(qr_png("https://a.example/p#1234567890", module_px=2)))
    picture.convert("L").save(file, "PDF", resolution=72)
    yield file.getvalue()


def _text_files() -> Iterator[bytes]:
    yield from _texts()
    yield from _credentials()
    yield "https://a.example/p#1234".encode("utf-16")


def _standards() -> Iterator[bytes]:
    """Yield each shipped standard, cut down to its first unit and element: short enough to bend."""
    for file in files("resources").joinpath("standards").iterdir():
        if file.name.endswith(".json"):
            standard = json.loads(file.read_bytes())
            unit = standard["units"][0]
            unit["elements"], unit["questions"] = unit["elements"][:1], []
            yield json.dumps(standard | {"units": [unit]}).encode()


_OWN: Final = (CredentialError,)
TARGETS: Final[dict[str, Target]] = {
    "code": Target(_text, (QrFormatError,), _texts),
    "cbor": Target(_cbor, (CborFormatError,), _payloads),
    "cose": Target(_cose, (), _documents),
    "passport": Target(_passport, _OWN, _payloads),
    "award": Target(_award, _OWN, _awards),
    "key-file": Target(_key_file, (), _key_files),
    "trust-list": Target(_trust_list, _OWN, _trust_lists),
    "status-list": Target(_status_list, _OWN, _status_lists),
    "credential": Target(_credential, (), _credentials),
    "checklist": Target(_checklist, (), _checklists),
    "picture": Target(_scan, (ScanError,), _pictures),
    "pdf": Target(_scan, (ScanError,), _pdfs),
    "text-file": Target(_scan, (ScanError,), _text_files),
    "standard": Target(parse_standard, (StandardFormatError,), _standards),
    **LETTERS,
    **ARRIVALS,
}
