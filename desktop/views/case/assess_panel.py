"""Stage 5, assess and verify: the working surface of whoever sits here, or how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from core.domain.case import Duty, HandlingOutcome, Stage
from core.domain.standards import Unit
from core.ids import RowId, StaffId, UnitId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.next_step import my_duty
from desktop.texts import words
from desktop.theme import Space
from desktop.views.case.bench_bar import BenchBar
from desktop.views.case.blind_card import BlindCard
from desktop.views.case.conflict_card import ConflictCard
from desktop.views.case.factories import StageFactories
from desktop.views.case.fairness_card import FairnessCard
from desktop.views.case.handling_card import HandlingCard
from desktop.views.case.unit_slots import UnitSlots, no_unit
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, scrolled


class AssessPanel(QWidget):
    """The assessor gets the grid for assessing, the verifier that for verifying, others a view."""

    changed = Signal()

    def __init__(self, work: CaseWork, factories: StageFactories) -> None:
        super().__init__()
        self._work, self._factories = work, factories
        self.slots_of_units: UnitSlots | None = None
        self._duty: Duty | None = None
        self.conflict = ConflictCard(work)
        self.handling = HandlingCard(work)
        self.bench = BenchBar()
        self.state = Card(self.tr("How far it is"))
        self.fairness = FairnessCard()
        self._place = column()
        self.blind = BlindCard(work)
        inner = QWidget()
        cards = (self.conflict, self.handling, self.blind, self.state, self.fairness)
        inner.setLayout(column(*cards, None, gap=Space.S))
        self._cards = scrolled(inner)
        self._whole = column(self.bench, self._cards, self._place, gap=Space.S)
        self.setLayout(self._whole)

    @property
    def surface(self) -> QWidget | None:
        """The working surface that is shown, or None."""
        slots = self.slots_of_units
        shown = slots is not None and slots.isVisibleTo(self)
        return slots.current if slots is not None and shown else None

    def show_case(self, page: CaseOnPage) -> None:
        """Show the surface once the portfolio is here and there is no open declaration."""
        me = self._work.session.sitting.staff
        self.conflict.show_case(page)
        duty = my_duty(page, me)
        begun = page.case.stage >= Stage.ASSESS_AND_VERIFY and page.file.frozen
        works = duty is not None and begun and _cleared(page, me.id, duty)
        self.handling.show_case(page)
        if not begun or page.case.stage > Stage.ASSESS_AND_VERIFY:
            self.conflict.hide()
        if works and duty is not None:
            self._ensure_slots(duty)
        assesses = works and duty is Duty.ASSESS
        self.bench.show_case(page, assesses=assesses, at_bench=me.id in page.at_bench)
        self.state.setVisible(not works)
        self.fairness.show_case(page)
        self.blind.show_case(page)
        self._cards.setVisible(not works)  # what is in them waits until the grid is left
        if self.slots_of_units is not None:
            self.slots_of_units.setVisible(works)
            self.slots_of_units.show_units(page.file.units)
        self._say_state(page, begun)

    def take_bench(self, place: QBoxLayout | None) -> None:
        """Put the way to the bench into a place above; None: back above the grid."""
        wanted = place or self._whole
        if wanted.indexOf(self.bench) < 0:
            self.bench.set_slim(place is not None)
            wanted.insertWidget(0 if place is None else -1, self.bench)
            self.bench.setVisible(self.bench.offered)

    def open(self) -> None:
        """Make the surface that is to be seen now."""
        if self.slots_of_units is not None and self.slots_of_units.isVisibleTo(self):
            self.slots_of_units.open()

    def go_to(self, unit_id: UnitId, row_id: RowId | None) -> None:
        """Show a unit's surface, and in it a row."""
        if self.slots_of_units is not None:
            self.slots_of_units.go_to(unit_id, row_id)

    def _ensure_slots(self, duty: Duty) -> None:
        if self.slots_of_units is not None and duty is self._duty:
            return
        if self.slots_of_units is not None:
            self.slots_of_units.hide()
            self.slots_of_units.deleteLater()
        factories, work = self._factories, self._work
        make = factories.verification if duty is Duty.VERIFY else factories.assessment
        self._duty = duty
        self.slots_of_units = UnitSlots(work.session, work.case_id, make, no_unit(self))
        self.slots_of_units.changed.connect(self.changed)
        self._place.addWidget(self.slots_of_units)

    def _say_state(self, page: CaseOnPage, begun: bool) -> None:
        self.state.clear()
        if not begun:
            self.state.add(
                label(self.tr("Begins when the portfolio is handed over."), "muted", wrap=True)
            )
        for duty, person in (
            (Duty.ASSESS, page.case.assessor_id),
            (Duty.VERIFY, page.case.verifier_id),
        ):
            self.state.add(label(self._person(page, duty, person), wrap=True))
        for unit in page.file.units:
            self.state.add(label(self._unit(page, unit), "strong", wrap=True))
        self.state.add(column(None))

    def _person(self, page: CaseOnPage, duty: Duty, person: StaffId | None) -> str:
        name = page.name_of(person) or self.tr("nobody assigned yet")
        declared = page.file.conflict(person, duty) if person else None
        if declared is None:
            state = self.tr("conflict of interest not declared yet") if person else ""
        elif declared.conflict:
            handled = page.file.handling(declared)
            state = self.tr("declared a conflict on {day}: {what}; {then}").format(
                day=day(declared.at),
                what=declared.what,
                then=words(handled.outcome) if handled else self.tr("not decided about yet"),
            )
        else:
            state = self.tr("no conflict, declared {day}").format(day=day(declared.at))
        duty_words = words(duty)
        said = f"{duty_words[:1].upper()}{duty_words[1:]}: {name}"
        return f"{said} · {state}" if state else said

    def _unit(self, page: CaseOnPage, unit: Unit) -> str:
        file = page.file
        decision = file.decision(unit.id)
        if decision is None:
            judged = unit.judged_rows()
            count = sum(file.judgement(unit.id, one.id) is not None for one in judged)
            said = self.tr("{unit}: {count} of {rows} rows judged")
            return said.format(unit=unit.code, count=count, rows=len(judged))
        if file.verified(unit.id):
            said = self.tr("{unit}: {result}, verified")
        elif file.awaiting_verification(unit.id):
            said = self.tr("{unit}: {result}, waits for the verifier")
        else:
            said = self.tr("{unit}: returned by the verifier, to be decided again")
        return said.format(unit=unit.code, result=words(decision.result))


def _cleared(page: CaseOnPage, person: StaffId, duty: Duty) -> bool:
    """Whether the case is open to this person: no conflict, or somebody else decided about it."""
    declared = page.file.conflict(person, duty)
    if declared is None or not declared.conflict:
        return declared is not None
    handled = page.file.handling(declared)
    return handled is not None and handled.outcome is not HandlingOutcome.REPLACED
