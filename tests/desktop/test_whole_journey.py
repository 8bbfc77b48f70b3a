"""One worker, four people at one window: from registering to a passport that an employer checks.

Every step is a click or a key in the real window on a real database. Only files are handed over
by call, since the system's own dialog for choosing them cannot be worked from a test.
"""

import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.domain.assessment import Result
from core.domain.case import CaseEnd, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Consent
from core.domain.planning import Method
from core.domain.portfolio import Sight
from core.domain.recognition import Passport
from core.ids import CaseId
from core.reporting.practice_drawings import holder_portrait_jpeg
from desktop.app.places import CANDIDATES, PASSPORTS, VERIFY, WORK
from desktop.demo.centre import PASSPHRASE
from desktop.views.bench.session_page import SessionPage
from desktop.views.bench.start_page import StartSessionPage
from desktop.views.candidates import CandidatesPage
from desktop.views.case.assemble_panel import Part
from desktop.views.case_page import CasePage
from desktop.views.grid_page import GridPage
from desktop.views.issue_page import IssuePage
from desktop.views.my_work import MyWorkPage
from desktop.views.passport_page import PassportPage
from desktop.views.passports_page import PassportsPage
from desktop.views.plan.plan_page import PlanPage
from desktop.views.turn.spelling_page import SpellingTurnPage
from desktop.views.verify_page import VerifyPage
from tests.desktop.at_the_window import ALT, CTRL, Hands, the_window
from tests.practice import Template

Key = Qt.Key


def test_a_worker_comes_home_and_an_employer_can_check_the_passport(
    qtbot: QtBot, practice_template: Template, tmp_path: Path, settings: QSettings
) -> None:
    home = Path(shutil.copytree(practice_template.home, tmp_path / "home"))
    staff = practice_template.staff
    with the_window(qtbot, home, settings) as hands:
        hands.sign_in(staff.advisor.name)
        case_id = _register(hands)
        _assemble(hands, tmp_path)
        _map(hands)
        _hand_over(hands, practice_template)
        hands.sign_out()

        hands.sign_in(staff.assessor.name)
        _assess(hands)
        hands.sign_out()

        hands.sign_in(staff.verifier.name)
        _verify(hands)
        hands.sign_out()

        hands.sign_in(staff.registrar.name)
        sheet = _issue(hands, tmp_path)
        _publish_status(hands)
        _check(hands, sheet)
        _is_recognised(hands, case_id)


def _register(hands: Hands) -> CaseId:
    hands.window.show_place(CANDIDATES)
    hands.rest()
    page = hands.page(CandidatesPage)
    hands.click(page.list.empty.button)
    hands.fill(page.card.name, "Sok Dara")
    hands.fill(page.card.birth_date, "1988-04-12")
    assert page.detail is not None
    card = page.detail.record.identification
    hands.fill(card.own_script_name, "សុខ ដារ៉ា")
    hands.fill(card.document_number, "N00124821")
    hands.choose(card.nationality, "KH")
    hands.click(card.seen_today)
    hands.choose(card.passport_consent, Consent.YES)
    hands.click(page.detail.footer.main)
    return hands.page(CasePage).case_id


def _assemble(hands: Hands, folder: Path) -> None:
    page = hands.page(CasePage)
    start = page.panels.assemble.start
    hands.choose(start.standards_available, True)
    hands.choose(start.units_realistic, True)
    hands.choose(start.route, Route.RMCS_UNITS)
    codes = [one.code for one in start.claims.model.rows]
    start.claims.table.go_to(codes.index("D4"))
    start.claims.table.setFocus()
    hands.press(Key.Key_Return)

    page.panels.assemble.show_part(Part.BINDER)
    binder = page.panels.assemble.binder
    job = folder / "job-description.txt"
    job.write_text("Turns shafts and bushes to drawing.", "utf-8")
    hands.choose(binder.kind, ExhibitKind.JOB_DESCRIPTION)
    binder.take_in([job])
    hands.rest()
    statement = folder / "statement.txt"
    statement.write_text("He did all turning work well for six years.", "utf-8")
    hands.choose(binder.kind, ExhibitKind.STATEMENT)
    binder.take_in([statement])
    hands.rest()
    hands.fill(binder.editor.issued_on, "2025-06-14")
    hands.fill(binder.editor.signatory.name, "Kim Jae-ho")
    hands.fill(binder.editor.signatory.role, "production supervisor")
    hands.fill(binder.editor.signatory.signed_on, "2025-06-14")
    hands.choose(binder.editor.sight, Sight.ORIGINAL)
    hands.click(page.footer.footer.main)


