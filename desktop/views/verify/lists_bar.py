"""Which lists are at hand, opening further ones, and as of which day is asked."""

from datetime import UTC, date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.services.lists_at_hand import ListsAtHand
from desktop.theme import LARGE_TEXT, Icon, Space, icon, look
from desktop.views.verify.words import lists_in_full
from desktop.widgets.layouts import label, row
from desktop.widgets.saving import SavingDate


class ListsBar(QWidget):
    """One strip across the page."""

    open_asked = Signal()
    asked_as_of = Signal(object)  # datetime, or None for now

    def __init__(self) -> None:
        super().__init__()
        self._at_hand, self._gives_way = ListsAtHand(), False
        self._lists = label("", "meta", wrap=True)
        self.open = QPushButton(icon(Icon.IMPORT), self.tr("Open lists…"))
        self.open.setProperty("role", "quiet")
        self.as_of = SavingDate(name=self.tr("As of the day"))
        self.as_of.setPlaceholderText(self.tr("now"))
        self.as_of.setClearButtonEnabled(True)
        words = label(self.tr("&As of"), "meta")
        words.setBuddy(self.as_of)
        layout = row(self._lists, words, self.as_of, self.open, gap=Space.S)
        layout.setStretchFactor(self._lists, 1)
        self.setLayout(layout)
        self.open.clicked.connect(self.open_asked)
        self.as_of.saved.connect(self.ask)
        look().changed.connect(self._fit)
        self._fit()

    def ask(self, day: date | None) -> None:
        """Ask about a day as of its end; about today, or without a day, as of now."""
        if day is None or day == datetime.now(UTC).astimezone().date():
            self.asked_as_of.emit(None)
        else:
            end = datetime.combine(day, time(23, 59, 59)).astimezone(UTC)
            self.asked_as_of.emit(end)

    def show_lists(self, lists: ListsAtHand) -> None:
        """Say which lists are at hand."""
        self._at_hand = lists
        self._write()

    def give_way(self) -> None:
        """Results are shown now: with large text they need the room of the fingerprints."""
        self._gives_way = True
        self._write()

    def _write(self) -> None:
        words = lists_in_full(self._at_hand)
        short = self._gives_way and look().text_scale >= LARGE_TEXT
        self._lists.setText(words.partition("\n")[0] if short else words)
        self._lists.setToolTip(words if short else "")

    def _fit(self) -> None:
        self._write()
        self.as_of.setFixedWidth(look().px(130))
