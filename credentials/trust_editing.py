"""The changes that an agency makes to its list: pure, from one content to the next.

Nothing here removes an entry, lifts a revocation or takes a key twice; `trust_succession` would
refuse such a list at every desk. The list is dated, numbered and signed afterwards (`successor`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from credentials.errors import KeyAlreadyListedError, NotListedError, RevocationLiftedError
from credentials.key_request import KeyRequest, OwnerKind
from credentials.keys import PublicKey
from credentials.trust_list import (
    MAX_UPDATE_INTERVAL,
    Anchor,
    CentreEntry,
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    RevocationReason,
    Role,
    TrustContent,
    TrustList,
    UnitScope,
)

_Entry = TypeVar("_Entry", CentreEntry, PersonEntry)


def admit(
    content: TrustContent,
    request: KeyRequest,
    period: Period,
    *,
    units: tuple[UnitScope, ...] | None = None,
    frameworks: tuple[FrameworkScope, ...] | None = None,
) -> TrustContent:
    """Take a key into the list for `period`.

    Args:
        content: the list as it stands.
        request: who asks; the fingerprint was compared by the caller.
        period: when the key is good.
        units: a person's scope; None: what the request asks for, for the period.
        frameworks: a centre's accreditation; None: as above.

    Raises:
        KeyAlreadyListedError: the key stands in the list, whoever's it is.
    """
    if request.key in set(content.keys()):
        raise KeyAlreadyListedError("this key stands in the list already")
    life = KeyLife(request.key, period)
    if request.kind is OwnerKind.CENTRE:
        scopes = frameworks or tuple(
            FrameworkScope(one.framework, period) for one in request.wanted
        )
        centre = CentreEntry(request.number, request.name, life, scopes, request.encryption_key)
        return replace(content, centres=(*content.centres, centre))
    asked = units or tuple(UnitScope(one.framework, one.units, period) for one in request.wanted)
    person = PersonEntry(
        request.number, request.name, life, request.roles, asked, request.encryption_key
    )
    return replace(content, people=(*content.people, person))


def set_person_scope(
    content: TrustContent,
    number: str,
    scopes: tuple[UnitScope, ...],
    roles: frozenset[Role] | None = None,
) -> TrustContent:
    """Set what a person may assess or verify, for every key of theirs.

    What ended stays listed with its end: leave a scope in, with an earlier `until`.

    Raises:
        NotListedError: nobody has this number.
    """

    def changed(entry: PersonEntry) -> PersonEntry:
        return replace(entry, scopes=scopes, roles=entry.roles if roles is None else roles)

    people = _change(content.people, lambda one: one.number == number, changed, number)
    return replace(content, people=people)


def set_centre_scope(
    content: TrustContent, centre_id: str, frameworks: tuple[FrameworkScope, ...]
) -> TrustContent:
    """Set the frameworks a centre is accredited for, for every key of it.

    Raises:
        NotListedError: no centre has this number.
    """

    def changed(entry: CentreEntry) -> CentreEntry:
        return replace(entry, frameworks=frameworks)

    centres = _change(content.centres, lambda one: one.id == centre_id, changed, centre_id)
    return replace(content, centres=centres)


def rename(content: TrustContent, number: str, name: str) -> TrustContent:
    """Give a person or a centre another name; reports show it from then on.

    Raises:
        NotListedError: nobody has this number.
    """
    centres = tuple(replace(e, name=name) if e.id == number else e for e in content.centres)
    people = tuple(replace(e, name=name) if e.number == number else e for e in content.people)
    if all(e.id != number for e in centres) and all(e.number != number for e in people):
        raise NotListedError(f"nobody in the list has the number {number}")
    return replace(content, centres=centres, people=people)


def end_key(
    content: TrustContent, key: PublicKey, reason: RevocationReason, since: datetime
) -> TrustContent:
    """Retire, withdraw or declare compromised one key, whoever's it is.

    Raises:
        NotListedError: the key is not in the list.
        RevocationLiftedError: it was ended before, earlier or for a worse reason.
    """
    if key not in content.keys()[1:]:
        raise NotListedError("this key is not in the list")

    def life(old: KeyLife) -> KeyLife:
        return _ended(old, reason, since) if old.key == key else old

    return replace(
        content,
        status_keys=tuple(map(life, content.status_keys)),
        centres=tuple(replace(entry, life=life(entry.life)) for entry in content.centres),
        people=tuple(replace(entry, life=life(entry.life)) for entry in content.people),
    )


def recognise(content: TrustContent, agency: ForeignAgency) -> TrustContent:
    """Recognise a foreign agency, for the frameworks and the period that it names.

    Raises:
        KeyAlreadyListedError: it is recognised already from that same moment on, or it is this
            agency itself.
    """
    same = (agency.key_sha256, agency.frameworks, agency.period.start)
    if any((o.key_sha256, o.frameworks, o.period.start) == same for o in content.foreign_agencies):
        raise KeyAlreadyListedError("this recognition stands in the list already")
    return replace(content, foreign_agencies=(*content.foreign_agencies, agency))


def stop_recognising(content: TrustContent, key_sha256: bytes, since: datetime) -> TrustContent:
    """End every recognition of a foreign agency at `since`; what was verified before counts.

    Raises:
        NotListedError: no recognition of this agency goes on at that time.
    """
    going_on = [
        agency
        for agency in content.foreign_agencies
        if agency.key_sha256 == key_sha256 and agency.period.holds(since)
    ]
    if not going_on:
        raise NotListedError("this agency is not recognised at that time")

    def ended(agency: ForeignAgency) -> ForeignAgency:
        if agency not in going_on:
            return agency
        # A period holds one second at least: what began this very second ends with the next.
        until = max(since, agency.period.start + timedelta(seconds=1))
        return replace(agency, period=Period(agency.period.start, until))

    return replace(content, foreign_agencies=tuple(map(ended, content.foreign_agencies)))


def anchor(content: TrustContent, anchored: Anchor) -> TrustContent:
    """Add the anchor of a centre's next registration file."""
    return replace(content, anchors=(*content.anchors, anchored))


def successor(published: TrustList, draft: TrustContent, now: datetime) -> TrustContent:
    """Date and number `draft` as the list that follows `published`.

    Args:
        published: the newest list.
        draft: what the new one says.
        now: UTC, whole seconds.
    """
    return replace(
        draft,
        history=(*published.content.history, published.sha256),
        issued_at=now,
        next_update=now + MAX_UPDATE_INTERVAL,
    )


def _change(
    entries: tuple[_Entry, ...],
    chosen: Callable[[_Entry], bool],
    changed: Callable[[_Entry], _Entry],
    number: str,
) -> tuple[_Entry, ...]:
    if not any(map(chosen, entries)):
        raise NotListedError(f"nobody in the list has the number {number}")
    return tuple(changed(entry) if chosen(entry) else entry for entry in entries)


_SEVERITY = {
    RevocationReason.RETIRED: 0,
    RevocationReason.WITHDRAWN: 0,
    RevocationReason.COMPROMISED: 1,
}


def _ended(life: KeyLife, reason: RevocationReason, since: datetime) -> KeyLife:
    if life.reason is not None and life.revoked_from is not None:
        milder = _SEVERITY[reason] < _SEVERITY[life.reason]
        later = since > life.revoked_from and _SEVERITY[reason] == _SEVERITY[life.reason]
        if milder or later:
            raise RevocationLiftedError("this key was ended earlier or for a worse reason")
        since = min(since, life.revoked_from)
    return replace(life, revoked_from=since, reason=reason)
