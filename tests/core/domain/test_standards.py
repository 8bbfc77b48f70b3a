"""Standards: texts in several languages, when a version is in force, which exposure it asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.people import Certification
from core.domain.standards import ExposureRule, FrameworkStatus, RowKind, Text
from tests.core.domain.builders import (
    ASSESSOR,
    FRAMEWORK,
    LATHE,
    SHOP,
    TODAY,
    certification,
    standing,
)

DAY = timedelta(days=1)
WORDS = Text((("en", "Turn"), ("km", "ក្រឡឹង"), ("ko", "선삭")))


def test_a_text_is_shown_in_the_first_language_that_it_has() -> None:
    assert WORDS.original == "Turn"
    assert WORDS.best(["km", "en"]) == "ក្រឡឹង"
    assert WORDS.best(["th", "ko", "km"]) == "선삭"
    assert WORDS.best(["th", "lo"]) == "Turn"
    assert WORDS.best([]) == "Turn"


@pytest.mark.parametrize("status", FrameworkStatus)
def test_only_a_validated_or_endorsed_version_is_in_force(status: FrameworkStatus) -> None:
    expected = status in (FrameworkStatus.VALIDATED, FrameworkStatus.ENDORSED)
    assert replace(FRAMEWORK, status=status).in_force(TODAY) is expected


def test_a_version_is_in_force_from_its_first_day_to_its_last() -> None:
    year = replace(FRAMEWORK, valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31))
    assert [year.in_force(day) for day in (date(2025, 1, 1), date(2025, 12, 31))] == [True, True]
    assert [year.in_force(day) for day in (date(2024, 12, 31), date(2026, 1, 1))] == [False, False]
    assert replace(FRAMEWORK, valid_from=TODAY).in_force(TODAY)
    assert not replace(FRAMEWORK, valid_from=TODAY + DAY).in_force(TODAY)
    assert replace(FRAMEWORK, valid_until=TODAY).in_force(TODAY)
    assert not replace(FRAMEWORK, valid_until=TODAY - DAY).in_force(TODAY)


def test_a_level_has_its_own_exposure_rule_or_the_general_one() -> None:
    two, general = ExposureRule("2", 18, None, True), ExposureRule(None, 6, None, False)
    both = replace(FRAMEWORK, exposure_rules=(general, two))

    assert both.exposure_rule("2") == two
    assert both.exposure_rule("4") == general
    assert both.exposure_rule(None) == general
    assert replace(FRAMEWORK, exposure_rules=(two,)).exposure_rule("4") is None


def test_elements_are_rows_where_they_have_no_criteria() -> None:
    whole, heading, element, criterion = RowKind
    assert [(one.kind, one.number) for one in LATHE.rows()] == [
        (whole, ""),
        (element, "1"),
        (element, "2"),
    ]
    assert [(one.kind, one.number, one.critical) for one in SHOP.rows()] == [
        (whole, "", False),
        (heading, "1", False),
        (criterion, "1.1", False),
        (criterion, "1.2", True),
    ]
    assert [one.number for one in LATHE.judged_rows()] == ["1", "2"]
    assert [one.number for one in SHOP.judged_rows()] == ["1.1", "1.2"]
    assert [one.takes_evidence for one in SHOP.rows()] == [True, False, True, True]


def test_a_certificate_covers_its_units_of_its_standard() -> None:
    def covers(made: Certification) -> list[bool]:
        return [made.covers(FRAMEWORK.code, unit) for unit in (LATHE, SHOP)]

    assert covers(certification(ASSESSOR)) == [True, True]
    assert covers(certification(ASSESSOR, unit_codes=frozenset({"S1"}))) == [False, True]
    assert covers(certification(ASSESSOR, framework_code="X")) == [False, False]


def test_certificates_and_agreements_hold_on_their_first_and_last_day() -> None:
    agreement = standing().authorities[0]
    for made in (certification(ASSESSOR), agreement):
        days = (-11, -10, 0, 10, 11)
        held = [made.in_force(TODAY + days_on * DAY) for days_on in days]
        assert held == [False, True, True, True, False]
    withdrawn = certification(ASSESSOR, withdrawn_on=TODAY)
    assert [withdrawn.in_force(TODAY - DAY), withdrawn.in_force(TODAY)] == [True, False]
