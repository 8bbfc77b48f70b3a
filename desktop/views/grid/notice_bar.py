"""Above the grid: what a person must know of this decision before going on."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desktop.presenters.grid_state import GridMode, GridState
from desktop.theme import Space
from desktop.widgets.dates import day
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, label, row


class NoticeBar(QFrame):
    """Returned before, superseded standard, blind; `again()` agrees to what is as it was."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.hide()

    # Made when there is something to know, which is seldom.

    @cached_property
    def agree_again(self) -> QPushButton:
        """Agrees to what is as it was."""
        made = QPushButton()
        made.clicked.connect(self.again)
        return made

    @cached_property
    def words(self) -> QLabel:
        """What there is to know."""
        made = label("", wrap=True)
        layout = row(made, self.agree_again, gap=Space.S)
        layout.setStretchFactor(made, 1)
        self.setLayout(column(layout, margin=(Space.M, Space.XS, Space.S, Space.XS)))
        tab_through(self)
        return made

    def show_state(self, state: GridState) -> None:
        """Say what there is to say; hidden if there is nothing."""
        verifies = state.mode is GridMode.VERIFY and state.verification is None
        lines = [self._returned(state), self._changed(state) if verifies else ""]
        if verifies and state.blind:
            said = self.tr("Blind: the assessor's marks and name are shown after your own.")
            lines.append(said)
        if verifies and state.superseded:
            lines.append(self._superseded(state))
        found = [one for one in lines if one]
        self.setVisible(bool(found))
        if not found:
            return
        self.words.setText("\n".join(found))
        count = len(state.agreed_before) if verifies and not state.verifying else 0
        self.agree_again.setText(self.tr("Agree again to {count} rows  A").format(count=count))
        self.agree_again.setToolTip(
            self.tr("Rows that are as they were when you agreed to them before")
        )
        self.agree_again.setVisible(bool(count))

    # -- inside ---------------------------------------------------------------------------------

    def _returned(self, state: GridState) -> str:
        returned = state.before or state.file.returned(state.unit_id)
        answer = state.file.verification(returned.id) if returned else None
        if answer is None:
            return ""
        who, when = state.staff_name(answer.by), day(answer.at)
        said = self.tr("Returned by {name} on {day}").format(name=who, day=when)
        return f"{said}: {answer.reasons}" if answer.reasons else said + "."

    def _changed(self, state: GridState) -> str:
        if state.before is None:
            return ""
        same = len(state.grid.judged) - len(state.notes.pointed)
        said = self.tr("Rows changed since: {changed}. As they were, and folded: {same}.")
        return said.format(changed=len(state.changed), same=same)

    def _superseded(self, state: GridState) -> str:
        said = self.tr(
            "{standard} is not in force any more. It was when this was decided, and that counts."
        )
        return said.format(standard=f"{state.framework.title}, {state.framework.edition}")
