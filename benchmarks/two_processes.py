"""A hundred thousand verifications on two processes, beside what two processes give at best.

The best is a loop of Python that touches nothing but a number: what it gains by the second process
is what this machine has to give just now. Both are asked in turns, in rounds.
"""

import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from benchmarks.six_units import Material, material
from benchmarks.verification import verifier

VERIFICATIONS = 100_000
PROCESSES = 2
ROUNDS = 5
ALONE_SHARE = 5
"""One process does this part of what two do, so that the run does not take twice as long."""
LOOP_STEPS = 5_000
"""Of the loop for each verification: some tenth of a millisecond."""
GOAL = 0.85
_known: list[Material] = []


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    both = VERIFICATIONS // ROUNDS
    gains: dict[str, list[float]] = {"verification": [], "loop": []}
    rates: list[float] = []
    with ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("spawn"), initializer=_prepare
    ) as pool:
        for work in (_verify, _loop):  # starts the processes
            list(pool.map(work, [10] * PROCESSES))
        for _ in range(ROUNDS):
            for name, work in (("verification", _verify), ("loop", _loop)):
                alone = _rate(pool, work, both // ALONE_SHARE, 1)
                together = _rate(pool, work, both, PROCESSES)
                gains[name].append(together / alone)
                if work is _verify:
                    rates.append(together)
    gain, best = median(gains["verification"]), median(gains["loop"])
    return [
        f"{f'{VERIFICATIONS:,} verifications, {PROCESSES} processes':<52}{median(rates):8.0f} /s",
        f"{'gain by the second process':<52}{gain:8.2f}",
        f"{'the same of a loop of Python':<52}{best:8.2f}",
        f"{'share of what there is to gain':<52}{gain / best:8.2f}",
        f"(goal: at least {GOAL})",
    ]


def _rate(pool: Executor, work: Callable[[int], None], count: int, processes: int) -> float:
    started = time.perf_counter()
    list(pool.map(work, [count // processes] * processes))
    return count / (time.perf_counter() - started)


def _prepare() -> None:
    _known.append(material())


def _verify(count: int) -> None:
    verify = verifier(_known[0])
    for _ in range(count):
        verify()


def _loop(count: int) -> None:
    value = 0
    for step in range(count * LOOP_STEPS):
        value ^= step
