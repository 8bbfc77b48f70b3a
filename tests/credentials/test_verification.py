from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.issuing import sign_passport
from credentials.passport import Centre, Part
from credentials.qr import encode_text
from credentials.report import Answer, Check, Report, Verdict
from credentials.sentences import SENTENCES
from credentials.status_list import Status, open_status_list
from credentials.trust_list import KeyLife, RevocationReason, UnitScope
from credentials.verification import verify_code, verify_document
from tests.credentials import abroad, world
from tests.credentials.world import (
    ADDRESS,
    AWARD_PLACE,
    CENTRE,
    CENTRE_KEY,
    GOOD,
    NOW,
    TRUST,
    VERIFIER,
    a_passport,
    an_award,
    countersigned,
    person_entry,
    signed_passport,
    status_list,
    trust_list,
)

PRACTICE = trust_list(TRUST)
STATUS = status_list()


def _verify(document: bytes = GOOD, **changes: Any) -> Report:
    known: dict[str, Any] = {"trust": [PRACTICE], "status": [STATUS], "at": NOW}
    return verify_document(document, **(known | changes))


HEADLINES: dict[str, tuple[Report, str]] = {
    "good": (_verify(), "verdict.valid"),
    "no unit": (_verify(signed_passport()), "verdict.valid-no-unit"),
    "no status": (_verify(status=[]), "verdict.undecided-status"),
    "no list": (_verify(trust=[]), "verdict.undecided-issuer"),
    "old list": (_verify(at=TRUST.next_update), "verdict.undecided-list-old"),
    "in the future": (_verify(at=world.ISSUED - timedelta(days=1)), "verdict.undecided"),
    "other code": (verify_code("https://x.example/#1", trust=[], at=NOW), "verdict.not-a-passport"),
    "damaged": (_verify(GOOD[:-1]), "verdict.not-readable"),
    "forged": (_verify(GOOD[:-1] + bytes([GOOD[-1] ^ 1])), "verdict.invalid"),
    "beyond a recognition": (
        _verify(
            abroad.passport(),
            trust=[trust_list(abroad.recognising(frameworks=frozenset({"OTHER"})))],
            foreign=[trust_list(abroad.ABROAD, abroad.ROOT)],
        ),
        "verdict.undecided-recognition",
    ),
    "expired": (
        _verify(signed_passport(countersigned(an_award(expires_at=NOW)))),
        "verdict.expired",
    ),
    "revoked": (
        _verify(status=[status_list({AWARD_PLACE.index: Status.REVOKED})]),
        "verdict.withdrawn",
    ),
}


@pytest.mark.parametrize(("report", "code"), HEADLINES.values(), ids=HEADLINES)
def test_the_headline_says_why(report: Report, code: str) -> None:
    assert report.headline.code == code
    assert "{" not in report.headline.message


def test_every_headline_is_given_somewhere() -> None:
    given_codes = {code for _, code in HEADLINES.values()}

    assert given_codes == {code for code in SENTENCES if code.startswith("verdict.")}


@pytest.mark.parametrize("report", [r for r, _ in HEADLINES.values()], ids=HEADLINES)
def test_every_report_answers_every_check_and_ends_with_the_advice(report: Report) -> None:
    assert list(report.findings) == list(Check)
    assert report.notices[-1].code == "compare_person"
    as_json = json.loads(json.dumps(report.as_json()))
    assert list(as_json["checks"]) == [check.value for check in Check]
    assert all("{" not in check["message"] for check in as_json["checks"].values())
    assert as_json["verdict"] == report.verdict.value


def test_a_report_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(_verify())


def test_the_content_of_a_good_passport_is_shown_with_who_signed() -> None:
    content = _verify().as_json()["passport"]

    assert content["confirmed"] is True
    assert content["holder"]["latinName"] == "NGUYEN VAN HOA"
    assert content["awards"][0]["units"] == [
        {
            "code": "D4",
            "title": "Perform lathe operations",
            "level": None,
            "evidence": ["portfolio", "tasks", "questions"],
        }
    ]
    assert content["awards"][0]["assessor"]["number"] == "A-1001"
    assert content["awards"][0]["verifier"] == {"number": "A-1002", "name": "Dara Sok"}
    assert content["awards"][0]["verified"] == "2026-03-02T10:30:00Z"


def test_an_unknown_issuers_content_is_a_claim() -> None:
    report = _verify(trust=[])

    assert (report.confirmed, report.agency) == (False, None)
    assert report.verdict is Verdict.UNDECIDED
    claim = next(n for n in report.notices if n.code == "claims_only")
    assert claim.message.startswith("This claims to come from Practice Centre One.")


def test_a_compromised_centres_content_is_not_confirmed() -> None:
    life = world.revoked(CENTRE_KEY.public_key, NOW, RevocationReason.COMPROMISED)
    changed = world.with_centres(world.centre_entry(CENTRE, CENTRE_KEY.public_key, life=life))

    assert _verify(trust=[trust_list(changed)]).confirmed is False


def test_people_are_shown_under_the_names_of_the_trust_list() -> None:
    """The centre's word for the verifier's name could be anybody's."""
    item = replace(countersigned(), verifier=replace(VERIFIER, name="A Famous Name"))

    report = _verify(signed_passport(item))

    assert report.verdict is Verdict.VALID
    assert report.awards[0].verifier == VERIFIER


def test_of_two_lists_of_one_agency_the_later_one_counts() -> None:
    life = world.revoked(CENTRE_KEY.public_key, NOW, RevocationReason.COMPROMISED)
    later = trust_list(
        replace(
            world.with_centres(world.centre_entry(CENTRE, CENTRE_KEY.public_key, life=life)),
            history=(PRACTICE.sha256,),
            issued_at=TRUST.issued_at + timedelta(days=1),
        )
    )

    for lists in ([PRACTICE, later], [later, PRACTICE]):
        report = _verify(trust=lists)
        assert report.findings[Check.ISSUER].code == "issuer.centre-compromised"


