"""The trust lists at this desk, as the page shows them."""

from dataclasses import dataclass
from datetime import datetime

from core.ports.desk import Desk
from core.services.receiving_trust import trust_at_hand
from credentials.keys import fingerprint
from credentials.status_list import StatusList
from credentials.trust_list import TrustList


@dataclass(frozen=True, slots=True)
class ListLine:
    """One trust list in short."""

    agency: str
    number: int
    issued_at: datetime
    next_update: datetime
    fingerprint: str
    overdue: bool
    """Past its next update: issuers are not checked by it."""
    practice: bool
    centres: int
    people: int
    recognised: tuple[str, ...]
    """The agencies that it recognises now."""


@dataclass(frozen=True, slots=True)
class TrustOnPage:
    """What this desk holds."""

    own: ListLine | None
    foreign: tuple[ListLine, ...]
    status: tuple[StatusList, ...]
    now: datetime


def read_trust(desk: Desk) -> TrustOnPage:
    """Read and verify what this desk holds. Raises CredentialError if a file was damaged."""
    at_hand, now = trust_at_hand(desk), desk.clock.now()
    return TrustOnPage(
        own=list_line(at_hand.own, now) if at_hand.own is not None else None,
        foreign=tuple(list_line(one, now) for one in at_hand.foreign),
        status=at_hand.status,
        now=now,
    )


def list_line(trusted: TrustList, now: datetime) -> ListLine:
    """Return a list in short."""
    content = trusted.content
    names = {one.name for one in content.foreign_agencies if one.period.holds(now)}
    return ListLine(
        agency=content.agency,
        number=content.sequence,
        issued_at=content.issued_at,
        next_update=content.next_update,
        fingerprint=fingerprint(content.agency_key),
        overdue=now > content.next_update,
        practice=content.practice,
        centres=len({one.id for one in content.centres}),
        people=len({one.number for one in content.people}),
        recognised=tuple(sorted(names)),
    )
