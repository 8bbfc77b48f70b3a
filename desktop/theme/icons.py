"""Icons of one family (Material Design Icons), named by what they mean here."""

import json
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desktop.theme.look import look

_FONT = "materialdesignicons6-webfont-6.9.96.ttf"
_CHARS = "materialdesignicons6-webfont-charmap-6.9.96.json"


class Icon(StrEnum):
    """What an icon means; the value is its name in the family."""

    MY_WORK = "clipboard-check-outline"
    CANDIDATES = "account-group-outline"
    CASES = "briefcase-outline"
    STANDARDS = "book-open-page-variant-outline"
    PASSPORTS = "card-account-details-outline"
    VERIFY = "shield-check-outline"
    QUALITY = "scale-balance"
    ADMINISTRATION = "cog-outline"
    PERSON = "account-outline"
    STAFF = "account-hard-hat-outline"
    ADD = "plus"
    REMOVE = "trash-can-outline"
    EDIT = "pencil-outline"
    OPEN = "folder-open-outline"
    SAVE = "content-save-outline"
    PRINT = "printer-outline"
    SEARCH = "magnify"
    CLOSE = "close"
    LOCK = "lock-outline"
    SIGN_OUT = "logout"
    THEME = "theme-light-dark"
    TEXT_SIZE = "format-size"
    KEYS = "keyboard-outline"
    HELP = "help-circle-outline"
    INFO = "information-outline"
    WARNING = "alert-outline"
    PROBLEM = "alert-circle-outline"
    DONE = "check"
    UNDO = "undo"
    BACK = "arrow-left"
    NEXT = "chevron-right"
    PREVIOUS = "chevron-left"
    ZOOM_IN = "magnify-plus-outline"
    ZOOM_OUT = "magnify-minus-outline"
    FIT = "fit-to-page-outline"
    ROTATE = "rotate-right"
    DOCUMENT = "file-document-outline"
    PHOTO = "image-outline"
    CAMERA = "camera-outline"
    VOICE = "microphone-outline"
    VIDEO = "video-outline"
    PLAY = "play"
    PAUSE = "pause"
    STOP = "stop"
    MOBILE = "cellphone"
    NOTE = "note-text-outline"
    PHONE = "phone-outline"
    CLOCK = "clock-outline"
    CALENDAR = "calendar-blank-outline"
    GRID = "table"
    TASK = "wrench-outline"
    QUESTION = "comment-question-outline"
    SIGN = "draw"
    KEY = "key-outline"
    QR = "qrcode"
    EXPORT = "tray-arrow-up"
    IMPORT = "tray-arrow-down"
    EYE = "eye-outline"
    EYE_OFF = "eye-off-outline"
    LANGUAGE = "translate"
    EMPTY = "inbox-outline"
    RETURN = "undo-variant"
    PRACTICE = "school-outline"


@cache
def _family() -> tuple[str, dict[str, str]]:
    spec = find_spec("qtawesome")  # the package is not imported: that alone would take 0.2 s
    if spec is None or spec.origin is None:
        return "", {}
    folder = Path(spec.origin).parent / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / _FONT))
    chars = json.loads((folder / _CHARS).read_text("utf-8"))
    return (
        QFontDatabase.applicationFontFamilies(number)[0],
        {name: chr(int(code, 16)) for name, code in chars.items()},
    )


class _Engine(QIconEngine):
    """Draws one character of the icon font in a colour of the theme, asked for when drawn."""

    def __init__(self, char: str, role: str) -> None:
        super().__init__()
        self._char, self._role = char, role

    def clone(self) -> QIconEngine:
        return _Engine(self._char, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        disabled = mode is QIcon.Mode.Disabled
        colour = QColor(look().colour("border_strong" if disabled else self._role))
        font = QFont(_family()[0])
        font.setPixelSize(max(round(rect.height() * 0.94), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._char)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture


def icon(meaning: Icon, role: str = "text") -> QIcon:
    """Return the icon in the colour `role` of whatever theme is on when it is drawn."""
    return QIcon(_Engine(_family()[1][meaning.value], role))
