"""A desk receives trust lists: looked at, shown as changes in words, then accepted by a person.

The first list counts once a person has compared its fingerprint with the agency's own; after that
each list must follow the one before. A foreign list is taken in only if the desk's own agency
recognises the foreign one, and its own history is continued likewise.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk, PublishedLists
from core.services.lists_at_hand import FOREIGN, FOREIGN_STATUS, REGISTRATIONS, foreign_lists
from credentials.errors import CredentialError
from credentials.keys import fingerprint
from credentials.recognition import recognition_of
from credentials.registration import Registration, open_registration
from credentials.status_list import StatusList, open_status_list
from credentials.trust_changes import Change, describe_changes
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.trust_succession import check_not_from_future, is_emergency, succeed


class NotRecognisedError(CoreError):
    """A list of an agency that the desk's own agency does not recognise."""

    code = "trust.not-recognised"

    def __init__(self, agency: str) -> None:
        super().__init__(f"the agency of this desk does not recognise {agency}", agency=agency)


class FingerprintDiffersError(CoreError):
    """What was typed is not the fingerprint of the key."""

    code = "trust.fingerprint-differs"

    def __init__(self) -> None:
        super().__init__("what was typed is not the fingerprint of this key; nothing was accepted")


class OlderStatusError(CoreError):
    """A status list that is older than one that was seen here before."""

    code = "status.older"

    def __init__(self, uri: str) -> None:
        super().__init__(f"a newer status list of {uri} was seen here before", uri=uri)


class OfferKind(Enum):
    """What a list that came is to this desk."""

    FIRST = "first"
    SAME = "same"
    SUCCESSOR = "successor"
    EMERGENCY = "emergency"
    FOREIGN_FIRST = "foreign first"
    FOREIGN_SUCCESSOR = "foreign successor"
    FOREIGN_EMERGENCY = "foreign emergency"


_TO_BE_COMPARED: Final = {OfferKind.FIRST, OfferKind.EMERGENCY, OfferKind.FOREIGN_EMERGENCY}


@dataclass(frozen=True, slots=True)
class Offer:
    """A list that may be accepted, and what it would change."""

    raw: bytes
    kind: OfferKind
    old: TrustList | None
    new: TrustList
    changes: tuple[Change, ...]

    @property
    def agency(self) -> str:
        """Whose list it is."""
        return self.new.content.agency

    @property
    def fingerprint(self) -> str:
        """Of the list's root key: 30 digits that two people can read to each other."""
        return fingerprint(self.new.content.agency_key)

    @property
    def needs_fingerprint(self) -> bool:
        """Whether a person has to compare the fingerprint before the list counts."""
        return self.kind in _TO_BE_COMPARED


@dataclass(frozen=True, slots=True)
class TrustAtHand:
    """Everything about trust that this desk holds."""

    own: TrustList | None
    foreign: tuple[TrustList, ...]
    """The newest list of each foreign agency, with the roots that were followed to it."""
    status: tuple[StatusList, ...]
    registrations: tuple[Registration, ...]


def look_at_list(desk: Desk, raw: bytes) -> Offer:
    """Verify a list that came and say what it would change; nothing is kept.

    Raises:
        EnvelopeFormatError, EnvelopeSignatureError, TrustListFormatError: no good list at all.
        TrustListRefusedError: one of its kinds: it does not follow the list at hand.
        NotRecognisedError: a foreign list that the desk's own agency does not recognise.
    """
    new, now = open_trust_list_unpinned(raw), desk.clock.now()
    check_not_from_future(new, now)
    own = own_list(desk.published)
    if own is None:
        return _offer(raw, OfferKind.FIRST, None, new)
    if own.sha256 == new.sha256:
        return _offer(raw, OfferKind.SAME, own, own)
    if _continues(own, new):
        emergency = is_emergency(own, new)
        kind = OfferKind.EMERGENCY if emergency else OfferKind.SUCCESSOR
        return _offer(raw, kind, own, succeed(own, new, at=now, emergency=emergency))
    return _foreign_offer(desk, raw, new, own)


def accept_list(
    desk: Desk, offer: Offer, *, typed_fingerprint: str = "", by: StaffId | None = None
) -> TrustList:
    """Keep a list that `look_at_list` offered, and return it.

    Args:
        desk: this desk.
        offer: what the person has read.
        typed_fingerprint: what the agency said, as typed; only its digits count. Needed where
            `offer.needs_fingerprint`.
        by: who accepts, for the audit log.

    Raises:
        FingerprintDiffersError: it is not the key's.
        TrustListRefusedError, NotRecognisedError: another list was accepted meanwhile.
    """
    if offer.needs_fingerprint:
        compare_fingerprint(typed_fingerprint, offer.fingerprint)
    current = look_at_list(desk, offer.raw)
    if current.needs_fingerprint and not offer.needs_fingerprint:
        raise FingerprintDiffersError
    if current.kind in (OfferKind.FIRST, OfferKind.SUCCESSOR, OfferKind.EMERGENCY):
        desk.published.keep_trust(offer.raw)
    elif current.kind is not OfferKind.SAME and not _is_kept(current):
        _keep_foreign(desk, current)
    content = current.new.content
    facts = {"agency": content.agency, "sequence": content.sequence, "kind": current.kind.value}
    with desk.uow() as uow:
        uow.note("trust.accepted", desk.id, by=by, at=desk.clock.now(), **facts)
        uow.commit()
    return current.new


