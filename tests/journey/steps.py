"""The way of one worker in small steps, each of which can tell whether it was done.

`python -m tests.journey.steps` waits on its standard input for homes of practice centres. For each
it forks a child that walks the way there, and says every step once it was saved.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from core.domain.assessment import Decision, Mark, Quality, RowOutcome
from core.domain.case import Case, Duty, GuidingAnswers, Route, Stage
from core.domain.casefile import CaseFile
from core.domain.grid import unit_grid
from core.domain.people import Candidate, Consent, Staff
from core.domain.planning import PlanSide
from core.domain.portfolio import Exhibit
from core.domain.sessions import checks_missing
from core.domain.standards import Unit, UnitRow
from core.domain.verifying import Principle, RowAnswer
from core.ports.sitting import Sitting
from core.reporting.practice_drawings import holder_portrait_jpeg
from core.services import (
    answering_rows,
    claiming,
    collecting,
    handling_cases,
    judging,
    mapping,
    observing,
    registering,
    verifying_decisions,
)
from core.services.inspecting_files import inspect
from core.services.observing import read_bench
from core.storage.unit_of_work import SqlUnitOfWork
from desktop.demo.advising import row
from desktop.demo.centre import PracticeStaff, practice_unit
from desktop.demo.clock import TurnedClock
from desktop.demo.invented import Piece
from desktop.demo.walk import Walk
from desktop.parts import open_desk
from tests.practice import D4_EVIDENCE, DARA, PAPERS


@dataclass(frozen=True)
class Step:
    """One thing that a person does and that is saved as a whole."""

    name: str
    done: Callable[[], bool]
    do: Callable[[], object]


class Way:
    """The steps of one worker at a practice centre, from registration to the passport."""

    def __init__(self, walk: Walk) -> None:
        self._walk, self._desk = walk, walk.desk

    def go(self) -> Iterator[str]:
        """Do what is not done yet; yields the name of each step once it was saved."""
        for step in self._steps():
            if not step.done():
                step.do()
                yield step.name

    @cached_property
    def _unit(self) -> Unit:
        return practice_unit(self._desk, "D4")

    @property
    def _worker(self) -> Candidate | None:
        with self._desk.uow() as uow:
            return next(iter(uow.find(Candidate)), None)

    @property
    def _case(self) -> Case | None:
        with self._desk.uow() as uow:
            return next(iter(uow.find(Case)), None)

    @property
    def file(self) -> CaseFile:
        """The case as it stands now."""
        case = self._case
        assert case is not None
        return self._walk.file(case.id)

    def _steps(self) -> Iterator[Step]:
        yield from self._registering()
        yield from self._opening()
        yield from self._collecting()
        yield from self._mapping()
        yield from self._assessing()
        yield from self._recognising()

    def _registering(self) -> Iterator[Step]:
        desk, by = self._desk, self._walk.advisor
        yield Step(
            "register",
            lambda: self._worker is not None,
            lambda: registering.register_candidate(desk, by, name=DARA.name, birth_date=DARA.born),
        )
        worker = self._worker
        assert worker is not None
        yield Step(
            "photo",
            lambda: bool(worker.photo_sha256),
            lambda: registering.set_photo(desk, by, worker, holder_portrait_jpeg()),
        )
        consent = Consent.YES
        yield Step(
            "facts",
            lambda: worker.passport_consent is consent,
            lambda: registering.save_candidate(
                desk,
                by,
                replace(
                    self._worker or worker, own_script_name=DARA.own_name, passport_consent=consent
                ),
            ),
        )

    def _opening(self) -> Iterator[Step]:
        desk, by, worker = self._desk, self._walk.advisor, self._worker
        assert worker is not None
        yield Step(
            "open",
            lambda: self._case is not None,
            lambda: handling_cases.open_case(desk, by, worker.id),
        )
        case = self.file.case
        yield Step(
            "route",
            lambda: case.route is not None,
            lambda: handling_cases.answer_guiding_questions(
                desk, by, case.id, GuidingAnswers(True, True, False), Route.RMCS_UNITS
            ),
        )
        yield Step(
            "claim",
            lambda: bool(self.file.units),
            lambda: claiming.claim_unit(desk, by, case.id, self._unit.id),
        )

    def _collecting(self) -> Iterator[Step]:
        for number, piece in enumerate(PAPERS, 1):
            yield self._add(number, piece)
            yield self._complete(number, piece)

    def _add(self, number: int, piece: Piece) -> Step:
        return Step(
            f"add {number}",
            lambda: len(self.file.exhibits) >= number,
            lambda: collecting.add_exhibit(
                self._desk,
                self._walk.advisor,
                self.file.case.id,
                kind=piece.kind,
                title=piece.title,
                file=inspect(piece.name, piece.content),
            ),
        )

    def _complete(self, number: int, piece: Piece) -> Step:
        def exhibit() -> Exhibit:
            return self.file.binder[number - 1]

        return Step(
            f"complete {number}",
            lambda: exhibit().issued_on is not None,
            lambda: collecting.save_exhibit(
                self._desk,
                self._walk.advisor,
                replace(exhibit(), issued_on=piece.issued_on, signatory=piece.signatory),
            ),
        )

    def _mapping(self) -> Iterator[Step]:
        yield self._move(Stage.MAP)
        for number, typed in D4_EVIDENCE.items():
            for one in typed:
                yield self._link(number, one)
        yield self._move(Stage.FINALISE)
        staff = self._walk.staff
        yield Step(
            "assign",
            lambda: self.file.case.verifier_id is not None,
            lambda: handling_cases.assign(
                self._desk,
                self._walk.advisor,
                self.file.case.id,
                assessor=staff.assessor.id,
                verifier=staff.verifier.id,
            ),
        )
        yield Step(
            "hand over",
            lambda: self.file.frozen,
            lambda: self._walk.hand_over(self.file.case),
        )

    def _link(self, number: str, typed: str) -> Step:
        unit, row_id = self._unit, row(self._unit, number).id
        return Step(
            f"link {typed} to {number}",
            lambda: typed in unit_grid(self.file, unit).row(row_id).labels,
            lambda: mapping.link_number(
                self._desk, self._walk.advisor, self.file.case.id, unit.id, row_id, typed
            ),
        )

    def _move(self, to: Stage) -> Step:
        return Step(
            f"to {to.name}",
            lambda: self.file.case.stage >= to,
            lambda: handling_cases.move_case(self._desk, self._walk.advisor, self.file.case.id, to),
        )

    def _assessing(self) -> Iterator[Step]:
        walk, desk, by, unit = self._walk, self._desk, self._walk.assessor, self._unit
        case = self.file.case
        yield self._declare(walk.assessor, Duty.ASSESS)
        yield self._declare(walk.verifier, Duty.VERIFY)
        yield Step(
            "plan",
            lambda: all(self.file.plan_agreement(side) for side in PlanSide),
            lambda: walk.agree_plan(case),
        )
        yield Step("seat", self._seated, lambda: walk.seat(case))
        yield Step(
            "task",
            lambda: bool(self.file.tasks),
            lambda: observing.set_task(desk, by, case.id, unit.id, title="Turn a shaft"),
        )
        yield Step(
            "observe",
            lambda: bool(self.file.observations),
            lambda: observing.observe(
                desk, by, case.id, unit.id, row(unit, "4").id, self.file.tasks[0].id, Mark.MET
            ),
        )
        for line in unit.judged_rows():
            yield self._judge(line)
        for quality in Quality:
            yield self._judge_quality(quality)
        yield Step("decide", lambda: bool(self.file.decisions), lambda: walk.decide(case, unit))

    def _seated(self) -> bool:
        case_id = self.file.case.id
        with self._desk.uow() as uow:
            bench = read_bench(uow, case_id, None)
        return bench is not None and not checks_missing(case_id, bench.checks)

    def _declare(self, who: Sitting, duty: Duty) -> Step:
        return Step(
            f"declare {duty.value}",
            lambda: self.file.conflict(who.staff.id, duty) is not None,
            lambda: handling_cases.declare_conflict(
                self._desk, who, self.file.case.id, duty, conflict=False
            ),
        )

    def _judge(self, line: UnitRow) -> Step:
        unit, by = self._unit, self._walk.assessor
        return Step(
            f"judge {line.number}",
            lambda: self.file.judgement(unit.id, line.id) is not None,
            lambda: judging.judge(self._desk, by, self.file.case.id, unit.id, line.id, Mark.MET),
        )

    def _judge_quality(self, quality: Quality) -> Step:
        unit, by = self._unit, self._walk.assessor
        return Step(
            quality.value,
            lambda: self.file.quality(unit.id, quality) is not None,
            lambda: judging.judge_quality(
                self._desk, by, self.file.case.id, unit.id, quality, True
            ),
        )

    def _agree(self, decision: Decision, one: RowOutcome) -> Step:
        return Step(
            f"agree {one.number}",
            lambda: self.file.agreement(decision.id, one.row_id) is not None,
            lambda: answering_rows.agree(
                self._desk,
                self._walk.verifier,
                decision.case_id,
                decision.id,
                one.row_id,
                RowAnswer.AGREE,
            ),
        )

    def _recognising(self) -> Iterator[Step]:
        walk, desk, case = self._walk, self._desk, self.file.case
        [decision] = self.file.decisions
        for one in decision.rows:
            yield self._agree(decision, one)
        yield Step(
            "countersign",
            lambda: bool(self.file.verifications),
            lambda: verifying_decisions.countersign(
                desk, walk.verifier, case.id, decision.id, tuple(Principle)
            ),
        )
        yield Step("issue", lambda: bool(self.file.passports), lambda: walk.issue(case))


def staff_of(home: Path) -> PracticeStaff:
    """The four people of the practice centre in `home`."""
    desk = open_desk(home)
    try:
        with desk.uow() as uow:
            people = {one.person_number: one for one in uow.find(Staff)}
    finally:
        desk.close()
    numbers = ("0101", "0417", "0388", "0102", "0455", "0471")
    return PracticeStaff(*(people[number] for number in numbers))


def die_at(point: int) -> None:
    """Be killed at the given moment of writing: around each sync, each new name, each commit."""
    passed = 0

    def step() -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(real: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any) -> Any:
            step()
            found = real(*args)
            step()
            return found

        return done

    for owner, name in ((os, "fsync"), (Path, "replace"), (SqlUnitOfWork, "commit")):
        setattr(owner, name, around(getattr(owner, name)))


def walk_the_way(home: Path, point: int) -> None:
    """Walk, and say each step once it was saved; `point` 0 is no moment at all."""
    staff = staff_of(home)
    clock = TurnedClock(3)
    walk = Walk(open_desk(home, clock), staff, clock)
    if point:
        die_at(point)
    os.write(1, b"begun\n")
    for name in Way(walk).go():
        os.write(1, f"{name}\n".encode())
    os.write(1, b"finished\n")


def main() -> None:
    """Fork a child for each line `POINT HOME` of standard input; say its process id first."""
    for name in ("core.reporting.passport_pdf", "core.scanning", "credentials.qr_symbol"):
        importlib.import_module(name)  # once, and not in each child
    for line in sys.stdin:
        point, home = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                walk_the_way(Path(home), int(point))
                status = 0
            finally:
                os._exit(status)
        os.write(1, f"pid {child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
