"""What one target of the fuzzer is: a parser, what it may answer with, and what it starts from."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A parser under test."""

    run: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...]
    """What it may raise; anything else is a finding."""
    seeds: Callable[[], Iterator[bytes]]

    def check(self, data: bytes) -> None:
        """Give the parser any bytes; lets through what it must not raise."""
        with suppress(*self.refusals):
            self.run(data)
