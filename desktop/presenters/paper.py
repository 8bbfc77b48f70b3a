"""The paper of one passport: what happened to it, reading it back, and issuing the next one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from core.domain.casefile import CaseFile
from core.domain.handing_out import SheetEventKind
from core.domain.people import Staff
from core.domain.rules import Rule, may_reissue
from core.ids import CaseId, PassportId, StaffId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.handing_out import note_sheet, prove_spelling, read_paper_back
from core.services.issuing import issue_passport
from core.services.signing_in import people_who_can_sign_in, sign_in
from desktop.presenters.acting import Acting
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session


class PaperView(Protocol):
    """What the page of a passport shows of its paper."""

    def show_noted(self, kind: SheetEventKind) -> None:
        """Something happened to the paper, and is recorded."""

    def show_answered(self) -> None:
        """What the worker said of the spelling is recorded."""

    def show_issued(self, passport_id: PassportId) -> None:
        """It was issued anew."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class PaperPresenter:
    """Records what happens to the paper, and issues anew with a second person."""

    def __init__(
        self, view: PaperView, session: Session, keys: CentreKeys, passport_id: PassportId
    ) -> None:
        self._view, self._keys, self._id = view, keys, passport_id
        self._desk, self._by = session.desk, session.sitting
        self._acting = Acting(view, session.tasks)

    def note(self, kind: SheetEventKind, note: str = "") -> None:
        """Record that the paper was printed, spoiled, lost or handed over."""
        self._acting.do(
            lambda: note_sheet(self._desk, self._by, self._id, kind, note),
            lambda event: self._view.show_noted(event.kind),
        )

    def read_back(self, texts: frozenset[str]) -> None:
        """Record that these codes were seen on the paper, if they are this passport's."""
        self._acting.do(
            lambda: read_paper_back(self._desk, self._by, self._id, texts),
            lambda event: self._view.show_noted(event.kind),
        )

    def read_back_files(self, scans: Sequence[Path]) -> None:
        """Do the same with scans of the sheets."""

        def job() -> SheetEventKind:
            from core.scanning import read_codes_of_file  # large: only when needed

            texts = frozenset(text for scan in scans for text in read_codes_of_file(scan))
            return read_paper_back(self._desk, self._by, self._id, texts).kind

        self._acting.do(job, self._view.show_noted)

    def prove_spelling(self, case_id: CaseId, agreed: bool, remark: str) -> None:
        """Record what the worker said of the own name and birth date."""
        self._acting.do(
            lambda: prove_spelling(self._desk, self._by, case_id, agreed=agreed, remark=remark),
            lambda _: self._view.show_answered(),
        )

    def issue_anew(
        self, case_id: CaseId, second: StaffId, second_passphrase: str, passphrase: str
    ) -> None:
        """Issue anew; the second person's key is open for this one step alone."""

        def job() -> PassportId:
            key = self._keys.get(CENTRE, passphrase)
            other: Sitting = sign_in(self._desk, second, second_passphrase)
            try:
                issued = issue_passport(self._desk, self._by, case_id, key, second=other)
            finally:
                other.end()
            return issued.id

        self._acting.do(job, self._view.show_issued)

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._acting.stop()


def who_can_be_second(desk: Desk, file: CaseFile, by: Staff) -> tuple[Staff, ...]:
    """Who may stand behind a passport that is issued anew, by name. A job."""
    wrong = Rule.SECOND_PERSON.value
    return tuple(
        person
        for person in people_who_can_sign_in(desk)
        if all(refusal.rule != wrong for refusal in may_reissue(file, by, person))
    )
