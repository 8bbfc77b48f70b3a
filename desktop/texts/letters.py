"""The words of the letter to a worker about the status of a passport, or of one unit in it."""

from typing import Final

from core.domain.recognition import Status, StatusReason
from desktop.texts.translating import say

_SUBJECTS: Final = {
    Status.SUSPENDED: "Your skill passport {reference} is suspended",
    Status.REVOKED: "Your skill passport {reference} is revoked",
    Status.VALID: "Your skill passport {reference} is valid again",
}
_SUBJECTS_OF_UNIT: Final = {
    Status.SUSPENDED: "Suspended in your skill passport {reference}: {unit}",
    Status.REVOKED: "Revoked in your skill passport {reference}: {unit}",
    Status.VALID: "Valid again in your skill passport {reference}: {unit}",
}
_MEANINGS: Final = {
    Status.SUSPENDED: (
        "On {day} we suspended your skill passport {reference}, issued on {issued}. Whoever checks "
        "it now reads that it is suspended. A suspension is not a finding against you: it lasts "
        "until the matter is cleared up, and then it is lifted or the passport is revoked."
    ),
    Status.REVOKED: (
        "On {day} we revoked your skill passport {reference}, issued on {issued}. Whoever checks "
        "it from now on reads that it is revoked. A revocation is for good; where there is "
        "something to correct, you are given a new passport."
    ),
    Status.VALID: (
        "On {day} we lifted the suspension of your skill passport {reference}, issued on {issued}. "
        "Whoever checks it reads that it is valid."
    ),
}
_MEANINGS_OF_UNIT: Final = {
    Status.SUSPENDED: (
        "On {day} we suspended the recognition of {unit} in your skill passport {reference}, "
        "issued on {issued}. Whoever checks it now reads that it is suspended. A suspension "
        "is not a finding against you: it lasts until the matter is cleared up, and then it is "
        "lifted or the recognition is revoked."
    ),
    Status.REVOKED: (
        "On {day} we revoked the recognition of {unit} in your skill passport {reference}, issued "
        "on {issued}. Whoever checks it from now on reads that it is revoked. A revocation "
        "is for good. Ask us for a new passport without it: with that one, what else you have "
        "proved is found valid as before."
    ),
    Status.VALID: (
        "On {day} we lifted the suspension of the recognition of {unit} in your skill passport "
        "{reference}, issued on {issued}. Whoever checks it reads that it is valid."
    ),
}
NO_VALID_SCOPE: Final = (
    "Somebody who took part in the decision was not certified for the unit on that day. "
    "That is our fault, not yours: you are assessed again by somebody who is."
)
_REASONS: Final = {
    StatusReason.ERROR: "It was issued with an error.",
    StatusReason.FRAUD: "Something in it was obtained by deceit.",
    StatusReason.APPEAL: "An appeal changed the decision.",
    StatusReason.NO_VALID_SCOPE: NO_VALID_SCOPE,
    StatusReason.KEY_COMPROMISED: "A key with which it was signed came into wrong hands.",
    StatusReason.INVESTIGATION: "Something about it is being looked into.",
    StatusReason.CLEARED: "What was looked into proved unfounded.",
    StatusReason.HOLDER_REQUEST: "You asked for it.",
    StatusReason.NEWER_DOCUMENT: "A newer passport was issued.",
}
"""`OTHER` has none: the words of the person say it."""

RIGHT_OF_APPEAL: Final = (
    "You may appeal. Tell us in writing, or come and say it, why you think this is wrong, and "
    "bring what shows it. Somebody who took no part in the decision looks at it again."
)
_CONTACT: Final = "You reach us at: {contact}."


def letter_subject(status: Status, *, unit: str, **facts: str) -> str:
    """The subject of the letter; `unit` is empty where the whole passport is meant."""
    subjects = _SUBJECTS_OF_UNIT if unit else _SUBJECTS
    return say(subjects[status]).format(unit=unit, **facts)


def letter_paragraphs(
    status: Status, code: StatusReason, reason: str, contact: str, *, unit: str, **facts: str
) -> tuple[str, ...]:
    """What was done, why, the right of appeal, and whom to ask."""
    meanings = _MEANINGS_OF_UNIT if unit else _MEANINGS
    own = reason[:1].upper() + reason[1:].rstrip(".") + "."
    said = say(_REASONS[code]) + " " + own if code in _REASONS else own
    appeal = () if status is Status.VALID else (say(RIGHT_OF_APPEAL),)
    return (
        say(meanings[status]).format(unit=unit, **facts),
        say("The reason: {reason}").format(reason=said),
        *appeal,
        *whom_to_ask(contact),
    )


def whom_to_ask(contact: str) -> tuple[str, ...]:
    """How the centre is reached; nothing where that is not known."""
    return (say(_CONTACT).format(contact=contact.rstrip(".")),) if contact else ()
