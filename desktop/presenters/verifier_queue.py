"""The verifier's queue: which decision comes after which."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from core.ids import CaseId, UnitId
from desktop.presenters.session import Session

MOST_IN_QUEUE = 500
"""How many cases are looked through for the next one."""


class Waiting(NamedTuple):
    """One decision of the queue."""

    case_id: CaseId
    unit_id: UnitId


def read_queue(session: Session) -> tuple[Waiting, ...]:
    """The decisions that wait for whoever sits here, in order. A job for the task runner."""
    desk, staff = session.desk, session.sitting.staff
    rows = desk.lists.to_verify(staff.id, on=desk.clock.today(), offset=0, limit=MOST_IN_QUEUE)
    return tuple(Waiting(row.case_id, one.unit_id) for row in rows for one in row.decisions)


def following(order: Sequence[Waiting], now: Sequence[Waiting], current: Waiting) -> Waiting | None:
    """What comes after `current` and still waits; None: the queue is through.

    `order` is the queue as it was when the desk was opened, so that nothing is passed over because
    something before it was signed meanwhile; what came in since stands behind it.
    """
    known = [*order, *(one for one in now if one not in order)]
    at = known.index(current) + 1 if current in known else 0
    return next((one for one in known[at:] if one in now), None)


def days_since(moment: datetime, now: datetime) -> int:
    """Whole days that a decision has waited."""
    return max((now - moment).days, 0)
