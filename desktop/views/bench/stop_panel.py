"""Stopped for safety: in sight of everybody, and resumed only deliberately."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from desktop.presenters.bench_state import BenchState
from desktop.presenters.reasons import Reason
from desktop.theme import Space
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow

_LENGTH = 500


class StopPanel(QFrame):
    """`resumed(reason, made_safe)` once somebody wrote both and pressed the button."""

    resumed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self.setProperty("tone", "invalid")
        self.title = label(self.tr("STOPPED FOR SAFETY"), "display")
        self.since = label("", "h2")
        self.reason, self.made_safe = QLineEdit(), QLineEdit()
        form = Form(1)
        form.add(self.tr("Why it was stopped"), self.reason)
        form.add(self.tr("What was made safe"), self.made_safe)
        for field in (self.reason, self.made_safe):
            field.setMaxLength(_LENGTH)
            field.textChanged.connect(self._allow)
        self.resume = QPushButton(self.tr("It is safe: go on"))
        self.resume.setProperty("role", "primary")
        self.resume.clicked.connect(self._on_resume)
        self.reason.returnPressed.connect(self.made_safe.setFocus)
        self.made_safe.returnPressed.connect(self.resume.click)
        parts = (self.title, self.since, form, row(self.resume, None))
        self.setLayout(column(None, *parts, None, gap=Space.L, margin=Space.XXL))
        self._allow()

    def show_stop(self, state: BenchState) -> None:
        """Show the stop that stands; what was typed stays."""
        stop = state.stop
        if stop is None:
            return
        since = stop.at.astimezone().strftime("%H:%M:%S")
        self.since.setText(self.tr("Stopped at {time}. Every clock is paused.").format(time=since))
        if stop.note and not self.reason.text():
            self.reason.setText(stop.note)

    def begin(self) -> None:
        """Empty the fields for a new stop."""
        self.reason.clear()
        self.made_safe.clear()
        self.reason.setFocus()

    def _allow(self) -> None:
        both = bool(self.reason.text().strip() and self.made_safe.text().strip())
        lacking = Reason(
            self.tr("After a safety stop nobody goes on by accident."),
            self.tr("Why it was stopped, or how it was made safe, is not written yet."),
            self.tr("Write both; then the session goes on."),
        )
        allow(self.resume, both, lacking)

    def _on_resume(self) -> None:
        self.resumed.emit(self.reason.text(), self.made_safe.text())
