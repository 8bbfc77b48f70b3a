"""Whether one trust list may take the place of another, as design §4 "Trust" asks.

Two keys guard an agency's history: the root, which signs, and the next root, whose hash every list
carries and which lies elsewhere. The hash cannot change while the root stays, so a thief of the
root can sign lists but cannot choose who comes after: the next key alone ends the theft.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from credentials.errors import (
    TrustListEntryRemovedError,
    TrustListFastForwardedError,
    TrustListFromFutureError,
    TrustListLowerError,
    TrustListRotationError,
    TwoTrustListsError,
)
from credentials.keys import PublicKey
from credentials.trust_list import ForeignAgency, KeyLife, RevocationReason, TrustContent, TrustList

CLOCK_TOLERANCE: Final = timedelta(minutes=10)
"""How much later than this computer's clock a list may be dated."""
MAX_LISTS_A_DAY: Final = 24
"""More lists than this since ours were never made: somebody runs the number up, so that no true
list could follow."""


def is_emergency(old: TrustList, new: TrustList) -> bool:
    """Tell whether `new` claims the root by the announced next key alone, without the old one."""
    root = new.content.agency_key
    return (
        root != old.content.agency_key
        and hashlib.sha256(root).digest() == old.content.next_key_sha256
        and old.content.agency_key not in new.signed_by
    )


def succeed(old: TrustList, new: TrustList, *, at: datetime, emergency: bool = False) -> TrustList:
    """Return `new` with the roots that `old` knew, if it may take the place of `old`.

    Args:
        old: the list at hand.
        new: the list that came; the very same list may too.
        at: now.
        emergency: whether a person has confirmed the fingerprint of the announced next key, so
            that it may take over alone.

    Raises:
        TrustListRefusedError: one of its kinds; see `check_follows`.
    """
    if emergency and is_emergency(old, new):
        _check_emergency(old, new, at)
    else:
        check_follows(old, new, at=at)
    root = new.roots[-1]
    roots = old.roots if root == old.roots[-1] else (*old.roots, root)
    return replace(new, roots=roots)


def follow(lists: Sequence[TrustList], *, at: datetime) -> TrustList:
    """Return the last of an agency's lists, followed from the first one on.

    Args:
        lists: in the order in which they were accepted, which a person did where it was needed.
        at: now.

    Raises:
        TrustListRefusedError: one of them does not follow the one before.
        ValueError: there is none.
    """
    if not lists:
        raise ValueError("no list to follow")
    known, *later = lists
    for new in later:
        known = succeed(known, new, at=at, emergency=True)
    return known


def fork_of(lists: Sequence[TrustList]) -> tuple[TrustList, TrustList] | None:
    """Return two lists of one agency of which neither is in the other's history, or None.

    Lists are of one agency if one root was followed to both.
    """
    ordered = sorted(lists, key=lambda one: one.content.sequence)
    for one, other in pairwise(ordered):
        if one.sha256 == other.sha256 or set(one.roots).isdisjoint(other.roots):
            continue
        history = other.content.history
        if not (
            len(history) >= one.content.sequence and history[one.content.sequence - 1] == one.sha256
        ):
            return one, other
    return None


def check_follows(old: TrustList, new: TrustList, *, at: datetime) -> None:
    """Do nothing if `new` may take the place of `old` at the time `at`; the very same list may.

    Raises:
        TrustListLowerError: `new` has a lower sequence or was issued earlier.
        TwoTrustListsError: equal sequence with other content, or `old` is not in the history.
        TrustListFromFutureError: dated later than now.
        TrustListFastForwardedError: more lists in between than there can have been.
        TrustListRotationError: another root key, without the commitment or the old signature; or
            another commitment under the same root.
        TrustListEntryRemovedError: an entry of `old` is missing, has another owner, or its
            revocation was lifted; or the practice mark changed.
    """
    before, after = old.content, new.content
    if after.sequence < before.sequence:
        raise TrustListLowerError(f"sequence {after.sequence} is below {before.sequence}")
    if after.sequence == before.sequence:
        if new.sha256 != old.sha256:
            raise TwoTrustListsError(f"two different lists with sequence {after.sequence}")
        return
    if after.history[: before.sequence] != (*before.history, old.sha256):
        raise TwoTrustListsError("the list at hand is not in the new list's history")
    if after.issued_at < before.issued_at:
        raise TrustListLowerError("a later list was issued earlier")
    check_not_from_future(new, at)
    _check_pace(before, after)
    _check_root(old, new)
    _check_entries(before, after)


