"""One action, one transaction: the protocol that storage fulfils."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from core.domain.audit import AuditEntry
from core.domain.casefile import CaseFile
from core.domain.records import Entry, Record
from core.ids import CaseId, DeskId, StaffId

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyEntry = TypeVar("AnyEntry", bound=Entry)
Stored = TypeVar("Stored", bound=Record | Entry)


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One user action in one transaction. Leaving the block without `commit` undoes everything.

    What it hands out are frozen domain objects; none of them is tied to the transaction.
    """

    def get(self, kind: type[Stored], record_id: UUID) -> Stored:
        """Read one record. Raises NotFoundError."""
        ...

    def find(self, kind: type[Stored], /, **equal: object) -> tuple[Stored, ...]:
        """Read the records whose named fields equal these values, in the order of their making."""
        ...

    def first(self, kind: type[Stored], /, **equal: object) -> Stored | None:
        """Read the first of what `find` would read, where that may be thousands."""
        ...

    def save(self, record: AnyRecord) -> AnyRecord:
        """Write a record, new or changed, and return it with its new version and stamps.

        Raises:
            StaleRecordError: it was changed elsewhere since this version was read, or a value
                that must be unique (a reference, an exhibit's number) is taken.
        """
        ...

    def append(self, entry: AnyEntry) -> AnyEntry:
        """Write an entry, once and for all, and return it stamped with this desk."""
        ...

    def case_file(self, case_id: CaseId) -> CaseFile:
        """Read everything about one case. Raises NotFoundError."""
        ...

    def case_for_marking(self, case_id: CaseId) -> CaseFile:
        """Read what the guards of a mark look at, and nothing else: no evidence, no marks.

        A session marks hundreds of rows, and each mark is guarded. Raises NotFoundError.
        """
        ...

    def note(
        self,
        action: str,
        subject: UUID,
        *,
        by: StaffId | None,
        at: datetime,
        **facts: object,
    ) -> None:
        """Add a line to the audit log, in the same transaction as what it records."""
        ...

    def audit_log(self, desk: DeskId) -> Iterator[AuditEntry]:
        """Read one desk's audit log from its first entry, a few at a time."""
        ...

    def desks(self) -> tuple[DeskId, ...]:
        """The desks that have an audit log in this database."""
        ...

    def commit(self) -> None:
        """Make everything that was written in this block last."""
        ...
