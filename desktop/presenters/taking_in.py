"""Takes in checklists on paper: reads the scans, shows what was read, enters what is confirmed."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

from core.domain.checklist_reading import LeftOut, ScannedPage
from core.domain.sessions import AssessmentSession
from core.ids import CaseId, SessionId, SessionTaskId
from core.services.placing_checklists import WorkerSheets, sort_pages, to_be_keyed
from core.services.taking_in_checklists import take_in
from desktop.presenters.intake_state import IntakeSheet, intake_sheet
from desktop.presenters.running import Progress
from desktop.presenters.session import Session
from desktop.presenters.test_day_papers import session_checklists


class TakingInView(Protocol):
    """What shows it."""

    def show_step(self, done: int, total: int) -> None:
        """Show how many files were read."""

    def show_sheets(self, left_out: Sequence[LeftOut]) -> None:
        """Show the checklists that were read, and the pages that were left out."""

    def show_entered(self, sheet: IntakeSheet, rows: int) -> None:
        """Say that a checklist was entered; it is not among the sheets any more."""

    def show_printable(self, pdf: bytes) -> None:
        """The checklists are ready for the printer."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class TakingIn:
    """The checklists of one session, or of any."""

    def __init__(
        self, view: TakingInView, session: Session, session_id: SessionId | None = None
    ) -> None:
        self._view, self._session, self.session_id = view, session, session_id
        self.sheets: list[IntakeSheet] = []
        self._gone = False

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read scans; what they give is shown in the place of what was read before."""
        desk, session_id = self._session.desk, self.session_id

        def job(progress: Progress) -> tuple[list[IntakeSheet], tuple[LeftOut, ...]]:
            from core.scanning.checklist_marks import read_checklists_of_file  # large

            pages: list[ScannedPage] = []
            for number, path in enumerate(paths):
                progress.step(number, len(paths))
                pages += read_checklists_of_file(path)
            found = sort_pages(desk, pages, session_id=session_id)
            return [intake_sheet(one) for one in found.workers], found.left_out

        self._session.tasks.run(
            job, done=self._on_read, failed=self._fail, stepped=self._on_step, cancelled=_nothing
        )

    def key_in(self, task_id: SessionTaskId, case_id: CaseId) -> None:
        """Show one worker's checklist to be keyed in."""
        desk = self._session.desk
        self._session.tasks.run(
            lambda _: to_be_keyed(desk, task_id, case_id),
            done=self._on_keyed,
            failed=self._fail,
        )

    def enter(self, sheet: IntakeSheet, day: date, hour: time) -> None:
        """Enter a checklist as seen by whoever is signed in, at this day and local time."""
        desk, by = self._session.desk, self._session.sitting
        intake = sheet.intake(datetime.combine(day, hour).astimezone())
        self._session.tasks.run(
            lambda _: take_in(desk, by, intake),
            done=lambda seen: self._on_entered(sheet, len(seen)),
            failed=self._fail,
        )

    def print_checklists(self) -> None:
        """Make the checklists of everybody in the session for the printer."""
        desk, session_id = self._session.desk, self.session_id
        if session_id is None:
            return
        self._session.tasks.run(
            lambda _: session_checklists(desk, session_id),
            done=lambda pdf: None if self._gone else self._view.show_printable(pdf),
            failed=self._fail,
        )

    def stop(self) -> None:
        """Show nothing any more: the page is gone."""
        self._gone = True

    def _on_step(self, done: int, total: int) -> None:
        if not self._gone:
            self._view.show_step(done, total)

    def _on_read(self, found: tuple[list[IntakeSheet], tuple[LeftOut, ...]]) -> None:
        if not self._gone:
            self.sheets, left_out = found
            self._view.show_sheets(left_out)

    def _on_keyed(self, found: WorkerSheets) -> None:
        if not self._gone:
            self.sheets = [intake_sheet(found)]
            self._view.show_sheets(())

    def _on_entered(self, sheet: IntakeSheet, rows: int) -> None:
        if not self._gone:
            self.sheets = [one for one in self.sheets if one is not sheet]
            self._view.show_entered(sheet, rows)

    def _fail(self, error: Exception) -> None:
        if not self._gone:
            self._view.show_problem(error)


def default_time(session: AssessmentSession, now: datetime) -> datetime:
    """When it was most likely seen, in local time: now, or when the session was closed."""
    return (session.closed_at or now).astimezone()


def _nothing() -> None:
    """Nobody waits any more."""
