"""The grid: rows of a unit against evidence from Portfolio, Tasks and Questions (Guidelines, A2).

It is the one working surface of advisor, assessor and verifier, and what the passport's evidence
kinds come from. A grid is worked out of a case file and holds nothing of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from core.domain.assessment import Answer, Judgement, Mark, Observation, PracticalTask, add_months
from core.domain.casefile import CaseFile
from core.domain.portfolio import EvidenceLink, Exhibit
from core.domain.recordings import Recording
from core.domain.standards import BankQuestion, QuestionPurpose, RowKind, Unit, UnitRow
from core.domain.verifying import Agreement
from core.domain.worker_answers import AskedOf, WorkerAnswer, WorkerSubject
from core.ids import RowId, TaskId


class EvidenceKind(Enum):
    """The three columns of the grid, in the Guidelines' words."""

    PORTFOLIO = "Portfolio"
    TASKS = "Tasks"
    QUESTIONS = "Questions"


def evidence_kind(label: str) -> EvidenceKind:
    """The column that a piece of evidence is in, by its label: `3.2`, `T1`, `Q2`."""
    named = {"T": EvidenceKind.TASKS, "Q": EvidenceKind.QUESTIONS}
    return named.get(label[:1], EvidenceKind.PORTFOLIO)


@dataclass(frozen=True, slots=True)
class PortfolioCell:
    """An exhibit, or one page of it, that was mapped to the row."""

    link: EvidenceLink
    exhibit: Exhibit

    @property
    def label(self) -> str:
        """`3`, or `3.2` for page 2 of exhibit 3."""
        page = f".{self.link.page}" if self.link.page else ""
        return f"{self.exhibit.number}{page}"


@dataclass(frozen=True, slots=True)
class TaskCell:
    """The latest mark that a task gave the row."""

    task: PracticalTask
    observation: Observation


@dataclass(frozen=True, slots=True)
class RecordingCell:
    """What was recorded of the row at the bench; `number` counts within the case."""

    recording: Recording
    number: int

    @property
    def label(self) -> str:
        """How the grid names it."""
        return f"R{self.number}"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of the grid with everything in its three columns.

    `worker` is what the worker said of the row: an aid, and evidence of nothing.
    """

    row: UnitRow
    portfolio: tuple[PortfolioCell, ...] = ()
    tasks: tuple[TaskCell, ...] = ()
    questions: tuple[Answer, ...] = ()
    recordings: tuple[RecordingCell, ...] = ()
    remark: str = ""
    advice: str = ""
    worker: WorkerAnswer | None = None
    judgement: Judgement | None = None
    agreement: Agreement | None = None
    look_for: tuple[BankQuestion, ...] = ()
    ask: tuple[BankQuestion, ...] = ()

    @property
    def kinds(self) -> frozenset[EvidenceKind]:
        """The columns that hold evidence *for* the row: not met and not seen are not evidence."""
        found = set()
        if self.portfolio:
            found.add(EvidenceKind.PORTFOLIO)
        if any(cell.observation.mark is Mark.MET for cell in self.tasks):
            found.add(EvidenceKind.TASKS)
        if any(answer.mark is Mark.MET for answer in self.questions):
            found.add(EvidenceKind.QUESTIONS)
        return frozenset(found)

    @property
    def tested(self) -> bool:
        """Whether a task or a question speaks for it, not papers alone."""
        return bool(self.kinds - {EvidenceKind.PORTFOLIO})

    @property
    def labels(self) -> tuple[str, ...]:
        """What the row rests on, as a person says it: `3.2`, `T1`, `Q2`."""
        return (
            *(cell.label for cell in self.portfolio),
            *(cell.task.label for cell in self.tasks if cell.observation.mark is Mark.MET),
            *(answer.label for answer in self.questions if answer.mark is Mark.MET),
        )

    @property
    def pieces(self) -> tuple[str, ...]:
        """Everything that can be looked at, by label, also what speaks against the row."""
        return (
            *(cell.label for cell in self.portfolio),
            *(cell.task.label for cell in self.tasks),
            *(answer.label for answer in self.questions),
            *(cell.label for cell in self.recordings),
        )

    @property
    def gap(self) -> bool:
        """Whether nothing speaks for the row yet. A heading is never a gap."""
        return self.row.takes_evidence and not self.kinds

    @property
    def newest(self) -> date | None:
        """The last day that any of its evidence speaks of."""
        days = [cell.exhibit.dated for cell in self.portfolio if cell.exhibit.dated]
        days += [cell.observation.at.date() for cell in self.tasks]
        days += [answer.at.date() for answer in self.questions]
        return max(days, default=None)

    def thin(self, *, on: date, currency_months: int | None) -> bool:
        """Whether it rests on one piece, one method, or only on evidence older than is current."""
        if self.gap or not self.row.takes_evidence:
            return False
        old = (
            currency_months is not None
            and self.newest is not None
            and self.newest < add_months(on, -currency_months)
        )
        return len(self.labels) == 1 or len(self.kinds) == 1 or old


@dataclass(frozen=True)
class Grid:
    """The grid of one unit in one case. What follows from its rows is worked out once."""

    unit: Unit
    rows: tuple[GridRow, ...]

    def row(self, row_id: RowId) -> GridRow:
        """The line with this id."""
        return next(one for one in self.rows if one.row.id == row_id)

    def element(self, row_id: RowId) -> tuple[GridRow, ...]:
        """The judged rows of the element that a row belongs to; of a flat unit the row alone."""
        for element in self.unit.elements:
            own = {element.id, *(one.id for one in element.criteria)}
            if row_id in own:
                return tuple(one for one in self.judged if one.row.id in own)
        return ()

    def unlike(self, other: "Grid") -> frozenset[RowId]:
        """The rows that are not as they are in another reading of the same unit."""
        before = {one.row.id: one for one in other.rows}
        return frozenset(one.row.id for one in self.rows if before.get(one.row.id) != one)

    @cached_property
    def gaps(self) -> tuple[GridRow, ...]:
        """The evidence gaps, the descriptor's row included."""
        return tuple(one for one in self.rows if one.gap)

    @cached_property
    def judged(self) -> tuple[GridRow, ...]:
        """The rows that the assessor judges."""
        return tuple(one for one in self.rows if one.row.judged)

    @cached_property
    def covered(self) -> int:
        """How many of the judged rows have evidence: "6 of 7", never a percentage."""
        return sum(not one.gap for one in self.judged)

    @property
    def descriptor(self) -> GridRow:
        """The line of the unit as a whole."""
        return next(one for one in self.rows if one.row.kind is RowKind.DESCRIPTOR)

    @property
    def kinds(self) -> frozenset[EvidenceKind]:
        """The kinds of evidence behind the unit, as the passport states them."""
        return frozenset(kind for one in self.judged for kind in one.kinds)

    @property
    def one_method_only(self) -> bool:
        """Whether the whole unit rests on one method (a variety is encouraged, section 5)."""
        return len(self.kinds) == 1


