"""What a new list changes, in words; and the changes that an agency may make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from credentials.errors import (
    KeyAlreadyListedError,
    NotListedError,
    RevocationLiftedError,
    TrustEditError,
)
from credentials.key_request import KeyRequest, OwnerKind, WantedScope
from credentials.keys import fingerprint
from credentials.trust_changes import CHANGE_SENTENCES, Change, Weight, describe_changes
from credentials.trust_editing import (
    admit,
    end_key,
    recognise,
    rename,
    set_centre_scope,
    set_person_scope,
    stop_recognising,
    successor,
)
from credentials.trust_list import (
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    TrustContent,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list_unpinned, sign_trust_list
from credentials.trust_succession import check_follows, fork_of
from tests.credentials import abroad, world
from tests.credentials.world import (
    AGENCY_KEY,
    ASSESSOR,
    ASSESSOR_KEY,
    CENTRE,
    FRAMEWORK,
    NEXT_AGENCY_KEY,
    NOW,
    STRANGER_KEY,
    TRUST,
    YEARS,
    trust_list,
)

Edit = Callable[[TrustContent], TrustContent]
KEY: Final = ASSESSOR_KEY.public_key
FIRST: Final = trust_list(TRUST)
REQUEST: Final = KeyRequest(
    OwnerKind.PERSON,
    "A-2000",
    "Nary Chum",
    STRANGER_KEY.public_key,
    NOW,
    (WantedScope(FRAMEWORK.code, frozenset({"D4"})),),
    frozenset({Role.ASSESS}),
)
CENTRE_REQUEST: Final = replace(
    REQUEST,
    kind=OwnerKind.CENTRE,
    number="PC-09",
    name="New Centre",
    roles=frozenset(),
    wanted=(WantedScope(FRAMEWORK.code),),
)
SHORTER: Final = Period(YEARS.start, NOW)
FOREIGN: Final = ForeignAgency("Agency Abroad", bytes(32), frozenset({"RMCS-MFG"}), YEARS)


def _end(reason: RevocationReason) -> Edit:
    return lambda content: end_key(content, KEY, reason, NOW)


def _scope(period: Period) -> tuple[UnitScope, ...]:
    return (UnitScope(FRAMEWORK.code, frozenset(), period),)


def _nothing(content: TrustContent) -> TrustContent:
    return content


EDITS: Final[dict[str, tuple[Edit, set[str]]]] = {
    "a renewal": (_nothing, {"change.nothing"}),
    "a person": (
        lambda c: admit(c, REQUEST, YEARS),
        {"change.person-admitted", "change.scope-added"},
    ),
    "a centre": (
        lambda c: admit(c, CENTRE_REQUEST, YEARS),
        {"change.centre-admitted", "change.framework-added"},
    ),
    "retired": (_end(RevocationReason.RETIRED), {"change.key-retired"}),
    "withdrawn": (_end(RevocationReason.WITHDRAWN), {"change.key-withdrawn"}),
    "compromised": (_end(RevocationReason.COMPROMISED), {"change.key-compromised"}),
    "a scope ends": (
        lambda c: set_person_scope(c, ASSESSOR.number, _scope(SHORTER)),
        {"change.scope-ended"},
    ),
    "no scope at all": (
        lambda c: set_person_scope(c, ASSESSOR.number, ()),
        {"change.scope-gone"},
    ),
    "other roles": (
        lambda c: set_person_scope(c, ASSESSOR.number, _scope(YEARS), frozenset({Role.VERIFY})),
        {"change.roles"},
    ),
    "a framework ends": (
        lambda c: set_centre_scope(c, CENTRE.id, (FrameworkScope(FRAMEWORK.code, SHORTER),)),
        {"change.framework-ended"},
    ),
    "no framework": (lambda c: set_centre_scope(c, CENTRE.id, ()), {"change.framework-gone"}),
    "another name": (lambda c: rename(c, ASSESSOR.number, "Somchai P."), {"change.renamed"}),
    "recognised": (lambda c: recognise(c, FOREIGN), {"change.recognised"}),
    "an anchor": (
        lambda c: abroad.anchoring(c, abroad.registration_file(b"x"), NOW),
        {"change.anchored"},
    ),
    "another host": (
        lambda c: replace(c, hosts=frozenset({"new.example"})),
        {"change.host-added", "change.host-removed"},
    ),
    "another name of the agency": (lambda c: replace(c, agency="A"), {"change.agency-renamed"}),
    "a status key": (
        lambda c: replace(c, status_keys=(*c.status_keys, KeyLife(STRANGER_KEY.public_key, YEARS))),
        {"change.status-key"},
    ),
    "a longer life": (
        lambda c: replace(
            c,
            centres=(
                replace(
                    c.centres[0],
                    life=KeyLife(c.centres[0].life.key, Period(YEARS.start, world.NOW)),
                ),
                *c.centres[1:],
            ),
        ),
        {"change.key-until"},
    ),
    "somebody is missing": (
        lambda c: replace(c, people=c.people[1:]),
        {"change.entry-gone"},
    ),
}


def _changes(edit: Edit) -> tuple[Change, ...]:
    content = successor(FIRST, edit(TRUST), NOW + timedelta(days=1))
    return describe_changes(FIRST, trust_list(content))


@pytest.mark.parametrize(("edit", "codes"), EDITS.values(), ids=EDITS)
def test_each_change_is_said(edit: Edit, codes: set[str]) -> None:
    changes = _changes(edit)

    assert {change.code for change in changes} == codes
    for change in changes:
        assert "{" not in change.message
        assert change.message.endswith(".")


ALLOWED: Final = {n: e for n, (e, codes) in EDITS.items() if n != "somebody is missing"}


@pytest.mark.parametrize("edit", ALLOWED.values(), ids=ALLOWED)
def test_every_desk_takes_the_list_after_a_change_that_an_agency_may_make(edit: Edit) -> None:
    at = NOW + timedelta(days=1)

    check_follows(FIRST, trust_list(successor(FIRST, edit(TRUST), at)), at=at)


def test_the_end_of_a_recognition_is_said_and_taken() -> None:
    at = NOW + timedelta(days=1)
    recognising = trust_list(successor(FIRST, recognise(TRUST, FOREIGN), at))
    ended = trust_list(
        successor(recognising, stop_recognising(recognising.content, bytes(32), at), at)
    )

    check_follows(recognising, ended, at=at)
    (change,) = describe_changes(recognising, ended)
    assert (change.code, change.weight) == ("change.recognition-ended", Weight.GRAVE)
    assert "2026-03-06" in change.message


def test_a_recognition_that_is_stopped_in_its_first_second_ends_all_the_same() -> None:
    begun = recognise(TRUST, FOREIGN)

    stopped = stop_recognising(begun, bytes(32), FOREIGN.period.start)

    (agency,) = stopped.foreign_agencies
    assert agency.period.until == FOREIGN.period.start + timedelta(seconds=1)


def test_a_first_list_is_said_in_short() -> None:
    (change,) = describe_changes(None, FIRST)

    assert "Practice Skills Agency" in change.message
    assert "2 centre keys, 4 keys" in change.message


def test_what_is_grave_comes_first() -> None:
    changes = _changes(
        lambda c: end_key(admit(c, REQUEST, YEARS), KEY, RevocationReason.COMPROMISED, NOW)
    )

    assert changes[0].code == "change.key-compromised"
    assert [change.weight for change in changes[1:]] == [Weight.NEWS] * 2


def test_a_change_of_root_names_the_fingerprint_and_whether_the_old_one_signed() -> None:
    at = NOW + timedelta(days=1)
    content = replace(
        successor(FIRST, TRUST, at),
        agency_key=NEXT_AGENCY_KEY.public_key,
        next_key_sha256=hashlib.sha256(STRANGER_KEY.public_key).digest(),
    )
    codes = {}
    for signers in ((NEXT_AGENCY_KEY, AGENCY_KEY), (NEXT_AGENCY_KEY,)):
        new = open_trust_list_unpinned(sign_trust_list(content, *signers))
        (change,) = describe_changes(FIRST, new)
        codes[len(signers)] = change.code
        assert fingerprint(NEXT_AGENCY_KEY.public_key) in change.message

    assert codes == {2: "change.root-rotated", 1: "change.root-emergency"}


def test_skipped_and_forked_lists_are_said() -> None:
    later = replace(successor(FIRST, TRUST, NOW), history=(FIRST.sha256, bytes(32)))
    forked = replace(successor(FIRST, TRUST, NOW), history=(bytes(32),))

    assert [c.code for c in describe_changes(FIRST, trust_list(later))] == ["change.skipped"]
    assert [c.code for c in describe_changes(FIRST, trust_list(forked))] == ["change.forked"]


def test_every_kind_of_change_is_tried() -> None:
    tried = {code for _, codes in EDITS.values() for code in codes}
    others = {"first", "skipped", "forked", "root-rotated", "root-emergency", "recognition-ended"}

    assert tried | {f"change.{name}" for name in others} == CHANGE_SENTENCES.keys()


# What an agency must not do


REFUSED: Final[dict[str, tuple[Edit, type[TrustEditError]]]] = {
    "a key that is listed": (
        lambda c: admit(c, replace(REQUEST, key=KEY), YEARS),
        KeyAlreadyListedError,
    ),
    "the agency's own key": (
        lambda c: admit(c, replace(REQUEST, key=AGENCY_KEY.public_key), YEARS),
        KeyAlreadyListedError,
    ),
    "nobody's scope": (lambda c: set_person_scope(c, "A-0", ()), NotListedError),
    "no centre's scope": (lambda c: set_centre_scope(c, "C-0", ()), NotListedError),
    "nobody's name": (lambda c: rename(c, "A-0", "x"), NotListedError),
    "a key that is not listed": (
        lambda c: end_key(c, STRANGER_KEY.public_key, RevocationReason.RETIRED, NOW),
        NotListedError,
    ),
    "the root": (
        lambda c: end_key(c, AGENCY_KEY.public_key, RevocationReason.RETIRED, NOW),
        NotListedError,
    ),
    "a compromised key retired": (
        lambda c: _end(RevocationReason.RETIRED)(_end(RevocationReason.COMPROMISED)(c)),
        RevocationLiftedError,
    ),
    "an end put off": (
        lambda c: end_key(
            _end(RevocationReason.RETIRED)(c), KEY, RevocationReason.RETIRED, NOW + timedelta(1)
        ),
        RevocationLiftedError,
    ),
    "the same recognition twice": (
        lambda c: recognise(recognise(c, FOREIGN), FOREIGN),
        KeyAlreadyListedError,
    ),
    "an agency that is not recognised": (
        lambda c: stop_recognising(c, bytes(32), NOW),
        NotListedError,
    ),
}


@pytest.mark.parametrize(("edit", "error"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_no_desk_would_take_is_refused(
    edit: Edit, error: type[TrustEditError]
) -> None:
    with pytest.raises(error):
        edit(TRUST)


def test_a_key_is_good_for_what_was_asked_unless_the_agency_says_otherwise() -> None:
    asked = admit(TRUST, REQUEST, YEARS).people[-1]
    given = admit(TRUST, REQUEST, YEARS, units=_scope(SHORTER)).people[-1]

    assert asked.scopes == (UnitScope(FRAMEWORK.code, frozenset({"D4"}), YEARS),)
    assert given.scopes == _scope(SHORTER)


def test_lists_of_one_root_that_do_not_know_each_other_are_a_fork() -> None:
    other = trust_list(replace(TRUST, agency="Forked"))
    later = trust_list(successor(FIRST, TRUST, NOW))

    assert fork_of([FIRST, later, FIRST]) is None
    assert fork_of([FIRST, other]) is not None
    assert fork_of([later, other]) is not None