def check_not_from_future(new: TrustList, at: datetime) -> None:
    """Raise TrustListFromFutureError if a list is dated later than this computer's clock."""
    if new.content.issued_at > at + CLOCK_TOLERANCE:
        raise TrustListFromFutureError(f"the list is dated {new.content.issued_at}")


def _check_emergency(old: TrustList, new: TrustList, at: datetime) -> None:
    """Check a list by which the next key takes over alone.

    What the old root signed last may be a thief's, so `old` need not be in the history; if it is,
    its entries stay.
    """
    check_not_from_future(new, at)
    if old.content.practice is not new.content.practice:
        raise TrustListEntryRemovedError("the practice mark changed")
    if old.sha256 in new.content.history:
        _check_pace(old.content, new.content)
        _check_entries(old.content, new.content)


def _check_pace(before: TrustContent, after: TrustContent) -> None:
    days = (after.issued_at - before.issued_at) // timedelta(days=1)
    if after.sequence - before.sequence > MAX_LISTS_A_DAY * (days + 1):
        raise TrustListFastForwardedError(
            f"{after.sequence - before.sequence} lists in {days + 1} days"
        )


def _check_root(old: TrustList, new: TrustList) -> None:
    key = new.content.agency_key
    if key == old.content.agency_key:
        if new.content.next_key_sha256 != old.content.next_key_sha256:
            raise TrustListRotationError("the announced next key changed under the same root")
        return
    if hashlib.sha256(key).digest() != old.content.next_key_sha256:
        raise TrustListRotationError("the new root key is not the one committed to")
    if old.content.agency_key not in new.signed_by:
        raise TrustListRotationError("the old root key did not sign the change")


def _check_entries(before: TrustContent, after: TrustContent) -> None:
    if before.practice is not after.practice:
        raise TrustListEntryRemovedError("the practice mark changed")
    kept = _owners(after)
    for key, (owner, life) in _owners(before).items():
        new_owner, new_life = kept.get(key, (None, None))
        if new_life is None or new_owner != owner:
            raise TrustListEntryRemovedError(f"the entry of {owner} is missing or was rewritten")
        if not _revocation_stands(life, new_life):
            raise TrustListEntryRemovedError(f"the revocation of a key of {owner} was lifted")
    if not set(map(_recognised, before.foreign_agencies)) <= set(
        map(_recognised, after.foreign_agencies)
    ):
        raise TrustListEntryRemovedError("the recognition of an agency is missing or was rewritten")
    _check_anchors(before, after)


def _check_anchors(before: TrustContent, after: TrustContent) -> None:
    """Anchors are only added, and not for a time that the old list has already spoken for."""
    there = len(before.anchors)
    if after.anchors[:there] != before.anchors:
        raise TrustListEntryRemovedError("an anchor is missing or was rewritten")
    if any(anchor.registered_at < before.issued_at for anchor in after.anchors[there:]):
        raise TrustListEntryRemovedError("an anchor was added for an earlier time")


def _recognised(agency: ForeignAgency) -> tuple[object, ...]:
    """What of a recognition stays as it was: all but its end."""
    return (agency.name, agency.key_sha256, agency.frameworks, agency.period.start)


def _owners(content: TrustContent) -> dict[PublicKey, tuple[str, KeyLife]]:
    """Return who owns each key. A kind is part of the owner: a person's key is no centre's."""
    entries = [("status", life) for life in content.status_keys]
    entries += [(f"centre {entry.id}", entry.life) for entry in content.centres]
    entries += [(f"person {entry.number}", entry.life) for entry in content.people]
    return {life.key: (owner, life) for owner, life in entries}


def _revocation_stands(old: KeyLife, new: KeyLife) -> bool:
    """Tell whether a revocation was kept, made earlier, or made worse."""
    if old.reason is None or old.revoked_from is None:
        return True
    if new.reason is None or new.revoked_from is None:
        return False
    if old.reason is RevocationReason.COMPROMISED:
        return new.reason is RevocationReason.COMPROMISED and new.revoked_from <= old.revoked_from
    return new.revoked_from <= old.revoked_from
