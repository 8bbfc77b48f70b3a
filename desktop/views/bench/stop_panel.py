"""Stopped for safety: in sight of everybody, and resumed only deliberately."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from desktop.presenters.bench_state import BenchState
from desktop.presenters.reasons import Reason
from desktop.theme import Space
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.place_keys import place_key
from desktop.widgets.reasoned import allow

_LENGTH = 500


class StopPanel(QFrame):
    """`resumed(reason, made_safe)` once somebody wrote both and pressed the button.

    A hand with a number pad alone chooses a sentence by its digit, and goes on by Enter.
    """

    resumed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self.setProperty("tone", "invalid")
        self.title = label(self.tr("STOPPED FOR SAFETY"), "display")
        self.since = label("", "h2")
        self.reason, self.made_safe = QLineEdit(), QLineEdit()
        self._sentences = {self.reason: self._reasons(), self.made_safe: self._measures()}
        form = Form(1)
        for words, field in (
            (self.tr("Why it was stopped"), self.reason),
            (self.tr("What was made safe"), self.made_safe),
        ):
            field.setMaxLength(_LENGTH)
            field.textChanged.connect(self._allow)
            field.installEventFilter(self)
            form.add(words, field, hint=self._by_digit(self._sentences[field]))
        self.resume = QPushButton(self.tr("It is safe: go on"))
        self.resume.setProperty("role", "primary")
        self.resume.clicked.connect(self._on_resume)
        self.reason.returnPressed.connect(self.made_safe.setFocus)
        self.made_safe.returnPressed.connect(self.resume.click)
        parts = (self.title, self.since, form, row(self.resume, None))
        inner = QWidget()
        inner.setLayout(column(None, *parts, None, gap=Space.L, margin=Space.XXL))
        self.setLayout(column(scrolled(inner)))
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A digit of the number pad chooses a sentence where nothing else is written."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
            digit = place_key(event) if pad else None
            for field, sentences in self._sentences.items():
                free = field is watched and field.text() in ("", *sentences)
                if free and digit is not None and digit in "1234"[: len(sentences)]:
                    field.setText(sentences[int(digit) - 1])
                    return True
        return super().eventFilter(watched, event)

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Somebody was in danger"),
            self.tr("A machine or a tool was not safe"),
            self.tr("Protective equipment was missing"),
            self.tr("A false alarm: nothing had happened"),
        )

    def _measures(self) -> tuple[str, ...]:
        return (
            self.tr("Everybody stepped back, and the danger is gone"),
            self.tr("The machine or tool was put right"),
            self.tr("Protective equipment is worn now"),
            self.tr("Nothing had to be made safe"),
        )

    def _by_digit(self, sentences: Sequence[str]) -> str:
        said = "    ".join(f"{digit}  {one}" for digit, one in enumerate(sentences, start=1))
        return self.tr("Number pad:  {sentences}").format(sentences=said)

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
