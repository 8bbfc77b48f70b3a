"""An assessor's own record as a paper, for recertification: made away from the window."""

from collections.abc import Iterator

from core.domain.people import Certification
from core.domain.staff_records import ObservedPractice, WorkCount, WorkKind
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, Table, flowing_pdf
from core.services.reading_assessors import Assessor, Register
from desktop.presenters.verify_report import WORDS
from desktop.texts.translating import say
from desktop.texts.words import capital, words

Part = Paragraph | Table


def record_pdf(register: Register, person: Assessor, work: tuple[WorkCount, ...]) -> bytes:
    """Return the record as PDF. Counts, never scores; what is not known is left out.

    Raises:
        UnprintableTextError: no font of ours has a character of it.
    """
    centre = register.centre
    place = ", ".join(part for part in (centre.district, centre.province) if part)
    return flowing_pdf(
        FlowingPaper(
            sender=(centre.name, place, centre.contact),
            addressee=(),
            day=register.today.isoformat(),
            reference=person.staff.person_number,
            title=say("Record of an assessor: {name}").format(name=person.staff.name),
            parts=tuple(_parts(register, person, work)),
            signature=(say("for {centre}").format(centre=centre.name),),
            practice=say(WORDS["practice"]) if centre.practice else "",
        )
    )


def _parts(register: Register, person: Assessor, work: tuple[WorkCount, ...]) -> Iterator[Part]:
    title = say("Record of an assessor: {name}").format(name=person.staff.name)
    yield Paragraph(title, level=Level.SUBJECT)
    yield from _person(person)
    yield from _certificates(person)
    yield from _training(register, person)
    yield from _posts(person)
    yield from _practice(register, person)
    yield from _work(work)
    yield Paragraph(
        say("Counted from the signed entries of this centre's records. There are no scores."),
        level=Level.NOTE,
    )


def _person(person: Assessor) -> Iterator[Part]:
    profile = person.profile
    if profile is None:
        return
    for name, value in (
        (say("Nominated by"), profile.nominated_by),
        (say("Practice in the industry now"), profile.current_practice),
        (say("Languages"), ", ".join(profile.languages)),
    ):
        if value:
            yield Paragraph(f"{name}: {value}")


def _certificates(person: Assessor) -> Iterator[Part]:
    yield Paragraph(say("Certifications and scope"), level=Level.HEADING)
    titles = (say("Number"), say("Framework and units"), say("Route"), say("Given by"), say("Time"))
    yield Table(titles, (3, 5, 5, 5, 5), tuple(_certificate(one) for one in person.certifications))


def _certificate(one: Certification) -> tuple[str, ...]:
    units = ", ".join(sorted(one.unit_codes)) or say("every unit")
    time = f"{one.starts.isoformat()} – {one.ends.isoformat()}"
    if one.withdrawn_on is not None:
        time += "; " + say("withdrawn from {day}").format(day=one.withdrawn_on.isoformat())
    return (
        one.number,
        f"{one.framework_code}: {units}",
        capital(one.route),
        one.authority,
        time,
    )


def _training(register: Register, person: Assessor) -> Iterator[Part]:
    yield Paragraph(say("Training"), level=Level.HEADING)
    rows = tuple(
        (
            f"{one.starts.isoformat()} – {one.ends.isoformat()}",
            capital(one.kind),
            one.title,
            one.provider,
            str(one.hours),
            one.certificate,
        )
        for one in person.training
    )
    titles = (say("Time"), say("Kind"), say("Title"), say("Provider"), say("Hours"))
    if rows:
        yield Table((*titles, say("Certificate")), (5, 3, 6, 5, 2, 4), rows)
    else:
        yield Paragraph(say("None is written down."))
    for asked in register.requirements:
        said = say("The agency requires {hours} hours within {months} months for {framework}.")
        said = said.format(
            hours=asked.hours, months=asked.within_months, framework=asked.framework_code
        )
        yield Paragraph(f"{said} {asked.source}".strip(), level=Level.NOTE)


def _posts(person: Assessor) -> Iterator[Part]:
    if not person.posts:
        return
    yield Paragraph(say("Posts in the trade"), level=Level.HEADING)
    rows = tuple(
        (
            f"{one.starts.isoformat()} – {one.ends.isoformat() if one.ends else say('now')}",
            capital(one.kind),
            one.employer,
            one.role,
        )
        for one in person.posts
    )
    yield Table((say("Time"), say("What"), say("Where"), say("As")), (5, 3, 7, 5), rows)


def _practice(register: Register, person: Assessor) -> Iterator[Part]:
    if not person.practice:
        return
    yield Paragraph(say("Practice that was observed"), level=Level.HEADING)
    for one in person.practice:
        yield from _observed(one, register.names.get(one.by, ""))


def _observed(one: ObservedPractice, observer: str) -> Iterator[Part]:
    head = say("{day}, observed by {name}")
    yield Paragraph(head.format(day=one.observed_on.isoformat(), name=observer), level=Level.STRONG)
    yield Paragraph(one.narrative)
    for name, qualities in ((say("Seen"), one.seen), (say("To work on"), one.to_work_on)):
        if qualities:
            yield Paragraph(f"{name}: {'; '.join(words(each) for each in qualities)}")


def _work(work: tuple[WorkCount, ...]) -> Iterator[Part]:
    yield Paragraph(say("Work at this centre"), level=Level.HEADING)
    if not work:
        yield Paragraph(say("None yet."))
        return
    ordered = sorted(work, key=lambda one: list(WorkKind).index(one.kind))
    rows = tuple(
        (capital(one.kind), one.unit_code, say(one.result), str(one.count)) for one in ordered
    )
    yield Table((say("What"), say("Unit"), say("Result"), say("How often")), (6, 4, 6, 3), rows)
