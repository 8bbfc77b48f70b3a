"""The plan of next steps: one line a step, with what, where, by when, and whether it is done."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.domain.feedback import NextStep, StepKind
from core.ids import RowId
from desktop.texts import capital
from desktop.theme import Icon, Space
from desktop.views.administration.parts import action, muted
from desktop.views.narrow import narrow
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class StepLine(QFrame):
    """One step. Everything saves as it is typed: `changed(NextStep)`."""

    changed = Signal(object)

    def __init__(self, step: NextStep, rows: str) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._step = step
        self.kind = SavingChoice([(one, capital(one)) for one in StepKind])
        self.kind.set_value(step.kind)
        self.what = SavingLineEdit(step.what)
        self.provider = SavingLineEdit(step.provider)
        self.due, self.done_on = SavingDate(step.due), SavingDate(step.done_on)
        self.remove = action(Icon.REMOVE, self.tr("Take out"))
        narrow(self.kind)
        form = Form(2)
        form.add(self.tr("What fills the gap"), self.kind)
        form.add(self.tr("What exactly"), self.what)
        form.add(self.tr("Where"), self.provider)
        form.add(self.tr("By when"), self.due)
        form.add(self.tr("Done on"), self.done_on)
        head = row(label(rows, "strong"), None, self.remove, gap=Space.S)
        self.setLayout(column(head, form, gap=Space.S, margin=Space.M))
        self.kind.saved.connect(lambda kind: self._save(kind=kind))
        self.what.saved.connect(lambda text: self._save(what=text))
        self.provider.saved.connect(lambda text: self._save(provider=text))
        self.due.saved.connect(lambda on: self._save(due=on))
        self.done_on.saved.connect(lambda on: self._save(done_on=on))
        self.remove.clicked.connect(lambda: self._save(removed=True))

    def take(self, step: NextStep) -> None:
        """Go on with the step as it was kept, so that the next change is of its version."""
        self._step = step

    @property
    def step(self) -> NextStep:
        """The step as it was kept last."""
        return self._step

    def _save(self, **changes: object) -> None:
        self.changed.emit(replace(self._step, **changes))  # type: ignore[arg-type]


class StepsCard(Card):
    """`planned()` asks for a step for every unmet row; `changed(NextStep)` for one step."""

    planned = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        self.plan = action(Icon.ADD, "")
        super().__init__("", action=self.plan)
        self.set_title(self.tr("Next steps"))
        self.plan.setText(self.tr("P  Plan a step for every row not met"))
        self._lines = column(gap=Space.S)
        self.lines: dict[object, StepLine] = {}
        self.add(self._lines)
        self.plan.clicked.connect(self.planned)

    def show_steps(
        self, steps: tuple[NextStep, ...], numbers: Mapping[RowId, str], *, lacking: bool
    ) -> None:
        """Show the plan; `lacking` says that a row not met has no step yet."""
        asked_here = self.plan.hasFocus()
        self.plan.setVisible(lacking)
        if [one.id for one in steps] == list(self.lines):
            for one in steps:
                self.lines[one.id].take(one)
            return
        clear_layout(self._lines)
        self.lines = {}
        for one in steps:
            rows = ", ".join(numbers.get(row_id, "") for row_id in one.row_ids)
            line = StepLine(one, self.tr("Row {rows}").format(rows=rows))
            line.changed.connect(self.changed)
            self.lines[one.id] = line
            self._lines.addWidget(line)
        if asked_here and self.lines:  # the button that had the keyboard is gone
            next(iter(self.lines.values())).what.setFocus()
        if not steps:
            none = (
                self.tr("No step is planned yet.")
                if lacking
                else self.tr("Nothing is missing: the next step is employment.")
            )
            self._lines.addWidget(muted(none))