def _map(hands: Hands) -> None:
    page = hands.page(CasePage)
    grid = page.panels.map.current
    assert isinstance(grid, GridPage)
    grid.table.setFocus()
    hands.press(Key.Key_1, Key.Key_Return)  # the descriptor's own row
    for number in "1234567":
        hands.press(Key.Key_Down)
        if number != "4":  # stays a gap: the assessor will fill it
            hands.press(Key.Key_2, Key.Key_Return)
    assert grid.head.count.text() == "6 of 7 rows + descriptor have evidence"
    hands.click(page.footer.footer.main)


def _hand_over(hands: Hands, template: Template) -> None:
    page = hands.page(CasePage)
    hands.choose(page.panels.finalise.assessor, template.staff.assessor.id)
    hands.choose(page.panels.finalise.verifier, template.staff.verifier.id)
    hands.click(page.footer.footer.main)
    assert "2 exhibits" in page.banner.sentence


def _open_my_only_case(hands: Hands) -> CasePage:
    hands.window.show_place(WORK)
    hands.rest()
    work = hands.page(MyWorkPage)
    assert len(work.list.model.rows) == 1
    work.list.table.setFocus()
    hands.press(Key.Key_Return)
    return hands.page(CasePage)


def _assess(hands: Hands) -> None:
    page = _open_my_only_case(hands)
    hands.click(page.panels.assess.conflict.none)
    _agree_the_plan(hands)
    _watch_at_the_bench(hands)
    grid = hands.page(CasePage).panels.assess.surface
    assert isinstance(grid, GridPage)
    grid.table.setFocus()
    for _ in range(7):
        hands.press(Key.Key_Up)
    for _ in range(7):
        hands.press(Key.Key_Down, Key.Key_1)
    hands.press(Key.Key_Return, with_=CTRL)
    for _ in range(5):
        hands.press(Key.Key_1, Key.Key_Down)
    hands.press(Key.Key_Space)
    assert grid.decision.result is Result.COMPETENT
    assert grid.decision.sentence.text() == "You sign: D4, competent, for Sok Dara, born 1988"
    hands.press(Key.Key_Return, with_=CTRL)


def _agree_the_plan(hands: Hands) -> None:
    hands.click(hands.page(CasePage).panels.assess.bench.plan)
    plan = hands.page(PlanPage)
    [unit] = plan.units.values()
    for method in (Method.DEMONSTRATION, Method.INTERVIEW):
        unit.methods[method].setChecked(True)
    hands.fill(plan.place, "Workshop 2")
    plan.appeal.click()
    hands.press(Key.Key_Return, with_=CTRL)
    pad = plan.agree.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for at in range(5):
        QTest.mouseMove(pad, QPoint(20 + 30 * at, 20 + 15 * (at % 2)))
    hands.click(plan.agree.draw)
    hands.click(plan.agree.key)
    hands.press(Key.Key_Return, with_=CTRL)


def _watch_at_the_bench(hands: Hands) -> None:
    hands.click(hands.page(CasePage).panels.assess.bench.session)
    hands.page(StartSessionPage).place.setFocus()
    hands.press(Key.Key_Return, with_=CTRL)
    bench = hands.page(SessionPage)
    hands.write("Turn a stepped shaft")
    hands.press(Key.Key_Return, Key.Key_1, Key.Key_1)
    bench.checks.use_photo(holder_portrait_jpeg())  # there is no camera here
    hands.rest()
    hands.press(Key.Key_1, Key.Key_1, Key.Key_1, Key.Key_2)  # not to be recorded
    hands.press(Key.Key_A, Key.Key_A, Key.Key_A, Key.Key_1)  # row 4 is met
    hands.press(Key.Key_F, Key.Key_W)
    hands.write("1200 turns a minute for this diameter")
    bench.setFocus()
    hands.press(Key.Key_1)
    hands.click(bench.head.end)
    hands.press(Key.Key_Return)  # it is asked once more


