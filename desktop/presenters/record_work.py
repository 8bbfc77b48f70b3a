"""One record at work: read it, do something to it, read it again."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from core.ports.desk import Desk
from core.ports.sitting import Sitting
from desktop.presenters.acting import Acting, SaysProblems
from desktop.presenters.session import Session

Page = TypeVar("Page")
T = TypeVar("T")


class RecordWork(Acting, ABC, Generic[Page]):
    """What is written is shown as it is stored; after `stop` nothing is shown."""

    def __init__(self, problems: SaysProblems, session: Session) -> None:
        super().__init__(problems, session.tasks)
        self.session = session
        self.page: Page | None = None

    def refresh(self) -> None:
        """Read the record and show it."""
        desk = self.session.desk
        self.session.tasks.run(lambda _: self._read(desk), done=self._on_read, failed=self.fail)

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

    def _fail_and_read_again(self, error: Exception) -> None:
        self.fail(error)
        self.refresh()
