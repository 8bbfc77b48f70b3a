"""Does things away from the window and tells a page how they ended, while the page is there."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

from desktop.presenters.running import TaskRunner

Answer = TypeVar("Answer")
P = ParamSpec("P")


class SaysProblems(Protocol):
    """A page that can say what went wrong."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class Acting:
    """Runs jobs for one page; what ends after `stop` is told to nobody."""

    def __init__(self, view: SaysProblems, tasks: TaskRunner) -> None:
        self._view, self._tasks = view, tasks
        self._gone = False

    def do(self, job: Callable[[], Answer], done: Callable[[Answer], object]) -> None:
        """Run a job and hand its answer to `done`, or the error to the page."""
        self._tasks.run(lambda _: job(), done=self.while_shown(done), failed=self.fail)

    def stop(self) -> None:
        """Show nothing any more: the page is gone. What was begun is still finished."""
        self._gone = True

    def while_shown(self, call: Callable[P, object]) -> Callable[P, None]:
        """`call`, but nothing once the page is gone."""

        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            if not self._gone:
                call(*args, **kwargs)

        return guarded

    def fail(self, error: Exception) -> None:
        """Let the page say what went wrong."""
        if not self._gone:
            self._view.show_problem(error)
