"""A request to an agency to take a key into its trust list, signed by that very key.

So nobody can have somebody else's key listed under their own name. Whether the request comes from
the person it names is what the fingerprint is for: it is read aloud, and the agency types it. A key
that replaces another is also signed by the old one, as long as its owner still has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from credentials import fields, strict_json
from credentials.dsse import KEY_REQUEST_TYPE, open_envelope
from credentials.errors import KeyRequestFormatError, WeakKeyError
from credentials.keys import (
    PUBLIC_KEY_BYTES,
    EncryptionKey,
    PublicKey,
    encryption_key,
    fingerprint,
    public_key,
)
from credentials.letter import read_letter, seal_letter
from credentials.passport import MAX_TEXT_CHARS
from credentials.signing import Signer
from credentials.trust_list import Role

FORMAT: Final = "skill-passport-key-request/1"
MAX_REQUEST_BYTES: Final = 64 << 10
MAX_WANTED: Final = 100
"""Most frameworks, and most units of one, that a request names."""

_ERROR: Final = KeyRequestFormatError
_REQUIRED: Final = frozenset({"format", "kind", "number", "name", "key", "made", "wanted", "roles"})
_FIELDS: Final = _REQUIRED | {"replaces", "encryptionKey"}
_WANTED: Final = frozenset({"framework", "units"})


class OwnerKind(Enum):
    """Whose key it is to be."""

    PERSON = "person"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class WantedScope:
    """What the owner asks to be listed for; the agency decides."""

    framework: str
    units: frozenset[str] = frozenset()
    """Unit codes; empty: every unit. Always empty for a centre."""


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What a request says. Its signature proves that the key's owner wrote it, no more."""

    kind: OwnerKind
    number: str
    """Person number or centre number, as the agency gave it."""
    name: str
    key: PublicKey
    made_at: datetime
    wanted: tuple[WantedScope, ...] = ()
    roles: frozenset[Role] = frozenset()
    """What a person asks to sign as; empty for a centre."""
    replaces: PublicKey | None = None
    """The owner's key until now; it has signed the request too."""
    encryption_key: EncryptionKey | None = None

    @property
    def fingerprint(self) -> str:
        """What the owner reads aloud and the agency types."""
        return fingerprint(self.key)


def sign_key_request(request: KeyRequest, signer: Signer, old: Signer | None = None) -> bytes:
    """Write a request, signed by the key that it asks for and by the one that it replaces.

    Raises:
        KeyRequestFormatError: a value outside its limits, or a signer who is not named.
    """
    old_key = None if old is None else old.public_key
    if signer.public_key != request.key or old_key != request.replaces:
        raise _ERROR("a request is signed by the keys that it names")
    signers = (signer,) if old is None else (signer, old)
    return seal_letter(_to_json(request), KEY_REQUEST_TYPE, _ERROR, _parse, *signers)


def open_key_request(raw: bytes) -> KeyRequest:
    """Verify and read a request.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError: see `dsse.open_envelope`.
        KeyRequestFormatError: no request, a key of small order, or not signed by the keys named.
    """
    if len(raw) > MAX_REQUEST_BYTES:
        raise _ERROR(f"{len(raw)} bytes; at most {MAX_REQUEST_BYTES} are allowed")
    opened = open_envelope(raw, KEY_REQUEST_TYPE)
    request = _parse(opened.payload)
    named = {request.key} | ({request.replaces} if request.replaces else set())
    if set(opened.signed_by) != named:
        raise _ERROR("not signed by exactly the keys that it names")
    return request


def _to_json(request: KeyRequest) -> dict[str, Any]:
    written = {
        "format": FORMAT,
        "kind": request.kind.value,
        "number": request.number,
        "name": request.name,
        "key": request.key.hex(),
        "made": strict_json.write_time(request.made_at),
        "roles": sorted(role.value for role in request.roles),
        "wanted": [
            {"framework": one.framework, "units": sorted(one.units)} for one in request.wanted
        ],
    }
    if request.replaces is not None:
        written["replaces"] = request.replaces.hex()
    if request.encryption_key is not None:
        written["encryptionKey"] = request.encryption_key.hex()
    return written


def _parse(payload: bytes) -> KeyRequest:
    doc = read_letter(payload, _ERROR, FORMAT, _REQUIRED, _FIELDS)
    try:
        request = KeyRequest(
            kind=OwnerKind(_text(doc["kind"])),
            number=_text(doc["number"]),
            name=_text(doc["name"]),
            key=public_key(_octets(doc["key"])),
            made_at=strict_json.read_time(doc["made"], _ERROR),
            wanted=tuple(map(_wanted, fields.array(doc["wanted"], _ERROR, 0, MAX_WANTED))),
            roles=frozenset(
                Role(_text(one)) for one in fields.array(doc["roles"], _ERROR, 0, len(Role))
            ),
            replaces=public_key(_octets(doc["replaces"])) if "replaces" in doc else None,
            encryption_key=(
                encryption_key(_octets(doc["encryptionKey"])) if "encryptionKey" in doc else None
            ),
        )
    except (ValueError, WeakKeyError) as error:
        raise _ERROR(str(error)) from error
    _check_owner(request)
    return request


def _check_owner(request: KeyRequest) -> None:
    if request.replaces == request.key:
        raise _ERROR("a key does not replace itself")
    if (request.kind is OwnerKind.PERSON) is not bool(request.roles):
        raise _ERROR("a person asks for roles, a centre for none")
    if request.kind is OwnerKind.CENTRE and any(one.units for one in request.wanted):
        raise _ERROR("a centre asks for frameworks, not for units")


def _wanted(value: Any) -> WantedScope:
    scope = fields.mapping(value, _ERROR, _WANTED, _WANTED)
    units = fields.array(scope["units"], _ERROR, 0, MAX_WANTED)
    return WantedScope(_text(scope["framework"]), frozenset(map(_text, units)))


def _text(value: Any) -> str:
    return fields.text(value, _ERROR, MAX_TEXT_CHARS)


def _octets(value: Any) -> bytes:
    return strict_json.hex_octets(value, _ERROR, PUBLIC_KEY_BYTES)
