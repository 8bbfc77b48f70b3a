"""What the grid shows of one unit, worked out of a case that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from core.domain.assessment import Answer, Decision, Mark, Result
from core.domain.case import Stage
from core.domain.casefile import CaseFile
from core.domain.grid import Grid, GridRow, PortfolioCell, TaskCell, unit_grid, unmapped
from core.domain.people import Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.rules import (
    may_assess,
    may_countersign,
    may_decide,
    may_observe,
    may_remark,
    may_return,
    may_verify,
)
from core.domain.standards import BankQuestion, Framework, Unit
from core.domain.verifying import Principle, Verification
from core.errors import Refusal
from core.ids import StaffId, UnitId
from desktop.presenters.case_reading import OpenCase

Piece = PortfolioCell | TaskCell | Answer
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
    """Everything in the three columns of a row, from left to right."""
    return (*line.portfolio, *line.tasks, *line.questions)


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


def offered(line: GridRow) -> Mark | None:
    """What the marks of tasks and questions offer as a judgement; it never judges by itself."""
    marks = {cell.observation.mark for cell in line.tasks}
    marks |= {answer.mark for answer in line.questions}
    if Mark.NOT_MET in marks:
        return Mark.NOT_MET
    return Mark.MET if Mark.MET in marks else None


@dataclass(frozen=True)
class GridState:
    """One unit of a case as it stands, for one person in one mode."""

    case: OpenCase
    unit_id: UnitId
    person: Staff
    mode: GridMode

    @property
    def file(self) -> CaseFile:
        """The records of the case."""
        return self.case.file

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

    @property
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
