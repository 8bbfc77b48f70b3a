"""Registering a worker: what no passport could carry is refused before anybody relies on it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from core.domain.assessment import Result
from core.domain.people import Candidate, HistoryKind, HistoryLine, LearningSource
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.errors import CoreError, NotFoundError, RefusedError, StaleRecordError
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services import registering
from core.services.holder_core import holder_core
from core.services.registering import register_candidate, save_candidate, set_photo
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.practice import decided, handed_over, judged

BORN = date(1990, 1, 1)


def register(walk: Walk, name: str = "Sok Dara", born: date = BORN) -> Candidate:
    return register_candidate(walk.desk, walk.advisor, name=name, birth_date=born)


def people(walk: Walk) -> tuple[Candidate, ...]:
    with walk.desk.uow() as uow:
        return uow.find(Candidate)


def code_of(use: Callable[[], object]) -> str:
    with pytest.raises(CoreError) as caught:
        use()
    return caught.value.code


def test_a_name_that_could_not_be_issued_is_not_registered(walk: Walk) -> None:
    for name, code in (
        ("  ", "candidate.name-missing"),
        ("x" * 300, "text.too-long"),
        ("សុខ ដារ៉ា", "candidate.name-not-latin"),
        ("Sok\u202eDara", "text.unusable-character"),
        ("Sok\x00Dara", "text.unusable-character"),
        ("Sok\u200dDara", "text.unusable-character"),
        ("Sok\ud800", "text.unusable-character"),
    ):
        assert code_of(partial(register, walk, name)) == code, repr(name)
    assert people(walk) == ()


def test_a_pasted_name_is_kept_in_its_one_form(walk: Walk) -> None:
    assert register(walk, " Nguye\u0302\u0303n\nVa\u0306n  Hu\u0300ng ").name == "Nguyễn Văn Hùng"


def test_whatever_name_is_taken_a_signature_can_be_bound_to(walk: Walk) -> None:
    candidate = register(walk, "Ø" * 200)

    for own in ("សុខ ដារ៉ា", "အောင်မင်းသူ", "නිමල් පෙරේරා", "ខ" * 200, ""):
        changed = replace(candidate, own_script_name=f" {own}\n")
        candidate = save_candidate(walk.desk, walk.advisor, changed)
        assert candidate.own_script_name == own
    assert len(holder_core(candidate)) > 400


def test_a_record_is_not_changed_into_what_could_not_be_issued(walk: Walk) -> None:
    candidate = register(walk)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"own_script_name": "ខ" * 201}, "text.too-long"),
        ({"own_script_name": "សុខ\u2067ដារ៉ា"}, "text.unusable-character"),
        ({"document_number": "N001\x1b"}, "text.unusable-character"),
        ({"nationality": "K\u202eH"}, "text.unusable-character"),
        ({"name": ""}, "candidate.name-missing"),
        ({"birth_date": walk.clock.today() + timedelta(days=1)}, "candidate.birth-date"),
    ]

    for change, code in wrong:
        changed = replace(candidate, **change)
        assert code_of(partial(save_candidate, walk.desk, walk.advisor, changed)) == code, change
    assert people(walk) == (candidate,)


def test_nobody_was_born_tomorrow_or_in_another_century(walk: Walk) -> None:
    today = walk.clock.today()
    for born in (today + timedelta(days=1), today + timedelta(days=36_525), date(1899, 12, 31)):
        assert code_of(partial(register, walk, "Sok Dara", born)) == "candidate.birth-date"
    assert people(walk) == ()
    assert [register(walk, born=born).birth_date for born in (date(1900, 1, 1), today)]


def test_only_an_advisor_registers_and_changes_a_worker(walk: Walk) -> None:
    candidate = register(walk)

    with pytest.raises(RefusedError):
        register_candidate(walk.desk, walk.assessor, name="Other", birth_date=BORN)
    with pytest.raises(RefusedError):
        save_candidate(walk.desk, walk.registrar, replace(candidate, phone="1"))
    with pytest.raises(RefusedError):
        set_photo(walk.desk, walk.verifier, candidate, holder_portrait_jpeg())
    with pytest.raises(NotFoundError):
        walk.desk.files.get(hashlib.sha256(holder_portrait_jpeg()).hexdigest())
    assert people(walk) == (candidate,)


def test_the_version_that_somebody_else_saved_is_kept(walk: Walk) -> None:
    candidate = register(walk)
    theirs = save_candidate(walk.desk, walk.advisor, replace(candidate, phone="012 345 678"))

    with pytest.raises(StaleRecordError):
        save_candidate(walk.desk, walk.advisor, replace(candidate, phone="099 999 999"))

    assert people(walk) == (theirs,)


def test_the_identity_that_an_award_is_bound_to_stays(at_recognise: Work) -> None:
    walk = at_recognise.walk
    candidate = walk.file(at_recognise.case.id).candidate

    for other in (
        replace(candidate, name="Sok Dary"),
        replace(candidate, birth_date=date(1988, 4, 13)),
        replace(candidate, core_salt=bytes(16)),
    ):
        with pytest.raises(RefusedError) as caught:
            save_candidate(walk.desk, walk.advisor, other)
        assert [one.rule for one in caught.value.refusals] == ["candidate.signed"]
    moved = save_candidate(walk.desk, walk.advisor, replace(candidate, phone="012 345 678"))
    assert (moved.name, moved.phone) == (candidate.name, "012 345 678")
    with walk.desk.uow() as uow:
        line = list(uow.audit_log(walk.desk.id))[-1]
    assert (line.action, line.facts) == ("candidate.changed", {"fields": ["phone"]})


def test_the_identity_stays_while_a_signed_decision_waits_for_its_verifier(walk: Walk) -> None:
    case, decision = decided(walk)
    misspelt = replace(walk.file(case.id).candidate, name="Sok Dary")

    with pytest.raises(RefusedError):
        save_candidate(walk.desk, walk.advisor, misspelt)
    walk.send_back(case, decision, "the name is not that of the travel document")

    assert save_candidate(walk.desk, walk.advisor, misspelt).name == "Sok Dary"


def test_a_decision_without_an_award_binds_no_name(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.judge(case, unit, {"1": "no safety glasses"}, last=1)
    walk.decide(case, unit, Result.NOT_YET_COMPETENT)
    misspelt = replace(walk.file(case.id).candidate, name="Sok Dary")

    assert save_candidate(walk.desk, walk.advisor, misspelt).name == "Sok Dary"


def test_a_misspelt_name_can_be_mended_before_anything_is_signed(walk: Walk) -> None:
    case = judged(walk)
    misspelt = replace(walk.file(case.id).candidate, name="Sok Dary")

    assert save_candidate(walk.desk, walk.advisor, misspelt).name == "Sok Dary"


def test_a_photo_that_could_not_be_printed_is_refused(walk: Walk) -> None:
    candidate = register(walk)

    for photo, code in (
        (b"", "evidence.empty"),
        (b"%PDF-1.4", "evidence.broken"),
        (b"a text", "candidate.photo"),
        (b"\x00\xff\xfe", "candidate.photo"),
        (holder_portrait_jpeg()[:500], "evidence.broken"),
    ):
        assert code_of(partial(set_photo, walk.desk, walk.advisor, candidate, photo)) == code
    assert people(walk) == (candidate,)


def test_a_portrait_is_kept_by_its_digest(walk: Walk) -> None:
    saved = set_photo(walk.desk, walk.advisor, register(walk), holder_portrait_jpeg())

    assert walk.desk.files.get(saved.photo_sha256) == holder_portrait_jpeg()


def test_a_line_of_history_does_not_end_before_it_begins(walk: Walk) -> None:
    line = HistoryLine(
        id=registering.new_history_line_id(),
        candidate_id=register(walk).id,
        kind=HistoryKind.WORK,
        title="Turner",
        organisation="Hanshin",
        country="KR",
        starts=date(2020, 5, 2),
        ends=date(2020, 5, 1),
        before_departure=False,
        source=LearningSource.OVERSEAS,
    )

    with pytest.raises(CoreError) as caught:
        registering.save_history_line(walk.desk, walk.advisor, line)

    assert caught.value.code == "history.dates"
    one_day = replace(line, ends=date(2020, 5, 2))
    saved = registering.save_history_line(walk.desk, walk.advisor, one_day)
    going_on = replace(saved, ends=None)
    assert registering.save_history_line(walk.desk, walk.advisor, going_on).ends is None


def test_a_statement_that_could_not_be_issued_is_refused(walk: Walk) -> None:
    skill = PersonalSkill(
        id=registering.new_personal_skill_id(),
        candidate_id=register(walk).id,
        kind=PersonalSkillKind.LANGUAGE,
        text="",
        basis=Basis.STATED,
    )
    keep = partial(registering.save_personal_skill, walk.desk, walk.advisor)

    for text, code in (
        (" \n", "personal-skill.missing"),
        ("x" * 201, "text.too-long"),
        ("Korean\u202e", "text.unusable-character"),
    ):
        assert code_of(partial(keep, replace(skill, text=text))) == code
    kept = keep(replace(skill, text=" Korean,\nTOPIK 2 "))
    assert kept.text == "Korean, TOPIK 2"
    assert keep(replace(kept, text="", removed=True)).removed, "what is taken out needs no text"
