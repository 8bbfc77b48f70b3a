"""The six stages of a case across the top of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from desktop.theme import Space, Text, look
from desktop.widgets.layouts import row, shares
from desktop.widgets.shapes import Shape, paint_shape


class StageState(Enum):
    """Where a stage stands. *Not given* is ordinary: advice before leaving was often not given."""

    NOT_GIVEN = auto()
    DONE = auto()
    NOW = auto()
    WAITING = auto()
    ENDED = auto()


MOST_CUT: Final = 1.25
"""How many times wider than the bar all names may be: some are cut then, and no stage unnamed."""

_DRAWN = {
    StageState.NOT_GIVEN: (Shape.DASHED, "not_seen"),
    StageState.DONE: (Shape.FILLED, "met"),
    StageState.NOW: (Shape.NOW, "accent"),
    StageState.WAITING: (Shape.OPEN, "not_seen"),
    StageState.ENDED: (Shape.ENDED, "not_seen"),
}


@dataclass(frozen=True, slots=True)
class StageItem:
    """What the bar says about one stage."""

    name: str  # "Assemble"
    state: StageState
    when: str = ""  # "03 Nov", stands behind the state
    who: str = ""  # "L. Mey"
    note: str = ""  # "14 exhibits"


class StageBar(QFrame):
    """Stages numbered from 1. Click, or Ctrl and the number, asks for one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Stages of the case"))
        self._compact = False
        self._buttons = [_StageButton(number) for number in range(1, 7)]
        self._line = row(*self._buttons, gap=0, margin=1)
        self.setLayout(self._line)
        look().changed.connect(self._fit)
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{button.number}"), self)
            shortcut.activated.connect(button.click)

    def set_stages(self, stages: Sequence[StageItem]) -> None:
        """Show six stages, in their order."""
        for button, stage in zip(self._buttons, stages, strict=True):
            button.set_stage(stage)
        self._fit()

    def set_current(self, number: int) -> None:
        """Say which stage the page below shows."""
        for button in self._buttons:
            button.setChecked(button.number == number)
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Show names alone, where the page below needs the height; the rest is in the tooltips."""
        self._compact = compact
        for button in self._buttons:
            button.set_compact(compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Room as the names need it; where it is too little, the stage in sight keeps its own."""
        room = self.width() - 2
        wanted = [button.whole_width() for button in self._buttons]
        cut = self._compact and sum(wanted) > room * MOST_CUT
        for at, button in enumerate(self._buttons):
            button.set_named(not cut or button.isChecked())
            wanted[at] = button.whole_width() if button.named else button.bare_width()
        for at, wide in enumerate(shares(wanted, room)):
            self._line.setStretch(at, max(wide, 1))

    def _on_clicked(self) -> None:
        for button in self._buttons:
            if button is self.sender():
                self.set_current(button.number)
                self.chosen.emit(button.number)


def _state_word(state: StageState) -> str:
    translate = QCoreApplication.translate
    words = {
        StageState.NOT_GIVEN: translate("StageBar", "not given"),
        StageState.DONE: translate("StageBar", "done"),
        StageState.NOW: translate("StageBar", "now"),
        StageState.WAITING: translate("StageBar", "waiting"),
        StageState.ENDED: translate("StageBar", "ended"),
    }
    return words[state]


class _StageButton(QAbstractButton):
    """One stage: shape and name, state and date, who, note. Draws itself."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._stage = StageItem("", StageState.WAITING)
        self._compact, self.named = False, True
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_stage(self, stage: StageItem) -> None:
        self._stage = stage
        lines = [line for line in self._lines() if line]
        self.setAccessibleName(f"{self.number} {stage.name}")
        self.setAccessibleDescription(", ".join(lines))
        self.setToolTip("\n".join((f"{self.number} {stage.name}", *lines)))
        self.update()

    def set_compact(self, compact: bool) -> None:
        if compact is not self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def set_named(self, named: bool) -> None:
        if named is not self.named:
            self.named = named
            self.update()

    def whole_width(self) -> int:
        return self._width_with(self._title(self._stage.name))

    def bare_width(self) -> int:
        return self._width_with(self._title(""))

    def _width_with(self, title: str) -> int:
        words = QFontMetrics(self._font(Text.BODY, bold=True)).horizontalAdvance(title)
        return Space.M + look().px(18) + Space.S + words + Space.M

    def _font(self, size: Text, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(look().px(size))
        font.setBold(bold)
        return font

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        lines = look().px(Text.BODY) * 1.55
        if not self._compact:
            lines += 2 * look().px(Text.META) * 1.5
        return QSize(0, round(lines) + 2 * self._above())  # its share of the bar is the bar's

    def _above(self) -> int:
        return Space.S if self._compact else Space.M

    def _lines(self) -> tuple[str, str]:
        stage = self._stage
        state = " ".join(part for part in (_state_word(stage.state), stage.when) if part)
        return state, " · ".join(part for part in (stage.who, stage.note) if part)

    def _fitting_lines(self, room: int) -> tuple[str, str]:
        """The lines; a date or a note that would be cut in the middle is left to the tooltip."""
        metrics = QFontMetrics(self._font(Text.META, bold=True))
        state, who = self._lines()
        if metrics.horizontalAdvance(state) > room:
            state = _state_word(self._stage.state)
        if metrics.horizontalAdvance(who) > room:
            who = self._stage.who or who
        return state, who

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = look().px(18)
        top = self._above()
        shape, colour = _DRAWN[self._stage.state]
        high = round(look().px(Text.BODY) * 1.55)
        box = QRectF(Space.M, top + (high - side) / 2, side, side)
        paint_shape(painter, box, shape, colour, "surface")
        left = Space.M + side + Space.S
        width = self.width() - left - Space.S
        now = self._stage.state is StageState.NOW
        title = self._title(self._stage.name if self.named else "")
        self._text(painter, QRect(left, top, width, high), title, Text.BODY, "text", True)
        low = round(look().px(Text.META) * 1.5)
        for index, line in enumerate(() if self._compact else self._fitting_lines(width)):
            place = QRect(left, top + high + index * low, width, low)
            role = colour if index == 0 else "muted"
            self._text(painter, place, line, Text.META, role, now and index == 0)
        painter.end()

    def _title(self, name: str) -> str:
        return f"{self.number}  {name}".rstrip()

    def _paint_ground(self, painter: QPainter) -> None:
        inside = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.fillRect(inside, look().colour("accent_soft"))
            bar = QRect(inside.left(), inside.bottom() - 2, inside.width(), 3)
            painter.fillRect(bar, look().colour("accent"))
        elif self.underMouse():
            painter.fillRect(inside, look().colour("hover"))
        if self.number > 1:
            painter.setPen(QPen(look().colour("border"), 1))
            painter.drawLine(0, Space.M, 0, self.height() - Space.M)
        if self.hasFocus():
            painter.setPen(QPen(look().colour("focus"), 2))
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), 4, 4)

    def _text(
        self, painter: QPainter, place: QRect, text: str, size: Text, role: str, bold: bool
    ) -> None:
        font = self._font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(look().colour(role))
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
