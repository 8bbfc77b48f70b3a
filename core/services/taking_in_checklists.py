"""Take in checklists that were filled in on paper: what they are of, then their marks, at once.

Nothing is guessed: a page that cannot be placed is left out with its reason, and the marks that
are written are those that the observer has confirmed on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.domain.assessment import Mark, Observation
from core.domain.rules import may_mark, require
from core.domain.sessions import (
    AssessmentSession,
    CheckKind,
    SeatCheck,
    SessionTask,
)
from core.domain.test_days import PaperSheet
from core.errors import NotFoundError, WrongInputError
from core.ids import (
    CaseId,
    ObservationId,
    PaperSheetId,
    RowId,
    SeatCheckId,
    SessionTaskId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.observing import read_bench
from core.services.reading_sessions import read_task
from core.services.session_parts import NotAPhotoError, picture
from core.services.standing import read_standing


class ObservedDayError(WrongInputError):
    """When it was seen lies in the future, or before the session was prepared."""

    code = "checklist.observed-day"


class NothingToEnterError(WrongInputError):
    """No row has a mark, and no check was ticked."""

    code = "checklist.nothing"


class AlreadyEnteredError(WrongInputError):
    """A page was entered before. Facts: page."""

    code = "checklist.entered"

    def __init__(self, page: int) -> None:
        super().__init__(f"page {page} was entered before", page=page)


class PageTwiceError(WrongInputError):
    """A page is among the pages twice. Facts: page."""

    code = "checklist.page-twice"

    def __init__(self, page: int) -> None:
        super().__init__(f"page {page} is there twice", page=page)


class KeyedBeforeError(WrongInputError):
    """The checklist was keyed in as a whole before."""

    code = "checklist.keyed"


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """A row as the observer confirmed it."""

    row_id: RowId
    mark: Mark
    prompted: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """A page that goes with the marks. `image` is its scan; empty: it was keyed in without one.

    `page` 0 stands for the whole checklist.
    """

    page: int
    pages: int
    image: bytes = b""


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything of one worker's checklist that is written at once.

    `observed_at` is as on the paper. `photo` is the one that was taken before the first mark, if
    that check is among `checks`.
    """

    task_id: SessionTaskId
    case_id: CaseId
    observed_at: datetime
    rows: tuple[EnteredRow, ...]
    checks: Mapping[CheckKind, bool]
    pages: tuple[EnteredPage, ...]
    photo: bytes = b""


