"""A passport's content as JSON values, for reports and for machines; names, not wire numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from credentials.passport import (
    Award,
    AwardedUnit,
    Centre,
    HolderCore,
    Passport,
    Person,
    StatusPlace,
)
from credentials.strict_json import write_time


def passport_to_json(
    passport: Passport, holder: HolderCore, former: HolderCore | None
) -> dict[str, Any]:
    """Return what a passport says, without its awards."""
    part, about = passport.part, passport.holder
    return {
        "issuer": _centre(passport.issuer),
        "issued": write_time(passport.issued_at),
        "status": _place(passport.status),
        "holder": {
            "latinName": holder.latin_name,
            "birthDate": holder.birth_date.isoformat(),
            "ownScriptName": about.own_script_name,
            "nationality": about.nationality,
            "documentLastDigits": about.document_last_digits,
            "formerLatinName": former and former.latin_name,
        },
        "softSkills": [
            {"group": _word(s.group.name), "text": s.text, "basis": _word(s.basis.name)}
            for s in passport.soft_skills
        ],
        "languages": [
            {"name": e.name, "level": e.level, "basis": _word(e.basis.name)}
            for e in passport.languages
        ],
        "cultures": [
            {"name": c.name, "text": c.text, "basis": _word(c.basis.name)}
            for c in passport.cultures
        ],
        "trustList": {
            "sequence": passport.trust.sequence,
            "digest": passport.trust.digest.hex(),
        },
        "credentialSha256": passport.credential_sha256 and passport.credential_sha256.hex(),
        "part": part and {"number": part.number, "of": part.of},
        "practice": passport.practice,
    }


def award_to_json(
    award: Award, assessor: Person, verifier: Person, verified_at: datetime
) -> dict[str, Any]:
    """Return what one award says, and who assessed and verified it."""
    granted = award.qualification
    return {
        "centre": _centre(award.centre),
        "framework": {
            "code": award.framework.code,
            "title": award.framework.title,
            "version": award.framework.version,
        },
        "kind": _word(award.kind.name),
        "authority": award.authority,
        "units": [_unit(unit) for unit in award.units],
        "qualification": granted
        and {"code": granted.code, "title": granted.title, "level": granted.level},
        "assessor": {**_person(assessor), "certificate": award.certificate},
        "decided": write_time(award.decided_at),
        "expires": award.expires_at and write_time(award.expires_at),
        "status": _place(award.status),
        "verifier": _person(verifier),
        "verified": write_time(verified_at),
    }


def _unit(unit: AwardedUnit) -> dict[str, Any]:
    evidence = sorted(unit.evidence, key=lambda kind: kind.value)
    return {
        "code": unit.code,
        "title": unit.title,
        "level": unit.level,
        "evidence": [_word(kind.name) for kind in evidence],
    }


def _centre(centre: Centre) -> dict[str, str]:
    return {"id": centre.id, "name": centre.name}


def _person(person: Person) -> dict[str, str]:
    return {"number": person.number, "name": person.name}


def _place(place: StatusPlace) -> dict[str, Any]:
    return {"uri": place.uri, "index": place.index}


def _word(name: str) -> str:
    return name.lower()
