"""Issue several passports at once: each whole or not at all, with reasons and a way to stop."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.domain.case import Case
from core.domain.handing_out import SheetEventKind
from core.domain.people import Candidate, Consent
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.centre_keys import CentreKeys
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.batch_page import BatchPage
from tests import practice
from tests.desktop.eyes import said
from tests.fakes import Immediately

LEFT = Qt.MouseButton.LeftButton
Made = Callable[[], BatchPage]


@pytest.fixture
def cases(walk: Walk) -> tuple[Case, Case]:
    return practice.verified(walk), practice.verified(walk)


@pytest.fixture
def page(
    qtbot: QtBot, walk: Walk, cases: tuple[Case, Case], reads: QtTaskRunner, keys: CentreKeys
) -> BatchPage:
    del cases
    made = BatchPage(Session(walk.desk, walk.registrar, reads), keys)
    qtbot.addWidget(made)
    made.resize(1160, 700)
    made.show()
    rest(qtbot, reads)
    return made


def rest(qtbot: QtBot, reads: QtTaskRunner) -> None:
    qtbot.waitUntil(lambda: not reads.busy, timeout=30_000)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not reads.busy, timeout=30_000)


def refuse(walk: Walk, case: Case) -> None:
    with walk.desk.uow() as uow:
        candidate = uow.get(Candidate, case.candidate_id)
        uow.save(replace(candidate, passport_consent=Consent.NO))
        uow.commit()


def test_all_are_issued_printed_together_and_saved_each_by_its_reference(
    qtbot: QtBot,
    walk: Walk,
    cases: tuple[Case, Case],
    page: BatchPage,
    reads: QtTaskRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    qtbot.mouseClick(page.footer.main, LEFT)
    assert "Type the passphrase" in page.banner.sentence
    qtbot.keyClicks(page.key.field.edit, PASSPHRASE)
    qtbot.mouseClick(page.footer.main, LEFT)
    rest(qtbot, reads)
    assert page.banner.sentence == "2 of 2 passports were issued."

    printed: list[bytes] = []

    def take(pdf: bytes, _: QWidget) -> bool:
        printed.append(pdf)
        return True

    monkeypatch.setattr("desktop.views.printing.ask_and_print", take)
    qtbot.mouseClick(page.print, LEFT)
    rest(qtbot, reads)
    document = pypdfium2.PdfDocument(printed[0])
    assert len(document) == 2
    document.close()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path))
    qtbot.mouseClick(page.save_each, LEFT)
    rest(qtbot, reads)
    for case in cases:
        file = walk.file(case.id)
        assert [one.kind for one in file.sheet_events] == [SheetEventKind.PRINTED]
        saved = (tmp_path / f"{case.reference}.pdf").read_bytes()
        assert saved == walk.desk.files.get(file.passports[0].pdf_sha256)


def test_what_is_refused_is_listed_with_its_reason_and_the_others_are_issued(
    qtbot: QtBot, walk: Walk, cases: tuple[Case, Case], page: BatchPage, reads: QtTaskRunner
) -> None:
    first, second = cases
    refuse(walk, first)  # after the page was read: somebody else was quicker
    qtbot.keyClicks(page.key.field.edit, PASSPHRASE)
    qtbot.mouseClick(page.footer.main, LEFT)
    rest(qtbot, reads)

    assert page.banner.sentence == "1 of 2 passports were issued."
    assert "refused" in said(page)
    assert walk.file(first.id).passports == ()
    assert len(walk.file(second.id).passports) == 1
    assert page.ticks == [], "the one that is left may not be issued, and says why"
    assert "Consent to the passport" in said(page)


def test_cancelling_leaves_the_rest_as_it_was(
    qtbot: QtBot, walk: Walk, cases: tuple[Case, Case], keys: CentreKeys
) -> None:
    held = Immediately(hold=True)
    page = BatchPage(Session(walk.desk, walk.registrar, held), keys)
    qtbot.addWidget(page)
    page.show()
    held.release()
    qtbot.keyClicks(page.key.field.edit, PASSPHRASE)
    qtbot.mouseClick(page.footer.main, LEFT)
    assert page.progress.cancel.isVisible()
    qtbot.mouseClick(page.progress.cancel, LEFT)
    held.release()

    assert page.banner.sentence == "0 of 2 passports were issued."
    assert "not begun" in said(page)
    assert all(walk.file(case.id).passports == () for case in cases)
    assert page.footer.isEnabled()
