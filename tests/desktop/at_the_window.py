"""Works the whole program as people do: clicks, keys, and waiting until the window rests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import make_program
from desktop.app.program import Program
from desktop.demo.centre import PASSPHRASE
from desktop.widgets.saving import SavingChoice

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier

Page = TypeVar("Page", bound=QWidget)


class Hands:
    """Two hands at one window."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program
        self.window = program.window

    def rest(self) -> None:
        """Wait until no job runs."""
        self.qtbot.waitUntil(lambda: not self.program.tasks.busy, timeout=30_000)

    def click(self, button: QWidget) -> None:
        """Click in the middle of something that can be seen."""
        assert button.isVisible(), f"{button} is not in sight"
        assert button.isEnabled(), f"{button} cannot be pressed"
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(self.focus, key, with_)
            self.rest()

    def write(self, text: str) -> None:
        """Type wherever the keyboard is."""
        QTest.keyClicks(self.focus, text)
        self.rest()

    def fill(self, field: QLineEdit, text: str) -> None:
        """Type into a field in the place of what is there, and leave it by Enter."""
        assert field.isVisible(), f"{field.accessibleName()} is not in sight"
        field.setFocus()
        field.selectAll()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:  # what an input method of another script sends
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.rest()

    def choose(self, choice: SavingChoice, key: object) -> None:
        """Choose one of a few, as from the list that opens."""
        keys = [choice.itemData(index) for index in range(choice.count())]
        choice.setCurrentIndex(keys.index(key))
        choice.activated.emit(keys.index(key))
        self.rest()

    def page(self, kind: type[Page]) -> Page:
        """The page in sight, which is of this kind."""
        page = self.window.current_page
        assert isinstance(page, kind), f"{page} is shown"
        return page

    def sign_in(self, name: str, passphrase: str = PASSPHRASE) -> None:
        """Choose a name, type the passphrase, press Enter."""
        gate = self.program.sign_in
        person = next(one for one in gate.findChildren(QPushButton) if name in one.accessibleName())
        self.click(person)
        QTest.keyClicks(gate.passphrase.edit, passphrase)
        QTest.keyClick(gate.passphrase.edit, Qt.Key.Key_Return)
        self.rest()

    def sign_out(self) -> None:
        """Leave the desk to somebody else."""
        self.click(self.window.header.sign_out)

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found


@contextmanager
def the_window(qtbot: QtBot, home: Path, settings: QSettings) -> Iterator[Hands]:
    """The program on a home, from its first window to its end."""
    program = make_program(home, settings)
    hands = Hands(qtbot, program)
    with qtbot.waitExposed(program.window):
        program.start()
    program.window.resize(1366, 768)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qtbot.waitUntil(lambda: program.opened is not None, timeout=30_000)
    hands.rest()
    try:
        yield hands
        hands.rest()
    finally:
        program.window.close()
        program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
