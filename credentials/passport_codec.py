"""Holder core, award and passport as deterministic CBOR, and back. Nothing is verified here.

The keys are those of `docs/passport-format.md`, which is normative. Reading is exact: an unknown
key, a missing one or a value of another type is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final, TypeVar

from credentials import cbor, fields
from credentials.errors import PassportFormatError, PassportVersionError
from credentials.passport import (
    DIGEST_BYTES,
    HOLDER_MARK_BYTES,
    MAX_ENTRIES,
    MAX_TEXT_CHARS,
    SALT_BYTES,
    TRUST_DIGEST_BYTES,
    VERSION,
    Award,
    AwardedUnit,
    Basis,
    Centre,
    CountersignedAward,
    Culture,
    EvidenceKind,
    Framework,
    HolderCore,
    HolderStatement,
    Language,
    Part,
    Passport,
    Person,
    Qualification,
    ResultKind,
    SoftSkill,
    SoftSkillGroup,
    StatusPlace,
    TrustReference,
)

Member = TypeVar("Member")

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
_KINDS: Final = {kind.value: kind for kind in ResultKind}
_BASES: Final = {basis.value: basis for basis in Basis}
_GROUPS: Final = {group.value: group for group in SoftSkillGroup}
_EVIDENCE: Final = {
    bits: frozenset(kind for kind in EvidenceKind if kind.value & bits) for bits in range(1, 8)
}


def encode_core(core: HolderCore) -> bytes:
    """Write a holder core. Keep the bytes: signatures are over them, and they never change."""
    return _readable(
        {1: core.salt, 2: core.latin_name, 3: fields.number_of_day(core.birth_date)}, parse_core
    )


def parse_core(raw: bytes) -> HolderCore:
    """Read a holder core.

    Raises:
        CborFormatError, PassportFormatError: not a holder core of version 1.
    """
    core = fields.mapping(cbor.decode(raw), _ERROR, _CORE_KEYS, _CORE_KEYS)
    return HolderCore(
        salt=fields.octets(core[1], _ERROR, SALT_BYTES),
        latin_name=_text(core[2]),
        birth_date=fields.day_from_number(core[3], _ERROR),
    )


def holder_mark(core: bytes) -> bytes:
    """Return how an award names its holder: the first 8 bytes of SHA-256 of the core's bytes."""
    return hashlib.sha256(core).digest()[:HOLDER_MARK_BYTES]


def encode_award(award: Award) -> bytes:
    """Write an award: the payload of the assessor's COSE_Sign1.

    Raises:
        PassportFormatError: a field outside its limits.
    """
    qualification = award.qualification
    entries = {
        1: award.holder_mark,
        2: [award.centre.id, award.centre.name],
        3: [award.framework.code, award.framework.title, award.framework.version],
        4: award.kind.value,
        5: award.authority,
        6: [[u.code, u.title, u.level, _bits(u.evidence)] for u in award.units],
        7: [award.assessor.number, award.assessor.name, award.certificate],
        8: fields.seconds(award.decided_at, _ERROR),
        9: [award.status.uri, award.status.index],
        10: award.expires_at and fields.seconds(award.expires_at, _ERROR),
        11: qualification and [qualification.code, qualification.title, qualification.level],
    }
    return _readable(_given(entries), parse_award)


def parse_award(raw: bytes) -> Award:
    """Read an award.

    Raises:
        CborFormatError, PassportFormatError: not an award of version 1.
    """
    award = fields.mapping(cbor.decode(raw), _ERROR, _AWARD_REQUIRED, _AWARD_ALLOWED)
    kind = _member(_KINDS, award[4])
    if (11 in award) is not (kind is ResultKind.NATIONAL_QUALIFICATION):
        raise PassportFormatError("a qualification is named where one is granted, nowhere else")
    number, name, certificate = _row(award[7], 3)
    code, title, version = _row(award[3], 3)
    return Award(
        holder_mark=fields.octets(award[1], _ERROR, HOLDER_MARK_BYTES),
        centre=_centre(award[2]),
        framework=Framework(_text(code), _text(title), _text(version)),
        kind=kind,
        authority=_text(award[5]),
        units=tuple(_unit(row) for row in fields.array(award[6], _ERROR, 1, MAX_ENTRIES)),
        assessor=Person(_text(number), _text(name)),
        certificate=_text(certificate),
        decided_at=fields.time_from_seconds(award[8], _ERROR),
        status=_place(award[9]),
        expires_at=fields.time_from_seconds(award[10], _ERROR) if 10 in award else None,
        qualification=_qualification(award[11]) if 11 in award else None,
    )


def encode_passport(passport: Passport) -> bytes:
    """Write a passport: the payload of the centre's COSE_Sign1.

    Raises:
        PassportFormatError: a field outside its limits, or longer than MAX_PASSPORT_BYTES.
    """
    holder, trust, part = passport.holder, passport.trust, passport.part
    about = {1: holder.own_script_name, 2: holder.nationality, 3: holder.document_last_digits}
    entries = {
        1: VERSION,
        2: [passport.issuer.id, passport.issuer.name],
        3: fields.seconds(passport.issued_at, _ERROR),
        4: [passport.status.uri, passport.status.index],
        5: passport.core,
        6: passport.former_core,
        7: _given(about) or None,
        8: [[a.document, a.verifier.number, a.verifier.name] for a in passport.awards] or None,
        9: [trust.sequence, trust.digest],
        10: [[s.group.value, s.text, s.basis.value] for s in passport.soft_skills] or None,
        11: [[e.name, e.level, e.basis.value] for e in passport.languages] or None,
        12: [[c.name, c.text, c.basis.value] for c in passport.cultures] or None,
        13: passport.credential_sha256,
        14: part and [part.number, part.of],
        15: passport.practice or None,
    }
    return _readable(_given(entries), parse_passport)


