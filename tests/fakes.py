"""Stand-ins in memory for what the ports need from outside, for tests of the use cases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast
from uuid import UUID

from core.domain.audit import AuditEntry, chained
from core.domain.casefile import CaseFile
from core.domain.passport_sheet import CardPaper, PassportSheet
from core.domain.records import Entry, Record
from core.errors import NotFoundError, StaleRecordError
from core.ids import CaseId, DeskId, StaffId
from core.ports.desk import Desk, PublishedLists, SealedKeys
from core.ports.evidence_files import EvidenceFiles
from core.ports.lists import Lists
from desktop.presenters.running import Cancelled, Progress

DESK: Final = DeskId(UUID("01900000-0000-7000-8000-0000000000d1"))
NOON: Final = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyEntry = TypeVar("AnyEntry", bound=Entry)
Stored = TypeVar("Stored", bound=Record | Entry)
Done = TypeVar("Done")


@dataclass
class FixedClock:
    """A clock that stands still until a test moves it."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


@dataclass
class MemoryStore:
    """Records and audit log of one database, in memory. `uow` opens a transaction on it."""

    records: dict[UUID, Record | Entry] = field(default_factory=dict)
    log: dict[DeskId, list[AuditEntry]] = field(default_factory=dict)
    desk: DeskId = DESK

    def uow(self) -> "MemoryUnitOfWork":
        return MemoryUnitOfWork(self)

    def actions(self) -> list[str]:
        return [entry.action for entries in self.log.values() for entry in entries]


class MemoryUnitOfWork:
    """One transaction: works on a copy, which `commit` puts in the place of what was there."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records = dict(store.records)
        self._log = {desk: list(entries) for desk, entries in store.log.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def get(self, kind: type[Stored], record_id: UUID) -> Stored:
        record = self._records.get(record_id)
        if not isinstance(record, kind):
            raise NotFoundError(kind.__name__, record_id)
        return record

    def find(self, kind: type[Stored], /, **equal: object) -> tuple[Stored, ...]:
        return tuple(
            record
            for _, record in sorted(self._records.items())
            if isinstance(record, kind)
            and all(getattr(record, name) == value for name, value in equal.items())
        )

    def first(self, kind: type[Stored], /, **equal: object) -> Stored | None:
        return next(iter(self.find(kind, **equal)), None)

    def save(self, record: AnyRecord) -> AnyRecord:
        record_id = cast(Any, record).id
        there = self._records.get(record_id)
        if (there.version if isinstance(there, Record) else 0) != record.version:
            raise StaleRecordError(type(record).__name__, record_id)
        saved = replace(
            record, version=record.version + 1, changed_at=NOON, changed_on=self._store.desk
        )
        self._records[record_id] = saved
        return saved

    def append(self, entry: AnyEntry) -> AnyEntry:
        stamped = replace(entry, desk=self._store.desk)
        self._records[cast(Any, entry).id] = stamped
        return stamped

    def case_file(self, case_id: CaseId) -> CaseFile:
        raise NotFoundError("Case", case_id)  # whole cases are tested on the real store

    def case_for_marking(self, case_id: CaseId) -> CaseFile:
        return self.case_file(case_id)

    def note(
        self, action: str, subject: UUID, *, by: StaffId | None, at: datetime, **facts: object
    ) -> None:
        log = self._log.setdefault(self._store.desk, [])
        log.append(
            chained(
                log[-1] if log else None,
                desk=self._store.desk,
                at=at,
                by=by,
                action=action,
                subject=subject,
                facts=facts,
            )
        )

    def audit_log(self, desk: DeskId) -> Iterator[AuditEntry]:
        return iter(self._log.get(desk, []))

    def desks(self) -> tuple[DeskId, ...]:
        return tuple(self._log)

    def commit(self) -> None:
        self._store.records = dict(self._records)
        self._store.log = {desk: list(entries) for desk, entries in self._log.items()}


def _no_printer(sheets: Sequence[PassportSheet]) -> bytes:
    raise AssertionError(f"nothing is printed in this test: {len(sheets)} sheets")


def _no_card(sheet: PassportSheet, paper: CardPaper) -> bytes:
    raise AssertionError(f"no card is printed in this test: {sheet.reference} on {paper}")


def _nothing_attached(pdf: bytes, name: str, content: bytes) -> bytes:
    raise AssertionError(f"nothing is attached in this test: {name}, {len(content)} bytes")


def _no_codes(data: bytes, *, name: str) -> Sequence[str]:
    raise AssertionError(f"nothing is scanned in this test: {name}, {len(data)} bytes")


class _Absent:
    """A port that a test does not give: any use of it fails."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        raise AssertionError(f"this test's desk has nothing that can {name}")


def a_desk(
    store: MemoryStore,
    *,
    clock: FixedClock | None = None,
    keys: SealedKeys | None = None,
    published: PublishedLists | None = None,
    files: EvidenceFiles | None = None,
    lists: Lists | None = None,
) -> Desk:
    """A desk on a store in memory; ports that are not given fail when they are used."""
    return Desk(
        id=store.desk,
        uow=store.uow,
        lists=lists or cast(Lists, _Absent()),
        files=files or cast(EvidenceFiles, _Absent()),
        keys=keys or cast(SealedKeys, _Absent()),
        published=published or cast(PublishedLists, _Absent()),
        clock=clock or FixedClock(),
        print_passport=_no_printer,
        print_card=_no_card,
        attach_file=_nothing_attached,
        read_codes=_no_codes,
        close=lambda: None,
    )


@dataclass
class Immediately:
    """A TaskRunner that does each job at once, on the caller's thread.

    With `hold`, jobs wait until `release` is called: what a page shows meanwhile can be looked at.
    """

    hold: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def run(
        self,
        job: Callable[[Progress], Done],
        *,
        done: Callable[[Done], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> "_Step":
        step = _Step(stepped)

        def work() -> None:
            try:
                result = job(step)
            except Cancelled:
                if cancelled is not None:
                    cancelled()
            except Exception as error:
                failed(error)
            else:
                done(result)

        if self.hold:
            self.waiting.append(work)
        else:
            work()
        return step

    def release(self) -> None:
        """Do the jobs that wait, in their order."""
        while self.waiting:
            self.waiting.pop(0)()


@dataclass
class _Step:
    """What a job of `Immediately` gets as its progress."""

    stepped: Callable[[int, int], object] | None
    stopped: bool = False

    def cancel(self) -> None:
        self.stopped = True

    def step(self, done: int, total: int) -> None:
        if self.stopped:
            raise Cancelled
        if self.stepped is not None:
            self.stepped(done, total)
