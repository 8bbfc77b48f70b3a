"""Whether the date of a document is its signer's word only, or known to the agency.

It is asked where it matters: a key that signed was given up since, or the recognition under which
it signed has ended. Whoever still has the key could write any earlier date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from credentials.report import Answer, Finding, Notice
from credentials.strict_json import write_time
from credentials.trust_list import KeyLife

DATES_OK: Final = Finding(Answer.PASSED, "dates.ok")
_CLAIMED: Final = Finding(Answer.PASSED, "dates.claimed")
_NOTICE: Final = Notice("date_claimed")


def ends_of(*lives: KeyLife) -> tuple[datetime, ...]:
    """Return from when on each key that was given up is no longer good."""
    return tuple([life.revoked_from for life in lives if life.revoked_from is not None])


def check_claim(ends: Sequence[datetime], registered: datetime | None) -> Finding:
    """Answer for a document whose dates are in order, signed before all of `ends`.

    `registered` is when it was in the agency's hands at the latest, if that is known.
    """
    if not ends:
        return DATES_OK
    if registered is None or registered >= min(ends):
        return _CLAIMED
    return Finding(Answer.PASSED, "dates.confirmed", {"date": write_time(registered)})


def claimed(dates: Finding) -> tuple[Notice, ...]:
    """Return the notice for a date that is the signer's word."""
    return (_NOTICE,) if dates.code == "dates.claimed" else ()
