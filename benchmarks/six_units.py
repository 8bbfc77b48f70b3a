"""The one passport that is measured everywhere: six units in one award, three signatures.

Keys, lists and holder are those of the golden files.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credentials.openbadges.content import FileFacts, build_credential, credential_digest
from credentials.openbadges.file import seal_credential
from credentials.passport import AwardedUnit, EvidenceKind, Passport
from credentials.qr import encode_text
from credentials.status_list import StatusList, open_status_list
from credentials.strict_json import write_time
from credentials.trust_list import TrustList
from tests.credentials import world

UNITS = (
    ("D1", "Interpret technical drawings"),
    ("D2", "Use measuring instruments"),
    ("D3", "Perform bench work"),
    ("D4", "Perform lathe operations"),
    ("D5", "Perform milling operations"),
    ("D6", "Perform grinding operations"),
)
_BARE: dict[str, object] = {"soft_skills": (), "languages": (), "cultures": ()}
FILE_ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@dataclass(frozen=True)
class Material:
    """A passport with what a verifier needs for it."""

    passport: Passport
    text: str
    """Of its code; without the full credential's digest, so that all peers say the same."""
    trust: list[TrustList]
    status: list[StatusList]
    at: datetime


def content() -> Passport:
    """Return the passport before it is signed."""
    units = tuple(AwardedUnit(code, title, None, frozenset(EvidenceKind)) for code, title in UNITS)
    award = world.countersigned(world.an_award(units=units))
    return world.a_passport(award, **_BARE)


def material() -> Material:
    """Return the passport with its lists."""
    trust = [world.trust_list(world.TRUST)]
    passport = content()
    return Material(
        passport,
        encode_text(world.ADDRESS, world.signed_passport(*passport.awards, **_BARE)),
        trust,
        [open_status_list(world.signed_status(), trust)],
        world.NOW,
    )


def credential_file() -> bytes:
    """Return the same content as a full credential, proved with eddsa-rdfc-2022."""
    passport = content()
    credential = build_credential(passport, FileFacts(FILE_ID, world.ADDRESS, {}))
    digest = credential_digest(credential)
    document = world.signed_passport(*passport.awards, **_BARE, credential_sha256=digest)
    return seal_credential(credential, [document], world.CENTRE_KEY, created=world.ISSUED)


def plain_json() -> dict[str, object]:
    """Return the same content as JSON with names, for formats that carry JSON and one signature."""
    passport, award = content(), world.an_award()
    return {
        "issuer": {"id": passport.issuer.id, "name": passport.issuer.name},
        "validFrom": write_time(passport.issued_at),
        "status": {"uri": passport.status.uri, "index": passport.status.index},
        "holder": {
            "salt": base64.b64encode(bytes(range(16))).decode(),
            "name": "NGUYEN VAN HOA",
            "birthDate": "1990-05-01",
            "ownName": passport.holder.own_script_name,
            "nationality": passport.holder.nationality,
            "document": passport.holder.document_last_digits,
        },
        "award": {
            "framework": {
                "code": award.framework.code,
                "title": award.framework.title,
                "version": award.framework.version,
            },
            "kind": "rmcs",
            "authority": award.authority,
            "units": [{"code": code, "title": title, "evidence": "PTQ"} for code, title in UNITS],
            "assessor": {
                "number": award.assessor.number,
                "name": award.assessor.name,
                "certificate": award.certificate,
            },
            "verifier": {"number": world.VERIFIER.number, "name": world.VERIFIER.name},
            "decidedOn": write_time(award.decided_at),
            "verifiedOn": write_time(world.VERIFIED),
            "expires": write_time(award.expires_at) if award.expires_at else None,
            "status": {"uri": award.status.uri, "index": award.status.index},
        },
        "trustList": {
            "sequence": passport.trust.sequence,
            "digest": base64.b64encode(passport.trust.digest).decode(),
        },
    }