def take_in(desk: Desk, by: Sitting, intake: Intake) -> tuple[Observation, ...]:
    """Write the marks of one checklist as seen by `by`, with the scan of each page.

    A row that is not among the rows stays unmarked. Who enters must have been certified and in
    scope on the day of observing.

    Raises:
        RefusedError: see `core.domain.rules.may_mark`.
        ObservedDayError, NothingToEnterError: see there.
        AlreadyEnteredError, PageTwiceError, KeyedBeforeError: see there; nothing is entered.
        NotAPhotoError: the photo is missing or no picture.
        StorageError: the disk refuses an image; nothing is entered.
    """
    now = desk.clock.now()
    if not intake.rows and not intake.checks:
        raise NothingToEnterError("no row is marked")
    digests = [desk.files.put(one.image).sha256 if one.image else "" for one in intake.pages]
    photo = _photo(desk, intake)
    with desk.uow() as uow:
        task = read_task(uow, intake.task_id)
        if task is None:
            raise NotFoundError(SessionTask.__name__, intake.task_id)
        _in_time(uow.get(AssessmentSession, task.session_id), intake.observed_at, now)
        _not_entered(uow, task, intake)
        for kind, answer in intake.checks.items():
            taken = photo if kind is CheckKind.PHOTO_NOW and answer else ""
            uow.append(_check(task, intake, by, now, (kind, answer, taken)))
        seen = _observe(uow, by, task, intake, now)
        for page, digest in zip(intake.pages, digests, strict=True):
            uow.append(_paper(task, intake, by, now, (page, digest)))
        facts = {"rows": len(seen), "pages": len(digests)}
        uow.note("checklist.entered", intake.task_id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return seen


def papers_of(desk: Desk, seen: Observation) -> tuple[PaperSheet, ...]:
    """The scanned pages that a mark was entered from; none for one that was made on the screen."""
    if seen.session_id is None or seen.observed_at == seen.at:
        return ()
    with desk.uow() as uow:
        sheets = uow.find(PaperSheet, session_id=seen.session_id, case_id=seen.case_id)
    return tuple(one for one in sheets if one.observed_at == seen.observed_at and one.sha256)


def _observe(
    uow: UnitOfWork, by: Sitting, task: SessionTask, intake: Intake, now: datetime
) -> tuple[Observation, ...]:
    file, own = uow.case_file(intake.case_id), task.of(intake.case_id)
    if own is None:
        raise NotFoundError(SessionTask.__name__, task.id)
    unit, seen_at = file.unit(task.unit_id), intake.observed_at
    standing = read_standing(uow, seen_at.astimezone().date())
    bench = read_bench(uow, intake.case_id, task.session_id)
    require(may_mark(file, unit, by.staff, standing, bench, seen_at=seen_at))
    known = {row.id for row in unit.judged_rows()}
    return tuple(
        uow.append(
            Observation(
                id=ObservationId(new_id()),
                case_id=intake.case_id,
                unit_id=unit.id,
                row_id=one.row_id,
                task_id=own,
                mark=one.mark,
                prompted=one.prompted,
                note=one.note.strip(),
                observed_at=seen_at,
                session_id=task.session_id,
                at=now,
                by=by.staff.id,
            )
        )
        for one in intake.rows
        if one.row_id in known
    )


def _photo(desk: Desk, intake: Intake) -> str:
    if not intake.checks.get(CheckKind.PHOTO_NOW):
        return ""
    if not intake.photo:
        raise NotAPhotoError("the photo that was taken is still to be added")
    return desk.files.put(picture(intake.photo)).sha256


def _in_time(session: AssessmentSession, seen_at: datetime, now: datetime) -> None:
    prepared = session.opened_at.astimezone().date()
    if seen_at > now or seen_at.astimezone().date() < prepared:
        raise ObservedDayError("it was seen after the session was prepared and before now")


def _not_entered(uow: UnitOfWork, task: SessionTask, intake: Intake) -> None:
    before = uow.find(PaperSheet, task_id=task.id, case_id=intake.case_id)
    entered = {one.page for one in before}
    if 0 in entered and any(one.page == 0 for one in intake.pages):
        raise KeyedBeforeError("the checklist was keyed in before")
    # A checklist that is keyed in as a whole may have several scans; a page of its own has one.
    named: set[int] = set()
    for page in [one.page for one in intake.pages if one.page]:
        if page in entered:
            raise AlreadyEnteredError(page)
        if page in named:
            raise PageTwiceError(page)
        named.add(page)


def _check(
    task: SessionTask,
    intake: Intake,
    by: Sitting,
    now: datetime,
    said: tuple[CheckKind, bool, str],
) -> SeatCheck:
    kind, answer, photo = said
    return SeatCheck(
        id=SeatCheckId(new_id()),
        session_id=task.session_id,
        case_id=intake.case_id,
        kind=kind,
        answer=answer,
        sha256=photo,
        at=now,
        by=by.staff.id,
    )


def _paper(
    task: SessionTask, intake: Intake, by: Sitting, now: datetime, page: tuple[EnteredPage, str]
) -> PaperSheet:
    entered, digest = page
    return PaperSheet(
        id=PaperSheetId(new_id()),
        session_id=task.session_id,
        task_id=task.id,
        case_id=intake.case_id,
        page=entered.page,
        pages=entered.pages,
        sha256=digest,
        observed_at=intake.observed_at,
        at=now,
        by=by.staff.id,
    )
