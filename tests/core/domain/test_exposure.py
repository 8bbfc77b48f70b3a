from datetime import date

import pytest

from core.domain.assessment import add_months
from core.domain.exposure import Period, exposure
from core.domain.people import HistoryKind, HistoryLine, LearningSource
from core.domain.standards import ExposureRule
from core.ids import CandidateId, HistoryLineId, new_id

TODAY = date(2026, 11, 22)


def line(
    starts: date, ends: date | None, kind: HistoryKind = HistoryKind.WORK, removed: bool = False
) -> HistoryLine:
    return HistoryLine(
        id=HistoryLineId(new_id()),
        candidate_id=CandidateId(new_id()),
        kind=kind,
        title="Turner",
        organisation="Hanshin",
        country="KR",
        starts=starts,
        ends=ends,
        before_departure=False,
        source=LearningSource.OVERSEAS,
        removed=removed,
    )


def test_two_years_are_twenty_four_months() -> None:
    worked = exposure([line(date(2023, 1, 1), date(2024, 12, 31))], on=TODAY)

    assert worked.months == 24


def test_a_day_less_than_two_years_is_not_twenty_four_months() -> None:
    assert exposure([line(date(2023, 1, 1), date(2024, 12, 29))], on=TODAY).months == 23


def test_overlaps_are_counted_once_and_the_working_shows_the_merged_periods() -> None:
    worked = exposure(
        [line(date(2023, 1, 1), date(2023, 12, 31)), line(date(2023, 7, 1), date(2024, 6, 30))],
        on=TODAY,
    )

    assert worked.periods == (Period(date(2023, 1, 1), date(2024, 6, 30)),)
    assert worked.months == 17  # 547 days: 17.97 months, never rounded up


def test_work_that_goes_on_counts_up_to_today() -> None:
    assert exposure([line(date(2026, 11, 22), None)], on=TODAY).periods[0].days == 1


def test_courses_and_lines_taken_out_are_not_work() -> None:
    lines = [
        line(date(2023, 1, 1), date(2024, 1, 1), HistoryKind.COURSE),
        line(date(2023, 1, 1), date(2024, 1, 1), removed=True),
    ]

    assert exposure(lines, on=TODAY).months == 0


def test_only_days_within_the_window_count_and_its_first_day_does() -> None:
    worked = exposure([line(date(2000, 1, 1), None)], on=TODAY, within_months=12)

    assert worked.periods == (Period(date(2025, 11, 23), TODAY),)
    assert worked.months == 11 or worked.months == 12
    assert worked.periods[0].days == 365


def test_work_before_the_window_does_not_count() -> None:
    worked = exposure([line(date(2000, 1, 1), date(2020, 1, 1))], on=TODAY, within_months=12)

    assert worked.periods == ()


@pytest.mark.parametrize(("months", "met"), [(23, False), (24, True)])
def test_a_rule_is_met_at_exactly_its_months(months: int, met: bool) -> None:
    start = date(2020, 1, 1)
    worked = exposure([line(start, add_months(start, months))], on=TODAY)

    assert worked.meets(ExposureRule(None, 24, None, blocks=True)) is met


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later
