"""Arrange test days: units, place and candidates; then hold one, as a session at the bench."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.domain.casefile import CaseFile
from core.domain.people import Centre, Role
from core.domain.rules import Rule, may_admit, may_arrange, may_change_day, require
from core.domain.sessions import AssessmentSession, Seat, SessionTask, joined_tasks
from core.domain.standards import Unit
from core.domain.test_days import MOST_PLACES, PaperSheet, TestDay
from core.errors import Refusal, WrongInputError
from core.ids import CaseId, SessionId, TestDayId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.running_sessions import open_session, set_session_task
from core.services.session_parts import may_take_part
from core.services.standing import read_standing, the_centre


class TestDayPlacesError(WrongInputError):
    """No number of places from 1 on, too many, or fewer than were admitted. Facts: limit."""

    code = "test-day.places"

    def __init__(self) -> None:
        super().__init__(f"a test day has 1 to {MOST_PLACES} places", limit=MOST_PLACES)


@dataclass(frozen=True, slots=True)
class TestDayDraft:
    """What is written of a test day before anybody is admitted."""

    on: date
    place: str
    units: tuple[UnitId, ...]
    level: str = ""
    capacity: int = 8


@dataclass(frozen=True)
class TestDayFile:
    """A test day with everything that its papers are made of.

    `against` says for each worker who is admitted what stands against a seat today, by this
    person; it is read until the day is held.
    """

    day: TestDay
    centre: Centre
    units: tuple[Unit, ...]
    files: Mapping[CaseId, CaseFile]
    tasks: tuple[SessionTask, ...] = ()
    seats: tuple[Seat, ...] = ()
    sheets: tuple[PaperSheet, ...] = ()
    against: Mapping[CaseId, tuple[Refusal, ...]] | None = None

    @property
    def admitted(self) -> tuple[tuple[int, CaseFile], ...]:
        """The workers by bib number."""
        return tuple((bib, self.files[one]) for bib, one in enumerate(self.day.cases, start=1))


def plan_test_day(desk: Desk, by: Sitting, draft: TestDayDraft) -> TestDay:
    """Make a test day.

    Raises:
        RefusedError: not this person's to arrange.
        TestDayPlacesError: see there.
    """
    return _save(desk, by, _written(TestDay(id=TestDayId(new_id()), on=draft.on, place=""), draft))


def change_test_day(desk: Desk, by: Sitting, day_id: TestDayId, draft: TestDayDraft) -> TestDay:
    """Write a test day anew; who was admitted stays.

    Raises:
        RefusedError: not this person's, or the day was held.
        TestDayPlacesError: see there.
    """
    with desk.uow() as uow:
        day = uow.get(TestDay, day_id)
    return _save(desk, by, _written(day, draft))


def admit(desk: Desk, by: Sitting, day_id: TestDayId, case_id: CaseId) -> TestDay:
    """Admit a worker, with the next bib number. Again is no error.

    Raises:
        RefusedError: see `core.domain.rules.may_admit`.
    """
    with desk.uow() as uow:
        day = uow.get(TestDay, day_id)
        if case_id in day.cases:
            return day
        require(may_admit(day, uow.case_file(case_id), by.staff))
        saved = uow.save(replace(day, cases=(*day.cases, case_id)))
        uow.note("test-day.admitted", case_id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def leave_out(desk: Desk, by: Sitting, day_id: TestDayId, case_id: CaseId) -> TestDay:
    """Take a worker off the list; those after move up.

    Raises:
        RefusedError: not this person's, or the day was held.
    """
    with desk.uow() as uow:
        day = uow.get(TestDay, day_id)
        require(may_change_day(day, by.staff))
        saved = uow.save(replace(day, cases=tuple(one for one in day.cases if one != case_id)))
        uow.note("test-day.left-out", case_id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def hold(desk: Desk, by: Sitting, day_id: TestDayId) -> AssessmentSession:
    """Make the day a session at the bench: seats by bib number, and a task for each unit.

    What an earlier try has left undone is done now.

    Raises:
        RefusedError: nobody is admitted, or one of them cannot be observed by this person today.
    """
    with desk.uow() as uow:
        day = uow.get(TestDay, day_id)
        require(may_arrange(by.staff))
        session = None
        if day.session_id is not None:
            session = uow.get(AssessmentSession, day.session_id)
        else:
            require(_all_ready(uow, desk, by, day))
    if session is None:
        session = open_session(desk, by, day.cases, place=day.place)
        with desk.uow() as uow:
            uow.save(replace(uow.get(TestDay, day_id), session_id=session.id))
            uow.note("test-day.held", day_id, by=by.staff.id, at=desk.clock.now())
            uow.commit()
    _set_tasks(desk, by, day, session.id)
    return session


def test_days(desk: Desk) -> tuple[TestDay, ...]:
    """All test days, the latest day first."""
    with desk.uow() as uow:
        return tuple(sorted(uow.find(TestDay), key=lambda one: one.on, reverse=True))


def read_test_day(desk: Desk, by: Sitting, day_id: TestDayId) -> TestDayFile:
    """Read a test day with the cases of all who are admitted."""
    with desk.uow() as uow:
        day = uow.get(TestDay, day_id)
        files = {one: uow.case_file(one) for one in day.cases}
        standing = read_standing(uow, desk.clock.today())
        of_session = {"session_id": day.session_id}
        return TestDayFile(
            day=day,
            centre=the_centre(uow),
            units=tuple(uow.get(Unit, one) for one in day.units),
            files=files,
            tasks=joined_tasks(uow.find(SessionTask, **of_session)) if day.held else (),
            seats=uow.find(Seat, **of_session) if day.held else (),
            sheets=uow.find(PaperSheet, **of_session) if day.held else (),
            against=None
            if day.held
            else {one: may_take_part(file, by, standing) for one, file in files.items()},
        )


def _written(day: TestDay, draft: TestDayDraft) -> TestDay:
    if not max(1, len(day.cases)) <= draft.capacity <= MOST_PLACES:
        raise TestDayPlacesError
    return replace(
        day,
        on=draft.on,
        place=draft.place.strip(),
        units=draft.units,
        level=draft.level,
        capacity=draft.capacity,
    )


def _save(desk: Desk, by: Sitting, day: TestDay) -> TestDay:
    require(may_change_day(day, by.staff))
    with desk.uow() as uow:
        saved = uow.save(day)
        uow.note("test-day.written", day.id, by=by.staff.id, at=desk.clock.now(), on=day.on)
        uow.commit()
    return saved


def _all_ready(uow: UnitOfWork, desk: Desk, by: Sitting, day: TestDay) -> list[Refusal]:
    if not day.cases:
        return [Refusal(Rule.TEST_DAY_EMPTY.value, {}, Role.ASSESSOR.value)]
    standing = read_standing(uow, desk.clock.today())
    found: list[Refusal] = []
    for case_id in day.cases:
        file = uow.case_file(case_id)
        against = may_take_part(file, by, standing)
        if against:
            worker = {"worker": file.candidate.name}
            found += [Refusal(Rule.TEST_DAY_NOT_YET.value, worker, Role.ASSESSOR.value), *against]
    return found


def _set_tasks(desk: Desk, by: Sitting, day: TestDay, session_id: SessionId) -> None:
    with desk.uow() as uow:
        there = {one.unit_id for one in uow.find(SessionTask, session_id=session_id)}
        claimed: Sequence[UnitId] = [
            unit.id for one in day.cases for unit in uow.case_file(one).units
        ]
        units = [uow.get(Unit, one) for one in day.units if one not in there and one in claimed]
    for unit in units:
        set_session_task(desk, by, session_id, unit.id, title=unit.title.original)
