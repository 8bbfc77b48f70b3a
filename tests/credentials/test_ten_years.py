"""Passports through ten years: what an employer is told, when, and why. The story: `decade`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import pytest

from credentials.errors import TrustListRefusedError, TrustListRotationError
from credentials.report import Check, Report, Verdict
from credentials.trust_list import TrustList
from credentials.trust_succession import succeed
from credentials.verification import verify_document
from tests.credentials import decade
from tests.credentials.decade import (
    AUNG,
    CENTRE_KEYS,
    CORE,
    DAY,
    MARRIED,
    OF_2028,
    REGISTERED_IN_2031,
    REGISTRATIONS,
    SOMCHAI,
    THIEFS_CENTRE,
    an_award,
    issued,
    issued_abroad,
    on,
    wrapped,
)

VALID, INVALID, UNDECIDED = Verdict.VALID, Verdict.INVALID, Verdict.UNDECIDED


@dataclass(frozen=True)
class Row:
    """A passport, the day it is checked, and the answer."""

    passport: bytes
    checked: str
    verdict: Verdict
    why: str
    codes: dict[Check, str] = field(default_factory=dict)
    """The answers of the whole that decide; every other check passed."""


def _checked(row: Row, *, registrations: bool = True) -> Report:
    at = on(row.checked)
    home = decade.lists_until(at)[-1]
    abroad = decade.abroad_on(at)
    return verify_document(
        row.passport,
        trust=[home],
        foreign=[abroad],
        status=[
            decade.status_on(at, home),
            decade.status_on(at, abroad, abroad=True),
        ],
        registrations=REGISTRATIONS if registrations else (),
        at=at,
    )


CLAIMED = {Check.DATES: "dates.claimed"}
CONFIRMED = {Check.DATES: "dates.confirmed"}
BACKDATED: Final = issued("2028-11-01", SOMCHAI)

ROWS: Final[dict[str, Row]] = {
    # The first years
    "a good passport": Row(
        issued("2027-03-01"), "2027-03-10", VALID, "Everybody was in force and in scope."
    ),
    "the same, two years on": Row(
        issued("2027-03-01"),
        "2029-03-10",
        VALID,
        "Nothing of it has ended; time alone is no fault.",
    ),
    # A scope ends
    "Aung, before his scope ended": Row(
        issued("2027-12-01", AUNG), "2028-03-01", VALID, "What counts is the day of the decision."
    ),
    "Aung, after his scope ended": Row(
        issued("2028-03-01", AUNG),
        "2028-03-10",
        INVALID,
        "His key is good, but he was no longer certified for this framework.",
        {Check.SCOPE: "scope.assessor"},
    ),
    # An assessor leaves and backdates
    "Somchai, after he left": Row(
        issued("2029-03-01", SOMCHAI),
        "2029-03-10",
        INVALID,
        "His key was retired when he signed, by his own date.",
        {Check.ISSUER: "issuer.assessor-retired", **CLAIMED},
    ),
    "Somchai, before he left, registered": Row(
        OF_2028,
        "2029-03-10",
        VALID,
        "The award was in the agency's hands before he left.",
        CONFIRMED,
    ),
    "Somchai, backdated after he left": Row(
        BACKDATED,
        "2029-03-10",
        VALID,
        "A retired key keeps its period, and a verifier signed too; but the date is their word, and "
        "the report says so.",
        CLAIMED,
    ),
    "Somchai's key proves sold: the backdated one": Row(
        BACKDATED,
        "2035-02-01",
        INVALID,
        "Nothing of a compromised key counts that was not registered before.",
        {Check.ISSUER: "issuer.assessor-compromised", **CLAIMED},
    ),
    "Somchai's key proves sold: the registered one": Row(
        OF_2028,
        "2035-02-01",
        VALID,
        "It was registered in 2028, so he signed it while the key was his alone.",
        CONFIRMED,
    ),
    # The centre's key rotates, and is then stolen
    "the overlap, by the first key": Row(
        issued("2030-02-01"), "2030-03-01", VALID, "Both keys are in force from January to April."
    ),
    "the overlap, by the second key": Row(
        issued("2030-02-01", centre_key=1), "2030-03-01", VALID, "As above: nobody is locked out."
    ),
    "the first key after it was retired": Row(
        issued("2030-05-01"),
        "2030-06-01",
        INVALID,
        "The centre had given that key up.",
        {Check.ISSUER: "issuer.centre-retired", **CLAIMED},
    ),
    "the first key, before": Row(
        issued("2027-03-01"),
        "2030-06-01",
        VALID,
        "It was in force; that the passport is as old as it says is the centre's word.",
        CLAIMED,
    ),
    "the stolen key, by the thief": Row(
        issued("2031-07-01", centre_key=1),
        "2031-07-10",
        INVALID,
        "The key was in wrong hands.",
        {Check.ISSUER: "issuer.centre-compromised", **CLAIMED},
    ),
    "the stolen key, by the centre, unregistered": Row(
        issued("2031-05-20", centre_key=1),
        "2031-07-10",
        INVALID,
        "Nobody can tell it from one that the thief dated back. The centre issues it anew.",
        {Check.ISSUER: "issuer.centre-compromised", **CLAIMED},
    ),
    "the stolen key, by the centre, registered": Row(
        REGISTERED_IN_2031,
        "2031-07-10",
        VALID,
        "It was registered in May, before the theft in June.",
        CONFIRMED,
    ),
    "the award of the unregistered one, issued anew": Row(
        wrapped(an_award(on("2031-05-20")), on("2031-06-10"), CENTRE_KEYS[2]),
        "2031-07-10",
        VALID,
        "The award never rested on the centre's key: assessor and verifier signed it.",
    ),
    # The agency's root rotates, and is then stolen
    "after the root rotated": Row(
        issued("2032-02-01", centre_key=2), "2032-03-01", VALID, "The entries are the same."
    ),
    "a centre that only the thief's list has": Row(
        wrapped(an_award(on("2033-01-05")), on("2033-01-10"), THIEFS_CENTRE),
        "2033-03-01",
        UNDECIDED,
        "The next key took over and never listed it: an unknown issuer.",
        {Check.SIGNATURE: "signature.no-key", Check.ISSUER: "issuer.unknown"},
    ),
    "a true centre through all of it": Row(
        issued("2032-02-01", centre_key=2),
        "2033-03-01",
        VALID,
        "The theft of the root touches no assessor's, verifier's or centre's key.",
    ),
    # A country stops recognising another
    "abroad, while recognised": Row(
        issued_abroad("2033-09-01"), "2033-10-01", VALID, "Home recognises abroad."
    ),
    "abroad, recognised then, registered": Row(
        issued_abroad("2033-09-01"),
        "2034-03-01",
        VALID,
        "It was recognised on its day, and abroad had it in its hands before that ended.",
        CONFIRMED,
    ),
    "abroad, recognised then, unregistered": Row(
        issued_abroad("2033-08-01"),
        "2034-03-01",
        VALID,
        "It was recognised on its day; that this was the day is the centre's word.",
        CLAIMED,
    ),
    "abroad, after the recognition ended": Row(
        issued_abroad("2034-02-01"),
        "2034-03-01",
        UNDECIDED,
        "Genuine there; home says nothing for it. Not recognised is not false.",
        {Check.ISSUER: "issuer.recognition-period", Check.SCOPE: "scope.recognition-period"},
    ),
    # A name changes
    "the worker married": Row(
        wrapped(
            an_award(on("2032-02-01")), on("2032-06-01"), CENTRE_KEYS[2], core=MARRIED, former=CORE
        ),
        "2032-07-01",
        VALID,
        "The award stays bound to the former core, which the passport carries.",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_passport_is_answered_as_the_table_says(row: Row) -> None:
    report = _checked(row)

    codes = {check: finding.code for check, finding in report.findings.items()}
    assert report.verdict is row.verdict, row.why
    for check, code in row.codes.items():
        assert codes[check] == code, row.why
    if report.verdict is VALID and not row.codes:
        assert codes[Check.DATES] == "dates.ok", row.why


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Somchai's key proves sold: the registered one", INVALID),
        ("the stolen key, by the centre, registered", INVALID),
        ("abroad, recognised then, registered", VALID),
    ],
)
def test_without_the_registration_file_at_hand_nothing_is_confirmed(
    name: str, verdict: Verdict
) -> None:
    report = _checked(ROWS[name], registrations=False)

    assert report.verdict is verdict
    assert report.findings[Check.DATES].code == "dates.claimed"


def test_a_person_is_shown_under_the_name_of_the_day_of_the_check() -> None:
    """Dara married in 2030; the passports before name her as she was called then."""
    before = _checked(Row(issued("2029-03-01"), "2030-05-01", VALID, ""))
    after = _checked(Row(issued("2029-03-01"), "2030-07-01", VALID, ""))

    assert [report.awards[0].verifier.name for report in (before, after)] == ["Dara", "Dara Sok"]


def _follow(lists: list[TrustList], *, confirmed: bool) -> TrustList:
    known, *later = lists
    for new in later:
        known = succeed(known, new, at=new.content.issued_at, emergency=confirmed)
    return known


def test_a_desk_follows_the_lists_of_the_ten_years() -> None:
    known = _follow(decade.lists_until(on("2036-01-01")), confirmed=True)

    assert len(known.roots) == 3, "the first root, the rotated one, the one of the emergency"


def test_a_desk_that_nobody_has_confirmed_the_emergency_at_stays_where_it_was() -> None:
    with pytest.raises(TrustListRotationError):
        _follow(decade.lists_until(on("2036-01-01")), confirmed=False)


def test_a_desk_that_took_the_thiefs_list_comes_back_with_the_announced_key() -> None:
    *misled, thiefs = decade.lists_until(on("2033-01-01"), followed_thief=True)
    true = decade.lists_until(on("2033-02-01"))[-1]
    known = succeed(_follow(misled, confirmed=False), thiefs, at=on("2033-01-02"))

    back = succeed(known, true, at=on("2033-02-02"), emergency=True)

    assert THIEFS_CENTRE.public_key in {*thiefs.content.keys()}
    assert THIEFS_CENTRE.public_key not in {*back.content.keys()}


def test_the_old_roots_sign_nothing_any_more() -> None:
    """Whoever has a root that was replaced signs lists that no desk takes."""
    home = decade.lists_until(on("2036-01-01"))
    known = _follow(home, confirmed=True)
    thiefs = decade.lists_until(on("2033-01-01"), followed_thief=True)[-1]

    with pytest.raises(TrustListRefusedError):
        succeed(known, thiefs, at=on("2036-01-01") + DAY, emergency=True)
