"""One worker's checklist on the screen: what was read, and what the observer makes of it."""

from dataclasses import dataclass, field
from datetime import datetime

from core.domain.assessment import Mark
from core.domain.checklist_reading import BoxAnswer, ReadRow
from core.domain.checklist_sheet import ChecklistRow
from core.domain.sessions import CheckKind
from core.services.placing_checklists import WorkerSheets
from core.services.printing_checklists import checklist_rows
from core.services.taking_in_checklists import EnteredPage, EnteredRow, Intake


@dataclass(slots=True)
class IntakeRow:
    """A row, what was read of it, and the mark that will be entered.

    `settled` says that nobody needs to look: it was clear, or somebody has decided. `earlier` is
    the mark that the task has already.
    """

    row: ChecklistRow
    read: ReadRow | None
    earlier: Mark | None
    mark: Mark | None = None
    prompted: bool = False
    note: str = ""
    settled: bool = True

    @property
    def picture(self) -> bytes:
        """The row as it was scanned (PNG); empty without a scan."""
        return self.read.picture if self.read else b""


@dataclass(slots=True)
class IntakeSheet:
    """Everything of one worker's checklist until it is entered."""

    sheets: WorkerSheets
    rows: list[IntakeRow]
    checks: dict[CheckKind, bool]
    photo: bytes = b""
    attached: list[bytes] = field(default_factory=list)
    """Pictures of a sheet that could not be read and is keyed in."""

    @property
    def scanned(self) -> bool:
        """Whether it was read off a scan."""
        return bool(self.sheets.pages)

    @property
    def undecided(self) -> tuple[int, ...]:
        """The places of the rows that a person has still to decide."""
        return tuple(at for at, one in enumerate(self.rows) if not one.settled)

    @property
    def marked(self) -> int:
        """How many rows will be entered."""
        return sum(one.mark is not None for one in self.rows)

    def put(self, at: int, mark: Mark | None) -> None:
        """Decide a row: a mark, or None where the paper has none."""
        row = self.rows[at]
        row.mark, row.settled = mark, True
        if mark is None:
            row.prompted = False

    def turn_prompted(self, at: int) -> None:
        """Say that the worker was prompted for the row, or was not. Only a mark can be prompted."""
        row = self.rows[at]
        if row.mark is not None:
            row.prompted = not row.prompted

    def intake(self, observed_at: datetime) -> Intake:
        """What is to be written."""
        pages = [
            EnteredPage(one.code.page, one.code.pages, one.image)
            for one in self.sheets.pages
            if one.code
        ]
        if not self.scanned:
            pages = [EnteredPage(0, 0, one) for one in self.attached or [b""]]
        return Intake(
            task_id=self.sheets.task.id,
            case_id=self.sheets.file.case.id,
            observed_at=observed_at,
            rows=tuple(
                EnteredRow(one.row.id, one.mark, one.prompted, one.note)
                for one in self.rows
                if one.mark is not None
            ),
            checks=dict(self.checks),
            pages=tuple(pages),
            photo=self.photo,
        )


def intake_sheet(sheets: WorkerSheets) -> IntakeSheet:
    """What is offered: what was read for sure; of a keyed checklist every row, still empty."""
    rows = checklist_rows(sheets.unit, sheets.file)
    earlier = sheets.earlier
    if not sheets.pages:
        return IntakeSheet(sheets, [IntakeRow(one, None, earlier.get(one.id)) for one in rows], {})
    found = []
    for page in sheets.pages:
        places = page.code.rows if page.code else range(0)
        for at, read in zip(places, page.rows, strict=False):
            found.append(_offered(rows[at], read, earlier.get(rows[at].id)))
    return IntakeSheet(sheets, found, _checks(sheets))


def _offered(row: ChecklistRow, read: ReadRow, earlier: Mark | None) -> IntakeRow:
    mark = read.mark
    prompted = mark is not None and read.prompted
    return IntakeRow(row, read, earlier, mark, prompted, settled=read.sure)


def _checks(sheets: WorkerSheets) -> dict[CheckKind, bool]:
    """The open checks that were ticked on the paper. Two answers to one question are none."""
    found: dict[CheckKind, bool] = {}
    for page in sheets.pages:
        ticked = [box for box, said in (page.checks or {}).items() if said is BoxAnswer.MARKED]
        for box in ticked:
            if box.kind in sheets.open_checks and sum(one.kind is box.kind for one in ticked) == 1:
                found[box.kind] = box.answer
    return found
