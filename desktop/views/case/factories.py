"""How the case page gets the working surfaces of other pages, without knowing them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from core.ids import CaseId, UnitId
from desktop.presenters.session import Session

MakeForUnit = Callable[[Session, CaseId, UnitId], QWidget]
"""Makes the working surface of one unit.

What is made may have a signal `changed`, methods `refresh()` and `go_to_row(row_id)`, and an
attribute `has_footer` that says it has a main button of its own.
"""


@dataclass(frozen=True, slots=True)
class StageFactories:
    """The grid for mapping, for the assessor's work and for the verifier's."""

    grid: MakeForUnit
    assessment: MakeForUnit
    verification: MakeForUnit
