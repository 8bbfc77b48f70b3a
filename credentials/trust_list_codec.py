"""A trust list as JSON in a DSSE envelope: sign it, and open it again.

The fields are those of `docs/passport-format.md`, which is normative; reading is exact.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import TRUST_LIST_TYPE, open_envelope, seal_envelope
from credentials.errors import EnvelopeSignatureError, TrustListFormatError, WeakKeyError
from credentials.keys import PUBLIC_KEY_BYTES, EncryptionKey, PublicKey, encryption_key, public_key
from credentials.passport import DIGEST_BYTES, MAX_TEXT_CHARS
from credentials.signing import Signer
from credentials.trust_list import (
    MAX_UPDATE_INTERVAL,
    Anchor,
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
from credentials.trust_list_json import FORMAT, to_json

MAX_HISTORY: Final = 20_000
MAX_PEOPLE: Final = 50_000
MAX_SCOPES: Final = 2_000
MAX_HOSTS: Final = 50
MAX_ANCHORS: Final = 50_000
"""Monthly files of 200 centres over twenty years."""

_ERROR: Final = TrustListFormatError
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_KEYS: Final = frozenset(
    {
        *("format", "practice", "agency", "sequence", "history", "issued", "nextUpdate"),
        *("nextKeyHash", "hosts", "statusKeys", "centres", "people", "foreignAgencies", "anchors"),
    }
)
_AGENCY: Final = frozenset({"name", "key"})
_LIFE: Final = frozenset({"key", "from", "until"})
_REVOKED: Final = frozenset({"revokedFrom", "reason"})
_SEAL: Final = "encryptionKey"
_CENTRE: Final = frozenset({"id", "name", "frameworks"})
_PERSON: Final = frozenset({"number", "name", "roles", "scopes"})
_FOREIGN: Final = frozenset({"name", "keyHash", "frameworks", "from", "until"})
_ANCHOR: Final = frozenset({"centre", "number", "hash", "registered"})
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
        payload = strict_json.encode(to_json(content))
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


def encode_content(content: TrustContent) -> bytes:
    """Write what an agency is about to sign, unsigned: a draft on its own machine."""
    return strict_json.encode(to_json(content))


def parse_content(payload: bytes) -> TrustContent:
    """Read a draft, or the payload of an envelope that was verified.

    Raises:
        TrustListFormatError: not a list of version 1, or it contradicts itself.
    """
    return _parse(payload)


def _open(raw: bytes, root: PublicKey | None) -> TrustList:
    opened = open_envelope(raw, TRUST_LIST_TYPE, root)
    content = _parse(opened.payload)
    if content.agency_key not in opened.signed_by:
        raise EnvelopeSignatureError("the list is not signed by the agency it names")
    return index_trust_list(content, hashlib.sha256(opened.payload).digest(), opened.signed_by)


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
        anchors=tuple(map(_anchor, fields.array(doc["anchors"], _ERROR, 0, MAX_ANCHORS))),
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
    _check_anchors(content)


def _check_anchors(content: TrustContent) -> None:
    """Each centre's files are numbered without a gap, and none is dated after the list."""
    numbers: dict[str, int] = {}
    before = datetime.min.replace(tzinfo=UTC)
    for anchor in content.anchors:
        if anchor.number != numbers.get(anchor.centre, 0) + 1:
            raise TrustListFormatError("a centre's registration files are numbered without a gap")
        if not before <= anchor.registered_at <= content.issued_at:
            raise TrustListFormatError("anchors stand in the order of their dates")
        numbers[anchor.centre], before = anchor.number, anchor.registered_at


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
    allowed = required | _REVOKED | ({_SEAL} if own else set())  # a status key has no owner
    entry = fields.mapping(value, _ERROR, required, allowed)
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


def _seal(entry: dict[str, Any]) -> EncryptionKey | None:
    if _SEAL not in entry:
        return None
    try:
        return encryption_key(strict_json.hex_octets(entry[_SEAL], _ERROR, PUBLIC_KEY_BYTES))
    except WeakKeyError as error:
        raise TrustListFormatError(str(error)) from error


def _status_key(value: Any) -> KeyLife:
    return _life(_entry(value, frozenset()))


def _centre(value: Any) -> CentreEntry:
    entry = _entry(value, _CENTRE)
    scopes = []
    for item in fields.array(entry["frameworks"], _ERROR, 0, MAX_SCOPES):
        scope = fields.mapping(item, _ERROR, _FRAMEWORK_SCOPE, _FRAMEWORK_SCOPE)
        scopes.append(FrameworkScope(_text(scope["framework"]), _period(scope)))
    return CentreEntry(
        _text(entry["id"]), _text(entry["name"]), _life(entry), tuple(scopes), _seal(entry)
    )


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
        encryption_key=_seal(entry),
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


def _anchor(value: Any) -> Anchor:
    entry = fields.mapping(value, _ERROR, _ANCHOR, _ANCHOR)
    return Anchor(
        centre=_text(entry["centre"]),
        number=fields.number(entry["number"], _ERROR, 1, MAX_ANCHORS),
        sha256=_digest(entry["hash"]),
        registered_at=strict_json.read_time(entry["registered"], _ERROR),
    )
