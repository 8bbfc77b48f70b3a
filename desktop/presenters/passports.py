"""The status list of this desk: how fresh the published one is, and publishing the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import NotFoundError
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.lists_at_hand import published_lists
from core.services.publishing_status import publish_status
from desktop.presenters.acting import Acting
from desktop.presenters.centre_keys import STATUS, CentreKeys
from desktop.presenters.session import Session


@dataclass(frozen=True, slots=True)
class StatusListState:
    """The newest status list at this desk. Without one both times are None.

    `ours` says whether this desk holds the status key; else the agency publishes elsewhere.
    """

    issued_at: datetime | None
    fresh_until: datetime | None
    ours: bool
    stale: bool


class PassportsView(Protocol):
    """What the Passports page shows beside its lists."""

    def show_status_list(self, state: StatusListState) -> None:
        """Show how fresh the status list is."""

    def show_published(self, state: StatusListState) -> None:
        """A new status list was published."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class PassportsPresenter:
    """Reads and publishes the status list."""

    def __init__(self, view: PassportsView, session: Session, keys: CentreKeys) -> None:
        self._view, self._session, self._keys = view, session, keys
        self._acting = Acting(view, session.tasks)

    def read(self) -> None:
        """Read how fresh the status list is."""
        self._acting.do(lambda: read_status_list(self._session.desk), self._view.show_status_list)

    def publish(self, passphrase: str) -> None:
        """Sign and publish the status list as it stands now."""
        desk, by = self._session.desk, self._session.sitting

        def job() -> StatusListState:
            publish_next(desk, by, self._keys, passphrase)
            return read_status_list(desk)

        self._acting.do(job, self._view.show_published)

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._acting.stop()


def read_status_list(desk: Desk) -> StatusListState:
    """Read how fresh the status list of this desk is."""
    lists = published_lists(desk.published).status
    ours = holds_status_key(desk)
    if not lists:
        return StatusListState(None, None, ours, stale=True)
    newest = lists[0]
    stale = newest.fresh_until < desk.clock.now()
    return StatusListState(newest.issued_at, newest.fresh_until, ours, stale)


def holds_status_key(desk: Desk) -> bool:
    """Whether this desk can publish a status list itself."""
    try:
        desk.keys.load(STATUS)
    except NotFoundError:
        return False
    return True


def publish_next(desk: Desk, by: Sitting, keys: CentreKeys, passphrase: str) -> None:
    """Open the status key if need be, and publish the status list as it stands now."""
    publish_status(desk, by, keys.get(STATUS, passphrase))
