"""Letters to the worker about an appeal: that it was received, and how it was answered."""

from core.domain.appeals import AppealFile, AppealOutcome, AppealSubject
from core.domain.people import Candidate, Centre, Staff
from core.ids import AppealId
from core.ports.desk import Desk
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, flowing_pdf
from core.services.hearing_appeals import read_appeal
from core.services.standing import the_centre
from desktop.presenters.verify_report import WORDS
from desktop.texts import words
from desktop.texts.translating import say

_RECEIVED = "We have received your appeal"
_ANSWERED = "The answer to your appeal"
_OUTCOMES = {
    AppealOutcome.DISMISSED: "The decision stands.",
    AppealOutcome.REASSESS: "The decision does not stand. You are assessed again, by a certified "
    "assessor who took no part in it; a second one checks the new decision.",
    AppealOutcome.CHANGED: "The decision does not stand. Whoever reviewed it makes a new one on "
    "the same evidence, and another certified assessor checks it.",
}
_OUTCOMES_OF_OTHERS = {
    AppealOutcome.DISMISSED: "The decision stands.",
    AppealOutcome.CHANGED: "The decision does not stand, and the centre acts accordingly.",
}


def received_letter(desk: Desk, appeal_id: AppealId, writer: Staff) -> bytes:
    """Return the acknowledgement as PDF. A job. Raises NotFoundError, UnprintableTextError."""
    found, candidate, reference, centre = _read(desk, appeal_id)
    appeal = found.appeal
    parts = [
        Paragraph(say(_RECEIVED), level=Level.SUBJECT),
        Paragraph(
            say("On {day} we received your appeal against this: {subject}.").format(
                day=appeal.received_on.isoformat(), subject=words(appeal.subject)
            )
        ),
        Paragraph(say("What you told us:")),
        Paragraph(appeal.grounds, level=Level.STRONG),
        Paragraph(say("Somebody who took no part in the decision reviews it.")),
    ]
    if found.due is not None:
        until = say(
            "You get our answer by {day}. If we cannot hear you, such as while you are "
            "abroad, tell us: the days until you can be heard do not count."
        )
        parts.append(Paragraph(until.format(day=found.due.isoformat())))
    return _letter(desk, parts, candidate, reference, centre, writer, say(_RECEIVED))


def answered_letter(desk: Desk, appeal_id: AppealId, writer: Staff) -> bytes:
    """Return the answer as PDF. A job.

    Raises:
        ValueError: the appeal was not answered yet.
        NotFoundError, UnprintableTextError.
    """
    found, candidate, reference, centre = _read(desk, appeal_id)
    answer, appeal = found.answer, found.appeal
    if answer is None or answer.outcome is None:
        raise ValueError("an appeal without an answer has no letter about it")
    assessed = appeal.subject in (AppealSubject.DECISION, AppealSubject.RETURN)
    said = (_OUTCOMES if assessed else _OUTCOMES_OF_OTHERS)[answer.outcome]
    parts = [
        Paragraph(say(_ANSWERED), level=Level.SUBJECT),
        Paragraph(
            say(
                "On {received} you appealed against this: {subject}. On {day} it was reviewed by "
                "somebody who took no part in it."
            ).format(
                received=appeal.received_on.isoformat(),
                subject=words(appeal.subject),
                day=answer.on.isoformat(),
            )
        ),
        Paragraph(say(said), level=Level.STRONG),
        Paragraph(say("The reasons:")),
        Paragraph(answer.text),
    ]
    return _letter(desk, parts, candidate, reference, centre, writer, say(_ANSWERED))


def _read(desk: Desk, appeal_id: AppealId) -> tuple[AppealFile, Candidate, str, Centre]:
    with desk.uow() as uow:
        found = read_appeal(uow, appeal_id)
        file = uow.case_file(found.appeal.case_id)
        return found, file.candidate, file.case.reference, the_centre(uow)


def _letter(
    desk: Desk,
    parts: list[Paragraph],
    candidate: Candidate,
    reference: str,
    centre: Centre,
    writer: Staff,
    title: str,
) -> bytes:
    if centre.contact:
        contact = say("You reach us at: {contact}.").format(contact=centre.contact.rstrip("."))
        parts.append(Paragraph(contact))
    place = ", ".join(part for part in (centre.district, centre.province) if part)
    return flowing_pdf(
        FlowingPaper(
            sender=(centre.name, place),
            addressee=(candidate.name, candidate.own_script_name, candidate.address),
            day=desk.clock.today().isoformat(),
            reference=reference,
            title=title,
            parts=tuple(parts),
            signature=(writer.name, say("for {centre}").format(centre=centre.name)),
            practice=say(WORDS["practice"]) if centre.practice else "",
        )
    )
