"""What the result of a verification says: the sentences of `credentials`, and words for its terms.

`credentials` knows one English sentence for each code; here they go through translation, and the
moments in them are written as days.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Final

from credentials.passport import Basis, EvidenceKind, ResultKind, SoftSkillGroup
from credentials.report import Answer, Check, Finding, Notice, Report, Verdict
from credentials.sentences import SENTENCES
from desktop.texts.translating import fill, say

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")

VERIFICATION_WORDS: Final[Mapping[Enum, str]] = {
    Check.READABLE: "readable",
    Check.SIGNATURE: "signature",
    Check.ISSUER: "issuer known",
    Check.FOUR_EYES: "assessor, verifier",
    Check.SCOPE: "scope",
    Check.DATES: "dates",
    Check.STATUS: "status",
    Check.FILE: "file",
    Verdict.VALID: "VALID",
    Verdict.INVALID: "NOT VALID",
    Verdict.UNDECIDED: "UNDECIDED",
    Answer.PASSED: "passed",
    Answer.FAILED: "failed",
    Answer.NOT_CHECKED: "not checked",
    Answer.DOES_NOT_APPLY: "does not apply",
    EvidenceKind.PORTFOLIO: "portfolio",
    EvidenceKind.TASKS: "tasks",
    EvidenceKind.QUESTIONS: "questions",
    ResultKind.RMCS_RECOGNITION: "RMCS recognition",
    ResultKind.NATIONAL_UNIT_CREDIT: "national unit credit",
    ResultKind.NATIONAL_QUALIFICATION: "national qualification",
    Basis.STATED: "stated by the worker",
    Basis.TESTIMONIAL: "testimonial",
    Basis.CERTIFICATE_SEEN: "certificate seen",
    Basis.ASSESSED: "assessed",
    SoftSkillGroup.INTERPERSONAL: "communication",
    SoftSkillGroup.NETWORKS_AND_TEAMS: "networks and teams",
    SoftSkillGroup.PROBLEM_SOLVING: "problem solving",
    SoftSkillGroup.RESEARCH_AND_ANALYSIS: "research and analysis",
    SoftSkillGroup.TIME_MANAGEMENT: "time management",
    SoftSkillGroup.LEARN_AND_ADAPT: "learning and adapting",
}

HEADLINE_WORDS: Final[Mapping[str, str]] = {
    "verdict.not-a-passport": "NOT A PASSPORT",
    "verdict.not-readable": "NOT READABLE",
    "verdict.expired": "EXPIRED",
    "verdict.withdrawn": "WITHDRAWN",
}
"""The word at the top where the verdict alone would say too little."""

CALM_HEADLINES: Final = ("verdict.not-a-passport", "verdict.not-readable")
"""Answers that are no alarm: shown grey, whatever the verdict."""

WHAT_TO_DO: Final[Mapping[str, str]] = {
    "verdict.undecided-issuer": "Take in the list of the agency that stands behind this centre, "
    "then check again. Ask the agency itself for it.",
    "verdict.undecided-status": "Take in a newer status list of the agency, or ask the centre.",
    "verdict.undecided-list-old": "Take in the agency's newest trust list, then check again.",
    "verdict.undecided": "The checks below say what is open and why.",
    "verdict.not-readable": "Scan or photograph the code again: closer, flat, in good light.",
    "verdict.not-a-passport": "It is some other code; nothing is wrong with it. Look for the "
    "passport's own.",
    "verdict.invalid": "Do not rely on it. Ask the centre that is said to have issued it.",
    "verdict.withdrawn": "Do not rely on it. The centre can tell why.",
    "verdict.expired": "What it says was true until then. The centre can tell about a newer one.",
}


def verification_word(term: Enum) -> str:
    """Return the words for a term of a passport or of a check."""
    return say(VERIFICATION_WORDS[term])


def verdict_word(report: Report) -> str:
    """The word at the top of a result."""
    return say(HEADLINE_WORDS.get(report.headline.code, VERIFICATION_WORDS[report.verdict]))


def verdict_sentence(report: Report) -> str:
    """The first sentence of a result: the verdict, and what decided it where that says more."""
    headline = report.headline
    sentence = notice_text(headline)
    if headline.code in ("verdict.invalid", "verdict.withdrawn", "verdict.expired"):
        failed = [one for one in report.findings.values() if one.answer.value == "failed"]
        return " ".join([sentence, *(notice_text(one) for one in failed[:1])])
    return sentence


def verdict_advice(report: Report) -> str:
    """What to do about this verdict; empty where there is nothing to do."""
    return say(WHAT_TO_DO.get(report.headline.code, ""))


def notice_text(found: Finding | Notice) -> str:
    """The sentence of a finding or a notice."""
    facts = {name: _day(value) for name, value in found.facts.items()}
    return fill(SENTENCES[found.code], facts, lambda term: verification_word(term))


def _day(fact: str) -> str:
    if not _MOMENT.fullmatch(fact):
        return fact
    return datetime.fromisoformat(fact).astimezone().date().isoformat()
