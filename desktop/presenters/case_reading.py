"""Read a case for the window: the records, and what counts on the day for the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from core.domain.assessment import Judgement, Observation, UnitJudgement
from core.domain.casefile import CaseFile
from core.domain.rules import Standing
from core.domain.verifying import Agreement
from core.ids import CaseId
from core.ports.desk import Desk
from core.services.standing import read_standing

MarkEntry = Judgement | UnitJudgement | Observation | Agreement
"""What a mark in the grid writes: entries, which nobody changes afterwards."""

_LISTS: Final[Mapping[type[MarkEntry], str]] = {
    Judgement: "judgements",
    UnitJudgement: "unit_judgements",
    Observation: "observations",
    Agreement: "agreements",
}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as it was read: its file, and the centre's standing on that day."""

    file: CaseFile
    standing: Standing


def read_case(desk: Desk, case_id: CaseId) -> OpenCase:
    """Read a case in one transaction. A job for the task runner, never for the window's thread.

    Raises:
        NotFoundError: no case has this id.
        NoCentreError: this database holds no centre yet.
    """
    with desk.uow() as uow:
        return OpenCase(uow.case_file(case_id), read_standing(uow, desk.clock.today()))


def with_entries(case: OpenCase, entries: Iterable[MarkEntry]) -> OpenCase | None:
    """The case with entries that were committed since it was read: as reading it again would be.

    What other desks wrote meanwhile is not in it. None where only reading helps: somebody made
    an entry who was not named in the case before.
    """
    named = {one.id for one in case.file.staff}
    lists: dict[str, list[Any]] = {}
    for entry in entries:
        if entry.by not in named:
            return None
        field = _LISTS[type(entry)]
        lists.setdefault(field, list(getattr(case.file, field))).append(entry)
    in_order: dict[str, Any] = {
        field: tuple(sorted(found, key=lambda one: one.id)) for field, found in lists.items()
    }
    return replace(case, file=replace(case.file, **in_order))
