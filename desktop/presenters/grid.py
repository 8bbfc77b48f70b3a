"""Works the grid: every step is one use case, after which the case is shown as it is then.

After most steps that means reading it again. A mark is shown at once from the entry that was
committed, and the case is read again when the hand rests: a person marks faster than it is read.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from core.domain.assessment import Decision, Mark, Quality
from core.domain.portfolio import EvidenceLink
from core.domain.verifying import Principle, RowAnswer, Verification
from core.ids import BankQuestionId, CaseId, DecisionId, ExhibitId, RowId, TaskId, UnitId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services import answering_rows, deciding, judging, mapping, observing
from core.services import verifying_decisions as verifying
from core.services.deciding import Conclusion
from desktop.presenters.case_reading import MarkEntry, OpenCase, read_case, with_entries
from desktop.presenters.grid_state import GridMode, GridState, usual_mode
from desktop.presenters.grid_view import GridView
from desktop.presenters.joint_award import TOGETHER
from desktop.presenters.running import Progress
from desktop.presenters.session import Session
from desktop.texts import problem_text

T = TypeVar("T")


class GridPresenter:
    """One unit of one case, worked by the person who is signed in."""

    def __init__(
        self,
        session: Session,
        case_id: CaseId,
        unit_id: UnitId,
        mode: GridMode | None = None,
        *,
        blind: bool = False,
    ) -> None:
        """Make it; without a `mode` the usual one for this person and case is taken.

        With `blind` marks and names are hidden whatever is ordered for the case.
        """
        self._desk, self._by, self._tasks = session.desk, session.sitting, session.tasks
        self._looked_at = session.looked_at
        self._case_id, self._unit_id, self._mode = case_id, unit_id, mode
        self._blind = blind
        self._view: GridView | None = None
        self._state: GridState | None = None
        self._latest: GridState | None = None  # what the jobs worked out last, shown or still to be

    def attach(self, view: GridView) -> None:
        """Say which page to tell, and read the case for the first time."""
        self._view = view
        self.reread()

    def detach(self) -> None:
        """The page is gone: tell nobody any more. What was begun is still finished."""
        self._view = None

    def reread(self) -> None:
        """Read the case again and show it."""
        self._tasks.run(lambda _: self._read(), done=self._show, failed=self._failed)

    def compare(self) -> None:
        """Read the case again, and show it if other desks have changed it meanwhile."""

        def job(_: Progress) -> GridState | None:
            case = read_case(self._desk, self._case_id)
            same = self._latest is not None and self._latest.case == case
            return None if same else self._worked_out(case)

        def done(state: GridState | None) -> None:
            if state is not None:
                self._show(state)

        self._tasks.run(job, done=done, failed=self._failed)

    # -- the portfolio column -------------------------------------------------------------------

    def link_number(self, row: RowId, typed: str) -> None:
        """Link what was typed: `3`, or `3.2` for page 2."""
        self._write(lambda: mapping.link_number(*self._row(row), typed), self._on_linked)

    def link_exhibit(self, row: RowId, exhibit: ExhibitId) -> None:
        """Link a whole exhibit, dropped or chosen from the list."""
        self._write(lambda: mapping.link_exhibit(*self._row(row), exhibit), self._on_linked)

    def unlink(self, link: EvidenceLink) -> None:
        """Take a link back, and offer to undo that."""
        self._write(lambda: mapping.unlink(self._desk, self._by, link), self._on_unlinked)

    def undo_unlink(self, link: EvidenceLink) -> None:
        """Make a link again that was taken back."""
        self._write(lambda: mapping.relink(self._desk, self._by, link))

    def undo_link(self, link: EvidenceLink) -> None:
        """Take a link back that was made a moment ago."""
        self._write(lambda: mapping.unlink(self._desk, self._by, link))

    def remark(self, row: RowId, text: str) -> None:
        """Keep the remark to a row."""
        self._write(lambda: mapping.remark(*self._row(row), text), typed=text)

    # -- the bench ------------------------------------------------------------------------------

    def set_task(self, title: str, place: str, equipment: str) -> None:
        """Set the next practical task."""
        unit = self._unit()
        self._write(
            lambda: observing.set_task(*unit, title=title, place=place, equipment=equipment)
        )

    def observe(
        self, row: RowId, task: TaskId, mark: Mark, *, prompted: bool = False, note: str = ""
    ) -> None:
        """Mark a row of a task's checklist."""
        where = self._row(row)
        self._mark(
            lambda: observing.observe(*where, task, mark, prompted=prompted, note=note), typed=note
        )

    def ask(
        self,
        row: RowId,
        question: str,
        answer: str,
        mark: Mark,
        bank_question: BankQuestionId | None = None,
    ) -> None:
        """Keep a question that was asked, and its answer."""
        where = self._row(row)
        self._write(
            lambda: observing.ask(
                *where, question=question, answer=answer, mark=mark, bank_question=bank_question
            ),
            typed=answer,
        )

    # -- judging and deciding -------------------------------------------------------------------

    def judge(self, row: RowId, mark: Mark, reason: str = "") -> None:
        """Judge a row; NOT_SEEN takes a judgement back."""
        self._mark(lambda: judging.judge(*self._row(row), mark, reason=reason), typed=reason)

    def advise_row(self, row: RowId, text: str) -> None:
        """Keep the advice to the worker on a row."""
        self._write(lambda: judging.advise_row(*self._row(row), text), typed=text)

    def judge_quality(self, quality: Quality, holds: bool | None) -> None:
        """Answer for one of the five qualities."""
        self._mark(lambda: judging.judge_quality(*self._unit(), quality, holds))

    def decide(self, conclusion: Conclusion, others: Sequence[UnitId] = ()) -> None:
        """Sign the decision, and those of other units that are competent; one award for all."""
        desk, by, case_id, unit_id = self._unit()
        signed = {unit_id: conclusion, **dict.fromkeys(others, TOGETHER)}
        self._write(lambda: deciding.decide_together(desk, by, case_id, signed), self._on_signed)

    # -- verifying ------------------------------------------------------------------------------

    def answer(self, row: RowId, answer: RowAnswer | None, remark: str = "") -> None:
        """Keep the verifier's answer to a row of the latest decision."""
        if decision := self._decision():
            self._mark(
                lambda: answering_rows.agree(*decision, row, answer, remark=remark), typed=remark
            )

    def mark_blind(self, row: RowId, mark: Mark, remark: str = "") -> None:
        """Keep how the verifier marks a row before its judgement is shown."""
        if decision := self._decision():
            self._mark(
                lambda: answering_rows.mark_blind(*decision, row, mark, remark=remark),
                typed=remark,
            )

    def agree_to_element(self, row: RowId) -> None:
        """Agree to everything in the row's element, if all of its evidence was opened."""
        if decision := self._decision():
            opened = self.opened
            self._mark(lambda: answering_rows.agree_to_element(*decision, row, opened))

    def agree_again(self) -> None:
        """Agree again to what is as it was when this person agreed to it before."""
        if decision := self._decision():
            self._mark(lambda: answering_rows.agree_again(*decision))

    def looked(self, row: RowId, label: str) -> None:
        """A piece of evidence was opened; remembered for this sitting, written nowhere."""
        if decision := self._decision():
            self._looked_at.note(decision[-1], row, label)

    @property
    def opened(self) -> Mapping[RowId, frozenset[str]]:
        """What was opened of the latest decision's evidence in this sitting, by row."""
        decision = self._decision()
        return self._looked_at.of(decision[-1]) if decision else {}

    def countersign(self, principles: Sequence[Principle]) -> None:
        """Countersign the latest decision."""
        if decision := self._decision():
            self._write(lambda: verifying.countersign(*decision, principles), self._on_signed)

    def send_back(self, reasons: str) -> None:
        """Return the latest decision with reasons."""
        if decision := self._decision():
            self._write(
                lambda: verifying.return_decision(*decision, reasons),
                self._on_signed,
                typed=reasons,
            )

    # -- inside ---------------------------------------------------------------------------------

    def _unit(self) -> tuple[Desk, Sitting, CaseId, UnitId]:
        return self._desk, self._by, self._case_id, self._unit_id

    def _row(self, row: RowId) -> tuple[Desk, Sitting, CaseId, UnitId, RowId]:
        return self._desk, self._by, self._case_id, self._unit_id, row

    def _decision(self) -> tuple[Desk, Sitting, CaseId, DecisionId] | None:
        decision = self._state.decision if self._state else None
        return (self._desk, self._by, self._case_id, decision.id) if decision else None

    def _write(
        self, step: Callable[[], T], then: Callable[[T], None] | None = None, *, typed: str = ""
    ) -> None:
        """Do one use case and show the case again; `typed` is what must not get lost with it."""

        def job(_: Progress) -> tuple[T, GridState]:
            done = step()
            return done, self._read()

        def done(result: tuple[T, GridState]) -> None:
            self._show(result[1])
            if then is not None:
                then(result[0])
            if self._view is not None:
                self._view.written()

        self._tasks.run(job, done=done, failed=lambda error: self._not_written(error, typed))

    def _mark(
        self, step: Callable[[], MarkEntry | tuple[MarkEntry, ...]], *, typed: str = ""
    ) -> None:
        """Do a use case that only adds entries, and show the case with them."""

        def job(_: Progress) -> GridState:
            kept = step()
            return self._with_entries(kept if isinstance(kept, tuple) else (kept,))

        def done(state: GridState) -> None:
            self._show(state)
            if self._view is not None:
                self._view.written()
                self._view.compare_soon()

        self._tasks.run(job, done=done, failed=lambda error: self._not_written(error, typed))

    # The next three are for jobs, which run one after the other: each goes on from the last one's.

    def _with_entries(self, kept: tuple[MarkEntry, ...]) -> GridState:
        case = with_entries(self._latest.case, kept) if self._latest else None
        return self._worked_out(case) if case is not None else self._read()

    def _read(self) -> GridState:
        return self._worked_out(read_case(self._desk, self._case_id))

    def _worked_out(self, case: OpenCase) -> GridState:
        mode = self._mode or usual_mode(case.file, self._unit_id, self._by.staff)
        before = self._latest.grid if self._latest else None
        state = GridState(case, self._unit_id, self._by.staff, mode, self._blind, before)
        self._latest = state.prepared()
        return self._latest

    def _show(self, state: GridState) -> None:
        self._state = state
        if self._view is not None:
            self._view.show_grid(state)

    def _failed(self, error: Exception) -> None:
        if self._view is not None:
            self._view.show_problem(problem_text(error))

    def _not_written(self, error: Exception, typed: str) -> None:
        """Say why, keep what was typed in sight, and show what another desk may have written."""
        if self._view is not None:
            self._view.show_problem(problem_text(error), typed)
        self.reread()

    def _on_linked(self, link: EvidenceLink) -> None:
        if self._view is not None:
            self._view.linked(link)

    def _on_unlinked(self, link: EvidenceLink) -> None:
        if self._view is not None:
            self._view.unlinked(link)

    def _on_signed(self, _: tuple[Decision, ...] | Verification) -> None:
        if self._view is not None:
            self._view.signed()
