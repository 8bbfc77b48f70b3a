"""One user action in one transaction, over SQLAlchemy Core."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Executable, Table, func, insert, select
from sqlalchemy import update as change
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError

from core.domain.audit import AuditEntry, chained
from core.domain.casefile import CaseFile
from core.domain.records import Entry, Record
from core.errors import NotFoundError, StaleRecordError
from core.ids import CaseId, DeskId, StaffId
from core.storage import errors
from core.storage.case_files import FOR_MARKING, read_case_file
from core.storage.codec import from_row, to_column, to_json, to_row
from core.storage.engine import name_of
from core.storage.tables import AUDIT_LOG, table_of

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyEntry = TypeVar("AnyEntry", bound=Entry)
Stored = TypeVar("Stored", bound=Record | Entry)

AUDIT_BATCH: Final = 500
"""How many lines of the audit log are read at a time."""


class Now(Protocol):
    """What stamps need of core.ports.desk.Clock."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        ...


class SqlUnitOfWork:
    """Fulfils core.ports.unit_of_work.UnitOfWork. On SQLite it holds the one writer's place.

    So keep what happens inside the block short: no key is opened and nothing printed there.
    """

    def __init__(self, engine: Engine, desk: DeskId, clock: Now) -> None:
        self._engine, self._desk, self._clock = engine, desk, clock
        self._name = name_of(engine)
        self._open: Connection | None = None

    def __enter__(self) -> "SqlUnitOfWork":
        connection = self._engine.connect()
        try:
            with errors.database_errors(self._name):
                connection.begin()
        except BaseException:
            connection.close()
            raise
        self._open = connection
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection, self._open = self._connection, None
        with errors.database_errors(self._name):
            connection.close()  # undoes what was not committed

    def get(self, kind: type[Stored], record_id: UUID) -> Stored:
        """Read one record. Raises NotFoundError."""
        table = table_of(kind)
        found = self._read(kind, table.c.id == record_id)
        if not found:
            raise NotFoundError(kind.__name__, record_id)
        return found[0]

    def find(self, kind: type[Stored], /, **equal: object) -> tuple[Stored, ...]:
        """Read the records whose named fields equal these values, in the order of their making."""
        return self._read(kind, *_equal(kind, equal))

    def first(self, kind: type[Stored], /, **equal: object) -> Stored | None:
        """Read the first of what `find` would read, where that may be thousands."""
        return next(iter(self._read(kind, *_equal(kind, equal), limit=1)), None)

    def save(self, record: AnyRecord) -> AnyRecord:
        """Write a record, new or changed, and return it with its new version and stamps.

        Raises:
            StaleRecordError: it was changed elsewhere since this version was read, or a value
                that must be unique (a reference, an exhibit's number) is taken.
        """
        saved = replace(
            record,
            version=record.version + 1,
            changed_at=self._clock.now(),
            changed_on=self._desk,
        )
        table = table_of(type(record))
        row = to_row(saved)
        if record.version == 0:
            self._write(insert(table).values(row), record)
            return saved
        same_version = (table.c.id == row["id"], table.c.version == record.version)
        written = self._write(change(table).where(*same_version).values(row), record)
        if written.rowcount != 1:
            raise StaleRecordError(type(record).__name__, row["id"])
        return saved

    def append(self, entry: AnyEntry) -> AnyEntry:
        """Write an entry, once and for all, and return it stamped with this desk.

        Raises:
            StaleRecordError: it was written before, or somebody else wrote the one that there
                may be (a second verification of a decision).
        """
        stamped = replace(entry, desk=self._desk)
        self._write(insert(table_of(type(entry))).values(to_row(stamped)), entry)
        return stamped

    def case_file(self, case_id: CaseId) -> CaseFile:
        """Read everything about one case, in one query a table. Raises NotFoundError."""
        with errors.database_errors(self._name):
            return read_case_file(self._connection, case_id)

    def case_for_marking(self, case_id: CaseId) -> CaseFile:
        """Read what the guards of a mark look at, and nothing else. Raises NotFoundError."""
        with errors.database_errors(self._name):
            return read_case_file(self._connection, case_id, FOR_MARKING)

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
        self._close_log_to_others()
        newest = (
            select(AUDIT_LOG)
            .where(AUDIT_LOG.c.desk == self._desk)
            .order_by(AUDIT_LOG.c.sequence.desc())
            .limit(1)
        )
        row = self._execute(newest).mappings().first()
        line = chained(
            from_row(AuditEntry, row) if row else None,
            desk=self._desk,
            at=at,
            by=by,
            action=action,
            subject=subject,
            facts=to_json(facts),
        )
        self._execute(insert(AUDIT_LOG).values(to_row(line)))

    def audit_log(self, desk: DeskId) -> Iterator[AuditEntry]:
        """Read one desk's audit log from its first entry, a few at a time."""
        after = 0
        while True:
            batch = (
                select(AUDIT_LOG)
                .where(AUDIT_LOG.c.desk == desk, AUDIT_LOG.c.sequence > after)
                .order_by(AUDIT_LOG.c.sequence)
                .limit(AUDIT_BATCH)
            )
            rows = self._execute(batch).mappings().all()
            yield from (from_row(AuditEntry, row) for row in rows)
            if len(rows) < AUDIT_BATCH:
                return
            after = rows[-1]["sequence"]

    def desks(self) -> tuple[DeskId, ...]:
        """The desks that have an audit log in this database."""
        column = AUDIT_LOG.c.desk
        return tuple(self._execute(select(column).distinct().order_by(column)).scalars())

    def commit(self) -> None:
        """Make everything that was written in this block last."""
        with errors.database_errors(self._name):
            self._connection.commit()

    def _close_log_to_others(self) -> None:
        """Keep others from adding to this desk's log meanwhile. SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            number = int.from_bytes(self._desk.bytes[8:], signed=True)
            self._execute(select(func.pg_advisory_xact_lock(number)))

    @property
    def _connection(self) -> Connection:
        if self._open is None:
            raise RuntimeError("a unit of work is used inside its `with` block only")
        return self._open

    def _read(
        self, kind: type[Stored], *conditions: ColumnElement[bool], limit: int | None = None
    ) -> tuple[Stored, ...]:
        table: Table = table_of(kind)
        wanted = select(table).where(*conditions).order_by(table.c.id).limit(limit)
        return tuple(from_row(kind, row) for row in self._execute(wanted).mappings())

    def _write(self, statement: Executable, item: Record | Entry) -> CursorResult[Any]:
        try:
            return self._execute(statement)
        except IntegrityError as error:
            if errors.is_taken(error):
                raise StaleRecordError(type(item).__name__, to_row(item)["id"]) from error
            raise

    def _execute(self, statement: Executable) -> CursorResult[Any]:
        with errors.database_errors(self._name):
            return self._connection.execute(statement)


def _equal(kind: type[Stored], equal: Mapping[str, object]) -> Iterator[ColumnElement[bool]]:
    table = table_of(kind)
    return (table.c[name] == to_column(kind, name, value) for name, value in equal.items())
