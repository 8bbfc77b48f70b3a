"""The assessment plan that worker and assessor agree before anything is assessed.

Source: Guidelines, section 5: what will be assessed and how, where and when, with which help, and
that the worker may appeal. A changed plan is a new version and needs agreement anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from core.domain.records import Entry
from core.ids import CaseId, PlanAgreementId, PlanId, UnitId


class Method(Enum):
    """How evidence is gathered for a unit (Guidelines, section 5)."""

    DEMONSTRATION = "demonstration"
    ATTESTATION = "attestation"
    INTERVIEW = "interview"
    WORK_SAMPLES = "work samples"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """How one unit is assessed. `testing_programme`: by the unit's complete testing programme.

    The programme is a route of its own: the worker sits the whole test of the unit, as somebody
    without a portfolio would, and no other method is needed beside it.
    """

    unit_id: UnitId
    methods: tuple[Method, ...]
    testing_programme: bool = False

    @property
    def thin(self) -> bool:
        """Whether the unit would rest on one method only, or on none; worth a warning."""
        return not self.testing_programme and len(set(self.methods)) < 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPlan(Entry):
    """One version of the plan of a case, 1, 2 and so on; the latest counts.

    `starts` is when the assessment begins, `language` a BCP 47 tag, `interpreter` a name or empty,
    `adjustments` what is arranged for this worker (large print, a left-handed machine).
    `appeal_explained` says that the right of appeal was explained to the worker.
    """

    id: PlanId
    case_id: CaseId
    number: int
    units: tuple[UnitPlan, ...]
    place: str
    starts: datetime
    language: str = "en"
    interpreter: str = ""
    adjustments: str = ""
    appeal_explained: bool = False

    def whole_test(self, unit_id: UnitId) -> bool:
        """Whether a unit is assessed by its complete testing programme."""
        planned = self.unit(unit_id)
        return planned is not None and planned.testing_programme

    def unit(self, unit_id: UnitId) -> UnitPlan | None:
        """How a unit is assessed; None: the plan does not name it."""
        return next((one for one in self.units if one.unit_id == unit_id), None)


class PlanSide(Enum):
    """Who agrees to the plan."""

    WORKER = "worker"
    ASSESSOR = "assessor"


class SigningWay(Enum):
    """How a side agreed."""

    ON_SCREEN = "on screen"
    ON_PAPER = "on paper"
    WITH_KEY = "with key"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAgreement(Entry):
    """One side's agreement to one version of a plan. `by` took it down.

    The assessor agrees with the personal key: `signature` is Ed25519 over the plan's canonical
    text (signed_texts.py). The worker signs on screen or on paper: `sheet_sha256` (hex) names the
    drawing or the scanned sheet in the evidence store, empty for a sheet that stays on paper.
    """

    id: PlanAgreementId
    case_id: CaseId
    plan_id: PlanId
    side: PlanSide
    way: SigningWay
    signed_on: date
    sheet_sha256: str = ""
    signature: bytes = b""


def agreed_by(
    plan: AssessmentPlan, side: PlanSide, agreements: Iterable[PlanAgreement]
) -> PlanAgreement | None:
    """The agreement of one side to this version of the plan, if there is one."""
    return next(
        (one for one in agreements if one.plan_id == plan.id and one.side is side),
        None,
    )
