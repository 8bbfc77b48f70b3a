"""The lead verifier's sampling: plans, what they drew, and the second look at each decision."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.moderation import AgreedAction
from core.domain.people import Role
from core.domain.rules import holds_role
from core.domain.rules.fairness import leads_quality
from core.domain.sampling import SampleBy, SamplingPlan
from core.ids import StaffId
from core.services.moderating import agree_action, finish_action
from core.services.sampling_decisions import Wanted, draw_sample, end_plan, look_again, make_plan
from desktop.models.rows import Column, RowsModel
from desktop.presenters.quality.reading import LookLine, SamplingOnPage, read_sampling
from desktop.presenters.session import Session
from desktop.texts import words
from desktop.theme import Icon, Space, look
from desktop.views.administration.parts import Section, action, main_action, muted
from desktop.views.quality.actions_card import ActionsCard
from desktop.views.quality.plan_panel import PlanPanel
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.form import Form
from desktop.widgets.layouts import label, row
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingTextEdit


class SamplingPage(Section):
    """An addition to verification: every decision was verified before it can be drawn."""

    case_asked = Signal(object)  # CaseId

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Sampling")
        self._session = session
        self._page: SamplingOnPage | None = None
        self._leads = not leads_quality(session.sitting.staff)
        self._looks = not holds_role(session.sitting.staff, Role.LEAD_VERIFIER)
        self.begin = main_action(Icon.ADD, self.tr("Make a plan…"))
        if not self._leads:
            self.begin.hide()
        self.head = PageHead(self.title, "", (self.begin,))
        self.panel = PlanPanel()
        self._make_plans()
        self._make_lines()
        self._make_look()
        self.agreed_on = ActionsCard()
        self.nothing = EmptyPage(
            Icon.TASK,
            self.tr("None of your decisions was looked at a second time."),
            self.tr(
                "The lead verifier draws verified decisions by lot; what is found stands here."
            ),
        )
        self.nothing.hide()
        cards = (self.plans_card, self.lines_card, self.look_card, self.agreed_on)
        self.build(self.panel, self.nothing, *cards)
        self._connect()

    def panes(self) -> Sequence[QWidget]:
        """The plans, what they drew, the second look."""
        found = (self.plans, self.lines, self.look_card)
        return [one for one in found if one.isVisible()]

    def focus_work(self) -> None:
        """Go to what was drawn."""
        self.lines.setFocus()

    def refresh(self) -> None:
        """Read plans and draws again."""
        desk, me = self._session.desk, self._session.sitting.staff
        self.acting.do(lambda: read_sampling(desk, me), self._show)

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self, page: SamplingOnPage) -> None:
        self._page = page
        self.plan_model.set_rows(page.plans)
        self.line_model.set_rows(page.lines)
        self.plans_card.setVisible(self._leads)
        self.nothing.setVisible(not self._leads and not page.lines)
        self.plans.setVisible(bool(page.plans))
        self.empty.setVisible(not page.plans)
        self.lines_card.setVisible(bool(page.lines))
        self.panel.show_page(page)
        waiting = sum(one.look is None for one in page.lines)
        said = self.tr("Second looks to take: {count}").format(count=waiting) if page.lines else ""
        self.head.set_title(self.title, said)
        self._on_moved()

    def _on_moved(self, *_: object) -> None:
        line = self._line()
        self.look_card.setVisible(line is not None)
        self.agreed_on.setVisible(line is not None and line.look is not None)
        if line is None or self._page is None:
            return
        self._about.setText(
            self.tr("{unit}: {result}, decided {day}").format(
                unit=line.unit.code,
                result=words(line.decision.result),
                day=day(line.decision.decided_on),
            )
        )
        waits = line.look is None
        self.remark.setReadOnly(not waits)
        self.agree.setVisible(waits and self._looks)
        self.differ.setVisible(waits and self._looks)
        if line.look is not None:
            self.remark.set_value(line.look.remark)
            agrees = line.look.agrees
            self._state.setText(
                self.tr("Agreed with on {day}.").format(day=day(line.look.at))
                if agrees
                else self.tr("Not agreed with on {day}.").format(day=day(line.look.at))
            )
            self.agreed_on.show_actions(line.actions, self._page.staff, may_add=self._leads)
        elif self._looks:
            self._state.setText(self.tr("Look at the case first; then say whether you agree."))
        else:
            self._state.setText(self.tr("A lead verifier looks at it."))

    def _line(self) -> LookLine | None:
        at = self.lines.row
        return self.line_model.row(at) if 0 <= at < len(self.line_model.rows) else None

    def _plan(self) -> SamplingPlan | None:
        at = self.plans.row
        return self.plan_model.row(at) if 0 <= at < len(self.plan_model.rows) else None

    # -- what is done -----------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw by the plan that is chosen."""
        plan, desk, by = self._plan(), self._session.desk, self._session.sitting
        if plan is not None:
            said = self.tr("Drawn; the draw is recorded, and anybody can draw the same again.")
            self._do(lambda: draw_sample(desk, by, plan.id), said)

    def end(self) -> None:
        """End the plan that is chosen."""
        plan, desk, by = self._plan(), self._session.desk, self._session.sitting
        if plan is not None:
            self._do(lambda: end_plan(desk, by, plan.id), self.tr("The plan has ended."))

    def look_at(self, *, agrees: bool) -> None:
        """Keep what was found of the decision that is chosen."""
        line, remark = self._line(), self.remark.value()
        desk, by = self._session.desk, self._session.sitting
        if line is None:
            return
        if not agrees and not remark:
            self.lacks(self.tr("Write first why you do not agree."), self.remark)
            return
        of, verification = line.draw.id, line.verification.id
        self._do(
            lambda: look_again(desk, by, of, verification, agrees=agrees, remark=remark),
            self.tr("The second look is recorded."),
        )
        self.remark.clear()

    def make(self, wanted: Wanted) -> None:
        """Make a plan."""
        desk, by = self._session.desk, self._session.sitting
        said = self.tr("The plan is made. Draw when decisions were verified.")
        self._do(lambda: make_plan(desk, by, wanted), said)

    def _do(self, job: Callable[[], object], said: str = "") -> None:
        def done(_: object) -> None:
            self.panel.close_panel()
            if said:
                self.say_done(said)
            self.refresh()

        self.acting.do(job, done)

    # -- how it is laid out -----------------------------------------------------------------------

    def _make_plans(self) -> None:
        self.draw_button = action(Icon.TASK, self.tr("Draw now"))
        self.end_button = action(Icon.CLOSE, self.tr("End the plan"))
        self.plans_card = Card(self.tr("Plans"))
        self.plans = DataTable(self.tr("Plans"))
        columns: list[Column[SamplingPlan]] = [
            Column(self.tr("Title"), lambda one: one.title),
            Column(self.tr("How"), self._how),
            Column(self.tr("Considered"), self._considered, right=True),
            Column(self.tr("Ended"), lambda one: day(one.ended_on)),
            Column(self.tr("Seed"), lambda one: one.seed.hex()),
        ]
        self.plan_model: RowsModel[SamplingPlan] = RowsModel(columns)
        self.plans.set_model(self.plan_model, stretch=0, widths={1: 170, 2: 110, 3: 110, 4: 150})
        self.empty = EmptyPage(
            Icon.TASK,
            self.tr("There is no plan yet."),
            self.tr("A plan draws verified decisions by lot for a second look."),
        )
        for button in (self.draw_button, self.end_button):
            if not self._leads:
                button.hide()
        buttons = row(self.draw_button, self.end_button, None, gap=Space.S)
        self.plans_card.add(self.plans, self.empty, buttons)

    def _make_lines(self) -> None:
        self.lines_card = Card(self.tr("Drawn for a second look"))
        self.lines = DataTable(self.tr("Drawn for a second look"))
        columns: list[Column[LookLine]] = [
            Column(self.tr("State"), self._state_of),
            Column(self.tr("Reference"), lambda one: one.case.reference),
            Column(self.tr("Worker"), lambda one: one.case.worker),
            Column(self.tr("Unit"), lambda one: one.unit.code),
            Column(self.tr("Result"), lambda one: words(one.decision.result)),
            Column(self.tr("Plan"), lambda one: one.plan.title),
        ]
        self.line_model: RowsModel[LookLine] = RowsModel(columns)
        self.lines.set_model(
            self.line_model, stretch=2, widths={0: 140, 1: 120, 3: 110, 4: 150, 5: 170}
        )
        self.lines_card.add(self.lines)
        look().changed.connect(self._fit)
        self._fit()

    def _make_look(self) -> None:
        self.look_card = Card(self.tr("Second look"))
        self._about, self._state = label("", "strong", wrap=True), muted()
        self.remark = SavingTextEdit(lines=3)
        self.agree = action(Icon.DONE, self.tr("I agree"))
        self.differ = action(Icon.WARNING, self.tr("I do not agree"))
        self.to_case = action(Icon.CASES, self.tr("Go to the case"))
        form = Form()
        form.add(self.tr("Remark"), self.remark)
        buttons = row(self.to_case, self.agree, self.differ, None, gap=Space.S)
        self.look_card.add(self._about, self._state, form, buttons)

    def _how(self, one: SamplingPlan) -> str:
        if one.by is SampleBy.SHARE:
            return self.tr("{size} percent").format(size=one.size)
        return self.tr("one in every {size}").format(size=one.size)

    def _considered(self, one: SamplingPlan) -> str:
        return str(self._page.considered.get(one.id, 0)) if self._page is not None else ""

    def _state_of(self, one: LookLine) -> str:
        if one.look is None:
            return self.tr("waits")
        return self.tr("agreed with") if one.look.agrees else self.tr("not agreed with")

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: self.panel.ask())
        self.panel.wanted.connect(self.make)
        self.panel.lacking.connect(self.lacks)
        self.draw_button.clicked.connect(self.draw)
        self.end_button.clicked.connect(self.end)
        self.lines.moved.connect(self._on_moved)
        self.lines.opened.connect(lambda _: self._to_case())
        self.to_case.clicked.connect(self._to_case)
        self.agree.clicked.connect(lambda: self.look_at(agrees=True))
        self.differ.clicked.connect(lambda: self.look_at(agrees=False))
        self.agreed_on.agreed.connect(self._agree)
        self.agreed_on.finished.connect(self._finish)

    def _agree(self, what: str, who: StaffId, due: date | None) -> None:
        line, desk, by = self._line(), self._session.desk, self._session.sitting
        if line is not None and line.look is not None:
            look_id = line.look.id
            self._do(lambda: agree_action(desk, by, what=what, who=who, due=due, look_id=look_id))

    def _finish(self, one: AgreedAction) -> None:
        desk, by = self._session.desk, self._session.sitting
        on = None if one.done_on else desk.clock.today()
        self._do(lambda: finish_action(desk, by, one.id, on))

    def _to_case(self) -> None:
        line = self._line()
        if line is not None:
            self.case_asked.emit(line.case.case_id)

    def _fit(self) -> None:
        for table in (self.plans, self.lines):
            table.setMinimumHeight(look().px(140))
