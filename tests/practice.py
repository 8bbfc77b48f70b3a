"""A small practice centre for tests: real database, real keys, four people who can work."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.domain.assessment import Decision, Mark
from core.domain.case import Case, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Staff
from core.domain.portfolio import Signatory
from core.ports.desk import Desk
from desktop.demo.centre import PracticeStaff, make_centre, practice_unit
from desktop.demo.clock import TurnedClock
from desktop.demo.walk import Piece, Walk, Work, Worker
from desktop.parts import open_desk

DARA = Worker(
    name="Sok Dara",
    own_name="សុខ ដារ៉ា",
    born=date(1988, 4, 12),
    nationality="KH",
    document="N00124821",
    languages=("km", "en"),
    history=(Work("Lathe operator", "Hanshin", "KR", date(2019, 3, 4), date(2025, 6, 20)),),
)
PAPERS = (
    Piece(
        ExhibitKind.JOB_DESCRIPTION, "Job description", "job.txt", b"turns shafts", date(2019, 3, 4)
    ),
    Piece(
        ExhibitKind.STATEMENT,
        "Statement",
        "statement.txt",
        b"good work",
        date(2025, 6, 14),
        signatory=Signatory("Kim Jae-ho", "supervisor", date(2025, 6, 14)),
    ),
)
D4_EVIDENCE = {
    "": ["1", "2"],
    "1": ["2"],
    "2": ["2"],
    "3": ["1"],
    "5": ["1"],
    "6": ["2"],
    "7": ["2"],
}
"""Everything but row 4, which stays a gap."""


@dataclass(frozen=True)
class Template:
    """A practice centre that was made once; tests work on copies."""

    home: Path
    staff: PracticeStaff


def make_template(home: Path) -> Template:
    """Make the practice centre, without a single case."""
    desk = open_desk(home)
    try:
        return Template(home, make_centre(desk))
    finally:
        desk.close()


@contextmanager
def practice_walk(template: Template, home: Path, days_ago: int = 3) -> Iterator[Walk]:
    """A copy of the practice centre with its four people signed in."""
    shutil.copytree(template.home, home)
    clock = TurnedClock(days_ago)
    desk = open_desk(home, clock)
    walk = Walk(desk, template.staff, clock)
    try:
        yield walk
    finally:
        walk.end()
        desk.close()


def mapped(walk: Walk) -> Case:
    """Sok Dara's case with six of seven rows of D4 mapped."""
    unit = practice_unit(walk.desk, "D4")
    case = walk.open(DARA, Route.RMCS_UNITS, [unit])
    walk.collect(case, PAPERS)
    walk.map(case, unit, D4_EVIDENCE)
    return case


def handed_over(walk: Walk) -> Case:
    """The same, frozen, with both declarations of conflict made."""
    case = mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    return case


def judged(walk: Walk) -> Case:
    """The same, with the gap filled by a task and everything judged met."""
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.observe(case, unit, "Turn a stepped shaft", {"4": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    return case


def decided(walk: Walk) -> tuple[Case, Decision]:
    """The same, signed *competent* by the assessor."""
    case = judged(walk)
    return case, walk.decide(case, practice_unit(walk.desk, "D4"))


def verified(walk: Walk) -> Case:
    """The same, countersigned: ready for the passport."""
    case, decision = decided(walk)
    walk.verify(case, decision)
    walk.prove_spelling(case)
    return case


def changed(desk: Desk, person: Staff) -> Staff:
    """Save a changed member of staff behind everybody's back."""
    with desk.uow() as uow:
        saved = uow.save(person)
        uow.commit()
    return saved
