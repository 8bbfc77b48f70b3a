"""Fair comparison of things that take time: in turns, several rounds, medians.

Things measured one after the other differ by the heat of the processor and by what else the machine
does; measured in turns, such drift falls on all of them alike. A median ignores the odd bad round.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def medians_in_turns(actions: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Asks each action in turn for its seconds, `rounds` times; returns each one's median."""
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            seconds[name].append(action())
    return {name: statistics.median(values) for name, values in seconds.items()}


def per_call(action: Callable[[], object], calls: int) -> Callable[[], float]:
    """A measurement for `medians_in_turns`: the mean seconds of one of `calls` calls.

    The garbage collector rests meanwhile: when it runs is chance, and not the action's cost.
    """

    def measure() -> float:
        gc.collect()
        gc.disable()
        try:
            started = time.perf_counter()
            for _ in range(calls):
                action()
            return (time.perf_counter() - started) / calls
        finally:
            gc.enable()

    return measure


def silently(_: str) -> None:
    """Takes what the practice centre says while it is made, and prints nothing."""
