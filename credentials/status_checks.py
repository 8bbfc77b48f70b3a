"""Whether a document was withdrawn, as far as the status lists at hand can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from credentials.errors import StatusIndexError
from credentials.report import Answer, Finding
from credentials.status_list import Status, StatusList
from credentials.strict_json import write_time
from credentials.trust_list import TrustList

FUTURE_TOLERANCE: Final = timedelta(minutes=10)
"""How much later than this computer's clock a signed time may be."""

_NONE_AT_HAND: Final = Finding(Answer.NOT_CHECKED, "status.none-at-hand")
_NO_SUCH_PLACE: Final = Finding(Answer.NOT_CHECKED, "status.no-such-place")
_ANSWERS: Final = {
    (what, status): Finding(
        Answer.PASSED if status is Status.SUPERSEDED else Answer.FAILED,
        f"status.{what}-{status.name.lower()}",
    )
    for what in ("award", "passport")
    for status in (Status.REVOKED, Status.SUSPENDED, Status.SUPERSEDED)
}


UsableLists = Mapping[str, tuple[StatusList, Finding]]
"""By address: the newest list at hand, and how far it may be used."""


def view_status(
    lists: Sequence[StatusList],
    trust_list: TrustList,
    at: datetime,
    newest_seen: Mapping[str, datetime],
) -> UsableLists:
    """Return the newest list of each address signed for this agency, and how far it may be used.

    The finding is PASSED for a fresh list: then its places count. Otherwise it is NOT_CHECKED
    with the reason, whatever the places say: stale never turns into valid or revoked.
    """
    newest: dict[str, StatusList] = {}
    for status_list in lists:
        if status_list.key in trust_list.status_keys:
            known = newest.get(status_list.uri)
            if known is None or known.issued_at < status_list.issued_at:
                newest[status_list.uri] = status_list
    return {uri: (found, _freshness(found, at, newest_seen)) for uri, found in newest.items()}


def check_status(place: tuple[str, int], what: str, lists: UsableLists) -> Finding:
    """Answer for a place, address and index; `what` is "award" or "passport"."""
    uri, index = place
    status_list, freshness = lists.get(uri, (None, _NONE_AT_HAND))
    if status_list is None or freshness.answer is not Answer.PASSED:
        return freshness
    try:
        status = status_list.status(index)
    except StatusIndexError:
        return _NO_SUCH_PLACE
    return freshness if status is Status.VALID else _ANSWERS[what, status]


def _freshness(
    status_list: StatusList, at: datetime, newest_seen: Mapping[str, datetime]
) -> Finding:
    issued, seen = status_list.issued_at, newest_seen.get(status_list.uri)
    if seen is not None and issued < seen:
        return Finding(Answer.NOT_CHECKED, "status.older-than-seen", {"date": write_time(seen)})
    if issued > at + FUTURE_TOLERANCE:
        return Finding(Answer.NOT_CHECKED, "status.from-future", {"date": write_time(issued)})
    until = status_list.fresh_until
    if at > until:
        return Finding(Answer.NOT_CHECKED, "status.stale", {"date": write_time(until)})
    return _fresh(issued)


@lru_cache(maxsize=64)
def _fresh(issued: datetime) -> Finding:
    """Return the answer for a fresh list; one list answers for thousands of documents."""
    return Finding(Answer.PASSED, "status.ok", {"date": write_time(issued)})
