"""Times on the command line: a day, or a moment, in UTC where nothing else is said."""

import argparse
from datetime import UTC, datetime


def read_time(text: str) -> datetime:
    """Read 2026-05-01 or 2026-05-01T09:00:00Z; for `type=` of an argument."""
    try:
        time = datetime.fromisoformat(text)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time as 2026-05-01T09:00:00Z") from None
    return time.replace(microsecond=0)
