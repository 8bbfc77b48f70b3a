"""Whether the CBOR of a passport has the shape of `docs/passport-format.md`: every field of it.

Reading is exact: an unknown key, a missing one or a value of another type is refused before
anything is believed. Nothing is built here but what the checks of a verification ask for: that is
a third of the content, and building the rest would take as long as all the checks together. Who
wants to show or to keep a passport builds it with `passport_codec`. Nothing is verified here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from credentials import cbor, fields
from credentials.errors import CredentialError, PassportFormatError, PassportVersionError
from credentials.passport import (
    DIGEST_BYTES,
    HOLDER_MARK_BYTES,
    MAX_ENTRIES,
    MAX_TEXT_CHARS,
    SALT_BYTES,
    TRUST_DIGEST_BYTES,
    VERSION,
    Basis,
    ResultKind,
    SoftSkillGroup,
)

MAX_PASSPORT_BYTES: Final = 4096
"""Longest passport: as the code's text allows."""
MAX_INDEX: Final = (1 << 32) - 1
MAX_SEQUENCE: Final = (1 << 32) - 1
MAX_PARTS: Final = 20

_ERROR: Final = PassportFormatError
_CORE_KEYS: Final = frozenset({1, 2, 3})
_AWARD_REQUIRED: Final = frozenset(range(1, 10))
_AWARD_ALLOWED: Final = _AWARD_REQUIRED | {10, 11}
_PASSPORT_REQUIRED: Final = frozenset({1, 2, 3, 4, 5, 9})
_PASSPORT_ALLOWED: Final = frozenset(range(1, 16))
_HOLDER_KEYS: Final = frozenset({1, 2, 3})
_KINDS: Final = frozenset(kind.value for kind in ResultKind)
_QUALIFICATION: Final = ResultKind.NATIONAL_QUALIFICATION.value
_BASES: Final = frozenset(basis.value for basis in Basis)
_GROUPS: Final = frozenset(group.value for group in SoftSkillGroup)
_EVIDENCE: Final = frozenset(range(1, 8))
_NONE: Final[frozenset[int]] = frozenset()
_INTEGERS: Final = {int}
_ARRAYS: Final = {list}

Body = dict[int, Any]
"""A map of the format whose every field has been looked at."""


class AwardShape(NamedTuple):
    """An award whose every field is of the right type and size."""

    body: Body
    holder_mark: bytes
    centre_id: str
    framework: str
    units: Sequence[str]
    """Codes of the units found competent; at least one."""
    assessor: str
    """The person number that the award names."""
    decided_at: datetime
    expires_at: datetime | None
    status: tuple[str, int]
    """Address and place of the status list."""


class PassportShape(NamedTuple):
    """A passport whose every field is of the right type and size; its awards are not read."""

    body: Body
    issuer_id: str
    issuer: str
    """The name."""
    issued_at: datetime
    status: tuple[str, int]
    core: bytes
    former_core: bytes | None
    awards: Sequence[tuple[bytes, str, str]]
    """The verifier's COSE_Sign1, and the person number and name of the verifier."""
    trust_sequence: int
    practice: bool


def read_core(raw: bytes) -> Body:
    """Read a holder core.

    Raises:
        CborFormatError, PassportFormatError: not a holder core of version 1.
    """
    core = _map(raw, _CORE_KEYS, _CORE_KEYS)
    fields.octets(core[1], _ERROR, SALT_BYTES)
    fields.text(core[2], _ERROR, MAX_TEXT_CHARS)
    fields.day_from_number(core[3], _ERROR)
    return core


def read_award(raw: bytes) -> AwardShape:
    """Read an award: the payload of the assessor's COSE_Sign1.

    Raises:
        CborFormatError, PassportFormatError: not an award of version 1.
    """
    body = _map(raw, _AWARD_REQUIRED, _AWARD_ALLOWED)
    centre_id, centre = _row(body[2], 2)
    framework, title, version = _row(body[3], 3)
    codes, titles, levels, evidence = _columns(body[6], 4)
    assessor, name, certificate = _row(body[7], 3)
    uri, index = _row(body[9], 2)
    texts = [centre_id, centre, framework, title, version, body[5], *codes, *titles]
    texts += (assessor, name, certificate, uri, *_given(levels))
    if 11 in body:
        qualification, title, level = _row(body[11], 3)
        texts += (qualification, title, *_given((level,)))
    fields.texts(texts, _ERROR, MAX_TEXT_CHARS)
    _members(evidence, _EVIDENCE)
    _members((body[4],), _KINDS)
    if (11 in body) is not (body[4] == _QUALIFICATION):
        raise PassportFormatError("a qualification is named where one is granted, nowhere else")
    return AwardShape(
        body,
        fields.octets(body[1], _ERROR, HOLDER_MARK_BYTES),
        centre_id,
        framework,
        codes,
        assessor,
        fields.time_from_seconds(body[8], _ERROR),
        fields.time_from_seconds(body[10], _ERROR) if 10 in body else None,
        (uri, fields.number(index, _ERROR, 0, MAX_INDEX)),
    )


