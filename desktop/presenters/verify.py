"""Check passports for the window: files, pasted texts and pictures, one after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from core.errors import CoreError
from core.ports.desk import PublishedLists
from core.services.checking_passports import (
    CheckedCode,
    GivenList,
    ListsAtHand,
    check_codes,
    deciding_code,
    open_lists,
)
from credentials.report import AwardReport, Check, Report, Verdict
from desktop.presenters.running import Progress, Running, TaskRunner

MAX_LIST_BYTES: Final = 17 << 20
"""Just over the longest list that `credentials` reads, so that it is the one to refuse."""


@dataclass(frozen=True, slots=True)
class CheckedInput:
    """What came of one input: its codes with what was found, or why none could be read."""

    name: str
    at: datetime
    lists: ListsAtHand
    codes: tuple[CheckedCode, ...] = ()
    error: CoreError | None = None

    @property
    def deciding(self) -> CheckedCode | None:
        """The code that speaks for this input."""
        return deciding_code(self.codes) if self.codes else None

    @property
    def passports(self) -> tuple[CheckedCode, ...]:
        """The codes that are a passport's, good or bad."""
        return tuple(code for code in self.codes if code.is_passport)

    @property
    def trouble(self) -> int:
        """How urgently somebody must look: the lowest first, for the list of many inputs."""
        code = self.deciding
        if code is None:
            return 1
        if not code.is_passport:
            return 2
        return {Verdict.INVALID: 0, Verdict.UNDECIDED: 3, Verdict.VALID: 4}[code.report.verdict]


def is_withdrawn(report: Report) -> bool:
    """Whether the content is to be shown struck through: genuine, and revoked or suspended."""
    return report.headline.code == "verdict.withdrawn"


def award_is_withdrawn(award: AwardReport) -> bool:
    """Whether this award was itself revoked or suspended."""
    status = award.findings[Check.STATUS].code
    return status in ("status.award-revoked", "status.award-suspended")


class ListsSource:
    """The lists to check with: those of the desk, and those that were opened for this sitting."""

    def __init__(self, published: PublishedLists | None) -> None:
        """Make it; without a desk there are only the lists that somebody opens."""
        self._published = published
        self._trust: list[GivenList] = []
        self._status: list[GivenList] = []

    def read(self) -> ListsAtHand:
        """Open all of them. A job.

        Raises:
            ListUnreadableError: a list of the desk was damaged.
        """
        return self._open(self._trust, self._status)

    def add(self, paths: Sequence[Path]) -> ListsAtHand:
        """Take in list files, whichever kind they are. A job.

        Raises:
            ListUnreadableError: one is neither; then none is taken in.
            OSError: one cannot be read.
        """
        trust, status = list(self._trust), list(self._status)
        for path in paths:
            with path.open("rb") as file:
                given = GivenList(path.name, file.read(MAX_LIST_BYTES))
            (trust if _is_trust_list(given) else status).append(given)
        opened = self._open(trust, status)
        self._trust, self._status = trust, status
        return opened

    def _open(self, trust: Sequence[GivenList], status: Sequence[GivenList]) -> ListsAtHand:
        own_trust = self._published.trust() if self._published else None
        own_status = self._published.status() if self._published else None
        return open_lists(
            [*([GivenList("trust list", own_trust)] if own_trust is not None else []), *trust],
            [*([GivenList("status list", own_status)] if own_status is not None else []), *status],
        )


def _is_trust_list(given: GivenList) -> bool:
    # A trust list is JSON, a status list CBOR (docs/passport-format.md).
    return given.raw.lstrip()[:1] == b"{"


class VerifyView(Protocol):
    """What the Verify page shows."""

    def show_lists(self, lists: ListsAtHand) -> None:
        """Say which lists are at hand."""

    def show_checked(self, found: Sequence[CheckedInput]) -> None:
        """Show what came of the inputs, those with trouble first."""

    def show_working(self, working: bool) -> None:
        """Show that inputs are being checked."""

    def show_progress(self, done: int, total: int) -> None:
        """Show how many inputs are done."""

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""


class VerifyPresenter:
    """Checks what it is given. Knows no rule: `core.services.checking_passports` does."""

    def __init__(
        self,
        view: VerifyView,
        source: ListsSource,
        tasks: TaskRunner,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._view, self._source, self._tasks, self._now = view, source, tasks, now
        self._running: Running | None = None
        self._asked = 0

    def read_lists(self) -> None:
        """Read which lists are at hand."""
        self._tasks.run(
            lambda _: self._source.read(),
            done=self._view.show_lists,
            failed=self._view.show_problem,
        )

    def add_lists(self, paths: Sequence[Path]) -> None:
        """Take in more lists for this sitting."""
        self._tasks.run(
            lambda _: self._source.add(paths),
            done=self._view.show_lists,
            failed=self._view.show_problem,
        )

    def check_files(self, paths: Sequence[Path]) -> None:
        """Check files, each on its own."""

        def read(path: Path) -> Callable[[], Sequence[str]]:
            def codes() -> Sequence[str]:
                from core.scanning import read_codes_of_file  # the scanner is slow to import

                return read_codes_of_file(path)

            return codes

        self._check([(path.name, read(path)) for path in paths])

    def check_bytes(self, data: bytes, name: str) -> None:
        """Check a pasted text in UTF-8 or a pasted picture."""

        def codes() -> Sequence[str]:
            from core.scanning import read_codes

            return read_codes(data, name=name)

        self._check([(name, codes)])

    def cancel(self) -> None:
        """Stop checking."""
        if self._running is not None:
            self._running.cancel()

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._asked += 1
        self.cancel()

    def _check(self, inputs: Sequence[tuple[str, Callable[[], Sequence[str]]]]) -> None:
        self.cancel()
        self._asked += 1
        asked = self._asked
        self._view.show_working(True)
        self._running = self._tasks.run(
            lambda progress: self._check_all(inputs, progress),
            done=lambda found: self._on_checked(asked, found),
            failed=lambda error: self._on_failed(asked, error),
            stepped=lambda done, total: self._on_step(asked, done, total),
            cancelled=lambda: self._on_checked(asked, ()),
        )

    def _check_all(
        self, inputs: Sequence[tuple[str, Callable[[], Sequence[str]]]], progress: Progress
    ) -> tuple[CheckedInput, ...]:
        lists, at = self._source.read(), self._now()
        found = []
        for number, (name, codes) in enumerate(inputs):
            progress.step(number, len(inputs))
            try:
                checked = check_codes(codes(), lists=lists, at=at)
                found.append(CheckedInput(name, at, lists, checked))
            except CoreError as error:
                found.append(CheckedInput(name, at, lists, error=error))
        return tuple(sorted(found, key=lambda one: one.trouble))

    def _on_step(self, asked: int, done: int, total: int) -> None:
        if asked == self._asked:
            self._view.show_progress(done, total)

    def _on_checked(self, asked: int, found: Sequence[CheckedInput]) -> None:
        if asked == self._asked:
            self._running = None
            self._view.show_working(False)
            if found:
                self._view.show_lists(found[0].lists)
                self._view.show_checked(found)

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._running = None
            self._view.show_working(False)
            self._view.show_problem(error)
