"""Garbage of the window: collected on its thread, whatever a background job allocates."""

import gc
import threading
from typing import ClassVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.garbage import IdleGarbage

ENOUGH = 12_000
"""Cycles that make Python collect by itself, were it not told not to."""


class _Cycle:
    ended_on: ClassVar[set[int]] = set()
    ended = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        _Cycle.ended_on.add(threading.get_ident())
        _Cycle.ended += 1


def _leave_cycles() -> None:
    for _ in range(ENOUGH):
        _Cycle()


def test_a_background_job_never_ends_what_belongs_to_the_window(qtbot: QtBot) -> None:
    owner = QObject()
    with IdleGarbage(owner):
        job = threading.Thread(target=_leave_cycles)
        job.start()
        job.join()

        assert _Cycle.ended == 0
        qtbot.waitUntil(lambda: _Cycle.ended == ENOUGH)

    assert _Cycle.ended_on == {threading.get_ident()}
    assert gc.isenabled()
