"""The program: first page, sign-in, lock, another person, what cannot be opened, the unexpected."""

import logging
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from credentials.errors import KeyClosedError
from desktop.app import make_program
from desktop.app.places import CASES, PASSPORTS, STANDARDS, VERIFY, WORK
from desktop.app.unexpected import LOG_FILE, HomeLog, Unexpected
from desktop.demo.centre import PASSPHRASE
from desktop.parts import DATABASE
from desktop.views.check_gate import CheckGate
from desktop.views.standards_page import StandardsPage
from desktop.views.verify_page import VerifyPage
from tests.desktop.at_the_window import ALT, CTRL, LEFT, Hands, the_window
from tests.desktop.eyes import said
from tests.practice import Template

Key = Qt.Key


@pytest.fixture
def home(practice_template: Template, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice_template.home, tmp_path / "home"))


@pytest.fixture
def hands(qtbot: QtBot, home: Path, settings: QSettings) -> Iterator[Hands]:
    with the_window(qtbot, home, settings) as at_work:
        yield at_work


def places_of(hands: Hands) -> list[str]:
    return [one.accessibleName() for one in hands.window.nav.findChildren(QPushButton)]


def test_a_list_has_the_keyboard_as_soon_as_it_is_shown(
    hands: Hands, practice_template: Template
) -> None:
    hands.sign_in(practice_template.staff.advisor.name)
    hands.press(Key.Key_4, with_=ALT)
    assert hands.page(StandardsPage).table.hasFocus()


# -- sign-in --------------------------------------------------------------------------------------


def test_a_practice_centre_says_so_and_tells_its_passphrase(hands: Hands) -> None:
    text = said(hands.window)
    assert "PRACTICE" in text
    assert f"everybody's passphrase is “{PASSPHRASE}”" in text
    assert "Kampong Cham Practice Centre" in text


def test_a_wrong_passphrase_opens_nothing_and_another_try_works(
    hands: Hands, practice_template: Template
) -> None:
    name = practice_template.staff.advisor.name
    hands.sign_in(name, "practise")
    assert hands.window.at_gate
    assert "does not open the key" in hands.program.sign_in.banner.sentence
    assert hands.program.places is None

    hands.sign_in(name)
    assert hands.window.current_place == WORK


def test_places_are_those_of_the_role(hands: Hands, practice_template: Template) -> None:
    staff = practice_template.staff
    hands.sign_in(staff.assessor.name)
    assert "Passports" not in places_of(hands)
    assert "Cases" in places_of(hands)
    hands.sign_out()
    hands.sign_in(staff.registrar.name)
    assert "Passports" in places_of(hands)


def test_locking_wipes_the_key_and_keeps_the_pages_for_the_same_person(
    hands: Hands, practice_template: Template
) -> None:
    hands.sign_in(practice_template.staff.advisor.name)
    hands.window.show_place(STANDARDS)
    hands.rest()
    page, places = hands.window.current_page, hands.program.places
    assert places is not None
    key = places.sitting.key

    hands.press(Key.Key_L, with_=CTRL)
    assert hands.window.at_gate
    assert not page or not page.isVisible()
    with pytest.raises(KeyClosedError):
        key.sign(b"after the lock")
    assert hands.program.sign_in.passphrase.edit.hasFocus()

    hands.write(PASSPHRASE)
    hands.press(Key.Key_Return)
    assert hands.window.current_page is page
    assert places.sitting.key.sign(b"again")


def test_after_a_lock_somebody_else_gets_pages_of_their_own(
    hands: Hands, practice_template: Template
) -> None:
    hands.sign_in(practice_template.staff.registrar.name)
    hands.window.show_place(PASSPORTS)
    hands.rest()
    before = hands.window.current_page
    hands.press(Key.Key_L, with_=CTRL)

    hands.sign_in(practice_template.staff.verifier.name)

    assert hands.window.current_page is not before
    assert hands.window.current_place == WORK
    assert "Passports" not in places_of(hands)


def test_signing_out_lets_everything_go(hands: Hands, practice_template: Template) -> None:
    hands.sign_in(practice_template.staff.advisor.name)
    assert hands.program.places is not None
    key = hands.program.places.sitting.key
    hands.sign_out()
    assert hands.window.at_gate
    assert hands.program.places is None
    with pytest.raises(KeyClosedError):
        key.sign(b"after signing out")


def test_finding_searches_the_cases(hands: Hands, practice_template: Template) -> None:
    hands.sign_in(practice_template.staff.advisor.name)
    [command, *_] = hands.window._found("Dara")
    command.run()
    hands.rest()
    assert hands.window.current_place == CASES


# -- checking without signing in ------------------------------------------------------------------


def test_a_passport_can_be_checked_without_signing_in(hands: Hands) -> None:
    hands.click(hands.program.sign_in.check)
    gate = hands.window.findChild(CheckGate)
    assert gate is not None
    assert gate.isVisible()
    page = gate.page
    assert isinstance(page, VerifyPage)
    assert "Practice Recognition Agency" in said(page)
    hands.click(gate.back)
    assert hands.program.sign_in.isVisible()


# -- a home without a centre, or with one that cannot be opened -----------------------------------


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path, settings: QSettings) -> Iterator[Hands]:
    program = make_program(tmp_path / "nothing here", settings)
    made = Hands(qtbot, program)
    with qtbot.waitExposed(program.window):
        program.start()
    yield made
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=60_000)
    program.window.close()