def _verify(hands: Hands) -> None:
    page = _open_my_only_case(hands)
    hands.click(page.panels.assess.conflict.none)
    grid = page.panels.assess.surface
    assert isinstance(grid, GridPage)
    grid.table.setFocus()
    for _ in range(7):
        hands.press(Key.Key_Space, Key.Key_1, Key.Key_Return)
    hands.press(Key.Key_Return, with_=CTRL)
    for _ in range(5):
        hands.press(Key.Key_1, Key.Key_Down)
    said = grid.verification.sentence.text()
    assert said == "You confirm: D4, competent, for Sok Dara, born 1988"
    hands.press(Key.Key_Return, with_=CTRL)


def _issue(hands: Hands, folder: Path) -> Path:
    hands.window.show_place(PASSPORTS)
    hands.rest()
    queue = hands.page(PassportsPage).queue
    assert [one.name for one in queue.model.rows] == ["Sok Dara"]
    queue.table.setFocus()
    hands.press(Key.Key_Return)
    page = hands.page(IssuePage)
    hands.press(Key.Key_F9)
    hands.write("2580")
    hands.press(Key.Key_Return)
    [turned] = hands.window.findChildren(SpellingTurnPage)
    assert "Sok Dara" in turned.text.accessibleName()
    hands.press(Key.Key_2)
    assert turned.wrong.hasFocus(), "no is not taken without what is wrong"
    hands.write("one letter")
    hands.press(Key.Key_F9)
    assert not page.isVisible(), "the registrar's desk stays out of reach"
    hands.write("2580")
    hands.press(Key.Key_Return)
    assert "one letter" in page.spelling._state.text(), "what was written is not lost"
    hands.press(Key.Key_F9, Key.Key_1, Key.Key_F9)
    hands.write("2580")
    hands.press(Key.Key_Return)
    page.key.field.edit.setFocus()
    hands.write(PASSPHRASE)
    hands.press(Key.Key_Return, with_=CTRL)
    issued = hands.page(PassportPage)
    assert issued.print.hasFocus()
    hands.qtbot.waitUntil(lambda: issued.viewer.page_count == 1)
    sheet = folder / "passport.pdf"
    issued.save_to(sheet)
    hands.rest()
    return sheet


def _publish_status(hands: Hands) -> None:
    hands.press(Key.Key_Left, with_=ALT)
    page = hands.page(PassportsPage)
    page.key.field.edit.setFocus()
    hands.write(PASSPHRASE)
    hands.press(Key.Key_Return)
    assert "published" in page.banner.sentence


def _check(hands: Hands, sheet: Path) -> None:
    hands.window.show_place(VERIFY)
    hands.rest()
    page = hands.page(VerifyPage)
    page.check_files([sheet])
    hands.rest()
    assert page.result is not None
    assert page.result.badge.word.text() == "VALID"
    said = "\n".join(one.text() for one in page.result.findChildren(QLabel))
    for words in (
        "Sok Dara",
        "សុខ ដារ៉ា",
        "born 1988-04-12",
        "D4  Perform lathe operations",
        "proved by portfolio, tasks, questions",
        "Assessed by Chan Virak",
        "Verified by Rith Ponleu",
        "PRACTICE",
    ):
        assert words in said


def _is_recognised(hands: Hands, case_id: CaseId) -> None:
    assert hands.program.opened is not None
    with hands.program.opened.desk.uow() as uow:
        file = uow.case_file(case_id)
        assert file.case.end is CaseEnd.RECOGNISED
        assert len(uow.find(Passport)) == 1
