"""The exact bytes that are signed: for a decision, whatever its result, and for a plan.

A competent decision carries an award for the passport as well (docs/passport-format.md); these
texts cover every decision, also *not yet competent*, so that none can be changed afterwards.
The text is JSON with sorted keys and no white space, after a line that says what it is.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from core.domain.assessment import Quality, Recommendation, Result, RowOutcome
from core.domain.planning import AssessmentPlan
from core.domain.verifying import Principle
from core.ids import CaseId, DecisionId, StaffId, UnitId

DECISION_HEADER: Final = b"touchstone decision/1\n"
VERIFICATION_HEADER: Final = b"touchstone verification/1\n"
PLAN_HEADER: Final = b"touchstone plan/1\n"


def decision_text(
    *,
    decision_id: DecisionId,
    case_id: CaseId,
    unit_id: UnitId,
    assessor: StaffId,
    result: Result,
    rows: Sequence[RowOutcome],
    qualities: Sequence[tuple[Quality, bool]],
    recommendation: Recommendation,
    advice: str,
    decided_on: date,
    portfolio: Sequence[str],
    replaces: DecisionId | None,
) -> bytes:
    """What the assessor signs. `portfolio` are the digests (hex) of freeze and supplements."""
    return DECISION_HEADER + _json(
        {
            "decision": str(decision_id),
            "case": str(case_id),
            "unit": str(unit_id),
            "assessor": str(assessor),
            "result": result.value,
            "rows": [
                {
                    "row": str(row.row_id),
                    "number": row.number,
                    "mark": row.mark.value,
                    "reason": row.reason,
                    "evidence": list(row.evidence),
                    "advice": row.advice,
                }
                for row in rows
            ],
            "qualities": {quality.value: holds for quality, holds in qualities},
            "recommendation": recommendation.value,
            "advice": advice,
            "decidedOn": decided_on.isoformat(),
            "portfolio": list(portfolio),
            "replaces": str(replaces) if replaces else None,
        }
    )


def verification_text(
    *,
    document: bytes,
    signature: bytes,
    verifier: StaffId,
    principles: Sequence[Principle],
    verified_at: datetime,
) -> bytes:
    """What the verifier signs: the assessor's whole signed decision, and what was checked."""
    return VERIFICATION_HEADER + _json(
        {
            "decisionSha256": hashlib.sha256(document + signature).hexdigest(),
            "verifier": str(verifier),
            "principles": [principle.value for principle in principles],
            "verifiedAt": verified_at.astimezone(UTC).isoformat(timespec="seconds"),
        }
    )


def plan_text(plan: AssessmentPlan) -> bytes:
    """What the assessor signs when agreeing to a plan with the worker."""
    return PLAN_HEADER + _json(
        {
            "plan": str(plan.id),
            "case": str(plan.case_id),
            "number": plan.number,
            "units": [
                {
                    "unit": str(one.unit_id),
                    "methods": [method.value for method in one.methods],
                    "testingProgramme": one.testing_programme,
                }
                for one in plan.units
            ],
            "place": plan.place,
            "starts": plan.starts.astimezone(UTC).isoformat(timespec="seconds"),
            "language": plan.language,
            "interpreter": plan.interpreter,
            "adjustments": plan.adjustments,
            "appealExplained": plan.appeal_explained,
        }
    )


def _json(content: dict[str, object]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
