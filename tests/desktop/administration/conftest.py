"""A page on a real desk, and files that are chosen without a dialog."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.ports.desk import Desk
from core.services.next_root import let_next_root_go
from core.services.publishing_trust import start_agency
from credentials.keys import Strength
from desktop.demo.clock import TurnedClock
from desktop.demo.walk import Walk
from desktop.parts import open_desk
from desktop.views.administration.parts import Section
from tests.desktop.conftest import Settled

Page = TypeVar("Page", bound=Section)


class Shown(Protocol):
    """Shows a page in a window of its own and waits until it rests."""

    def __call__(self, page: Page) -> Page:
        """Return the page."""


@pytest.fixture
def shown(qtbot: QtBot, settled: Settled) -> Shown:
    """Show a page in a window of its own and wait until it rests."""

    def show(page: Page) -> Page:
        qtbot.addWidget(page)
        page.resize(1160, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        settled()
        return page

    return show


class Files:
    """Where the next files are kept, and which is chosen next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: list[Path] = []
        self.chosen: Path | None = None
        self.calls_off = False

    def keep(self, _parent: QWidget, _title: str, proposed: str) -> tuple[str, str]:
        """Answer for the dialog that asks where to keep a file."""
        if self.calls_off:
            return "", ""
        path = self.folder / f"{len(self.kept)}-{proposed}"
        self.kept.append(path)
        return str(path), ""

    def choose(self, _parent: QWidget, _title: str) -> tuple[str, str]:
        """Answer for the dialog that asks for a file."""
        return (str(self.chosen) if self.chosen is not None else ""), ""

    @property
    def last(self) -> Path:
        """The file that was kept last."""
        return self.kept[-1]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Files that are kept and chosen without a dialog."""
    folder = tmp_path / "stick"
    folder.mkdir()
    made = Files(folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made.keep)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", made.choose)
    return made


@pytest.fixture(scope="session")
def _agency_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    with closing(open_desk(folder / "agency", TurnedClock(days_ago=4))) as desk:
        sealed = start_agency(
            desk,
            name="National Agency",
            hosts=frozenset({"skills.example"}),
            passphrase="root",
            next_passphrase="next",
            practice=True,
            strength=Strength.FAST,
        )
        (folder / "next-root.json").write_bytes(sealed.to_bytes())
        let_next_root_go(desk)
    return folder


@pytest.fixture
def agency(_agency_once: Path, tmp_path: Path, walk: Walk) -> Iterator[Desk]:
    """An agency's own desk, with nobody in its list yet; its next root key is on the stick."""
    shutil.copytree(_agency_once, tmp_path, dirs_exist_ok=True)
    with closing(open_desk(tmp_path / "agency", walk.clock)) as desk:
        yield desk
