"""Verifying a passport from its code's text, beside the three Ed25519 signatures that it holds.

The floor is libsodium alone, through PyNaCl's bindings, over the very bytes that were signed: what
is above it is reading the digits, DEFLATE, CBOR and COSE, and all checks but the signatures.
"""

from collections.abc import Callable

from nacl.bindings import crypto_sign_open

from benchmarks.six_units import Material, material
from benchmarks.timing import medians_in_turns, per_call
from credentials.cose import Sign1, parse_sign1
from credentials.issuing import (
    ASSESSOR_CONTEXT,
    PASSPORT_CONTEXT,
    VERIFIER_CONTEXT,
    unwrap_award,
)
from credentials.keys import PublicKey, kid
from credentials.passport_codec import parse_passport
from credentials.qr import decode_text
from credentials.report import Verdict
from credentials.verification import verify_code

ROUNDS = 41
CALLS = 50
GOAL = 1.5


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    found = medians()
    names = {
        "raw": "three bare Ed25519 verifications (PyNaCl)",
        "ours": "a passport of six units, from the text of its code",
    }
    lines = [
        f"{name:<52}{found[key] * 1e6:8.0f} µs{found[key] / found['raw']:9.2f}"
        for key, name in names.items()
    ]
    return [*lines, f"(goal: at most {GOAL})"]


def medians() -> dict[str, float]:
    """Returns the seconds of the floor (`raw`) and of ours, measured in turns."""
    known = material()
    signed = signed_messages(known)

    def three_signatures() -> None:
        for message, key in signed:
            crypto_sign_open(message, key)

    actions = {"raw": three_signatures, "ours": verifier(known)}
    return medians_in_turns(
        {name: per_call(action, CALLS) for name, action in actions.items()}, ROUNDS
    )


def verifier(known: Material) -> Callable[[], Verdict]:
    """Returns what is measured: the text of a code to its verdict, all checks made."""

    def verify() -> Verdict:
        return verify_code(known.text, trust=known.trust, status=known.status, at=known.at).verdict

    if verify() is not Verdict.VALID:
        raise RuntimeError("the passport does not verify; there is nothing to measure")
    return verify


def signed_messages(known: Material) -> list[tuple[bytes, PublicKey]]:
    """Returns what libsodium must check at least: of centre, verifier and assessor."""
    centre = parse_sign1(decode_text(known.text).document, tagged=True)
    passport = parse_passport(centre.payload)
    verifier, assessor = unwrap_award(passport.awards[0].document)
    content = known.trust[0].content
    lives = [*(one.life for one in content.centres), *(one.life for one in content.people)]
    keys = {kid(life.key): life.key for life in lives}
    return [
        _signed(centre, PASSPORT_CONTEXT, keys[centre.kid]),
        _signed(verifier, VERIFIER_CONTEXT + passport.core, keys[verifier.kid]),
        _signed(assessor, ASSESSOR_CONTEXT + passport.core, keys[assessor.kid]),
    ]


def _signed(document: Sign1, external_aad: bytes, key: PublicKey) -> tuple[bytes, PublicKey]:
    return document.signature + document.signed_bytes(external_aad), key
