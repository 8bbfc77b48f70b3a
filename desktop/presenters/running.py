"""How a presenter has work done away from the window, without knowing who does it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """What a job gets. Long jobs call `step` often."""

    def step(self, done: int, total: int) -> None:
        """Say how far the job is, and stop it here if it was cancelled.

        Raises:
            Cancelled: the person has cancelled the job. Let it pass.
        """


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """A job ends early because somebody cancelled it."""


class Running(Protocol):
    """A job that was started."""

    def cancel(self) -> None:
        """Ask the job to stop at its next `step`. It is no error if it has ended already."""


class TaskRunner(Protocol):
    """Runs jobs one after the other, and calls back on the window's thread."""

    def run(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Running:
        """Start `job`; exactly one of `done`, `failed` and `cancelled` follows."""
