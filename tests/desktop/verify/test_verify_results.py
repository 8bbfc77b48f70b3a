"""What is done with results: tables and reports kept, other days asked about, evidence filed."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.case import Case
from core.domain.recognition import Passport, Status
from core.services.registering import save_candidate
from core.services.status_places import change_status
from desktop.demo.walk import Walk
from desktop.parts import published_in
from desktop.presenters.lists_source import ListsSource
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.theme import look
from desktop.views.verify_page import VerifyPage
from tests import practice
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said
from tests.desktop.verify.conftest import checks, opened, publish, tone, word
from tests.reporting.pages import page_texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def second(walk: Walk, passport: Passport) -> Case:
    """A second case of the same worker's name, where the papers are being mapped."""
    del passport
    return practice.mapped(walk)


@pytest.fixture
def advisors(
    qtbot: QtBot, reads: QtTaskRunner, walk: Walk, passport: Passport, second: Case
) -> VerifyPage:
    """The page as an advisor sees it."""
    del passport, second
    made = VerifyPage(
        ListsSource(walk.desk.published), reads, Session(walk.desk, walk.advisor, reads)
    )
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    qtbot.waitUntil(lambda: not reads.busy)
    return made


def sheet(walk: Walk, passport: Passport) -> Path:
    return walk.desk.files.path(passport.pdf_sha256)


# -- many at once -------------------------------------------------------------------------------


def test_the_table_of_many_is_saved_for_a_spreadsheet_and_no_file_name_runs_in_it(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    settled: Settled,
    tmp_path: Path,
) -> None:
    evil = tmp_path / "=HYPERLINK(evil).txt"
    evil.write_text("https://example.org/menu")
    page.check_files([sheet(walk, passport), evil, tmp_path / "missing.pdf"])
    settled()

    page.save_table(tmp_path / "results.csv")
    settled()

    rows = list(csv.DictReader(io.StringIO((tmp_path / "results.csv").read_text("utf-8-sig"))))
    assert [row["input"] for row in rows] == [
        "missing.pdf",
        "'=HYPERLINK(evil).txt",
        sheet(walk, passport).name,
    ]
    assert [row["verdict"] for row in rows] == ["", "invalid", "valid"]
    assert (rows[2]["holder"], rows[2]["units"], rows[2]["signature"]) == (
        "Sok Dara",
        "D4",
        "passed",
    )
    assert rows[0]["headline"] == "scan.cannot-open"
    assert "Saved as" in page.banner.sentence


def test_a_long_check_can_be_stopped_and_what_was_found_stays(
    walk: Walk,
    page: VerifyPage,
    passport: Passport,
    settled: Settled,
) -> None:
    step = page.progress.step

    def stop_after_two(done: int, total: int) -> None:
        step(done, total)
        if done == 2:
            page.progress.cancel.click()

    page.progress.step = stop_after_two  # type: ignore[method-assign]
    page.check_files([sheet(walk, passport)] * 12)
    settled()

    assert 0 < len(page.found) < 12
    assert f"{12 - len(page.found)} were not looked at" in page.banner.sentence


