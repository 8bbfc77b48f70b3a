"""One record at work: read it, do something to it, read it again."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

from core.ports.desk import Desk
from core.ports.sitting import Sitting
from desktop.presenters.acting import SaysProblems
from desktop.presenters.session import Session

Page = TypeVar("Page")
T = TypeVar("T")
P = ParamSpec("P")


class RecordWork(ABC, Generic[Page]):
    """What is written is shown as it is stored; after `stop` nothing is shown."""

    def __init__(self, problems: SaysProblems, session: Session) -> None:
        self._problems, self.session = problems, session
        self.page: Page | None = None
        self._stopped = False

    def stop(self) -> None:
        """Show nothing any more: the view is gone. What was begun is still finished."""
        self._stopped = True

    def while_shown(self, call: Callable[P, object]) -> Callable[P, None]:
        """`call`, but nothing once the view is gone."""

        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            if not self._stopped:
                call(*args, **kwargs)

        return guarded

    def refresh(self) -> None:
        """Read the record and show it."""
        desk = self.session.desk
        self.session.tasks.run(lambda _: self._read(desk), done=self._on_read, failed=self._fail)

    def read(self, job: Callable[[], T], show: Callable[[T], object]) -> None:
        """Read something beside the record, and show it or what went wrong."""
        self.session.tasks.run(lambda _: job(), done=self.while_shown(show), failed=self._fail)

    def write(
        self, use: Callable[[Desk, Sitting], T], then: Callable[[T], object] | None = None
    ) -> None:
        """Do something to the record, show it again, and hand the result to `then`."""
        desk, by = self.session.desk, self.session.sitting

        def done(found: tuple[T, Page]) -> None:
            result, page = found
            self._on_read(page)
            if then is not None:
                self.while_shown(then)(result)

        self.session.tasks.run(
            lambda _: (use(desk, by), self._read(desk)),
            done=done,
            failed=self._fail_and_read_again,
        )

    @abstractmethod
    def _read(self, desk: Desk) -> Page:
        """Read the record. A job."""

    @abstractmethod
    def _show(self, page: Page) -> None:
        """Show the record."""

    def _on_read(self, page: Page) -> None:
        self.page = page
        self.while_shown(self._show)(page)

    def _fail(self, error: Exception) -> None:
        self.while_shown(self._problems.show_problem)(error)

    def _fail_and_read_again(self, error: Exception) -> None:
        self._fail(error)
        self.refresh()
