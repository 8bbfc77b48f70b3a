"""An older status list than one seen before says nothing: not in the next run either."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.services.checking_passports import CheckedCode, check_codes
from core.services.lists_at_hand import GivenList, ListsAtHand, open_lists
from core.services.seen_status import SEEN, with_seen
from credentials.report import Check, Verdict
from credentials.status_list import Status, pack_statuses, sign_status_list
from tests.core.test_checking_passports import Published
from tests.passports import NOW, PASSPORT_PLACE, STATUS_URI, PaperAgency

AGENCY = PaperAgency()
STRANGER = PaperAgency("Agency of Another Country")
LATER = NOW + timedelta(hours=2)


def signed(agency: PaperAgency, hours: int, passport: Status = Status.VALID) -> GivenList:
    """A status list issued so many hours after the others."""
    token = sign_status_list(
        STATUS_URI,
        pack_statuses(64, {PASSPORT_PLACE: passport}),
        agency.keys["status"],
        issued_at=NOW + timedelta(hours=hours),
        expires_at=NOW + timedelta(days=30),
        ttl=timedelta(days=7),
    )
    return GivenList("status", token)


def lists(*status: GivenList, agency: PaperAgency = AGENCY) -> ListsAtHand:
    return open_lists([GivenList("trust", agency.trust_list())], status)


def checked(found: ListsAtHand) -> CheckedCode:
    return check_codes([AGENCY.code()], lists=found, at=LATER)[0]


def test_last_weeks_list_hides_no_revocation_that_was_seen_in_an_earlier_run() -> None:
    published = Published()
    with_seen(lists(signed(AGENCY, 1, passport=Status.REVOKED)), published, now=LATER, at=LATER)

    old = with_seen(lists(signed(AGENCY, 0)), Published(files=published.files), now=LATER, at=LATER)

    report = checked(old).report
    assert report.findings[Check.STATUS].code == "status.older-than-seen"
    assert report.verdict is Verdict.UNDECIDED


def test_the_newest_list_still_counts_the_next_time() -> None:
    published = Published()
    for _ in range(2):
        found = with_seen(lists(signed(AGENCY, 1)), published, now=LATER, at=LATER)
        assert checked(found).report.verdict is Verdict.VALID


def test_a_list_of_another_agency_at_the_same_address_spoils_nothing() -> None:
    published = Published()
    theirs = lists(signed(STRANGER, 1), agency=STRANGER)
    with_seen(theirs, published, now=LATER, at=LATER)

    found = with_seen(lists(signed(AGENCY, 0)), published, now=LATER, at=LATER)

    assert checked(found).report.verdict is Verdict.VALID


def test_a_list_from_the_future_is_not_taken_as_seen() -> None:
    published = Published()
    with_seen(lists(signed(AGENCY, 24)), published, now=LATER, at=LATER)
    assert SEEN not in published.files


def test_asked_about_an_earlier_day_a_list_that_came_later_is_no_reproach() -> None:
    published = Published()
    with_seen(lists(signed(AGENCY, 30)), published, now=NOW + timedelta(days=2), at=NOW)

    then = with_seen(lists(signed(AGENCY, 0)), published, now=NOW + timedelta(days=2), at=LATER)

    assert checked(then).report.verdict is Verdict.VALID


def test_without_a_desk_nothing_is_remembered_and_everything_works() -> None:
    found = with_seen(lists(signed(AGENCY, 0)), None, now=LATER, at=LATER)
    assert checked(found).report.verdict is Verdict.VALID
    assert with_seen(ListsAtHand(), None, now=LATER, at=LATER) == replace(ListsAtHand(), newest={})


@pytest.mark.parametrize(
    "note",
    [
        *(b"", b"[]", b"{", b"\xff", b'{"zz x": "2025-01-01T00:00:00Z"}', b'{"00 x": 3}'),
        b"[" * 100_000,
    ],
)
def test_a_damaged_note_begins_anew(note: bytes) -> None:
    published = Published(files={SEEN: note})
    found = with_seen(lists(signed(AGENCY, 0)), published, now=LATER, at=LATER)
    assert checked(found).report.verdict is Verdict.VALID
    assert published.files[SEEN] != note
