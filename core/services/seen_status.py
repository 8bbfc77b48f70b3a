"""The newest status lists seen here, remembered from one run to the next.

An older list than one seen before is refused as an answer: somebody may hand out last week's list
to hide a revocation. What is remembered is a note beside the lists of a desk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.services.lists_at_hand import ListsAtHand
from credentials.errors import CredentialError, TrustListFormatError
from credentials.status_list import StatusList
from credentials.strict_json import read_time, write_time

if TYPE_CHECKING:  # see `lists_at_hand`
    from core.ports.desk import PublishedLists

SEEN: Final = "seen-status.json"
_TOLERANCE: Final = timedelta(minutes=10)
"""A list dated further ahead of this computer's clock is not taken as seen."""

Seen = Mapping[str, datetime]
"""When the newest list was issued, by the key that signed it (hex) and its address."""


def with_seen(
    lists: ListsAtHand, published: PublishedLists | None, *, now: datetime, at: datetime
) -> ListsAtHand:
    """Return the lists with what was seen of each before, and remember the ones at hand.

    Args:
        lists: the lists at hand.
        published: where it is remembered; None: nowhere.
        now: the clock's time.
        at: the moment that is asked about. For an earlier one, lists that were issued after it
            are no reproach: nobody could have seen them then.

    Raises:
        StorageError: it cannot be read or written.
    """
    before = _read(published.kept(SEEN)) if published is not None else {}
    seen = _joined(before, lists.status, now)
    if published is not None and seen != before:
        published.keep(SEEN, _written(seen))
    vouched = {key for one in (*lists.trust, *lists.foreign) for key in one.status_keys}
    newest: dict[str, datetime] = {}
    for name, issued in seen.items():
        key, _, uri = name.partition(" ")
        # By key: whoever publishes a list of his own at another agency's address spoils nothing.
        if bytes.fromhex(key) in vouched and (at >= now or issued <= at):
            newest[uri] = max(issued, newest.get(uri, issued))
    return replace(lists, newest=newest)


def _joined(before: Seen, lists: Sequence[StatusList], now: datetime) -> dict[str, datetime]:
    seen = dict(before)
    for one in lists:
        name = f"{bytes(one.key).hex()} {one.uri}"
        if one.issued_at <= now + _TOLERANCE:
            seen[name] = max(one.issued_at, seen.get(name, one.issued_at))
    return seen


def _written(seen: Seen) -> bytes:
    return json.dumps({name: write_time(issued) for name, issued in sorted(seen.items())}).encode()


def _read(raw: bytes | None) -> dict[str, datetime]:
    """A note that was damaged begins anew: whoever can damage it could as well take it away."""
    if raw is None:
        return {}
    try:
        found = json.loads(raw)
        return {
            name: read_time(issued, TrustListFormatError)
            for name, issued in found.items()
            if bytes.fromhex(name.partition(" ")[0])
        }
    except (ValueError, AttributeError, RecursionError, CredentialError):
        return {}
