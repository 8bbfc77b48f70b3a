"""Issue the passport of one case: what it will say, what stands against it, and the step itself."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.casefile import CaseFile
from core.domain.people import Staff
from core.domain.recognition import Award, Passport, ProposedAward, Status, StatusPlace
from core.domain.rules import may_issue
from core.domain.standards import Framework, Unit
from core.errors import Refusal
from core.ids import CaseId
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.handing_out import prove_spelling
from core.services.issuing import issue_passport
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award as the passport will name it; its units are of one framework."""

    units: tuple[Unit, ...]
    framework: Framework
    assessor: str
    verifier: str
    decided_on: date
    expires: date | None
    of_this_case: bool


@dataclass(frozen=True, slots=True)
class IssueOnPage:
    """What the page shows about a case that is ready for its passport, or not."""

    file: CaseFile
    awards: tuple[AwardLine, ...]
    refusals: tuple[Refusal, ...]


class IssueView(Protocol):
    """What the page shows."""

    def show_case(self, page: IssueOnPage) -> None:
        """Show what the passport will say and what stands against it."""

    def show_issuing(self, running: bool) -> None:
        """Show that the passport is being made."""

    def show_issued(self, passport: Passport) -> None:
        """The passport is there."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong; nothing was issued."""


class IssuePresenter:
    """Reads one case and issues its passport."""

    def __init__(
        self, view: IssueView, session: Session, keys: CentreKeys, case_id: CaseId
    ) -> None:
        self._view, self._session, self._keys = view, session, keys
        self._case_id, self._gone = case_id, False

    def read(self) -> None:
        """Read the case."""
        desk, staff = self._session.desk, self._session.sitting.staff
        self._session.tasks.run(
            lambda _: _read(desk, self._case_id, staff),
            done=lambda page: None if self._gone else self._view.show_case(page),
            failed=self._fail,
        )

    def prove_spelling(self, agreed: bool, remark: str) -> None:
        """Record what the worker said of the own name and birth date, and read the case again."""
        desk, by, case_id = self._session.desk, self._session.sitting, self._case_id

        def job() -> IssueOnPage:
            prove_spelling(desk, by, case_id, agreed=agreed, remark=remark)
            return _read(desk, case_id, by.staff)

        self._session.tasks.run(
            lambda _: job(),
            done=lambda page: None if self._gone else self._view.show_case(page),
            failed=self._fail,
        )

    def issue(self, passphrase: str) -> None:
        """Issue the passport with the centre's key, opened by its passphrase unless it is open."""
        desk, by, case_id = self._session.desk, self._session.sitting, self._case_id
        self._view.show_issuing(True)
        self._session.tasks.run(
            lambda _: issue_passport(desk, by, case_id, self._keys.get(CENTRE, passphrase)),
            done=self._on_issued,
            failed=self._on_not_issued,
        )

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._gone = True

    def _on_issued(self, passport: Passport) -> None:
        if not self._gone:
            self._view.show_issuing(False)
            self._view.show_issued(passport)

    def _on_not_issued(self, error: Exception) -> None:
        if not self._gone:
            self._view.show_issuing(False)
            self._view.show_problem(error)

    def _fail(self, error: Exception) -> None:
        if not self._gone:
            self._view.show_problem(error)


def _read(desk: Desk, case_id: CaseId, staff: Staff) -> IssueOnPage:
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        awards = tuple(
            award_line(uow, award, of_this_case=award.case_id == case_id)
            for award in uow.find(Award, candidate_id=file.candidate.id)
            if uow.get(StatusPlace, award.status_place_id).status is not Status.REVOKED
        )
    return IssueOnPage(file, awards, may_issue(file, staff))


def award_line(uow: UnitOfWork, award: Award, *, of_this_case: bool = True) -> AwardLine:
    """Read who signed an award and for which units."""
    units = tuple(uow.get(Unit, one) for one in award.unit_ids)
    return AwardLine(
        units,
        uow.get(Framework, units[0].framework_id),
        uow.get(Staff, uow.get(ProposedAward, award.proposed_id).by).name,
        uow.get(Staff, award.by).name,
        award.decided_on,
        award.expires,
        of_this_case,
    )
