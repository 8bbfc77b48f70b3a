"""What of an assessor's certificate and training lapsed or lapses soon, one sentence each."""

from typing import Final

from core.domain.upkeep import UpkeepKind, UpkeepWarning
from desktop.texts.translating import fill
from desktop.texts.words import words

SENTENCES: Final[dict[UpkeepKind, str]] = {
    UpkeepKind.CERTIFICATE_ENDED: "The certification for {framework} ended on {day}.",
    UpkeepKind.CERTIFICATE_ENDS: (
        "The certification for {framework} ends on {day}: ask for a new one now."
    ),
    UpkeepKind.TRAINING_SHORT: (
        "Training for {framework}: {hours} of {needs} hours in the last {months} months."
    ),
    UpkeepKind.TRAINING_LAPSES: (
        "Training for {framework}: from {day} on only {hours} of {needs} hours count."
    ),
}


def upkeep_text(warning: UpkeepWarning) -> str:
    """Say what is to be renewed."""
    facts = {
        "framework": warning.framework_code,
        "day": warning.day,
        "hours": warning.hours,
        "needs": warning.needs,
        "months": warning.months,
    }
    return fill(SENTENCES[warning.kind], facts, words)
