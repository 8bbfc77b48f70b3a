"""One test day at work: arranged, filled with candidates, made a session, put on paper."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from core.domain.case import Stage
from core.domain.sessions import AssessmentSession
from core.ids import CaseId, TestDayId
from core.ports.lists import CaseRow, UnitListRow
from core.services import holding_test_days
from core.services.holding_test_days import TestDayDraft, TestDayFile
from desktop.presenters.acting import Acting
from desktop.presenters.session import Session
from desktop.presenters.test_day_papers import (
    DayPaper,
    day_paper,
    registry_table,
    session_checklists,
)

_LOOKED_AT: Final = 200
"""Cases that are looked through for candidates, last changed first."""


class TestDayView(Protocol):
    """What shows it."""

    def show_units(self, units: Sequence[UnitListRow]) -> None:
        """Show the units that there are."""

    def show_day(self, found: TestDayFile) -> None:
        """Show the day as it is now."""

    def show_candidates(self, rows: Sequence[CaseRow]) -> None:
        """Show whom the day could still admit."""

    def show_saved(self, path: Path) -> None:
        """A paper was written."""

    def show_printable(self, pdf: bytes) -> None:
        """A paper is ready for the printer."""

    def show_held(self, session: AssessmentSession) -> None:
        """The day has become a session."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class TestDayPresenter:
    """A new day has no id until its first saving."""

    def __init__(self, view: TestDayView, session: Session, day_id: TestDayId | None) -> None:
        self._view, self._session, self.day_id = view, session, day_id
        self._acting = Acting(view, session.tasks)

    def read(self) -> None:
        """Read the units, and the day if there is one."""
        self._acting.do(self._session.desk.lists.units, self._view.show_units)
        if self.day_id is not None:
            self._show(self.day_id)

    def save(self, draft: TestDayDraft) -> None:
        """Write the day."""
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id

        def job() -> TestDayFile:
            if day_id is None:
                day = holding_test_days.plan_test_day(desk, by, draft)
            else:
                day = holding_test_days.change_test_day(desk, by, day_id, draft)
            return holding_test_days.read_test_day(desk, by, day.id)

        self._acting.do(job, self._on_read)

    def look_for(self, words: str, found: TestDayFile) -> None:
        """Look for candidates by name, reference or unit."""
        lists = self._session.desk.lists
        codes = {unit.code for unit in found.units}

        def job() -> list[CaseRow]:
            rows = lists.cases(search=words, offset=0, limit=_LOOKED_AT)
            return [
                one
                for one in rows
                if codes & set(one.units)
                and one.end is None
                and one.stage is not Stage.RECOGNISE
                and one.id not in found.day.cases
            ]

        self._acting.do(job, self._view.show_candidates)

    def admit(self, case_id: CaseId) -> None:
        """Admit a worker."""
        self._change(holding_test_days.admit, case_id)

    def leave_out(self, case_id: CaseId) -> None:
        """Take a worker off the list."""
        self._change(holding_test_days.leave_out, case_id)

    def hold(self) -> None:
        """Make the day a session."""
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id
        if day_id is not None:
            self._acting.do(
                lambda: holding_test_days.hold(desk, by, day_id), lambda one: self._on_held(one)
            )

    def print(self, paper: DayPaper) -> None:
        """Make a paper for the printer."""
        self._acting.do(self._paper(paper), self._view.show_printable)

    def print_one(self, case_id: CaseId) -> None:
        """Make the checklist of one worker for the printer."""
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id
        if day_id is None:
            return

        def job() -> bytes:
            session_id = holding_test_days.read_test_day(desk, by, day_id).day.session_id
            return session_checklists(desk, session_id, [case_id]) if session_id else b""

        self._acting.do(job, self._view.show_printable)

    def save_paper(self, paper: DayPaper, path: Path) -> None:
        """Write a paper as PDF."""
        make = self._paper(paper)
        self._acting.do(lambda: path.write_bytes(make()), lambda _: self._view.show_saved(path))

    def save_table(self, path: Path) -> None:
        """Write the registry rows as CSV."""
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id
        if day_id is not None:
            self._acting.do(
                lambda: path.write_bytes(registry_table(desk, by, day_id)),
                lambda _: self._view.show_saved(path),
            )

    def stop(self) -> None:
        """Show nothing any more: the page is gone."""
        self._acting.stop()

    def _paper(self, paper: DayPaper) -> Callable[[], bytes]:
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id
        if day_id is None:
            return bytes
        return lambda: day_paper(desk, by, day_id, paper)

    def _change(self, change: Callable[..., object], case_id: CaseId) -> None:
        desk, by, day_id = self._session.desk, self._session.sitting, self.day_id
        if day_id is None:
            return

        def job() -> TestDayFile:
            change(desk, by, day_id, case_id)
            return holding_test_days.read_test_day(desk, by, day_id)

        self._acting.do(job, self._on_read)

    def _show(self, day_id: TestDayId) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._acting.do(lambda: holding_test_days.read_test_day(desk, by, day_id), self._on_read)

    def _on_read(self, found: TestDayFile) -> None:
        self.day_id = found.day.id
        self._view.show_day(found)

    def _on_held(self, session: AssessmentSession) -> None:
        if self.day_id is not None:
            self._show(self.day_id)
        self._view.show_held(session)
