"""Cold start to the first window that can be used, beside an empty window of the same library.

Each start is a new process; the two take turns. "Cold" means a new process, with the files of
Python and Qt in the operating system's memory, as on a machine that was used before. The home is
that of a practice centre, so that the first page has what it has in daily life.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import medians_in_turns
from desktop.demo import make_practice_centre

ROUNDS = 11
TIMEOUT_S = 60


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_practice_centre(home, _silently)
        starts = {"empty": _start("empty"), "ours": _start("touchstone", str(home))}
        medians_in_turns(starts, 1)  # writes the byte code and fills the file cache
        medians = medians_in_turns(starts, ROUNDS)
    times = medians["ours"] / medians["empty"]
    return [
        f"empty PySide6 window                      {medians['empty'] * 1e3:8.0f} ms    1.00",
        f"Touchstone, first window usable           {medians['ours'] * 1e3:8.0f} ms  {times:6.2f}",
    ]


def _start(*arguments: str) -> Callable[[], float]:
    """A measurement: the seconds from making the process to its window being usable."""
    command = [sys.executable, "-m", "benchmarks.start_window", *arguments]
    # Byte code may be kept, as on a user's machine, whatever the shell here says.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}

    def seconds() -> float:
        started = time.monotonic()
        ended = subprocess.run(
            command,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=TIMEOUT_S,
        )
        return float(ended.stdout.split()[-1]) - started

    return seconds


def _silently(_: str) -> None:
    """Takes what the practice centre says, and prints nothing."""
