"""What a case lacks, one sentence each."""

from typing import Final

from core.domain.assessment import Quality
from core.domain.missing import Missing
from desktop.texts.translating import fill
from desktop.texts.words import words

SENTENCES: Final[dict[str, str]] = {
    "identity-not-seen": "Identity: document not seen yet",
    "route-open": "The three guiding questions: no route chosen yet",
    "nothing-claimed": "No unit is claimed yet",
    "no-history": "No work before or abroad is written down yet",
    "exposure-short": "{unit}: {months} months of work shown, {needs} needed",
    "no-exhibits": "The binder is empty",
    "exhibit-without-file": "Exhibit {exhibit}: no scan or photo",
    "exhibit-signatory": "Exhibit {exhibit}: who signed it, in which role and when",
    "exhibit-untranslated": "Exhibit {exhibit}: no translation",
    "row-empty": "{unit}, row {row}: nothing in any column",
    "descriptor-empty": "{unit}, the unit as a whole: nothing in any column",
    "not-handed-over": "The portfolio is not finalised and handed over",
    "no-assessor": "No certified assessor is assigned",
    "no-verifier": "No verifier is assigned",
    "conflict-unhandled": "{person}: declared a conflict of interest, nobody decided about it yet",
    "passport-outdated": "Passport {reference} holds a void award: issue it anew without it",
    "conflict-undeclared": "{person}: conflict of interest not declared yet",
    "no-plan": "The assessment plan is not made yet",
    "plan-not-agreed": "Assessment plan {number}: the {side} has not agreed yet",
    "plan-one-method": "{unit}: the plan rests on one method only",
    "not-verified": "{unit}: decided, waits for the verifier",
    "not-awarded": "{unit}: found competent, but without an award that stands; the assessor "
    "decides it anew, as it was judged",
    "rows-unjudged": "{unit}: rows not judged yet: {count}, the first is row {row}",
    "testing-incomplete": "{unit}: rows without a task or question, as the complete testing "
    "programme asks: {count}, the first is row {row}",
    "qualities-open": "{unit}: is the evidence {qualities}?",
    "not-decided": "{unit}: everything is judged, the decision is not signed",
    "no-passport-consent": "The worker's consent to a passport",
    "passport-not-issued": "The passport is not issued yet",
}


def missing_text(missing: Missing) -> str:
    """Say what is missing."""
    facts = dict(missing.facts)
    if "qualities" in facts:
        named = {one.value: words(one) for one in Quality}
        listed = str(facts["qualities"]).split(", ")
        facts["qualities"] = ", ".join(named.get(one, one) for one in listed)
    return fill(SENTENCES.get(missing.code, missing.code), facts, words)