def parse_passport(raw: bytes) -> Passport:
    """Read a passport. Its cores and awards are only carried along, not read.

    Raises:
        PassportVersionError: a later version of this format.
        CborFormatError, PassportFormatError: not a passport of version 1.
    """
    if len(raw) > MAX_PASSPORT_BYTES:
        raise PassportFormatError(f"{len(raw)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    entries = cbor.decode(raw)
    version = entries.get(1) if type(entries) is dict else None
    if type(version) is int and version > VERSION:
        raise PassportVersionError(version)
    body = fields.mapping(entries, _ERROR, _PASSPORT_REQUIRED, _PASSPORT_ALLOWED)
    fields.number(version, _ERROR, VERSION, VERSION)
    if body.get(15, True) is not True:
        raise PassportFormatError("a flag that is there is true")
    sequence, digest = _row(body[9], 2)
    return Passport(
        issuer=_centre(body[2]),
        issued_at=fields.time_from_seconds(body[3], _ERROR),
        status=_place(body[4]),
        core=_bytes(body[5]),
        former_core=_bytes(body[6]) if 6 in body else None,
        holder=_holder(body[7]) if 7 in body else HolderStatement(),
        awards=tuple(map(_countersigned, _rows(body, 8))),
        trust=TrustReference(
            fields.number(sequence, _ERROR, 1, MAX_SEQUENCE),
            fields.octets(digest, _ERROR, TRUST_DIGEST_BYTES),
        ),
        soft_skills=tuple(map(_soft_skill, _rows(body, 10))),
        languages=tuple(Language(*_described(row)) for row in _rows(body, 11)),
        cultures=tuple(Culture(*_described(row)) for row in _rows(body, 12)),
        credential_sha256=fields.octets(body[13], _ERROR, DIGEST_BYTES) if 13 in body else None,
        part=_part(body[14]) if 14 in body else None,
        practice=15 in body,
    )


def _readable(entries: dict[int, Any], parse: Callable[[bytes], object]) -> bytes:
    """Write `entries`, and read them back: what we would refuse to read is not written."""
    raw = cbor.encode(entries)
    parse(raw)
    return raw


def _given(entries: dict[int, Any]) -> dict[int, Any]:
    return {key: value for key, value in entries.items() if value is not None}


def _bits(evidence: frozenset[EvidenceKind]) -> int:
    return sum(kind.value for kind in evidence)


def _text(value: Any) -> str:
    # The common case first: a passport holds some thirty texts.
    if type(value) is str and 0 < len(value) <= MAX_TEXT_CHARS and value.isprintable():
        return value
    return fields.text(value, _ERROR, MAX_TEXT_CHARS)


def _optional_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _bytes(value: Any) -> bytes:
    if type(value) is not bytes or not value:
        raise PassportFormatError("not a byte string")
    return value


def _row(value: Any, size: int) -> list[Any]:
    if type(value) is list and len(value) == size:
        return value
    raise PassportFormatError(f"not an array of {size}")


def _rows(body: dict[int, Any], key: int) -> list[Any]:
    """Return the array at `key`; one that has no entries is left out, not written empty."""
    return fields.array(body[key], _ERROR, 1, MAX_ENTRIES) if key in body else []


def _member(members: dict[int, Member], value: Any) -> Member:
    found = members.get(value) if type(value) is int else None
    if found is None:
        raise PassportFormatError(f"{value!r} is not one of {sorted(members)}")
    return found


def _centre(value: Any) -> Centre:
    id_, name = _row(value, 2)
    return Centre(_text(id_), _text(name))


def _place(value: Any) -> StatusPlace:
    uri, index = _row(value, 2)
    return StatusPlace(_text(uri), fields.number(index, _ERROR, 0, MAX_INDEX))


def _unit(value: Any) -> AwardedUnit:
    code, title, level, bits = _row(value, 4)
    return AwardedUnit(_text(code), _text(title), _optional_text(level), _member(_EVIDENCE, bits))


def _qualification(value: Any) -> Qualification:
    code, title, level = _row(value, 3)
    return Qualification(_text(code), _text(title), _optional_text(level))


def _countersigned(value: Any) -> CountersignedAward:
    document, number, name = _row(value, 3)
    return CountersignedAward(_bytes(document), Person(_text(number), _text(name)))


def _soft_skill(value: Any) -> SoftSkill:
    group, text, basis = _row(value, 3)
    return SoftSkill(_member(_GROUPS, group), _text(text), _member(_BASES, basis))


def _described(value: Any) -> tuple[str, str | None, Basis]:
    name, text, basis = _row(value, 3)
    return _text(name), _optional_text(text), _member(_BASES, basis)


def _holder(value: Any) -> HolderStatement:
    about = fields.mapping(value, _ERROR, frozenset(), _HOLDER_KEYS)
    if not about:
        raise PassportFormatError("a statement about the holder that says nothing")
    return HolderStatement(*(_text(about[key]) if key in about else None for key in (1, 2, 3)))


def _part(value: Any) -> Part:
    number, of = _row(value, 2)
    of = fields.number(of, _ERROR, 2, MAX_PARTS)
    return Part(fields.number(number, _ERROR, 1, of), of)
