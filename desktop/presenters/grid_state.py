"""What the grid shows of one unit, worked out of a case that was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from core.domain.assessment import Answer, Decision, Result
from core.domain.case import Stage
from core.domain.casefile import CaseFile
from core.domain.differences import (
    RowDifference,
    agreed_before,
    changed_since,
    differences,
)
from core.domain.grid import (
    Grid,
    GridRow,
    PortfolioCell,
    RecordingCell,
    TaskCell,
    unit_grid,
    unmapped,
)
from core.domain.people import Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.rules import (
    may_assess,
    may_countersign,
    may_decide,
    may_hear,
    may_observe,
    may_remark,
    may_return,
    may_verify,
)
from core.domain.standards import BankQuestion, Framework, Unit
from core.domain.verifying import Agreement, Principle, RowReason, Verification
from core.domain.worker_answers import AskedOf, WorkerSubject
from core.errors import Refusal
from core.ids import RowId, StaffId, UnitId
from desktop.presenters.case_reading import OpenCase
from desktop.presenters.grid_cells import RowNotes

Piece = PortfolioCell | TaskCell | Answer | RecordingCell
"""One piece of evidence of a row."""


class GridMode(Enum):
    """Whose work the grid serves; what changes is which columns accept keys."""

    MAP = "map"
    ASSESS = "assess"
    VERIFY = "verify"
    READ = "read"


def usual_mode(file: CaseFile, unit_id: UnitId, person: Staff) -> GridMode:
    """The mode that fits a person's part in the case and its stage."""
    assessing = file.case.stage is Stage.ASSESS_AND_VERIFY
    if assessing and person.id == file.case.verifier_id:
        return GridMode.VERIFY
    if assessing and Role.ASSESSOR in person.roles and person.id != file.case.advisor_id:
        return GridMode.ASSESS
    waiting = file.awaiting_verification(unit_id) is not None
    if waiting and Role.VERIFIER in person.roles:
        return GridMode.VERIFY
    return GridMode.MAP if Role.ADVISOR in person.roles else GridMode.READ


def pieces(line: GridRow) -> tuple[Piece, ...]:
    """Everything in the three columns of a row, from left to right, and what was recorded of it."""
    return (*line.portfolio, *line.tasks, *line.questions, *line.recordings)


def label_of(piece: Piece) -> str:
    """How the grid names a piece: `3.2`, `T1`, `Q2`."""
    return piece.task.label if isinstance(piece, TaskCell) else piece.label


def answers_to(question: BankQuestion, line: GridRow) -> tuple[PortfolioCell, ...]:
    """The linked exhibits that answer what to look for: of a kind that it expects, if it does."""
    return tuple(
        cell
        for cell in line.portfolio
        if not question.expects or cell.exhibit.kind in question.expects
    )


