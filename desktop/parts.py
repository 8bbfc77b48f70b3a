"""Puts the parts of a desk together, without Qt: database, files, keys, lists, clock, printer.

What costs time to import is imported inside the functions, so that the way to the first window
stays short.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.domain.passport_sheet import CardPaper, PassportSheet
    from core.ports.desk import Clock, Desk, PublishedLists

DATABASE: Final = "touchstone.db"
PRACTICE_PASSPHRASE: Final = "practice"  # noqa: S105 - shown on the practice centre's sign-in page


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time now, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day it is in the machine's time zone."""
        return datetime.now(UTC).astimezone().date()


def open_desk(home: Path, clock: Clock | None = None) -> Desk:
    """Open the desk whose files are in `home`; what is not there yet is made.

    Raises:
        StorageError: the database or the disk refuses; see core/storage/errors.py.
    """
    from core.ports.desk import Desk
    from core.services.shipped_standards import install_shipped_standards
    from core.storage.desk_identity import desk_id
    from core.storage.engine import open_database
    from core.storage.evidence_files import FolderEvidenceFiles
    from core.storage.queries import SqlLists
    from core.storage.sealed_keys import FolderSealedKeys
    from core.storage.unit_of_work import SqlUnitOfWork

    clock = clock or SystemClock()
    engine = open_database(home / DATABASE)
    identity = desk_id(home)
    desk = Desk(
        id=identity,
        uow=lambda: SqlUnitOfWork(engine, identity, clock),
        lists=SqlLists(engine),
        files=FolderEvidenceFiles(home / "evidence"),
        keys=FolderSealedKeys(home / "keys"),
        published=published_in(home),
        clock=clock,
        print_passport=_print_passport,
        print_card=_print_card,
        attach_file=_attach_file,
        read_codes=_read_codes,
        close=engine.dispose,
    )
    install_shipped_standards(desk)
    return desk


def published_in(home: Path) -> PublishedLists:
    """The lists that are kept in `home`, whether or not there is a centre."""
    from core.storage.published_lists import FolderPublishedLists

    return FolderPublishedLists(home / "published")


def _print_passport(sheets: Sequence[PassportSheet]) -> bytes:
    from core.reporting.passport_pdf import passport_pdf

    return passport_pdf(*sheets)


def _print_card(sheet: PassportSheet, paper: CardPaper) -> bytes:
    from core.reporting.passport_card import card_pdf

    return card_pdf(sheet, paper)


def _attach_file(pdf: bytes, name: str, content: bytes) -> bytes:
    from core.scanning.attachments import attach

    return attach(pdf, name, content)


def _read_codes(data: bytes, *, name: str) -> Sequence[str]:
    from core.scanning import read_codes

    return read_codes(data, name=name)