def read_passport(raw: bytes) -> PassportShape:
    """Read a passport: the payload of the centre's COSE_Sign1.

    Raises:
        PassportVersionError: a later version of this format.
        CborFormatError, PassportFormatError: not a passport of version 1.
    """
    if len(raw) > MAX_PASSPORT_BYTES:
        raise PassportFormatError(f"{len(raw)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    body = cbor.decode_map(raw, _PASSPORT_REQUIRED, _PASSPORT_ALLOWED)
    if body is None or type(body[1]) is not int or body[1] != VERSION or not _says_of_holder(body):
        raise _why_no_passport(raw)
    issuer_id, issuer = _row(body[2], 2)
    uri, index = _row(body[4], 2)
    sequence, digest = _row(body[9], 2)
    fields.octets(digest, _ERROR, TRUST_DIGEST_BYTES)
    documents, numbers, names = _columns(body[8], 3) if 8 in body else ((), (), ())
    _byte_strings((body[5], *documents))
    texts = (issuer_id, issuer, uri, *numbers, *names, *_statements(body))
    fields.texts(texts, _ERROR, MAX_TEXT_CHARS)
    return PassportShape(
        body,
        issuer_id,
        issuer,
        fields.time_from_seconds(body[3], _ERROR),
        (uri, fields.number(index, _ERROR, 0, MAX_INDEX)),
        body[5],
        body.get(6),
        tuple(zip(documents, numbers, names, strict=True)),
        fields.number(sequence, _ERROR, 1, MAX_SEQUENCE),
        15 in body,
    )


def _statements(body: Body) -> list[Any]:
    """Look at what not every passport has, but for the awards; return the texts of it."""
    found: list[Any] = []
    if 6 in body:
        _byte_strings((body[6],))
    if 7 in body:
        found += body[7].values()
    if 10 in body:
        groups, texts, bases = _columns(body[10], 3)
        _members(groups, _GROUPS)
        _members(bases, _BASES)
        found += texts
    for key in (11, 12):
        if key in body:
            names, texts, bases = _columns(body[key], 3)
            _members(bases, _BASES)
            found += (*names, *_given(texts))
    if 13 in body:
        fields.octets(body[13], _ERROR, DIGEST_BYTES)
    if 14 in body:
        number, of = _row(body[14], 2)
        fields.number(number, _ERROR, 1, fields.number(of, _ERROR, 2, MAX_PARTS))
    if body.get(15, True) is not True:
        raise PassportFormatError("a flag that is there is true")
    return found


def _says_of_holder(body: Body) -> bool:
    """Tell whether a statement about the holder, if there is one, is a map that says something."""
    return 7 not in body or cbor.has_keys(body[7], _NONE, _HOLDER_KEYS)


def _why_no_passport(raw: bytes) -> CredentialError:
    """Return, or raise, what is wrong with a passport's map or the map that is in it."""
    entries = cbor.decode(raw)
    version = entries.get(1) if type(entries) is dict else None
    if type(version) is int and version > VERSION:
        return PassportVersionError(version)
    fields.mapping(entries, _ERROR, _PASSPORT_REQUIRED, _PASSPORT_ALLOWED)
    return PassportFormatError("another version, or no statement about the holder")


def _map(raw: bytes, required: frozenset[int], allowed: frozenset[int]) -> Body:
    body = cbor.decode_map(raw, required, allowed)
    if body is None:  # the slow way says what is wrong
        return fields.mapping(cbor.decode(raw), _ERROR, required, allowed)
    return body


def _given(values: Iterable[Any]) -> list[Any]:
    """Return those of some optional values that are there."""
    return [value for value in values if value is not None]


def _byte_strings(values: Iterable[Any]) -> None:
    for value in values:
        if type(value) is not bytes or not value:
            raise PassportFormatError("not a byte string")


def _members(values: Sequence[Any], members: frozenset[int]) -> None:
    """Refuse values unless each is one of the integers in `members`; true is not 1."""
    if {*map(type, values)} != _INTEGERS or not members.issuperset(values):
        raise PassportFormatError(f"one of {values} is not one of {sorted(members)}")


def _row(value: Any, size: int) -> list[Any]:
    if type(value) is list and len(value) == size:
        return value
    raise PassportFormatError(f"not an array of {size}")


def _columns(value: Any, size: int) -> tuple[tuple[Any, ...], ...]:
    """Return the columns of 1 to MAX_ENTRIES rows of one size; no rows are left out, not empty."""
    rows = fields.array(value, _ERROR, 1, MAX_ENTRIES)
    if {*map(type, rows)} != _ARRAYS or {*map(len, rows)} != {size}:
        raise PassportFormatError(f"not arrays of {size}")
    return tuple(zip(*rows, strict=True))
