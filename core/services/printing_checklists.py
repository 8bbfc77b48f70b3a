"""What is printed on the checklists of a session: for each worker and task, in bib order."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.casefile import CaseFile
from core.domain.checklist_sheet import ChecklistRow, ChecklistSheet
from core.domain.people import Centre
from core.domain.sessions import SessionTask
from core.domain.standards import RowKind, Text, Unit
from core.errors import WrongInputError
from core.ids import CaseId, SessionId
from core.ports.desk import Desk
from core.services.reading_sessions import RunningSession, read_session
from core.services.standing import the_centre


class NoTaskYetError(WrongInputError):
    """A checklist is that of a task, and the session has none for these workers."""

    code = "checklist.no-task"


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands on every checklist of a session."""

    centre: Centre
    place: str
    practice: str


def checklist_sheets(
    desk: Desk, session_id: SessionId, cases: Sequence[CaseId] = (), *, practice: str = ""
) -> tuple[ChecklistSheet, ...]:
    """The checklists of these workers, or of all that have a seat.

    `practice` is the sentence that a practice centre prints; it is left out elsewhere.

    Raises:
        NoTaskYetError: no task was set for any of them.
    """
    running = read_session(desk, session_id)
    with desk.uow() as uow:
        centre = the_centre(uow)
    words = _Words(centre, running.session.place, practice if centre.practice else "")
    sheets = tuple(
        _sheet(running, task, seat.case_id, words)
        for seat in running.seats
        if not cases or seat.case_id in cases
        for task in running.tasks
        if task.of(seat.case_id)
    )
    if not sheets:
        raise NoTaskYetError("no task is set in the session")
    return sheets


def _sheet(
    running: RunningSession, task: SessionTask, case_id: CaseId, words: _Words
) -> ChecklistSheet:
    file, unit = running.files[case_id], running.unit(task.unit_id)
    own = task.of(case_id)
    label = next((one.label for one in file.tasks if one.id == own), "")
    return ChecklistSheet(
        task_id=task.id,
        case_id=case_id,
        centre=words.centre.name,
        reference=file.case.reference,
        name=file.candidate.name,
        own_name=file.candidate.own_script_name,
        bib=running.seat(case_id).bib,
        unit=f"{unit.code}  {unit.title.original}",
        task=f"{label}  {task.title}".strip(),
        place=words.place,
        rows=checklist_rows(unit, file),
        practice=words.practice,
    )


def checklist_rows(unit: Unit, file: CaseFile) -> tuple[ChecklistRow, ...]:
    """The rows that are marked, each with the element that begins there."""
    rows, heading = [], ""
    for row in unit.rows():
        if row.kind is RowKind.HEADING:
            heading = f"{row.number}  {row.text.original}"
        if not row.judged:
            continue
        rows.append(
            ChecklistRow(
                id=row.id,
                number=row.number,
                text=row.text.original,
                own=_own(row.text, file.candidate.languages),
                critical=row.critical,
                heading=heading,
            )
        )
        heading = ""
    return tuple(rows)


def _own(text: Text, languages: Sequence[str]) -> str:
    """The text in a language of the worker, where the standard has one beside the original."""
    found = text.best(languages)
    return "" if found == text.original else found
