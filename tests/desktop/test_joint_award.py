"""Two units judged and signed in one sitting, verified one by one: one award, one code, valid."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.domain.assessment import Result
from core.domain.case import CaseEnd, Route
from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.recognition import Award, Passport, Status
from core.domain.standards import Unit
from core.ids import CaseId
from desktop.app.places import PASSPORTS, VERIFY, WORK
from desktop.demo.centre import PASSPHRASE, practice_unit
from desktop.presenters.case_reading import OpenCase
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.joint_award import AwardOfDecision, award_of_decision, joining
from desktop.views.case_page import CasePage
from desktop.views.grid_page import GridPage
from desktop.views.issue_page import IssuePage
from desktop.views.my_work import MyWorkPage
from desktop.views.passport_page import PassportPage
from desktop.views.passports_page import PassportsPage
from desktop.views.verify_page import VerifyPage
from tests.core.domain.builders import (
    ASSESSOR,
    LATHE,
    SHOP,
    VERIFIER,
    answered,
    decision,
    proposed,
    standing,
)
from tests.core.domain.test_awarding import (
    AGREED,
    JOINT,
    LATHE_DECIDED,
    RETURNED,
    SHOP_DECIDED,
    two,
    void,
)
from tests.desktop.at_the_window import ALT, CTRL, Hands, the_window
from tests.practice import D4_EVIDENCE, DARA, PAPERS, Template, added_unit, practice_walk

Key = Qt.Key


def test_two_units_are_signed_together_and_shown_as_one_award_in_one_code(
    qtbot: QtBot, practice_template: Template, tmp_path: Path, settings: QSettings
) -> None:
    home, staff = tmp_path / "home", practice_template.staff
    case_id = _handed_over(practice_template, home)
    with the_window(qtbot, home, settings) as hands:
        hands.sign_in(staff.assessor.name)
        _judge_both_and_sign(hands)
        hands.sign_out()
        hands.sign_in(staff.verifier.name)
        _verify_both(hands)
        hands.sign_out()
        hands.sign_in(staff.registrar.name)
        sheet = _issue(hands, tmp_path)
        _check(hands, sheet)
        assert hands.program.opened is not None
        with hands.program.opened.desk.uow() as uow:
            [award], [passport] = uow.find(Award), uow.find(Passport)
            assert (len(award.decision_ids), len(passport.code_texts)) == (2, 1)
            assert uow.case_file(case_id).case.end is CaseEnd.RECOGNISED


def test_the_sentences_name_every_unit_that_a_signature_is_about() -> None:
    def seen(file: CaseFile, unit: Unit, who: Staff, mode: GridMode) -> GridState:
        return GridState(OpenCase(file, standing()), unit.id, who, mode)

    back = two(verifications=(AGREED, answered(SHOP_DECIDED, RETURNED)))
    decides = seen(back, SHOP, ASSESSOR, GridMode.ASSESS)
    assert joining(decides, frozenset({SHOP.id})) == (LATHE.code,), "agreed to already"
    assert joining(decides, frozenset({SHOP.id, LATHE.id})) == (), "decided anew as well"
    first = seen(two(), SHOP, ASSESSOR, GridMode.ASSESS)
    assert joining(first, frozenset({SHOP.id})) == (LATHE.code,), "it waits with this one"

    def award(file: CaseFile, unit: Unit) -> AwardOfDecision:
        return award_of_decision(seen(file, unit, VERIFIER, GridMode.VERIFY))

    assert award(two(), SHOP).units == (LATHE.code, SHOP.code)
    assert award(two(), SHOP).waiting == (LATHE.code,)
    assert award(two(verifications=(AGREED,)), SHOP).waiting == ()
    lost = two(voids=(void(LATHE_DECIDED),))
    assert award(lost, SHOP) == AwardOfDecision(lost=True)
    failed = replace(decision(Result.NOT_YET_COMPETENT, SHOP), replaces=SHOP_DECIDED.id)
    alone = two(
        decisions=(LATHE_DECIDED, SHOP_DECIDED, failed),
        proposals=(JOINT, proposed(LATHE_DECIDED)),
        verifications=(AGREED, answered(SHOP_DECIDED, RETURNED)),
    )
    assert award(alone, SHOP) == AwardOfDecision((LATHE.code,)), "it completes the others' award"


def _handed_over(template: Template, home: Path) -> CaseId:
    with practice_walk(template, home) as walk:
        units = (practice_unit(walk.desk, "D4"), added_unit(walk, "C2", "Mill flat faces"))
        case = walk.open(DARA, Route.RMCS_UNITS, units)
        walk.collect(case, PAPERS)
        walk.map(case, units[0], {**D4_EVIDENCE, "4": ["2"]})
        walk.map(case, units[1], {"": ["1"], "1": ["1"], "2": ["2"]})
        walk.finalise(case)
        walk.hand_over(case)
        walk.declare(case)
        walk.agree_plan(case)
    return case.id


def _grid(hands: Hands, code: str) -> GridPage:
    slots = hands.page(CasePage).panels.assess.slots_of_units
    assert slots is not None
    names = [slots.bar.tabText(at)[:2] for at in range(slots.bar.count())]
    slots.bar.setCurrentIndex(names.index(code))
    hands.rest()
    assert isinstance(slots.current, GridPage)
    slots.current.table.setFocus()
    return slots.current


def _open_my_only_case(hands: Hands) -> None:
    hands.window.show_place(WORK)
    hands.rest()
    hands.page(MyWorkPage).list.table.setFocus()
    hands.press(Key.Key_Return)


def _judge(hands: Hands, code: str) -> GridPage:
    grid = _grid(hands, code)
    for _ in range(grid.model.rowCount()):
        hands.press(Key.Key_Up)
    for _ in range(grid.model.rowCount() - 1):
        hands.press(Key.Key_Down, Key.Key_1)
    hands.press(Key.Key_Return, with_=CTRL)
    for _ in range(5):
        hands.press(Key.Key_1, Key.Key_Down)
    return grid


def _judge_both_and_sign(hands: Hands) -> None:
    _open_my_only_case(hands)
    milling = _judge(hands, "C2")
    lathe = _judge(hands, "D4")
    assert lathe.decision.together.isHidden()
    hands.press(Key.Key_Space)
    panel = lathe.decision
    assert panel.sentence.text() == "You sign: D4, competent, for Sok Dara, born 1988"
    [box] = panel.together.boxes.values()
    assert box.accessibleName() == "C2 Mill flat faces: everything is met, competent"
    hands.click(box)
    said = "You sign: D4, C2, competent, for Sok Dara, born 1988. One award: D4, C2"
    assert panel.sentence.text() == said
    assert lathe.footer.main.isEnabled()
    hands.click(lathe.footer.main)
    assert "waits for the verifier" in lathe.banner.sentence
    assert _grid(hands, "C2") is milling
    assert "waits" in " ".join(one.fact for one in milling.decision.reasons())


def _verify_both(hands: Hands) -> None:
    _open_my_only_case(hands)
    _agree(hands, "D4", "One award: D4, C2; you sign it with the last, still open: C2")
    _agree(hands, "C2", "You sign one award: D4, C2")


def _agree(hands: Hands, code: str, award: str) -> None:
    grid = _grid(hands, code)
    for _ in range(grid.model.rowCount()):
        hands.press(Key.Key_Up)
    hands.press(Key.Key_Down)
    for _ in range(grid.model.rowCount() - 1):
        hands.press(Key.Key_Space, Key.Key_1, Key.Key_Return)
    hands.press(Key.Key_Return, with_=CTRL)
    for _ in range(5):
        hands.press(Key.Key_1, Key.Key_Down)
    said = f"You confirm: {code}, competent, for Sok Dara, born 1988. {award}"
    assert grid.verification.sentence.text() == said
    hands.press(Key.Key_Return, with_=CTRL)


def _issue(hands: Hands, folder: Path) -> Path:
    hands.window.show_place(PASSPORTS)
    hands.rest()
    hands.page(PassportsPage).queue.table.setFocus()
    hands.press(Key.Key_Return)
    page = hands.page(IssuePage)
    said = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "C2  Mill flat faces" in said
    page.spelling.agree.setFocus()
    hands.press(Key.Key_Space)
    hands.rest()
    page.key.field.edit.setFocus()
    hands.write(PASSPHRASE)
    hands.press(Key.Key_Return, with_=CTRL)
    issued = hands.page(PassportPage)
    hands.qtbot.waitUntil(lambda: issued.viewer.page_count == 1)
    names = [issued.status.about.itemText(at) for at in range(issued.status.about.count())]
    assert names[1:] == ["D4 Perform lathe operations, C2 Mill flat faces: valid"]
    issued.status.about.setCurrentIndex(1)
    hands.click(issued.status.buttons[Status.REVOKED])
    assert "all: D4, C2" in issued.status.extent.text()
    assert "decides them anew" in issued.status.extent.text()
    hands.click(issued.status.cancel)
    sheet = folder / "passport.pdf"
    issued.save_to(sheet)
    hands.rest()
    hands.press(Key.Key_Left, with_=ALT)
    queue = hands.page(PassportsPage)
    queue.key.field.edit.setFocus()
    hands.write(PASSPHRASE)
    hands.press(Key.Key_Return)
    assert "published" in queue.banner.sentence
    return sheet


def _check(hands: Hands, sheet: Path) -> None:
    hands.window.show_place(VERIFY)
    hands.rest()
    page = hands.page(VerifyPage)
    page.check_files([sheet])
    hands.rest()
    assert page.result is not None
    assert page.result.badge.word.text() == "VALID"
    said = "\n".join(one.text() for one in page.result.findChildren(QLabel))
    for words in ("D4  Perform lathe operations", "C2  Mill flat faces", "Sok Dara"):
        assert words in said