def test_an_empty_home_says_what_to_do_and_makes_nothing_by_itself(
    empty: Hands, tmp_path: Path
) -> None:
    page = empty.program.start_page
    assert page.isVisible()
    assert page.practice.text() == "Make the practice centre"
    assert page.practice.hasFocus()
    assert not (tmp_path / "nothing here").exists()


def test_the_practice_centre_can_be_called_off_and_made(
    qtbot: QtBot, empty: Hands, tmp_path: Path
) -> None:
    page = empty.program.start_page
    qtbot.mouseClick(page.practice, LEFT)
    qtbot.mouseClick(page.progress.cancel, LEFT)
    empty.rest()
    assert page.isVisible()
    assert page.practice.isEnabled()

    qtbot.mouseClick(page.practice, LEFT)
    qtbot.waitUntil(lambda: empty.program.opened is not None, timeout=120_000)
    empty.rest()
    assert empty.program.sign_in.isVisible()
    assert "everybody's passphrase" in said(empty.window)
    assert (tmp_path / "nothing here" / "practice" / DATABASE).exists()
    empty.sign_in("Mey Leakhena")
    assert empty.window.current_place == WORK


def _too_new(home: Path) -> None:
    with sqlite3.connect(home / DATABASE) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def _no_database(home: Path) -> None:
    (home / DATABASE).write_bytes(b"a shopping list, no database\n" * 100)


@pytest.mark.parametrize(
    ("spoil", "said", "remedy"),
    [
        (_too_new, "newer version of the program", "Install the newer version"),
        (_no_database, "not a database of this program", "Choose another"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence_with_a_way_out(
    qtbot: QtBot,
    home: Path,
    settings: QSettings,
    spoil: object,
    said: str,
    remedy: str,
    practice_template: Template,
) -> None:
    assert callable(spoil)
    spoil(home)
    program = make_program(home, settings)
    hands = Hands(qtbot, program)
    with qtbot.waitExposed(program.window):
        program.start()
    page = program.start_page
    qtbot.waitUntil(page.isVisible)
    assert said in page.banner.sentence
    assert remedy in page.banner.what_to_do

    shutil.copy(practice_template.home / DATABASE, home / DATABASE)  # a backup is put back
    hands.click(page.again)
    qtbot.waitUntil(lambda: program.opened is not None)
    hands.rest()
    assert program.sign_in.isVisible()
    program.window.close()


def test_a_database_without_a_centre_is_an_empty_home(
    qtbot: QtBot, tmp_path: Path, settings: QSettings
) -> None:
    from desktop.parts import open_desk

    open_desk(tmp_path / "home").close()
    program = make_program(tmp_path / "home", settings)
    with qtbot.waitExposed(program.window):
        program.start()
    qtbot.waitUntil(lambda: program.start_page.practice.isVisible())
    qtbot.waitUntil(lambda: not program.tasks.busy)
    program.window.close()


def test_a_window_that_is_closed_at_once_lets_go_of_the_desk(
    qtbot: QtBot, home: Path, settings: QSettings
) -> None:
    program = make_program(home, settings)
    with qtbot.waitExposed(program.window):
        program.start()
    program.window.close()
    qtbot.waitUntil(lambda: not program.tasks.busy)
    shutil.rmtree(home)
    assert not home.exists()


# -- what nobody expected -------------------------------------------------------------------------


def test_an_unexpected_error_is_shown_once_and_logged_without_a_crash(
    qtbot: QtBot, hands: Hands, home: Path, practice_template: Template
) -> None:
    window = hands.window
    hands.sign_in(practice_template.staff.advisor.name, "two brown horses")
    with Unexpected(window) as unexpected:
        for _ in range(3):
            try:
                raise ZeroDivisionError("internal words")  # noqa: TRY301 - as a slot would
            except ZeroDivisionError:
                sys.excepthook(*sys.exc_info())
        message = unexpected.message
        assert message is not None
        assert message.isVisible()
        assert "ZeroDivisionError" in message.text()
        assert "internal words" not in message.text()
        message.close()
    log = (home / LOG_FILE).read_text("utf-8")
    assert log.count("ZeroDivisionError: internal words") == 3
    assert "WrongPassphraseError" in log
    assert "horses" not in log


def test_the_log_turns_over_and_stops_with_the_program(tmp_path: Path) -> None:
    log = HomeLog()
    log.open(tmp_path)
    logger = logging.getLogger("desktop.test")
    for _ in range(30):
        logger.info("x" * 40_000)
    log.close()
    logger.info("after the end")
    written = sorted(one.name for one in (tmp_path / "log").iterdir())
    assert written[0] == "touchstone.log"
    assert 1 < len(written) <= 5
    assert "after the end" not in (tmp_path / LOG_FILE).read_text("utf-8")


def test_places_that_only_look_are_there_for_everybody(
    hands: Hands, practice_template: Template
) -> None:
    hands.sign_in(practice_template.staff.verifier.name)
    for place in (STANDARDS, VERIFY):
        hands.window.show_place(place)
        hands.rest()
        assert hands.window.current_place == place
    assert QApplication.activeModalWidget() is None
