"""What a duty adds beside the grid: made when it is first needed."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.views.grid.agreement_panel import AgreementPanel
from desktop.views.grid.assessment_panel import AssessmentPanel
from desktop.views.grid.decision_panel import DecisionPanel
from desktop.views.grid.verification_panel import VerificationPanel

_Panel = TypeVar("_Panel", bound=QWidget)


class DutyPanels(QWidget):
    """Only what a duty needs is made, and its conclusion when it is first looked at."""

    duty_place: QWidget
    """What the part beside the grid is made in."""

    @cached_property
    def assessment(self) -> AssessmentPanel:
        """The assessor's part beside the grid."""
        return self._made(AssessmentPanel(self.duty_place))

    @cached_property
    def agreement(self) -> AgreementPanel:
        """The verifier's part beside the grid."""
        return self._made(AgreementPanel(self.duty_place))

    @cached_property
    def decision(self) -> DecisionPanel:
        """The assessor's conclusion about the unit."""
        return self._made(DecisionPanel())

    @cached_property
    def verification(self) -> VerificationPanel:
        """The verifier's conclusion about the decision."""
        return self._made(VerificationPanel())

    def connect_panel(self, panel: QWidget) -> None:
        """Say what follows from what is done in a panel that was made just now."""

    def _made(self, panel: _Panel) -> _Panel:
        self.connect_panel(panel)
        return panel
