"""One row of a returned decision: what the verifier has against it, and what changed since."""

from functools import cached_property

from PySide6.QtWidgets import QLabel, QWidget

from core.domain.assessment import RowOutcome
from core.domain.grid import GridRow
from desktop.presenters.grid_state import GridState
from desktop.texts import words
from desktop.theme import Space
from desktop.widgets.layouts import column, label


class ReturnedSection(QWidget):
    """Hidden where a return was not about the row and nothing of it has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    @cached_property
    def _parts(self) -> tuple[QLabel, QLabel, QLabel]:
        """Reason, before, after; made with the first return, since most decisions have none."""
        parts = (
            label("", "strong", wrap=True),
            label("", "muted", wrap=True),
            label("", wrap=True),
        )
        self.setLayout(column(label(self.tr("RETURNED"), "caps"), *parts, gap=Space.XS))
        return parts

    @property
    def reason(self) -> QLabel:
        """What the verifier has against it."""
        return self._parts[0]

    @property
    def before(self) -> QLabel:
        """As it was when it was returned."""
        return self._parts[1]

    @property
    def after(self) -> QLabel:
        """As it is now."""
        return self._parts[2]

    def show_line(self, state: GridState, line: GridRow | None) -> None:
        """Show what is known of a row."""
        reason = state.row_reasons.get(line.row.id) if line else None
        change = state.differences.get(line.row.id) if line else None
        newer = line is not None and line.row.id in state.changed
        seen = line is not None and line.row.id not in state.hidden
        both = change is not None and seen
        self.setVisible(bool(reason) or both or newer)
        if self.isHidden():
            return
        said = f"{words(reason.answer)}: {reason.remark}" if reason else ""
        self.reason.setText(said.rstrip(": "))
        self.reason.setVisible(bool(reason))
        self.before.setText(
            self.tr("was: {row}").format(row=self._say(change.before)) if change else ""
        )
        self.after.setText(
            self.tr("now: {row}").format(row=self._say(change.after))
            if change and seen
            else self.tr("The decision on it is the same; there is new evidence.")
            if newer
            else self.tr("Nothing of it has changed since.")
        )
        self.before.setVisible(both)
        self.after.setVisible(both or (state.before is not None and bool(reason or newer)))

    def _say(self, row: RowOutcome | None) -> str:
        if row is None:
            return self.tr("no such row")
        parts = [words(row.mark), ", ".join(row.evidence), f"“{row.reason}”" if row.reason else ""]
        parts.append(row.advice)
        return " · ".join(one for one in parts if one)
