"""What stands on a worker's printed checklist: frozen data, ready to be laid out."""

from dataclasses import dataclass

from core.ids import CaseId, RowId, SessionTaskId


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One row to be marked. `own` is its text in the worker's language, where the standard has it.

    `heading` is the element that begins with this row, empty within one.
    """

    id: RowId
    number: str
    text: str
    own: str = ""
    critical: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """The checklist of one worker for one task of a session, on as many pages as it takes.

    `bib` is the number that the worker wears. `practice` is the sentence that says that nothing
    here is real; empty outside of practice.
    """

    task_id: SessionTaskId
    case_id: CaseId
    centre: str
    reference: str
    name: str
    own_name: str
    bib: int
    unit: str
    task: str
    place: str
    rows: tuple[ChecklistRow, ...]
    practice: str = ""
