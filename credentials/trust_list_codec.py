"""A trust list as JSON in a DSSE envelope: sign it, and open it again.

The fields are those of `docs/passport-format.md`, which is normative; reading is exact.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import TRUST_LIST_TYPE, open_envelope, seal_envelope
from credentials.errors import EnvelopeSignatureError, TrustListFormatError, WeakKeyError
from credentials.keys import PUBLIC_KEY_BYTES, PublicKey, public_key
from credentials.passport import DIGEST_BYTES, MAX_TEXT_CHARS
from credentials.signing import Signer
from credentials.trust_list import (
    MAX_UPDATE_INTERVAL,
    CentreEntry,
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    RevocationReason,
    Role,
    TrustContent,
    TrustList,
    UnitScope,
    index_trust_list,
)

FORMAT: Final = "skill-passport-trust/1"
MAX_HISTORY: Final = 20_000
MAX_PEOPLE: Final = 50_000
MAX_SCOPES: Final = 2_000
MAX_HOSTS: Final = 50

_ERROR: Final = TrustListFormatError
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_KEYS: Final = frozenset(
    {
        *("format", "practice", "agency", "sequence", "history", "issued", "nextUpdate"),
        *("nextKeyHash", "hosts", "statusKeys", "centres", "people", "foreignAgencies"),
    }
)
_AGENCY: Final = frozenset({"name", "key"})
_LIFE: Final = frozenset({"key", "from", "until"})
_REVOKED: Final = frozenset({"revokedFrom", "reason"})
_CENTRE: Final = frozenset({"id", "name", "frameworks"})
_PERSON: Final = frozenset({"number", "name", "roles", "scopes"})
_FOREIGN: Final = frozenset({"name", "keyHash", "frameworks", "from", "until"})
_FRAMEWORK_SCOPE: Final = frozenset({"framework", "from", "until"})
_UNIT_SCOPE: Final = frozenset({"framework", "units", "from", "until"})


def sign_trust_list(content: TrustContent, *signers: Signer) -> bytes:
    """Write and sign a list; the agency's key first, at a change of root the old one too.

    Raises:
        TrustListFormatError: the list contradicts itself, or `content.agency_key` is not the
            first signer's.
    """
    if not signers or signers[0].public_key != content.agency_key:
        raise TrustListFormatError("a list is signed by the agency it names")
    try:
        payload = strict_json.encode(_to_json(content))
    except UnicodeEncodeError as error:
        raise TrustListFormatError("half a character in a text") from error
    _parse(payload)
    return seal_envelope(TRUST_LIST_TYPE, payload, *signers)


def open_trust_list(raw: bytes, root: PublicKey) -> TrustList:
    """Verify and read the list of the agency whose root key is known.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        TrustListFormatError: signed, but not a list of version 1.
    """
    return _open(raw, root)


def open_trust_list_unpinned(raw: bytes) -> TrustList:
    """Verify and read a list by the key it names itself.

    Whoever gives the list then vouches for the key: show its fingerprint
    (`keys.fingerprint(trust_list.content.agency_key)`) and have it compared once.

    Raises:
        As `open_trust_list`.
    """
    return _open(raw, None)


def _open(raw: bytes, root: PublicKey | None) -> TrustList:
    opened = open_envelope(raw, TRUST_LIST_TYPE, root)
    content = _parse(opened.payload)
    if content.agency_key not in opened.signed_by:
        raise EnvelopeSignatureError("the list is not signed by the agency it names")
    return index_trust_list(content, hashlib.sha256(opened.payload).digest(), opened.signed_by)


def _to_json(content: TrustContent) -> dict[str, Any]:
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
    return {"id": entry.id, "name": entry.name, "frameworks": scopes, **_life_to_json(entry.life)}


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
    }


def _foreign_to_json(agency: ForeignAgency) -> dict[str, Any]:
    return {
        "name": agency.name,
        "keyHash": agency.key_sha256.hex(),
        "frameworks": sorted(agency.frameworks),
        **_period_to_json(agency.period),
    }


def _parse(payload: bytes) -> TrustContent:
    doc = fields.mapping(strict_json.decode(payload, _ERROR), _ERROR, _KEYS, _KEYS)
    if doc["format"] != FORMAT or type(doc["practice"]) is not bool:
        raise TrustListFormatError(f"not a list of format {FORMAT}")
    agency = fields.mapping(doc["agency"], _ERROR, _AGENCY, _AGENCY)
    content = TrustContent(
        agency=_text(agency["name"]),
        agency_key=_key(agency["key"]),
        history=tuple(map(_digest, fields.array(doc["history"], _ERROR, 0, MAX_HISTORY))),
        issued_at=strict_json.read_time(doc["issued"], _ERROR),
        next_update=strict_json.read_time(doc["nextUpdate"], _ERROR),
        next_key_sha256=_digest(doc["nextKeyHash"]),
        hosts=frozenset(map(_host, fields.array(doc["hosts"], _ERROR, 0, MAX_HOSTS))),
        status_keys=tuple(map(_status_key, _entries(doc["statusKeys"]))),
        centres=tuple(map(_centre, _entries(doc["centres"]))),
        people=tuple(map(_person, _entries(doc["people"]))),
        foreign_agencies=tuple(map(_foreign, _entries(doc["foreignAgencies"]))),
        practice=doc["practice"],
    )
    _check_consistent(content, doc["sequence"])
    return content


def _check_consistent(content: TrustContent, sequence: object) -> None:
    if type(sequence) is not int or sequence != content.sequence:
        raise TrustListFormatError("the sequence is the number of earlier lists and one")
    interval = content.next_update - content.issued_at
    if not timedelta(0) < interval <= MAX_UPDATE_INTERVAL:
        raise TrustListFormatError(f"nextUpdate is after issued, by {MAX_UPDATE_INTERVAL} at most")
    keys = content.keys()
    if len(set(keys)) != len(keys):
        raise TrustListFormatError("a key stands twice in the list")


def _entries(value: Any) -> list[Any]:
    return fields.array(value, _ERROR, 0, MAX_PEOPLE)


def _text(value: Any) -> str:
    return fields.text(value, _ERROR, MAX_TEXT_CHARS)


def _digest(value: Any) -> bytes:
    return strict_json.hex_octets(value, _ERROR, DIGEST_BYTES)


def _key(value: Any) -> PublicKey:
    try:
        return public_key(strict_json.hex_octets(value, _ERROR, PUBLIC_KEY_BYTES))
    except WeakKeyError as error:
        raise TrustListFormatError(str(error)) from error


def _host(value: Any) -> str:
    host = _text(value)
    if not _HOST.fullmatch(host):
        raise TrustListFormatError("not a host name in lower case")
    return host


def _period(entry: dict[str, Any]) -> Period:
    start = strict_json.read_time(entry["from"], _ERROR)
    until = strict_json.read_time(entry["until"], _ERROR)
    if start >= until:
        raise TrustListFormatError("a period ends after it begins")
    return Period(start, until)


def _entry(value: Any, own: frozenset[str]) -> dict[str, Any]:
    """Return an entry with a key's life and its `own` fields; revocation is all or nothing."""
    required = own | _LIFE
    entry = fields.mapping(value, _ERROR, required, required | _REVOKED)
    if ("reason" in entry) is not ("revokedFrom" in entry):
        raise TrustListFormatError("a revocation has a time and a reason")
    return entry


