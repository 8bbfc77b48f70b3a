"""Exhibits and the receipt of the frozen portfolio."""

import hashlib
from datetime import date

import pytest

from core.domain.exhibit_kinds import Divider, ExhibitKind
from core.domain.portfolio import FrozenExhibit, Signatory, freeze_digest
from tests.core.domain.builders import TODAY, exhibit


def test_the_digest_of_a_portfolio_is_that_of_its_numbers_and_files() -> None:
    one, two = FrozenExhibit(2, "b", ("ff", "aa")), FrozenExhibit(10, "a", ())

    assert freeze_digest([two, one]) == hashlib.sha256(b"2 aa ff\n10").hexdigest()
    assert freeze_digest([one, two]) == freeze_digest([two, one]), "the order is the numbers'"
    assert freeze_digest([one]) != freeze_digest([FrozenExhibit(2, "b", ("ff",))])
    assert freeze_digest([one]) != freeze_digest([FrozenExhibit(3, "b", ("ff", "aa"))])


@pytest.mark.parametrize(
    "signatory",
    [Signatory(" ", "boss", TODAY), Signatory("Kim", "", TODAY), Signatory("Kim", "boss")],
)
def test_a_signatory_has_name_role_and_day(signatory: Signatory) -> None:
    assert not signatory.complete
    assert Signatory("Kim", "boss", TODAY).complete


def test_an_exhibit_speaks_of_the_end_of_its_period_or_of_its_own_day() -> None:
    assert exhibit(1, issued_on=None).dated is None
    assert exhibit(1, issued_on=TODAY).dated == TODAY
    assert exhibit(1, issued_on=TODAY, covers_to=date(2020, 1, 1)).dated == date(2020, 1, 1)


def test_every_kind_of_exhibit_has_its_divider_and_two_ask_who_signed() -> None:
    by_divider = {
        divider: [kind for kind in ExhibitKind if kind.divider is divider] for divider in Divider
    }
    assert [len(kinds) for kinds in by_divider.values()] == [
        1,
        1,
        4,
        7,
        1,
    ]  # official: the three of the Guidelines, and passports
    assert [kind for kind in ExhibitKind if kind.needs_signatory] == [
        ExhibitKind.WORKPLACE_TRAINING,
        ExhibitKind.STATEMENT,
    ]
