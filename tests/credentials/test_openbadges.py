"""The full credential: bound to its code both ways, and honest about its units."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from subprocess import run
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from credentials.errors import FileFormatError, NoUnitInFileError, UndefinedTermError
from credentials.issuing import sign_passport
from credentials.openbadges.checking import FileReport, verify_credential_file
from credentials.openbadges.content import build_credential, credential_digest
from credentials.openbadges.contexts import load_context
from credentials.openbadges.did import centre_did, did_document, did_web, multibase
from credentials.openbadges.file import MAX_FILE_BYTES, seal_credential
from credentials.openbadges.jcs import canonical_json
from credentials.openbadges.proof import add_proof, canonical_dataset
from credentials.passport import AwardedUnit, EvidenceKind, Part, Passport
from credentials.report import Answer, Check, Report, Verdict
from credentials.signing import SigningKey
from tests.credentials import world
from tests.credentials.openbadges_files import (
    FACTS,
    GOOD_FILE,
    SECOND_UNIT,
    credential_of,
    file_of,
    passport_with_file,
)
from tests.credentials.world import CENTRE_KEY, ISSUED, NOW, TRUST, a_passport, countersigned

Change = Callable[[dict[str, Any]], object]


def checked(raw: bytes, at: Any = NOW) -> tuple[FileReport, ...]:
    """Return the reports on a file, with the practice lists at hand."""
    return verify_credential_file(
        raw, trust=[world.trust_list(TRUST)], status=[world.status_list()], at=at
    )


def report_on(raw: bytes) -> Report:
    """Return the only report on a file."""
    (found,) = checked(raw)
    return found.report


def changed(raw: bytes, change: Change) -> bytes:
    """Return a file with something done to its JSON."""
    content = json.loads(raw)
    change(content)
    return json.dumps(content).encode()


def sealed(credential: dict[str, Any], passport: Passport, signer: SigningKey) -> bytes:
    """Return a file that a centre's key binds to a code, whatever the credential says."""
    bound = replace(passport, credential_sha256=credential_digest(credential))
    return seal_credential(credential, [sign_passport(bound, signer)], signer, created=ISSUED)


def test_a_file_as_it_was_issued_is_valid() -> None:
    report = report_on(GOOD_FILE)

    assert report.verdict is Verdict.VALID
    assert report.findings[Check.FILE].code == "file.ok"
    assert report.answer(Check.FILE) is Answer.PASSED


def test_another_layout_of_the_same_json_is_the_same_file() -> None:
    backwards = json.dumps(dict(reversed(json.loads(GOOD_FILE).items())), indent=7).encode()

    assert report_on(backwards).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(name="Skill passport of SOMEBODY ELSE"),
        lambda c: c.update(extra="a term that no context defines"),
        lambda c: c["@context"].append("https://skills.practice.example/other"),
        lambda c: c["credentialSubject"]["verifiableCredential"].clear(),
        lambda c: c["credentialSubject"]["verifiableCredential"][0].pop("validUntil"),
        lambda c: c["credentialSubject"]["verifiableCredential"][0]["evidence"].pop(),
        lambda c: c["credentialStatus"].pop(),
    ],
)
def test_whatever_is_changed_in_the_file_it_is_not_the_one_the_code_names(change: Change) -> None:
    report = report_on(changed(GOOD_FILE, change))

    assert report.findings[Check.FILE].code == "file.differs"
    assert report.verdict is Verdict.INVALID
    assert report.answer(Check.SIGNATURE) is Answer.PASSED


def test_a_changed_proof_changes_nothing_for_us_since_the_code_decides() -> None:
    def forge(content: dict[str, Any]) -> None:
        content["proof"][0]["proofValue"] = multibase(bytes(64))

    assert report_on(changed(GOOD_FILE, forge)).verdict is Verdict.VALID
    assert report_on(changed(GOOD_FILE, lambda c: c.pop("proof"))).verdict is Verdict.VALID


@pytest.mark.parametrize("empty", [None, [], "", 0])
def test_a_file_without_its_code_is_no_passport(empty: object) -> None:
    report = report_on(changed(GOOD_FILE, lambda c: c.update(skillPassport=empty)))

    assert report.findings[Check.FILE].code == "file.no-code"
    assert report.headline.code == "verdict.not-a-passport"
    assert report.verdict is Verdict.INVALID
    assert report.passport is None


