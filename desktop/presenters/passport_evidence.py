"""Take a checked passport into a case: choose the case, file it, link it where it proves a unit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from core.domain.people import Role
from core.ids import CaseId
from core.ports.lists import CaseRow
from core.services.passports_as_evidence import PassportFiled
from credentials.report import Verdict
from desktop.presenters.acting import Acting
from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.session import Session

MOST_CASES: Final = 50
"""Cases that are offered; a search says which."""


class EvidenceView(Protocol):
    """Where the case is chosen."""

    def show_cases(self, cases: Sequence[CaseRow]) -> None:
        """Offer these open cases."""

    def show_filed(self, filed: PassportFiled) -> None:
        """It is in the binder."""

    def show_linked(self, units: Sequence[str], rows: int) -> None:
        """It is linked to so many rows of these units; to none if the case claims no such unit."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class PassportEvidence:
    """For one person's sitting."""

    def __init__(self, view: EvidenceView, session: Session) -> None:
        self._view, self._session = view, session
        self._acting = Acting(view, session.tasks)
        self._asked = 0

    @property
    def may_file(self) -> bool:
        """Whether it is this person's to file evidence."""
        return Role.ADVISOR in self._session.sitting.staff.roles

    def find(self, search: str) -> None:
        """Look for open cases by name, reference or unit."""
        self._asked += 1
        asked, lists = self._asked, self._session.desk.lists

        def job() -> tuple[CaseRow, ...]:
            found = lists.cases(search=search, offset=0, limit=MOST_CASES)
            return tuple(one for one in found if one.end is None)

        self._acting.do(job, lambda found: self._show_cases(asked, found))

    def file(self, found: CheckedInput, case_id: CaseId) -> None:
        """File it as an exhibit, with a note of what the check found."""
        desk, by = self._session.desk, self._session.sitting

        def job() -> PassportFiled:
            from core.services.inspecting_files import inspect, read_evidence
            from core.services.passports_as_evidence import file_passport

            source = found.source
            if isinstance(source, Path):
                given = read_evidence(source)
            else:
                given = inspect(_name(source), source)
            return file_passport(desk, by, case_id, given, lists=found.lists, at=found.at)

        self._acting.do(job, self._view.show_filed)

    def link(self, filed: PassportFiled) -> None:
        """Link it to every row of the units that it proves and the case claims."""
        desk, by = self._session.desk, self._session.sitting

        def job() -> tuple[tuple[str, ...], int]:
            from core.services.passports_as_evidence import link_where_proved

            return link_where_proved(desk, by, filed)

        self._acting.do(job, lambda linked: self._view.show_linked(*linked))

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._acting.stop()

    def _show_cases(self, asked: int, found: Sequence[CaseRow]) -> None:
        if asked == self._asked:
            self._view.show_cases(found)


def can_be_evidence(found: CheckedInput) -> bool:
    """Whether a result is one of a passport that was not found invalid."""
    code = found.deciding
    return (
        code is not None
        and code.report.passport is not None
        and code.report.verdict is not Verdict.INVALID
    )


def _name(source: bytes) -> str:
    return "passport-code.png" if source.startswith(b"\x89PNG") else "passport-code.txt"
