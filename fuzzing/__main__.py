"""`make fuzz`: every target for its share of SECONDS; a finding fails it.

`python -m fuzzing TARGET FILE` runs one target on one file: the reproducer that was left, say.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from fuzzing.targets import TARGETS
from tools.set_up import ROOT, SetUpError, install_beside

SECONDS: Final = 60
"""All targets together, on WORKERS cores."""
WORKERS: Final = 2
MAX_BYTES: Final = 16384
SLOW_S: Final = 10
"""An input that takes longer is a finding."""
MEMORY_MB: Final = 1024
OUTPUT_CHARS: Final = 6000
"""How much of what a finding printed is shown: its end has the traceback."""
FINDINGS: Final = ROOT / "fuzz-findings"
_LOCK: Final = ROOT / "requirements-fuzz.lock"


def main(arguments: Sequence[str]) -> int:
    """Fuzz everything, or reproduce one finding; returns the exit status."""
    if len(arguments) == 2:
        name, file = arguments
        TARGETS[name].check(Path(file).read_bytes())
        print(f"{name}: no finding in {file}")
        return 0
    try:
        place = install_beside(_LOCK)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    share = SECONDS * WORKERS // len(TARGETS)
    print(f"{len(TARGETS)} targets, {share} s each, {WORKERS} at a time", flush=True)
    with ThreadPoolExecutor(WORKERS) as pool:
        good = list(pool.map(lambda name: _fuzz(name, share, place), TARGETS))
    return 0 if all(good) else 1


def _fuzz(name: str, seconds: int, place: Path) -> bool:
    """Fuzz one target; print what came out and return whether all was well."""
    FINDINGS.mkdir(exist_ok=True)
    paths = os.pathsep.join(filter(None, (str(place), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(TARGETS[name].seeds()):
            Path(corpus, f"{number:04}").write_bytes(seed)
        command = [
            *(sys.executable, "-m", "fuzzing.one", name, corpus),
            *(f"-max_total_time={seconds}", f"-max_len={MAX_BYTES}", f"-timeout={SLOW_S}"),
            *(f"-rss_limit_mb={MEMORY_MB}", f"-artifact_prefix={FINDINGS / name}-"),
            *("-print_final_stats=1", "-verbosity=0", "-close_fd_mask=1"),
        ]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": paths},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    if done.returncode == 0:
        runs = _stat(done.stderr, "number_of_executed_units")
        print(f"  {name:<12} {runs:>10} inputs, no finding", flush=True)
        return True
    left = ", ".join(str(path) for path in sorted(FINDINGS.glob(f"{name}-*")))
    print(f"  {name:<12} FINDING: {left or 'see below'}\n{done.stderr[-OUTPUT_CHARS:]}", flush=True)
    return False


def _stat(printed: str, name: str) -> str:
    found = [line.split()[-1] for line in printed.splitlines() if name in line]
    return found[-1] if found else "?"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
