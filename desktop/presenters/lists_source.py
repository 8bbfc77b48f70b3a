"""The lists to check with: those of the desk, and those that were opened for this sitting."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from core.ports.desk import PublishedLists
from core.services.lists_at_hand import GivenList, ListsAtHand, open_lists, published_lists
from core.services.seen_status import with_seen

MAX_LIST_BYTES: Final = 17 << 20
"""Just over the longest list that `credentials` reads, so that it is the one to refuse."""


class ListsSource:
    """Where the lists come from. Remembers the newest status lists beside those of the desk."""

    def __init__(self, published: PublishedLists | None) -> None:
        """Make it; without a desk there are only the lists that somebody opens."""
        self._published = published
        self._trust: list[GivenList] = []
        self._status: list[GivenList] = []

    def read(self, *, now: datetime, at: datetime) -> ListsAtHand:
        """Open all of them, for a question about the moment `at`. A job.

        Raises:
            ListUnreadableError: a list of the desk was damaged.
            StorageError: it cannot be read, or what was seen not be noted.
        """
        lists = self._open(self._trust, self._status)
        return with_seen(lists, self._published, now=now, at=at)

    def add(self, paths: Sequence[Path]) -> ListsAtHand:
        """Take in list files, whichever kind they are. A job.

        Raises:
            ListUnreadableError: one is neither; then none is taken in.
            OSError: one cannot be read.
        """
        trust, status = list(self._trust), list(self._status)
        for given in given_lists(paths):
            (trust if _is_trust_list(given) else status).append(given)
        opened = self._open(trust, status)
        self._trust, self._status = trust, status
        return opened

    def _open(self, trust: Sequence[GivenList], status: Sequence[GivenList]) -> ListsAtHand:
        return (
            published_lists(self._published, trust, status)
            if self._published
            else open_lists(trust, status)
        )


def given_lists(paths: Iterable[Path]) -> list[GivenList]:
    """Read list files. Raises OSError."""
    found = []
    for path in paths:
        with path.open("rb") as file:
            found.append(GivenList(path.name, file.read(MAX_LIST_BYTES)))
    return found


def _is_trust_list(given: GivenList) -> bool:
    # A trust list is JSON, a status list CBOR (docs/passport-format.md).
    return given.raw.lstrip()[:1] == b"{"
