"""A text on a fixed number of lines, cut with … where it is longer, and whole in the tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import look


class ShortText(QWidget):
    """Always as high as its lines, so that nothing around it moves when the text changes."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._text, self._lines = "", lines
        self.setProperty("level", "meta")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self.update()

    def shown_lines(self) -> list[str]:
        """The lines that there is room for."""
        layout = QTextLayout(self._text, self.font())
        layout.setTextOption(_wrapping())
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(self._text)]
        lines = [self._text[one:end].strip() for one, end in zip(starts, ends, strict=True)]
        if len(lines) <= self._lines:
            return lines
        rest = self._text[starts[self._lines - 1] :]
        metrics = QFontMetrics(self.font())
        last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
        return [*lines[: self._lines - 1], last]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(look().px(200), QFontMetrics(self.font()).lineSpacing() * self._lines)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setPen(look().colour("text"))
        metrics = QFontMetrics(self.font())
        for number, line in enumerate(self.shown_lines()):
            foot = number * metrics.lineSpacing() + metrics.ascent()
            painter.drawText(QPointF(0, foot), line)
        painter.end()


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option