def _life(entry: dict[str, Any]) -> KeyLife:
    key, period = _key(entry["key"]), _period(entry)
    if "reason" not in entry:
        return KeyLife(key, period)
    try:
        reason = RevocationReason(_text(entry["reason"]))
    except ValueError as error:
        raise TrustListFormatError("no such reason") from error
    return KeyLife(key, period, strict_json.read_time(entry["revokedFrom"], _ERROR), reason)


def _status_key(value: Any) -> KeyLife:
    return _life(_entry(value, frozenset()))


def _centre(value: Any) -> CentreEntry:
    entry = _entry(value, _CENTRE)
    scopes = []
    for item in fields.array(entry["frameworks"], _ERROR, 0, MAX_SCOPES):
        scope = fields.mapping(item, _ERROR, _FRAMEWORK_SCOPE, _FRAMEWORK_SCOPE)
        scopes.append(FrameworkScope(_text(scope["framework"]), _period(scope)))
    return CentreEntry(_text(entry["id"]), _text(entry["name"]), _life(entry), tuple(scopes))


def _person(value: Any) -> PersonEntry:
    entry = _entry(value, _PERSON)
    try:
        roles = frozenset(
            Role(_text(role)) for role in fields.array(entry["roles"], _ERROR, 1, len(Role))
        )
    except ValueError as error:
        raise TrustListFormatError("no such role") from error
    return PersonEntry(
        number=_text(entry["number"]),
        name=_text(entry["name"]),
        life=_life(entry),
        roles=roles,
        scopes=tuple(map(_unit_scope, fields.array(entry["scopes"], _ERROR, 0, MAX_SCOPES))),
    )


def _unit_scope(value: Any) -> UnitScope:
    scope = fields.mapping(value, _ERROR, _UNIT_SCOPE, _UNIT_SCOPE)
    units = fields.array(scope["units"], _ERROR, 0, MAX_SCOPES)
    return UnitScope(_text(scope["framework"]), frozenset(map(_text, units)), _period(scope))


def _foreign(value: Any) -> ForeignAgency:
    entry = fields.mapping(value, _ERROR, _FOREIGN, _FOREIGN)
    frameworks = fields.array(entry["frameworks"], _ERROR, 1, MAX_SCOPES)
    return ForeignAgency(
        name=_text(entry["name"]),
        key_sha256=_digest(entry["keyHash"]),
        frameworks=frozenset(map(_text, frameworks)),
        period=_period(entry),
    )
