"""One page or picture of evidence: zoom, fit, rotate, move about."""

from typing import Final

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from desktop.widgets.place_keys import place_key

ZOOM_STEP: Final = 1.25
ZOOM_RANGE: Final = (0.05, 8.0)


class EvidenceCanvas(QGraphicsView):
    """Shows an image that stands for `natural` logical pixels at 100 %. Starts fitted."""

    zoomed = Signal(float)  # 1.0 is 100 %; the owner may bring a sharper image

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "viewer")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Evidence"))
        self.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene.addItem(self._item)
        self.setScene(scene)
        self._natural = QSizeF()
        self._zoom, self._turn, self._fits = 1.0, 0, True

    @property
    def zoom(self) -> float:
        """How large it is shown; 1.0 is 100 %."""
        return self._zoom

    @property
    def turn(self) -> int:
        """How far it is turned to the right: 0, 90, 180 or 270 degrees."""
        return self._turn

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return self._item.pixmap().isNull()

    def show_image(self, image: QImage, natural: QSizeF) -> None:
        """Show another image; zoom, fit and turn stay as they are."""
        self._natural = natural
        self._item.setPixmap(QPixmap.fromImage(image))
        if image.width():
            self._item.setScale(natural.width() / image.width())
        scene = self.scene()
        scene.setSceneRect(0, 0, natural.width(), natural.height())
        self._place()

    def clear(self) -> None:
        """Show nothing, and begin anew with the next image."""
        self._item.setPixmap(QPixmap())
        self._natural = QSizeF()
        self._zoom, self._turn, self._fits = 1.0, 0, True

    def zoom_in(self) -> None:
        """Show it larger."""
        self._set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show it smaller."""
        self._set_zoom(self._zoom / ZOOM_STEP)

    def fit(self) -> None:
        """Show all of it."""
        self._fits = True
        self._place()

    def rotate_right(self) -> None:
        """Turn it by a quarter."""
        self._turn = (self._turn + 90) % 360
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 0.8))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
        }
        places = {"F": self.fit, "R": self.rotate_right}
        step = steps.get(Qt.Key(event.key())) or places.get(place_key(event) or "")
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._fits:
            self._place()

    def _set_zoom(self, zoom: float) -> None:
        low, high = ZOOM_RANGE
        self._fits = False
        self._zoom = min(max(zoom, low), high)
        self._place()

    def _place(self) -> None:
        if self.is_empty or self._natural.isEmpty():
            return
        if self._fits:
            turned = self._natural.transposed() if self._turn % 180 else self._natural
            room = self.viewport().size()
            fitting = min(room.width() / turned.width(), room.height() / turned.height())
            self._zoom = max(fitting * 0.98, ZOOM_RANGE[0])
        self.resetTransform()
        self.scale(self._zoom, self._zoom)
        self.rotate(self._turn)
        self.zoomed.emit(self._zoom)
