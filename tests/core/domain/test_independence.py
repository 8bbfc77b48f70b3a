"""What is pointed out between a member of staff and a worker, and who may be given a case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.domain.assessment import Mark
from core.domain.case import Duty, HandlingOutcome
from core.domain.independence import (
    CueKind,
    EarlierPart,
    cues,
    name_words,
    same_address,
    same_employer,
)
from core.domain.people import HistoryKind, Role
from core.domain.portfolio import Signatory
from core.domain.rules import may_be_assigned, may_handle_conflict, may_verify
from core.domain.staff_records import PostKind, StaffPost, TrainingRequirement
from core.domain.upkeep import UpkeepKind, upkeep_of
from core.ids import StaffPostId, TrainingRequirementId, new_id
from tests.core.domain.builders import (
    ADVISOR,
    ASSESSOR,
    CASE,
    FRAMEWORK,
    REGISTRAR,
    TODAY,
    VERIFIER,
    WORKER,
    assessed,
    casefile,
    certification,
    decision,
    declared,
    exhibit,
    handled,
    of,
    seen,
    standing,
    task,
    trained,
    worked,
)


def post(employer: str, kind: PostKind = PostKind.WORK, **changes: Any) -> StaffPost:
    made = StaffPost(
        id=StaffPostId(new_id()),
        staff_id=ASSESSOR.id,
        kind=kind,
        employer=employer,
        role="foreman",
        starts=date(2021, 1, 1),
        ends=date(2022, 1, 1),
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hanshin Precision Co., Ltd.", "HANSHIN", True),
        ("PT. Astra Honda Motor Tbk", "Astra Honda Motor", True),
        ("workshop", "family workshop", False),  # names nobody
        ("Hanshin Precision", "Hansung Precision", False),
        ("", "", False),
    ],
)
def test_an_employer_is_known_again_in_another_spelling(one: str, other: str, same: bool) -> None:
    assert same_employer(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("No. 12, St. 271, Phnom Penh", "12 Street 271, Sangkat Toul Tom Poung, Phnom Penh", True),
        ("12 Street 271, Phnom Penh", "14 Street 271, Phnom Penh", False),
        ("Phnom Penh", "Phnom Penh", False),  # a town is no address
        ("", "", False),
    ],
)
def test_an_address_needs_a_number_and_all_its_words(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same


def test_a_family_name_is_found_first_or_last_and_with_marks() -> None:
    assert name_words("Sok Dara") & name_words("Virak SOK")
    assert name_words("Nguyễn Văn A") & name_words("Nguyen Thi Hoa") == {"nguyen"}


def test_everything_that_may_bind_them_is_pointed_out_with_its_facts() -> None:
    home = "12 Street 271, Phnom Penh"
    course = replace(
        worked(date(2018, 1, 1), date(2018, 6, 1)),
        kind=HistoryKind.COURSE,
        organisation="Preah Kossomak Polytechnic",
    )
    statement = exhibit(3, signatory=Signatory("VIRAK Chan", "foreman", TODAY))
    file = casefile(
        candidate=replace(WORKER, address=home),
        history=(worked(date(2020, 1, 1), date(2025, 1, 1)), course),
        exhibits=(statement,),
    )
    posts = [
        post("Hanshin Precision"),
        post("Hanshin", ends=date(2014, 1, 1), starts=date(2010, 1, 1)),  # too long ago
        post("Preah Kossomak Polytechnic", PostKind.TRAINING, ends=None),
        post("Hanshin", staff_id=VERIFIER.id),
    ]
    found = cues(
        replace(ASSESSOR, name="Chan Virak"), home, posts, file,
        [EarlierPart("KPC-1", Duty.VERIFY, TODAY)], on=TODAY,
    )  # fmt: skip
    assert [(one.kind, one.weak) for one in found] == [
        (CueKind.SIGNED_EVIDENCE, False),
        (CueKind.SAME_EMPLOYER, False),
        (CueKind.SAME_ADDRESS, True),
        (CueKind.ASSESSED_BEFORE, True),
        (CueKind.EARLIER_TRAINER, True),  # taught there later
    ]
    family = cues(replace(ASSESSOR, name="Chan Sok"), home, (), file, on=TODAY)
    assert [one.kind for one in family] == [CueKind.NAME_AND_ADDRESS]
    assert family[0].facts["name"] == "Sok"


def test_who_cannot_be_given_a_case_is_told_why() -> None:
    file = casefile()
    lapsed = standing(certifications=(certification(ASSESSOR, ends=date(2025, 11, 19)),))
    assert of(may_be_assigned(file, ASSESSOR, Duty.ASSESS, standing())) == []
    assert of(may_be_assigned(file, ASSESSOR, Duty.ASSESS, lapsed)) == ["assessor.certified"]
    assert of(may_be_assigned(file, ADVISOR, Duty.ASSESS, standing())) == ["person.role"]
    cousin = declared(ASSESSOR, Duty.ASSESS, conflict=True)
    replaced = casefile(conflicts=(cousin,), handlings=(handled(cousin, HandlingOutcome.REPLACED),))
    assert of(may_be_assigned(replaced, ASSESSOR, Duty.ASSESS, standing())) == ["conflict.replaced"]


def test_nobody_handles_an_own_conflict_also_not_as_another_record_of_the_same_person() -> None:
    cousin = declared(ASSESSOR, Duty.ASSESS, conflict=True)
    file = casefile(conflicts=(cousin,))
    both = replace(ASSESSOR, roles=frozenset(Role))
    other_record = replace(REGISTRAR, person_number=ASSESSOR.person_number, roles=frozenset(Role))
    for person in (both, other_record):
        assert of(may_handle_conflict(file, cousin, person)) == ["conflict.by-another"]
    lead = replace(VERIFIER, roles=frozenset({Role.LEAD_VERIFIER}))
    assert of(may_handle_conflict(file, cousin, lead)) == []
    assert of(may_handle_conflict(file, cousin, VERIFIER)) == ["person.role"]


def test_only_a_conflict_that_is_declared_and_still_stands_is_handled() -> None:
    lead = replace(VERIFIER, roles=frozenset({Role.LEAD_VERIFIER}))
    none, cousin = declared(ASSESSOR, Duty.ASSESS), declared(ASSESSOR, Duty.ASSESS, conflict=True)
    nothing = casefile(conflicts=(none,))
    assert of(may_handle_conflict(nothing, none, lead)) == ["conflict.nothing-declared"]
    elsewhere = casefile(conflicts=())
    assert of(may_handle_conflict(elsewhere, cousin, lead)) == ["conflict.nothing-declared"]


def test_who_observed_on_another_desk_does_not_verify_after_the_two_were_joined() -> None:
    # Two desks enrolled the same person: two records, one person number.
    at_the_site = replace(VERIFIER, id=REGISTRAR.id, name="Ponleu R.")
    turned, signed = task(1), decision()
    file = assessed(
        case=replace(CASE, verifier_id=VERIFIER.id),
        staff=(ADVISOR, ASSESSOR, VERIFIER, at_the_site),
        tasks=(turned,),
        decisions=(signed,),
    )
    observed = seen(turned, "1", Mark.MET, by=at_the_site)
    assert of(may_verify(file, signed, VERIFIER, standing())) == []
    joined = replace(file, observations=(observed,))
    assert of(may_verify(joined, signed, VERIFIER, standing())) == ["verifier.independent"]


def test_certificate_and_training_are_warned_of_before_they_lapse() -> None:
    asked = TrainingRequirement(
        id=TrainingRequirementId(new_id()),
        framework_code=FRAMEWORK.code,
        hours=20,
        within_months=12,
    )
    held = (certification(ASSESSOR),)  # ends in ten days

    def kinds(*training: Any, on: date = TODAY) -> list[UpkeepKind]:
        return [one.kind for one in upkeep_of(ASSESSOR, held, training, (asked,), on=on)]

    assert kinds(trained(ASSESSOR, 20)) == [UpkeepKind.CERTIFICATE_ENDS]
    assert kinds(trained(ASSESSOR, 20, days_ago=330)) == [
        UpkeepKind.CERTIFICATE_ENDS,
        UpkeepKind.TRAINING_LAPSES,
    ]
    assert kinds()[-1] is UpkeepKind.TRAINING_SHORT
    assert kinds(on=date(2026, 1, 1)) == [UpkeepKind.CERTIFICATE_ENDED]
    assert not upkeep_of(replace(ASSESSOR, active=False), held, (), (asked,), on=TODAY)
