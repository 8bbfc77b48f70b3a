"""Every golden file gives the answers that it says; other verifiers can run them too."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from credentials.errors import CredentialError, TrustListRefusedError
from credentials.registration import open_registration
from credentials.report import Check, Report, Verdict
from credentials.sentences import SENTENCES
from credentials.status_list import open_status_list
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.trust_succession import follow, succeed
from credentials.verification import verify_code, verify_document
from tests.credentials.make_vectors import FOLDER, differences, vector_files

SUCCESSION = [
    json.loads(path.read_bytes()) for path in sorted(Path(FOLDER, "succession").glob("*.json"))
]
REFUSED = [
    json.loads(path.read_bytes())
    for path in sorted(Path(FOLDER, "refused").glob("*.json"))
    if not path.name.endswith(".trust.json")
]
VECTORS = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]


def _verify(vector: dict[str, Any]) -> Report:
    at = datetime.fromisoformat(vector["at"])
    trust = [open_trust_list_unpinned(_file(name)) for name in vector["trust"]]
    foreign = [
        follow([open_trust_list_unpinned(_file(name)) for name in names], at=at)
        for names in vector["foreign"]
    ]
    signers = [*trust, *foreign, open_trust_list_unpinned(_file("lists/practice.trust.json"))]
    known: dict[str, Any] = {
        "trust": trust,
        "status": [open_status_list(_file(name), signers) for name in vector["status"]],
        "at": at,
        "foreign": foreign,
        "registrations": [open_registration(_file(name)) for name in vector["registrations"]],
        "newest_status": {
            uri: datetime.fromisoformat(at) for uri, at in vector["newestStatus"].items()
        },
    }
    if "text" in vector:
        return verify_code(vector["text"], **known)
    return verify_document(bytes.fromhex(vector["document"]), **known)


def _file(name: str) -> bytes:
    return Path(FOLDER, name).read_bytes()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_vector_gives_its_answers(vector: dict[str, Any]) -> None:
    report = _verify(vector)

    assert {check.value: finding.code for check, finding in report.findings.items()} == vector[
        "codes"
    ]
    for award, codes in zip(report.awards, vector["awards"], strict=bool(vector["awards"])):
        assert {check.value: finding.code for check, finding in award.findings.items()} == codes
    assert report.verdict is Verdict(vector["verdict"])
    assert [notice.code for notice in report.notices] == vector["notices"]
    assert (report.as_json()["passport"] is not None) is vector["content"]


@pytest.mark.parametrize("vector", SUCCESSION, ids=lambda vector: vector["name"])
def test_a_list_is_accepted_or_refused_as_its_vector_says(vector: dict[str, Any]) -> None:
    old, new = (open_trust_list_unpinned(_file(vector[name])) for name in ("old", "new"))
    at = datetime.fromisoformat(vector["at"])
    answer = "accepted"

    try:
        succeed(old, new, at=at, emergency=vector["confirmed"])
    except TrustListRefusedError as error:
        answer = error.code

    assert answer == vector["answer"]


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["name"])
def test_a_list_that_is_wrong_does_not_open(vector: dict[str, Any]) -> None:
    raw, practice = _file(vector["list"]), _file("lists/practice.trust.json")
    trust = [open_trust_list_unpinned(practice)]
    is_status = vector["list"].endswith(".cwt")

    with pytest.raises(CredentialError) as caught:
        open_status_list(raw, trust) if is_status else open_trust_list_unpinned(raw)

    assert caught.value.code == vector["answer"]


def test_the_vectors_are_what_the_fixed_keys_make() -> None:
    assert differences(vector_files()) == []


def test_there_is_a_vector_for_every_answer() -> None:
    """A new code comes with a vector. Files have their own tests; three keys share one table."""
    given = {code for vector in VECTORS for code in vector["codes"].values()}
    given |= {c for v in VECTORS for award in v["awards"] for c in award.values()}
    given |= {code for vector in VECTORS for code in vector["notices"]}
    wanted = {code for code in SENTENCES if not code.startswith(("verdict.", "issuer.", "file."))}
    assert wanted - given == set()


def test_every_check_has_a_sentence_for_being_out_of_reach() -> None:
    for check in Check:
        if check not in (Check.READABLE, Check.FILE):
            assert f"{check.value}.not-reached" in SENTENCES
