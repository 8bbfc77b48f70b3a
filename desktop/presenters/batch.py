"""Issue several passports, one after the other, and put their sheets together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from core.domain.handing_out import SheetEventKind
from core.domain.people import Role
from core.domain.recognition import Passport
from core.domain.rules import may_issue
from core.errors import CoreError, Refusal
from core.ids import CaseId, PassportId
from core.ports.desk import Desk
from core.ports.lists import CaseRow
from core.ports.sitting import Sitting
from core.services.handing_out import note_sheet
from core.services.issuing import issue_passport
from credentials.errors import CredentialError
from desktop.presenters.acting import Acting
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.running import Progress, Running
from desktop.presenters.session import Session

MOST: Final = 200
"""How many cases one errand takes; what is left over waits for the next."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for its passport, and what stands against issuing it now."""

    row: CaseRow
    refusals: tuple[Refusal, ...]


@dataclass(slots=True)
class Outcome:
    """What became of one case: its passport, or why there is none. Neither: not begun."""

    case_id: CaseId
    reference: str
    name: str
    passport: Passport | None = None
    error: Exception | None = None


class BatchView(Protocol):
    """What the page shows."""

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show the cases that wait."""

    def show_step(self, done: int, total: int) -> None:
        """Show how far it is."""

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show what became of each case, also after it was cancelled."""

    def show_saved(self, path: Path) -> None:
        """The sheets were written."""

    def show_printable(self, pdf: bytes) -> None:
        """All sheets as one document for the printer."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class BatchPresenter:
    """Each passport is issued whole or not at all; one that is refused does not stop the rest."""

    def __init__(self, view: BatchView, session: Session, keys: CentreKeys) -> None:
        self._view, self._keys = view, keys
        self._desk, self._by, self._tasks = session.desk, session.sitting, session.tasks
        self._acting = Acting(view, session.tasks)
        self._running: Running | None = None

    def read(self) -> None:
        """Read the cases that wait."""
        self._acting.do(lambda: _waiting(self._desk, self._by), self._view.show_waiting)

    def issue(self, rows: Sequence[CaseRow], passphrase: str) -> None:
        """Issue the passports of these cases."""
        outcomes = [Outcome(row.id, row.reference, row.name) for row in rows]

        def job(progress: Progress) -> None:
            key = self._keys.get(CENTRE, passphrase)
            for number, outcome in enumerate(outcomes):
                progress.step(number, len(outcomes))
                try:
                    outcome.passport = issue_passport(self._desk, self._by, outcome.case_id, key)
                except (CoreError, CredentialError) as error:
                    outcome.error = error

        def ended(*_: object) -> None:
            self._view.show_outcomes(outcomes)

        shown = self._acting.while_shown(ended)
        self._running = self._tasks.run(
            job,
            done=shown,
            failed=self._acting.fail,
            stepped=self._acting.while_shown(self._view.show_step),
            cancelled=shown,
        )

    def cancel(self) -> None:
        """Stop before the next one; the one that is being issued is finished."""
        if self._running is not None:
            self._running.cancel()

    def save_as_one(self, passports: Sequence[Passport], path: Path) -> None:
        """Write all sheets as one PDF."""
        self._acting.do(
            lambda: path.write_bytes(_joined(self._desk, passports)),
            lambda _: self._view.show_saved(path),
        )

    def save_into(self, passports: Sequence[Passport], folder: Path) -> None:
        """Write a PDF for each, named by its reference, with the file for other programs."""

        def job() -> None:
            for passport in passports:
                pdf = self._desk.files.get(passport.pdf_sha256)
                (folder / f"{passport.reference}.pdf").write_bytes(pdf)

        self._acting.do(job, lambda _: self._view.show_saved(folder))

    def print_all(self, passports: Sequence[Passport]) -> None:
        """Put all sheets together for the printer."""
        self._acting.do(lambda: _joined(self._desk, passports), self._view.show_printable)

    def note_printed(self, passports: Sequence[PassportId]) -> None:
        """Record that all of them were printed."""

        def job() -> None:
            for one in passports:
                note_sheet(self._desk, self._by, one, SheetEventKind.PRINTED)

        self._acting.do(job, lambda _: None)

    def stop(self) -> None:
        """Show nothing any more, and issue no further one: the view is gone."""
        self._acting.stop()
        self.cancel()


def _waiting(desk: Desk, by: Sitting) -> tuple[Waiting, ...]:
    roles = frozenset({Role.REGISTRAR})
    rows = desk.lists.my_work(by.staff.id, roles, offset=0, limit=MOST)
    with desk.uow() as uow:
        return tuple(Waiting(row, may_issue(uow.case_file(row.id), by.staff)) for row in rows)


def _joined(desk: Desk, passports: Sequence[Passport]) -> bytes:
    from core.scanning.joining import joined  # large: only when needed

    return joined(desk.files.get(one.pdf_sha256) for one in passports)
