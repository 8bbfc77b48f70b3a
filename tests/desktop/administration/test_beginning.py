"""An empty folder: a real centre or an agency is set up from the first window."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.domain.people import Role
from credentials.keys import Strength
from desktop.app import make_program
from desktop.app.opening import has_centre
from desktop.app.places import ADMINISTRATION, VERIFY
from desktop.app.program import Program
from desktop.parts import SystemClock
from desktop.views.administration.agency import AgencyPage
from desktop.views.administration.my_keys import MyKeysPage
from desktop.views.administration.page import AdministrationPage
from desktop.views.administration.set_up import SetUpPage
from desktop.views.administration.start_agency import StartAgencyPage
from tests.desktop.administration.conftest import Files
from tests.desktop.at_the_window import Hands, the_window
from tests.desktop.eyes import said
from tests.practice import Template


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys of real centres be made as quickly as those for practice."""
    monkeypatch.setattr(Strength.NORMAL, "_value_", Strength.FAST.value)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, settings: QSettings, quick: None) -> Iterator[Program]:
    made = make_program(tmp_path / "home", settings)
    qtbot.addWidget(made.window)
    made.start()
    yield made
    qtbot.waitUntil(lambda: not made.tasks.busy, timeout=20_000)
    made.window.close()


def rest(qtbot: QtBot, program: Program) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20_000)
        QApplication.processEvents()


def gate(program: Program) -> object:
    return program.window._outer.currentWidget()


def test_a_centre_is_set_up_and_its_administrator_signs_in(qtbot: QtBot, program: Program) -> None:
    program.start_page.set_up.click()
    page = gate(program)
    assert isinstance(page, SetUpPage)
    page.panel.do.click()
    assert "every field" in page.banner.sentence
    today = SystemClock().today()
    for field, typed in (
        (page.name, "Battambang Centre"),
        (page.code, "btb"),
        (page.agency, "National Agency"),
        (page.accreditation, "A-12"),
        (page.starts, today.isoformat()),
        (page.ends, (today + timedelta(days=700)).isoformat()),
        (page.address, "http://skills.example/p"),
        (page.person, "Kim Sothea"),
        (page.number, "0500"),
    ):
        field.setText(typed)
    page.registrar.click()
    for secret, typed in ((page.key, "the centre"), (page.own, "mine alone")):
        secret.first.edit.setText(typed)
        secret.second.edit.setText(typed)
    page.panel.do.click()
    rest(qtbot, program)
    assert page.banner.sentence, "an address without https is refused"
    assert page.name.text() == "Battambang Centre"

    page.address.setText("https://skills.example/p")
    page.panel.do.click()
    rest(qtbot, program)
    assert program.opened is not None
    [first] = program.opened.people
    assert first.roles == {Role.ADMINISTRATOR, Role.REGISTRAR}
    program.sign_in.sign_in_requested.emit(str(first.id), "mine alone")
    rest(qtbot, program)
    program.window.show_place(ADMINISTRATION)
    rest(qtbot, program)
    administration = program.window.current_page
    assert isinstance(administration, AdministrationPage)
    assert "Kim Sothea" in said(administration)
    names = [administration.tabs.tabText(place) for place in range(administration.tabs.count())]
    assert names == [
        "Staff",
        "Assessors",
        "Calendar",
        "Centre",
        "Centre key",
        "Trust list",
        "My keys",
    ]


def test_leaving_the_set_up_makes_nothing(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.start_page.set_up.click()
    page = gate(program)
    assert isinstance(page, SetUpPage)
    page.panel.cancel.click()
    assert gate(program) is program.start_page
    assert not has_centre(tmp_path / "home")


def test_an_agency_begins_once_its_next_root_key_is_on_a_stick(
    qtbot: QtBot, program: Program, files: Files
) -> None:
    program.start_page.agency.click()
    page = gate(program)
    assert isinstance(page, StartAgencyPage)
    assert "machine of its own" in said(page)
    page.name.setText("National Agency")
    page.hosts.setText("skills.example")
    for secret, typed in ((page.root, "root"), (page.following, "next")):
        secret.first.edit.setText(typed)
        secret.second.edit.setText(typed)
    files.calls_off = True
    page.panel.do.click()
    rest(qtbot, program)
    assert gate(program) is page
    assert "still on this machine" in page.next_key.sentence
    files.calls_off = False
    page.next_key.button.click()
    rest(qtbot, program)
    desk_page = gate(program)
    assert isinstance(desk_page, AgencyPage)
    assert "National Agency" in said(desk_page)
    assert files.last.exists()
    assert desk_page.next_key.sentence == ""


def test_everybody_finds_their_keys_beside_their_name(
    qtbot: QtBot, practice_template: Template, tmp_path: Path, settings: QSettings
) -> None:
    home = Path(shutil.copytree(practice_template.home, tmp_path / "home"))
    with the_window(qtbot, home, settings) as hands:
        hands.sign_in(practice_template.staff.assessor.name)
        assert "Administration" not in places_of(hands)
        hands.click(hands.window.header.own_keys)
        assert "Fingerprint, to be read aloud" in said(hands.page(MyKeysPage)).replace("\n", " ")
        hands.window.show_place(VERIFY)
        [command] = [one for one in hands.window._found("my keys") if one.words == "My keys"]
        command.run()
        hands.rest()
        hands.page(MyKeysPage)
        hands.sign_out()
        hands.sign_in(practice_template.staff.registrar.name)
        assert "Administration" in places_of(hands)


def places_of(hands: Hands) -> list[str]:
    return [one.accessibleName() for one in hands.window.nav.findChildren(QPushButton)]
