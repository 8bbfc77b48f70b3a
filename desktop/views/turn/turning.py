"""How pages turn the screen: they make the worker's page, and the window puts it alone in sight."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.worker_answers import WorkerAnswer
from desktop.presenters.session import Session
from desktop.presenters.worker_turn import Turn
from desktop.texts import words
from desktop.theme import Icon, icon
from desktop.views.languages import language_name
from desktop.views.turn.turn_page import WorkerTurnPage
from desktop.widgets.dates import day


@runtime_checkable
class TurningWindow(Protocol):
    """The window that can hide everything else."""

    def turn_to_worker(self) -> None:
        """Turn the screen to the worker."""


def turned_page(session: Session, turn: Turn, give_back: Callable[[], None]) -> WorkerTurnPage:
    """Return the page for the worker; `give_back` is called when the screen is given back."""
    page = WorkerTurnPage(session, turn)
    page.given_back.connect(give_back)
    return page


def turn_button(of: QWidget) -> QPushButton:
    """Return a button that does what F9 does in the window of `of`."""
    text = QCoreApplication.translate("Turning", "Turn the screen to the worker  F9")
    button = QPushButton(icon(Icon.PERSON), text)
    button.setProperty("role", "quiet")
    button.clicked.connect(lambda: _turn(of))
    return button


def said_by_worker(answer: WorkerAnswer | None) -> str:
    """What the worker said, in one line for the staff; empty where nothing was said."""
    if answer is None:
        return ""
    said = QCoreApplication.translate("Turning", "The worker says, {day}: {answer}")
    parts = [words(answer.says)] if answer.says else []
    if answer.text:
        parts.append(f"“{answer.text}”")
    line = said.format(day=day(answer.at), answer="  ".join(parts))
    if answer.interpreter:
        through = QCoreApplication.translate("Turning", "interpreter {name}, text in {language}")
        language = language_name(answer.language)
        line += f" ({through.format(name=answer.interpreter, language=language)})"
    return line


def _turn(of: QWidget) -> None:
    window: object = of.window()
    if isinstance(window, TurningWindow):
        window.turn_to_worker()