def test_a_code_that_was_issued_without_a_file_takes_none() -> None:
    def exchange(content: dict[str, Any]) -> None:
        content["skillPassport"] = [base64.b64encode(world.GOOD).decode()]

    report = report_on(changed(GOOD_FILE, exchange))

    assert report.findings[Check.FILE].code == "file.not-named"
    assert report.verdict is Verdict.INVALID


def test_the_code_of_another_passport_does_not_fit_the_file() -> None:
    other = file_of(passport_with_file(countersigned(world.an_award(units=(SECOND_UNIT,)))))

    def exchange(content: dict[str, Any]) -> None:
        content["skillPassport"] = json.loads(other)["skillPassport"]

    assert report_on(changed(GOOD_FILE, exchange)).findings[Check.FILE].code == "file.differs"


def test_a_changed_code_breaks_the_signature_and_shows_nothing() -> None:
    def flip(content: dict[str, Any]) -> None:
        document = bytearray(base64.b64decode(content["skillPassport"][0]))
        document[-1] ^= 1
        content["skillPassport"] = [base64.b64encode(document).decode()]

    report = report_on(changed(GOOD_FILE, flip))

    assert report.findings[Check.SIGNATURE].code == "signature.centre"
    assert report.findings[Check.FILE].code == "file.not-reached"
    assert report.passport is None


def unit_added(content: dict[str, Any]) -> None:
    """Let the file name a unit more than the awards hold."""
    members = content["credentialSubject"]["verifiableCredential"]
    more = json.loads(json.dumps(members[0]))
    more["credentialSubject"]["achievement"]["humanCode"] = "D99"
    members.append(more)


def level_raised(content: dict[str, Any]) -> None:
    """Let the file name a level that was not awarded."""
    members = content["credentialSubject"]["verifiableCredential"]
    members[0]["credentialSubject"]["result"][0]["value"] = "Level 4"


def tasks_claimed(content: dict[str, Any]) -> None:
    """Let the file claim one kind of evidence less than the award."""
    evidence = content["credentialSubject"]["verifiableCredential"][0]["evidence"]
    evidence[:] = [one for one in evidence if one["genre"] != "Tasks"]


def never_expiring(content: dict[str, Any]) -> None:
    """Let the file leave out when the award ends."""
    content["credentialSubject"]["verifiableCredential"][0].pop("validUntil")


def of_another_shape(content: dict[str, Any]) -> None:
    """Let a unit be something that is not read."""
    content["credentialSubject"]["verifiableCredential"][0]["credentialSubject"] = ["nothing"]


@pytest.mark.parametrize(
    "forge", [unit_added, level_raised, tasks_claimed, never_expiring, of_another_shape]
)
def test_a_stolen_centre_key_cannot_make_a_file_say_more_than_the_awards(forge: Change) -> None:
    passport = a_passport(countersigned())
    credential = json.loads(json.dumps(build_credential(passport, FACTS)))
    forge(credential)

    report = report_on(sealed(credential, passport, CENTRE_KEY))

    assert report.findings[Check.FILE].code == "file.unit-not-held"
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("at", [0, 1])
def test_a_file_of_another_name_or_birth_date_is_refused(at: int) -> None:
    passport = a_passport(countersigned())
    credential = build_credential(passport, FACTS)
    credential["credentialSubject"]["identifier"][at]["identityHash"] = "1990-05-02"

    report = report_on(sealed(credential, passport, CENTRE_KEY))

    assert report.findings[Check.FILE].code == "file.other-holder"


