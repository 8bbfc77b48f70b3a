"""A case of the size that the goals speak of: one unit of 60 criteria, everything in place."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core.domain.assessment import Mark
from core.domain.case import Case, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Signatory
from core.domain.standards import Criterion, Element, Text, Unit
from core.ids import CriterionId, ElementId, UnitId, new_id
from desktop.demo.centre import make_centre, practice_unit
from desktop.demo.clock import TurnedClock
from desktop.demo.invented import Piece, Work, Worker
from desktop.demo.walk import Walk
from desktop.parts import open_desk

ROWS = 60
IN_ELEMENT = 6
_BACK = date(2025, 6, 20)
_WORKER = Worker(
    name="Sok Dara",
    own_name="សុខ ដារ៉ា",
    born=date(1988, 4, 12),
    nationality="KH",
    document="N00124821",
    languages=("km", "en"),
    history=(Work("Lathe operator", "Hanshin", "KR", date(2019, 3, 4), _BACK),),
)
_PAPERS = (
    Piece(ExhibitKind.JOB_DESCRIPTION, "Job description", "job.txt", b"turns shafts", _BACK),
    Piece(
        ExhibitKind.STATEMENT,
        "Statement",
        "statement.txt",
        b"good work",
        _BACK,
        signatory=Signatory("Kim Jae-ho", "supervisor", _BACK),
    ),
)


@dataclass(frozen=True)
class LongCase:
    """The case, its unit, and the people who can work on it."""

    walk: Walk
    case: Case
    unit: Unit


@contextmanager
def long_case(home: Path, *, decided: bool) -> Iterator[LongCase]:
    """A practice centre in `home` with one worker's case of 60 rows, judged or decided too."""
    with practice_walk(home) as walk:
        unit = long_unit(walk)
        evidence = {"": ["1", "2"]} | {one.number: ["1"] for one in unit.judged_rows()}
        case = walk.to_assess(_WORKER, Route.RMCS_UNITS, unit, _PAPERS, evidence)
        walk.observe(
            case, unit, "The whole unit", {one.number: Mark.MET for one in unit.judged_rows()}
        )
        walk.judge(case, unit)
        if decided:
            walk.qualities(case, unit)
            walk.decide(case, unit)
        yield LongCase(walk, case, unit)


@contextmanager
def practice_walk(home: Path) -> Iterator[Walk]:
    """A new practice centre in `home`, with its people signed in."""
    with closing(open_desk(home)) as desk:
        staff = make_centre(desk)
    clock = TurnedClock(3)
    with closing(open_desk(home, clock)) as desk:
        walk = Walk(desk, staff, clock)
        try:
            yield walk
        finally:
            walk.end()


def long_unit(walk: Walk) -> Unit:
    """A unit of 10 elements with 6 criteria each, saved among the standards."""
    pattern = practice_unit(walk.desk, "D4")
    elements = tuple(
        Element(
            ElementId(new_id()),
            str(at + 1),
            _text("Prepare machine, tools and workplace for the operation"),
            tuple(
                Criterion(
                    CriterionId(new_id()),
                    f"{at + 1}.{number + 1}",
                    _text(
                        "Work is set up, held and measured to the drawing and within tolerance, "
                        "following the safety rules of the workplace"
                    ),
                )
                for number in range(IN_ELEMENT)
            ),
        )
        for at in range(ROWS // IN_ELEMENT)
    )
    with walk.desk.uow() as uow:
        unit = uow.save(
            replace(pattern, id=UnitId(new_id()), code="X60", elements=elements, version=0)
        )
        uow.commit()
    return unit


def _text(words: str) -> Text:
    return Text((("en", words),))
