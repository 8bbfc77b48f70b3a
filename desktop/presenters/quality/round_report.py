"""The report of a moderation round: rows, agreement, actions; nobody is named beside a mark."""

from collections import Counter
from fractions import Fraction

from core.domain.agreement import TooFew
from core.domain.moderation import RowInRound, standing_marks
from core.ids import ModerationRoundId
from core.ports.desk import Desk
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, Table, flowing_pdf
from core.services.moderating import RoundFile, read_round
from core.services.standing import the_centre
from desktop.presenters.verify_report import WORDS
from desktop.texts import words
from desktop.texts.translating import say


def round_report(desk: Desk, round_id: ModerationRoundId) -> bytes:
    """Return the report of a round as PDF. A job."""
    with desk.uow() as uow:
        found, centre = read_round(uow, round_id), the_centre(uow)
    of = found.round
    names = {one.id: one.name for one in found.staff}
    closed = of.closed_on.isoformat() if of.closed_on else say("still open")
    took_part = ", ".join(sorted(names[one] for one in of.participants))
    parts: list[Paragraph | Table] = [
        Paragraph(of.title, level=Level.SUBJECT),
        Paragraph(f"{found.unit.code}  {found.unit.title.original}", level=Level.STRONG),
        Paragraph(
            say("Opened {opened}, closed: {closed}. Moderator: {moderator}.").format(
                opened=of.opened_on.isoformat(), closed=closed, moderator=names[of.moderator_id]
            )
        ),
        Paragraph(say("Took part: {names}").format(names=took_part)),
        Paragraph(agreement_sentence(found)),
        Paragraph(say("Rows, the least agreed first"), level=Level.HEADING),
        Table(
            (say("Case"), say("Row"), say("What is asked"), say("Marks"), say("Agreement")),
            (10, 10, 60, 24, 16),
            tuple(_row(found, one) for one in found.result.rows),
        ),
    ]
    if found.actions:
        parts.append(Paragraph(say("Agreed"), level=Level.HEADING))
        rows = tuple(
            (
                one.what,
                names[one.who_id],
                one.due.isoformat() if one.due else "",
                one.done_on.isoformat() if one.done_on else "",
            )
            for one in found.actions
        )
        titles = (say("What"), say("Who"), say("By when"), say("Done"))
        parts.append(Table(titles, (60, 30, 15, 15), rows))
    return flowing_pdf(
        FlowingPaper(
            sender=(centre.name,),
            addressee=(),
            day=desk.clock.today().isoformat(),
            reference="",
            title=say("Moderation round"),
            parts=tuple(parts),
            practice=say(WORDS["practice"]) if centre.practice else "",
        )
    )


def agreement_sentence(found: RoundFile) -> str:
    """How far all agree, or why nothing can be said."""
    result = found.result
    if isinstance(result.alpha, TooFew):
        return say("Agreement beyond chance: too few to say ({why}).").format(
            why=words(result.alpha)
        )
    said = say(
        "Agreement beyond chance: {alpha} (Krippendorff's alpha, nominal; 1 is full "
        "agreement, 0 what chance would give), from {rows} rows and {people} people."
    )
    people = len({who for one in result.rows for who, _ in one.marks})
    return said.format(alpha=f"{float(result.alpha):.2f}", rows=len(result.rows), people=people)


def agreement_of(share: Fraction | None) -> str:
    """A share of pairs as a person says it."""
    if share is None:
        return say("too few to say")
    return f"{round(float(share) * 100)} %"


def marks_of(row: RowInRound) -> str:
    """How many gave which mark."""
    counts = Counter(mark for _, mark in row.marks)
    return ", ".join(f"{count} {words(mark)}" for mark, count in counts.most_common())


def reasons_of(found: RoundFile, row: RowInRound) -> tuple[str, ...]:
    """What was written beside the marks that count, without names."""
    return tuple(
        f"{words(one.mark)}: {one.reason}"
        for one in standing_marks(found.marks).values()
        if (one.decision_id, one.row_id) == (row.decision_id, row.row_id) and one.reason
    )


def asked_of(found: RoundFile, row: RowInRound) -> str:
    """What is asked in the row."""
    return next(one.text.original for one in found.unit.rows() if one.id == row.row_id)


def _row(found: RoundFile, one: RowInRound) -> tuple[str, ...]:
    asked = next(row for row in found.unit.rows() if row.id == one.row_id)
    case = case_letter(found, one)
    text = "\n".join((asked.text.original, *reasons_of(found, one)))
    return (case, asked.number, text, marks_of(one), agreement_of(one.agreed.share))


def case_letter(found: RoundFile, one: RowInRound) -> str:
    """The name of a case without a name: A, B, C."""
    return chr(ord("A") + found.round.decision_ids.index(one.decision_id))
