"""The golden files of the full credential: good, and each bent in one way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from credentials.issuing import sign_passport
from credentials.openbadges.content import build_credential, credential_digest
from credentials.openbadges.did import multibase
from credentials.openbadges.file import seal_credential
from credentials.passport import Part
from credentials.strict_json import write_time
from tests.credentials import world
from tests.credentials.openbadges_files import FACTS, GOOD_FILE, SECOND_UNIT
from tests.credentials.world import CENTRE_KEY, ISSUED, NOW, a_passport, countersigned


@dataclass(frozen=True)
class FileCase:
    """One golden file. `file` is the answer's code, `verdict` that of each code in it."""

    name: str
    what: str
    raw: bytes
    file: str
    verdict: str = "invalid"
    readable: str = "readable.ok"
    codes: int = 1


def file_cases() -> list[FileCase]:
    """Return every golden file of the full credential."""
    return [
        FileCase("good", "as it was issued", GOOD_FILE, "file.ok", "valid"),
        FileCase("two-codes", "divided onto two codes", _divided(2), "file.ok", "valid", codes=2),
        FileCase("one-of-two-codes", "the second code only", _divided(1), "file.parts"),
        FileCase("changed", "another unit title", _bent(_retitle), "file.differs"),
        FileCase("term-added", "a term that no context defines", _bent(_add_term), "file.differs"),
        FileCase(
            "proof-changed",
            "another proof: others refuse it, our verdict rests on the code",
            _bent(_other_proof),
            "file.ok",
            "valid",
        ),
        FileCase(
            "without-code",
            "the code was taken out",
            _bent(lambda content: content.pop("skillPassport")),
            "file.no-code",
            readable="readable.not-a-passport",
        ),
        FileCase(
            "not-named", "a code that was issued without a file", _unnamed(), "file.not-named"
        ),
        FileCase("unit-not-held", "a unit more than the awards", _more(), "file.unit-not-held"),
        FileCase("other-holder", "another birth date", _other_birth_date(), "file.other-holder"),
        FileCase(
            "name-twice",
            "a member that stands twice",
            GOOD_FILE.replace(b'{\n "@context"', b'{\n "name": "x",\n "@context"', 1),
            "file.not-reached",
            readable="readable.damaged",
        ),
    ]


def file_vectors() -> dict[str, bytes]:
    """Return the golden files as they are kept: the file as text, with its answers."""
    return {
        case.name: json.dumps(
            {
                "name": case.name,
                "what": case.what,
                "file": case.raw.decode(),
                "trust": ["lists/practice.trust.json"],
                "status": ["lists/current.status.cwt"],
                "at": write_time(NOW),
                "codes": {"readable": case.readable, "file": case.file},
                "verdicts": [case.verdict] * case.codes,
            },
            indent=1,
        ).encode()
        + b"\n"
        for case in file_cases()
    }


def _bent(change: Callable[[dict[str, Any]], object]) -> bytes:
    content = json.loads(GOOD_FILE)
    change(content)
    return json.dumps(content, indent=1).encode()


def _retitle(content: dict[str, Any]) -> None:
    (member,) = content["credentialSubject"]["verifiableCredential"]
    member["credentialSubject"]["achievement"]["name"] = "Perform brain surgery"


def _add_term(content: dict[str, Any]) -> None:
    content["wage"] = "1000"


def _other_proof(content: dict[str, Any]) -> None:
    content["proof"][0]["proofValue"] = multibase(bytes(range(64)))


def _divided(kept: int) -> bytes:
    first, second = countersigned(), countersigned(world.an_award(units=(SECOND_UNIT,)))
    whole = a_passport(first, second)
    credential = build_credential(whole, FACTS)
    parts = [
        replace(whole, awards=(first,), part=Part(1, 2)),
        replace(
            whole,
            awards=(second,),
            part=Part(2, 2),
            credential_sha256=credential_digest(credential),
        ),
    ]
    documents = [sign_passport(part, CENTRE_KEY) for part in parts[-kept:]]
    return seal_credential(credential, documents, CENTRE_KEY, created=ISSUED)


def _unnamed() -> bytes:
    passport = a_passport(countersigned())
    document = sign_passport(passport, CENTRE_KEY)
    return seal_credential(
        build_credential(passport, FACTS), [document], CENTRE_KEY, created=ISSUED
    )


def _bound(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a file that the centre's key binds, whatever it says."""
    passport = a_passport(countersigned())
    credential = build_credential(passport, FACTS)
    change(credential)
    bound = replace(passport, credential_sha256=credential_digest(credential))
    document = sign_passport(bound, CENTRE_KEY)
    return seal_credential(credential, [document], CENTRE_KEY, created=ISSUED)


def _more() -> bytes:
    def add(credential: dict[str, Any]) -> None:
        members = credential["credentialSubject"]["verifiableCredential"]
        more = json.loads(json.dumps(members[0]))
        more["id"] = "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8058"
        more["credentialSubject"]["achievement"]["humanCode"] = "D99"
        members.append(more)

    return _bound(add)


def _other_birth_date() -> bytes:
    def change(credential: dict[str, Any]) -> None:
        credential["credentialSubject"]["identifier"][1]["identityHash"] = "1995-05-01"

    return _bound(change)
