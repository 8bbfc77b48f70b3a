"""The training that the agency requires for each framework; none until somebody enters it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.staff_records import TrainingRequirement
from core.services.reading_assessors import Register
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, action, muted
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice, SavingLineEdit


class RequirementsCard(Card):
    """`set_asked(framework, hours, months, source)` and `dropped(framework)`."""

    set_asked = Signal(str, str, str, str)
    dropped = Signal(str)

    def __init__(self, *, may_change: bool) -> None:
        self.set = action(Icon.EDIT, "")
        super().__init__(action=self.set)
        self.set.setText(self.tr("Enter a requirement…"))
        self.set.setVisible(may_change)
        self._may_change = may_change
        self.set_title(self.tr("Training that the agency requires"))
        self._lines = column(gap=Space.S)
        self.panel = AskPanel(self.tr("Enter it"), columns=2)
        self.framework = SavingChoice()
        self.hours, self.months = SavingLineEdit(max_length=6), SavingLineEdit(max_length=4)
        self.source = SavingLineEdit()
        self.panel.add(self.tr("Framework"), self.framework)
        self.panel.add(self.tr("Hours"), self.hours)
        self.panel.add(self.tr("Within how many months"), self.months)
        self.panel.add(self.tr("Where the agency says so"), self.source)
        self.add(self._lines, self.panel)
        self.set.clicked.connect(lambda: self.panel.ask())
        self.panel.given.connect(
            lambda: self.set_asked.emit(
                str(self.framework.value()),
                self.hours.text(),
                self.months.text(),
                self.source.text(),
            )
        )

    def show_register(self, register: Register) -> None:
        """Show what is required."""
        self.framework.set_choices([(one.code, one.code) for one in register.frameworks])
        clear_layout(self._lines)
        for one in register.requirements:
            self._lines.addWidget(self._line(one))
        if not register.requirements:
            none = self.tr(
                "None is entered: certificates are checked, training is only written down."
            )
            self._lines.addWidget(muted(none))

    def _line(self, one: TrainingRequirement) -> QWidget:
        said = self.tr("{framework}: {hours} hours within {months} months").format(
            framework=one.framework_code, hours=one.hours, months=one.within_months
        )
        text = label(f"{said} · {one.source}" if one.source else said, wrap=True)
        drop = QPushButton(self.tr("Not required any more"))
        drop.setProperty("role", "quiet")
        drop.setAccessibleName(f"{drop.text()}: {one.framework_code}")
        drop.clicked.connect(lambda: self.dropped.emit(one.framework_code))
        made = QWidget()
        laid = row(text, drop, gap=Space.S)
        laid.setStretchFactor(text, 1)
        made.setLayout(laid)
        drop.setVisible(self._may_change)
        return made
