"""How far several judges of the same evidence agree: by row, and beyond chance over all rows.

Nobody is ranked by it: it finds the rows that a standard, a task or a habit makes doubtful.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import permutations


class TooFew(Enum):
    """Why there is no figure."""

    NOTHING_PAIRED = "no row was judged by two people"
    NO_VARIATION = "all judgements are the same"
    """Then nothing can be told from chance; alpha is not defined, and neither 0 nor 1."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of how many pairs of judges of a row how many judged alike."""

    alike: int
    pairs: int

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None: fewer than two people judged the row."""
        return Fraction(self.alike, self.pairs) if self.pairs else None


def row_agreement(values: Sequence[Hashable]) -> Agreed:
    """The agreement of everybody who judged one row, pair by pair."""
    counts = Counter(values).values()
    total = len(values)
    return Agreed(sum(_pairs(count) for count in counts), _pairs(total))


def nominal_alpha(rows: Sequence[Sequence[Hashable]]) -> Fraction | TooFew:
    """Krippendorff's alpha for nominal data; 1 is full agreement, 0 what chance would give.

    Args:
        rows: the values given to each row, one for each judge who judged it; missing judgements
            are left out, and rows with fewer than two values say nothing.

    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C; the
    tests hold its worked examples. Why it is not from a library: docs/adr/0009.
    """
    coincidences: defaultdict[tuple[Hashable, Hashable], Fraction] = defaultdict(Fraction)
    for values in rows:
        for one, other in permutations(values, 2):
            coincidences[one, other] += Fraction(1, len(values) - 1)
    totals: defaultdict[Hashable, Fraction] = defaultdict(Fraction)
    for (one, _), count in coincidences.items():
        totals[one] += count
    everything = sum(totals.values(), Fraction())
    if not everything:
        return TooFew.NOTHING_PAIRED
    if len(totals) == 1:
        return TooFew.NO_VARIATION
    pairs = coincidences.items()
    observed = sum((count for (one, other), count in pairs if one != other), Fraction())
    expected = everything**2 - sum((count**2 for count in totals.values()), Fraction())
    return 1 - (everything - 1) * observed / expected


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
