"""Python peers on the same content: `time_python.py MATERIAL.json`, one JSON line for each.

Runs with packages of its own; of ours it has `benchmarks.timing` only. Every peer has its keys in
its own form beforehand, and does no more than read and verify.
"""

import json
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import base45
import cbor2
import cose.algorithms
import cose.headers
import cose.keys
import cose.messages
import cwt
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from greenpass.logic import GreenPassParser
from nacl.bindings import crypto_sign_open
from pycose.keys import OKPKey
from pycose.messages import Sign1Message

from benchmarks.timing import medians_in_turns, per_call

ROUNDS = 21
CALLS = 20
TAG_SIGN1 = b"\xd2"
CORE, AWARDS = 5, 8
CONTEXTS = ("passport", "verifier", "assessor")
Layers = Callable[[bytes, bytes, bytes], bytes]
"""Verifies one COSE_Sign1: document with its tag, external data and kid to its payload."""


def three_layers(document: bytes, verified: Layers) -> None:
    """Go from the centre's layer to the assessor's, as a reader of our format must."""
    contexts = [f"skill-passport/1 {name}".encode() for name in CONTEXTS]
    passport = cbor2.loads(verified(document, contexts[0], kid_of(document)))
    inner, core = passport[AWARDS][0][0], passport[CORE]
    for context in contexts[1:]:
        tagged = TAG_SIGN1 + inner
        inner = verified(tagged, context + core, kid_of(tagged))
    if cbor2.loads(inner)[1] is None:
        raise ValueError("no award")


def kid_of(document: bytes) -> bytes:
    """Return the kid of a COSE_Sign1, where our protected header has it."""
    start = document.index(b"\x04\x48") + 2
    return document[start : start + 8]


def with_cwt(keys: dict[bytes, bytes]) -> Layers:
    """Verify with python-cwt."""
    own = {kid: cwt.COSEKey.new({1: 1, 2: kid, 3: -8, -1: 6, -2: key}) for kid, key in keys.items()}
    reader = cwt.COSE.new()
    return lambda document, aad, kid: reader.decode(document, own[kid], external_aad=aad)


def with_pycose(keys: dict[bytes, bytes]) -> Layers:
    """Verify with pycose."""
    own = {
        kid: OKPKey(crv="ED25519", x=key, optional_params={"KID": kid}) for kid, key in keys.items()
    }

    def verified(document: bytes, aad: bytes, kid: bytes) -> bytes:
        message = Sign1Message.decode(document)
        message.key, message.external_aad = own[kid], aad
        if not message.verify_signature():
            raise ValueError("bad signature")
        return message.payload

    return verified


def with_pyjwt(content: dict[str, Any]) -> Callable[[], object]:
    """Verify the content as a JWT with one EdDSA signature."""
    key = Ed25519PrivateKey.generate()
    token = jwt.encode(content, key, algorithm="EdDSA")
    public = key.public_key()
    options = {"verify_iss": False}
    return lambda: jwt.decode(token, public, algorithms=["EdDSA"], options=options)


def with_pyjwt_nested(content: dict[str, Any]) -> Callable[[], object]:
    """Verify three JWTs in each other: the award in the verifier's, that one in the centre's."""
    keys = [Ed25519PrivateKey.generate() for _ in CONTEXTS]
    content = dict(content)
    inner = jwt.encode(content.pop("award"), keys[2], algorithm="EdDSA")
    inner = jwt.encode({"award": inner}, keys[1], algorithm="EdDSA")
    token = jwt.encode({**content, "award": inner}, keys[0], algorithm="EdDSA")
    publics = [key.public_key() for key in keys]
    options = {"verify_iss": False}

    def verify() -> object:
        layer = token
        for public in publics:
            found = jwt.decode(layer, public, algorithms=["EdDSA"], options=options)
            layer = found.get("award")
        return found

    return verify


def with_greenpass(content: dict[str, Any]) -> Callable[[], object]:
    """Verify an EU health certificate of as much content: each unit in the place of a dose."""
    holder, award = content["holder"], content["award"]
    framework = award["framework"]
    doses = [
        {"tg": framework["code"], "co": "VN", "is": award["authority"], "ci": unit["code"],
         "mp": unit["title"], "ma": unit["evidence"], "dn": 1, "sd": 1,
         "dt": award["decidedOn"]}
        for unit in award["units"]
    ]  # fmt: skip
    person = {"fn": holder["name"], "gn": holder["ownName"]}
    certificate = {"ver": "1.3.0", "nam": person, "dob": holder["birthDate"], "v": doses}
    payload = cbor2.dumps({1: "VN", 4: 1930000000, 6: 1772500000, -260: {1: certificate}})
    numbers = ec.generate_private_key(ec.SECP256R1()).private_numbers()
    x, y = numbers.public_numbers.x, numbers.public_numbers.y
    octets = [value.to_bytes(32) for value in (x, y, numbers.private_value)]
    key = cose.keys.EC2Key(crv="P_256", x=octets[0], y=octets[1], d=octets[2])
    header = {cose.headers.Algorithm: cose.algorithms.Es256, cose.headers.KID: b"\0" * 8}
    message = cose.messages.Sign1Message(phdr=header, payload=payload)
    message.key = key
    text = b"HC1:" + base45.b45encode(zlib.compress(message.encode(), 9))

    def verify() -> None:
        parser = GreenPassParser(text)
        parser.set_key(key)
        if not parser.verify():
            raise ValueError("bad signature")

    return verify


def main() -> int:
    """Measure all of them in turns."""
    material = json.loads(Path(sys.argv[1]).read_bytes())
    document = bytes.fromhex(material["document"])
    keys = {bytes.fromhex(kid): bytes.fromhex(key) for kid, key in material["keys"].items()}
    signed = [(bytes.fromhex(message), bytes.fromhex(key)) for message, key in material["signed"]]
    cwt_layers, pycose_layers = with_cwt(keys), with_pycose(keys)

    def bare() -> None:
        for message, key in signed:
            crypto_sign_open(message, key)

    actions: dict[str, Callable[[], object]] = {
        "floor": bare,
        "python-cwt": lambda: three_layers(document, cwt_layers),
        "pycose": lambda: three_layers(document, pycose_layers),
        "PyJWT-nested": with_pyjwt_nested(material["content"]),
        "PyJWT": with_pyjwt(material["content"]),
        "greenpass": with_greenpass(material["content"]),
    }
    timers = {name: per_call(action, CALLS) for name, action in actions.items()}
    for name, seconds in medians_in_turns(timers, ROUNDS).items():
        print(json.dumps({"name": name, "seconds": seconds}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
