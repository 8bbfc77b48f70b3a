"""Read a case for the window: the records, and what counts on the day for the rules."""

from dataclasses import dataclass

from core.domain.casefile import CaseFile
from core.domain.rules import Standing
from core.ids import CaseId
from core.ports.desk import Desk
from core.services.standing import read_standing


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
