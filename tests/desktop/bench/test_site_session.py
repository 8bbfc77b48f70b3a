"""A session at a building site: eight workers, a number pad alone, and a program that is killed."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from core.domain.assessment import Mark
from core.domain.case import Case, Route
from core.domain.sessions import AssessmentSession, CheckKind, SessionView
from core.domain.standards import Unit
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services import reading_sessions, running_sessions
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.practice import DARA, PAPERS

WORKERS: Final = 8
ROWS: Final = 4
"""The first of the unit's seven: what more would show nothing new."""
KEYS: Final = (Mark.MET, Mark.MET, Mark.NOT_MET, Mark.MET, Mark.NOT_SEEN)
"""What is seen, again and again from the first cell on."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")


class Pad:
    """The program in a process of its own, and a hand with a number pad."""

    def __init__(self, home: Path, session: AssessmentSession) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.bench.pad", str(home), str(session.id)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.seen = self._answer()

    def press(self, *keys: str) -> None:
        """Press keys, each once what came before is done."""
        for key in keys:
            self.send(key)
            self.seen = self._answer()

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{key}\n")
        self._program.stdin.flush()

    def go_to(self, bib: int, row: str, rows: list[str]) -> None:
        """Go to a worker's row, by the pad."""
        for _ in range(WORKERS):
            if self.seen["bib"] != bib:
                self.press("enter")
        steps = rows.index(row) - rows.index(self.seen["row"])
        self.press(*(["+"] * steps if steps > 0 else ["-"] * -steps))
        assert (self.seen["bib"], self.seen["row"]) == (bib, row)

    def kill(self) -> None:
        """No warning, no goodbye."""
        self._program.send_signal(signal.SIGKILL)
        self._program.communicate()

    def end(self) -> None:
        """Close the program as a person does."""
        self._program.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, "the program ended"
        answer: dict[str, Any] = json.loads(line)
        return answer


def site(walk: Walk, unit: Unit) -> list[Case]:
    cases = []
    for number in range(WORKERS):
        worker = replace(DARA, name=f"Worker {number + 1}", document=f"N{number}")
        case = walk.open(worker, Route.RMCS_UNITS, [unit])
        walk.collect(case, PAPERS)
        walk.map(case, unit, {"": ["1"]})
        walk.finalise(case)
        walk.hand_over(case)
        walk.declare(case)
        cases.append(case)
    return cases


def seat_all_but_the_last(walk: Walk, cases: list[Case]) -> AssessmentSession:
    ids = [one.id for one in cases]
    session = running_sessions.open_session(walk.desk, walk.assessor, ids, place="Site A")
    for case_id in ids[:-1]:
        for kind in CheckKind:
            running_sessions.check(
                walk.desk, walk.assessor, session.id, case_id, kind, True,
                photo=holder_portrait_jpeg(),
            )  # fmt: skip
    return session


@pytest.fixture
def wanted(walk: Walk) -> dict[tuple[str, int], Mark]:
    rows = [row.number for row in practice_unit(walk.desk, "D4").judged_rows()][:ROWS]
    cells = [(row, bib) for row in rows for bib in range(1, WORKERS + 1)]
    return {cell: KEYS[at % len(KEYS)] for at, cell in enumerate(cells)}


def played(pad: Pad, wanted: dict[tuple[str, int], Mark], rows: list[str]) -> Iterator[int]:
    """Mark what is not marked yet, from the top; says after each mark how many there are."""
    keys = {Mark.MET: "1", Mark.NOT_MET: "2", Mark.NOT_SEEN: "3"}
    for (row, bib), mark in wanted.items():
        if [bib, row, mark.value] in pad.seen["marks"]:
            continue
        pad.go_to(bib, row, rows)
        pad.press(keys[mark])
        if pad.seen["checks"]:  # this worker's seat was not checked: the pad does that too
            pad.press("1", "1", "photo", "1", "1", "1", "2", keys[mark])
        assert [bib, row, mark.value] in pad.seen["marks"]
        yield len(pad.seen["marks"])


def test_eight_workers_are_marked_by_number_pad_alone_and_two_kills_lose_nothing(
    walk: Walk, tmp_path: Path, wanted: dict[tuple[str, int], Mark]
) -> None:
    unit = practice_unit(walk.desk, "D4")
    rows = [row.number for row in unit.judged_rows()]
    cases = site(walk, unit)
    session = seat_all_but_the_last(walk, cases)
    running_sessions.set_session_task(
        walk.desk, walk.assessor, session.id, unit.id, title="Turn a shaft"
    )
    home = tmp_path / "home"

    pad = Pad(home, session)
    pad.press(".")
    for count in played(pad, wanted, rows):
        if count == 11:
            break
    before = pad.seen
    pad.kill()

    pad = Pad(home, session)
    assert sorted(pad.seen["marks"]) == sorted(before["marks"]), "what was saved is there"
    assert (pad.seen["bib"], pad.seen["row"]) == (before["bib"], before["row"])
    assert pad.seen["clock"] is True
    assert pad.seen["saved"].startswith("SAVED ")
    for count in played(pad, wanted, rows):
        if count == 23:
            break
    before = pad.seen
    pad.send("+")
    pad.send("2")
    pad.kill()

    pad = Pad(home, session)
    lost = [one for one in before["marks"] if one not in pad.seen["marks"]]
    assert lost == [], "at most the mark that was just pressed is not there"
    assert len(pad.seen["marks"]) in (23, 24)
    for _ in played(pad, wanted, rows):
        pass
    pad.end()

    found = reading_sessions.read_session(walk.desk, session.id)
    numbers = {row.id: row.number for row in unit.judged_rows()}
    bibs = {seat.case_id: seat.bib for seat in found.seats}
    latest = {
        (numbers[one.row_id], bibs[case_id]): one.mark
        for case_id, file in found.files.items()
        for one in file.observations
    }
    assert latest == wanted
    everything = [one for file in found.files.values() for one in file.observations]
    assert {one.session_id for one in everything} == {session.id}
    assert all(one.observed_at == one.at for one in everything)
    assert found.session.view is SessionView.GROUP
