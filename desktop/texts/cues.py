"""What the records point out between a member of staff and a worker, one sentence each."""

from datetime import date
from typing import Final

from core.domain.independence import Cue, CueKind
from desktop.texts.translating import fill, say
from desktop.texts.words import words

SENTENCES: Final[dict[CueKind, str]] = {
    CueKind.SAME_EMPLOYER: (
        "Same employer: the worker at {employer} ({what}, {period}); {role} there {post_period}."
    ),
    CueKind.SIGNED_EVIDENCE: "Exhibit {exhibit} ({title}) is signed by somebody called {person}.",
    CueKind.NAME_AND_ADDRESS: "Both are called {name}, and both live at {address}.",
    CueKind.SAME_ADDRESS: "Both live at {address}; the names differ.",
    CueKind.EARLIER_TRAINER: (
        "Taught at {employer} {post_period}; the worker learned there: {what}, {period}."
    ),
    CueKind.ASSESSED_BEFORE: "Has done {duty} for the same worker before: {reference}, {day}.",
}


def cue_text(cue: Cue) -> str:
    """Say what is pointed out, with its facts."""
    facts = dict(cue.facts)
    for name, starts, ends in (
        ("period", "starts", "ends"),
        ("post_period", "post_starts", "post_ends"),
    ):
        if starts in facts:
            facts[name] = _period(facts[starts], facts[ends])
    if "role" in facts and not facts["role"]:
        facts["role"] = say("has worked")
    return fill(SENTENCES[cue.kind], facts, words)


def _period(starts: object, ends: object) -> str:
    first = starts.isoformat() if isinstance(starts, date) else ""
    if not isinstance(ends, date):
        return say("since {day}").format(day=first)
    return say("{first} to {last}").format(first=first, last=ends.isoformat())
