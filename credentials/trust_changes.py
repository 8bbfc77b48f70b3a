"""What a new trust list changes, in words: to be read by a person before it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from credentials.keys import PublicKey, fingerprint
from credentials.trust_list import (
    CentreEntry,
    ForeignAgency,
    KeyLife,
    Period,
    PersonEntry,
    RevocationReason,
    TrustContent,
    TrustList,
)

CHANGE_SENTENCES: Final[Mapping[str, str]] = {
    "change.first": "The first list of {agency}: {centres} centre keys, {people} keys of assessors "
    "and verifiers, {foreign} recognised agencies.",
    "change.nothing": "This list only renews the one before: nothing else changes.",
    "change.skipped": "{count} lists in between were not seen here.",
    "change.agency-renamed": "The agency {was} is now called {agency}.",
    "change.root-rotated": "The agency's root key changed as announced; the old one signed it. The "
    "new fingerprint is {fingerprint}.",
    "change.root-emergency": "The agency's root key was lost or stolen. The announced next key "
    "takes over alone; its fingerprint is {fingerprint}.",
    "change.forked": "The list at hand is not among the earlier ones of this list: the lost root "
    "key signed it.",
    "change.host-added": "Codes may now name the address {host}.",
    "change.host-removed": "Codes with the address {host} get a warning from now on.",
    "change.status-key": "A new key signs status lists from {date}.",
    "change.centre-admitted": "Centre {name} ({number}) has a new key from {date}.",
    "change.person-admitted": "{name} ({number}) has a new key from {date}.",
    "change.renamed": "{was} ({number}) is now called {name}.",
    "change.key-until": "A key of {name} ({number}) is now good until {date}.",
    "change.key-retired": "A key of {name} ({number}) is given up from {date}: what it signed "
    "before counts.",
    "change.key-withdrawn": "A key of {name} ({number}) is withdrawn from {date}: what it signed "
    "before counts.",
    "change.key-compromised": "A key of {name} ({number}) is in wrong hands: nothing it signed "
    "counts, unless it was registered before {date}.",
    "change.entry-gone": "A key of {name} ({number}) is in the list at hand and missing in this "
    "one.",
    "change.framework-added": "Centre {name} ({number}) may assess {framework} from {date} until "
    "{until}.",
    "change.framework-gone": "Centre {name} ({number}) is no longer listed for {framework} at all.",
    "change.framework-ended": "Centre {name} ({number}) may no longer assess {framework} from "
    "{date} on.",
    "change.scope-added": "{name} ({number}) may sign for {framework}, {units}, from {date} until "
    "{until}.",
    "change.scope-gone": "{name} ({number}) is no longer listed for {framework}, {units}, at all.",
    "change.scope-ended": "{name} ({number}) may no longer sign for {framework}, {units}, from "
    "{date} on.",
    "change.roles": "{name} ({number}) may now {roles}.",
    "change.recognised": "{name} is recognised for {frameworks} from {date} until {until}.",
    "change.recognition-ended": "{name} is no longer recognised for {frameworks} from {date} on.",
    "change.anchored": "{count} registration files of centres are confirmed.",
}
"""One English sentence for each kind of change; the codes are stable."""


class Weight(Enum):
    """How closely a change should be looked at."""

    NEWS = "news"
    GRAVE = "grave"


_GRAVE: Final = frozenset(
    {
        *("change.root-emergency", "change.root-rotated", "change.forked", "change.entry-gone"),
        *("change.key-compromised", "change.key-withdrawn", "change.recognition-ended"),
        *("change.framework-gone", "change.scope-gone"),
        *("change.agency-renamed", "change.recognised"),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different in the new list."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """Whether to mark it."""
        return Weight.GRAVE if self.code in _GRAVE else Weight.NEWS

    @property
    def message(self) -> str:
        """The English sentence."""
        return CHANGE_SENTENCES[self.code].format_map(self.facts)


def describe_changes(old: TrustList | None, new: TrustList) -> tuple[Change, ...]:
    """Say what `new` changes against the list at hand; never empty. Judges nothing.

    The gravest come first: the root, then keys that ended, then the rest in the list's order.
    """
    if old is None:
        return (_first(new.content),)
    found = [*_root(old, new), *describe_content(old.content, new.content)]
    if old.sha256 == new.sha256 or not found:
        return (Change("change.nothing"),)
    return tuple(sorted(found, key=lambda one: one.weight is not Weight.GRAVE))


def describe_content(before: TrustContent, after: TrustContent) -> tuple[Change, ...]:
    """Say what `after` changes in what a list states; nothing about who signed it."""
    return (
        *_agency(before, after),
        *_centres(before, after),
        *_people(before, after),
        *_foreign(before.foreign_agencies, after.foreign_agencies),
        *_anchored(before, after),
    )


def _first(content: TrustContent) -> Change:
    facts = {
        "agency": content.agency,
        "centres": str(len(content.centres)),
        "people": str(len(content.people)),
        "foreign": str(len(content.foreign_agencies)),
    }
    return Change("change.first", facts)


def _root(old: TrustList, new: TrustList) -> Iterator[Change]:
    key = new.content.agency_key
    if key != old.content.agency_key:
        rotated = old.content.agency_key in new.signed_by
        code = "change.root-rotated" if rotated else "change.root-emergency"
        yield Change(code, {"fingerprint": fingerprint(key)})
    skipped = new.content.sequence - old.content.sequence - 1
    if old.sha256 not in new.content.history and old.sha256 != new.sha256:
        yield Change("change.forked")
    elif skipped > 0:
        yield Change("change.skipped", {"count": str(skipped)})


def _agency(before: TrustContent, after: TrustContent) -> Iterator[Change]:
    if before.agency != after.agency:
        yield Change("change.agency-renamed", {"was": before.agency, "agency": after.agency})
    for host in sorted(after.hosts - before.hosts):
        yield Change("change.host-added", {"host": host})
    for host in sorted(before.hosts - after.hosts):
        yield Change("change.host-removed", {"host": host})
    known = {life.key: life for life in before.status_keys}
    for life in after.status_keys:
        if life.key not in known:
            yield Change("change.status-key", {"date": _day(life.period.start)})
        else:
            yield from _life(known[life.key], life, {"name": after.agency, "number": "status"})


def _centres(before: TrustContent, after: TrustContent) -> Iterator[Change]:
    known = {entry.life.key: entry for entry in before.centres}
    for entry in after.centres:
        who = {"name": entry.name, "number": entry.id}
        old = known.pop(entry.life.key, None)
        if old is None:
            yield Change("change.centre-admitted", who | _from(entry.life))
        else:
            yield from _renamed(old.name, who)
            yield from _life(old.life, entry.life, who)
        yield from _frameworks(old, entry, who)
    yield from _gone(known, ((entry.name, entry.id, entry.life) for entry in before.centres))


def _frameworks(
    old: CentreEntry | None, new: CentreEntry, who: Mapping[str, str]
) -> Iterator[Change]:
    before = {s.framework: s.period for s in old.frameworks} if old else {}
    for scope in new.frameworks:
        was = before.pop(scope.framework, None)
        facts = {**who, "framework": scope.framework}
        yield from _period_change("change.framework", facts, was, scope.period)
    for framework in before:
        yield Change("change.framework-gone", {**who, "framework": framework})


def _people(before: TrustContent, after: TrustContent) -> Iterator[Change]:
    known = {entry.life.key: entry for entry in before.people}
    for entry in after.people:
        who = {"name": entry.name, "number": entry.number}
        old = known.pop(entry.life.key, None)
        if old is None:
            yield Change("change.person-admitted", who | _from(entry.life))
        else:
            yield from _renamed(old.name, who)
            yield from _life(old.life, entry.life, who)
            if old.roles != entry.roles:
                roles = " and ".join(sorted(role.value for role in entry.roles))
                yield Change("change.roles", {**who, "roles": roles})
        yield from _scopes(old, entry, who)
    yield from _gone(known, ((entry.name, entry.number, entry.life) for entry in before.people))


def _scopes(old: PersonEntry | None, new: PersonEntry, who: Mapping[str, str]) -> Iterator[Change]:
    before = {(s.framework, s.units): s.period for s in old.scopes} if old else {}
    for scope in new.scopes:
        was = before.pop((scope.framework, scope.units), None)
        facts = {**who, "framework": scope.framework, "units": _units(scope.units)}
        yield from _period_change("change.scope", facts, was, scope.period)
    for framework, units in before:
        facts = {**who, "framework": framework, "units": _units(units)}
        yield Change("change.scope-gone", facts)


def _period_change(
    code: str, facts: dict[str, str], was: Period | None, period: Period
) -> Iterator[Change]:
    if was == period:
        return
    until = _day(period.until)
    if was is not None and period.until < was.until:
        yield Change(f"{code}-ended", facts | {"date": until})
    else:
        yield Change(f"{code}-added", facts | {"date": _day(period.start), "until": until})


def _foreign(before: Iterable[ForeignAgency], after: Iterable[ForeignAgency]) -> Iterator[Change]:
    known = {(o.key_sha256, o.frameworks, o.period.start): o.period for o in before}
    for agency in after:
        was = known.get((agency.key_sha256, agency.frameworks, agency.period.start))
        facts = {"name": agency.name, "frameworks": ", ".join(sorted(agency.frameworks))}
        if was is not None and agency.period.until < was.until:
            date = {"date": _day(agency.period.until)}
            yield Change("change.recognition-ended", facts | date)
        elif was != agency.period:
            dates = {"date": _day(agency.period.start), "until": _day(agency.period.until)}
            yield Change("change.recognised", facts | dates)


def _anchored(before: TrustContent, after: TrustContent) -> Iterator[Change]:
    count = len(after.anchors) - len(before.anchors)
    if count > 0:
        yield Change("change.anchored", {"count": str(count)})


def _life(old: KeyLife, new: KeyLife, who: Mapping[str, str]) -> Iterator[Change]:
    if (old.reason, old.revoked_from) != (new.reason, new.revoked_from):
        reason = new.reason or RevocationReason.RETIRED
        date = _day(new.revoked_from) if new.revoked_from else ""
        yield Change(f"change.key-{reason.value}", {**who, "date": date})
    if old.period.until != new.period.until:
        yield Change("change.key-until", {**who, "date": _day(new.period.until)})


def _renamed(was: str, who: Mapping[str, str]) -> Iterator[Change]:
    if was != who["name"]:
        yield Change("change.renamed", {**who, "was": was})


def _gone(
    known: Mapping[PublicKey, object], entries: Iterable[tuple[str, str, KeyLife]]
) -> Iterator[Change]:
    for name, number, life in entries:
        if life.key in known:
            yield Change("change.entry-gone", {"name": name, "number": number})


def _from(life: KeyLife) -> dict[str, str]:
    return {"date": _day(life.period.start)}


def _units(units: frozenset[str]) -> str:
    return ", ".join(sorted(units)) if units else "all units"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
