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

from benchmarks.timing import medians_in_turns, silently
from desktop.demo import make_practice_centre

ROUNDS = 9
SEEN, USABLE = 0, 1


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_practice_centre(home, silently)
        starts = {
            "empty": _start(USABLE, "empty"),
            "seen": _start(SEEN, "touchstone", str(home)),
            "usable": _start(USABLE, "touchstone", str(home)),
        }
        medians_in_turns(starts, 1)  # writes the byte code and fills the file cache
        medians = medians_in_turns(starts, ROUNDS)
    names = {
        "empty": "empty PySide6 window, usable",
        "seen": "Touchstone, window seen",
        "usable": "Touchstone, centre open and sign-in usable",
    }
    return [
        f"{name:<44}{medians[key] * 1e3:8.0f} ms{medians[key] / medians['empty']:8.2f}"
        for key, name in names.items()
    ]


def _start(which: int, *arguments: str) -> Callable[[], float]:
    """A measurement: the seconds from making the process to its window being seen or usable."""
    command = [sys.executable, "-m", "benchmarks.start_window", *arguments]
    # Byte code may be kept, as on a user's machine, whatever the shell here says.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}

    def seconds() -> float:
        started = time.monotonic()
        ended = subprocess.run(
            command,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(arguments)} did not start: {ended.stderr[-2000:]}")
        return float(ended.stdout.split()[which]) - started

    return seconds
