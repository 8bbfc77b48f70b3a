"""What the file says, made from what the passport says: the credential before its proof.

CLR 2.0 (1EdTech) around one Open Badges 3.0 credential a unit. The awards inside the passport say
who was found competent in what; the file adds on which evidence, by kind, narrative and hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID, uuid5

from credentials.bitstring_status import Purpose, status_entry
from credentials.errors import NoUnitInFileError
from credentials.issuing import unwrap_award
from credentials.openbadges import contexts
from credentials.openbadges.did import centre_did
from credentials.openbadges.jcs import canonical_json
from credentials.passport import (
    Award,
    AwardedUnit,
    Centre,
    CountersignedAward,
    EvidenceKind,
    Passport,
    Person,
    ResultKind,
)
from credentials.passport_codec import parse_award, parse_core
from credentials.strict_json import write_time

BIRTH_DATE: Final = "ext:birthDate"
"""Open Badges has no identity type for it; `ext:` begins those of one's own."""
GENRES: Final[Mapping[EvidenceKind, str]] = {
    EvidenceKind.PORTFOLIO: "Portfolio",
    EvidenceKind.TASKS: "Tasks",
    EvidenceKind.QUESTIONS: "Questions",
}
_KINDS: Final = {
    ResultKind.RMCS_RECOGNITION: "Recognised against regional competency standards",
    ResultKind.NATIONAL_UNIT_CREDIT: "Credit for a unit of a national standard",
    ResultKind.NATIONAL_QUALIFICATION: "Part of a national qualification",
}
_PRACTICE: Final = "PRACTICE. This recognises nothing."


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of what a unit was proved with. The file itself never travels."""

    kind: EvidenceKind
    name: str
    """What it is: an exhibit's title, a task, a question."""
    narrative: str = ""
    """What it speaks of: its kind, its dates, what was observed."""
    sha256: bytes | None = None
    """Of the file's content, where there is a file."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file needs to know beside the passport."""

    id: UUID
    """Names the credential for ever."""
    address: str
    """The one in the code: DIDs, our context and the standard's items are named under it."""
    evidence: Mapping[tuple[bytes, str], tuple[EvidenceItem, ...]]
    """By the award's document and the unit's code. Kinds that the unit does not claim are left out.
    """


def build_credential(passport: Passport, facts: FileFacts) -> dict[str, Any]:
    """Return the credential without codes and proof: what `credential_sha256` is taken of.

    Args:
        passport: what will be signed; all its awards, before they are divided onto codes.
        facts: see there.

    Raises:
        NoUnitInFileError: no unit was assessed; a learner record has at least one.
        CborFormatError, CoseFormatError, PassportFormatError: a core or award that is none.
    """
    members = [
        _member(unit, read, passport, facts)
        for read in map(_read, passport.awards)
        for unit in read.award.units
    ]
    if not members:
        raise NoUnitInFileError("a learner record has at least one unit")
    holder = parse_core(passport.core)
    said = "Skills that were assessed and verified by two certified assessors."
    return {
        "@context": [
            contexts.VC,
            contexts.OPEN_BADGES,
            contexts.CLR,
            contexts.own_context(facts.address),
        ],
        "id": facts.id.urn,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": f"Skill passport of {holder.latin_name}",
        "description": f"{_PRACTICE} {said}" if passport.practice else said,
        "issuer": _profile(passport.issuer, facts),
        "validFrom": write_time(passport.issued_at),
        "credentialStatus": [status_entry(passport.status, purpose) for purpose in Purpose],
        "credentialSubject": {
            "type": ["ClrSubject"],
            "identifier": _identifiers(passport),
            "verifiableCredential": members,
        },
    }


def credential_digest(credential: Mapping[str, Any]) -> bytes:
    """Return the SHA-256 of the credential's canonical form, as the passport carries it."""
    return hashlib.sha256(canonical_json(dict(credential))).digest()


@dataclass(frozen=True, slots=True)
class _Read:
    document: bytes
    award: Award
    verifier: Person
    verified_at: int


def _read(item: CountersignedAward) -> _Read:
    verifier, assessor = unwrap_award(item.document)
    award = parse_award(assessor.payload)
    return _Read(item.document, award, item.verifier, verifier.signed_at or 0)


def _identifiers(passport: Passport) -> list[dict[str, Any]]:
    holder, former = parse_core(passport.core), passport.former_core
    said = [("name", holder.latin_name), (BIRTH_DATE, holder.birth_date.isoformat())]
    if passport.holder.own_script_name is not None:
        said.append(("name", passport.holder.own_script_name))
    if former is not None:
        said.append(("ext:formerName", parse_core(former).latin_name))
    return [
        {"type": "IdentityObject", "hashed": False, "identityHash": text, "identityType": kind}
        for kind, text in said
    ]


