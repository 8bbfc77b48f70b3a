"""What the grid's page can be told."""

from typing import Protocol

from core.domain.portfolio import EvidenceLink
from desktop.presenters.grid_state import GridState
from desktop.texts import Problem


class GridView(Protocol):
    """What the presenter tells the page."""

    def show_grid(self, state: GridState) -> None:
        """Show the case as it is now."""

    def show_problem(self, problem: Problem, typed: str = "") -> None:
        """Say what went wrong, and what was typed and is not kept."""

    def linked(self, link: EvidenceLink) -> None:
        """An exhibit was linked: offer to undo it."""

    def unlinked(self, link: EvidenceLink) -> None:
        """An exhibit was unlinked: offer to undo it."""

    def signed(self) -> None:
        """A decision was signed, countersigned or returned."""

    def written(self) -> None:
        """Something of the case was changed by this page."""

    def compare_soon(self) -> None:
        """Have `GridPresenter.compare` called when nothing was marked for a moment."""
