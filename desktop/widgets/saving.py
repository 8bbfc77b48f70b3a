"""Fields that save as they are typed into. Nothing asks "save?"."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Protocol, cast
from weakref import WeakSet

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QWidget,
)
from shiboken6 import isValid

from desktop.theme import look, restyle
from desktop.widgets.dates import read_date

SAVE_AFTER_MS: Final = 600
"""How long the hand must rest before a field is saved; leaving the field saves at once."""
ROOM_AROUND_PX: Final = 12
"""Between the letters and the outline, above and below together, at 100 %."""


class Flushing(Protocol):
    """A widget that keeps something back for a moment."""

    def flush(self) -> None:
        """Save it now."""


_KEEPING_BACK: Final[WeakSet[Flushing]] = WeakSet()


def keep_back(widget: Flushing) -> None:
    """Have `flush_all` ask a widget for what it keeps back."""
    _KEEPING_BACK.add(widget)


def flush_all(page: QWidget) -> None:
    """Save at once whatever is still waiting in the fields of a page."""
    for widget in list(_KEEPING_BACK):  # a few; to look at all widgets of a window takes long
        if isValid(widget) and page.isAncestorOf(cast("QWidget", widget)):
            widget.flush()


class _Waiting(QObject):
    """Waits until the hand rests, then calls once."""

    def __init__(self, field: Flushing, save: Callable[[], None]) -> None:
        super().__init__(cast("QWidget", field))
        self._field, self._save = field, save
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.waits = False

    def start(self) -> None:
        self.waits = True
        self._timer.start()
        keep_back(self._field)

    def forget(self) -> None:
        self.waits = False
        self._timer.stop()
        _KEEPING_BACK.discard(self._field)

    def flush(self) -> None:
        if self.waits:
            self.forget()
            self._save()


class SavingLineEdit(QLineEdit):
    """One line of text. Emits `saved(str)` when the hand rests or leaves."""

    saved = Signal(str)

    def __init__(self, value: str = "", *, name: str = "", max_length: int = 300) -> None:
        super().__init__(value)
        self.setAccessibleName(name)
        self.setMaxLength(max_length)
        self._waiting = _Waiting(self, self._emit)
        self.textEdited.connect(self._waiting.start)
        self.editingFinished.connect(self._waiting.flush)
        self.textChanged.connect(self.updateGeometry)

    def set_value(self, value: str) -> None:
        """Show a value that comes from outside; emits nothing, and keeps what is being typed."""
        if value != self.text() and not self._waiting.waits:
            self.setText(value)
            if not self.hasFocus():
                self.setCursorPosition(0)  # the beginning of a long name is what is looked for

    def flush(self) -> None:
        """Save now what waits to be saved."""
        self._waiting.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            _leave(self)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return super().sizeHint().expandedTo(QSize(0, _line_height(self)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return super().minimumSizeHint().expandedTo(QSize(0, _line_height(self)))

    def _emit(self) -> None:
        self.saved.emit(self.text().strip())


class SavingTextEdit(QPlainTextEdit):
    """Several lines of text. `Tab` leaves it. Emits `saved(str)` when the hand rests or leaves."""

    saved = Signal(str)

    def __init__(self, value: str = "", *, name: str = "", lines: int = 4) -> None:
        super().__init__(value)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._waiting = _Waiting(self, self._emit)
        self._showing = False
        self.textChanged.connect(self._on_changed)

    def set_value(self, value: str) -> None:
        """Show a value that comes from outside; emits nothing, and keeps what is being typed."""
        if value != self.toPlainText() and not self._waiting.waits:
            self._showing = True
            self.setPlainText(value)
            self._showing = False

    def value(self) -> str:
        """Return what is in the field."""
        return self.toPlainText().strip()

    def flush(self) -> None:
        """Save now what waits to be saved."""
        self._waiting.flush()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        high = QFontMetrics(self.font()).lineSpacing() * self._lines + 20
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(80, min(self.sizeHint().height(), QFontMetrics(self.font()).height() * 2 + 20))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            _leave(self)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.flush()

    def _on_changed(self) -> None:
        if not self._showing:
            self._waiting.start()

    def _emit(self) -> None:
        self.saved.emit(self.value())


class SavingDate(QLineEdit):
    """A day, typed as year-month-day. Emits `saved(date or None)`; what is no day stays unsaved."""

    saved = Signal(object)

    def __init__(self, value: date | None = None, *, name: str = "") -> None:
        super().__init__(value.isoformat() if value else "")
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("year-month-day"))
        self._waiting = _Waiting(self, self._emit)
        self.textEdited.connect(self._waiting.start)
        self.editingFinished.connect(self._waiting.flush)
        self.textChanged.connect(self._look_wrong)

    def value(self) -> date | None:
        """Return the day in the field, or None if it is empty or no day."""
        return read_date(self.text())

    def set_value(self, value: date | None) -> None:
        """Show a day that comes from outside; emits nothing."""
        if not self._waiting.waits:
            self.setText(value.isoformat() if value else "")

    def flush(self) -> None:
        """Save now what waits to be saved."""
        self._waiting.flush()

    def _look_wrong(self) -> None:
        wrong = bool(self.text().strip()) and self.value() is None and len(self.text()) > 9
        if bool(self.property("wrong")) != wrong:
            restyle(self, wrong=wrong)
        self.setToolTip(self.tr("This is no day: write 1988-04-12") if wrong else "")

    def _emit(self) -> None:
        if self.value() is not None or not self.text().strip():
            self.saved.emit(self.value())
        else:
            restyle(self, wrong=True)
            self.setToolTip(self.tr("This is no day: write 1988-04-12"))


class SavingChoice(QComboBox):
    """One of a few. Emits `saved(key)`. The wheel scrolls the page, not the choice."""

    saved = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]] = (), *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._least = 0
        self.set_choices(choices)
        self.activated.connect(self._emit)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer pairs of a key and its words."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)

    def value(self) -> object:
        """Return the key that is chosen."""
        return self.currentData()

    def set_value(self, key: object) -> None:
        """Show a choice that comes from outside; emits nothing. An unknown key chooses none."""
        keys = [self.itemData(index) for index in range(self.count())]
        self.setCurrentIndex(keys.index(key) if key in keys else -1)

    def set_least(self, letters: int) -> None:
        """Let it be narrower than its longest words, as narrow as so many letters.

        Qt's own way, a size policy of the box, makes the list that opens, and that takes longer
        than all the rest of the box.
        """
        self._least = letters
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._narrowed(super().minimumSizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._narrowed(super().sizeHint())

    def _narrowed(self, size: QSize) -> QSize:
        if self._least:
            arrow = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            wide = self.fontMetrics().averageCharWidth() * self._least + 3 * arrow
            size.setWidth(min(size.width(), wide))
        return size

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def _emit(self) -> None:
        self.saved.emit(self.value())


class SavingCheck(QCheckBox):
    """Yes or no. Emits `saved(bool)`."""

    saved = Signal(bool)

    def __init__(self, words: str, *, value: bool = False) -> None:
        super().__init__(words)
        self.setChecked(value)
        self.clicked.connect(self.saved)

    def set_value(self, value: bool) -> None:
        """Show an answer that comes from outside; emits nothing."""
        self.setChecked(value)


def _leave(field: QWidget) -> None:
    """Save, and give the keyboard to the pane around the field, where single keys act."""
    flush_all(field.window())
    around = field.parentWidget()
    while around is not None and around.focusPolicy() is Qt.FocusPolicy.NoFocus:
        around = around.parentWidget()
    if around is None:
        field.clearFocus()
    else:
        around.setFocus(Qt.FocusReason.OtherFocusReason)


def _line_height(field: QLineEdit) -> int:
    """Return the height that holds the text: Burmese is half as tall again as Latin."""
    metrics = QFontMetrics(field.font())
    return metrics.boundingRect(field.text()).height() + look().px(ROOM_AROUND_PX)
