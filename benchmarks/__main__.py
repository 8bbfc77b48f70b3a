"""`python -m benchmarks`, or `make bench`: everything in one run, as one plain table."""

import os
import platform
import sys
import time

from benchmarks import (
    beside_others,
    bulk,
    code_size,
    grid,
    issuing,
    marking,
    start,
    two_processes,
    verification,
)

PARTS = {
    "Start of the window (median, offscreen; times an empty window)": start.measure,
    "Verification (median; times three bare signatures)": verification.measure,
    "Verification beside others (median; times three bare signatures)": beside_others.measure,
    "Verification on two processes": two_processes.measure,
    "Size of the code, the same content (error correction M)": code_size.measure,
    "A mark at the bench, 60 rows (the window's thread, until idle)": marking.measure,
    "The grid of a 60-row case (the window's thread)": grid.measure,
    "Issuing in bulk: sign, QR symbol, PDF, full credential attached": bulk.measure,
    "Issuing (median of real cases on a real desk; share of the whole)": issuing.measure,
}


def main() -> int:
    """Measures every part and prints it as soon as it is known."""
    started = time.monotonic()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    for heading, measure in PARTS.items():
        print(f"\n{heading}", flush=True)
        for line in measure():
            print(f"  {line}", flush=True)
    print(f"\nMeasured in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
