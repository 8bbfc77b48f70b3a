"""One case at work: read it, do something to it, read it again."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from core.domain.case import (
    Advice,
    CaseEnd,
    Duty,
    GuidingAnswers,
    HandlingOutcome,
    NoteKind,
    Route,
    Stage,
)
from core.domain.independence import Cue
from core.domain.people import Role
from core.domain.portfolio import Freeze
from core.domain.rules import at_stage, holds_role
from core.domain.workload import Load
from core.errors import Refusal
from core.ids import CaseId, ConflictDeclarationId, StaffId, UnitId
from core.ports.desk import Desk
from core.ports.lists import UnitListRow
from core.services.claiming import claim_unit, withdraw_claim
from core.services.handing_over import hand_over
from core.services.handling_cases import (
    add_note,
    answer_guiding_questions,
    assign,
    change_case,
    declare_conflict,
    end_case,
    move_case,
    take_up_again,
)
from core.services.handling_conflicts import handle_conflict
from core.services.reading_independence import cues_of
from desktop.presenters.case_on_page import CaseOnPage, read_case_on_page
from desktop.presenters.record_work import RecordWork
from desktop.presenters.session import Session


def _nothing() -> None:
    """Nothing follows: the case is shown again anyway."""


class CaseView(Protocol):
    """What shows the case."""

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case as it is now."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong. The case is shown again after it, as it is."""


class CaseWork(RecordWork[CaseOnPage]):
    """The use cases of the case page. After each one the case is read again and shown."""

    def __init__(self, view: CaseView, session: Session, case_id: CaseId) -> None:
        super().__init__(view, session)
        self._shown_by, self.case_id = view, case_id

    def against_changing(self) -> tuple[Refusal, ...]:
        """What stands against this person changing the facts of the case now."""
        against = holds_role(self.session.sitting.staff, Role.ADVISOR)
        if self.page is not None and self.page.case.end is not None:
            return (*against, *at_stage(self.page.case, self.page.case.stage))
        return against

    def answer(self, answers: GuidingAnswers, route: Route | None) -> None:
        """Keep the advisor's three answers and the route."""
        self.write(
            lambda desk, by: answer_guiding_questions(desk, by, self.case_id, answers, route)
        )

    def change(self, **changes: object) -> None:
        """Change facts of the case: goal, programme, flags, due date."""
        self.write(lambda desk, by: change_case(desk, by, self.case_id, **changes))

    def advised(self, on: date | None) -> None:
        """Keep whether and when the worker was advised before departure."""
        self.change(advice=Advice.GIVEN if on else Advice.NOT_GIVEN, advised_on=on)

    def claim(self, unit: UnitId, then: Callable[[], object] = _nothing) -> None:
        """Seek recognition of a unit."""
        self.write(lambda desk, by: claim_unit(desk, by, self.case_id, unit), lambda _: then())

    def withdraw(self, unit: UnitId, then: Callable[[], object] = _nothing) -> None:
        """Seek it no more; its mapping is kept, and claiming it again brings it back."""
        self.write(lambda desk, by: withdraw_claim(desk, by, self.case_id, unit), lambda _: then())

    def find_units(self, search: str, show: Callable[[tuple[UnitListRow, ...]], object]) -> None:
        """Look for units of any standard."""
        self.do(lambda: tuple(self.session.desk.lists.units(search=search)), show)

    def read_content(
        self,
        sha256: str,
        show: Callable[[bytes], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Read a file of the evidence store, checked against its digest."""
        self.session.tasks.run(
            lambda _: self.session.desk.files.get(sha256),
            done=self.while_shown(show),
            failed=self.while_shown(failed or self.fail),
        )

    def note(self, kind: NoteKind, text: str) -> None:
        """Add a note or a call to the history; an empty one is not added."""
        if text.strip():
            self.write(lambda desk, by: add_note(desk, by, self.case_id, kind, text.strip()))

    def assign(self, *, assessor: StaffId | None = None, verifier: StaffId | None = None) -> None:
        """Arrange for the assessor or the verifier."""
        self.write(
            lambda desk, by: assign(desk, by, self.case_id, assessor=assessor, verifier=verifier)
        )

    def declare(self, duty: Duty, *, conflict: bool, what: str = "", proposed: str = "") -> None:
        """Declare that there is or is not a conflict of interest in this assignment."""
        self.write(
            lambda desk, by: declare_conflict(
                desk, by, self.case_id, duty, conflict=conflict, what=what, proposed=proposed
            )
        )

    def handle_conflict(
        self, declaration: ConflictDeclarationId, outcome: HandlingOutcome, measures: str
    ) -> None:
        """Decide what follows from somebody else's conflict of interest."""
        self.write(
            lambda desk, by: handle_conflict(desk, by, self.case_id, declaration, outcome, measures)
        )

    def read_cues(self, person: StaffId, show: Callable[[tuple[Cue, ...]], object]) -> None:
        """Look for what binds a member of staff to the worker."""
        desk, case_id = self.session.desk, self.case_id
        self.do(lambda: cues_of(desk, case_id, person), show)

    def read_loads(self, show: Callable[[dict[StaffId, Load]], object]) -> None:
        """How many open cases everybody has, and when the next is due."""
        lists = self.session.desk.lists
        self.do(lambda: {one.staff_id: one for one in lists.workload()}, show)

    def move(self, to: Stage, then: Callable[[], object] = _nothing) -> None:
        """Move the case between the advisor's stages."""
        self.write(lambda desk, by: move_case(desk, by, self.case_id, to), lambda _: then())

    def end(self, how: CaseEnd, then: Callable[[], object] = _nothing) -> None:
        """Let the case rest. Everything is kept."""
        self.write(lambda desk, by: end_case(desk, by, self.case_id, how), lambda _: then())

    def take_up_again(self) -> None:
        """Go on with a case that rested."""
        self.write(lambda desk, by: take_up_again(desk, by, self.case_id))

    def hand_over(self, then: Callable[[Freeze], object]) -> None:
        """Freeze the portfolio, or the next supplement, and hand it over."""
        self.write(lambda desk, by: hand_over(desk, by, self.case_id), then)

    def _read(self, desk: Desk) -> CaseOnPage:
        return read_case_on_page(desk, self.case_id)

    def _show(self, page: CaseOnPage) -> None:
        self._shown_by.show_case(page)
