"""Whether the CBOR of a passport has the shape of `docs/passport-format.md`: every field of it.

Reading is exact: an unknown key, a missing one or a value of another type is refused before
anything is believed. Nothing is built here but what the checks of a verification ask for: that is
a third of the content, and building the rest would take as long as all the checks together. Who
wants to show or to keep a passport builds it with `passport_codec`. Nothing is verified here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from operator import is_not
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
_CORE: Final = cbor.keys_in_order(_CORE_KEYS, _CORE_KEYS)
_AWARD: Final = cbor.keys_in_order(_AWARD_REQUIRED, _AWARD_ALLOWED)
_PASSPORT: Final = cbor.keys_in_order(_PASSPORT_REQUIRED, _PASSPORT_ALLOWED)
_HOLDER: Final = cbor.keys_in_order(frozenset(), _HOLDER_KEYS)
_INDICES: Final = range(MAX_INDEX + 1)
_SEQUENCES: Final = range(1, MAX_SEQUENCE + 1)
_INTEGERS: Final = {int}
_ARRAYS: Final = {list}

_is_given: Final = partial(is_not, None)

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
    awards: Sequence[Sequence[Any]]
    """The verifier's COSE_Sign1, and the person number and name of the verifier."""
    trust_sequence: int
    practice: bool


def read_core(raw: bytes) -> Body:
    """Read a holder core.

    Raises:
        CborFormatError, PassportFormatError: not a holder core of version 1.
    """
    core = cbor.decode_map(raw, _CORE)
    if core is None:
        raise _what_is_wrong(raw, _CORE_KEYS, _CORE_KEYS)
    fields.octets(core[1], _ERROR, SALT_BYTES)
    fields.text(core[2], _ERROR, MAX_TEXT_CHARS)
    fields.day_from_number(core[3], _ERROR)
    return core


def read_award(raw: bytes) -> AwardShape:
    """Read an award: the payload of the assessor's COSE_Sign1.

    Raises:
        CborFormatError, PassportFormatError: not an award of version 1.
    """
    body = cbor.decode_map(raw, _AWARD)
    if body is None:
        raise _what_is_wrong(raw, _AWARD_REQUIRED, _AWARD_ALLOWED)
    centre, framework, signer, place = _rows((body[2], body[3], body[7], body[9]), [2, 3, 3, 2])
    codes, titles, levels, evidence = _columns(body[6], 4)
    uri, index = place
    texts = [*centre, *framework, body[5], *codes, *titles, *filter(_is_given, levels), *signer]
    texts.append(uri)
    if 11 in body:
        ((qualification, title, level),) = _rows((body[11],), [3])
        texts += (qualification, title, *filter(_is_given, (level,)))
    fields.texts(texts, _ERROR, MAX_TEXT_CHARS)
    _integers((index, body[4], *evidence))
    if index not in _INDICES or body[4] not in _KINDS or not _EVIDENCE.issuperset(evidence):
        raise PassportFormatError("a place, a kind or evidence that there is not")
    if (11 in body) is not (body[4] == _QUALIFICATION):
        raise PassportFormatError("a qualification is named where one is granted, nowhere else")
    return AwardShape(
        body,
        fields.octets(body[1], _ERROR, HOLDER_MARK_BYTES),
        centre[0],
        framework[0],
        codes,
        signer[0],
        fields.time_from_seconds(body[8], _ERROR),
        fields.time_from_seconds(body[10], _ERROR) if 10 in body else None,
        (uri, index),
    )


