"""The binder of a case: take papers in, describe them, take them out and put them back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Exhibit, FileRole
from core.errors import CoreError
from core.ids import CaseId, ExhibitId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.collecting import add_exhibit, attach_file, save_exhibit
from core.services.inspecting_files import read_evidence
from desktop.presenters.case_work import CaseWork
from desktop.presenters.running import Progress, Running


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a handful of files: the exhibits that were added, and what was refused."""

    added: tuple[Exhibit, ...]
    refused: tuple[CoreError, ...]


class Binder:
    """The use cases of the binder. Everything goes through the case's own work."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work

    def take_in(
        self,
        paths: Sequence[Path],
        kind: ExhibitKind,
        *,
        done: Callable[[TakenIn], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object],
        cancelled: Callable[[], object],
    ) -> Running:
        """File each of these as an exhibit of its own, away from the window.

        A file that cannot be used stops none of the others; what was taken in before a cancel
        stays in the binder.
        """
        session, case_id = self._work.session, self._work.case_id
        return session.tasks.run(
            lambda progress: _take_in(
                session.desk, session.sitting, case_id, paths, kind, progress
            ),
            done=self._work.while_shown(done),
            failed=self._work.while_shown(failed),
            stepped=self._work.while_shown(stepped),
            cancelled=self._work.while_shown(cancelled),
        )

    def add_without_file(
        self, kind: ExhibitKind, title: str, then: Callable[[Exhibit], object]
    ) -> None:
        """Give a paper its number now and scan it later."""
        case_id = self._work.case_id
        self._work.write(
            lambda desk, by: add_exhibit(desk, by, case_id, kind=kind, title=title), then
        )

    def change(
        self,
        exhibit_id: ExhibitId,
        how: Callable[[Exhibit], Exhibit],
        then: Callable[[Exhibit], object] | None = None,
    ) -> None:
        """Change one thing about an exhibit, starting from how it is stored now."""
        self._work.write(
            lambda desk, by: save_exhibit(desk, by, how(_stored(desk, exhibit_id))), then
        )

    def set_removed(
        self, exhibit_id: ExhibitId, removed: bool, then: Callable[[Exhibit], object]
    ) -> None:
        """Take an exhibit out of the binder, or put it back under its number."""
        self.change(exhibit_id, lambda exhibit: replace(exhibit, removed=removed), then)

    def attach(self, exhibit_id: ExhibitId, path: Path, role: FileRole) -> None:
        """Attach a further page or a translation to an exhibit."""
        self._work.write(
            lambda desk, by: attach_file(
                desk, by, _stored(desk, exhibit_id), read_evidence(path), role
            )
        )


def _stored(desk: Desk, exhibit_id: ExhibitId) -> Exhibit:
    with desk.uow() as uow:
        return uow.get(Exhibit, exhibit_id)


def _take_in(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    paths: Sequence[Path],
    kind: ExhibitKind,
    progress: Progress,
) -> TakenIn:
    added: list[Exhibit] = []
    refused: list[CoreError] = []
    for done, path in enumerate(paths):
        progress.step(done, len(paths))
        try:
            file = read_evidence(path)
            added.append(add_exhibit(desk, by, case_id, kind=kind, title=path.stem, file=file))
        except CoreError as error:
            refused.append(error)
    return TakenIn(tuple(added), tuple(refused))
