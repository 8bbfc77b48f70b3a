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
from desktop.presenters.acting import Acting
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
        self._acting = Acting(view, session.tasks)

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
            job,
            done=self._acting.while_shown(self._on_read),
            failed=self._acting.fail,
            stepped=self._acting.while_shown(self._view.show_step),
            cancelled=_nothing,
        )

    def key_in(self, task_id: SessionTaskId, case_id: CaseId) -> None:
        """Show one worker's checklist to be keyed in."""
        desk = self._session.desk
        self._acting.do(lambda: to_be_keyed(desk, task_id, case_id), self._on_keyed)

    def enter(self, sheet: IntakeSheet, day: date, hour: time) -> None:
        """Enter a checklist as seen by whoever is signed in, at this day and local time."""
        desk, by = self._session.desk, self._session.sitting
        intake = sheet.intake(datetime.combine(day, hour).astimezone())
        self._acting.do(
            lambda: take_in(desk, by, intake), lambda seen: self._on_entered(sheet, len(seen))
        )

    def print_checklists(self) -> None:
        """Make the checklists of everybody in the session for the printer."""
        desk, session_id = self._session.desk, self.session_id
        if session_id is None:
            return
        self._acting.do(lambda: session_checklists(desk, session_id), self._view.show_printable)

    def stop(self) -> None:
        """Show nothing any more: the page is gone."""
        self._acting.stop()

    def _on_read(self, found: tuple[list[IntakeSheet], tuple[LeftOut, ...]]) -> None:
        self.sheets, left_out = found
        self._view.show_sheets(left_out)

    def _on_keyed(self, found: WorkerSheets) -> None:
        self.sheets = [intake_sheet(found)]
        self._view.show_sheets(())

    def _on_entered(self, sheet: IntakeSheet, rows: int) -> None:
        self.sheets = [one for one in self.sheets if one is not sheet]
        self._view.show_entered(sheet, rows)


def default_time(session: AssessmentSession, now: datetime) -> datetime:
    """When it was most likely seen, in local time: now, or when the session was closed."""
    return (session.closed_at or now).astimezone()


def _nothing() -> None:
    """Nobody waits any more."""
