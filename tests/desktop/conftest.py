"""What every test of the window has: the real look, and nothing left running or open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CentreKeys
from desktop.tasks import QtTaskRunner
from desktop.theme import ThemeName, look

Settled = Callable[[], None]


class PromptBot(QtBot):
    """Looks every millisecond, not every ten, whether what is waited for is so."""

    _looks = False

    def waitUntil(  # noqa: N802 - its name
        self, callback: Callable[[], bool | None], *, timeout: int = 5000
    ) -> None:
        self._looks = True
        try:
            super().waitUntil(callback, timeout=timeout)
        finally:
            self._looks = False

    def wait(self, ms: int) -> None:
        super().wait(1 if self._looks else ms)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """A hand at the widgets."""
    del qapp
    return PromptBot(request)


@pytest.fixture(autouse=True)
def _plain_look(request: pytest.FixtureRequest) -> None:
    """Tests that use Qt begin with the light theme at 100 %."""
    if "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        if look().theme is not ThemeName.LIGHT or look().text_scale != 1.0 or not app.styleSheet():
            look().apply(app, ThemeName.LIGHT, text_scale=1.0)


@pytest.fixture(autouse=True)
def _nothing_is_left(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A test that leaves a job running or a window open fails, and says which."""
    if "qapp" not in request.fixturenames:
        yield
        return
    runners: list[QtTaskRunner] = []
    made = QtTaskRunner.__init__

    def remember(self: QtTaskRunner, *, threads: int = 1, parent: QObject | None = None) -> None:
        made(self, threads=threads, parent=parent)
        runners.append(self)

    monkeypatch.setattr(QtTaskRunner, "__init__", remember)
    yield
    for runner in runners:
        assert runner.finish(1000), "a job still runs: wait for its callback"
        assert not runner.busy, "a job has ended that nobody was told about: wait for its callback"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    open_windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not open_windows, f"still open: {open_windows}; give them to qtbot.addWidget"
    for widget in QApplication.topLevelWidgets():  # each would get every later style sheet
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """The settings of a person who starts the program for the first time."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def reads(qtbot: QtBot) -> Iterator[QtTaskRunner]:
    """A real runner of background jobs, stopped at the end."""
    runner = QtTaskRunner()
    yield runner
    qtbot.waitUntil(lambda: not runner.busy)


@pytest.fixture
def settled(qtbot: QtBot, reads: QtTaskRunner) -> Settled:
    """Wait until no job runs, also none that another one started."""

    def settle() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not reads.busy, timeout=15_000)
            QApplication.processEvents()

    return settle


@pytest.fixture
def keys(walk: Walk) -> Iterator[CentreKeys]:
    """The keys of the centre that were opened in a sitting, wiped at the end."""
    made = CentreKeys(walk.desk)
    yield made
    made.wipe()
