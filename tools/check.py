"""The whole check, step by step with times; stops at the first step that fails.

Usage: `.venv/bin/python -m tools.check`, from the root of the project.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PYTHON = sys.executable
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
MEMORY_ENOUGH: Final = 1 << 30
"""Bytes; the tests leave a tenth of it at a time."""

STEPS: tuple[tuple[str, list[str | Path]], ...] = (
    ("Format", [PROGRAMS / "ruff", "format", "--check", "."]),
    ("Lint", [PROGRAMS / "ruff", "check", "."]),
    ("Import rules", [PROGRAMS / "lint-imports", "--no-logo"]),
    ("Golden files", [PYTHON, "-m", "tests.credentials.make_vectors", "--check"]),
    (
        "Types",
        [PROGRAMS / "mypy", "-p", "core", "-p", "credentials", "-p", "desktop",
         "-p", "tests", "-p", "benchmarks", "-p", "fuzzing", "-p", "tools"],
    ),
    ("Tests", [PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]),
)  # fmt: skip


def main() -> int:
    """Runs every step; returns the exit status of the first that fails, or 0."""
    with quick_folder() as folder:
        return run_steps(folder)


def run_steps(folder: dict[str, str]) -> int:
    """Runs them in an environment that names the folder for files of a moment."""
    # No screen is needed, and none is used: windows would get in a person's way.
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_TO_CONSOLE": "1"}
    # The tests start many processes: where nothing is kept, each would compile all of it again.
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    environment = os.environ | offscreen | kept | folder
    times: list[str] = []
    for number, (heading, command) in enumerate(STEPS, start=1):
        print(f"\n== {number}/{len(STEPS)} {heading}: {shown(command)}", flush=True)
        started = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        times.append(f"{heading} {time.monotonic() - started:.0f} s")
        if status != 0:
            print(f"\n{heading} failed (exit status {status}).", file=sys.stderr)
            return status
    print(f"\nAll {len(STEPS)} checks passed: {', '.join(times)}.")
    return 0


@contextmanager
def quick_folder() -> Iterator[dict[str, str]]:
    """A folder in memory, where there is room, for what tests write: a disk makes them wait."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < MEMORY_ENOUGH:
        yield {}
        return
    with TemporaryDirectory(prefix="touchstone-", dir=MEMORY) as folder:
        yield {"TMPDIR": folder}


def shown(command: list[str | Path]) -> str:
    """A command as a person would type it."""
    first, *rest = command
    return " ".join([Path(first).name, *map(str, rest)])


if __name__ == "__main__":
    sys.exit(main())
