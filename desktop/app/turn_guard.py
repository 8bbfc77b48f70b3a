"""A screen that was turned to a worker comes back to whoever is signed in, and to nobody else."""

import hmac
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.services.signing_in import confirm_person
from credentials.errors import EmptyPassphraseError, WrongPassphraseError
from desktop.presenters.session import Session
from desktop.texts import Problem, problem_text

MOST_TRIES: Final = 3
"""Wrong codes in a row; then it is forgotten and only the passphrase counts."""


class SittingGuard:
    """Keeps the short code of one sitting, in memory alone, and checks it or the passphrase."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._code, self._asked, self._tries = "", False, 0

    def before(self, turn: Callable[[], None], stay: Callable[[], None]) -> QWidget | None:
        """What is asked before the first turn of a sitting; None: it was asked."""
        from desktop.views.turn.hand_over import LEAST_CODE, CodePage

        if self._asked:
            return None
        page = CodePage()

        def on_given(code: str) -> None:
            if code and len(code) < LEAST_CODE:
                page.show_problem(_short(LEAST_CODE))
                return
            self._code, self._asked = code, True
            turn()

        page.given.connect(on_given)
        page.left.connect(stay)
        return page

    def after(self, take: Callable[[], None], stay: Callable[[], None]) -> QWidget:
        """What is asked before the desk is shown again; `stay` goes back to the worker's page."""
        from desktop.views.turn.hand_over import ReturnPage

        desk, person = self._session.desk, self._session.sitting.staff
        page = ReturnPage(person.name, code=bool(self._code))

        def failed(error: Exception) -> None:
            if isValid(page):
                wrong = isinstance(error, WrongPassphraseError | EmptyPassphraseError)
                page.show_problem(self._wrong() if wrong else problem_text(error))

        def on_given(typed: str) -> None:
            if self._is_code(typed):
                take()
                return
            self._session.tasks.run(
                lambda _: confirm_person(desk, person.id, typed),
                done=lambda _: take() if isValid(page) and page.isVisible() else None,
                failed=failed,
            )

        page.given.connect(on_given)
        page.left.connect(stay)
        return page

    def _is_code(self, typed: str) -> bool:
        if not self._code:
            return False
        if hmac.compare_digest(typed.encode(), self._code.encode()):
            self._tries = 0
            return True
        self._tries += 1
        if self._tries >= MOST_TRIES:
            self._code, self._asked, self._tries = "", False, 0
        return False

    def _wrong(self) -> Problem:
        translate = QCoreApplication.translate
        if self._code:
            return Problem(
                translate("SittingGuard", "This is neither your code nor your passphrase."),
                translate("SittingGuard", "Type it once more, or go back to the worker's page."),
            )
        return Problem(
            translate("SittingGuard", "This is not your passphrase."),
            translate("SittingGuard", "Only the passphrase takes the screen back now."),
        )


def _short(least: int) -> Problem:
    translate = QCoreApplication.translate
    return Problem(
        translate("SittingGuard", "This code is too short."),
        translate("SittingGuard", "Choose at least {least} characters, or leave it empty.").format(
            least=least
        ),
    )
