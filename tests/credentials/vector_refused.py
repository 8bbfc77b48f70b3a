"""Vectors of lists that must not even open: each wrong in one way, otherwise as it should be."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from credentials import cbor, strict_json
from credentials.cose import write_sign1
from credentials.dsse import TRUST_LIST_TYPE, seal_envelope
from credentials.status_list import CONTENT_TYPE, MAX_LIST_BYTES
from tests.credentials import world
from tests.credentials.world import AGENCY_KEY, CENTRE_KEY, STATUS_KEY, STRANGER_KEY, TRUST

SMALL_ORDER = (b"\x01" + bytes(31)).hex()
"""The point of order 1: with it as a key, one signature is good for almost any message."""
_MALFORMED = "trust-list.format"
_ENVELOPE = "dsse.format"


@dataclass(frozen=True)
class Refused:
    """A list that must not open."""

    name: str
    what: str
    raw: bytes
    answer: str
    """The code of the error."""
    is_status: bool = False

    @property
    def place(self) -> str:
        """The list's place among the vectors."""
        return f"refused/{self.name}.{'status.cwt' if self.is_status else 'trust.json'}"

    def to_json(self) -> bytes:
        """Return the vector that names the list."""
        vector = {"name": self.name, "what": self.what, "list": self.place, "answer": self.answer}
        return json.dumps(vector, indent=1).encode() + b"\n"


def refused_lists() -> list[Refused]:
    """Return every list that is refused."""
    return [*_malformed_lists(), *_bad_envelopes(), *_status_lists()]


def _malformed_lists() -> list[Refused]:
    """Return lists that their agency has signed, and that are not what a list must be."""
    person, verifier = ("people", 0, "key"), world.VERIFIER_KEY.public_key.hex()
    wrong: dict[str, tuple[str, tuple[str | int, ...], object]] = {
        "small-order-key": ("A person's key is of small order.", person, SMALL_ORDER),
        "repeated-key": ("Two people have one key.", person, verifier),
        "agencys-key": ("A person has the agency's key.", person, AGENCY_KEY.public_key.hex()),
        "half-a-key": ("A person's key has 31 bytes.", person, verifier[2:]),
        "due-in-ten-years": ("No list for ten years.", ("nextUpdate",), "2036-02-01T00:00:00Z"),
        "wrong-sequence": ("The third list, with no list before it.", ("sequence",), 3),
        "huge-sequence": ("The sequence is 2**70.", ("sequence",), 1 << 70),
        "deep-agency": ("The agency's name is a list in lists.", ("agency", "name"), [[[[]]]]),
    }
    twice = _payload().replace(b'"format":', b'"format":"x","format":', 1)
    return [
        *(
            Refused(name, what, _signed(_payload(path, value)), _MALFORMED)
            for name, (what, path, value) in wrong.items()
        ),
        Refused("name-twice", "A member stands twice.", _signed(twice), _MALFORMED),
    ]


def _bad_envelopes() -> list[Refused]:
    good: dict[str, Any] = json.loads(world.signed_trust(TRUST))
    (signature,) = good["signatures"]
    zeroed = base64.b64encode(bytes(64)).decode()
    other = base64.b64encode(_payload(("agency", "name"), "Practice Skills Agenda")).decode()
    wrong = {
        "small-order-signer": (
            "The signer's key is of small order.",
            {"signatures": [{"keyid": SMALL_ORDER, "sig": zeroed}]},
            _ENVELOPE,
        ),
        "repeated-signer": ("One key signed twice.", {"signatures": [signature] * 2}, _ENVELOPE),
        "unsigned": ("No signature.", {"signatures": []}, _ENVELOPE),
        "other-payload-type": (
            "The envelope of a registration.",
            {"payloadType": good["payloadType"].replace("trust-list", "registration")},
            _ENVELOPE,
        ),
        "zeroed-signature": (
            "64 zero bytes.",
            {"signatures": [signature | {"sig": zeroed}]},
            "dsse.signature",
        ),
        "other-list": ("Another list, the same signature.", {"payload": other}, "dsse.signature"),
    }
    return [
        *(
            Refused(name, what, json.dumps(good | change).encode(), answer)
            for name, (what, change, answer) in wrong.items()
        ),
        Refused(
            "signed-by-stranger",
            "Well signed, but not by the agency that it names.",
            seal_envelope(TRUST_LIST_TYPE, _payload(), STRANGER_KEY),
            "dsse.signature",
        ),
    ]


def _status_lists() -> list[Refused]:
    bits = zlib.compress(bytes(1024), 9)
    malformed, signature = "status-list.format", "status-list.signature"
    token = world.signed_status()
    wrong = {
        "status-bomb": (
            "Some bytes that unfold to more than is allowed.",
            _token({"bits": 2, "lst": zlib.compress(bytes(MAX_LIST_BYTES + 1), 9)}),
            malformed,
        ),
        "status-cut": ("The places are cut.", _token({"bits": 2, "lst": bits[:-5]}), malformed),
        "status-of-four-bits": ("Four bits a place.", _token({"bits": 4, "lst": bits}), malformed),
        "status-by-stranger": (
            "Signed by a key that no trust list names.",
            world.signed_status(signer=STRANGER_KEY),
            signature,
        ),
        "status-by-centre": (
            "Signed by the centre that issues the passports.",
            world.signed_status(signer=CENTRE_KEY),
            signature,
        ),
        "status-zeroed": ("64 zero bytes.", token[:-64] + bytes(64), signature),
        "status-trailing-byte": ("A byte follows.", token + b"\0", "cbor.not-deterministic"),
    }
    return [
        Refused(name, what, raw, answer, is_status=True)
        for name, (what, raw, answer) in wrong.items()
    ]


def _payload(path: tuple[str | int, ...] = (), value: object = None) -> bytes:
    """Return the practice list's content, with another value at `path`."""
    content = json.loads(base64.b64decode(json.loads(world.signed_trust(TRUST))["payload"]))
    if path:
        holder = content
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value
    return strict_json.encode(content)


def _signed(payload: bytes) -> bytes:
    return seal_envelope(TRUST_LIST_TYPE, payload, AGENCY_KEY)


def _token(places: dict[str, Any]) -> bytes:
    """Return a status list of any places, signed by the agency's status key."""
    issued = int(world.STATUS_ISSUED.timestamp())
    week = int(timedelta(days=7).total_seconds())
    claims = {2: world.STATUS_URI, 4: issued + week, 6: issued, 65533: places, 65534: week}
    return write_sign1(cbor.encode(claims), b"", STATUS_KEY, tagged=True, content_type=CONTENT_TYPE)
