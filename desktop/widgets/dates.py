"""Days as people type and read them."""

import re
from datetime import date, datetime

_DAY = re.compile(r"\s*(\d{4})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*")


def read_date(text: str) -> date | None:
    """Read year, month, day, in digits of any script; None if it is no day.

    Other orders are refused: 04/05/1988 is two different days in two countries.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def day(when: date | datetime | None) -> str:
    """Return a day as it is written everywhere in the window: 2025-11-03; empty for None."""
    if when is None:
        return ""
    if isinstance(when, datetime):
        when = when.astimezone().date()
    return when.isoformat()


def minute(when: datetime | None) -> str:
    """Return day and local time to the minute: 2025-11-03 16:02; empty for None."""
    return "" if when is None else when.astimezone().strftime("%Y-%m-%d %H:%M")
