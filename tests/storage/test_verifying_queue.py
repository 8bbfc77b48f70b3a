"""The verifier's queue: what is in it, in which order, and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from core.domain.assessment import Decision, Mark, RowOutcome
from core.domain.case import (
    Case,
    ConflictDeclaration,
    ConflictHandling,
    Duty,
    HandlingOutcome,
    Stage,
)
from core.domain.portfolio import EvidenceLink, Sight
from core.domain.verifying import BlindOrder, QueueCue, VerificationOutcome
from core.ids import (
    BlindOrderId,
    ConflictDeclarationId,
    ConflictHandlingId,
    DecisionId,
    LinkId,
    RowId,
    StaffId,
    new_id,
)
from core.ports.lists import Lists, OwnConflict, VerifyRow
from core.storage.queries import SqlLists
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.made import NOON, Opened

Uow = Callable[[], SqlUnitOfWork]
TODAY = NOON.date() + timedelta(days=6)
ME = StaffId(new_id())


@pytest.fixture
def lists(engine: Engine) -> Lists:
    return SqlLists(engine)


def queue(lists: Lists, *, offset: int = 0, limit: int = 50) -> list[VerifyRow]:
    return list(lists.to_verify(ME, on=TODAY, offset=offset, limit=limit))


def outcome(opened: Opened, evidence: tuple[str, ...], reason: str = "") -> RowOutcome:
    row_id = RowId(opened.unit.elements[1].id)
    return RowOutcome(row_id, "2", Mark.MET, reason, evidence)


def waiting(uow: Uow, due: date | None = None, *evidence: str, days: int = 0) -> Opened:
    """A case with one signed decision that waits."""
    opened = made.open_case(uow, Stage.ASSESS_AND_VERIFY)
    with uow() as work:
        work.save(replace(work.get(Case, opened.case.id), due=due))
        signed = made.decision(opened.case, opened.unit, opened.assessor)
        rows = (outcome(opened, evidence or ("1", "T1")),)
        work.append(replace(signed, rows=rows, at=NOON - timedelta(days=days)))
        work.commit()
    return opened


def test_due_comes_first_then_what_has_most_to_look_at(uow: Uow, lists: Lists) -> None:
    undated, later = waiting(uow, days=4), waiting(uow, date(2026, 5, 2))
    sooner, flagged = waiting(uow, date(2026, 5, 1)), waiting(uow, date(2026, 5, 1))
    with uow() as work:
        work.save(replace(work.get(Case, flagged.case.id), adjustment="large print"))
        work.commit()
    taken = waiting(uow, date(2026, 4, 1))
    with uow() as work:
        work.save(replace(work.get(Case, taken.case.id), verifier_id=taken.verifier.id))
        work.commit()
    made.open_case(uow, Stage.ASSESS_AND_VERIFY)  # nothing is signed yet

    rows = queue(lists)
    wanted = [one.case.id for one in (flagged, sooner, later, undated)]
    assert [row.case_id for row in rows] == wanted
    assert lists.count_to_verify(ME) == 4
    assert {row.oldest for row in rows} == {NOON - timedelta(days=4)}, "also on a later page"
    assert queue(lists, offset=2, limit=1) == rows[2:3]
    assert rows[0].cues == (QueueCue.FLAGS,)
    assert (rows[1].cues, rows[1].returned, rows[1].conflict, rows[1].blind) == (
        (),
        0,
        OwnConflict.TO_DECLARE,
        False,
    )
    [decision] = rows[1].decisions
    assert (decision.unit, decision.one_method) == (sooner.unit.code, ())


def test_each_cue_has_its_facts(uow: Uow, lists: Lists) -> None:
    opened = waiting(uow, None, "1", "2.3")
    row_id = RowId(opened.unit.elements[1].id)
    with uow() as work:
        paper = work.save(replace(made.exhibit(opened.case, 1), sight=Sight.COPY))
        work.save(
            EvidenceLink(
                id=LinkId(new_id()),
                case_id=opened.case.id,
                unit_id=opened.unit.id,
                row_id=row_id,
                exhibit_id=paper.id,
                page=None,
            )
        )
        for duty, by in ((Duty.ASSESS, opened.assessor), (Duty.VERIFY, opened.verifier)):
            work.append(
                ConflictDeclaration(
                    id=ConflictDeclarationId(new_id()),
                    case_id=opened.case.id,
                    duty=duty,
                    conflict=duty is Duty.ASSESS,
                    at=NOON,
                    by=by.id,
                )
            )
        for blind in (True, False, True):
            work.append(
                BlindOrder(
                    id=BlindOrderId(new_id()),
                    case_id=opened.case.id,
                    blind=blind,
                    at=NOON,
                    by=opened.advisor.id,
                )
            )
        work.save(replace(opened.framework, valid_until=TODAY - timedelta(days=1)))
        work.commit()

    [row] = queue(lists)
    returned, conflict, superseded, not_original, flags, one_method = QueueCue
    assert row.cues == (conflict, superseded, not_original, one_method)
    assert row.decisions[0].one_method == ("2",)
    assert row.blind
    assert row.conflict is OwnConflict.TO_DECLARE
    [own] = lists.to_verify(opened.verifier.id, on=TODAY, offset=0, limit=9)
    assert own.conflict is OwnConflict.NONE
    assert {flags, returned}.isdisjoint(own.cues)


def test_an_own_conflict_is_open_until_somebody_else_decided_about_it(
    uow: Uow, lists: Lists
) -> None:
    opened = waiting(uow)
    with uow() as work:
        cousin = ConflictDeclaration(
            id=ConflictDeclarationId(new_id()),
            case_id=opened.case.id,
            duty=Duty.VERIFY,
            conflict=True,
            at=NOON,
            by=opened.verifier.id,
        )
        work.append(cousin)
        later = replace(cousin, id=ConflictDeclarationId(new_id()), conflict=False)
        work.append(later)  # which takes nothing back
        work.commit()

    def mine() -> OwnConflict:
        [row] = lists.to_verify(opened.verifier.id, on=TODAY, offset=0, limit=9)
        return row.conflict

    assert mine() is OwnConflict.UNHANDLED
    with uow() as work:
        work.append(
            ConflictHandling(
                id=ConflictHandlingId(new_id()),
                case_id=opened.case.id,
                declaration_id=cousin.id,
                outcome=HandlingOutcome.WITH_MEASURES,
                measures="another verifier is present",
                at=NOON,
                by=opened.advisor.id,
            )
        )
        work.commit()
    assert mine() is OwnConflict.HANDLED
    assert queue(lists)[0].conflict is OwnConflict.TO_DECLARE, "somebody else's is not mine"


def test_a_returned_case_comes_back_with_what_changed(uow: Uow, lists: Lists) -> None:
    opened = waiting(uow)
    with uow() as work:
        (first,) = work.find(Decision)
        back = VerificationOutcome.RETURNED
        work.append(made.verification(first, opened.verifier, back))
        work.commit()
    assert queue(lists) == []
    with uow() as work:
        rows = (outcome(opened, ("1", "T1"), "shown again"),)
        work.append(replace(first, id=DecisionId(new_id()), rows=rows, replaces=first.id))
        work.commit()

    [row] = queue(lists)
    assert row.cues == (QueueCue.RETURNED,)
    assert (row.returned, row.decisions[0].changed) == (1, ("2",))


def test_the_queue_is_one_query_however_long_it_is(uow: Uow, lists: Lists, engine: Engine) -> None:
    for _ in range(3):
        waiting(uow)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert len(queue(lists)) == 3
    assert len([one for one in statements if not one.startswith("BEGIN")]) == 1
