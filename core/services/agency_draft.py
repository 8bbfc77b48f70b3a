"""The agency's own machine: its published list, and the draft of the next one.

Changes gather in a draft, which is kept unsigned beside the list; `publishing_trust` signs it after
a person has read what it changes. Nothing in a draft counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.errors import CoreError
from core.ports.desk import Desk
from core.services.receiving_trust import own_list
from credentials.trust_changes import Change, describe_content
from credentials.trust_editing import successor
from credentials.trust_list import TrustContent, TrustList
from credentials.trust_list_codec import encode_content, parse_content

DRAFT: Final = "draft.json"


class NoAgencyError(CoreError):
    """This folder holds no agency: no list was ever published here."""

    code = "agency.none"

    def __init__(self) -> None:
        super().__init__(
            "there is no agency in this folder yet; `touchstone trust start` makes one"
        )


@dataclass(frozen=True, slots=True)
class AgencyState:
    """What the agency has published, and what its next list will say."""

    published: TrustList
    draft: TrustContent
    changes: tuple[Change, ...]
    """What the draft changes; empty if nothing waits to be published."""


def agency_state(desk: Desk) -> AgencyState:
    """Read the agency's list and draft.

    Raises:
        NoAgencyError: there is no list here.
        TrustListFormatError: the draft was damaged; discard it.
    """
    published = published_list(desk)
    draft = read_draft(desk, published)
    return AgencyState(published, draft, describe_content(published.content, draft))


def change_draft(desk: Desk, edit: Callable[[TrustContent], TrustContent]) -> TrustContent:
    """Apply one change to the draft and keep it; nothing is kept if it contradicts the list.

    Raises:
        NoAgencyError, TrustEditError, TrustListFormatError.
    """
    published = published_list(desk)
    edited = edit(read_draft(desk, published))
    raw = encode_content(successor(published, edited, now_of(desk)))
    draft = parse_content(raw)
    desk.published.keep(DRAFT, raw)
    return draft


def discard_draft(desk: Desk) -> None:
    """Forget what waits to be published."""
    desk.published.drop(DRAFT)


def published_list(desk: Desk) -> TrustList:
    """Return the agency's newest list. Raises NoAgencyError."""
    published = own_list(desk.published)
    if published is None:
        raise NoAgencyError
    return published


def read_draft(desk: Desk, published: TrustList) -> TrustContent:
    """Return what waits to be published; the published content if nothing does.

    A draft that was made for an earlier list than `published` is dated and numbered anew.
    """
    raw = desk.published.kept(DRAFT)
    if raw is None:
        return published.content
    return successor(published, parse_content(raw), now_of(desk))


def now_of(desk: Desk) -> datetime:
    """The time now in whole seconds, as lists carry it."""
    return desk.clock.now().replace(microsecond=0)