@dataclass(frozen=True)
class GridState:
    """One unit of a case as it stands, for one person in one mode."""

    case: OpenCase
    unit_id: UnitId
    person: Staff
    mode: GridMode
    always_blind: bool = False
    shown_before: Grid | None = None

    @property
    def file(self) -> CaseFile:
        """The records of the case."""
        return self.case.file

    @property
    def worker_answered(self) -> bool:
        """Whether the worker has said anything of any row."""
        return any(one.worker is not None for one in self.grid.rows)

    @property
    def turns(self) -> bool:
        """Whether the screen may be turned to the worker to ask about the rows."""
        asked = AskedOf(WorkerSubject.ROW, self.unit_id)
        working = self.mode in (GridMode.MAP, GridMode.ASSESS)
        return working and not may_hear(self.file, asked, self.person)

    @property
    def today(self) -> date:
        """The day for which the rules are asked."""
        return self.case.standing.on

    @cached_property
    def unit(self) -> Unit:
        """The unit."""
        return self.file.unit(self.unit_id)

    @cached_property
    def framework(self) -> Framework:
        """The version of the standard that it belongs to."""
        return self.file.framework(self.unit.framework_id)

    @cached_property
    def grid(self) -> Grid:
        """The grid of the unit."""
        return unit_grid(self.file, self.unit)

    @cached_property
    def not_mapped(self) -> tuple[Exhibit, ...]:
        """The exhibits that no row of any unit rests on yet."""
        return unmapped(self.file)

    @cached_property
    def decision(self) -> Decision | None:
        """The latest decision about the unit."""
        return self.file.decision(self.unit_id)

    @cached_property
    def verification(self) -> Verification | None:
        """The verifier's answer to the latest decision, if there is one."""
        return self.file.verification(self.decision.id) if self.decision else None

    @property
    def blind(self) -> bool:
        """Whether marks and names of the assessment are shown only after this person's own."""
        verifies = self.mode is GridMode.VERIFY and self.verification is None
        return self.always_blind or (verifies and self.file.blind)

    @cached_property
    def hidden(self) -> frozenset[RowId]:
        """The rows whose marks this person is not to see yet."""
        if not self.blind:
            return frozenset()
        return frozenset(one.row.id for one in self.grid.judged if not self._marked_by_me(one))

    def _marked_by_me(self, line: GridRow) -> bool:
        # What another verifier made of a row is no mark of this person's.
        if self.always_blind or self.decision is None:
            return line.agreement is not None
        return self.file.marked_blind(self.decision.id, line.row.id, self.person.id) is not None

    @cached_property
    def before(self) -> Decision | None:
        """The decision that was returned, and that the latest one was made anew for."""
        return self.file.returned_before(self.decision) if self.decision else None

    @cached_property
    def differences(self) -> Mapping[RowId, RowDifference]:
        """What the latest decision says otherwise than the one that was returned."""
        if self.decision is None or self.before is None:
            return {}
        return {one.row_id: one for one in differences(self.before, self.decision)}

    @cached_property
    def changed(self) -> frozenset[RowId]:
        """The rows that changed since the return, with those that got new evidence."""
        return changed_since(self.file, self.decision) if self.decision else frozenset()

    @cached_property
    def row_reasons(self) -> Mapping[RowId, RowReason]:
        """What the verifier has against single rows of the decision that was returned."""
        returned = self.file.returned(self.unit_id) or self.before
        found = self.file.row_reasons(returned.id) if returned else ()
        return {one.row_id: one for one in found}

    @cached_property
    def agreed_before(self) -> tuple[Agreement, ...]:
        """What this person may agree to again at once: it is as it was."""
        if self.decision is None:
            return ()
        return agreed_before(self.file, self.decision, self.person.id)

    @property
    def superseded(self) -> bool:
        """Whether the version of the standard was in force when it was decided, and is no more."""
        return self.decision is not None and not self.framework.in_force(self.today)

    @cached_property
    def notes(self) -> RowNotes:
        """What the grid says of its rows beside the evidence."""
        was = {
            row_id: one.before.mark
            for row_id, one in self.differences.items()
            if one.before and "mark" in one.changed and row_id not in self.hidden
        }
        verifies = self.mode is GridMode.VERIFY
        pointed = frozenset(self.row_reasons) | (self.changed if verifies else frozenset())
        offers = self.mode is GridMode.ASSESS
        return RowNotes(pointed, was, self.hidden, short=verifies, offers=offers)

    @cached_property
    def thin(self) -> frozenset[RowId]:
        """The rows that rest on one piece, one method, or old ones."""
        currency = self.framework.currency_months
        return frozenset(
            one.row.id
            for one in self.grid.rows
            if one.thin(on=self.today, currency_months=currency)
        )

    @cached_property
    def redraw(self) -> frozenset[RowId] | None:
        """The rows to draw again after what was shown before; None: all of them."""
        return self.grid.unlike(self.shown_before) if self.shown_before else None

    def prepared(self) -> "GridState":
        """Itself, with what every showing needs worked out already, away from the window."""
        _ = (
            self.grid.gaps,
            self.grid.covered,
            self.redraw,
            self.not_mapped,
            self.notes,
            self.thin,
            self.verification,
        )
        _ = (self.observing, self.assessing, self.verifying, self.agreed_before, self.remarking)
        return self

    @cached_property
    def observing(self) -> tuple[Refusal, ...]:
        """Why the person may not mark tasks and ask questions now; empty: may."""
        return may_observe(self.file, self.unit, self.person, self.case.standing)

    @cached_property
    def assessing(self) -> tuple[Refusal, ...]:
        """Why the person may not judge now; empty: may."""
        return may_assess(self.file, self.unit, self.person, self.case.standing)

    @cached_property
    def verifying(self) -> tuple[Refusal, ...]:
        """Why the person may not verify now; empty: may. Without a decision nobody may."""
        if self.decision is None:
            return ()
        return may_verify(self.file, self.decision, self.person, self.case.standing)

    @cached_property
    def remarking(self) -> tuple[Refusal, ...]:
        """Why the person may not remark on rows now."""
        return may_remark(self.file, self.person)

    def deciding(self, result: Result) -> tuple[Refusal, ...]:
        """Why this result may not be signed now."""
        return may_decide(self.file, self.unit, self.person, self.case.standing, result)

    def countersigning(self, principles: Sequence[Principle]) -> tuple[Refusal, ...]:
        """Why the decision may not be countersigned now."""
        if self.decision is None:
            return ()
        return may_countersign(
            self.file, self.decision, self.person, self.case.standing, principles
        )

    def returning(self, reasons: str) -> tuple[Refusal, ...]:
        """Why the decision may not be returned now."""
        if self.decision is None:
            return ()
        return may_return(self.file, self.decision, self.person, self.case.standing, reasons)

    def staff_name(self, staff_id: StaffId) -> str:
        """The name of a member of staff who is named in the case."""
        return self.file.person(staff_id).name