def read_passport(raw: bytes) -> PassportShape:
    """Read a passport: the payload of the centre's COSE_Sign1.

    Raises:
        PassportVersionError: a later version of this format.
        CborFormatError, PassportFormatError: not a passport of version 1.
    """
    if len(raw) > MAX_PASSPORT_BYTES:
        raise PassportFormatError(f"{len(raw)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    body = cbor.decode_map(raw, _PASSPORT)
    if body is None or type(body[1]) is not int or body[1] != VERSION:
        raise _what_is_wrong(raw, _PASSPORT_REQUIRED, _PASSPORT_ALLOWED)
    issuer, place, trust = _rows((body[2], body[4], body[9]), [2, 2, 2])
    (uri, index), (sequence, digest) = place, trust
    fields.octets(digest, _ERROR, TRUST_DIGEST_BYTES)
    texts = [*issuer, uri]
    if 8 in body:
        documents, numbers, names = _columns(body[8], 3)
        _byte_strings(documents)
        texts += numbers
        texts += names
    _byte_strings((body[5],))
    texts += _statements(raw, body)
    fields.texts(texts, _ERROR, MAX_TEXT_CHARS)
    _integers((index, sequence))
    if index not in _INDICES or sequence not in _SEQUENCES:
        raise PassportFormatError("a place or a trust list that there is not")
    return PassportShape(
        body,
        issuer[0],
        issuer[1],
        fields.time_from_seconds(body[3], _ERROR),
        (uri, index),
        body[5],
        body.get(6),
        body.get(8, ()),
        sequence,
        15 in body,
    )


def _statements(raw: bytes, body: Body) -> list[Any]:
    """Look at what not every passport has, but for the awards; return the texts of it."""
    found: list[Any] = []
    if 6 in body:
        _byte_strings((body[6],))
    if 7 in body:
        if not cbor.has_keys(body[7], _HOLDER):
            cbor.decode(raw)  # says so if the keys are only out of order
            raise PassportFormatError("not a statement about the holder, or one that says nothing")
        found += body[7].values()
    for key in (10, 11, 12):
        if key in body:
            found += _skills(body[key], grouped=key == 10)
    if 13 in body:
        fields.octets(body[13], _ERROR, DIGEST_BYTES)
    if 14 in body:
        ((number, of),) = _rows((body[14],), [2])
        fields.number(number, _ERROR, 1, fields.number(of, _ERROR, 2, MAX_PARTS))
    if body.get(15, True) is not True:
        raise PassportFormatError("a flag that is there is true")
    return found


def _skills(rows: Any, *, grouped: bool) -> list[Any]:
    """Look at soft skills, each of a group, or at languages or cultures; return their texts."""
    first, texts, bases = _columns(rows, 3)
    groups = first if grouped else ()
    _integers(bases + groups)
    if not _BASES.issuperset(bases) or not _GROUPS.issuperset(groups):
        raise PassportFormatError("a group or a basis that there is not")
    return [*texts] if grouped else [*first, *filter(_is_given, texts)]


def _what_is_wrong(
    raw: bytes, required: frozenset[int], allowed: frozenset[int]
) -> CredentialError:
    """Return, or raise, why `cbor.decode_map` did not read this, or why its version is refused."""
    entries = cbor.decode(raw)
    version = entries.get(1) if type(entries) is dict else None
    if type(version) is int and version > VERSION and allowed is _PASSPORT_ALLOWED:
        return PassportVersionError(version)
    fields.mapping(entries, _ERROR, required, allowed)
    return PassportFormatError("another version")


def _byte_strings(values: Iterable[Any]) -> None:
    for value in values:
        if type(value) is not bytes or not value:
            raise PassportFormatError("not a byte string")


def _integers(values: tuple[Any, ...]) -> None:
    """Refuse values unless all are integers; true is not 1, and neither is 1.0."""
    if {*map(type, values)} != _INTEGERS:
        raise PassportFormatError(f"not integers: {values}")


def _rows(values: tuple[Any, ...], sizes: list[int]) -> tuple[list[Any], ...]:
    """Return values if they are arrays of these sizes."""
    if {*map(type, values)} != _ARRAYS or [*map(len, values)] != sizes:
        raise PassportFormatError(f"not arrays of {sizes}")
    return values


def _columns(value: Any, size: int) -> tuple[tuple[Any, ...], ...]:
    """Return the columns of 1 to MAX_ENTRIES rows of one size; no rows are left out, not empty."""
    rows = fields.array(value, _ERROR, 1, MAX_ENTRIES)
    if {*map(type, rows)} != _ARRAYS or {*map(len, rows)} != {size}:
        raise PassportFormatError(f"not arrays of {size}")
    return tuple(zip(*rows, strict=True))
