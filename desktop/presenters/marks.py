"""The mark on one row: what it says, without a window."""

from enum import StrEnum
from typing import Final


class Mark(StrEnum):
    """Met, not met, or not seen. *Not seen* is nobody's fault and never shown as *not met*."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_SEEN = "not_seen"


MARK_ROLE: Final = 0x0101
"""Item models answer a `Mark` (or None) for this role; it is Qt's user role plus one."""
