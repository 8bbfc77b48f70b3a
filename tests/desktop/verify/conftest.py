"""The page Verify on a real desk, and what it says."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.domain.recognition import Passport
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import STATUS
from desktop.presenters.lists_source import ListsSource
from desktop.tasks import QtTaskRunner
from desktop.views.verify_page import VerifyPage
from tests import practice


@pytest.fixture
def passport(walk: Walk) -> Passport:
    """An issued passport of the practice centre, and a status list that says it stands."""
    return practice.published(walk)


@pytest.fixture
def page(qtbot: QtBot, reads: QtTaskRunner, walk: Walk, passport: Passport) -> VerifyPage:
    """The page of a desk that holds the agency's lists."""
    del passport  # issued before the lists are read
    return opened(qtbot, reads, ListsSource(walk.desk.published))


def opened(qtbot: QtBot, reads: QtTaskRunner, source: ListsSource) -> VerifyPage:
    """The page in a window of its own, at rest."""
    made = VerifyPage(source, reads)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not reads.busy)
    return made


def publish(walk: Walk) -> None:
    """Let the agency's next status list come out."""
    with unlock_key(walk.desk, STATUS, PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)


def word(page: VerifyPage) -> str:
    """The verdict."""
    assert page.result is not None
    return page.result.badge.word.text()


def tone(page: VerifyPage) -> str:
    """How the verdict is coloured."""
    assert page.result is not None
    return str(page.result.badge.property("tone"))


def checks(page: VerifyPage) -> dict[str, str]:
    """Name and answer of each check, as they are drawn."""
    assert page.result is not None
    names = [
        one.accessibleName()
        for one in page.result.checks.findChildren(QWidget)
        if ": " in one.accessibleName()
    ]
    return dict(name.split(": ", 1) for name in names)
