"""Where each of the six stages of a case stands, for the bar across its page."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from core.domain.case import Advice, CaseEnd, Stage, StageMove
from core.ids import StaffId
from desktop.presenters.case_on_page import CaseOnPage


class StageStanding(Enum):
    """Where a stage stands. *Not given* is ordinary, neither an error nor a tick."""

    NOT_GIVEN = auto()
    DONE = auto()
    NOW = auto()
    WAITING = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class StageFact:
    """One stage: how it stands, since when, and who brought it there or has it."""

    stage: Stage
    standing: StageStanding
    when: date | datetime | None = None
    who: StaffId | None = None


def stage_facts(page: CaseOnPage) -> tuple[StageFact, ...]:
    """The six stages in their order."""
    return tuple(_fact(page, stage) for stage in Stage)


def _fact(page: CaseOnPage, stage: Stage) -> StageFact:
    case = page.case
    if stage is Stage.ADVISE:
        return _advised(page)
    if stage < case.stage:
        left = _last_move(page, leaving=stage)
        when, who = (left.at, left.by) if left else (None, None)
        return StageFact(stage, StageStanding.DONE, when, who)
    if stage > case.stage:
        return StageFact(stage, StageStanding.WAITING)
    if case.end is not None:
        ended = next((one for one in reversed(page.file.moves) if one.end), None)
        when, who = (ended.at, ended.by) if ended else (None, None)
        reached = case.end in (CaseEnd.RECOGNISED, CaseEnd.PORTFOLIO_ONLY)
        standing = StageStanding.DONE if reached else StageStanding.ENDED
        return StageFact(stage, standing, when, who)
    entered = next((one for one in reversed(page.file.moves) if one.to_stage is stage), None)
    who = page.row.person_id if page.row else None
    return StageFact(stage, StageStanding.NOW, entered.at if entered else None, who)


def _advised(page: CaseOnPage) -> StageFact:
    case = page.case
    if case.advice is Advice.NOT_GIVEN:
        return StageFact(Stage.ADVISE, StageStanding.NOT_GIVEN)
    return StageFact(Stage.ADVISE, StageStanding.DONE, case.advised_on)


def _last_move(page: CaseOnPage, *, leaving: Stage) -> StageMove | None:
    moves = (
        one
        for one in reversed(page.file.moves)
        if one.from_stage is leaving and one.to_stage > leaving
    )
    return next(moves, None)
