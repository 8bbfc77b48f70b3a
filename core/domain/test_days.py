"""A test day: many workers assessed at one place, and what its papers say of each of them.

Everything on the papers follows from what was decided and marked; nothing is written for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.domain.assessment import Mark, Result
from core.domain.casefile import CaseFile
from core.domain.people import Consent
from core.domain.records import Entry, Record
from core.domain.sessions import SessionTask
from core.domain.standards import Unit
from core.domain.verifying import VerificationOutcome
from core.ids import CaseId, PaperSheetId, RowId, SessionId, SessionTaskId, TestDayId, UnitId

MOST_PLACES: Final = 40
"""More than this is more than one day, or more than one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestDay(Record):
    """A day for which workers are admitted, in the order of `cases`: bib numbers 1, 2, 3 and so on.

    `level` is the framework's own word, or empty for any. `session_id` is the session at the bench
    that the day became; from then on who was admitted stays, and who comes late to it is added.
    """

    id: TestDayId
    on: date
    place: str
    level: str = ""
    units: tuple[UnitId, ...] = ()
    capacity: int = 8
    cases: tuple[CaseId, ...] = ()
    session_id: SessionId | None = None

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(0, self.capacity - len(self.cases))

    @property
    def held(self) -> bool:
        """Whether the day has become a session."""
        return self.session_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet(Entry):
    """One page of a printed checklist that was entered: `at` when, `observed_at` when it was seen.

    `sha256` (hex) names the scan of the page in the evidence store, empty if it was keyed in
    without one. `page` counts from 1; 0: the checklist was keyed in as a whole.
    """

    id: PaperSheetId
    session_id: SessionId
    task_id: SessionTaskId
    case_id: CaseId
    page: int
    pages: int
    sha256: str
    observed_at: datetime


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What became of one unit of one worker. A field is None or empty as long as it is open."""

    unit: Unit
    result: Result | None = None
    decided_on: date | None = None
    assessor: str = ""
    verified_on: date | None = None
    verifier: str = ""

    @property
    def recognised(self) -> bool:
        """Whether a verifier has countersigned *competent*."""
        return self.result is Result.COMPETENT and self.verified_on is not None


def result_lines(file: CaseFile, units: Sequence[UnitId]) -> tuple[ResultLine, ...]:
    """The results of a worker in those of the day's units that the worker claims."""
    return tuple(_result(file, unit) for unit in file.units if unit.id in units)


def _result(file: CaseFile, unit: Unit) -> ResultLine:
    decision = file.decision(unit.id)
    if decision is None:
        return ResultLine(unit)
    answer = file.verification(decision.id)
    if answer is not None and answer.outcome is VerificationOutcome.RETURNED:
        return ResultLine(unit)  # the assessor decides anew
    if answer is None or answer.outcome is not VerificationOutcome.COUNTERSIGNED:
        return ResultLine(unit, decision.result, decision.decided_on, file.person(decision.by).name)
    return ResultLine(
        unit,
        decision.result,
        decision.decided_on,
        file.person(decision.by).name,
        answer.at.astimezone().date(),
        file.person(answer.by).name,
    )


def rating(file: CaseFile, tasks: Sequence[SessionTask]) -> Mapping[RowId, Mark]:
    """The latest mark of each row that a worker was given in these tasks; unmarked ones are out."""
    own = {task.of(file.case.id) for task in tasks}
    return {one.row_id: one.mark for one in file.standing_observations if one.task_id in own}


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """One worker in the registry of workers assessed and certified, for one unit."""

    reference: str
    name: str
    own_name: str
    born: date
    nationality: str
    unit: Unit
    framework: str
    result: Result
    decided_on: date
    assessor: str
    verified_on: date
    verifier: str
    passport: str


def registry_rows(file: CaseFile, units: Sequence[UnitId]) -> tuple[RegistryRow, ...]:
    """The verified results of a worker, for the registry: none without the worker's consent."""
    person = file.candidate
    if person.register_consent is not Consent.YES:
        return ()
    valid = file.passports[-1].reference if file.passports else ""
    rows = []
    for line in result_lines(file, units):
        if line.result is None or line.decided_on is None or line.verified_on is None:
            continue
        framework = file.framework(line.unit.framework_id)
        rows.append(
            RegistryRow(
                reference=file.case.reference,
                name=person.name,
                own_name=person.own_script_name,
                born=person.birth_date,
                nationality=person.nationality,
                unit=line.unit,
                framework=f"{framework.code} {framework.edition}",
                result=line.result,
                decided_on=line.decided_on,
                assessor=line.assessor,
                verified_on=line.verified_on,
                verifier=line.verifier,
                passport=valid if line.recognised else "",
            )
        )
    return tuple(rows)
