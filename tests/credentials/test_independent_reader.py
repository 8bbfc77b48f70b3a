"""A reader written from `docs/passport-format.md` alone, with another Ed25519 library.

It imports nothing of `credentials`: what it finds good, anybody can find good.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests" / "vectors"
LAST_GROUP = {0: 0, 3: 1, 5: 2, 8: 3, 10: 4, 13: 5, 15: 6}


def read_text(text: str) -> bytes:
    """Section 1."""
    address, digits = text.split("#", 1)
    assert address.startswith("https://")
    assert re.fullmatch("[0-9]+", digits, re.ASCII)
    packing, digits = digits[0], digits[1:]
    packed = b""
    while len(digits) >= 17:
        packed += int(digits[:17]).to_bytes(7, "big")
        digits = digits[17:]
    size = LAST_GROUP[len(digits)]
    packed += int(digits or "0").to_bytes(size, "big")
    if packing == "1":
        return packed
    assert packing == "2"
    inflater = zlib.decompressobj(-15)
    document = inflater.decompress(packed, 4097)
    assert inflater.eof
    assert not inflater.unused_data
    assert len(document) <= 4096
    return document


def read_cbor(raw: bytes) -> Any:
    """Section 2."""
    value = cbor2.loads(raw)
    assert cbor2.dumps(value, canonical=True) == raw
    return value


def sign1_is_good(parts: list[Any], external_aad: bytes, keys: dict[bytes, bytes]) -> bool:
    """Section 3; `keys` are public keys by their kid."""
    protected, unprotected, payload, signature = parts
    header = read_cbor(protected)
    assert header[1] == -8
    assert header.keys() - {15} == {1, 4}
    assert unprotected == {}
    signed = cbor2.dumps(["Signature1", protected, external_aad, payload])
    try:
        Ed25519PublicKey.from_public_bytes(keys[header[4]]).verify(signature, signed)
    except (InvalidSignature, KeyError):
        return False
    return True


def signatures(document: bytes, keys: dict[bytes, bytes]) -> dict[str, bool]:
    """Take a document with one award apart and check its three signatures."""
    assert document[0] == 0xD2
    outer = read_cbor(document[1:])
    passport = read_cbor(outer[2])
    core, (countersigned, _, _) = passport[5], passport[8][0]
    verifier = read_cbor(countersigned)
    assessor = read_cbor(verifier[2])
    assert read_cbor(assessor[2])[1] == hashlib.sha256(core).digest()[:8]
    return {
        "centre": sign1_is_good(outer, b"skill-passport/1 passport", keys),
        "verifier": sign1_is_good(verifier, b"skill-passport/1 verifier" + core, keys),
        "assessor": sign1_is_good(assessor, b"skill-passport/1 assessor" + core, keys),
    }


def read_trust_list(raw: bytes) -> dict[str, Any]:
    """Section 7."""
    envelope = json.loads(raw)
    kind, payload = envelope["payloadType"].encode(), b64decode(envelope["payload"])
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    for signature in envelope["signatures"]:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["keyid"]))
        key.verify(b64decode(signature["sig"]), signed)
    content: dict[str, Any] = json.loads(payload)
    assert content["agency"]["key"] in {one["keyid"] for one in envelope["signatures"]}
    return content


def status_at(raw: bytes, index: int, keys: dict[bytes, bytes]) -> int:
    """Section 8."""
    assert raw[0] == 0xD2
    parts = read_cbor(raw[1:])
    header = read_cbor(parts[0])
    assert header[16] == "application/statuslist+cwt"
    signed = cbor2.dumps(["Signature1", parts[0], b"", parts[2]])
    Ed25519PublicKey.from_public_bytes(keys[header[4]]).verify(parts[3], signed)
    packed = read_cbor(parts[2])[65533]
    assert packed["bits"] == 2
    return zlib.decompress(packed["lst"])[index // 4] >> 2 * (index % 4) & 3


def by_kid(*keys: str) -> dict[bytes, bytes]:
    raw = [bytes.fromhex(key) for key in keys]
    return {hashlib.sha256(key).digest()[:8]: key for key in raw}


def vector(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_bytes())
    return loaded


@pytest.fixture
def trust() -> dict[str, Any]:
    """The practice agency's list, as the stranger's reader reads it."""
    return read_trust_list((VECTORS / "lists" / "practice.trust.json").read_bytes())


@pytest.fixture
def keys(trust: dict[str, Any]) -> dict[bytes, bytes]:
    """Keys of centres and people, by kid."""
    return by_kid(*(entry["key"] for entry in (*trust["centres"], *trust["people"])))


@pytest.mark.parametrize("name", ["good", "good-stored"])
def test_a_stranger_finds_all_three_signatures_good(name: str, keys: dict[bytes, bytes]) -> None:
    document = read_text(vector(name)["text"])

    assert signatures(document, keys) == {"centre": True, "verifier": True, "assessor": True}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("bit-changed", {"centre"}),
        ("verifier-signature-zeroed", {"verifier"}),
        ("assessor-signature-by-other-key", {"assessor"}),
        ("moved-award-with-new-mark", {"assessor"}),
        ("other-key-in-assessors-place", {"assessor"}),
    ],
)
def test_a_stranger_finds_the_bad_signature(
    name: str, bad: set[str], keys: dict[bytes, bytes]
) -> None:
    found = signatures(bytes.fromhex(vector(name)["document"]), keys)

    assert {who for who, good in found.items() if not good} == bad


def test_a_stranger_reads_the_status_of_an_award(trust: dict[str, Any]) -> None:
    status_keys = by_kid(*(entry["key"] for entry in trust["statusKeys"]))
    lists = VECTORS / "lists"

    assert status_at((lists / "current.status.cwt").read_bytes(), 1234, status_keys) == 0
    assert status_at((lists / "award-revoked.status.cwt").read_bytes(), 1234, status_keys) == 1
    assert status_at((lists / "award-revoked.status.cwt").read_bytes(), 1235, status_keys) == 0
    assert (
        status_at((lists / "passport-superseded.status.cwt").read_bytes(), 3071, status_keys) == 3
    )
