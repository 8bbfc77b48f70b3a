"""What a desk takes in, what it refuses, and when a person has to compare a fingerprint."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from core.ports.desk import Desk
from core.services.checking_passports import check_codes
from core.services.lists_at_hand import GivenList, ListUnreadableError, published_lists
from core.services.receiving_trust import (
    FingerprintDiffersError,
    NotRecognisedError,
    OfferKind,
    OlderStatusError,
    accept_list,
    look_at_list,
    take_in_status,
    trust_at_hand,
)
from core.services.registration_files import take_in_registration
from credentials.errors import (
    StatusListSignatureError,
    TrustListFromFutureError,
    TrustListLowerError,
    TrustListRotationError,
    TwoTrustListsError,
)
from credentials.keys import fingerprint
from credentials.qr import encode_text
from credentials.report import Check, Verdict
from credentials.trust_list import RevocationReason, TrustContent
from credentials.trust_list_codec import sign_trust_list
from tests.core.test_checking_passports import Published
from tests.credentials import abroad, world
from tests.credentials.world import AGENCY_KEY, NEXT_AGENCY_KEY, NOW, TRUST, signed_trust
from tests.fakes import FixedClock, MemoryStore, a_desk

PRINT: Final = fingerprint(AGENCY_KEY.public_key)
NEXT: Final = abroad.after(TRUST, AGENCY_KEY)
ROTATED: Final = replace(
    NEXT,
    agency_key=NEXT_AGENCY_KEY.public_key,
    next_key_sha256=hashlib.sha256(b"x").digest(),
)
ALONE: Final = sign_trust_list(ROTATED, NEXT_AGENCY_KEY)


@pytest.fixture
def desk() -> Desk:
    """A desk that has never seen a list, at the time of the practice agency."""
    return a_desk(MemoryStore(), published=Published(), clock=FixedClock(NOW))


@pytest.fixture
def listed(desk: Desk) -> Desk:
    """The same with the practice agency's list, which recognises the agency abroad."""
    _accept(desk, abroad.recognising(), PRINT)
    return desk


def _accept(desk: Desk, content: TrustContent, typed: str = "") -> None:
    accept_list(desk, look_at_list(desk, signed_trust(content)), typed_fingerprint=typed)


def _own(desk: Desk) -> int | None:
    own = trust_at_hand(desk).own
    return own.content.sequence if own is not None else None


@pytest.mark.parametrize("typed", ["", "12345", PRINT[:-1], PRINT + "1", "១" * 30])
def test_the_first_list_counts_only_with_its_whole_fingerprint(desk: Desk, typed: str) -> None:
    offer = look_at_list(desk, signed_trust(TRUST))
    assert (offer.kind, offer.needs_fingerprint) == (OfferKind.FIRST, True)

    with pytest.raises(FingerprintDiffersError):
        accept_list(desk, offer, typed_fingerprint=typed)
    assert _own(desk) is None


@pytest.mark.parametrize("typed", [PRINT, PRINT.replace(" ", ""), f" {PRINT.replace(' ', '-')}\n"])
def test_how_the_digits_are_grouped_does_not_matter(desk: Desk, typed: str) -> None:
    accept_list(desk, look_at_list(desk, signed_trust(TRUST)), typed_fingerprint=typed)

    assert _own(desk) == 1


def test_the_next_list_needs_no_fingerprint_and_the_same_one_changes_nothing(desk: Desk) -> None:
    _accept(desk, TRUST, PRINT)
    assert look_at_list(desk, signed_trust(TRUST)).kind is OfferKind.SAME

    offer = look_at_list(desk, signed_trust(NEXT))

    assert (offer.kind, offer.needs_fingerprint) == (OfferKind.SUCCESSOR, False)
    accept_list(desk, offer)
    assert _own(desk) == 2
    with pytest.raises(TrustListLowerError):
        look_at_list(desk, signed_trust(TRUST))


def test_a_list_of_our_agency_with_another_history_is_two_lists(desk: Desk) -> None:
    _accept(desk, TRUST, PRINT)
    with pytest.raises(TwoTrustListsError):
        look_at_list(desk, signed_trust(replace(TRUST, agency="Other")))


def test_a_list_from_the_future_is_not_even_a_first_one(desk: Desk) -> None:
    later = replace(TRUST, issued_at=NOW + timedelta(days=1), next_update=NOW + timedelta(days=2))
    with pytest.raises(TrustListFromFutureError):
        look_at_list(desk, signed_trust(later))


def test_the_next_root_alone_needs_its_own_fingerprint(desk: Desk) -> None:
    _accept(desk, TRUST, PRINT)
    offer = look_at_list(desk, ALONE)
    assert (offer.kind, offer.needs_fingerprint) == (OfferKind.EMERGENCY, True)

    with pytest.raises(FingerprintDiffersError):
        accept_list(desk, offer, typed_fingerprint=PRINT)
    accept_list(desk, offer, typed_fingerprint=fingerprint(NEXT_AGENCY_KEY.public_key))

    assert _own(desk) == 2


def test_a_root_that_nobody_announced_is_no_list_of_our_agency(desk: Desk) -> None:
    _accept(desk, replace(TRUST, next_key_sha256=bytes(32)), PRINT)
    with pytest.raises(NotRecognisedError):
        look_at_list(desk, ALONE)


def test_an_offer_is_judged_again_when_it_is_accepted(desk: Desk) -> None:
    """Two people look at two lists; the second one accepts after the first."""
    _accept(desk, TRUST, PRINT)
    one = look_at_list(desk, signed_trust(NEXT))
    other = look_at_list(desk, signed_trust(replace(NEXT, agency="Renamed")))
    accept_list(desk, one)

    with pytest.raises(TwoTrustListsError):
        accept_list(desk, other)


