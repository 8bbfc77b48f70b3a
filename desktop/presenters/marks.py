"""Where an item model keeps the mark of a row."""

from typing import Final

from core.domain.assessment import Mark
from core.domain.verifying import RowAnswer

__all__ = ["ANSWERS", "MARK_ROLE", "Mark", "mark_of"]

ANSWERS: Final = {
    Mark.MET: RowAnswer.AGREE,
    Mark.NOT_MET: RowAnswer.DISAGREE,
    Mark.NOT_SEEN: RowAnswer.WANT_MORE,
}
"""What a verifier says with the keys, shapes and colours of marking."""

MARK_ROLE: Final = 0x0101
"""Item models answer a `Mark` (or None) for this role; it is Qt's user role plus one."""


def mark_of(answer: RowAnswer | None) -> Mark | None:
    """The mark whose shape and colour a verifier's answer has."""
    return next((mark for mark, said in ANSWERS.items() if said is answer), None)