def _member(unit: AwardedUnit, read: _Read, passport: Passport, facts: FileFacts) -> dict[str, Any]:
    award = read.award
    verified = datetime.fromtimestamp(read.verified_at, passport.issued_at.tzinfo)
    mark = hashlib.sha256(read.document).hexdigest()
    until = {} if award.expires_at is None else {"validUntil": write_time(award.expires_at)}
    return {
        "id": uuid5(facts.id, f"{mark} {unit.code}").urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": unit.title,
        "issuer": _profile(passport.issuer, facts),
        "awardedDate": write_time(award.decided_at),
        "validFrom": write_time(verified),
        **until,
        # The published schema of Open Badges allows one entry here and no more.
        "credentialStatus": status_entry(award.status, Purpose.REVOCATION),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "source": _profile(award.centre, facts),
            "narrative": (
                f"Assessed by {award.assessor.name} ({award.assessor.number}), certificate "
                f"{award.certificate}, on {write_time(award.decided_at)}; verified by "
                f"{read.verifier.name} ({read.verifier.number}) on {write_time(verified)}; "
                f"under the authority of {award.authority}."
            ),
            "result": [_result(unit, award, facts)],
            "achievement": _achievement(unit, award, facts),
        },
        "evidence": list(_evidence(unit, facts.evidence.get((read.document, unit.code), ()))),
    }


def _profile(centre: Centre, facts: FileFacts) -> dict[str, Any]:
    did = centre_did(facts.address, centre.id)
    return {"id": did, "type": ["Profile"], "name": centre.name}


def _result(unit: AwardedUnit, award: Award, facts: FileFacts) -> dict[str, Any]:
    result: dict[str, Any] = {"type": ["Result"], "status": "Completed"}
    if unit.level is not None:
        result |= {"resultDescription": _level_id(unit, award, facts), "value": unit.level}
    return result


def _achievement(unit: AwardedUnit, award: Award, facts: FileFacts) -> dict[str, Any]:
    framework, item = award.framework, _item(unit, award, facts)
    achievement: dict[str, Any] = {
        "id": item,
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": unit.title,
        "humanCode": unit.code,
        "description": f"{_KINDS[award.kind]}: {framework.title} ({framework.version}).",
        "criteria": {"narrative": "Competent in every element and performance criterion."},
        "alignment": [
            {
                "type": ["Alignment"],
                "targetType": "CFItem",
                "targetUrl": item,
                "targetCode": unit.code,
                "targetName": unit.title,
                "targetFramework": f"{framework.code} {framework.version}",
            }
        ],
    }
    if award.qualification is not None:
        granted = award.qualification
        said = f"{granted.code} {granted.title}"
        achievement["specialization"] = (
            said if granted.level is None else f"{said}, {granted.level}"
        )
    if unit.level is not None:
        achievement["resultDescription"] = [
            {
                "id": _level_id(unit, award, facts),
                "type": ["ResultDescription"],
                "name": "Level",
                "resultType": "PerformanceLevel",
            }
        ]
    return achievement


def _item(unit: AwardedUnit, award: Award, facts: FileFacts) -> str:
    """Return the name of the standard's item: under the agency's address, in one version."""
    names = ("standards", award.framework.code, award.framework.version, unit.code)
    return "/".join((facts.address.rstrip("/"), *(quote(name, safe="") for name in names)))


def _level_id(unit: AwardedUnit, award: Award, facts: FileFacts) -> str:
    return f"{_item(unit, award, facts)}#level"


def _evidence(unit: AwardedUnit, items: tuple[EvidenceItem, ...]) -> Iterator[dict[str, Any]]:
    for kind in sorted(unit.evidence, key=lambda kind: kind.value):
        genre = {"type": ["Evidence"], "genre": GENRES[kind]}
        of_kind = [item for item in items if item.kind is kind]
        if not of_kind:
            yield genre
        for item in of_kind:
            yield {**genre, **_said(item)}


def _said(item: EvidenceItem) -> dict[str, str]:
    said = {"name": item.name}
    if item.narrative:
        said["narrative"] = item.narrative
    if item.sha256 is not None:
        # As W3C's Subresource Integrity writes a digest; the VC context defines the term.
        said["digestSRI"] = f"sha256-{base64.b64encode(item.sha256).decode()}"
    return said
