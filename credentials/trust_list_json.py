"""A trust list as JSON values: the writing half of `trust_list_codec`."""

from __future__ import annotations

from typing import Any, Final

from credentials import strict_json
from credentials.keys import EncryptionKey
from credentials.trust_list import (
    Anchor,
    CentreEntry,
    ForeignAgency,
    KeyLife,
    Period,
    PersonEntry,
    TrustContent,
)

FORMAT: Final = "skill-passport-trust/1"


def to_json(content: TrustContent) -> dict[str, Any]:
    """Return what is signed."""
    return {
        "format": FORMAT,
        "practice": content.practice,
        "agency": {"name": content.agency, "key": content.agency_key.hex()},
        "sequence": content.sequence,
        "history": [digest.hex() for digest in content.history],
        "issued": strict_json.write_time(content.issued_at),
        "nextUpdate": strict_json.write_time(content.next_update),
        "nextKeyHash": content.next_key_sha256.hex(),
        "hosts": sorted(content.hosts),
        "statusKeys": [_life_to_json(life) for life in content.status_keys],
        "centres": [_centre_to_json(entry) for entry in content.centres],
        "people": [_person_to_json(entry) for entry in content.people],
        "foreignAgencies": [_foreign_to_json(agency) for agency in content.foreign_agencies],
        "anchors": [_anchor_to_json(anchor) for anchor in content.anchors],
    }


def _period_to_json(period: Period) -> dict[str, Any]:
    return {
        "from": strict_json.write_time(period.start),
        "until": strict_json.write_time(period.until),
    }


def _life_to_json(life: KeyLife) -> dict[str, Any]:
    written = {"key": life.key.hex(), **_period_to_json(life.period)}
    if life.reason is not None and life.revoked_from is not None:
        written["revokedFrom"] = strict_json.write_time(life.revoked_from)
        written["reason"] = life.reason.value
    return written


def _centre_to_json(entry: CentreEntry) -> dict[str, Any]:
    scopes = [{"framework": s.framework, **_period_to_json(s.period)} for s in entry.frameworks]
    return {
        "id": entry.id,
        "name": entry.name,
        "frameworks": scopes,
        **_life_to_json(entry.life),
        **_seal_to_json(entry.encryption_key),
    }


def _person_to_json(entry: PersonEntry) -> dict[str, Any]:
    scopes = [
        {"framework": s.framework, "units": sorted(s.units), **_period_to_json(s.period)}
        for s in entry.scopes
    ]
    return {
        "number": entry.number,
        "name": entry.name,
        "roles": sorted(role.value for role in entry.roles),
        "scopes": scopes,
        **_life_to_json(entry.life),
        **_seal_to_json(entry.encryption_key),
    }


def _seal_to_json(key: EncryptionKey | None) -> dict[str, Any]:
    return {} if key is None else {"encryptionKey": key.hex()}


def _foreign_to_json(agency: ForeignAgency) -> dict[str, Any]:
    return {
        "name": agency.name,
        "keyHash": agency.key_sha256.hex(),
        "frameworks": sorted(agency.frameworks),
        **_period_to_json(agency.period),
    }


def _anchor_to_json(anchor: Anchor) -> dict[str, Any]:
    return {
        "centre": anchor.centre,
        "number": anchor.number,
        "hash": anchor.sha256.hex(),
        "registered": strict_json.write_time(anchor.registered_at),
    }
