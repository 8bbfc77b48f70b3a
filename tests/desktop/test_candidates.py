"""Candidates: register a worker, keep the record as it is typed, open a case."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.domain.case import Advice, Case
from core.domain.people import Candidate, Consent, HistoryLine
from core.ids import CaseId
from core.ports.sitting import Sitting
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services.registering import save_candidate
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.candidate_detail import CandidateDetail
from desktop.views.candidates import CandidatesPage
from tests import practice

Kept = TypeVar("Kept", Candidate, HistoryLine, Case)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, reads: QtTaskRunner, walk: Walk) -> CandidatesPage:
    return opened(qtbot, reads, walk, walk.advisor)


def test_a_worker_is_registered_by_keyboard_and_the_record_opens(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    assert page.list.empty.isVisible()
    qtbot.mouseClick(page.list.empty.button, LEFT)

    qtbot.keyClicks(page.card.name, "Chea Lina")
    qtbot.keyClick(page.card.name, Qt.Key.Key_Return)
    qtbot.keyClicks(page.card.birth_date, "1994-08-03")
    qtbot.keyClick(page.card.birth_date, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.detail is not None and not reads.busy)
    [candidate] = stored(walk, Candidate)
    assert (candidate.name, candidate.birth_date) == ("Chea Lina", date(1994, 8, 3))
    assert detail(page).record.identification.name.text() == "Chea Lina"


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        ("", "1994-08-03", "name"),
        ("Chea Lina", "03/08/1994", "birth date"),
        ("Chea Lina", "2994-08-03", "birth date"),
        ("x" * 300, "1994-08-03", "200"),
    ],
)
def test_what_cannot_be_used_is_answered_by_a_sentence_and_keeps_what_was_typed(
    qtbot: QtBot,
    reads: QtTaskRunner,
    walk: Walk,
    page: CandidatesPage,
    name: str,
    born: str,
    said: str,
) -> None:
    qtbot.mouseClick(page.add_worker, LEFT)
    qtbot.keyClicks(page.card.name, name)
    qtbot.keyClicks(page.card.birth_date, born)

    qtbot.mouseClick(page.card.register, LEFT)

    qtbot.waitUntil(lambda: bool(page.card.banner.sentence))
    qtbot.waitUntil(lambda: not reads.busy)
    assert said in page.card.banner.sentence + page.card.banner.what_to_do
    assert page.card.name.text() == name
    assert stored(walk, Candidate) == ()


def test_fields_are_kept_as_they_are_left_also_one_after_the_other(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    card = open_dara(qtbot, reads, walk, page).record.identification

    typed(qtbot, card.phone, "+855 12 345 678")
    typed(qtbot, card.own_script_name, "មោងအောင်")
    typed(qtbot, card.identity_seen_on, "2025-11-03")
    card.passport_consent.setCurrentIndex(2)
    card.passport_consent.activated.emit(2)
    qtbot.waitUntil(lambda: not reads.busy)

    [candidate] = stored(walk, Candidate)
    assert candidate.phone == "+855 12 345 678"
    assert candidate.own_script_name == "មោងအောင်"
    assert candidate.identity_seen_on == date(2025, 11, 3)
    assert candidate.passport_consent is Consent.NO


def test_a_name_that_an_award_is_bound_to_is_refused_with_the_reason_and_shown_as_it_stays(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    case = practice.verified(walk)
    page.open_candidate(case.candidate_id)
    qtbot.waitUntil(lambda: not reads.busy)
    record = detail(page).record

    typed(qtbot, record.identification.name, "Somebody Else")

    qtbot.waitUntil(lambda: bool(record.banner.sentence))
    qtbot.waitUntil(lambda: not reads.busy)
    assert record.identification.name.text() == "Sok Dara"
    assert [one.name for one in stored(walk, Candidate)] == ["Sok Dara"]


def test_a_photograph_is_shown_and_what_is_none_is_refused_in_words(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage, tmp_path: Path
) -> None:
    record = open_dara(qtbot, reads, walk, page).record
    photo, paper = tmp_path / "dara.jpg", tmp_path / "dara.txt"
    photo.write_bytes(holder_portrait_jpeg())
    paper.write_text("no picture at all")

    record.identification.photo.files_given.emit([photo])
    qtbot.waitUntil(lambda: not reads.busy)
    kept = stored(walk, Candidate)[0].photo_sha256
    assert walk.desk.files.get(kept) == holder_portrait_jpeg()
    assert record.identification.portrait.accessibleName() == "Photograph of Sok Dara"
    record.identification.photo.files_given.emit([paper])

    qtbot.waitUntil(lambda: bool(record.banner.sentence) and not reads.busy)
    assert stored(walk, Candidate)[0].photo_sha256 == kept


def test_a_line_abroad_is_kept_once_it_has_title_and_first_day(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    abroad = open_dara(qtbot, reads, walk, page).record.abroad
    before = len(stored(walk, HistoryLine))

    qtbot.mouseClick(abroad.add_line, LEFT)
    typed(qtbot, abroad.editor.line_title, "Welder")
    qtbot.waitUntil(lambda: not reads.busy)
    assert len(stored(walk, HistoryLine)) == before
    typed(qtbot, abroad.editor.starts, "2016-02-01")
    typed(qtbot, abroad.editor.ends, "2017-02-01")
    typed(qtbot, abroad.editor.organisation, "Busan Yards")
    qtbot.waitUntil(lambda: not reads.busy)

    welder = next(one for one in stored(walk, HistoryLine) if one.title == "Welder")
    assert (welder.organisation, welder.ends) == ("Busan Yards", date(2017, 2, 1))
    assert not welder.before_departure
    assert len(stored(walk, HistoryLine)) == before + 1


def test_a_line_that_ends_before_it_begins_is_refused_in_words(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    record = open_dara(qtbot, reads, walk, page).record
    qtbot.keyClick(record.abroad.table, Qt.Key.Key_Return)

    typed(qtbot, record.abroad.editor.ends, "2001-01-01")

    qtbot.waitUntil(lambda: bool(record.banner.sentence))
    qtbot.waitUntil(lambda: not reads.busy)
    assert record.abroad.editor.ends.text() == "2025-06-20"


def test_a_line_that_was_taken_out_comes_back_by_undo(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    record = open_dara(qtbot, reads, walk, page).record
    qtbot.keyClick(record.abroad.table, Qt.Key.Key_Return)
    qtbot.mouseClick(record.abroad.editor.remove, LEFT)
    qtbot.waitUntil(lambda: record.abroad.model.rows == () and not reads.busy)

    qtbot.mouseClick(record.undo.button, LEFT)

    qtbot.waitUntil(lambda: len(record.abroad.model.rows) == 1 and not reads.busy)


def test_a_case_is_opened_with_the_day_of_the_advice(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    shown = open_dara(qtbot, reads, walk, page)
    asked: list[CaseId] = []
    page.case_opened.connect(asked.append)
    typed(qtbot, shown.advised_on, "2018-12-01")

    qtbot.mouseClick(shown.footer.main, LEFT)

    qtbot.waitUntil(lambda: bool(asked) and not reads.busy)
    with walk.desk.uow() as uow:
        case = uow.get(Case, asked[0])
    assert (case.advice, case.advised_on) == (Advice.GIVEN, date(2018, 12, 1))


def test_who_does_not_advise_may_look_and_is_told_why_not_more(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk
) -> None:
    walk.register(practice.DARA)
    page = opened(qtbot, reads, walk, walk.assessor)
    assert not page.add_worker.isVisible()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail is not None and not reads.busy)
    shown = detail(page)

    assert shown.record.identification.name.text() == "Sok Dara"
    assert not shown.record.identification.name.isEnabled()
    qtbot.mouseClick(shown.footer.main, LEFT)
    assert shown.footer.panel.isVisible()
    assert stored(walk, Case) == ()


def test_a_name_in_either_script_is_found(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> None:
    walk.register(practice.DARA)
    other = walk.register(practice.DARA)
    save_candidate(walk.desk, walk.advisor, renamed(walk, other))
    page.refresh()
    qtbot.waitUntil(lambda: len(page.list.model.rows) == 2)

    page.search_field.setText("ដារ៉ា")

    qtbot.waitUntil(lambda: len(page.list.model.rows) == 1 and not reads.busy)
    assert page.list.model.row(0).name == "Sok Dara"


def renamed(walk: Walk, candidate: Candidate) -> Candidate:
    with walk.desk.uow() as uow:
        current = uow.get(Candidate, candidate.id)
    return replace(current, name="Chea Lina", own_script_name="ជា លីណា")


def opened(qtbot: QtBot, reads: QtTaskRunner, walk: Walk, by: Sitting) -> CandidatesPage:
    made = CandidatesPage(Session(walk.desk, by, reads))
    qtbot.addWidget(made)
    made.resize(1158, 900)
    made.show()
    qtbot.waitUntil(lambda: not reads.busy)
    return made


def open_dara(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, page: CandidatesPage
) -> CandidateDetail:
    page.open_candidate(walk.register(practice.DARA).id)
    qtbot.waitUntil(lambda: not reads.busy)
    return detail(page)


def detail(page: CandidatesPage) -> CandidateDetail:
    assert page.detail is not None
    return page.detail


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Type over what stands there and leave the field."""
    field.setFocus()
    field.selectAll()
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        field.insert(text)
        field.textEdited.emit(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def stored(walk: Walk, kind: type[Kept]) -> tuple[Kept, ...]:
    with walk.desk.uow() as uow:
        return uow.find(kind)


def test_after_an_award_the_name_changes_on_the_paper_that_proves_it_and_only_once(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk
) -> None:
    case = practice.verified(walk)
    page = opened(qtbot, reads, walk, walk.advisor)
    page.open_candidate(case.candidate_id)
    qtbot.waitUntil(lambda: page.detail is not None and not reads.busy)
    card = detail(page).record.change_of_name
    qtbot.waitUntil(card.isVisible)
    qtbot.mouseClick(card.open, LEFT)
    qtbot.keyClicks(card.name, "Sok Sovann")
    qtbot.mouseClick(card.do, LEFT)
    assert not reads.busy, "a name is not changed without the paper"
    qtbot.keyClicks(card.document, "marriage deed 77")
    qtbot.mouseClick(card.do, LEFT)
    qtbot.waitUntil(lambda: not reads.busy)

    [changed] = walk.file(case.id).name_changes
    assert (changed.former_name, changed.new_name) == ("Sok Dara", "Sok Sovann")
    assert changed.document == "marriage deed 77"
    assert detail(page).record.identification.name.text() == "Sok Sovann"
    assert not card.open.isVisible()


def test_who_is_no_advisor_cannot_change_a_name(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk
) -> None:
    case = practice.verified(walk)
    page = opened(qtbot, reads, walk, walk.assessor)
    page.open_candidate(case.candidate_id)
    qtbot.waitUntil(lambda: page.detail is not None and not reads.busy)
    card = detail(page).record.change_of_name
    qtbot.waitUntil(card.isVisible)
    assert not card.open.isEnabled(), "only an advisor changes a name"