def test_the_same_root_cannot_announce_another_next_key(desk: Desk) -> None:
    _accept(desk, TRUST, PRINT)
    with pytest.raises(TrustListRotationError):
        look_at_list(desk, signed_trust(replace(NEXT, next_key_sha256=bytes(32))))


# Foreign lists


def test_a_foreign_list_comes_in_through_recognition_only(desk: Desk, listed: Desk) -> None:
    raw = signed_trust(abroad.ABROAD, abroad.ROOT)
    offer = look_at_list(listed, raw)
    assert (offer.kind, offer.needs_fingerprint) == (OfferKind.FOREIGN_FIRST, False)
    accept_list(listed, offer)
    assert [one.content.agency for one in trust_at_hand(listed).foreign] == [
        "Practice Agency Abroad"
    ]

    unlisted = a_desk(MemoryStore(), published=Published(), clock=FixedClock(NOW))
    _accept(unlisted, TRUST, PRINT)
    with pytest.raises(NotRecognisedError):
        look_at_list(unlisted, raw)


def test_a_foreign_root_that_rotated_is_followed_and_checks_passports(listed: Desk) -> None:
    accept_list(listed, look_at_list(listed, signed_trust(abroad.ABROAD, abroad.ROOT)))
    raw = sign_trust_list(abroad.rotated(), abroad.NEXT_ROOT, abroad.ROOT)
    offer = look_at_list(listed, raw)
    assert offer.kind is OfferKind.FOREIGN_SUCCESSOR
    accept_list(listed, offer)
    take_in_status(listed, abroad.signed_status())

    lists = published_lists(listed.published)
    code = encode_text("https://abroad.practice.example/p", abroad.passport())
    (found,) = check_codes([code], lists=lists, at=NOW)

    assert found.report.verdict is Verdict.VALID
    assert found.report.recognised_by == TRUST.agency


def test_a_foreign_emergency_is_confirmed_by_a_person_too(listed: Desk) -> None:
    accept_list(listed, look_at_list(listed, signed_trust(abroad.ABROAD, abroad.ROOT)))
    offer = look_at_list(listed, sign_trust_list(abroad.rotated(), abroad.NEXT_ROOT))
    assert (offer.kind, offer.needs_fingerprint) == (OfferKind.FOREIGN_EMERGENCY, True)

    with pytest.raises(FingerprintDiffersError):
        accept_list(listed, offer)
    accept_list(listed, offer, typed_fingerprint=offer.fingerprint)

    (foreign,) = trust_at_hand(listed).foreign
    assert foreign.content.sequence == 2
    assert len(foreign.roots) == 2


def test_after_a_foreign_emergency_the_thiefs_list_says_nothing_any_more(listed: Desk) -> None:
    first = abroad.ABROAD
    thiefs = signed_trust(abroad.after(first, abroad.ROOT, agency="A Thief"), abroad.ROOT)
    true = sign_trust_list(abroad.rotated(), abroad.NEXT_ROOT)
    for raw in (signed_trust(first, abroad.ROOT), thiefs, true):
        offer = look_at_list(listed, raw)
        accept_list(listed, offer, typed_fingerprint=offer.fingerprint)

    assert [one.content.agency for one in published_lists(listed.published).foreign] == [
        first.agency
    ]
    again = [GivenList("from an e-mail", thiefs)]
    with pytest.raises(ListUnreadableError):
        published_lists(listed.published, foreign=again)


def test_an_older_foreign_list_given_beside_the_accepted_one_does_no_harm(listed: Desk) -> None:
    old = signed_trust(abroad.ABROAD, abroad.ROOT)
    for raw in (old, sign_trust_list(abroad.rotated(), abroad.NEXT_ROOT, abroad.ROOT)):
        accept_list(listed, look_at_list(listed, raw))

    lists = published_lists(listed.published, foreign=[GivenList("old", old)])

    assert [one.content.sequence for one in lists.foreign] == [2]


# Status lists and registrations


def test_an_older_status_list_than_was_seen_is_refused(listed: Desk) -> None:
    take_in_status(listed, world.signed_status())
    older = world.signed_status(issued_at=world.STATUS_ISSUED - timedelta(hours=1))

    with pytest.raises(OlderStatusError):
        take_in_status(listed, older)
    assert len(trust_at_hand(listed).status) == 1


def test_a_status_list_of_an_agency_that_nobody_here_knows_is_refused(listed: Desk) -> None:
    with pytest.raises(StatusListSignatureError):
        take_in_status(listed, abroad.signed_status())


def test_a_registration_at_hand_confirms_what_the_list_anchors(desk: Desk) -> None:
    file = abroad.registration_file(world.countersigned().document, world.GOOD)
    life = world.revoked(world.ASSESSOR_KEY.public_key, NOW, RevocationReason.COMPROMISED)
    stolen = world.with_people(
        world.person_entry(world.ASSESSOR, world.ASSESSOR_KEY.public_key, life=life)
    )
    _accept(desk, abroad.anchoring(stolen, file, NOW - timedelta(hours=1)), PRINT)
    take_in_status(desk, world.signed_status())
    code = encode_text(world.ADDRESS, world.GOOD)

    (before,) = check_codes([code], lists=published_lists(desk.published), at=NOW)
    take_in_registration(desk, file)
    (after,) = check_codes([code], lists=published_lists(desk.published), at=NOW)

    assert before.report.verdict is Verdict.INVALID
    assert after.report.verdict is Verdict.VALID
    assert after.report.findings[Check.DATES].code == "dates.confirmed"
