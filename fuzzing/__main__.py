"""`make fuzz`: every target for its share of a minute; a finding fails it.

`python -m fuzzing TARGET FILE` runs one target on one file: the reproducer that was left, say.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fuzzing.targets import TARGETS
from tools.set_up import ROOT, SetUpError, install_beside

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
    FINDINGS.mkdir(exist_ok=True)
    paths = os.pathsep.join(filter(None, (str(place), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        [sys.executable, "-m", "fuzzing.watched", str(FINDINGS)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