def unit_grid(file: CaseFile, unit: Unit) -> Grid:
    """Work out the grid of `unit` from everything in the case file."""
    links = _by_row(
        PortfolioCell(link, file.exhibit(link.exhibit_id))
        for link in file.links
        if link.unit_id == unit.id and not link.removed
    )
    tasks = _task_cells(file, unit)
    answers = _answers(file, unit)
    recordings = _recordings(file, unit)
    remarks = {one.row_id: one.text for one in file.remarks if one.unit_id == unit.id}
    advice = {one.row_id: one.text for one in file.row_advice if one.unit_id == unit.id}
    decision = file.decision(unit.id)
    look_for, ask = _bank(file, unit)
    return Grid(
        unit,
        tuple(
            GridRow(
                row=row,
                portfolio=links.get(row.id, ()),
                tasks=tasks.get(row.id, ()),
                questions=answers.get(row.id, ()),
                recordings=recordings.get(row.id, ()),
                remark=remarks.get(row.id, ""),
                advice=advice.get(row.id, ""),
                worker=file.worker_says.get(AskedOf(WorkerSubject.ROW, unit.id, row.id)),
                judgement=file.judgement(unit.id, row.id),
                agreement=file.agreement(decision.id, row.id) if decision else None,
                look_for=look_for.get(row.id, ()),
                ask=ask.get(row.id, ()),
            )
            for row in unit.rows()
        ),
    )


def unmapped(file: CaseFile) -> tuple[Exhibit, ...]:
    """The exhibits of the binder that no row of any unit rests on yet."""
    mapped = {link.exhibit_id for link in file.links if not link.removed}
    return tuple(one for one in file.binder if one.id not in mapped)


def _by_row(cells: Iterable[PortfolioCell]) -> Mapping[RowId, tuple[PortfolioCell, ...]]:
    found: defaultdict[RowId, list[PortfolioCell]] = defaultdict(list)
    for cell in cells:
        if not cell.exhibit.removed:
            found[cell.link.row_id].append(cell)
    return {
        row: tuple(sorted(cells, key=lambda one: (one.exhibit.number, one.link.page or 0)))
        for row, cells in found.items()
    }


def _task_cells(file: CaseFile, unit: Unit) -> Mapping[RowId, tuple[TaskCell, ...]]:
    tasks = {task.id: task for task in file.tasks}
    latest: dict[tuple[RowId, TaskId], Observation] = {}
    for one in file.standing_observations:
        if one.unit_id == unit.id:
            latest[one.row_id, one.task_id] = one
    found: defaultdict[RowId, list[TaskCell]] = defaultdict(list)
    for (row_id, task_id), observation in latest.items():
        found[row_id].append(TaskCell(tasks[task_id], observation))
    return {
        row: tuple(sorted(cells, key=lambda one: one.task.number)) for row, cells in found.items()
    }


def _answers(file: CaseFile, unit: Unit) -> Mapping[RowId, tuple[Answer, ...]]:
    latest = {one.number: one for one in file.standing_answers if one.unit_id == unit.id}
    found: defaultdict[RowId, list[Answer]] = defaultdict(list)
    for number in sorted(latest):
        found[latest[number].row_id].append(latest[number])
    return {row: tuple(answers) for row, answers in found.items()}


def _recordings(file: CaseFile, unit: Unit) -> Mapping[RowId, tuple[RecordingCell, ...]]:
    found: defaultdict[RowId, list[RecordingCell]] = defaultdict(list)
    for number, one in enumerate(file.recordings, start=1):
        if one.unit_id == unit.id:
            found[one.row_id].append(RecordingCell(one, number))
    return {row: tuple(cells) for row, cells in found.items()}


def _bank(
    file: CaseFile, unit: Unit
) -> tuple[Mapping[RowId, tuple[BankQuestion, ...]], Mapping[RowId, tuple[BankQuestion, ...]]]:
    def by_row(purpose: QuestionPurpose) -> dict[RowId, tuple[BankQuestion, ...]]:
        found: defaultdict[RowId, list[BankQuestion]] = defaultdict(list)
        for one in file.bank:
            if one.unit_id == unit.id and one.purpose is purpose:
                found[one.row_id].append(one)
        return {row: tuple(questions) for row, questions in found.items()}

    return by_row(QuestionPurpose.LOOK_FOR), by_row(QuestionPurpose.ASK)