def test_a_report_and_a_table_that_cannot_be_written_say_so(
    page: VerifyPage, passport: Passport, settled: Settled, tmp_path: Path
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    page.save_report(tmp_path / "no such folder" / "report.pdf")
    settled()
    assert page.banner.sentence
    assert "Saved" not in page.banner.sentence


# -- the report ---------------------------------------------------------------------------------


def test_the_report_says_on_paper_what_the_page_says(
    page: VerifyPage, passport: Passport, settled: Settled, tmp_path: Path
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    page.save_report(tmp_path / "report.pdf")
    settled()

    [paper] = page_texts((tmp_path / "report.pdf").read_bytes())
    for words in (
        "VALID",
        "Genuine, and not withdrawn.",
        "Sok Dara",
        "សុខ ដារ៉ា",
        "born 1988-04-12",
        "D4 Perform lathe operations",
        "proved by portfolio, tasks",
        "Assessed by Chan Virak (cert. 0417)",
        "trust list 1 of Practice Recognition Agency",
        "status list of",
        "[signature.ok]",
        "[status.ok]",
        "does not apply",
        "COMPARE",
        "PRACTICE",
        "This paper is no passport.",
    ):
        assert words in paper


def test_after_a_bad_code_the_report_shows_nothing_of_the_content(
    page: VerifyPage, passport: Passport, settled: Settled, tmp_path: Path
) -> None:
    text = passport.code_texts[0]
    page.check_text(text[:-3] + ("123" if text[-3:] != "123" else "321"))
    settled()
    page.save_report(tmp_path / "report.pdf")
    settled()
    [paper] = page_texts((tmp_path / "report.pdf").read_bytes())
    assert "Sok Dara" not in paper
    assert "NOT " in paper


# -- other days ---------------------------------------------------------------------------------


def test_asked_as_of_another_day_the_answer_says_so_above_everything(
    qtbot: QtBot,
    page: VerifyPage,
    passport: Passport,
    settled: Settled,
    tmp_path: Path,
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    assert page.result is not None
    assert page.result.historic.isHidden()

    later = datetime.now(UTC).astimezone().date() + timedelta(days=20)
    page.lists.as_of.setFocus()
    qtbot.keyClicks(page.lists.as_of, later.isoformat())
    qtbot.keyClick(page.lists.as_of, Qt.Key.Key_Return)
    settled()

    assert page.result is not None
    assert f"as of {later.isoformat()}" in page.result.historic.sentence
    assert (word(page), tone(page)) == ("UNDECIDED", "undecided")
    assert checks(page)["Status"] == "not checked"
    page.save_report(tmp_path / "report.pdf")
    settled()
    assert f"As of {later.isoformat()}" in page_texts((tmp_path / "report.pdf").read_bytes())[0]

    page.lists.as_of.clear()
    page.lists.ask(None)
    settled()
    assert page.result is not None
    assert page.result.historic.isHidden()
    assert word(page) == "VALID"


def test_as_of_a_day_before_it_was_issued_it_did_not_stand(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    page.lists.ask(date(2024, 1, 15))
    settled()
    assert word(page) != "VALID"


def test_today_is_now_and_not_the_end_of_the_day(
    page: VerifyPage, passport: Passport, settled: Settled
) -> None:
    page.lists.ask(datetime.now(UTC).astimezone().date())
    page.check_text(passport.code_texts[0])
    settled()
    assert not page.found[0].is_historic
    assert word(page) == "VALID"


# -- what was seen before -----------------------------------------------------------------------


def test_an_older_status_list_hides_no_revocation_in_a_later_sitting(
    qtbot: QtBot,
    reads: QtTaskRunner,
    walk: Walk,
    passport: Passport,
    settled: Settled,
    tmp_path: Path,
) -> None:
    old, trust = tmp_path / "old.cwt", tmp_path / "trust.json"
    old.write_bytes(walk.desk.published.status() or b"")
    trust.write_bytes(walk.desk.published.trust() or b"")
    walk.clock.turn(hours=1)
    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.REVOKED, "issued in error"
    )
    publish(walk)
    new = tmp_path / "new.cwt"
    new.write_bytes(walk.desk.published.status() or b"")

    home = tmp_path / "employer"
    first = opened(qtbot, reads, ListsSource(published_in(home)))
    first._presenter.add_lists([trust, new])
    settled()
    first.check_text(passport.code_texts[0])
    settled()
    assert word(first) == "WITHDRAWN"

    second = opened(qtbot, reads, ListsSource(published_in(home)))
    second._presenter.add_lists([trust, old])
    settled()
    second.check_text(passport.code_texts[0])
    settled()
    assert (word(second), checks(second)["Status"]) == ("UNDECIDED", "not checked")


# -- as evidence --------------------------------------------------------------------------------


def test_an_advisor_files_a_passport_in_a_case_and_links_it_where_it_proves_a_unit(
    qtbot: QtBot,
    walk: Walk,
    advisors: VerifyPage,
    second: Case,
    passport: Passport,
    settled: Settled,
) -> None:
    opened_cases: list[object] = []
    advisors.case_opened.connect(opened_cases.append)
    advisors.check_files([sheet(walk, passport)])
    settled()
    qtbot.mouseClick(advisors.tools.case, LEFT)
    settled()
    picker = advisors.picker
    assert picker is not None
    assert picker.search.text() == "Sok Dara"
    assert [row.id for row in picker._rows.rows] == [second.id], "only the open one"

    qtbot.mouseClick(picker.take, LEFT)
    settled()
    assert "Filed as exhibit" in picker.banner.sentence
    file = walk.file(second.id)
    assert "VALID" in file.notes[-1].text
    filed = file.exhibits[-1]

    qtbot.mouseClick(picker.banner.button, LEFT)
    settled()
    assert "of D4" in picker.banner.sentence
    linked = [one for one in walk.file(second.id).links if one.exhibit_id == filed.id]
    assert linked

    qtbot.mouseClick(picker.banner.button, LEFT)
    assert opened_cases == [second.id]
    assert picker.isHidden()
    assert advisors.drop.isVisible()


def test_filing_it_in_somebody_elses_case_warns_and_offers_no_link(
    qtbot: QtBot,
    walk: Walk,
    advisors: VerifyPage,
    passport: Passport,
    second: Case,
    settled: Settled,
) -> None:
    with walk.desk.uow() as uow:
        candidate = uow.case_file(second.id).candidate
    save_candidate(walk.desk, walk.advisor, replace(candidate, name="Chea Lina"))
    advisors.check_text(passport.code_texts[0])
    settled()
    qtbot.mouseClick(advisors.tools.case, LEFT)
    settled()
    picker = advisors.picker
    assert picker is not None
    picker.search.setText("Chea")
    picker._presenter.find("Chea")
    settled()
    qtbot.mouseClick(picker.take, LEFT)
    settled()

    assert "differ from the worker's" in picker.banner.what_to_do
    assert picker.banner.button.text() == "Open the case"
    assert "DIFFER" in walk.file(second.id).notes[-1].text


def test_without_a_sitting_or_for_a_bad_code_nothing_is_offered_as_evidence(
    page: VerifyPage,
    advisors: VerifyPage,
    passport: Passport,
    settled: Settled,
) -> None:
    page.check_text(passport.code_texts[0])
    settled()
    assert page.tools.case.isHidden()

    advisors.check_text("https://example.org/menu")
    settled()
    assert advisors.tools.case.isHidden()


def test_at_twice_the_size_choosing_a_case_and_filming_still_fit(
    qtbot: QtBot,
    walk: Walk,
    advisors: VerifyPage,
    passport: Passport,
    settled: Settled,
    qapp: object,
) -> None:
    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    advisors.check_files([sheet(walk, passport), Path("missing.pdf")])
    settled()
    assert advisors.minimumSizeHint().height() <= 700
    advisors.film()
    assert advisors.minimumSizeHint().height() <= 700
    advisors.camera.close_camera()
    advisors.table.go_to(1)
    qtbot.mouseClick(advisors.tools.case, LEFT)
    settled()
    assert advisors.minimumSizeHint().height() <= 700
    assert advisors.minimumSizeHint().width() <= 1100
    assert "D4" in said(advisors.result)
