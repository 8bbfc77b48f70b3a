"""Where an item model keeps the mark of a row."""

from typing import Final

from core.domain.assessment import Mark

__all__ = ["MARK_ROLE", "Mark"]

MARK_ROLE: Final = 0x0101
"""Item models answer a `Mark` (or None) for this role; it is Qt's user role plus one."""
