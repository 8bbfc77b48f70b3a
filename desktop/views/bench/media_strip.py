"""What there is of a row: a small picture or sign for each recording, the newest in sight."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QSizePolicy
from shiboken6 import isValid

from core.domain.recordings import Recording, RecordingKind
from desktop.presenters.session import Session
from desktop.texts import words
from desktop.theme import Icon, icon, look
from desktop.widgets.clip_player import clock
from desktop.widgets.pictures import UnreadablePictureError, read_picture

_WIDE: Final = 48
_HIGH: Final = 28
_MARGINS: Final = 12
_SIGNS: Final = {RecordingKind.VOICE: Icon.VOICE, RecordingKind.VIDEO: Icon.VIDEO}


class MediaStrip(QListWidget):
    """`opened(Recording)` when one is to be shown. Hidden while there is none."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[Recording, ...] = ()
        self._small: dict[str, QPixmap] = {}
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the wheel turns it; the grid shows all
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the session's
        self.setAccessibleName(self.tr("Recordings of this row"))
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)
        look().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_recordings(self, recordings: tuple[Recording, ...]) -> None:
        """Show these; the same ones again change nothing."""
        if recordings == self._shown:
            return
        self._shown = recordings
        self.clear()
        for one in recordings:
            self._add(one)
        self.setVisible(bool(recordings))
        self.scrollToItem(self.item(self.count() - 1))

    def _add(self, one: Recording) -> None:
        when = one.taken_at.astimezone().strftime("%H:%M")
        length = f" {clock(one.duration_s)}" if one.duration_s is not None else ""
        item = QListWidgetItem(length.strip())
        name = f"{words(one.kind)} {when}{length}"
        item.setToolTip(name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        item.setData(Qt.ItemDataRole.UserRole, one)
        self.addItem(item)
        if one.kind is not RecordingKind.PHOTO:
            item.setIcon(icon(_SIGNS[one.kind]))
        elif one.sha256 in self._small:
            item.setIcon(QIcon(self._small[one.sha256]))
        else:
            item.setIcon(icon(Icon.PHOTO))
            self._read(one)

    def _read(self, one: Recording) -> None:
        files, size = self._session.desk.files, self.iconSize() * self.devicePixelRatioF()
        self._session.tasks.run(
            lambda _: _smaller(files.get(one.sha256), size),
            done=lambda image: self._on_read(one, image),
            failed=self._on_failed,
        )

    def _on_read(self, one: Recording, image: QImage) -> None:
        if not isValid(self) or image.isNull():
            return
        self._small[one.sha256] = QPixmap.fromImage(image)
        if one in self._shown:
            self.item(self._shown.index(one)).setIcon(QIcon(self._small[one.sha256]))

    def _on_failed(self, error: Exception) -> None:
        # The sign of a photo stays; whoever opens it is told what is the matter.
        del error

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def _measure(self) -> None:
        self.setIconSize(QSize(look().px(_WIDE), look().px(_HIGH)))
        self.setFixedHeight(look().px(_HIGH + _MARGINS))
        self.setMinimumWidth(look().px(_WIDE))


def _smaller(content: bytes, size: QSize) -> QImage:
    try:
        image = read_picture(content)
    except UnreadablePictureError:
        return QImage()
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, kept, smooth)
