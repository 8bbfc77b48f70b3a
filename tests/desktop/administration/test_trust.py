"""Trust list: compared once by voice, read before each change, never taken back in time."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.ports.desk import Desk
from core.services.agency_draft import published_list
from core.services.keeping_agency import recognise
from core.services.practice_agency import AGENCY_KEY
from core.services.publishing_trust import emergency_rotate, publish
from core.services.receiving_trust import own_list
from core.services.signing_in import unlock_key
from credentials.keys import Strength, fingerprint, parse_key_file
from credentials.trust_editing import rename, successor
from credentials.trust_list import Period
from credentials.trust_list_codec import sign_trust_list
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.views.administration.trust import TrustPage
from tests.desktop.administration.conftest import Shown
from tests.desktop.conftest import Settled
from tests.desktop.eyes import said


@pytest.fixture
def page(walk: Walk, reads: QtTaskRunner, shown: Shown) -> TrustPage:
    """At a desk that holds the practice agency's list, which was made today."""
    walk.clock.turn(days=3)
    return shown(TrustPage(Session(walk.desk, walk.registrar, reads)))


@pytest.fixture
def new_page(walk: Walk, tmp_path: Path, reads: QtTaskRunner, shown: Shown) -> TrustPage:
    """At a desk that has never seen a list."""
    (tmp_path / "home" / "published" / "trust-list.json").unlink()
    return shown(TrustPage(Session(walk.desk, walk.registrar, reads)))


def give(page: TrustPage, raw: bytes | None, folder: Path, settled: Settled) -> None:
    assert raw is not None
    path = folder / "list.json"
    path.write_bytes(raw)
    page.drop.files_given.emit([path])
    settled()


def held(walk: Walk) -> int | None:
    own = own_list(walk.desk.published)
    return None if own is None else own.content.sequence


def test_the_list_at_hand_is_said_in_words(page: TrustPage) -> None:
    text = said(page)
    assert "Practice Recognition Agency, list 1 of" in text
    assert "PRACTICE" in text
    assert "recognises no agency" in text
    assert len(page.fingerprint.digits.text().split()) == 6


def test_a_first_list_counts_only_by_the_digits_that_somebody_typed(
    new_page: TrustPage, walk: Walk, agency: Desk, tmp_path: Path, settled: Settled
) -> None:
    page = new_page
    assert "None yet" in page.facts.text()
    digits = fingerprint(published_list(agency).content.agency_key)
    give(page, agency.published.trust(), tmp_path, settled)
    assert digits not in said(page), "whoever could copy the digits would compare nothing"

    page.accept.click()
    assert "Type the fingerprint" in page.banner.sentence
    page.typed.setText("1" * 30)
    page.accept.click()
    settled()
    assert "not the fingerprint" in page.banner.sentence
    assert held(walk) is None

    page.typed.setText(digits.replace(" ", ""))
    page.accept.click()
    settled()
    assert page.banner.sentence == "List 1 of National Agency is in use from now on."
    assert held(walk) == 1


def test_what_the_next_list_changes_is_read_before_it_is_accepted(
    page: TrustPage, walk: Walk, tmp_path: Path, settled: Settled
) -> None:
    before, now = published_list(walk.desk), walk.desk.clock.now().replace(microsecond=0)
    content = successor(before, rename(before.content, "0417", "Chan Virak Sok"), now)
    with unlock_key(walk.desk, AGENCY_KEY, PASSPHRASE) as root:
        after = sign_trust_list(content, root)

    give(page, after, tmp_path, settled)
    assert page.changes.sentences == ("Chan Virak (0417) is now called Chan Virak Sok.",)
    assert not page.typed.isVisible(), "a list that follows needs no comparing"
    page.refuse.click()
    assert held(walk) == 1

    give(page, after, tmp_path, settled)
    page.accept.click()
    settled()
    assert held(walk) == 2


def test_an_older_list_and_a_second_one_are_refused(
    page: TrustPage, walk: Walk, tmp_path: Path, settled: Settled
) -> None:
    first = published_list(walk.desk)
    raw = walk.desk.published.trust()
    publish(walk.desk, PASSPHRASE)
    give(page, raw, tmp_path, settled)
    older = page.banner.sentence
    assert "older than the one at hand" in older
    assert not page.accept.isVisible()

    with unlock_key(walk.desk, AGENCY_KEY, PASSPHRASE) as root:
        content = published_list(walk.desk).content
        other = rename(content, "0417", "Somebody Else")
        give(page, sign_trust_list(other, root), tmp_path, settled)
    assert page.banner.sentence not in ("", older)
    assert "two" in page.banner.sentence.casefold()
    assert held(walk) == first.content.sequence + 1


def test_a_foreign_list_is_refused_until_the_own_agency_recognises_it(
    page: TrustPage, walk: Walk, agency: Desk, tmp_path: Path, settled: Settled
) -> None:
    raw = agency.published.trust()
    give(page, raw, tmp_path, settled)
    assert "does not recognise" in page.banner.sentence

    now = walk.desk.clock.now().replace(microsecond=0)
    assert raw is not None
    recognise(
        walk.desk,
        raw,
        frameworks=frozenset({"RMCS-MACHINING"}),
        period=Period(now, now + timedelta(days=90)),
        typed_fingerprint=fingerprint(published_list(agency).content.agency_key),
    )
    publish(walk.desk, PASSPHRASE)
    give(page, raw, tmp_path, settled)
    page.accept.click()
    settled()
    assert "National Agency, list 1 of" in said(page)
    assert "It recognises: National Agency." in said(page)


def test_an_emergency_asks_for_the_new_fingerprint(
    new_page: TrustPage, walk: Walk, agency: Desk, tmp_path: Path, settled: Settled
) -> None:
    first = agency.published.trust()
    assert first is not None
    walk.desk.published.keep_trust(first)
    next_key = parse_key_file((tmp_path / "next-root.json").read_bytes())
    emergency_rotate(agency, next_key, "next", "after", strength=Strength.FAST)
    give(new_page, agency.published.trust(), tmp_path, settled)
    assert new_page.typed.isVisible()
    assert "lost or stolen" in said(new_page)
    new_page.typed.setText(fingerprint(published_list(agency).content.agency_key))
    new_page.accept.click()
    settled()
    assert held(walk) == 2


def test_what_is_no_list_is_said_to_be_none(
    page: TrustPage, tmp_path: Path, settled: Settled
) -> None:
    give(page, b"a holiday picture", tmp_path, settled)
    assert page.banner.sentence
    assert not page.accept.isVisible()
