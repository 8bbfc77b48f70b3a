"""Where on the case page something that is missing can be supplied."""

from dataclasses import dataclass
from typing import Final

from core.domain.case import Stage
from core.domain.missing import Missing
from core.ids import RowId, UnitId
from desktop.views.case.assemble_panel import Part

_PARTS: Final = {
    "identity-not-seen": Part.WORKER,
    "no-history": Part.WORKER,
    "exposure-short": Part.WORKER,
    "no-passport-consent": Part.WORKER,
    "no-exhibits": Part.BINDER,
    "exhibit-without-file": Part.BINDER,
    "exhibit-signatory": Part.BINDER,
    "exhibit-untranslated": Part.BINDER,
}
OF_THE_PLAN: Final = ("no-plan", "plan-not-agreed", "plan-one-method")
"""What the assessor supplies on the page of the plan."""
_ASSIGNED_AT_FINALISE: Final = ("no-assessor", "no-verifier")


@dataclass(frozen=True, slots=True)
class Destination:
    """A stage, and in it a part, an exhibit by number, or the row of a unit's grid."""

    stage: Stage
    part: Part | None = None
    exhibit: int | None = None
    unit_id: UnitId | None = None
    row_id: RowId | None = None


def destination(missing: Missing) -> Destination:
    """Where to go for something that is missing."""
    if missing.code in _PARTS:
        exhibit = missing.facts.get("exhibit")
        number = exhibit if isinstance(exhibit, int) else None
        return Destination(Stage.ASSEMBLE, _PARTS[missing.code], number)
    if missing.code in _ASSIGNED_AT_FINALISE:
        return Destination(Stage.FINALISE)
    if missing.unit_id is not None and missing.stage >= Stage.MAP:
        return Destination(missing.stage, unit_id=missing.unit_id, row_id=missing.row_id)
    part = Part.START if missing.stage is Stage.ASSEMBLE else None
    return Destination(missing.stage, part)
