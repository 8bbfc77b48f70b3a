"""The centre as strangers' verifiers know it: a `did:web` under the agency's address.

`did:web:HOST:PATH:CENTRE` is resolved at `https://HOST/PATH/CENTRE/did.json` (did:web Method
Specification §3.2). Keys are Multikeys: multibase base58btc of 0xed01 and the 32 bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from credentials.keys import PublicKey

DID_FILE: Final = "did.json"

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519_PUB: Final = b"\xed\x01"
_CONTEXTS: Final = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")


def multibase(raw: bytes) -> str:
    """Return bytes as multibase base58btc: `z` and the digits of Bitcoin's alphabet."""
    digits, number = "", int.from_bytes(raw)
    while number:
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + digits


def did_web(address: str, *names: str) -> str:
    """Return the did:web of what is published at `address` under these names."""
    place = urlsplit(address)
    path = (part for part in place.path.split("/") if part)
    parts = (place.netloc, *path, *names)
    return ":".join(("did:web", *(quote(part, safe="") for part in parts)))


def centre_did(address: str, centre_id: str) -> str:
    """Return a centre's did:web; `address` is the one in its passports' codes."""
    return did_web(address, centre_id)


def key_reference(did: str, key: PublicKey) -> str:
    """Return how a proof names a key: the DID, with the key itself in the fragment."""
    return f"{did}#{multibase(_ED25519_PUB + key)}"


def did_document(did: str, keys: Sequence[PublicKey]) -> dict[str, Any]:
    """Return the `did.json` to publish: all keys whose proofs may still be checked.

    Args:
        did: as `centre_did` or `did_web` made it.
        keys: the key in use first; earlier ones stay for what they signed.
    """
    references = [key_reference(did, key) for key in keys]
    return {
        "@context": list(_CONTEXTS),
        "id": did,
        "verificationMethod": [
            {
                "id": reference,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": reference.rpartition("#")[2],
            }
            for reference in references
        ],
        "assertionMethod": references,
    }