def test_a_divided_passport_is_checked_part_by_part_and_only_as_a_whole() -> None:
    first, second = countersigned(), countersigned(world.an_award(units=(SECOND_UNIT,)))
    whole = a_passport(first, second)
    credential = build_credential(whole, FACTS)
    digests = (None, credential_digest(credential))
    parts = [
        sign_passport(
            replace(whole, awards=(award,), part=Part(number, 2), credential_sha256=digest),
            CENTRE_KEY,
        )
        for number, (award, digest) in enumerate(zip((first, second), digests, strict=True), 1)
    ]

    both = checked(seal_credential(credential, parts, CENTRE_KEY, created=ISSUED))
    one = checked(seal_credential(credential, parts[1:], CENTRE_KEY, created=ISSUED))
    unbound = checked(seal_credential(credential, parts[:1], CENTRE_KEY, created=ISSUED))

    assert [found.report.findings[Check.FILE].code for found in both] == ["file.ok"] * 2
    assert [found.document for found in both] == parts
    assert [found.report.findings[Check.FILE].code for found in one] == ["file.parts"]
    assert [found.report.findings[Check.FILE].code for found in unbound] == ["file.not-named"]


def test_a_file_of_an_unknown_issuer_is_neither_good_nor_bad() -> None:
    (found,) = verify_credential_file(GOOD_FILE, trust=[], at=NOW)

    assert found.report.verdict is Verdict.UNDECIDED
    assert found.report.findings[Check.FILE].code == "file.ok"
    assert not found.report.confirmed


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_at_all_are_answered(raw: bytes) -> None:
    report = report_on(raw)

    assert report.verdict is Verdict.INVALID
    assert report.passport is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"skillPassport": ["AA=="], "skillPassport": ["AA=="]}', "readable.damaged"),
        (b'{"skillPassport": ["AA=="], "price": 1.5}', "readable.damaged"),
        (b'{"skillPassport": ["AA=="], "big": 9007199254740993}', "readable.damaged"),
        (b'{"skillPassport": ["!!"]}', "readable.damaged"),
        (b'{"skillPassport": [1]}', "readable.damaged"),
        (b'{"skillPassport": "AA=="}', "readable.damaged"),
        (b'{"skillPassport": [' + b'"AA==",' * 30 + b'"AA=="]}', "readable.damaged"),
        (b'{"skillPassport": ["AA=="], "x": ' + b"[" * 40 + b"]" * 40 + b"}", "readable.damaged"),
        (b"[" * 100_000, "readable.damaged"),
        (b" " * (MAX_FILE_BYTES + 1), "readable.damaged"),
        (b'{"skillPassport": ["AA=="], "x": "\\ud800"}', "readable.damaged"),
        (b'{"type": "VerifiableCredential"}', "readable.not-a-passport"),
        (b"[]", "readable.not-a-passport"),
    ],
)
def test_json_that_is_not_written_as_ours_is_refused_with_the_reason(raw: bytes, code: str) -> None:
    assert report_on(raw).findings[Check.READABLE].code == code


def test_a_passport_without_a_unit_has_no_file() -> None:
    with pytest.raises(NoUnitInFileError):
        build_credential(a_passport(), FACTS)


def test_an_undefined_term_is_never_signed() -> None:
    credential = build_credential(a_passport(countersigned()), FACTS)

    with pytest.raises(UndefinedTermError, match="wage"):
        seal_credential({**credential, "wage": "1000"}, [b""], CENTRE_KEY, created=ISSUED)


def test_an_undefined_term_deep_inside_is_never_signed() -> None:
    credential = build_credential(a_passport(countersigned()), FACTS)
    credential["credentialSubject"]["verifiableCredential"][0]["evidence"][0]["weight"] = "1 kg"

    with pytest.raises(UndefinedTermError, match="weight"):
        seal_credential(credential, [b""], CENTRE_KEY, created=ISSUED)


def test_a_context_that_is_not_shipped_is_never_fetched() -> None:
    credential = build_credential(a_passport(countersigned()), FACTS)
    credential["@context"].append("https://example.org/unknown.json")

    with pytest.raises(FileFormatError):
        seal_credential(credential, [b""], CENTRE_KEY, created=ISSUED)


def test_a_second_proof_is_never_added() -> None:
    with pytest.raises(FileFormatError, match="proof"):
        add_proof(json.loads(GOOD_FILE), CENTRE_KEY, key_reference="did:web:x#z", created=ISSUED)


def test_our_context_changes_no_statement_that_the_published_ones_make() -> None:
    credential = credential_of(a_passport(countersigned()))
    published = {**credential, "@context": credential["@context"][:3]}

    assert canonical_dataset(credential) == canonical_dataset(published)


