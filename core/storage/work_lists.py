"""The lists around assessors: workload, calendar, own record, conflicts that wait."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine, Executable, RowMapping

from core.domain.staff_records import WorkCount
from core.domain.workload import CalendarEntry, Load, on_day
from core.ids import StaffId
from core.ports.lists import WaitingConflict
from core.storage import assessor_work, errors, workloads
from core.storage.engine import READ_ONLY, name_of


class WorkLists:
    """A part of core.ports.lists.Lists. Reads what is committed and waits for no writer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(**{READ_ONLY: True})
        self._name = name_of(engine)

    def workload(self) -> Sequence[Load]:
        """The open cases of everybody who has one to assess or to verify."""
        return [workloads.load_of(row) for row in self._rows(workloads.workload())]

    def calendar(
        self, first: date, last: date, since: datetime, until: datetime
    ) -> Sequence[CalendarEntry]:
        """What is on the days of whoever assesses, by person and day."""
        query = workloads.calendar(first, last, since, until)
        found = [workloads.entry_of(row) for row in self._rows(query)]
        return sorted(found, key=lambda one: (one.name, on_day(one), one.kind.value))

    def assessor_work(self, records: Sequence[StaffId]) -> Sequence[WorkCount]:
        """What a person did, whose records these are: by kind, unit and result."""
        return [assessor_work.count_of(row) for row in self._rows(assessor_work.work_of(records))]

    def waiting_conflicts(self) -> Sequence[WaitingConflict]:
        """The conflicts of interest that wait for a decision, oldest first."""
        return [workloads.conflict_of(row) for row in self._rows(workloads.waiting_conflicts())]

    def _rows(self, query: Executable) -> Sequence[RowMapping]:
        with errors.database_errors(self._name), self._engine.connect() as connection:
            return connection.execute(query).mappings().all()
