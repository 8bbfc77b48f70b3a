"""Issuing one passport with its PDF, on a real desk, and what that spends its time on.

Each round takes the practice centre's lathe operator from the first visit to the passport; only the
last step is timed. What the desk does in it is timed by putting a stopwatch around its parts.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.timing import silently
from core.domain.case import Case
from core.domain.passport_sheet import PassportSheet
from core.domain.recognition import Passport
from core.ports.desk import Desk
from core.ports.evidence_files import EvidenceFiles, StoredFile
from core.services.issuing import issue_passport
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from credentials.keys import Purpose, Strength
from credentials.signing import SigningKey, unseal
from desktop.demo.centre import PASSPHRASE, make_centre
from desktop.demo.clock import TurnedClock
from desktop.demo.journey import take_one_worker
from desktop.demo.walk import Walk
from desktop.parts import open_desk

ROUNDS = 5
PRINT = "setting the A4 page as PDF"
SCAN = "scanning the page that was printed"
STORE = "writing the PDF to disk"
REST = "signing, the file's proof, and the database"
DAYS_AGO = 12

Times = dict[str, float]


class Stopwatch:
    """Adds up seconds by name."""

    def __init__(self) -> None:
        self.seconds: Times = {}

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


class TimedFiles:
    """The desk's evidence files, with a stopwatch around writing."""

    def __init__(self, files: EvidenceFiles, watch: Stopwatch) -> None:
        self._files, self._watch = files, watch
        self.get, self.path, self.digest = files.get, files.path, files.digest
        self.fresh, self.unfinished, self.take = files.fresh, files.unfinished, files.take

    def put(self, content: bytes) -> StoredFile:
        with self._watch.timing(STORE):
            return self._files.put(content)


class TimedWalk(Walk):
    """A walk through the six steps that times how the passport is issued."""

    rounds: list[Times]

    def issue(self, case: Case) -> Passport:
        self.prove_spelling(case)
        watch = Stopwatch()
        desk = timed(self.desk, watch)
        with unlock_key(self.desk, CENTRE_KEY, PASSPHRASE) as key:
            started = time.perf_counter()
            passport = issue_passport(desk, self.registrar, case.id, key)
            total = time.perf_counter() - started
        parts = watch.seconds
        parts[REST] = total - parts[PRINT] - parts[SCAN] - parts[STORE]
        self.rounds.append(parts | {"total": total})
        return passport


def timed(desk: Desk, watch: Stopwatch) -> Desk:
    """The same desk with a stopwatch around what it prints, scans and writes."""

    def print_passport(sheets: Sequence[PassportSheet]) -> bytes:
        with watch.timing(PRINT):
            return desk.print_passport(sheets)

    def read_codes(data: bytes, *, name: str) -> Sequence[str]:
        with watch.timing(SCAN):
            return desk.read_codes(data, name=name)

    files = TimedFiles(desk.files, watch)
    return replace(desk, print_passport=print_passport, read_codes=read_codes, files=files)


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        try:
            rounds = _issue_again_and_again(desk)
        finally:
            desk.close()
    first, later = rounds[0], rounds[1:]
    medians = {name: median(times[name] for times in later) for name in first}
    total = medians["total"]
    parts = sorted((PRINT, SCAN, STORE, REST), key=lambda name: -medians[name])
    lines = [
        _line("one passport, issued with its PDF", total),
        _line("the first one after the program's start", first["total"]),
    ]
    lines += [_line(f"  {name}", medians[name], total) for name in parts]
    lines.append(_line("before it, the centre's key is unlocked (Argon2id)", _unlocking()))
    return lines


def _issue_again_and_again(desk: Desk) -> list[Times]:
    clock = TurnedClock(DAYS_AGO)
    walk = TimedWalk(replace(desk, clock=clock), make_centre(desk), clock)
    walk.rounds = []
    try:
        for _ in range(ROUNDS):
            take_one_worker(walk, silently)
    finally:
        walk.end()
    return walk.rounds


def _unlocking() -> float:
    """Seconds to unlock a key that is sealed as a real centre's is, not as in practice."""
    with SigningKey.generate() as key:
        sealed = key.seal(
            PASSPHRASE, purpose=Purpose.CENTRE, owner="benchmark", strength=Strength.NORMAL
        )
    watch = Stopwatch()
    with watch.timing("unlock"), unseal(sealed, PASSPHRASE):
        pass
    return watch.seconds["unlock"]


def _line(name: str, seconds: float, total: float | None = None) -> str:
    share = "" if total is None else f"  {seconds / total:5.0%}"
    return f"{name:<52}{seconds * 1e3:8.1f} ms{share}"
