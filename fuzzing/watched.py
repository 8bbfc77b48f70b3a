"""The targets under atheris: `python -m fuzzing.watched FINDINGS` for all, or with NAMES for some.

Atheris is loaded here alone, with the parsers that it watches. Loading takes as long as a target's
share, so it is done once: each target runs in a copy of this process, which libFuzzer ends.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import Final, NoReturn

import atheris  # type: ignore[import-untyped]

with (
    redirect_stderr(io.StringIO()),  # it names every module
    atheris.instrument_imports(
        include=["core", "credentials", "desktop.phone"], enable_loader_override=False
    ),
):
    from fuzzing.targets import TARGETS

SECONDS: Final = 60
"""All of it, on WORKERS cores."""
LOADING_S: Final = 8
WORKERS: Final = 2
MAX_BYTES: Final = 16384
SLOW_S: Final = 10
"""An input that takes longer is a finding."""
MEMORY_MB: Final = 1024
OUTPUT_CHARS: Final = 6000
"""How much of what a finding printed is shown: its end has the traceback."""


def main(findings: Path, names: Sequence[str]) -> int:
    """Fuzz every target for its share; return the exit status: 1 after a finding."""
    waiting, running, good = list(names or TARGETS), dict[int, tuple[str, Path]](), True
    seconds = (SECONDS - LOADING_S) * WORKERS // len(waiting)
    print(f"{len(waiting)} targets, {seconds} s each, {WORKERS} at a time", flush=True)
    # Not a TemporaryDirectory: a copy that ends on a finding would take it away from all.
    folder = Path(tempfile.mkdtemp(prefix="touchstone-fuzz-"))
    while waiting or running:
        while waiting and len(running) < WORKERS:
            name = waiting.pop(0)
            running[_begin(name, folder / name, findings, seconds)] = name, folder / name
        pid, status = os.wait()
        name, place = running.pop(pid)
        good = _told(name, place, findings, status) and good
    shutil.rmtree(folder)
    return 0 if good else 1


def _begin(name: str, place: Path, findings: Path, seconds: int) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _fuzz(name, place, findings, seconds)
    return pid


def _fuzz(name: str, place: Path, findings: Path, seconds: int) -> NoReturn:
    """Fuzz one target in the copy of the process; all that it prints goes into a file."""
    corpus = place / "corpus"
    corpus.mkdir(parents=True)
    tempfile.tempdir = str(place)  # what a target writes goes away with it
    log = os.open(place / "log", os.O_WRONLY | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    for number, seed in enumerate(TARGETS[name].seeds()):
        (corpus / f"{number:04}").write_bytes(seed)
    arguments = [
        *("fuzzing", str(corpus), f"-max_total_time={seconds}", f"-max_len={MAX_BYTES}"),
        *(f"-timeout={SLOW_S}", f"-rss_limit_mb={MEMORY_MB}"),
        *(f"-artifact_prefix={findings / name}-", "-print_final_stats=1", "-verbosity=0"),
    ]
    atheris.Setup(arguments, TARGETS[name].check)
    atheris.Fuzz()
    os._exit(0)


def _told(name: str, place: Path, findings: Path, status: int) -> bool:
    """Print what came out; return whether all was well."""
    printed = (place / "log").read_text(errors="replace")
    if status == 0:
        print(f"  {name:<14} {_inputs(printed):>10} inputs, no finding", flush=True)
        return True
    left = ", ".join(str(path) for path in sorted(findings.glob(f"{name}-*")))
    print(f"  {name:<14} FINDING: {left or 'see below'}\n{printed[-OUTPUT_CHARS:]}", flush=True)
    return False


def _inputs(printed: str) -> str:
    lines = [line for line in printed.splitlines() if "number_of_executed_units" in line]
    return lines[-1].split()[-1] if lines else "?"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
