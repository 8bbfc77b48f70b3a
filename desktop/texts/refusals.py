"""Why something may not be done: the rule, the fact that fails, and who can mend it."""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from core.domain.assessment import Quality
from core.domain.case import CaseEnd
from core.domain.people import Consent, Role
from core.domain.rules import Rule
from core.domain.standards import FrameworkStatus
from core.domain.verifying import Principle
from core.errors import Refusal
from desktop.presenters.reasons import Reason
from desktop.texts import (
    paper,
    refusals_of_assessing,
    refusals_of_fairness,
    refusals_of_passports,
    refusals_of_people,
    refusals_of_portfolios,
    refusals_of_verifying,
)
from desktop.texts.translating import fill
from desktop.texts.words import capital, words

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.ROLE.value: (
        "Each step of a case belongs to a role.",
        "{person} is not an active {role} of this centre.",
        "An administrator can give the role, or somebody who has it can do this.",
    ),
    Rule.ASSIGNED.value: (
        "A case is worked on by those it was assigned to.",
        "This case is not assigned to {person} for this.",
        "The advisor can assign the case.",
    ),
    Rule.CASE_ENDED.value: (
        "A case that rests is not worked on.",
        "This case rests: {end}.",
        "An advisor can take the case up again where it was left.",
    ),
    Rule.STAGE.value: (
        "The six stages are gone through in order.",
        "The case is at the stage “{stage}”; this belongs to “{needs}”.",
        "The advisor can move the case on when its stage is done.",
    ),
    "case.move": (
        "The six stages are gone through in order.",
        "No step leads from “{from}” to “{to}”.",
        "The advisor can move the case one stage at a time.",
    ),
    "case.not-ended": (
        "Only a case that rests can be taken up again.",
        "This case is going on.",
        "Nothing has to be mended.",
    ),
    **refusals_of_people.SENTENCES,
    **refusals_of_portfolios.SENTENCES,
    **refusals_of_assessing.SENTENCES,
    **refusals_of_verifying.SENTENCES,
    **refusals_of_passports.SENTENCES,
    **refusals_of_fairness.SENTENCES,
    **paper.REFUSALS,
}
"""Per rule: the rule itself, the fact that fails, and how it can be mended."""

_UNKNOWN: Final = (
    "A rule of the centre does not allow this.",
    "The rule is called {rule}.",
    "The {mend} can mend it.",
)
_TERMS: Final[dict[str, type[Enum]]] = {
    "role": Role,
    "end": CaseEnd,
    "quality": Quality,
    "principle": Principle,
    "consent": Consent,
    "status": FrameworkStatus,
}


def refusal_text(refusal: Refusal) -> Reason:
    """Say why not, in three sentences."""
    facts: dict[str, object] = {key: _term(key, it) for key, it in refusal.facts.items()}
    if refusal.rule == Rule.CERTIFIED.value and facts.get("ended") is None:
        facts["ended"] = "–"
    facts["rule"] = refusal.rule
    facts["mend"] = _role(refusal.mend)
    rule, fact, mend = (fill(text, facts, words) for text in SENTENCES.get(refusal.rule, _UNKNOWN))
    return Reason(rule, fact, mend or capital(Role.ADMINISTRATOR))


def refusal_texts(refusals: Iterable[Refusal]) -> tuple[Reason, ...]:
    """Say why not for each refusal, the same thing only once."""
    return tuple(dict.fromkeys(refusal_text(one) for one in refusals))


def _term(name: str, fact: object) -> object:
    # Rules give some terms as their plain values: find the term again, so that it is translated.
    kind = _TERMS.get(name)
    values = {one.value: one for one in kind} if kind else {}
    return values.get(fact, fact) if isinstance(fact, str) else fact


def _role(value: str) -> object:
    return next((role for role in Role if role.value == value), value)