def test_the_dataset_is_the_one_that_the_library_makes_with_nothing_kept() -> None:
    def loaded(url: str, _: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": load_context(url)}

    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": loaded,
    }
    units = tuple(
        AwardedUnit(f"D{n}", f"Unit {n}", "2" if n % 2 else None, frozenset(EvidenceKind))
        for n in range(7)
    )
    several = a_passport(countersigned(world.an_award(units=units)))
    for passport in (several, a_passport(countersigned()), several):
        credential = credential_of(passport)
        assert canonical_dataset(credential) == jsonld.normalize(credential, options)


def test_the_file_tells_kinds_narratives_and_hashes_and_holds_no_file() -> None:
    (member,) = json.loads(GOOD_FILE)["credentialSubject"]["verifiableCredential"]

    assert [one["genre"] for one in member["evidence"]] == ["Portfolio", "Tasks", "Questions"]
    portfolio, tasks, questions = member["evidence"]
    digest = portfolio["digestSRI"].removeprefix("sha256-")
    assert base64.b64decode(digest) == b"reference letter".ljust(32, b".")
    assert portfolio["narrative"] == "Letter of an employer, 2024"
    assert tasks["name"] == "T1 Turn a stepped shaft"
    assert set(questions) == {"type", "genre"}


def test_evidence_of_a_kind_that_the_award_does_not_claim_stays_out() -> None:
    unit = AwardedUnit("D4", "Perform lathe operations", "2", frozenset({EvidenceKind.TASKS}))
    award = countersigned(world.an_award(units=(unit,)))
    items = next(iter(FACTS.evidence.values()))
    facts = replace(FACTS, evidence={(award.document, unit.code): items})

    (member,) = build_credential(a_passport(award), facts)["credentialSubject"][
        "verifiableCredential"
    ]

    assert [one["genre"] for one in member["evidence"]] == ["Tasks"]
    assert member["credentialSubject"]["result"][0]["value"] == "2"


def test_the_issuer_is_the_centre_under_the_agencys_address_with_the_key_in_the_fragment() -> None:
    content = json.loads(GOOD_FILE)
    did = centre_did(world.ADDRESS, "PC-01")
    document = did_document(did, [CENTRE_KEY.public_key])
    (method,) = document["verificationMethod"]

    assert did == "did:web:skills.practice.example:p:PC-01"
    assert content["issuer"]["id"] == did
    assert [proof["verificationMethod"] for proof in content["proof"]] == [method["id"]]
    assert document["assertionMethod"] == [method["id"]]
    assert method["id"] == f"{did}#{method['publicKeyMultibase']}"


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://a.example", "did:web:a.example:C%201"),
        ("https://a.example:8443/p/", "did:web:a.example%3A8443:p:C%201"),
    ],
)
def test_a_did_is_written_as_the_method_asks(address: str, did: str) -> None:
    assert did_web(address, "C 1") == did


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"", "z"), (b"\0\0", "z11"), (b"Hello World!", "z2NEpo7TZRRrLZSi2U"), (b"\0a", "z12g")],
)
def test_multibase_is_base58btc(raw: bytes, text: str) -> None:
    assert multibase(raw) == text


def test_canonical_json_orders_names_and_escapes_as_rfc_8785() -> None:
    value = {"b": [1, True, None], "a": '€$\u000f\n"\\\x7f', "A": {}, "aa": "ぁ"}

    assert canonical_json(value) == (
        '{"A":{},"a":"€$\\u000f\\n\\"\\\\\x7f","aa":"ぁ","b":[1,true,null]}'.encode()
    )


@pytest.mark.parametrize("value", [1.0, float("nan"), 2**53, -(2**53), {"ä": 1}, ["\ud800"]])
def test_what_has_no_canonical_form_here_is_refused(value: Any) -> None:
    with pytest.raises(FileFormatError):
        canonical_json(value)


def test_checking_a_file_loads_neither_json_ld_nor_its_library() -> None:
    program = (
        "import sys, credentials.openbadges.checking as c;"
        "heavy = {'pyld', 'openbadgeslib', 'lxml', 'cryptography', 'jwt'};"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )

    assert run([sys.executable, "-c", program], capture_output=True, check=False).stderr == b""
