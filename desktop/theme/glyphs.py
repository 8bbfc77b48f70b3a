"""The few small pictures a style sheet can only take from files: arrows, tick, dot."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

_DRAWN = 16  # the side of the square that the points lie in
_DOWN = ((4.0, 6.0), (8.0, 10.0), (12.0, 6.0))
_UP = ((4.0, 10.0), (8.0, 6.0), (12.0, 10.0))
_RIGHT = ((6.0, 4.0), (10.0, 8.0), (6.0, 12.0))
_TICK = ((3.5, 8.5), (6.5, 11.5), (12.5, 4.8))


class Glyphs:
    """Draws the pictures of one theme into a folder that goes when the program ends."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self._side = _DRAWN

    def write(self, *, plain: str, muted: str, on_accent: str, side: int) -> None:
        """Draw all pictures in the given colours (`#rrggbb`), `side` pixels wide and high."""
        self._side = side
        for name, points, colour in (
            ("down", _DOWN, muted),
            ("up", _UP, muted),
            ("right", _RIGHT, muted),
            ("down-hover", _DOWN, plain),
            ("tick", _TICK, on_accent),
        ):
            self._save(name, points, colour)
        self._save("dot", (), on_accent)

    def url(self, name: str) -> str:
        """Return the file of the picture `name`, as a style sheet writes it."""
        return Path(self._folder.filePath(f"{name}.png")).as_posix()

    def _save(self, name: str, points: tuple[tuple[float, float], ...], colour: str) -> None:
        for factor, suffix in ((1, ""), (2, "@2x")):
            picture = QPixmap(self._side * factor, self._side * factor)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(factor * self._side / _DRAWN, factor * self._side / _DRAWN)
            if points:
                ends, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                painter.setPen(QPen(QColor(colour), 2.0, Qt.PenStyle.SolidLine, ends, joins))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawEllipse(QRectF(4.5, 4.5, 7, 7))
            painter.end()
            picture.save(self._folder.filePath(f"{name}{suffix}.png"))
