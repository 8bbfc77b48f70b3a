"""A text on a fixed number of lines, cut with … where it is longer, and whole in the tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy


class ShortText(QLabel):
    """Always as high as its lines, so that nothing around it moves when the text changes."""

    def __init__(self, lines: int, level: str = "") -> None:
        """Make it; levels of labels apply."""
        super().__init__()
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("level", level)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def shown_lines(self) -> list[str]:
        """The lines that there is room for."""
        text, starts = self.text(), self._starts()
        ends = [*starts[1:], len(text)]
        lines = [text[one:end].strip() for one, end in zip(starts, ends, strict=True)]
        if len(lines) <= self._lines:
            return lines
        rest = text[starts[self._lines - 1] :]
        metrics = QFontMetrics(self.font())
        last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
        return [*lines[: self._lines - 1], last]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, QFontMetrics(self.font()).lineSpacing() * self._lines)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics, shown = QFontMetrics(self.font()), self.shown_lines()
        self.setToolTip(self.text() if shown and shown[-1].endswith("…") else "")
        for number, line in enumerate(shown):
            foot = number * metrics.lineSpacing() + metrics.ascent()
            painter.drawText(QPointF(0, foot), line)
        painter.end()

    def _starts(self) -> list[int]:
        """Where each line begins, if there were room for all of them."""
        layout, option = QTextLayout(self.text(), self.font()), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        starts = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            starts.append(line.textStart())
        layout.endLayout()
        return starts
