"""Feedback, an appeal that is spoken, its review and answer, at the window from end to end."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.domain.appeals import AppealOutcome
from core.domain.assessment import Result
from core.domain.case import Case, Stage
from core.domain.feedback import GivenHow
from core.ids import CaseId
from core.ports.desk import Desk
from core.services import giving_feedback
from desktop.app.places import ADMINISTRATION, CASES, QUALITY
from desktop.demo.centre import PASSPHRASE, practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.quality.duties import DutyKind
from desktop.views.administration.page import AdministrationPage
from desktop.views.case_page import CasePage
from desktop.views.my_work import MyWorkPage
from desktop.views.quality.appeal_page import AppealPage
from desktop.views.quality.complaints import ComplaintsPage
from desktop.views.quality.feedback_page import FeedbackPage
from desktop.views.quality.moderation import ModerationPage
from desktop.views.quality.page import QualityPage
from desktop.views.quality.page_of_one import PageOfOne
from desktop.views.quality.round_page import RoundPage
from desktop.views.quality.sampling import SamplingPage
from desktop.views.quality.take_appeal_page import TakeAppealPage
from desktop.views.turn.hand_over import CodePage, ReturnPage
from desktop.views.turn.turn_page import WorkerTurnPage
from tests import practice
from tests.desktop.at_the_window import ALT, CTRL, Hands, the_window
from tests.desktop.eyes import said

ADVISOR, ADMINISTRATOR, LEAD = "Mey Leakhena", "Noun Sophea", "Keo Sovann"


def not_yet_competent(walk: Walk) -> Case:
    """Sok Dara, not yet competent in row 4, countersigned; the case rests."""
    case, unit = practice.handed_over(walk), practice_unit(walk.desk, "D4")
    walk.judge(case, unit, {"4": "no calculation was seen"})
    walk.qualities(case, unit)
    walk.verify(case, walk.decide(case, unit, Result.NOT_YET_COMPETENT, {"4": "Two days"}))
    return case


def open_case(hands: Hands, case_id: CaseId) -> CasePage:
    assert hands.program.places is not None
    hands.program.places.open_case(case_id, CASES)
    hands.rest()
    return hands.page(CasePage)


def desk_of(hands: Hands) -> Desk:
    assert hands.program.opened is not None
    return hands.program.opened.desk


def click(hands: Hands, button: QWidget) -> None:
    """Click what has just been made, as soon as it is there."""
    hands.qtbot.waitUntil(button.isVisible)
    hands.click(button)


def show_tab(hands: Hands, number: int) -> QWidget:
    hands.window.show_place(QUALITY)
    hands.rest()
    if not isinstance(hands.window.current_page, QualityPage):
        hands.window.go_back()
    shown = hands.page(QualityPage).show_tab(number)
    hands.rest()
    return shown


def test_an_oral_appeal_goes_from_the_case_to_its_answer(
    qtbot: QtBot,
    practice_template: practice.Template,
    tmp_path: Path,
    settings: QSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    with practice.practice_walk(practice_template, home) as walk:
        case = not_yet_competent(walk)
    printed: list[bytes] = []

    def print_paper(_: PageOfOne, pdf: bytes) -> bool:
        printed.append(pdf)
        return True

    monkeypatch.setattr(PageOfOne, "print_paper", print_paper)
    with the_window(qtbot, home, settings) as hands:
        hands.sign_in(ADVISOR)
        _feedback(hands, case.id, printed)
        _take_down(hands, case.id)
        hands.sign_out()

        hands.sign_in(ADMINISTRATOR)
        _arrange(hands)
        hands.sign_out()

        hands.sign_in(LEAD)
        _answer(hands, printed)
        after = open_case(hands, case.id)
        assert after.work.page is not None
        assert (after.work.page.case.stage, after.work.page.case.end) == (
            Stage.ASSESS_AND_VERIFY,
            None,
        )
        assert after.work.page.name_of(after.work.page.case.assessor_id) == LEAD
        _quality(hands)
    assert len(printed) == 4
    assert all(pdf.startswith(b"%PDF") for pdf in printed)


def _feedback(hands: Hands, case_id: CaseId, printed: list[bytes]) -> None:
    page = open_case(hands, case_id)
    card = page.panels.assess.fairness
    click(hands, card.letters[0])
    letter = hands.page(FeedbackPage)
    assert "ask the centre" in said(letter)
    letter.setFocus()
    hands.press(Qt.Key.Key_P)
    [line] = letter.steps.lines.values()
    assert line.what.text() == "Two days"
    hands.qtbot.waitUntil(line.provider.isVisible)
    hands.fill(line.provider, "Provincial Training Centre")
    hands.press(Qt.Key.Key_Return, with_=CTRL)
    assert len(printed) == 1
    _turn(hands, letter)
    hands.click(letter.give)
    letter.how.set_value(GivenHow.IN_PERSON)
    hands.click(letter.panel.do)
    assert "handed over and talked through" in said(letter)
    desk = desk_of(hands)
    with desk.uow() as uow:
        found = giving_feedback.read_feedback(uow, case_id, letter.decision_id)
    assert [one.provider for one in found.steps] == ["Provincial Training Centre"]
    assert desk.files.get(found.given[0].pdf_sha256) == printed[0]
    hands.click(letter.appeal)


def _turn(hands: Hands, letter: FeedbackPage) -> None:
    """F9: the worker reads why, and gets at nothing else; the screen comes back to its owner."""
    letter.setFocus()
    hands.press(Qt.Key.Key_F9)
    hands.write("12")
    hands.press(Qt.Key.Key_Return)
    [chosen] = hands.window.findChildren(CodePage)
    assert "too short" in said(chosen)
    hands.write("1234")
    hands.press(Qt.Key.Key_Return)
    [turned] = hands.window.findChildren(WorkerTurnPage)
    told = turned.text.accessibleName().splitlines()
    reason = told.index("Not met: no calculation was seen  Two days")
    assert told[reason - 1].startswith("4  Calculate speeds")
    for wrong in ("1235", "practise", "0000"):  # the third forgets the code
        turned.setFocus()
        hands.press(Qt.Key.Key_F9)
        [asked] = hands.window.findChildren(ReturnPage)
        hands.write(wrong)
        hands.press(Qt.Key.Key_Return)
        assert "not your passphrase" in said(asked) or "neither your code" in said(asked)
        assert not letter.isVisible()
        hands.press(Qt.Key.Key_Escape)
        assert turned.isVisible()
    turned.setFocus()
    hands.press(Qt.Key.Key_F9)
    hands.write("1234")
    hands.press(Qt.Key.Key_Return)
    assert hands.window.at_gate, "nobody tries codes until one fits"
    hands.write(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    assert letter.isVisible()
    assert not hands.window.findChildren(WorkerTurnPage)


def _take_down(hands: Hands, case_id: CaseId) -> None:
    page = hands.page(TakeAppealPage)
    assert page.case_id == case_id
    assert hands.focus is page.grounds
    hands.write("I set the speeds at work every day")
    assert page.footer.main.refusals, "an oral appeal is read back first"
    page.read_back.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, with_=CTRL)
    appeal = hands.page(AppealPage)
    assert appeal.term.acknowledge.hasFocus()
    assert "I set the speeds at work every day" in said(appeal)
    first = next(one.fact for one in appeal.footer.main.refusals)
    assert first == "Nobody was given it yet."
    hands.press(Qt.Key.Key_Left, with_=ALT)
    assert hands.page(CasePage).case_id == case_id, "back to where it was taken down"
    complaints = show_tab(hands, 1)
    assert isinstance(complaints, ComplaintsPage)
    assert complaints.enter.isVisible(), "whoever meets a visitor enters what the visitor says"


def _arrange(hands: Hands) -> None:
    hands.window.show_place(ADMINISTRATION)
    for number in range(hands.page(AdministrationPage).tabs.count()):
        hands.page(AdministrationPage).show_tab(number)
        hands.rest()
        assert hands.window.isActiveWindow(), "no part was shown as a window of its own"
    log = show_tab(hands, 0)
    assert "1 to be answered" in said(log)
    log.table.opened.emit(0)  # type: ignore[attr-defined]
    hands.rest()
    page = hands.page(AppealPage)
    hands.click(page.term.acknowledge)
    hands.click(page.term.assign)
    offered = {page.term.reviewer.itemText(at) for at in range(page.term.reviewer.count())}
    assert offered == {LEAD, "Lim Bopha", ADMINISTRATOR}
    assert page.term.reviewer.value() is None, "a person chooses"
    hands.click(page.term.assign_panel.do)
    assert "Choose first" in said(page)
    page.term.reviewer.setCurrentText(LEAD)
    hands.click(page.term.assign_panel.do)
    assert f"{LEAD}" in said(page.term)
    assert not page.answer_card.reasons.isVisible()
    assert [one.fact for one in page.footer.main.refusals] == [
        f"It was given to {LEAD}, not to {ADMINISTRATOR}."
    ]
    hands.click(page.term.pause)
    page.term.paused_why.setPlainText("abroad")
    hands.click(page.term.pause_panel.do)
    assert "rests since" in said(page.term)
    hands.click(page.term.resume)


def _answer(hands: Hands, printed: list[bytes]) -> None:
    duties = hands.page(MyWorkPage).duties
    hands.qtbot.waitUntil(
        lambda: bool(duties.buttons) and duties.buttons[DutyKind.REVIEW].isVisible()
    )
    assert duties.buttons[DutyKind.REVIEW].hasFocus(), "no case waits, but this does"
    hands.press(Qt.Key.Key_Return)
    page = hands.page(AppealPage)
    rows = {one.line.row.number: one for one in page.evidence.model.rows}
    assert rows["4"].reason == "no calculation was seen"
    assert rows["2"].labels == ("2",)
    assert page.answer_card.chosen is None, "an appeal is not dismissed by a slip"
    hands.choose(page.answer_card.outcome, AppealOutcome.CHANGED)
    assert page.footer.main.refusals, "not without reasons"
    page.answer_card.reasons.setPlainText("The statement speaks of speeds")
    page.answer_card.reasons.setFocus()
    hands.press(Qt.Key.Key_Return, with_=CTRL)
    assert "void" in said(page.answer_card)
    assert hands.focus is page.answer_card.print_letter
    click(hands, page.answer_card.print_letter)
    assert len(printed) == 3


def _quality(hands: Hands) -> None:
    """The other pages, by the lead verifier: a complaint, a round, a sample."""
    complaints = show_tab(hands, 1)
    assert isinstance(complaints, ComplaintsPage)
    hands.click(complaints.enter)
    complaints.what.setPlainText("Waited for five hours")
    hands.click(complaints.panel.do)
    complaints.handler.setCurrentText(LEAD)
    hands.click(complaints.give)
    complaints.outcome.setPlainText("More days for tests are planned")
    hands.click(complaints.finish)
    assert "Closed on" in said(complaints)

    moderation = show_tab(hands, 2)
    assert isinstance(moderation, ModerationPage)
    hands.click(moderation.begin)
    hands.fill(moderation.title_field, "Lathe, row 4")
    judges = [one for one in moderation.people.values() if one.text() in (LEAD, "Lim Bopha")]
    for box in (*moderation.cases.values(), *judges):
        box.click()
    hands.click(moderation.panel.do)
    page = hands.page(RoundPage)
    page.evidence.table.setFocus()
    hands.press(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_2)
    assert "3 of 7 rows judged" in said(page)
    assert "Sok Dara" not in said(page)
    hands.press(Qt.Key.Key_Return, with_=CTRL)
    assert "Judged everything: 0 of 2" in said(page), "it is asked once more"
    hands.press(Qt.Key.Key_Return)
    assert "too few to say" in said(page)
    assert "Nobody wrote a reason" in said(page)
    assert page.table.hasFocus()
    page.print_report()
    hands.rest()

    sampling = show_tab(hands, 3)
    assert isinstance(sampling, SamplingPage)
    hands.click(sampling.begin)
    hands.fill(sampling.panel.title_field, "Everything")
    hands.fill(sampling.panel.size_field, "100")
    hands.click(sampling.panel.do)
    hands.click(sampling.draw_button)
    hands.click(sampling.agree)
    assert "Agreed with on" in said(sampling)
