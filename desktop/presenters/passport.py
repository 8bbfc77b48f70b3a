"""One issued passport: what it is, its sheet, and its status with every change."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.domain.passport_sheet import CardPaper
from core.domain.people import Candidate, Staff
from core.domain.recognition import Award, Passport, Status, StatusChange, StatusPlace
from core.ids import PassportId
from core.ports.desk import Desk
from core.services.printing_cards import print_card
from core.services.status_places import change_status
from desktop.presenters.centre_keys import STATUS, CentreKeys
from desktop.presenters.issue import AwardLine, award_line
from desktop.presenters.passports import holds_status_key, publish_next
from desktop.presenters.session import Session


@dataclass(frozen=True, slots=True)
class PassportOnPage:
    """An issued passport as it is shown. `changes` are pairs of a change and who made it."""

    passport: Passport
    candidate: Candidate
    issued_by: str
    awards: tuple[AwardLine, ...]
    status: Status
    changes: tuple[tuple[StatusChange, str], ...]
    pdf: bytes
    publishes: bool
    """Whether this desk publishes the status list, so that a change is known at once."""


class PassportView(Protocol):
    """What the page shows."""

    def show_passport(self, page: PassportOnPage) -> None:
        """Show it."""

    def show_changed(self, page: PassportOnPage) -> None:
        """Its status was changed."""

    def show_saved(self, path: Path) -> None:
        """The sheet or the card was written to a file."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class PassportPresenter:
    """Reads one passport, writes its sheet to a file, and changes its status with a reason."""

    def __init__(
        self, view: PassportView, session: Session, keys: CentreKeys, passport_id: PassportId
    ) -> None:
        self._view, self._session, self._keys = view, session, keys
        self._id, self._gone = passport_id, False

    def read(self) -> None:
        """Read the passport."""
        desk = self._session.desk
        self._session.tasks.run(
            lambda _: _read(desk, self._id),
            done=lambda page: None if self._gone else self._view.show_passport(page),
            failed=self._fail,
        )

    def change(self, status: Status, reason: str, passphrase: str) -> None:
        """Change the status and, where this desk publishes the status list, publish it."""
        desk, by, keys = self._session.desk, self._session.sitting, self._keys

        def job() -> PassportOnPage:
            page = _read(desk, self._id)
            if page.publishes:
                keys.get(STATUS, passphrase)  # a wrong passphrase changes nothing
            change_status(desk, by, page.passport.status_place_id, status, reason)
            if page.publishes:
                publish_next(desk, by, keys, passphrase)
            return _read(desk, self._id)

        self._session.tasks.run(
            lambda _: job(),
            done=lambda page: None if self._gone else self._view.show_changed(page),
            failed=self._fail,
        )

    def save(self, pdf: bytes, path: Path) -> None:
        """Write the sheet to a file."""
        self._session.tasks.run(
            lambda _: path.write_bytes(pdf),
            done=lambda _: None if self._gone else self._view.show_saved(path),
            failed=self._fail,
        )

    def save_card(self, paper: CardPaper, path: Path) -> None:
        """Print the card as a PDF that was scanned, and write it to a file."""
        desk, by, passport_id = self._session.desk, self._session.sitting, self._id
        self._session.tasks.run(
            lambda _: path.write_bytes(print_card(desk, by, passport_id, paper)),
            done=lambda _: None if self._gone else self._view.show_saved(path),
            failed=self._fail,
        )

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._gone = True

    def _fail(self, error: Exception) -> None:
        if not self._gone:
            self._view.show_problem(error)


def _read(desk: Desk, passport_id: PassportId) -> PassportOnPage:
    with desk.uow() as uow:
        passport = uow.get(Passport, passport_id)
        place = uow.get(StatusPlace, passport.status_place_id)
        return PassportOnPage(
            passport=passport,
            candidate=uow.get(Candidate, passport.candidate_id),
            issued_by=uow.get(Staff, passport.by).name,
            awards=tuple(award_line(uow, uow.get(Award, one)) for one in passport.award_ids),
            status=place.status,
            changes=tuple(
                (change, uow.get(Staff, change.by).name)
                for change in uow.find(StatusChange, place_id=place.id)
            ),
            pdf=desk.files.get(passport.pdf_sha256),
            publishes=holds_status_key(desk),
        )
