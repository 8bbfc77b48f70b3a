"""Agencies of other countries that this one recognises."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from credentials.trust_list import ForeignAgency, Period
from desktop.presenters.administration.agency import AgencyOnPage
from desktop.theme import Icon, Space
from desktop.views.administration.parts import (
    AskPanel,
    action,
    begin_of,
    muted,
    until_end_of,
)
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingDate, SavingLineEdit


class ForeignCard(Card):
    """Recognised by the first fingerprint, for named frameworks and a time; never transitive."""

    choose_asked = Signal()
    recognise_asked = Signal(bytes, object, object, str)  # list, frameworks, Period, digits
    stop_asked = Signal(object)  # ForeignAgency
    lacking = Signal(str, object)

    def __init__(self) -> None:
        self.recognise = action(Icon.ADD, "")
        super().__init__(action=self.recognise)
        self.recognise.setText(self.tr("Recognise from its list…"))
        self.set_title(self.tr("Agencies of other countries"))
        self._lines = column(gap=Space.S)
        self._raw = b""
        self.panel = AskPanel(self.tr("Recognise it in the draft"), columns=2)
        self.typed, self.frameworks = SavingLineEdit(max_length=60), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        hint = self.tr("Thirty digits. Call on a number that you know; spaces do not matter.")
        name = self.tr("Fingerprint, as that agency reads it to you")
        self.panel.add(name, self.typed, hint=hint, wide=True)
        hint = self.tr("With commas between, as their standards are coded")
        self.panel.add(self.tr("Codes of frameworks"), self.frameworks, hint=hint, wide=True)
        self.panel.add(self.tr("First day"), self.starts)
        self.panel.add(self.tr("Last day"), self.ends)
        self.add(self._lines, self.panel)
        self.recognise.clicked.connect(self.choose_asked)
        self.panel.given.connect(self._on_given)

    def show_page(self, page: AgencyOnPage) -> None:
        """Show which are recognised."""
        clear_layout(self._lines)
        for one in page.foreign:
            self._lines.addWidget(self._line(one, page.now))
        if not page.foreign:
            none = self.tr("None: passports from elsewhere are shown as of an unknown issuer.")
            self._lines.addWidget(muted(none))

    def ask(self, agency: str, raw: bytes, page: AgencyOnPage) -> None:
        """Ask for what to recognise the agency of a list for."""
        self._raw = raw
        self.typed.clear()
        self.starts.set_value(page.today)
        self.ends.set_value(None)
        self.panel.ask(self.tr("The list is of {agency}.").format(agency=agency))

    def _line(self, one: ForeignAgency, now: datetime) -> QWidget:
        said = self.tr("{name}: {frameworks}, {starts} to {until}").format(
            name=one.name,
            frameworks=", ".join(sorted(one.frameworks)),
            starts=day(one.period.start),
            until=day(one.period.until),
        )
        over = one.period.until <= now
        text = label(said, "muted" if over else "", wrap=True)
        stop = QPushButton(self.tr("Stop recognising"))
        stop.setProperty("role", "quiet")
        stop.setAccessibleName(f"{stop.text()}: {one.name}")
        stop.clicked.connect(lambda: self.stop_asked.emit(one))
        made = QWidget()
        laid = row(text, stop, gap=Space.S)
        laid.setStretchFactor(text, 1)
        made.setLayout(laid)
        stop.setVisible(not over)
        return made

    def _on_given(self) -> None:
        starts, ends = self.starts.value(), self.ends.value()
        codes = frozenset(filter(None, (one.strip() for one in self.frameworks.text().split(","))))
        if not self.typed.text().strip():
            said = self.tr("Type the fingerprint that the other agency reads to you.")
            self.lacking.emit(said, self.typed)
        elif not codes:
            self.lacking.emit(self.tr("Name at least one framework."), self.frameworks)
        elif starts is None or ends is None or ends < starts:
            field = self.starts if starts is None else self.ends
            self.lacking.emit(self.tr("Write the first and the last day as year-month-day."), field)
        else:
            period = Period(begin_of(starts), until_end_of(ends))
            self.recognise_asked.emit(self._raw, codes, period, self.typed.text())
