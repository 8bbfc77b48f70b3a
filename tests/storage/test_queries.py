from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from core.domain.case import Case, CaseEnd, Claim, Stage
from core.domain.people import Role
from core.domain.recognition import Award, Passport, Status, StatusPlace
from core.domain.verifying import VerificationOutcome
from core.ids import AwardId, PassportId, StaffId, StatusPlaceId, new_id
from core.ports.lists import CaseRow, Lists
from core.storage.queries import SqlLists
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.conftest import sqlite_only
from tests.storage.made import Opened

Uow = Callable[[], SqlUnitOfWork]
EVERY_ROLE = frozenset(Role)


@pytest.fixture
def lists(engine: Engine) -> Lists:
    """The lists of this test's database."""
    return SqlLists(engine)


def row_of(lists: Lists, case: Case) -> CaseRow:
    (row,) = [one for one in lists.cases(offset=0, limit=100) if one.id == case.id]
    return row


def change(uow: Uow, case: Case, **fields: object) -> Case:
    with uow() as work:
        saved = work.save(replace(work.get(Case, case.id), **fields))  # type: ignore[arg-type]
        work.commit()
    return saved


def place(index: int) -> StatusPlace:
    return StatusPlace(id=StatusPlaceId(new_id()), list_uri="https://a.example/1", index=index)


def award(uow: Uow, opened: Opened, index: int) -> Award:
    """Write everything up to an award about the case's unit."""
    with uow() as work:
        decided = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.append(made.verification(decided, opened.verifier))
        place_id = work.save(place(index)).id
        proposed = work.append(made.proposal(decided, place=place_id))
        given = work.append(
            Award(
                id=AwardId(new_id()),
                candidate_id=opened.candidate.id,
                case_id=opened.case.id,
                proposed_id=proposed.id,
                unit_ids=(opened.unit.id,),
                decision_ids=(decided.id,),
                status_place_id=place_id,
                decided_on=made.NOON.date(),
                expires=None,
                document=b"award",
                at=made.NOON,
                by=opened.verifier.id,
            )
        )
        work.commit()
    return given


def passport(uow: Uow, opened: Opened, index: int, *awards: Award) -> Passport:
    with uow() as work:
        issued = work.append(
            Passport(
                id=PassportId(new_id()),
                case_id=opened.case.id,
                candidate_id=opened.candidate.id,
                reference=opened.case.reference,
                issued_at=made.NOON + timedelta(minutes=index),
                award_ids=tuple(one.id for one in awards),
                status_place_id=work.save(place(index)).id,
                supersedes=None,
                code_texts=("https://a.example/#1",),
                pdf_sha256="",
                at=made.NOON,
                by=opened.advisor.id,
            )
        )
        work.commit()
    return issued


@pytest.mark.parametrize("stage", [Stage.ADVISE, Stage.ASSEMBLE, Stage.MAP, Stage.FINALISE])
def test_until_it_is_handed_over_a_case_is_the_advisors(
    uow: Uow, lists: Lists, stage: Stage
) -> None:
    opened = made.open_case(uow, stage)

    row = row_of(lists, opened.case)

    assert (row.turn, row.person_id, row.person) == (Role.ADVISOR, opened.advisor.id, "Sok Dara")


