"""`kill -9` at any moment of the journey: at most the step that was being saved is lost."""

import contextlib
import hashlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.audit import first_break
from core.domain.case import Case, CaseEnd
from core.domain.people import Candidate, Staff
from core.domain.recognition import Passport, StatusPlace
from core.services.checking_passports import check_codes
from core.services.lists_at_hand import published_lists
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from core.storage.atomic import PARTIAL
from core.storage.backups import integrity_problems
from credentials.report import Verdict
from desktop.demo.centre import PASSPHRASE
from desktop.demo.clock import TurnedClock
from desktop.demo.walk import Walk
from desktop.parts import DATABASE, open_desk
from tests.journey.steps import Way
from tests.practice import Template

SEED = 20251120
KILLED_FROM_OUTSIDE = 4
KILLED_WHILE_WRITING = 8
LONGEST_S = 2.0
"""Within this the journey is walked when the machine has nothing else to do."""
POINTS = 118
"""About as many moments of writing the journey has."""
A_FEW = 3
TO_THE_END = 99

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


class Walker:
    """A program that walks the journey, many times, and can be killed."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.journey.steps"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, home: Path, point: int = 0) -> int:
        """Have a child begin in `home`; returns its process id."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{point} {home}\n")
        self._program.stdin.flush()
        name, _, pid = self._line().partition(" ")
        assert name == "pid"
        assert self._line() == "begun"
        return int(pid)

    def said(self) -> list[str]:
        """What it said until it ended: the names of the steps that were saved."""
        steps = []
        while not (line := self._line()).startswith("ended "):
            steps.append(line)
        assert line in ("ended 0", f"ended {-signal.SIGKILL}"), "it failed by itself"
        return steps

    def end(self) -> None:
        """Let the program end."""
        self._program.communicate()

    def _line(self) -> str:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line, "the walker ended"
        return line.rstrip("\n")


@pytest.fixture(scope="module")
def walker() -> Iterator[Walker]:
    """The program, with everything imported that a child needs."""
    program = Walker()
    yield program
    program.end()


def killed_from_outside(walker: Walker, home: Path, after_s: float) -> list[str]:
    """Kill the journey in `home` after some time; the steps that it said were saved."""
    child = walker.begin(home)
    time.sleep(after_s)
    with contextlib.suppress(ProcessLookupError):  # it had come to its end
        os.kill(child, signal.SIGKILL)
    return walker.said()


def everything_is_whole(home: Path) -> None:
    """Look at all that is there, as somebody would who does not trust it."""
    assert integrity_problems(home / DATABASE) == []
    desk = open_desk(home)
    try:
        with desk.uow() as uow:
            for one in uow.desks():
                assert first_break(uow.audit_log(one)) is None
            files = [uow.case_file(case.id) for case in uow.find(Case)]
            portraits = [one.photo_sha256 for one in uow.find(Candidate) if one.photo_sha256]
            assert len(uow.find(Staff)) == 6
            places = uow.find(StatusPlace)
        named = portraits + [one.sha256 for file in files for one in file.files]
        named += [
            it.sheet_sha256 for file in files for it in file.plan_agreements if it.sheet_sha256
        ]
        named += [one.pdf_sha256 for file in files for one in file.passports]
        for digest in named:
            desk.files.get(digest)  # raises unless it is there and whole
        for file in files:
            assert all(file.files_of(exhibit.id) for exhibit in file.exhibits)
            assert len({one.number for one in file.exhibits}) == len(file.exhibits)
            assert (len(file.awards) > 0) == (file.case.stage == 6)
            assert (file.case.end is CaseEnd.RECOGNISED) == (len(file.passports) > 0)
        assert len({one.index for one in places}) == len(places)
    finally:
        desk.close()


def nothing_is_half_written(home: Path) -> None:
    """No file has a name that its content does not have; what was being written is swept."""
    partial = list(home.rglob(f"*{PARTIAL}"))
    assert all(one.parent == home / "evidence" / "incoming" for one in partial)
    for one in partial:  # it is kept for an hour: another program may be writing it
        os.utime(one, (0, 0))
    open_desk(home).close()
    assert not list(home.rglob(f"*{PARTIAL}"))
    evidence = [one for one in (home / "evidence").rglob("*") if one.is_file()]
    assert all(hashlib.sha256(one.read_bytes()).hexdigest() == one.name for one in evidence)


def the_journey_goes_on(template: Template, home: Path, saved: list[str], steps: int) -> None:
    """Go on for some steps; nothing that was said to be saved has to be done again."""
    clock = TurnedClock(2)
    desk = open_desk(home, clock)
    walk = Walk(desk, template.staff, clock)
    try:
        again = list(itertools.islice(Way(walk).go(), steps))
        assert not set(saved) & set(again)
        if steps == TO_THE_END:
            it_ended_as_if_nothing_had_happened(walk)
    finally:
        walk.end()
        desk.close()


def it_ended_as_if_nothing_had_happened(walk: Walk) -> None:
    """One worker, one case, everything once, and a passport that verifies."""
    desk = walk.desk
    with desk.uow() as uow:
        [_], [case], [passport] = uow.find(Candidate), uow.find(Case), uow.find(Passport)
        file = uow.case_file(case.id)
    counts = (len(file.exhibits), len(file.links), len(file.judgements), len(file.decisions))
    assert counts == (2, 8, 7, 1)
    with unlock_key(desk, "status", PASSPHRASE) as key:
        publish_status(desk, walk.registrar, key)
    lists = published_lists(desk.published)
    found = check_codes(passport.code_texts, lists=lists, at=walk.clock.now())
    assert {one.report.verdict for one in found} == {Verdict.VALID}


def moments() -> Iterator[tuple[str, float, int]]:
    """Seeded moments, spread over the whole journey, and how far it goes on afterwards."""
    chance = random.Random(SEED)
    for how, many, end in (
        ("after", KILLED_FROM_OUTSIDE, LONGEST_S),
        ("writing", KILLED_WHILE_WRITING, POINTS),
    ):
        for number in range(many):
            moment = round((number + chance.random()) * end / many, 2)
            yield how, moment, TO_THE_END if number % 4 == 2 else A_FEW


@pytest.mark.parametrize(("how", "moment", "steps"), list(moments()))
def test_a_journey_that_is_killed_goes_on_where_it_was(
    walker: Walker,
    practice_template: Template,
    tmp_path: Path,
    how: str,
    moment: float,
    steps: int,
) -> None:
    home = tmp_path / "home"
    shutil.copytree(practice_template.home, home)
    if how == "after":
        saved = killed_from_outside(walker, home, moment)
    else:
        walker.begin(home, int(moment) + 1)
        saved = walker.said()
        assert "finished" not in saved, "it was killed before its end"

    everything_is_whole(home)
    nothing_is_half_written(home)
    the_journey_goes_on(practice_template, home, saved, steps)
