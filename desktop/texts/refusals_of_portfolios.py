"""Why not, until a portfolio of evidence is handed over."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.EXPOSURE.value: (
        "The standard asks for a time of work before its level can be recognised.",
        "{months} months of work are shown; {needs} are needed.",
        "The advisor can add dated lines of work to the history, with their papers.",
    ),
    Rule.ASSESSOR_NEEDED.value: (
        "A portfolio is handed over to a certified assessor.",
        "No certified assessor is assigned to this case yet.",
        "The advisor can assign one.",
    ),
    Rule.PORTFOLIO_FROZEN.value: (
        "What was handed over is not changed any more.",
        "Exhibit {exhibit} was handed over with the portfolio.",
        "The advisor can add a new exhibit; it is handed over as a numbered supplement.",
    ),
    Rule.PORTFOLIO_NOT_HANDED_OVER.value: (
        "The assessor judges the portfolio that was handed over.",
        "The portfolio has not been handed over yet.",
        "The advisor can finalise it and hand it over.",
    ),
    Rule.NOTHING_NEW.value: (
        "A supplement holds what came in since the last handing over.",
        "No exhibit came in since then.",
        "The advisor can add the exhibit first.",
    ),
    Rule.PORTFOLIO_EMPTY.value: (
        "A portfolio of evidence holds at least one exhibit.",
        "The binder is empty.",
        "The advisor can add the worker's papers.",
    ),
    Rule.EXHIBIT_FILE.value: (
        "Every exhibit that is handed over has its scan or photo.",
        "Exhibit {exhibit} has no file.",
        "The advisor can add the file, or take the exhibit out.",
    ),
    Rule.EXHIBIT_SIGNATORY.value: (
        "Signed statements and signed workplace training name who signed, in which role and when.",
        "Exhibit {exhibit} does not say all three.",
        "The advisor can complete the signatory.",
    ),
    Rule.CLAIM_NEEDED.value: (
        "The worker seeks recognition of at least one unit, unless the route is portfolio only.",
        "No unit is claimed in this case.",
        "The advisor can choose a unit with the worker.",
    ),
}
