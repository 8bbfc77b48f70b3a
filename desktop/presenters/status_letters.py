"""The letter to a worker about a change of status, made away from the window."""

from collections.abc import Sequence

from core.domain.people import Candidate, Centre
from core.domain.recognition import Passport, StatusChange
from core.domain.standards import Unit
from core.ports.desk import Desk
from core.reporting.status_letter import StatusLetter, status_letter_pdf
from core.services.standing import the_centre
from desktop.presenters.verify_report import WORDS
from desktop.texts.letters import letter_paragraphs, letter_subject
from desktop.texts.translating import say


def status_letter(
    desk: Desk,
    passport: Passport,
    candidate: Candidate,
    units: Sequence[Unit],
    change: StatusChange,
    writer: str,
) -> bytes:
    """Return the letter about a change of a passport, or of an award's units, as PDF. A job.

    Raises:
        UnprintableTextError: of core.reporting; no font has a character of it.
    """
    with desk.uow() as uow:
        centre = the_centre(uow)
    about = ", ".join(f"{unit.code} {unit.title.original}" for unit in units)
    return status_letter_pdf(_letter(passport, candidate, centre, about, change, writer))


def _letter(
    passport: Passport,
    candidate: Candidate,
    centre: Centre,
    unit: str,
    change: StatusChange,
    writer: str,
) -> StatusLetter:
    reference = passport.reference
    day, issued = change.at.date().isoformat(), passport.issued_at.date().isoformat()
    place = ", ".join(part for part in (centre.district, centre.province) if part)
    return StatusLetter(
        sender=(centre.name, place, centre.contact),
        addressee=(candidate.name, candidate.own_script_name, candidate.address),
        day=day,
        subject=letter_subject(change.status, reference=reference, unit=unit),
        paragraphs=letter_paragraphs(
            change.status,
            change.code,
            change.reason,
            centre.contact,
            day=day,
            issued=issued,
            reference=reference,
            unit=unit,
        ),
        signature=(writer, say("for {centre}").format(centre=centre.name)),
        practice=say(WORDS["practice"]) if centre.practice else "",
    )
