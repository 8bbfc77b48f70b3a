"""What a verifier has looked at: known for this sitting, shown to this person, stored nowhere."""

from collections import defaultdict
from collections.abc import Mapping

from core.ids import DecisionId, RowId


class LookedAt:
    """Which pieces of evidence were opened, by decision and row. It outlives the page."""

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._labels: defaultdict[DecisionId, dict[RowId, frozenset[str]]] = defaultdict(dict)

    def note(self, decision: DecisionId, row: RowId, label: str) -> None:
        """A piece was opened."""
        rows = self._labels[decision]
        rows[row] = rows.get(row, frozenset()) | {label}

    def of(self, decision: DecisionId) -> Mapping[RowId, frozenset[str]]:
        """The labels that were opened, by row, as it is now."""
        return dict(self._labels.get(decision, {}))
