"""A worker's record at work: identification and history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from core.domain.case import Case
from core.domain.handing_out import NameChange
from core.domain.people import Candidate, HistoryLine, Role
from core.domain.recognition import Award
from core.domain.rules import holds_role
from core.errors import Refusal
from core.ids import CandidateId, CaseId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.handling_cases import open_case
from core.services.inspecting_files import read_evidence
from core.services.registering import (
    change_name,
    register_candidate,
    save_candidate,
    save_history_line,
    set_photo,
)
from desktop.presenters.record_work import RecordWork
from desktop.presenters.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkerOnPage:
    """A worker with the lines of history that stand, and all cases."""

    candidate: Candidate
    history: tuple[HistoryLine, ...]
    cases: tuple[Case, ...]
    photo: bytes
    signed: bool
    """Whether an award is bound to the name."""
    former_name: str
    """The name before the change of name; empty without one."""


class WorkerView(Protocol):
    """What shows the worker."""

    def show_worker(self, worker: WorkerOnPage) -> None:
        """Show the worker as recorded now."""

    def worker_changed(self) -> None:
        """Something was written just now, and what was recorded is shown."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong. The worker is shown again after it, as recorded."""


def read_worker(desk: Desk, candidate_id: CandidateId) -> WorkerOnPage:
    """Read a worker. A job for the task runner.

    Raises:
        NotFoundError: nobody has this id.
    """
    with desk.uow() as uow:
        candidate = uow.get(Candidate, candidate_id)
        history = uow.find(HistoryLine, candidate_id=candidate_id, removed=False)
        cases = uow.find(Case, candidate_id=candidate_id)
        signed = bool(uow.find(Award, candidate_id=candidate_id))
        changes = uow.find(NameChange, candidate_id=candidate_id)
    digest = candidate.photo_sha256
    return WorkerOnPage(
        candidate=candidate,
        history=tuple(sorted(history, key=lambda line: (line.starts, line.ends or date.max))),
        cases=cases,
        photo=desk.files.get(digest) if digest else b"",
        signed=signed,
        former_name=changes[-1].former_name if changes else "",
    )


def register_worker(
    session: Session,
    name: str,
    birth_date: date,
    *,
    done: Callable[[Candidate], object],
    failed: Callable[[Exception], object],
) -> None:
    """Register a new worker."""
    session.tasks.run(
        lambda _: register_candidate(
            session.desk, session.sitting, name=name, birth_date=birth_date
        ),
        done=done,
        failed=failed,
    )


class WorkerWork(RecordWork[WorkerOnPage]):
    """The use cases of a worker's record. After each one it is read again and shown."""

    def __init__(self, view: WorkerView, session: Session, candidate_id: CandidateId) -> None:
        super().__init__(view, session)
        self._shown_by, self.candidate_id = view, candidate_id

    def against_changing(self) -> tuple[Refusal, ...]:
        """What stands against this person changing the record."""
        return holds_role(self.session.sitting.staff, Role.ADVISOR)

    def change(self, **changes: object) -> None:
        """Change facts about the worker, starting from how they are stored now."""

        def use(desk: Desk, by: Sitting) -> Candidate:
            stored = _stored(desk, self.candidate_id)
            return save_candidate(desk, by, replace(stored, **changes))  # type: ignore[arg-type]

        self._change(use)

    def change_name(self, name: str, document: str) -> None:
        """Change the name that signed awards are bound to, on the paper that proves it."""
        self._change(lambda desk, by: change_name(desk, by, self.candidate_id, name, document))

    def set_photo(self, path: Path) -> None:
        """Keep a portrait. A file that is no picture is refused as any evidence is."""

        def use(desk: Desk, by: Sitting) -> Candidate:
            return set_photo(
                desk, by, _stored(desk, self.candidate_id), read_evidence(path).content
            )

        self._change(use)

    def save_line(
        self, line: HistoryLine, then: Callable[[HistoryLine], object] | None = None
    ) -> None:
        """Keep a line of history under its id, whichever version is stored now."""

        def use(desk: Desk, by: Sitting) -> HistoryLine:
            with desk.uow() as uow:
                known = uow.find(HistoryLine, id=line.id)
            version = known[0].version if known else 0
            return save_history_line(desk, by, replace(line, version=version))

        self._change(use, then)

    def open_case(self, advised_on: date | None, then: Callable[[CaseId], object]) -> None:
        """Open a case for the worker."""
        self._change(
            lambda desk, by: open_case(desk, by, self.candidate_id, advised_on=advised_on),
            lambda case: then(case.id),
        )

    def _change(
        self, use: Callable[[Desk, Sitting], T], then: Callable[[T], object] | None = None
    ) -> None:
        def written(result: T) -> None:
            self._shown_by.worker_changed()
            if then is not None:
                then(result)

        self.write(use, written)

    def _read(self, desk: Desk) -> WorkerOnPage:
        return read_worker(desk, self.candidate_id)

    def _show(self, page: WorkerOnPage) -> None:
        self._shown_by.show_worker(page)


def _stored(desk: Desk, candidate_id: CandidateId) -> Candidate:
    with desk.uow() as uow:
        return uow.get(Candidate, candidate_id)
