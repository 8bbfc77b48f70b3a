"""Why not, around an assessment: appeals, complaints, moderation, second looks."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.FEEDBACK_NOT_VERIFIED.value: (
        "The worker is told of a decision when it is verified.",
        "Nobody has countersigned this decision yet.",
        "The verifier can countersign it, or return it with reasons.",
    ),
    Rule.FEEDBACK_VOID.value: (
        "The worker gets no letter about a decision that does not hold.",
        "This decision was found void.",
        "The {mend} can decide anew; the letter is about that decision.",
    ),
    Rule.LEADS_QUALITY.value: (
        "Reviews, rounds and samples are arranged by an administrator or the lead verifier.",
        "{person} is neither.",
        "An administrator can arrange it, or give the role of lead verifier.",
    ),
    Rule.APPEAL_REVIEWER.value: (
        "An appeal is answered, and a complaint closed, by whom it was given to.",
        "It was given to {reviewer}, not to {person}.",
        "{reviewer} does it; an administrator or the lead verifier can give it to somebody else.",
    ),
    Rule.APPEAL_UNASSIGNED.value: (
        "An appeal is answered, and a complaint closed, by whom it was given to.",
        "Nobody was given it yet.",
        "An administrator or the lead verifier can give it to somebody who took no part.",
    ),
    Rule.APPEAL_INDEPENDENT.value: (
        "Nobody from the original decision reviews an appeal against it.",
        "{person} took part in what is appealed.",
        "An administrator or the lead verifier can assign somebody who took no part.",
    ),
    Rule.APPEAL_CLOSED.value: (
        "An appeal is answered once.",
        "This one was answered on {on}.",
        "The worker can bring a new appeal, which an administrator has reviewed by somebody else.",
    ),
    Rule.APPEAL_REASONS.value: (
        "What is appealed or complained of is answered in words.",
        "Nothing is written yet under “{what}”.",
        "Write it, and do it again.",
    ),
    Rule.APPEAL_NOT_READ_BACK.value: (
        "An appeal that is taken down is read back to the worker.",
        "It is not marked as read back and agreed to.",
        "Read it back to the worker, change what is wrong, and tick it.",
    ),
    Rule.APPEAL_NEW_ASSESSOR.value: (
        "After an upheld appeal somebody new assesses.",
        "{person} took part in what was appealed.",
        "Choose a certified assessor who took no part.",
    ),
    Rule.COMPLAINT_HANDLER.value: (
        "Nobody handles a complaint about themselves.",
        "This complaint is about {person}.",
        "An administrator can give it to somebody else.",
    ),
    Rule.COMPLAINT_CLOSED.value: (
        "A complaint is closed once.",
        "This one was closed on {on}.",
        "An administrator can enter what came later as a new complaint.",
    ),
    Rule.MODERATION_PARTICIPANT.value: (
        "In a moderation round its participants judge.",
        "{person} does not take part in this round.",
        "The lead verifier can open the next round with this person.",
    ),
    Rule.MODERATION_CLOSED.value: (
        "After a round is closed its marks stand.",
        "This round was closed on {on}.",
        "The lead verifier can open another round on the same evidence.",
    ),
    Rule.MODERATION_INDEPENDENT.value: (
        "In a moderation round nobody judges a case again that they decided or verified.",
        "{person} decided or verified one of these cases.",
        "The {mend} can choose other people, or other cases.",
    ),
    Rule.SAMPLE_INDEPENDENT.value: (
        "A second look is taken by somebody who took no part in the decision.",
        "{person} took part in this decision.",
        "An administrator can give another person the role of lead verifier.",
    ),
    Rule.SAMPLE_NOT_DRAWN.value: (
        "Second looks are taken at what was drawn, so that nobody chooses them.",
        "This decision is not in the draw.",
        "The lead verifier can make a plan that this decision fits.",
    ),
}
"""The rule, the fact that fails, and the remedy, by the code of the rule."""
