"""What the phone's page needs from the bench. It is asked on the server's threads."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.domain.recordings import RecordingKind


@dataclass(frozen=True, slots=True)
class Target:
    """Where the bench is just now: worker and row, and as much of them as the phone may show.

    `worker` tells one worker from another, `place` is the bench's own; the page gets neither, only
    the number that the worker wears and the row's.
    """

    worker: Hashable
    bib: int
    row: str
    place: object = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One upload that has arrived whole: its file, and where the bench was when it began."""

    kind: RecordingKind
    path: Path
    target: Target


class Inbox(Protocol):
    """The bench as the phone's page sees it. All of it may be called on any thread."""

    def target(self) -> Target | None:
        """Where the bench is now; None: no worker is in sight."""
        ...

    def fresh(self) -> Path:
        """A path in the home for an upload. Raises StorageError."""
        ...

    def keep(self, sent: Sent) -> None:
        """Keep an upload, or raise what speaks against it: a CoreError.

        It may take its time. The file is gone from its path when it was kept.
        """
        ...
