"""A small practice centre for tests: real database, real keys, four people who can work."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

from core.domain.assessment import Decision, Mark
from core.domain.case import Case, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Staff
from core.domain.portfolio import Signatory
from core.domain.recognition import Passport
from core.domain.standards import Text, Unit
from core.ids import ElementId, UnitId, new_id
from core.ports.desk import Desk
from core.services.practice_agency import STATUS_KEY
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from desktop.demo.centre import PASSPHRASE, PracticeStaff, make_centre, practice_unit
from desktop.demo.clock import TurnedClock
from desktop.demo.invented import Piece, Work, Worker
from desktop.demo.walk import Walk
from desktop.parts import DATABASE, open_desk

T = TypeVar("T")

A_MOMENT: Final = timedelta(minutes=1)
"""What signing in and reading may turn a practice clock by."""

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


class CopiedWalk(Walk):
    """The people of a copied practice centre, who know whether they have begun to work."""

    def __init__(self, template: Template, home: Path, days_ago: int) -> None:
        self.template, self.home, self.days_ago = template, home, days_ago
        shutil.copytree(template.home, home)
        clock = TurnedClock(days_ago)
        super().__init__(open_desk(home, clock), template.staff, clock)
        self._began, self._before = clock.now(), self._seen()

    @property
    def as_copied(self) -> bool:
        """Whether nobody has done anything here, put in another person or turned the clock."""
        return self.clock.now() - self._began < A_MOMENT and self._seen() == self._before

    def _seen(self) -> tuple[object, ...]:
        people = (self.advisor, self.assessor, self.verifier, self.registrar)
        files = ((path, path.stat()) for path in sorted(self.home.rglob("*")))
        return (
            self.desk,
            *((one, one.staff) for one in people),
            *((path, status.st_mtime_ns, status.st_size) for path, status in files),
        )


@dataclass(frozen=True)
class _Reached:
    """Where somebody has walked to: the files as they were then, the time, and the answer."""

    home: Path
    at: datetime
    answer: Any


_REACHED: Final[dict[tuple[Path, int, str], _Reached]] = {}


def once(go: Callable[[Walk], T]) -> Callable[[Walk], T]:
    """Go this way once; later walks that begin alike are brought there by copying the files.

    A walk on which anything was done before goes all the way itself.
    """

    @wraps(go)
    def brought(walk: Walk) -> T:
        if not isinstance(walk, CopiedWalk) or not walk.as_copied:
            return go(walk)
        place = (walk.template.home, walk.days_ago, go.__qualname__)
        if place not in _REACHED:
            answer = go(walk)
            _REACHED[place] = _keep(walk, go.__qualname__, answer)
            return answer
        brought_to: T = _bring(walk, _REACHED[place])
        return brought_to

    return brought


def _keep(walk: CopiedWalk, name: str, answer: object) -> _Reached:
    home = walk.template.home.with_name(f"{walk.template.home.name}-{name}-{walk.days_ago}")
    shutil.copytree(walk.home, home, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    _copy_database(walk.home, home)
    return _Reached(home, walk.clock.now(), answer)


def _bring(walk: CopiedWalk, to: _Reached) -> Any:
    shutil.copytree(to.home, walk.home, ignore=shutil.ignore_patterns(DATABASE), dirs_exist_ok=True)
    _copy_database(to.home, walk.home)
    walk.clock.turn(seconds=max((to.at - walk.clock.now()).total_seconds(), 0))
    return to.answer


def _copy_database(here: Path, there: Path) -> None:
    # SQLite's own copy, since the walk's desk is open.
    with (
        closing(sqlite3.connect(here / DATABASE)) as source,
        closing(sqlite3.connect(there / DATABASE)) as target,
    ):
        source.backup(target)


@contextmanager
def practice_walk(template: Template, home: Path, days_ago: int = 3) -> Iterator[Walk]:
    """A copy of the practice centre with its four people signed in."""
    walk = CopiedWalk(template, home, days_ago)
    try:
        yield walk
    finally:
        walk.end()
        walk.desk.close()


@once
def mapped(walk: Walk) -> Case:
    """Sok Dara's case with six of seven rows of D4 mapped."""
    unit = practice_unit(walk.desk, "D4")
    case = walk.open(DARA, Route.RMCS_UNITS, [unit])
    walk.collect(case, PAPERS)
    walk.map(case, unit, D4_EVIDENCE)
    return case


@once
def handed_over(walk: Walk) -> Case:
    """The same, frozen, with both declarations of conflict made."""
    case = mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    return case


@once
def judged(walk: Walk) -> Case:
    """The same, with the gap filled by a task and everything judged met."""
    case, unit = handed_over(walk), practice_unit(walk.desk, "D4")
    walk.observe(case, unit, "Turn a stepped shaft", {"4": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    return case


@once
def decided(walk: Walk) -> tuple[Case, Decision]:
    """The same, signed *competent* by the assessor."""
    case = judged(walk)
    return case, walk.decide(case, practice_unit(walk.desk, "D4"))


def added_unit(walk: Walk, code: str, title: str) -> Unit:
    """A further unit of D4's framework, with two rows to judge."""
    like = practice_unit(walk.desk, "D4")
    with walk.desk.uow() as uow:
        saved = uow.save(
            replace(
                like,
                id=UnitId(new_id()),
                code=code,
                title=Text((("en", title),)),
                elements=tuple(replace(one, id=ElementId(new_id())) for one in like.elements[:2]),
                version=0,
            )
        )
        uow.commit()
    return saved


@once
def three_judged(walk: Walk) -> tuple[Case, tuple[Unit, ...]]:
    """One case with three units, D4, C2 and E5, of which every row is judged met."""
    return judged_with(walk, {"C2": "Mill flat faces", "E5": "Grind tools"})


def judged_with(walk: Walk, titles: Mapping[str, str]) -> tuple[Case, tuple[Unit, ...]]:
    """One case with D4 and further units, by code and title; every row is judged met."""
    more = tuple(added_unit(walk, code, title) for code, title in titles.items())
    units = (practice_unit(walk.desk, "D4"), *more)
    case = walk.open(DARA, Route.RMCS_UNITS, units)
    walk.collect(case, PAPERS)
    walk.map(case, units[0], {**D4_EVIDENCE, "4": ["2"]})
    for unit in more:
        walk.map(case, unit, {"": ["1"], "1": ["1"], "2": ["2"]})
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    for unit in units:
        walk.judge(case, unit)
        walk.qualities(case, unit)
    return case, units


@once
def verified(walk: Walk) -> Case:
    """The same, countersigned: ready for the passport."""
    case, decision = decided(walk)
    walk.verify(case, decision)
    walk.prove_spelling(case)
    return case


@once
def issued(walk: Walk) -> Passport:
    """The same, with its passport."""
    return walk.issue(verified(walk))


@once
def published(walk: Walk) -> Passport:
    """The same, with a status list that says that it stands."""
    passport = issued(walk)
    with unlock_key(walk.desk, STATUS_KEY, PASSPHRASE) as key:
        publish_status(walk.desk, walk.registrar, key)
    return passport


def changed(desk: Desk, person: Staff) -> Staff:
    """Save a changed member of staff behind everybody's back."""
    with desk.uow() as uow:
        saved = uow.save(person)
        uow.commit()
    return saved
