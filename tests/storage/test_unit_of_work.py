from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, event, update
from sqlalchemy.exc import IntegrityError

from core.domain.audit import first_break
from core.domain.case import Case, CaseNote
from core.domain.people import Candidate
from core.domain.records import Entry
from core.errors import NotFoundError, StaleRecordError
from core.ids import CaseId, DeskId, new_id
from core.ports.unit_of_work import UnitOfWork
from core.storage.errors import BrokenTextError
from core.storage.tables import AUDIT_LOG, TABLES
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.conftest import TickingClock, sqlite_only

Uow = Callable[[], SqlUnitOfWork]


def test_it_is_what_the_services_ask_for(uow: Callable[[], SqlUnitOfWork]) -> None:
    with uow() as work:
        asked: UnitOfWork = work
        assert asked.desks() == ()


def test_a_saved_record_comes_back_as_it_was_with_its_stamps(uow: Uow, desk: DeskId) -> None:
    with uow() as work:
        saved = work.save(made.candidate())
        work.commit()

    with uow() as work:
        found = work.get(Candidate, saved.id)
    assert found == saved
    assert (found.version, found.changed_on) == (1, desk)


def test_leaving_without_commit_undoes_everything(uow: Uow) -> None:
    worker = made.candidate()
    with uow() as work:
        work.save(worker)
        work.note("candidate.added", worker.id, by=None, at=made.NOON)

    with uow() as work:
        assert work.find(Candidate) == ()
        assert work.desks() == ()


def test_the_second_of_two_who_read_the_same_version_is_told(uow: Uow) -> None:
    with uow() as work:
        read_by_both = work.save(made.candidate())
        work.commit()
    with uow() as work:
        work.save(replace(read_by_both, phone="012 1"))
        work.commit()

    with uow() as work, pytest.raises(StaleRecordError):
        work.save(replace(read_by_both, phone="012 2"))

    with uow() as work:
        assert work.get(Candidate, read_by_both.id).phone == "012 1"


def test_a_reference_that_is_taken_is_refused(uow: Uow) -> None:
    opened = made.open_case(uow)
    again = replace(made.case(opened.candidate, opened.advisor), reference=opened.case.reference)

    with uow() as work, pytest.raises(StaleRecordError):
        work.save(again)


def test_a_number_of_the_binder_is_given_once(uow: Uow) -> None:
    opened = made.open_case(uow)
    with uow() as work:
        work.save(made.exhibit(opened.case, 1))
        with pytest.raises(StaleRecordError):
            work.save(made.exhibit(opened.case, 1))


def test_a_decision_is_verified_once(uow: Uow) -> None:
    opened = made.open_case(uow)
    with uow() as work:
        decided = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.append(made.verification(decided, opened.verifier))
        with pytest.raises(StaleRecordError):
            work.append(made.verification(decided, opened.verifier))


def test_what_names_nobody_is_a_bug_and_stays_one(uow: Uow) -> None:
    nobody = made.staff()
    with uow() as work, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        work.save(made.case(work.save(made.candidate()), nobody))


def test_a_text_with_half_of_a_character_is_refused_in_words(uow: Uow) -> None:
    with uow() as work, pytest.raises(BrokenTextError, match="half of a character"):
        work.save(made.candidate(name="Sok \ud83d"))

    with uow() as work:
        assert not work.find(Candidate)


def test_find_gives_what_is_equal_in_the_order_of_making(uow: Uow) -> None:
    opened = made.open_case(uow)
    with uow() as work:
        notes = [work.append(made.note(opened.case, opened.advisor, str(n))) for n in range(20)]

        assert work.find(CaseNote, case_id=opened.case.id) == tuple(notes)
        assert work.find(CaseNote, text="7", kind=notes[7].kind) == (notes[7],)
        assert work.find(CaseNote, case_id=new_id()) == ()
        assert work.find(Case, route=None) == (opened.case,)