def test_under_assessment_the_turn_goes_to_and_fro(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    change(uow, opened.case, assessor_id=opened.assessor.id)
    assert row_of(lists, opened.case).turn is Role.ASSESSOR
    assert row_of(lists, opened.case).person == "Kim Vanna"

    with uow() as work:
        first = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.commit()
    assert row_of(lists, opened.case).turn is Role.VERIFIER
    assert row_of(lists, opened.case).person_id is None

    with uow() as work:
        returned = VerificationOutcome.RETURNED
        work.append(made.verification(first, opened.verifier, returned))
        work.commit()
    assert row_of(lists, opened.case).turn is Role.ASSESSOR

    with uow() as work:
        second = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.commit()
    assert row_of(lists, opened.case).turn is Role.VERIFIER

    with uow() as work:
        work.append(made.verification(second, opened.verifier))
        work.commit()
    assert row_of(lists, opened.case).turn is Role.ASSESSOR, "who closes the stage"


def test_a_unit_that_is_no_longer_claimed_keeps_nobody_waiting(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    with uow() as work:
        work.append(made.decision(opened.case, opened.unit, opened.assessor))
        (claim,) = work.find(Claim, case_id=opened.case.id)
        work.save(replace(claim, withdrawn=True))
        work.commit()

    row = row_of(lists, opened.case)

    assert (row.turn, row.units) == (Role.ASSESSOR, ())


def test_the_registrar_has_a_case_until_its_passport_carries_every_award(
    uow: Uow, lists: Lists
) -> None:
    opened = made.open_case(uow, Stage.RECOGNISE)
    assert row_of(lists, opened.case).turn is Role.REGISTRAR

    first = award(uow, opened, 1)
    passport(uow, opened, 2, first)
    assert row_of(lists, opened.case).turn is None

    second = award(uow, opened, 3)
    assert row_of(lists, opened.case).turn is Role.REGISTRAR

    passport(uow, opened, 4, first, second)
    assert row_of(lists, opened.case).turn is None


def test_a_passport_of_another_case_does_not_count_for_this_one(uow: Uow, lists: Lists) -> None:
    opened, other = (made.open_case(uow, Stage.RECOGNISE) for _ in range(2))
    passport(uow, other, 1, award(uow, other, 2))
    first = award(uow, opened, 3)
    passport(uow, opened, 4, first)
    second = award(uow, opened, 5)
    passport(uow, other, 6, first, second)
    assert row_of(lists, opened.case).turn is Role.REGISTRAR


def test_nobody_has_a_case_that_rests(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow)
    change(uow, opened.case, end=CaseEnd.AWAY_AGAIN)

    row = row_of(lists, opened.case)

    assert (row.turn, row.person_id, row.person, row.end) == (None, None, "", CaseEnd.AWAY_AGAIN)
    assert lists.my_work(opened.advisor.id, EVERY_ROLE, offset=0, limit=9) == []


def test_my_work_is_mine_and_what_nobody_has_yet_and_what_is_due_comes_first(
    uow: Uow, lists: Lists
) -> None:
    later, sooner, undated = (made.open_case(uow, Stage.ASSESS_AND_VERIFY) for _ in range(3))
    me, other = later.assessor.id, undated.assessor.id
    change(uow, later.case, assessor_id=me, due=date(2026, 5, 2))
    change(uow, sooner.case, due=date(2026, 5, 1))
    change(uow, undated.case, assessor_id=me)
    taken = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    change(uow, taken.case, assessor_id=other, due=date(2026, 4, 1))
    made.open_case(uow)  # the advisor's

    work = lists.my_work(me, frozenset({Role.ASSESSOR, Role.VERIFIER}), offset=0, limit=10)

    assert [row.id for row in work] == [sooner.case.id, later.case.id, undated.case.id]
    assert lists.count_my_work(me, frozenset({Role.ASSESSOR})) == 3
    assert lists.my_work(me, frozenset({Role.ASSESSOR}), offset=1, limit=1) == work[1:2]
    assert lists.my_work(me, frozenset(), offset=0, limit=10) == []


def test_an_advisor_sees_their_own_cases_only(uow: Uow, lists: Lists) -> None:
    mine, _ = made.open_case(uow), made.open_case(uow)
    rows = lists.my_work(mine.advisor.id, frozenset({Role.ADVISOR}), offset=0, limit=10)
    assert [row.id for row in rows] == [mine.case.id]


def test_whose_turn_it_is_agrees_with_my_work(uow: Uow, lists: Lists) -> None:
    for stage in Stage:
        made.open_case(uow, stage)
    decided = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    with uow() as work:
        work.append(made.decision(decided.case, decided.unit, decided.assessor))
        work.commit()
    nobody = StaffId(new_id())
    rows = lists.cases(offset=0, limit=100)
    for role in (Role.ASSESSOR, Role.VERIFIER, Role.REGISTRAR):
        listed = lists.my_work(nobody, frozenset({role}), offset=0, limit=100)
        assert {row.id for row in listed} == {row.id for row in rows if row.turn is role}
        assert listed


@pytest.mark.parametrize(
    "typed", ["sokha", "CHEA", "chea sok", "សុខា", "d4", "lower", "compact", "part", "élo"]
)
def test_a_case_is_found_by_names_reference_and_unit(uow: Uow, lists: Lists, typed: str) -> None:
    opened, _ = made.open_case(uow), made.open_case(uow)
    with uow() as work:
        work.save(replace(opened.candidate, name="CHEA Sokha ÉLODIE", own_script_name="ជា សុខា"))
        other = work.find(type(opened.candidate))[1]
        work.save(replace(other, name="Lim Bopha", own_script_name="លឹម បុប្ផា"))
        (claim,) = work.find(Claim, case_id=_.case.id)
        work.save(replace(claim, withdrawn=True))
        work.commit()
    reference = opened.case.reference
    search = {
        "lower": reference.lower(),
        "compact": reference.replace("-", ""),
        "part": reference[4:9],
    }.get(typed, typed)

    rows = lists.cases(search=search, offset=0, limit=10)

    assert [row.id for row in rows] == [opened.case.id]
    assert lists.count_cases(search=search) == 1


@pytest.mark.parametrize("typed", ["%", "_", "sokha%", "'; --", "no such", "\\"])
def test_signs_of_sql_are_only_signs(uow: Uow, lists: Lists, typed: str) -> None:
    made.open_case(uow)
    assert lists.cases(search=typed, offset=0, limit=10) == []
    assert lists.candidates(search=typed, offset=0, limit=10) == []
    assert lists.units(search=typed) == []
    assert lists.passports(search=typed, offset=0, limit=10) == []


def test_cases_come_last_changed_first_and_by_stage(uow: Uow, lists: Lists) -> None:
    first, second, third = made.open_case(uow), made.open_case(uow), made.open_case(uow, Stage.MAP)
    changed = change(uow, first.case, goal="lathe")

    rows = lists.cases(offset=0, limit=10)

    assert [row.id for row in rows] == [first.case.id, third.case.id, second.case.id]
    assert rows[0].since == changed.changed_at
    assert lists.cases(offset=1, limit=1) == rows[1:2]
    assert [row.id for row in lists.cases(stage=Stage.MAP, offset=0, limit=9)] == [third.case.id]
    assert (lists.count_cases(), lists.count_cases(stage=Stage.ASSEMBLE)) == (3, 2)


def test_candidates_come_by_name_with_their_newest_case(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow)
    with uow() as work:
        again = work.save(made.case(opened.candidate, opened.advisor))
        work.save(made.candidate("Aung Min", "အောင်မင်း"))
        work.commit()

    aung, chea = lists.candidates(offset=0, limit=10)

    assert (aung.name, aung.cases, aung.newest_case, aung.newest_reference) == (
        "Aung Min",
        0,
        None,
        "",
    )
    assert (chea.cases, chea.newest_case, chea.newest_reference) == (2, again.id, again.reference)
    assert lists.candidates(search="အောင်", offset=0, limit=10) == [aung]
    assert lists.candidates(search=opened.case.reference, offset=0, limit=10) == [chea]
    assert (lists.count_candidates(), lists.count_candidates(search="d4")) == (2, 1)


def test_units_are_listed_with_their_standard_and_rows(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow)

    (row,) = lists.units(search="LATHE")

    assert (row.id, row.code, row.title) == (opened.unit.id, "D4", "Perform lathe operations")
    assert (row.framework_id, row.framework) == (opened.framework.id, "Manufacturing")
    assert row.rows == 2, "one criterion and one element without criteria"
    assert lists.units(search="en") == [], "the language of a text is not its title"


def test_passports_are_listed_newest_first_with_their_status(uow: Uow, lists: Lists) -> None:
    opened = made.open_case(uow, Stage.RECOGNISE)
    given = award(uow, opened, 1)
    empty, full = passport(uow, opened, 2), passport(uow, opened, 3, given)
    with uow() as work:
        first = work.get(StatusPlace, empty.status_place_id)
        work.save(replace(first, status=Status.SUPERSEDED))
        work.commit()

    newest, oldest = lists.passports(offset=0, limit=10)

    assert (newest.id, newest.units, newest.status) == (full.id, ("D4",), Status.VALID)
    assert (oldest.id, oldest.units, oldest.status) == (empty.id, (), Status.SUPERSEDED)
    assert lists.count_passports(search=opened.case.reference) == 2
    assert lists.passports(search="sokha", offset=1, limit=5) == [oldest]


def test_every_list_is_one_query_however_long(uow: Uow, lists: Lists, engine: Engine) -> None:
    for stage in Stage:
        made.open_case(uow, stage)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    everybody = StaffId(new_id())

    lists.my_work(everybody, EVERY_ROLE, offset=0, limit=50)
    lists.cases(search="chea", offset=0, limit=50)
    lists.candidates(search="chea", offset=0, limit=50)
    lists.units()
    lists.passports(offset=0, limit=50)

    assert len([one for one in statements if not one.startswith("BEGIN")]) == 5


def test_a_list_is_read_while_somebody_writes(uow: Uow, lists: Lists) -> None:
    made.open_case(uow)
    with uow() as work:
        work.save(made.candidate("Not Committed"))
        assert [row.name for row in lists.candidates(offset=0, limit=10)] == ["Chea Sokha"]


@sqlite_only
@pytest.mark.parametrize(
    ("call", "index"),
    [
        ("cases", "ix_cases_changed_at_id"),
        ("staged", "ix_cases_stage_changed_at_id"),
        ("work", "ix_cases_end_stage_due"),
        ("candidates", "ix_candidates_name_id"),
        ("passports", "ix_passports_issued_at_id"),
    ],
)
def test_every_list_goes_by_an_index(
    uow: Uow, lists: Lists, engine: Engine, call: str, index: str
) -> None:
    made.open_case(uow)
    seen: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[3])))
    someone = StaffId(new_id())
    calls: dict[str, Callable[[], object]] = {
        "cases": lambda: lists.cases(offset=0, limit=9),
        "staged": lambda: lists.cases(stage=Stage.MAP, offset=0, limit=9),
        "work": lambda: lists.my_work(someone, EVERY_ROLE, offset=0, limit=9),
        "candidates": lambda: lists.candidates(offset=0, limit=9),
        "passports": lambda: lists.passports(offset=0, limit=9),
    }
    calls[call]()
    query, values = seen[-1]
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
    assert any(index in row[3] for row in plan), plan
