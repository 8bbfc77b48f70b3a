"""Background work: one at a time, called back on the window's thread, with progress and cancel."""

import threading

from pytestqt.qtbot import QtBot

from desktop.presenters.running import Progress
from desktop.tasks import QtTaskRunner
from tests.fakes import Immediately


def never(*_: object) -> None:
    raise AssertionError("this was not to be called")


def test_a_job_runs_elsewhere_and_its_result_comes_back_here(
    qtbot: QtBot, reads: QtTaskRunner
) -> None:
    worked: list[threading.Thread] = []
    told: list[tuple[int, threading.Thread]] = []

    def job(_: Progress) -> int:
        worked.append(threading.current_thread())
        return 42

    reads.run(job, done=lambda it: told.append((it, threading.current_thread())), failed=never)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(42, threading.main_thread())]
    assert worked[0] is not threading.main_thread()


def test_jobs_run_one_after_the_other_in_their_order(qtbot: QtBot, reads: QtTaskRunner) -> None:
    gate, order = threading.Event(), list[str]()

    def slow(_: Progress) -> None:
        gate.wait(5)
        order.append("first")

    reads.run(slow, done=lambda _: None, failed=never)
    reads.run(lambda _: order.append("second"), done=lambda _: None, failed=never)
    gate.set()
    qtbot.waitUntil(lambda: not reads.busy)

    assert order == ["first", "second"]


def test_an_error_of_the_job_comes_back_as_it_was(qtbot: QtBot, reads: QtTaskRunner) -> None:
    told: list[Exception] = []

    def job(_: Progress) -> None:
        raise OSError("disk full")

    reads.run(job, done=never, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert str(told[0]) == "disk full"


def test_a_cancelled_job_stops_at_its_next_step(qtbot: QtBot, reads: QtTaskRunner) -> None:
    begun, may_go_on = threading.Event(), threading.Event()
    steps: list[int] = []
    ended: list[str] = []

    def job(progress: Progress) -> None:
        for number in range(1000):
            progress.step(number, 1000)
            steps.append(number)
            begun.set()
            may_go_on.wait(5)

    running = reads.run(job, done=never, failed=never, cancelled=lambda: ended.append("cancelled"))
    begun.wait(5)
    running.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(ended))

    assert steps == [0]


def test_a_job_that_was_cancelled_while_it_waited_never_begins(
    qtbot: QtBot, reads: QtTaskRunner
) -> None:
    gate, ended = threading.Event(), list[str]()
    reads.run(lambda _: gate.wait(5), done=lambda _: None, failed=never)

    reads.run(never, done=never, failed=never, cancelled=lambda: ended.append("it")).cancel()
    gate.set()

    qtbot.waitUntil(lambda: ended == ["it"])


def test_progress_is_told_on_the_window_s_thread(qtbot: QtBot, reads: QtTaskRunner) -> None:
    told: list[tuple[int, int, bool]] = []

    def stepped(done: int, total: int) -> None:
        told.append((done, total, threading.current_thread() is threading.main_thread()))

    reads.run(lambda it: it.step(2, 5), done=lambda _: None, failed=never, stepped=stepped)
    qtbot.waitUntil(lambda: not reads.busy)

    assert told == [(2, 5, True)]


def test_it_says_when_it_begins_and_ends_to_be_busy(qtbot: QtBot, reads: QtTaskRunner) -> None:
    said: list[bool] = []
    reads.busy_changed.connect(said.append)

    reads.run(lambda _: None, done=lambda _: None, failed=never)
    qtbot.waitUntil(lambda: not reads.busy)

    assert said == [True, False]


def test_a_callback_may_start_the_next_job(qtbot: QtBot, reads: QtTaskRunner) -> None:
    told: list[str] = []

    def again(_: object) -> None:
        reads.run(lambda _: "second", done=told.append, failed=never)

    reads.run(lambda _: "first", done=again, failed=never)

    qtbot.waitUntil(lambda: told == ["second"])


def test_the_runner_for_tests_keeps_the_same_promises() -> None:
    told: list[object] = []
    held = Immediately(hold=True)
    held.run(lambda _: 1, done=told.append, failed=never)
    held.run(
        lambda it: it.step(1, 1), done=never, failed=never, cancelled=lambda: told.append("ended")
    ).cancel()

    assert told == []
    held.release()
    assert told == [1, "ended"]
