"""The file of an issued passport: attached, bound to its code, and silent about what is private."""

import base64
import json
from typing import Any

from core.domain.assessment import Mark
from core.domain.case import Route
from core.domain.recognition import Passport, Status
from core.scanning.attachments import attached, without_attachments
from core.services import handling_cases
from core.services.checking_passports import check_input, deciding_code
from core.services.lists_at_hand import published_lists
from core.services.passport_file import agency_did_json, centre_did_json
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from core.services.standing import the_centre
from core.services.status_places import change_status
from credentials.openbadges.file import FILE_NAME
from credentials.report import Check, Verdict
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.demo.centre import PASSPHRASE, practice_unit
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.core.services.test_issuing import issue, publish
from tests.practice import DARA, PAPERS, handed_over


def pdf_of(work: Work, passport: Passport) -> bytes:
    return work.walk.desk.files.get(passport.pdf_sha256)


def file_of(work: Work, passport: Passport) -> dict[str, Any]:
    raw = attached(pdf_of(work, passport), FILE_NAME)
    assert raw is not None
    content: dict[str, Any] = json.loads(raw)
    return content


def test_the_printed_passport_carries_its_file_and_both_are_checked(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    publish(walk)
    pdf = pdf_of(at_recognise, passport)

    for data, file_answer in (
        (pdf, "file.ok"),
        (attached(pdf, FILE_NAME) or b"", "file.ok"),
        (without_attachments(pdf), "file.code-alone"),
    ):
        codes = check_input(
            data,
            "input",
            read_codes=walk.desk.read_codes,
            lists=published_lists(walk.desk.published),
            at=walk.clock.now(),
        )
        assert deciding_code(codes).report.verdict is Verdict.VALID
        assert len(codes) == len(passport.code_texts)
        assert {one.report.findings[Check.FILE].code for one in codes} == {file_answer}


def test_the_file_names_exactly_the_evidence_of_the_grid_by_its_hash(at_recognise: Work) -> None:
    file = at_recognise.walk.file(at_recognise.case.id)
    content = file_of(at_recognise, issue(at_recognise))
    (member,) = content["credentialSubject"]["verifiableCredential"]
    linked = {one.exhibit_id for one in file.links if one.unit_id == at_recognise.unit.id}
    expected = {one.sha256 for one in file.files if one.exhibit_id in linked}
    digests = [one["digestSRI"] for one in member["evidence"] if "digestSRI" in one]

    assert {base64.b64decode(one.removeprefix("sha256-")).hex() for one in digests} == expected
    assert expected
    assert {one["genre"] for one in member["evidence"]} == {"Portfolio", "Tasks"}


def test_what_was_asked_and_answered_stays_at_the_centre(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.ask(case, unit, "1", "Why is the coolant changed?", "Bacteria grow in it")
    walk.observe(case, unit, "Turn a stepped shaft", {"4": Mark.MET, "5": Mark.NOT_MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    walk.verify(case, walk.decide(case, unit))
    passport, file = walk.issue(case), walk.file(case.id)
    raw = attached(walk.desk.files.get(passport.pdf_sha256), FILE_NAME) or b""
    (member,) = json.loads(raw)["credentialSubject"]["verifiableCredential"]

    assert {"genre": "Questions", "name": "Question Q1"}.items() <= member["evidence"][-1].items()
    assert "Met in 1 of 2 rows observed" in [one.get("narrative") for one in member["evidence"]]
    for private in ("coolant", "Bacteria", file.candidate.document_number):
        assert private.encode() not in raw


def test_a_passport_without_a_unit_is_printed_without_a_file(walk: Walk) -> None:
    case = walk.open(DARA, Route.PORTFOLIO_ONLY, [])
    walk.collect(case, PAPERS)
    handling_cases.move_case(walk.desk, walk.advisor, case.id, walk.file(case.id).case.stage.MAP)
    walk.finalise(case)
    walk.hand_over(case)

    passport = walk.issue(case)

    assert attached(walk.desk.files.get(passport.pdf_sha256), FILE_NAME) is None


def test_strangers_find_the_keys_of_centre_and_agency(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    publish(walk)
    desk = walk.desk
    with desk.uow() as uow:
        centre = the_centre(uow)
    trust = open_trust_list_unpinned(desk.published.trust() or b"")
    lists = json.loads(desk.published.bitstrings() or b"")
    content = file_of(at_recognise, passport)
    ours, theirs = json.loads(centre_did_json(centre)), json.loads(agency_did_json(centre, trust))

    assert content["issuer"]["id"] == ours["id"]
    assert content["proof"][0]["verificationMethod"] in ours["assertionMethod"]
    named = {entry["statusListCredential"] for entry in content["credentialStatus"]}
    assert {one["id"] for one in lists} == named
    for one in lists:
        assert one["issuer"] == theirs["id"]
        assert one["proof"][0]["verificationMethod"] in theirs["assertionMethod"]


def test_a_suspension_shows_in_the_list_for_strangers_too(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    publish(walk)
    before = walk.desk.published.bitstrings()
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.SUSPENDED, "an appeal"
    )
    with unlock_key(walk.desk, "status", PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)

    old, new = json.loads(before or b""), json.loads(walk.desk.published.bitstrings() or b"")
    encoded = [one["credentialSubject"]["encodedList"] for one in (*old, *new)]

    assert encoded[0] == encoded[2], "nothing was revoked"
    assert encoded[1] != encoded[3], "one place was suspended"
