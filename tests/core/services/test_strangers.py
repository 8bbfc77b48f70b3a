"""What the use cases of bench and verifier refuse by themselves, whatever a window would offer."""

from dataclasses import replace

import pytest

from core.domain.assessment import Mark
from core.domain.grid import unit_grid
from core.domain.recordings import BenchPlace
from core.domain.sessions import CheckKind, SessionEventKind, SessionView
from core.domain.verifying import Agreement, RowAnswer
from core.errors import NotFoundError, RefusedError
from core.ids import AgreementId, RowId, TaskId, new_id
from core.services import (
    answering_rows,
    handling_cases,
    observing,
    reading_sessions,
    running_sessions,
)
from core.services.recording import check_may_record
from core.services.running_sessions import Place
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.core.domain.builders import of
from tests.practice import decided, handed_over


def test_a_mark_belongs_to_a_judged_row_of_its_unit_and_to_a_task_of_its_case(walk: Walk) -> None:
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    desk, by = walk.desk, walk.assessor
    session = walk.seat(case)
    task = observing.set_task(desk, by, case.id, unit.id, title="Turn a shaft")
    judged, descriptor = row(unit, "4").id, unit_grid(walk.file(case.id), unit).descriptor.row.id
    other_unit = RowId(new_id())
    other_case = handling_cases.open_case(desk, walk.advisor, case.candidate_id)
    with desk.uow() as uow:
        others = uow.save(replace(task, id=TaskId(new_id()), case_id=other_case.id, version=0))
        uow.commit()

    for row_id, task_id in ((descriptor, task.id), (other_unit, task.id), (judged, others.id)):
        with pytest.raises(NotFoundError):
            observing.observe(desk, by, case.id, unit.id, row_id, task_id, Mark.MET)
        with pytest.raises(NotFoundError):
            check_may_record(desk, by, BenchPlace(session.id, case.id, unit.id, row_id, task_id))
    for row_id in (descriptor, other_unit):
        with pytest.raises(NotFoundError):
            observing.ask(
                desk, by, case.id, unit.id, row_id, question="Why?", answer="So", mark=Mark.MET
            )

    file = walk.file(case.id)
    assert (file.observations, file.answers, file.recordings) == ((), (), ())


def test_a_session_is_run_by_who_opened_it_but_stopped_for_safety_by_anybody(walk: Walk) -> None:
    case, desk = handed_over(walk), walk.desk
    session = running_sessions.open_session(desk, walk.assessor, [case.id, case.id], place="Bay 1")
    away = Place(None, None, None, SessionView.GROUP)

    for stranger in (walk.verifier, walk.advisor):
        for attempt in (
            lambda by: running_sessions.move_to(desk, by, session.id, away),
            lambda by: running_sessions.close_session(desk, by, session.id),
            lambda by: running_sessions.happen(desk, by, session.id, SessionEventKind.RESUMED),
            lambda by: running_sessions.happen(desk, by, session.id, SessionEventKind.CLOCK_PAUSED),
        ):
            with pytest.raises(RefusedError) as refused:
                attempt(stranger)
            assert of(refused.value.refusals) == ["session.own"]
    with pytest.raises(RefusedError) as refused:
        running_sessions.check(
            desk, walk.advisor, session.id, case.id, CheckKind.FACE_COMPARED, True
        )
    assert "person.role" in of(refused.value.refusals)
    other_case = handling_cases.open_case(desk, walk.advisor, case.candidate_id)
    with pytest.raises(NotFoundError):
        running_sessions.check(
            desk, walk.assessor, session.id, other_case.id, CheckKind.FACE_COMPARED, True
        )
    running_sessions.happen(desk, walk.advisor, session.id, SessionEventKind.SAFETY_STOP)

    read = reading_sessions.read_session(desk, session.id)
    assert [seat.bib for seat in read.seats] == [1]  # named twice, seated once
    assert [one.kind for one in read.events] == [SessionEventKind.SAFETY_STOP]
    assert (read.session.open, read.session.at_case, read.checks) == (True, case.id, ())
    assert not running_sessions.close_session(desk, walk.registrar, session.id).open


def test_what_another_verifier_said_of_a_row_is_not_said_by_the_one_who_agrees_to_its_element(
    walk: Walk,
) -> None:
    case, decision = decided(walk)
    grid = unit_grid(walk.file(case.id), practice_unit(walk.desk, "D4"))
    line = grid.judged[0]
    with walk.desk.uow() as uow:
        uow.append(
            Agreement(
                id=AgreementId(new_id()),
                case_id=case.id,
                decision_id=decision.id,
                row_id=line.row.id,
                answer=RowAnswer.DISAGREE,
                at=walk.clock.now(),
                by=walk.registrar.staff.id,
            )
        )
        uow.commit()
    opened = {one.row.id: one.pieces for one in grid.judged}

    kept = answering_rows.agree_to_element(
        walk.desk, walk.verifier, case.id, decision.id, line.row.id, opened
    )

    assert line.row.id in {one.row_id for one in kept}
    answer = walk.file(case.id).agreement(decision.id, line.row.id)
    assert answer is not None
    assert (answer.answer, answer.by) == (RowAnswer.AGREE, walk.staff.verifier.id)
