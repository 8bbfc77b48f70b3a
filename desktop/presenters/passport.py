"""One issued passport: what it is, its sheet, and its status with every change."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from core.domain.casefile import CaseFile
from core.domain.handing_out import SheetEvent
from core.domain.passport_sheet import CardPaper
from core.domain.people import Candidate, Staff
from core.domain.recognition import Award, Passport, Status, StatusChange, StatusPlace, StatusReason
from core.domain.standards import Unit
from core.ids import PassportId, StatusPlaceId, UnitId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.printing_cards import print_card
from core.services.status_places import change_status
from desktop.presenters.acting import Acting
from desktop.presenters.centre_keys import STATUS, CentreKeys
from desktop.presenters.issue import AwardLine, award_line
from desktop.presenters.paper import who_can_be_second
from desktop.presenters.passports import holds_status_key, publish_next
from desktop.presenters.session import Session


@dataclass(frozen=True, slots=True)
class StatusOnPage:
    """How a passport stands, or one award in it; `changes` are pairs of a change and its maker."""

    place_id: StatusPlaceId
    units: tuple[Unit, ...]
    """The award's units, of which all have this status; empty: the passport as a whole."""
    now: Status
    changes: tuple[tuple[StatusChange, str], ...]


@dataclass(frozen=True, slots=True)
class PassportOnPage:
    """An issued passport as it is shown."""

    passport: Passport
    candidate: Candidate
    issued_by: str
    awards: tuple[AwardLine, ...]
    statuses: tuple[StatusOnPage, ...]
    """Its own, then those of its awards."""
    pdf: bytes
    pages: bytes
    """The same without the attached file: what a person with a telephone needs."""
    file: CaseFile
    events: tuple[tuple[SheetEvent, str], ...]
    is_newest: bool
    """Whether no newer passport of the worker stands; only the newest is issued anew."""
    publishes: bool
    """Whether this desk publishes the status list, so that a change is known at once."""
    seconds: tuple[Staff, ...] = ()
    """Who could stand behind it if it were issued anew."""

    @property
    def status(self) -> Status:
        """How the passport as a whole stands."""
        return self.statuses[0].now


class PassportView(Protocol):
    """What the page shows."""

    def show_passport(self, page: PassportOnPage) -> None:
        """Show it."""

    def show_changed(self, page: PassportOnPage, place_id: StatusPlaceId) -> None:
        """The status at this place was changed: its own, or that of one of its awards."""

    def show_saved(self, path: Path) -> None:
        """The sheet or the card was written to a file."""

    def show_printable(self, pdf: bytes) -> None:
        """A letter is ready to be printed."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class PassportPresenter:
    """Reads one passport, writes its sheet to a file, and changes its status with a reason."""

    def __init__(
        self, view: PassportView, session: Session, keys: CentreKeys, passport_id: PassportId
    ) -> None:
        self._view, self._session, self._keys = view, session, keys
        self._id, self._acting = passport_id, Acting(view, session.tasks)

    def read(self) -> None:
        """Read the passport."""
        desk, by = self._session.desk, self._session.sitting
        self._acting.do(lambda: _read(desk, self._id, by), self._view.show_passport)

    def change(
        self,
        place_id: StatusPlaceId,
        status: Status,
        code: StatusReason,
        reason: str,
        passphrase: str,
    ) -> None:
        """Change a status and, where this desk publishes the status list, publish it."""
        desk, by, keys = self._session.desk, self._session.sitting, self._keys

        def job() -> PassportOnPage:
            page = _read(desk, self._id, by)
            if page.publishes:
                keys.get(STATUS, passphrase)  # a wrong passphrase changes nothing
            change_status(desk, by, place_id, status, reason, code=code)
            if page.publishes:
                publish_next(desk, by, keys, passphrase)
            return _read(desk, self._id, by)

        self._acting.do(job, lambda page: self._view.show_changed(page, place_id))

    def save(self, pdf: bytes, path: Path) -> None:
        """Write the sheet to a file."""
        self._acting.do(lambda: path.write_bytes(pdf), lambda _: self._view.show_saved(path))

    def save_card(self, paper: CardPaper, path: Path) -> None:
        """Print the card as a PDF that was scanned, and write it to a file."""
        desk, by, passport_id = self._session.desk, self._session.sitting, self._id
        self._acting.do(
            lambda: path.write_bytes(print_card(desk, by, passport_id, paper)),
            lambda _: self._view.show_saved(path),
        )

    def save_letter(self, page: PassportOnPage, about: StatusOnPage, path: Path) -> None:
        """Write the letter about the newest change of a status to a file."""
        self._acting.do(
            lambda: path.write_bytes(self._letter(page, about)),
            lambda _: self._view.show_saved(path),
        )

    def print_letter(self, page: PassportOnPage, about: StatusOnPage) -> None:
        """Make the letter about the newest change of a status for the printer."""
        self._acting.do(lambda: self._letter(page, about), self._view.show_printable)

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._acting.stop()

    def _letter(self, page: PassportOnPage, about: StatusOnPage) -> bytes:
        from desktop.presenters.status_letters import status_letter  # large: only when needed

        desk, writer = self._session.desk, self._session.sitting.staff.name
        change, _ = about.changes[-1]
        return status_letter(desk, page.passport, page.candidate, about.units, change, writer)


def _read(desk: Desk, passport_id: PassportId, by: Sitting) -> PassportOnPage:
    from core.scanning.attachments import without_attachments  # large: only when needed

    with desk.uow() as uow:
        passport = uow.get(Passport, passport_id)
        file = uow.case_file(passport.case_id)
        awards = [uow.get(Award, one) for one in passport.award_ids]
        page = PassportOnPage(
            passport=passport,
            candidate=uow.get(Candidate, passport.candidate_id),
            issued_by=uow.get(Staff, passport.by).name,
            awards=tuple(award_line(uow, one) for one in awards),
            statuses=(
                _status(uow, passport.status_place_id),
                *(_status(uow, one.status_place_id, one.unit_ids) for one in awards),
            ),
            pdf=(pdf := desk.files.get(passport.pdf_sha256)),
            pages=without_attachments(pdf),
            file=file,
            events=tuple(
                (event, uow.get(Staff, event.by).name)
                for event in file.sheet_events
                if event.passport_id == passport_id
            ),
            is_newest=uow.find(Passport, candidate_id=passport.candidate_id)[-1].id == passport_id,
            publishes=holds_status_key(desk),
        )
    return replace(page, seconds=who_can_be_second(desk, page.file, by.staff))


def _status(
    uow: UnitOfWork, place_id: StatusPlaceId, units: tuple[UnitId, ...] = ()
) -> StatusOnPage:
    changes = uow.find(StatusChange, place_id=place_id)
    return StatusOnPage(
        place_id,
        tuple(uow.get(Unit, one) for one in units),
        uow.get(StatusPlace, place_id).status,
        tuple((change, uow.get(Staff, change.by).name) for change in changes),
    )
