"""Verifying a passport from its code's text, beside the three Ed25519 signatures that it holds.

The floor is libsodium alone, through PyNaCl's bindings, over the very bytes that were signed: what
is above it is reading the digits, DEFLATE, CBOR and COSE, and all checks but the signatures.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nacl.bindings import crypto_sign_open

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
from credentials.status_list import open_status_list
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.verification import verify_code

VECTORS = Path(__file__).parents[1] / "tests" / "vectors"
ROUNDS = 201
CALLS = 10
GOAL = 1.5


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    vector = json.loads((VECTORS / "good.json").read_bytes())
    trust = [open_trust_list_unpinned(_file(name)) for name in vector["trust"]]
    status = [open_status_list(_file(name), trust) for name in vector["status"]]
    at = datetime.fromisoformat(vector["at"])

    def ours() -> Verdict:
        return verify_code(vector["text"], trust=trust, status=status, at=at).verdict

    if ours() is not Verdict.VALID:
        raise RuntimeError("the golden passport does not verify; there is nothing to measure")
    actions = {"raw": _three_signatures(vector["text"], trust[0]), "ours": ours}
    medians = medians_in_turns(
        {name: per_call(action, CALLS) for name, action in actions.items()}, ROUNDS
    )
    names = {
        "raw": "three bare Ed25519 verifications (PyNaCl)",
        "ours": "a passport, from the text of its code",
    }
    lines = [
        f"{name:<44}{medians[key] * 1e6:8.0f} µs{medians[key] / medians['raw']:8.2f}"
        for key, name in names.items()
    ]
    return [*lines, f"(goal: at most {GOAL})"]


def _three_signatures(text: str, trust: TrustList) -> Callable[[], None]:
    """What libsodium has to do at least: the signatures of centre, verifier and assessor."""
    centre = parse_sign1(decode_text(text).document, tagged=True)
    passport = parse_passport(centre.payload)
    verifier, assessor = unwrap_award(passport.awards[0].document)
    centres, people = trust.content.centres, trust.content.people
    lives = [*(entry.life for entry in centres), *(entry.life for entry in people)]
    keys = {kid(life.key): life.key for life in lives}
    signed = [
        _signed(centre, PASSPORT_CONTEXT, keys[centre.kid]),
        _signed(verifier, VERIFIER_CONTEXT + passport.core, keys[verifier.kid]),
        _signed(assessor, ASSESSOR_CONTEXT + passport.core, keys[assessor.kid]),
    ]

    def verify_all() -> None:
        for signed_message, key in signed:
            crypto_sign_open(signed_message, key)

    return verify_all


def _signed(document: Sign1, external_aad: bytes, key: PublicKey) -> tuple[bytes, PublicKey]:
    return document.signature + document.signed_bytes(external_aad), key


def _file(name: str) -> bytes:
    return (VECTORS / name).read_bytes()
