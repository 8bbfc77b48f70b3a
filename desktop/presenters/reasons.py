"""Why something cannot be done now, in words for a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to "Why can't I?"."""

    rule: str  # "Nobody verifies their own assessment."
    fact: str  # "You decided unit D4 on 20 November 2025."
    mend: str  # who can mend it, and how: "Another certified assessor can verify it."
    action: str = ""  # which button it is about, where several cannot be used: "Return it"