def compare_fingerprint(typed: str, wanted: str) -> None:
    """Compare the digits of two fingerprints.

    Raises:
        FingerprintDiffersError: they differ, or nothing was typed.
    """
    digits = "".join(sign for sign in typed if sign.isdecimal())
    if not digits or [int(sign) for sign in digits] != [
        int(sign) for sign in wanted if sign != " "
    ]:
        raise FingerprintDiffersError


def trust_at_hand(desk: Desk) -> TrustAtHand:
    """Read and verify what this desk holds.

    Raises:
        CredentialError: a file was damaged.
    """
    own = own_list(desk.published)
    foreign = foreign_lists(desk.published)
    lists = (*((own,) if own is not None else ()), *foreign)
    return TrustAtHand(
        own, foreign, status_lists(desk.published, lists), registrations(desk.published)
    )


def take_in_status(desk: Desk, token: bytes) -> StatusList:
    """Keep a status list of the own or of a recognised agency, if it is the newest of its address.

    Raises:
        StatusListSignatureError, StatusListFormatError: no status list of an agency at hand.
        OlderStatusError: a newer one was seen here.
    """
    at_hand = trust_at_hand(desk)
    own = (at_hand.own,) if at_hand.own is not None else ()
    status = open_status_list(token, (*own, *at_hand.foreign))
    seen = [one for one in at_hand.status if one.uri == status.uri]
    if any(one.issued_at > status.issued_at for one in seen):
        raise OlderStatusError(status.uri)
    desk.published.keep(f"{FOREIGN_STATUS}/{_short(status.uri.encode())}.cwt", token)
    return status


def own_list(published: PublishedLists) -> TrustList | None:
    """Open the desk's own agency's list; None before the first."""
    raw = published.trust()
    return open_trust_list_unpinned(raw) if raw is not None else None


def status_lists(published: PublishedLists, lists: Sequence[TrustList]) -> tuple[StatusList, ...]:
    """Open the status lists at hand; one that no list vouches for any more is left out."""
    raws = [published.status(), *(published.kept(name) for name in published.names(FOREIGN_STATUS))]
    found = []
    for raw in raws:
        if raw is None:
            continue
        try:
            found.append(open_status_list(raw, lists))
        except CredentialError:
            continue
    return tuple(found)


def registrations(published: PublishedLists) -> tuple[Registration, ...]:
    """Open the registration files at hand, of this centre and of others."""
    raws = [published.kept(name) for name in published.names(REGISTRATIONS)]
    return tuple(open_registration(raw) for raw in raws if raw is not None)


def _offer(raw: bytes, kind: OfferKind, old: TrustList | None, new: TrustList) -> Offer:
    return Offer(raw, kind, old, new, describe_changes(old, new))


def _continues(old: TrustList, new: TrustList) -> bool:
    """Tell whether a list is meant to follow another: by the same root or by the announced one."""
    return new.content.agency_key == old.content.agency_key or new.roots[-1] == (
        old.content.next_key_sha256
    )


def _foreign_offer(desk: Desk, raw: bytes, new: TrustList, own: TrustList) -> Offer:
    now = desk.clock.now()
    for known in foreign_lists(desk.published):
        if _continues(known, new):
            emergency = is_emergency(known, new)
            kind = OfferKind.FOREIGN_EMERGENCY if emergency else OfferKind.FOREIGN_SUCCESSOR
            followed = succeed(known, new, at=now, emergency=emergency)
            return _offer(raw, kind, known, followed)
    if recognition_of(new, [own]) is None:
        raise NotRecognisedError(new.content.agency)
    return _offer(raw, OfferKind.FOREIGN_FIRST, None, new)


def _is_kept(offer: Offer) -> bool:
    return offer.old is not None and offer.old.sha256 == offer.new.sha256


def _keep_foreign(desk: Desk, offer: Offer) -> None:
    folder = f"{FOREIGN}/{offer.new.roots[0].hex()[:16]}"
    number = len(desk.published.names(folder)) + 1
    desk.published.keep(f"{folder}/{number:06}.json", offer.raw)


def _short(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]
