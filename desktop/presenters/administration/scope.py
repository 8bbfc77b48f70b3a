"""A scope that was found invalid: what rests on it, undoing it, and the letters to the workers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.domain.assessment import Decision
from core.domain.people import Candidate, Centre
from core.domain.standards import Unit
from core.ids import CertificationId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, flowing_pdf
from core.services.finding_scope_invalid import find_scope_invalid
from core.services.standing import the_centre
from core.services.undoing_decisions import Voided
from desktop.presenters.verify_report import WORDS
from desktop.texts.letters import NO_VALID_SCOPE, RIGHT_OF_APPEAL, whom_to_ask
from desktop.texts.translating import say


@dataclass(frozen=True, slots=True)
class Undone:
    """One decision that was undone, as the page lists it, with the letter to its worker."""

    reference: str
    worker: str
    unit: str
    award_revoked: bool
    to_award: tuple[str, ...]
    """Codes of the other units of that award: they are decided and awarded anew."""
    passports_revoked: int
    to_reissue: int
    letter: bytes


def undo_scope(
    desk: Desk, by: Sitting, certification_id: CertificationId, since: date, reason: str
) -> tuple[Undone, ...]:
    """Undo everything that rests on the scope, and write the letters. A job.

    Raises:
        As `core.services.finding_scope_invalid.find_scope_invalid`.
    """
    found = find_scope_invalid(desk, by, certification_id, since=since, reason=reason)
    return tuple(_undone(desk, by, one) for one in found.voided)


def _undone(desk: Desk, by: Sitting, one: Voided) -> Undone:
    with desk.uow() as uow:
        worker = uow.get(Candidate, one.case.candidate_id)
        unit = uow.get(Unit, one.void.unit_id)
        decision = uow.get(Decision, one.void.decision_id)
        centre = the_centre(uow)
        others = {of.code: of for of in (uow.get(Unit, id_) for id_ in one.to_award)}
    letter = flowing_pdf(_letter(one, decision, worker, unit, centre, by.staff.name, others))
    return Undone(
        one.case.reference,
        worker.name,
        f"{unit.code} {unit.title.original}",
        one.award is not None,
        tuple(others),
        len(one.revoked),
        len(one.to_reissue),
        letter,
    )


def _letter(
    one: Voided,
    decision: Decision,
    worker: Candidate,
    unit: Unit,
    centre: Centre,
    writer: str,
    others: Iterable[str],
) -> FlowingPaper:
    subject = say("You are assessed again in {unit}").format(unit=unit.title.original)
    said = say(
        "On {day} we decided about unit {unit}, {title}. This decision does not hold any more."
    ).format(day=decision.decided_on.isoformat(), unit=unit.code, title=unit.title.original)
    reason = one.void.reason[:1].upper() + one.void.reason[1:].rstrip(".") + "."
    texts = [said, f"{say(NO_VALID_SCOPE)} {reason}", *_what_follows(one, ", ".join(others))]
    return FlowingPaper(
        sender=(centre.name, centre.district, centre.contact),
        addressee=(worker.name, worker.own_script_name, worker.address),
        day=one.void.at.date().isoformat(),
        reference=one.case.reference,
        title=subject,
        parts=(
            Paragraph(subject, level=Level.SUBJECT),
            *(Paragraph(text) for text in texts),
            Paragraph(say(RIGHT_OF_APPEAL)),
            *(Paragraph(text) for text in whom_to_ask(centre.contact)),
        ),
        signature=(writer, say("for {centre}").format(centre=centre.name)),
        practice=say(WORDS["practice"]) if centre.practice else "",
    )


def _what_follows(one: Voided, others: str) -> list[str]:
    texts = [say("You need not bring your papers again; they are still in your portfolio.")]
    if others:
        said = say(
            "Units {units} were in the same award, which is revoked. What we decided about them "
            "was not found wrong: they go into a new award."
        )
        texts.insert(0, said.format(units=others))
    if one.revoked:
        texts.insert(
            0, say("Your skill passport is revoked: whoever checks it from now on reads that.")
        )
    elif one.to_reissue:
        texts.insert(
            0,
            say(
                "The award for this unit in your skill passport is revoked; your other units "
                "stand, and you are given a new passport with them."
            ),
        )
    return texts
