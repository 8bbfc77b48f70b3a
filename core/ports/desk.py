"""The desk: everything from outside that a use case may need, put together once at the start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.passport_sheet import CardPaper, PassportSheet
from core.ids import DeskId
from core.ports.evidence_files import EvidenceFiles
from core.ports.lists import Lists
from core.ports.unit_of_work import UnitOfWork
from credentials.keys import SealedKey


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day it is at the centre, by the machine's own time zone."""
        ...


class SealedKeys(Protocol):
    """The sealed key files of this desk, by name: `staff-<id>`, `centre`, `agency`, `status`."""

    def load(self, name: str) -> SealedKey:
        """Read one. Raises NotFoundError, or KeyFileDamagedError of credentials."""
        ...

    def keep(self, name: str, key: SealedKey) -> None:
        """Write one, whole or not at all. Raises StorageError."""
        ...

    def drop(self, name: str) -> None:
        """Let go of one, if it is there. Raises StorageError."""
        ...

    def names(self) -> tuple[str, ...]:
        """The names of all key files here, in their order."""
        ...


class PublishedLists(Protocol):
    """The trust list and the status list that this desk holds, as the agency published them."""

    def trust(self) -> bytes | None:
        """The newest trust list (a DSSE envelope), or None before the first."""
        ...

    def status(self) -> bytes | None:
        """The newest status list (a CWT), or None before the first."""
        ...

    def keep_trust(self, envelope: bytes) -> None:
        """Keep a newer trust list. Raises StorageError."""
        ...

    def bitstrings(self) -> bytes | None:
        """The same table as Bitstring Status Lists, a JSON array, or None before the first."""
        ...

    def keep_status(self, token: bytes, bitstrings: bytes) -> None:
        """Keep a newer status list, and its Bitstring lists for others. Raises StorageError."""
        ...

    def kept(self, name: str) -> bytes | None:
        """A file of trust under this name, such as `draft.json`, or None if there is none."""
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep a file of trust, in the place of one of that name. Raises StorageError."""
        ...

    def drop(self, name: str) -> None:
        """Let go of a file of trust; nothing happens if there is none. Raises StorageError."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files of trust in a folder, such as `foreign`, in their order."""
        ...


class PassportPrinter(Protocol):
    """Prints the skill passport."""

    def __call__(self, sheets: Sequence[PassportSheet]) -> bytes:
        """Return the A4 sheets, one for each code, as one PDF."""
        ...


class CardPrinter(Protocol):
    """Prints the card of a skill passport."""

    def __call__(self, sheet: PassportSheet, paper: CardPaper) -> bytes:
        """Return the card's two sides as one PDF."""
        ...


class FileAttacher(Protocol):
    """Attaches files to printed passports."""

    def __call__(self, pdf: bytes, name: str, content: bytes) -> bytes:
        """Return the PDF with a file of this name and content attached."""
        ...


class CodeReader(Protocol):
    """Finds codes in files."""

    def __call__(self, data: bytes, *, name: str) -> Sequence[str]:
        """Return the text of every code in a PDF, an image or a text file.

        A full credential, alone or attached to a PDF, is returned as it is written.

        Raises:
            WrongInputError: the file cannot be read or holds no code; see core/scanning.
        """
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk of a centre: its database, files, keys, clock, printer and scanner."""

    id: DeskId
    uow: Callable[[], UnitOfWork]
    lists: Lists
    files: EvidenceFiles
    keys: SealedKeys
    published: PublishedLists
    clock: Clock
    print_passport: PassportPrinter
    print_card: CardPrinter
    attach_file: FileAttacher
    read_codes: CodeReader
    close: Callable[[], None]
    """Let go of the database and the files; nothing may be asked of the desk afterwards."""
