"""Holder core, award and passport as deterministic CBOR, and back. Nothing is verified here.

The keys are those of `docs/passport-format.md`, which is normative. What is read must have the
shape that `passport_shape` asks for; it is looked at there, and only put into words here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

from credentials import cbor, fields
from credentials.errors import PassportFormatError
from credentials.passport import (
    HOLDER_MARK_BYTES,
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
from credentials.passport_shape import Body, read_award, read_core, read_passport

_ERROR: Final = PassportFormatError
_EVIDENCE: Final = {
    bits: frozenset(kind for kind in EvidenceKind if kind.value & bits) for bits in range(1, 8)
}


def encode_core(core: HolderCore) -> bytes:
    """Write a holder core. Keep the bytes: signatures are over them, and they never change."""
    return _readable(
        {1: core.salt, 2: core.latin_name, 3: fields.number_of_day(core.birth_date)}, read_core
    )


def parse_core(raw: bytes) -> HolderCore:
    """Read a holder core.

    Raises:
        CborFormatError, PassportFormatError: not a holder core of version 1.
    """
    return build_core(read_core(raw))


def build_core(body: Body) -> HolderCore:
    """Put the map of a holder core into words."""
    return HolderCore(body[1], body[2], fields.day_from_number(body[3], _ERROR))


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
    return _readable(_given(entries), read_award)


def parse_award(raw: bytes) -> Award:
    """Read an award.

    Raises:
        CborFormatError, PassportFormatError: not an award of version 1.
    """
    return build_award(read_award(raw).body)


def build_award(body: Body) -> Award:
    """Put the map of an award into words."""
    number, name, certificate = body[7]
    return Award(
        holder_mark=body[1],
        centre=Centre(*body[2]),
        framework=Framework(*body[3]),
        kind=ResultKind(body[4]),
        authority=body[5],
        units=tuple(
            AwardedUnit(code, title, level, _EVIDENCE[bits]) for code, title, level, bits in body[6]
        ),
        assessor=Person(number, name),
        certificate=certificate,
        decided_at=fields.time_from_seconds(body[8], _ERROR),
        status=StatusPlace(*body[9]),
        expires_at=fields.time_from_seconds(body[10], _ERROR) if 10 in body else None,
        qualification=Qualification(*body[11]) if 11 in body else None,
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
    return _readable(_given(entries), read_passport)


def parse_passport(raw: bytes) -> Passport:
    """Read a passport. Its cores and awards are only carried along, not read.

    Raises:
        PassportVersionError: a later version of this format.
        CborFormatError, PassportFormatError: not a passport of version 1.
    """
    return build_passport(read_passport(raw).body)


def build_passport(body: Body) -> Passport:
    """Put the map of a passport into words."""
    about = body.get(7, {})
    return Passport(
        issuer=Centre(*body[2]),
        issued_at=fields.time_from_seconds(body[3], _ERROR),
        status=StatusPlace(*body[4]),
        core=body[5],
        former_core=body.get(6),
        holder=HolderStatement(about.get(1), about.get(2), about.get(3)),
        awards=tuple(
            CountersignedAward(document, Person(number, name))
            for document, number, name in body.get(8, ())
        ),
        trust=TrustReference(*body[9]),
        soft_skills=tuple(
            SoftSkill(SoftSkillGroup(group), text, Basis(basis))
            for group, text, basis in body.get(10, ())
        ),
        languages=tuple(
            Language(name, level, Basis(basis)) for name, level, basis in body.get(11, ())
        ),
        cultures=tuple(Culture(name, text, Basis(basis)) for name, text, basis in body.get(12, ())),
        credential_sha256=body.get(13),
        part=Part(*body[14]) if 14 in body else None,
        practice=15 in body,
    )


def _readable(entries: Body, read: Callable[[bytes], object]) -> bytes:
    """Write `entries`, and read them back: what we would refuse to read is not written."""
    raw = cbor.encode(entries)
    read(raw)
    return raw


def _given(entries: dict[int, Any]) -> dict[int, Any]:
    return {key: value for key, value in entries.items() if value is not None}


def _bits(evidence: frozenset[EvidenceKind]) -> int:
    return sum(kind.value for kind in evidence)