def test_a_status_list_of_another_agency_does_not_count() -> None:
    """It is good by its own list, names the same address, and says nothing about ours."""
    other = replace(
        TRUST,
        agency_key=world.OTHER_AGENCY_KEY.public_key,
        centres=(),
        people=(),
        status_keys=(KeyLife(world.STRANGER_KEY.public_key, world.YEARS),),
    )
    other_list = trust_list(other, world.OTHER_AGENCY_KEY)
    raw = world.signed_status({AWARD_PLACE.index: Status.REVOKED}, signer=world.STRANGER_KEY)
    foreign = open_status_list(raw, [other_list])

    report = _verify(trust=[PRACTICE, other_list], status=[foreign])

    assert report.findings[Check.STATUS].code == "status.none-at-hand"


def test_the_newest_status_list_seen_is_itself_good_enough() -> None:
    seen = {world.STATUS_URI: world.STATUS_ISSUED}

    assert _verify(newest_status=seen).verdict is Verdict.VALID


def test_a_clock_may_be_ten_minutes_behind() -> None:
    last = world.ISSUED - timedelta(minutes=10)

    assert _verify(at=last).answer(Check.DATES) is Answer.PASSED
    report = _verify(at=last - timedelta(seconds=1))
    assert report.answer(Check.DATES) is Answer.NOT_CHECKED


def test_deciding_verifying_and_issuing_may_fall_into_one_second() -> None:
    award = countersigned(verified_at=world.DECIDED)

    report = _verify(signed_passport(award, issued_at=world.DECIDED))

    assert report.verdict is Verdict.VALID


def test_a_second_unit_out_of_scope_fails_the_award() -> None:
    units = tuple(replace(an_award().units[0], code=code) for code in ("D4", "D5"))
    scope = UnitScope(world.FRAMEWORK.code, frozenset({"D4"}), world.YEARS)
    key = world.ASSESSOR_KEY.public_key
    changed = world.with_people(person_entry(world.ASSESSOR, key, scopes=(scope,)))

    report = _verify(
        signed_passport(countersigned(an_award(units=units))), trust=[trust_list(changed)]
    )

    assert report.findings[Check.SCOPE].facts == {"unit": "D5"}


def test_an_award_of_another_centre_counts_by_that_centres_accreditation() -> None:
    award = countersigned(an_award(centre=Centre("PC-02", "Practice Centre Two")))
    unknown = countersigned(an_award(centre=Centre("PC-09", "Nowhere")))

    assert _verify(signed_passport(award)).verdict is Verdict.VALID
    report = _verify(signed_passport(unknown))
    assert report.findings[Check.SCOPE].code == "scope.centre-not-accredited"


def test_each_award_has_its_own_verdict() -> None:
    good = countersigned()
    expired = countersigned(an_award(expires_at=NOW))

    report = _verify(signed_passport(good, expired))

    assert [award.verdict for award in report.awards] == [Verdict.VALID, Verdict.INVALID]
    assert report.verdict is Verdict.INVALID
    assert report.answer(Check.SCOPE) is Answer.PASSED


@given(st.binary(max_size=200))
def test_any_bytes_are_a_result_and_never_an_error(raw: bytes) -> None:
    assert _verify(raw).verdict is Verdict.INVALID
    assert _verify(b"\xd2" + raw).verdict is Verdict.INVALID


@given(st.text(max_size=60))
def test_any_text_is_a_result_and_never_an_error(text: str) -> None:
    for tried in (text, f"{ADDRESS}#{text}", f"{ADDRESS}#1{text}"):
        assert verify_code(tried, trust=[PRACTICE], at=NOW).verdict is Verdict.INVALID


@given(st.data())
def test_no_changed_byte_makes_anything_but_an_invalid_passport_or_an_unknown_issuer(
    data: st.DataObject,
) -> None:
    changed = bytearray(GOOD)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= data.draw(st.integers(1, 255))

    report = _verify(bytes(changed))

    in_kid = 7 <= at < 15
    assert report.verdict is (Verdict.UNDECIDED if in_kid else Verdict.INVALID)
    assert report.confirmed is False


@given(st.data())
def test_no_changed_digit_makes_anything_but_an_invalid_passport_or_an_unknown_issuer(
    data: st.DataObject,
) -> None:
    text = encode_text(ADDRESS, GOOD)
    at = data.draw(st.integers(len(ADDRESS) + 1, len(text) - 1))
    digit = data.draw(st.integers(0, 9).filter(lambda d: str(d) != text[at]))
    changed = f"{text[:at]}{digit}{text[at + 1 :]}"

    report = verify_code(changed, trust=[PRACTICE], status=[STATUS], at=NOW)

    assert report.verdict is not Verdict.VALID
    assert report.confirmed is False


def test_no_change_of_the_last_digit_goes_unnoticed() -> None:
    """DEFLATE leaves bits of its last byte unused; they are not free."""
    for salt in range(40):
        document = signed_passport(part=Part(1, 2), issued_at=NOW + timedelta(seconds=salt))
        text = encode_text(ADDRESS, document)
        changed = [f"{text[:-1]}{digit}" for digit in range(10) if str(digit) != text[-1]]
        reports = [verify_code(one, trust=[PRACTICE], at=NOW) for one in changed]
        assert {report.verdict for report in reports} == {Verdict.INVALID}


def test_a_passport_without_a_practice_mark_is_marked_by_its_list() -> None:
    report = _verify(sign_passport(a_passport(practice=False), CENTRE_KEY))

    assert report.practice is True
    assert report.notices[0].code == "practice"