def test_an_entry_cannot_be_changed_or_deleted_by_anybody(uow: Uow, engine: Engine) -> None:
    opened = made.open_case(uow)
    with uow() as work:
        work.append(made.note(opened.case, opened.advisor))
        work.note("case.called", opened.case.id, by=opened.advisor.id, at=made.NOON)
        work.commit()

    for table, change in ((TABLES[CaseNote], {"text": "x"}), (AUDIT_LOG, {"action": "x"})):
        for statement in (update(table).values(change), delete(table)):
            with (
                engine.connect() as connection,
                pytest.raises(IntegrityError, match=f"append-only: {table.name}"),
            ):
                connection.execute(statement)


@sqlite_only
def test_every_table_of_entries_has_both_triggers(engine: Engine) -> None:
    with engine.connect() as connection:
        names = set(
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).scalars()
        )
    tables = [table.name for kind, table in TABLES.items() if issubclass(kind, Entry)]
    expected = {f"{name}_no_{what}" for name in tables for what in ("update", "delete")}
    assert names == expected | {"audit_log_no_update", "audit_log_no_delete"}


def test_the_audit_log_is_chained_and_read_back_whole(uow: Uow, desk: DeskId) -> None:
    with uow() as work:
        for number in range(1200):
            work.note("test.line", new_id(), by=None, at=made.NOON, number=number, id=new_id())
        work.commit()

    with uow() as work:
        assert work.desks() == (desk,)
        lines = list(work.audit_log(desk))
    assert [line.facts["number"] for line in lines] == list(range(1200))
    assert first_break(lines) is None


def test_each_desk_has_its_own_chain(engine: Engine, uow: Uow, desk: DeskId) -> None:
    other = DeskId(new_id())
    for _ in range(2):
        with uow() as work:
            work.note("here", new_id(), by=None, at=made.NOON)
            work.commit()
        with SqlUnitOfWork(engine, other, TickingClock()) as work:
            work.note("there", new_id(), by=None, at=made.NOON)
            work.commit()

    with uow() as work:
        assert set(work.desks()) == {desk, other}
        for one in (desk, other):
            assert [line.sequence for line in work.audit_log(one)] == [1, 2]
            assert first_break(work.audit_log(one)) is None


def test_a_case_file_holds_everything_about_the_case_and_nothing_else(uow: Uow) -> None:
    opened, other = made.open_case(uow), made.open_case(uow)
    with uow() as work:
        work.append(made.note(other.case, other.advisor))
        note = work.append(made.note(opened.case, opened.advisor))
        answers = [
            work.append(made.answer(opened.case, opened.unit, opened.assessor, n))
            for n in range(1, 4)
        ]
        decided = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        verified = work.append(made.verification(decided, opened.verifier))
        file = work.case_file(opened.case.id)

    assert file.case == opened.case
    assert file.candidate == opened.candidate
    assert file.units == (opened.unit,)
    assert file.frameworks == (opened.framework,)
    assert file.notes == (note,)
    assert file.answers == tuple(answers)
    assert file.decisions == (decided,)
    assert file.verifications == (verified,)
    assert {one.name for one in file.staff} == {"Sok Dara", "Kim Vanna", "Long Pisey"}


def test_a_case_file_takes_the_same_number_of_queries_however_much_is_in_it(
    uow: Uow, engine: Engine
) -> None:
    opened = made.open_case(uow)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    def selects() -> int:
        return sum(one.startswith("SELECT") for one in statements)

    with uow() as work:
        work.case_file(opened.case.id)
    few = selects()
    with uow() as work:
        for number in range(50):
            work.append(made.answer(opened.case, opened.unit, opened.assessor, number))
            work.save(made.exhibit(opened.case, number))
        statements.clear()
        work.case_file(opened.case.id)

    assert selects() == few


def test_a_case_that_is_not_there_is_said_so(uow: Uow) -> None:
    missing = CaseId(UUID(int=1))
    with uow() as work, pytest.raises(NotFoundError) as caught:
        work.case_file(missing)
    assert caught.value.facts["id"] == missing
