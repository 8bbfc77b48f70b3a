"""Whether one trust list may take the place of another, as design §4 "Trust" asks."""

from __future__ import annotations

import hashlib

from credentials.errors import (
    TrustListEntryRemovedError,
    TrustListLowerError,
    TrustListRotationError,
    TwoTrustListsError,
)
from credentials.keys import PublicKey
from credentials.trust_list import KeyLife, RevocationReason, TrustContent, TrustList


def check_follows(old: TrustList, new: TrustList) -> None:
    """Do nothing if `new` may take the place of `old`; the very same list may.

    Raises:
        TrustListLowerError: `new` has a lower sequence or was issued earlier.
        TwoTrustListsError: equal sequence with other content, or `old` is not in the history.
        TrustListRotationError: another root key, without the commitment or the old signature.
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
    _check_root(old, new)
    _check_entries(before, after)


def _check_root(old: TrustList, new: TrustList) -> None:
    key = new.content.agency_key
    if key == old.content.agency_key:
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
        return new.reason is RevocationReason.COMPROMISED
    return new.revoked_from <= old.revoked_from
