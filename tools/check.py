"""The whole check, step by step with times; stops at the first step that fails.

Usage: `.venv/bin/python -m tools.check`, from the root of the project.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PYTHON = sys.executable

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
    # No screen is needed, and none is used: windows would get in a person's way.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_TO_CONSOLE": "1"}
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


def shown(command: list[str | Path]) -> str:
    """A command as a person would type it."""
    first, *rest = command
    return " ".join([Path(first).name, *map(str, rest)])


if __name__ == "__main__":
    sys.exit(main())
