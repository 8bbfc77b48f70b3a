"""Exposure: months of work out of dated lines, overlaps counted once.

Source: Guidelines, box "Recognizing prior learning" (18 months for NVQ 2 and 3, 24 for NVQ 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.domain.assessment import add_months
from core.domain.people import HistoryKind, HistoryLine
from core.domain.standards import ExposureRule


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True, slots=True)
class Exposure:
    """How many whole months were worked, and the merged periods that show the working."""

    months: int
    periods: tuple[Period, ...]

    def meets(self, rule: ExposureRule) -> bool:
        """Tell whether it is enough. The window of the rule is applied when it is computed."""
        return self.months >= rule.months


def exposure(
    lines: Iterable[HistoryLine], *, on: date, within_months: int | None = None
) -> Exposure:
    """Count the months of work up to the day `on`.

    Only lines of work count. Days before the window of `within_months` and after `on` are left
    out, overlapping lines are counted once, and the days are turned into whole months at
    365.2425 / 12 days a month, rounded down, so that a worker is never credited a month too much.
    """
    opens = add_months(on, -within_months) + timedelta(days=1) if within_months else date.min
    worked = sorted(
        (
            Period(max(line.starts, opens), min(line.ends or on, on))
            for line in lines
            if line.kind is HistoryKind.WORK and not line.removed
        ),
        key=lambda period: period.starts,
    )
    merged: list[Period] = []
    for period in worked:
        if period.ends < period.starts:
            continue
        if merged and period.starts <= merged[-1].ends + timedelta(days=1):
            merged[-1] = Period(merged[-1].starts, max(merged[-1].ends, period.ends))
        else:
            merged.append(period)
    days = sum(period.days for period in merged)
    return Exposure(days * 120_000 // 3_652_425, tuple(merged))
