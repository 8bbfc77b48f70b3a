"""Both sides agree to the plan: the worker on the screen or on paper, the assessor with the key."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from core.domain.planning import PlanSide, SigningWay
from core.domain.worker_answers import AskedOf, WorkerSubject
from core.errors import CoreError, Refusal
from core.services.inspecting_files import read_evidence
from desktop.presenters.plan import PlanState
from desktop.presenters.reasons import Reason
from desktop.texts import Problem, problem_text, refusal_texts, words
from desktop.theme import Icon, Space, icon
from desktop.views.turn.turning import said_by_worker, turn_button
from desktop.widgets.card import Card
from desktop.widgets.dates import day, read_date
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingDate
from desktop.widgets.signature_pad import SignaturePad


class AgreeCard(Card):
    """`worker_signed(way, sheet, day)` and `assessor_signed()`."""

    worker_signed = Signal(object, bytes, object)
    assessor_signed = Signal()
    problem = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self.set_title(self.tr("Agreed and signed by both"))
        self.worker = label("", "strong", wrap=True)
        self.said, self.turn = label("", wrap=True), turn_button(self)
        self.pad = SignaturePad()
        self.pad.changed.connect(self._allow)
        self.draw = QPushButton(icon(Icon.SIGN), self.tr("The worker has signed here"))
        self.again = QPushButton(self.tr("Sign again"))
        self.draw.clicked.connect(self._on_drawn)
        self.again.clicked.connect(self.pad.clear)
        self._reasons: tuple[Reason, ...] = ()
        self.signed_on = SavingDate(name=self.tr("Signed on paper on"))
        self.signed_on.textChanged.connect(lambda _: self._allow())
        self.paper = QPushButton(self.tr("Signed on paper"))
        self.paper.clicked.connect(lambda: self._on_paper(b""))
        self.sheet = QPushButton(icon(Icon.PHOTO), self.tr("Attach the signed sheet…"))
        self.sheet.clicked.connect(self._on_sheet)
        self.assessor = label("", "strong", wrap=True)
        self.key = QPushButton(icon(Icon.KEY), self.tr("Agree with my key"))
        self.key.clicked.connect(self.assessor_signed)
        self.why = label("", "meta", wrap=True)
        paper = Form(1)
        paper.add(self.tr("Signed on paper on"), self.signed_on)
        self._drawn = column(self.pad, row(self.draw, self.again, None, gap=Space.S))
        self._on_paper_parts = row(paper, self.paper, self.sheet, None, gap=Space.S)
        self.add(
            self.worker, self.said, row(self.turn, None), self._drawn, self._on_paper_parts,
            self.assessor, row(self.key, None), self.why,
        )  # fmt: skip

    def show_plan(self, state: PlanState, *, changed: bool) -> None:
        """Show who agreed. While the fields differ from the plan there is nothing to sign."""
        plan = state.plan
        self.setVisible(plan is not None and not changed)
        if plan is None:
            return
        for side, place in ((PlanSide.WORKER, self.worker), (PlanSide.ASSESSOR, self.assessor)):
            place.setText(self._said(state, side))
        asked = AskedOf(WorkerSubject.PLAN, plan_id=plan.id)
        self.said.setText(said_by_worker(state.file.worker_says.get(asked)))
        self.said.setVisible(bool(self.said.text()))
        self.turn.setVisible(state.turns)
        self._show_worker(open_=state.agreement(PlanSide.WORKER) is None)
        against = [one for side in PlanSide for one in self._against(state, side)]
        reasons = refusal_texts(against)
        self.why.setText(f"{reasons[0].fact} {reasons[0].mend}" if reasons else "")
        self.why.setVisible(bool(reasons))
        self.key.setVisible(state.agreement(PlanSide.ASSESSOR) is None)
        for part in (self.key, self.pad, self.sheet):
            set_reasons(part, reasons)
        self._reasons = reasons
        self._allow()

    def _against(self, state: PlanState, side: PlanSide) -> tuple[Refusal, ...]:
        return state.agreeing(side) if state.agreement(side) is None else ()

    def _said(self, state: PlanState, side: PlanSide) -> str:
        found = state.agreement(side)
        who = state.file.candidate.name if side is PlanSide.WORKER else state.me.name
        if found is None:
            return self.tr("{who}: has not agreed yet").format(who=who)
        if side is PlanSide.ASSESSOR:
            who = state.file.person(found.by).name
        said = self.tr("{who}: agreed on {day}, {way}")
        return said.format(who=who, day=day(found.signed_on), way=words(found.way))

    def _show_worker(self, *, open_: bool) -> None:
        for part in (
            self.pad, self.draw, self.again, self.paper, self.sheet, self.signed_on.parentWidget(),
        ):  # fmt: skip
            if part is not None:
                part.setVisible(open_)

    def _allow(self) -> None:
        unsigned = Reason(
            self.tr("The worker agrees by a signature of the own hand."),
            self.tr("Nothing is drawn yet."),
            self.tr("The worker signs in the field above."),
        )
        no_day = Reason(
            self.tr("A signature on paper has its day."),
            self.tr("The day is missing or is none."),
            self.tr("Write it as year-month-day."),
        )
        signed = () if self.pad.signed else (unsigned,)
        set_reasons(self.draw, (*self._reasons, *signed))
        set_reasons(self.again, signed)
        set_reasons(self.paper, (*self._reasons, *(() if self._day() else (no_day,))))

    def _day(self) -> date | None:
        return read_date(self.signed_on.text())

    def _on_drawn(self) -> None:
        self.worker_signed.emit(SigningWay.ON_SCREEN, self.pad.png(), None)

    def _on_paper(self, sheet: bytes) -> None:
        self.worker_signed.emit(SigningWay.ON_PAPER, sheet, self._day())

    def _on_sheet(self) -> None:
        kinds = self.tr("Scans (*.pdf *.jpg *.jpeg *.png)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("The signed sheet"), "", kinds)
        if not path:
            return
        try:
            self._on_paper(read_evidence(Path(path)).content)
        except CoreError as error:
            said: Problem = problem_text(error)
            self.problem.emit(said)
