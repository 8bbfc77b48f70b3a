"""Why not, when a passport is issued and handed over."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.NOTHING_TO_ISSUE.value: (
        "A passport holds verified awards, or a portfolio on the route “portfolio only”.",
        "No unit of this case has a countersigned award.",
        "The verifier can countersign the decision.",
    ),
    Rule.CONSENT.value: (
        "A passport is issued with the worker's consent.",
        "Consent to the passport: {consent}.",
        "The advisor can ask the worker and note the answer.",
    ),
    Rule.SECOND_PERSON.value: (
        "A passport without an award needs a second person.",
        "{person} is the advisor of this case.",
        "Another registrar can issue it.",
    ),
    Rule.PROOF.value: (
        "The worker reads name and birth date before the passport is signed.",
        "Nobody has recorded that {name} agreed to what would be signed now.",
        "Show name and birth date to the worker, and record the spelling proof.",
    ),
    Rule.NOT_READ_BACK.value: (
        "Paper is handed over only after it was scanned itself.",
        "The sheet of {reference} was not read back since it was printed.",
        "Scan the printed sheet with the camera or from a file, then hand it over.",
    ),
    Rule.ONE_FORMER_NAME.value: (
        "A passport has room for one former name.",
        "The name was changed before.",
        "Assess the worker's units anew under the present name.",
    ),
    Rule.ALREADY_ISSUED.value: (
        "The same passport is not issued twice.",
        "{reference} already holds everything that was recognised.",
        "Print {reference} again; a new one is issued when another unit is recognised.",
    ),
    Rule.IDENTITY_SIGNED.value: (
        "The name and birth date in a signed award are never changed.",
        "An award of this worker was signed under them.",
        "Use “Change of name” in the worker's record; the next passport carries both names.",
    ),
}
