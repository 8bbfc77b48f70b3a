"""An agency's desk: the published list, the draft of the next, and one way back from each step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.ports.desk import Desk
from core.services import keeping_agency as keeping
from core.services.agency_draft import DRAFT, AgencyState, agency_state, discard_draft, now_of
from core.services.next_root import waiting_next_root
from core.services.practice_agency import AGENCY_KEY
from credentials.keys import Strength, fingerprint
from credentials.trust_changes import Change
from credentials.trust_list import (
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    Standing,
    UnitScope,
)
from desktop.presenters.administration.trust import ListLine, list_line

ADMITTED_FOR: Final = timedelta(days=3 * 365)
"""What is proposed when a key is admitted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a centre or a person, as the draft has it."""

    is_centre: bool
    number: str
    name: str
    life: KeyLife
    standing: Standing
    roles: frozenset[Role]
    scopes: tuple[UnitScope, ...]
    """A centre's have no units."""
    waits: bool
    """Whether something about it waits to be published."""

    @property
    def fingerprint(self) -> str:
        """Of the key."""
        return fingerprint(self.life.key)

    def sought(self, words: str) -> bool:
        """Tell whether name, number or scope hold all the words."""
        scopes = " ".join(one.framework for one in self.scopes)
        text = f"{self.name} {self.number} {scopes}".casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class AgencyOnPage:
    """The agency as its page shows it."""

    published: ListLine
    entries: tuple[Entry, ...]
    foreign: tuple[ForeignAgency, ...]
    changes: tuple[Change, ...]
    now: datetime
    today: date
    has_root: bool
    """Whether the root key is at this desk."""
    next_root: bytes
    """The sealed next root key while it waits here for its stick; empty when it is elsewhere."""


def holds_agency(desk: Desk) -> bool:
    """Tell whether an agency is kept at this desk."""
    return AGENCY_KEY in desk.keys.names()


def read_agency(desk: Desk) -> AgencyOnPage:
    """Read the list and the draft. Raises NoAgencyError, TrustListFormatError."""
    state, now = agency_state(desk), now_of(desk)
    waiting = waiting_next_root(desk)
    return AgencyOnPage(
        published=list_line(state.published, now),
        entries=_entries(state, now),
        foreign=state.draft.foreign_agencies,
        changes=state.changes,
        now=now,
        today=desk.clock.today(),
        has_root=holds_agency(desk),
        next_root=waiting.to_bytes() if waiting is not None else b"",
    )


def change(desk: Desk, act: Callable[[], object]) -> bytes | None:
    """Do something to the draft; return what `restore` takes to undo it."""
    before = desk.published.kept(DRAFT)
    act()
    return before


def restore(desk: Desk, before: bytes | None) -> None:
    """Bring the draft back to what it was before a change."""
    if before is None:
        discard_draft(desk)
    else:
        desk.published.keep(DRAFT, before)


def set_scope(
    desk: Desk,
    entry: Entry,
    framework: str,
    units: frozenset[str],
    period: Period,
    roles: frozenset[Role],
) -> None:
    """Set what a person or centre may do for one framework and the same units; the rest stays."""
    new = UnitScope(framework, units, period)
    others = [one for one in entry.scopes if (one.framework, one.units) != (framework, units)]
    if entry.is_centre:
        scopes = tuple(FrameworkScope(one.framework, one.period) for one in (*others, new))
        keeping.set_centre_scope(desk, entry.number, scopes)
    else:
        keeping.set_person_scope(desk, entry.number, (*others, new), roles)


def end_key(desk: Desk, entry: Entry, reason: RevocationReason, since: datetime) -> None:
    """Retire, withdraw or declare compromised the key of an entry."""
    keeping.end_key(desk, entry.life.key, reason, since)


def strength_of_agency(desk: Desk) -> Strength:
    """How hard the keys of this agency are to guess."""
    return Strength.FAST if agency_state(desk).draft.practice else Strength.NORMAL


def _entries(state: AgencyState, now: datetime) -> tuple[Entry, ...]:
    content, before = state.draft, state.published.content
    centres = {one.life.key: one for one in before.centres}
    people = {one.life.key: one for one in before.people}
    found = [
        Entry(
            is_centre=True,
            number=one.id,
            name=one.name,
            life=one.life,
            standing=one.life.standing(now),
            roles=frozenset(),
            scopes=tuple(UnitScope(s.framework, frozenset(), s.period) for s in one.frameworks),
            waits=centres.get(one.life.key) != one,
        )
        for one in content.centres
    ]
    found += [
        Entry(
            is_centre=False,
            number=one.number,
            name=one.name,
            life=one.life,
            standing=one.life.standing(now),
            roles=one.roles,
            scopes=one.scopes,
            waits=people.get(one.life.key) != one,
        )
        for one in content.people
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_centre, one.name.casefold())))
