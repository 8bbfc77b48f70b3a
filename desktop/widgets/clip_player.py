"""Plays a voice note or a short video in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QPushButton, QSlider, QStackedWidget, QWidget

from desktop.theme import Icon, Space, icon
from desktop.widgets.camera_picture import CameraPicture
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame


class ClipPlayer(QWidget):
    """`show_clip` offers a file; nothing sounds before somebody presses Play.

    A file that cannot be played is answered by a sentence. QtMultimedia is imported with the first
    clip only.
    """

    shown = Signal()  # it can be played now, or a sentence says why not

    def __init__(self) -> None:
        super().__init__()
        self._player: QMediaPlayer | None = None
        self._name = ""
        self.message = EmptyPage(Icon.EYE, "")
        self.picture = CameraPicture(aim=False)
        self.picture.setAccessibleName(self.tr("The video"))
        self._sound = EmptyPage(Icon.VOICE, self.tr("A voice note"))
        self._stack = QStackedWidget()
        for part in (self.message, self.picture, self._sound):
            self._stack.addWidget(part)
        self.play = QPushButton()
        self.play.clicked.connect(self.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Where in the recording"))
        self.slider.sliderMoved.connect(self._on_moved)
        self._time = label("", "meta")
        self._bar = QWidget()
        bar = row(self.play, self.slider, self._time, gap=Space.S)
        bar.setStretchFactor(self.slider, 1)
        self._bar.setLayout(bar)
        layout = column(self._stack, self._bar, gap=Space.XS)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)
        self._show_state()
        self.clear()

    @property
    def seconds(self) -> int:
        """How long the clip is, once that is known."""
        return round(self._player.duration() / 1000) if self._player is not None else 0

    @property
    def problem(self) -> str:
        """The sentence that is shown instead of the clip, or empty."""
        return self.message.accessibleName() if self._stack.currentIndex() == 0 else ""

    def show_clip(self, path: Path, *, moving: bool) -> None:
        """Offer a file; `moving` says that there are pictures in it."""
        self.clear()
        if self._player is None and not self._make_player():
            self.say(
                self.tr("This computer lacks what playing recordings needs."),
                self.tr(
                    "Install the system's sound library (libpulse on Linux), then start again."
                ),
            )
            return
        if self._player is not None:
            self._stack.setCurrentWidget(self.picture if moving else self._sound)
            self._player.setSource(QUrl.fromLocalFile(str(path)))

    def toggle(self) -> None:
        """Play, or pause."""
        if self._player is None:
            return
        if self._player.isPlaying():
            self._player.pause()
        else:
            self._player.play()

    def clear(self) -> None:
        """Play nothing."""
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())
        self.picture.clear()
        self._bar.hide()
        self.message.say("")
        self._stack.setCurrentWidget(self.message)

    def say(self, sentence: str, what_to_do: str = "") -> None:
        """Show a sentence in the place of the clip."""
        self.message.say(sentence, what_to_do)
        self._stack.setCurrentWidget(self.message)
        self._bar.hide()
        self.shown.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _make_player(self) -> bool:
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
        except ImportError:
            return False
        player, sink = QMediaPlayer(self), QVideoSink(self)
        player.setAudioOutput(QAudioOutput(self))
        player.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._on_frame)
        player.durationChanged.connect(self._on_duration)
        player.positionChanged.connect(self._on_position)
        player.playingChanged.connect(self._show_state)
        player.errorOccurred.connect(self._on_error)
        self._player = player
        return True

    def _on_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self.picture.show_image(frame.toImage())

    def _on_duration(self, milliseconds: int) -> None:
        if milliseconds > 0:
            self.slider.setRange(0, milliseconds)
            self._bar.show()
            self._on_position(0)
            self.shown.emit()

    def _on_position(self, milliseconds: int) -> None:
        if not self.slider.isSliderDown():
            self.slider.setValue(milliseconds)
        self._time.setText(f"{clock(milliseconds // 1000)} / {clock(self.seconds)}")

    def _on_moved(self, milliseconds: int) -> None:
        if self._player is not None:
            self._player.setPosition(milliseconds)

    def _show_state(self) -> None:
        playing = self._player is not None and self._player.isPlaying()
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.setIcon(icon(Icon.PAUSE if playing else Icon.PLAY))

    def _on_error(self) -> None:
        self.say(
            self.tr("This recording is damaged and cannot be played."),
            self.tr("The file is kept as it came."),
        )


def clock(seconds: int) -> str:
    """Return minutes and seconds as a clock shows them: 00:31."""
    return f"{seconds // 60:02}:{seconds % 60:02}"
