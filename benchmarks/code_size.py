"""The size of the printed code beside other formats' codes of the same content.

Ours carries three signatures, theirs one. All at error correction M, each in the segments that
take the fewest bits. The content of theirs is JSON with names, as their verifiers read it.
"""

import base64
import hashlib
import json
import zlib

import cbor2
import zxingcpp

from benchmarks.six_units import material, plain_json
from credentials.openbadges.did import multibase

LARGEST_GOAL = 22
DIGIT_BITS = 10 / 3
SIGN_BITS = 5.5
"""Of one of the 45 signs of QR's alphanumeric mode."""
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    ours, health_card, pixel = material().text, smart_health_card(), pixel_pass()
    codes = {
        "ours, three signatures": (ours, ours.index("#") + 1, DIGIT_BITS),
        "SMART Health Card (JWS, DEFLATE), one signature": (health_card, 5, DIGIT_BITS),
        "PixelPass (JSON as CBOR, zlib, base45), one": (pixel, 0, SIGN_BITS),
    }
    lines = [f"{'':<52}{'data':>10}{'version':>9}{'modules':>9}"]
    for name, (text, in_bytes, bits) in codes.items():
        modules = symbol_modules(text)
        data = (8 * in_bytes + bits * (len(text) - in_bytes)) / 8
        lines.append(f"{name:<52}{data:>8.0f} B{(modules - 17) // 4:>9}{modules:>9}")
    return [*lines, f"(goal: ours at most version {LARGEST_GOAL}, and the smallest)"]


def smart_health_card() -> str:
    """The content as https://spec.smarthealth.cards writes it: a JWS, two digits a character."""
    header = {"zip": "DEF", "alg": "ES256", "kid": "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s"}
    body = {"type": ["https://skills.practice.example#passport"], "credentialSubject": plain_json()}
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    packed = deflater.compress(_json({"vc": body})) + deflater.flush()
    parts = (_json(header), packed, _unpackable())
    jws = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    return "shc:/" + "".join(f"{ord(sign) - 45:02}" for sign in jws)


def pixel_pass() -> str:
    """The content as a W3C credential with one proof, packed as MOSIP's PixelPass packs JSON."""
    content = plain_json()
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://skills.practice.example/c"],
        "type": ["VerifiableCredential", "SkillPassport"],
        "issuer": "did:web:skills.practice.example",
        "validFrom": content["validFrom"],
        "credentialSubject": content,
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": content["validFrom"],
            "verificationMethod": "did:web:skills.practice.example#PC-01",
            "proofPurpose": "assertionMethod",
            "proofValue": multibase(_unpackable()),
        },
    }
    return base45(zlib.compress(cbor2.dumps(credential), 9))


def base45(data: bytes) -> str:
    """RFC 9285: two bytes as three characters of QR's alphanumeric mode."""
    signs = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            value, sign = divmod(value, len(_BASE45))
            signs.append(_BASE45[sign])
    return "".join(signs)


def symbol_modules(text: str) -> int:
    """The side of the smallest symbol that holds the text, in modules."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    height, _ = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False).shape
    return int(height)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _unpackable() -> bytes:
    """Bytes that stand for a signature: they do not compress."""

    return hashlib.sha512(b"a signature").digest()
