"""Why not, while a decision is verified."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.NOT_DECIDED.value: (
        "A verifier checks a signed decision that is still open.",
        "Unit {unit} has no decision that waits for a verifier.",
        "The assessor can sign a decision.",
    ),
    Rule.ONE_VERIFIER.value: (
        "One verifier checks all units of an award.",
        "{person} agreed to unit {unit}, which is in the same award.",
        "Arrange for {person} to verify this unit too, or return it: then the assessor decides "
        "both units anew.",
    ),
    Rule.ROW_NOT_AGREED.value: (
        "Countersigning means agreeing with every row.",
        "{person} has not agreed with row {row}.",
        "The verifier can look at its evidence and agree, or return the decision with reasons.",
    ),
    Rule.PRINCIPLE_MISSING.value: (
        "The verifier confirms all five principles of the assessment.",
        "Not confirmed yet: {principle}.",
        "The verifier can confirm it, or return the decision with reasons.",
    ),
    Rule.REASONS_MISSING.value: (
        "A decision is returned with reasons.",
        "No reason is written yet.",
        "The verifier can write what the assessor is to look at again.",
    ),
    Rule.ROW_REASON_MISSING.value: (
        "The assessor is told why, row by row.",
        "Row {row} is not agreed with, and nothing says why.",
        "The verifier can write a remark on the row.",
    ),
    Rule.NOT_OPENED.value: (
        "Agreeing to a whole element at once means having looked at all of its evidence.",
        "Not opened yet in row {row}: {evidence}.",
        "The verifier can look at it with Space, or agree row by row.",
    ),
    Rule.BLIND_FIRST.value: (
        "In a blind verification the verifier marks a row before seeing the judgement.",
        "Row {row} is not marked by the verifier yet.",
        "The verifier can mark it met, not met or not seen; the judgement is shown then.",
    ),
    Rule.BLIND_ONCE.value: (
        "In a blind verification the first mark of a row stays as it was made.",
        "Row {row} is marked, and the judgement was shown.",
        "The {mend} can answer now whether to agree with it.",
    ),
    Rule.BLIND_TOO_LATE.value: (
        "Whether a case is verified blind is settled before the verifier begins.",
        "The verifier has answered to rows of this case already.",
        "It can be settled anew when the decision was returned and signed again.",
    ),
    Rule.STANDARD_WHEN_DECIDED.value: (
        "A decision counts if its version of the standard was in force on the day of the decision.",
        "{framework} was not in force on {on}.",
        "The verifier can return the decision; the advisor can claim the unit of the version that "
        "was in force.",
    ),
}
