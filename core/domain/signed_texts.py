"""The exact bytes that assessor and verifier sign for a decision, whatever its result.

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
from core.domain.verifying import Principle
from core.ids import CaseId, DecisionId, StaffId, UnitId

DECISION_HEADER: Final = b"touchstone decision/1\n"
VERIFICATION_HEADER: Final = b"touchstone verification/1\n"


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


def _json(content: dict[str, object]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
