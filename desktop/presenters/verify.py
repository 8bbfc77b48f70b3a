"""Check passports for the window: files, pasted texts and pictures, one after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from core.errors import CoreError
from core.services.checking_passports import check_codes
from core.services.lists_at_hand import ListsAtHand
from desktop.presenters.checked_input import CheckedInput
from desktop.presenters.lists_source import ListsSource
from desktop.presenters.running import Cancelled, Progress, Running, TaskRunner


@dataclass(frozen=True, slots=True)
class _Input:
    """Something to be checked: its name, how its codes are read, and where they come from."""

    name: str
    codes: Callable[[], Sequence[str]]
    source: Path | bytes


class VerifyView(Protocol):
    """What the Verify page shows."""

    def show_lists(self, lists: ListsAtHand) -> None:
        """Say which lists are at hand."""

    def show_checked(self, found: Sequence[CheckedInput], *, left_out: int) -> None:
        """Show what came of the inputs, those with trouble first.

        `left_out` is how many were not looked at, because somebody stopped it.
        """

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
        self._as_of: datetime | None = None
        self._inputs: tuple[_Input, ...] = ()

    def read_lists(self) -> None:
        """Read which lists are at hand."""
        now = self._now()
        self._tasks.run(
            lambda _: self._source.read(now=now, at=now),
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

    def ask_as_of(self, moment: datetime | None) -> None:
        """Ask about another moment from now on, and again for what is shown. None: now."""
        if moment != self._as_of:
            self._as_of = moment
            if self._inputs:
                self._check(self._inputs)

    def check_files(self, paths: Sequence[Path]) -> None:
        """Check files, each on its own."""

        def read(path: Path) -> Callable[[], Sequence[str]]:
            def codes() -> Sequence[str]:
                from core.scanning import read_codes_of_file  # the scanner is slow to import

                return read_codes_of_file(path)

            return codes

        self._check([_Input(path.name, read(path), path) for path in paths])

    def check_bytes(self, data: bytes, name: str) -> None:
        """Check a pasted text in UTF-8 or a pasted picture."""

        def codes() -> Sequence[str]:
            from core.scanning import read_codes

            return read_codes(data, name=name)

        self._check([_Input(name, codes, data)])

    def check_texts(self, texts: Sequence[str], name: str) -> None:
        """Check codes that were read already, as the camera reads them."""
        self._check([_Input(name, lambda: texts, "\n".join(texts).encode("utf-8", "replace"))])

    def cancel(self) -> None:
        """Stop checking; what was checked until then is shown."""
        if self._running is not None:
            self._running.cancel()

    def stop(self) -> None:
        """Show nothing any more: the view is gone."""
        self._asked += 1
        self.cancel()

    def _check(self, inputs: Sequence[_Input]) -> None:
        self.cancel()
        self._asked += 1
        asked, self._inputs = self._asked, tuple(inputs)
        now = self._now()
        at = self._as_of or now
        self._view.show_working(True)
        self._running = self._tasks.run(
            lambda progress: self._check_all(inputs, now, at, progress),
            done=lambda found: self._on_checked(asked, found),
            failed=lambda error: self._on_failed(asked, error),
            stepped=lambda done, total: self._on_step(asked, done, total),
            cancelled=lambda: self._on_checked(asked, ()),
        )

    def _check_all(
        self, inputs: Sequence[_Input], now: datetime, at: datetime, progress: Progress
    ) -> tuple[CheckedInput, ...]:
        lists = self._source.read(now=now, at=at)
        found: list[CheckedInput] = []
        for number, given in enumerate(inputs):
            try:
                progress.step(number, len(inputs))
            except Cancelled:
                if not found:
                    raise
                break
            found.append(_checked(given, lists, now, at))
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
                self._view.show_checked(found, left_out=len(self._inputs) - len(found))

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._running = None
            self._view.show_working(False)
            self._view.show_problem(error)


def _checked(given: _Input, lists: ListsAtHand, now: datetime, at: datetime) -> CheckedInput:
    try:
        codes = check_codes(given.codes(), lists=lists, at=at)
    except CoreError as error:
        found = CheckedInput(given.name, at, lists, error=error)
    else:
        found = CheckedInput(given.name, at, lists, codes)
    return replace(found, checked_at=now, source=given.source)
