"""What a window keeps from one day to the next: its size, theme and text size."""

from typing import Final, cast

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme import TEXT_SCALES, ThemeName, look

TITLE_BAR_PX: Final = 40
"""Room for the frame that the desktop draws around a window."""


class WindowMemory:
    """Keeps it in `settings`; what cannot be read there counts as never kept."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def restore_look(self) -> None:
        """Put on the theme and the text size of last time."""
        named = str(self._settings.value("theme", look().theme.value))
        theme = ThemeName(named) if named in set(ThemeName) else ThemeName.LIGHT
        scale = _number(self._settings.value("text_scale", look().text_scale))
        app = cast("QApplication", QApplication.instance())
        look().apply(app, theme, text_scale=scale if scale in TEXT_SCALES else 1.0)

    def keep_look(self) -> None:
        """Keep the theme and the text size of now."""
        self._settings.setValue("theme", look().theme.value)
        self._settings.setValue("text_scale", look().text_scale)

    def restore_size(self, window: QWidget) -> None:
        """Give a window its size and place of last time, else one that its screen has room for."""
        room = window.screen().availableSize() - QSize(0, TITLE_BAR_PX)
        window.resize(QSize(1280, 760).boundedTo(room))
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def keep_size(self, window: QWidget) -> None:
        """Keep a window's size and place, on disk from now on."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()


def _number(value: object) -> float:
    """Return a number that a file of settings holds as a text; 0 for anything else."""
    try:
        return float(str(value))
    except ValueError:
        return 0.0
