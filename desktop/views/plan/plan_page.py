"""The assessment plan of a case: what is assessed and how, where, when, with which help."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from core.domain.planning import PlanSide
from core.domain.worker_answers import WorkerSubject
from core.ids import CaseId, UnitId
from core.services.planning import PlanDraft
from desktop.presenters.plan import PlanPresenter, PlanState
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn
from desktop.texts import Problem, refusal_texts
from desktop.theme import Icon, Space, icon
from desktop.views.languages import language_choices, language_name
from desktop.views.plan.agree_card import AgreeCard
from desktop.views.plan.unit_methods import UnitMethods
from desktop.views.printing import ask_and_print
from desktop.views.turn.turning import turned_page
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, Tone, pinned
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.in_sight import focus_into
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.reasoned import allow
from desktop.widgets.saving import SavingChoice

_TIME = "%Y-%m-%d %H:%M"


class PlanPage(QWidget):
    """Keeps a version at a time. Ctrl+P prints it for signing on paper."""

    closed = Signal()

    def __init__(self, session: Session, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Assessment plan")
        self._session = session
        self._state: PlanState | None = None
        self.units: dict[UnitId, UnitMethods] = {}
        self.head, self.banner = PageHead(self.title), Banner()
        self._make_fields()
        self.agree = AgreeCard()
        self.agree.hide()
        self.print = QPushButton(icon(Icon.PRINT), self.tr("Print"))
        self.back = QPushButton(icon(Icon.BACK), self.tr("Back to the case"))
        for button in (self.print, self.back):
            button.setProperty("role", "quiet")
        self.footer = ActionFooter(self.tr("Keep this plan"), (self.back, self.print))
        whole = QWidget()
        whole.setLayout(
            column(
                self.head, self.agree, self._units_card, self._about, None,
                gap=Space.M, margin=Space.XL,
            )
        )  # fmt: skip
        above = pinned(self.banner)
        self.setLayout(column(above, scrolled(whole), self.footer, gap=Space.NONE))
        self.presenter = PlanPresenter(session, case_id)
        self._connect()
        self.presenter.attach(self)

    def show_plan(self, state: PlanState) -> None:
        """Show the plan as it is now."""
        first, self._state = self._state is None, state
        self.banner.clear()
        name, plan = state.file.candidate.name, state.plan
        said = self.tr("{name}, {reference}").format(name=name, reference=state.file.case.reference)
        if plan is not None:
            said += " · " + self.tr("version {number}").format(number=plan.number)
        self.head.set_title(self.title, said)
        self._show_units(state)
        self._show_about(state)
        self._show_main()
        if first:
            self._lead(state)

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong."""
        self.banner.problem(problem.sentence, problem.what_to_do)

    def print_paper(self, pdf: bytes) -> None:
        """Print it."""
        if ask_and_print(pdf, self):
            self.banner.say(self.tr("Printed. Both sign it."), tone=Tone.DONE)

    def worker_turn(self, give_back: Callable[[], None]) -> QWidget | None:
        """Ask the worker about the plan as it is kept."""
        state = self._state
        if state is None or self._changed() or not state.turns:
            return None

        def back() -> None:
            give_back()
            self.presenter.reread()

        return turned_page(self._session, Turn(state.file.case.id, WorkerSubject.PLAN), back)

    def panes(self) -> Sequence[QWidget]:
        """The panes that F6 goes through."""
        return (self.agree, self._units_card, self._about, self.footer)

    # -- inside ---------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self._units_card = Card(self.tr("How each unit is assessed"))
        self.place, self.starts = QLineEdit(), QLineEdit()
        self.language = SavingChoice(language_choices(), name=self.tr("Language"))
        self.interpreter, self.adjustments = QLineEdit(), QLineEdit()
        self.starts.setPlaceholderText(self.tr("2026-03-02 09:00"))
        self.appeal = QCheckBox(self.tr("The right of appeal was explained to the worker"))
        form = Form(2)
        form.add(self.tr("Place"), self.place)
        form.add(self.tr("Day and time"), self.starts)
        form.add(self.tr("Language"), self.language)
        form.add(self.tr("Interpreter"), self.interpreter)
        form.add(
            self.tr("Adjustments for this worker"),
            self.adjustments,
            hint=self.tr("Large print, a left-handed machine, more time, questions read aloud"),
            wide=True,
        )
        self._about = Card(self.tr("Where, when and with which help"))
        self._about.add(form, self.appeal)

    def _connect(self) -> None:
        presenter = self.presenter
        self.destroyed.connect(presenter.detach)
        self.footer.triggered.connect(self._on_main)
        self.print.clicked.connect(self._on_print)
        self.back.clicked.connect(self.closed)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print)
        self.agree.worker_signed.connect(presenter.sign_as_worker)
        self.agree.assessor_signed.connect(presenter.sign_as_assessor)
        self.agree.problem.connect(self.show_problem)
        for field in (self.place, self.starts, self.interpreter, self.adjustments):
            field.setMaxLength(300)
            field.textEdited.connect(lambda _: self._show_main())
        self.language.saved.connect(lambda _: self._show_main())
        self.appeal.clicked.connect(lambda _: self._show_main())

    def _show_units(self, state: PlanState) -> None:
        self._units_card.clear()
        self.units = {unit.id: UnitMethods(unit) for unit in state.file.units}
        for unit_id, methods in self.units.items():
            methods.show_value(state.plan.unit(unit_id) if state.plan else None)
            methods.changed.connect(self._show_main)
            self._units_card.add(methods)

    def _show_about(self, state: PlanState) -> None:
        plan, worker = state.plan, state.file.candidate
        starts = plan.starts if plan else self._session.desk.clock.now()
        self.place.setText(plan.place if plan else "")
        self.starts.setText(starts.astimezone().strftime(_TIME))
        spoken = (*worker.languages, "en")[0]
        self.language.set_value(plan.language if plan else spoken)
        self.interpreter.setText(plan.interpreter if plan else worker.interpreter)
        self.adjustments.setText(plan.adjustments if plan else state.file.case.adjustment)
        self.appeal.setChecked(plan is not None and plan.appeal_explained)

    def _lead(self, state: PlanState) -> None:
        """Put the keyboard where the plan is gone on with: to be made, to be signed, or done."""
        agreed = all(state.agreement(side) is not None for side in PlanSide)
        to_do = self._units_card if state.plan is None else self.agree
        if (state.plan is not None and agreed) or not focus_into(to_do):
            self.footer.main.setFocus()

    def _draft(self) -> PlanDraft | None:
        starts = _read_time(self.starts.text())
        if starts is None:
            return None
        language = self.language.value()
        return PlanDraft(
            [one.value() for one in self.units.values()],
            place=self.place.text().strip(),
            starts=starts,
            language=language if isinstance(language, str) else "en",
            interpreter=self.interpreter.text().strip(),
            adjustments=self.adjustments.text().strip(),
            appeal_explained=self.appeal.isChecked(),
        )

    def _changed(self) -> bool:
        plan, draft = self._state.plan if self._state else None, self._draft()
        if plan is None or draft is None:
            return True
        kept = (
            plan.units, plan.place, _minute(plan.starts), plan.language, plan.interpreter,
            plan.adjustments, plan.appeal_explained,
        )  # fmt: skip
        return kept != (
            tuple(draft.units), draft.place, _minute(draft.starts), draft.language,
            draft.interpreter, draft.adjustments, draft.appeal_explained,
        )  # fmt: skip

    def _show_main(self) -> None:
        state = self._state
        if state is None:
            return
        changed, draft = self._changed(), self._draft()
        self.agree.show_plan(state, changed=changed)
        not_kept = Reason(
            self.tr("What is printed is the plan as it is kept."),
            self.tr("The fields differ from the plan, or none is kept yet."),
            self.tr("Keep this plan first."),
        )
        allow(self.print, state.plan is not None and not changed, not_kept)
        self.back.setVisible(changed)
        if not changed:
            self.footer.set_main(self.tr("Back to the case"))
            return
        hint = "" if draft else self.tr("Write day and time as 2026-03-02 09:00.")
        if state.plan is not None and not hint:
            hint = self.tr("A changed plan is a new version, which both agree to anew.")
        self.footer.set_main(self.tr("Keep this plan"), refusal_texts(state.planning), hint)

    def _on_print(self) -> None:
        plan = self._state.plan if self._state else None
        if plan is not None and not self._changed():
            self.presenter.print_plan(language_name(plan.language))

    def _on_main(self) -> None:
        if not self._changed():
            self.closed.emit()
            return
        draft = self._draft()
        if draft is None:
            self.starts.setFocus()
        else:
            self.presenter.make(draft)


def _read_time(text: str) -> datetime | None:
    """A day and time as typed, in the zone of this machine; None if it is none."""
    try:
        return datetime.strptime(text.strip(), _TIME).astimezone()
    except ValueError:
        return None


def _minute(when: datetime) -> str:
    return when.astimezone().strftime(_TIME)
