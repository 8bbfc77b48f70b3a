"""The page where a session is started: where, and with whom it cannot be."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.case import Duty
from core.services.handling_cases import declare_conflict
from desktop.demo.walk import Walk
from desktop.presenters.case_on_page import read_case_on_page
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.bench.start_page import StartSessionPage
from desktop.views.case.bench_bar import BenchBar
from tests import practice


def test_the_plan_says_where_and_an_open_conflict_who_cannot_come(
    qtbot: QtBot, walk: Walk, reads: QtTaskRunner
) -> None:
    cousin, case = practice.handed_over(walk), practice.handed_over(walk)
    walk.agree_plan(case, "Lathe 2, hall B")
    declare_conflict(
        walk.desk, walk.assessor, cousin.id, Duty.ASSESS,
        conflict=True, what="his cousin", proposed="",
    )  # fmt: skip
    bar = BenchBar()
    qtbot.addWidget(bar)
    bar.show_case(read_case_on_page(walk.desk, case.id), assesses=True, at_bench=False)
    assert bar.session.text() == "Start session"

    page = StartSessionPage(Session(walk.desk, walk.assessor, reads), case.id)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: not reads.busy)
    assert page.place.text() == "Lathe 2, hall B"
    assert page.chosen == [case.id]
    lines = [page.workers.item(at) for at in range(page.workers.count())]
    [refused] = [one for one in lines if cousin.reference in one.text()]
    assert "declared a conflict" in refused.text()
    assert not refused.flags() & Qt.ItemFlag.ItemIsUserCheckable

    with qtbot.waitSignal(page.started):
        page.footer.main.click()
    read = read_case_on_page(walk.desk, case.id)
    assert read.at_bench == {walk.assessor.staff.id}
    bar.show_case(read, assesses=True, at_bench=True)
    assert bar.session.text() == "Go on with the session"
