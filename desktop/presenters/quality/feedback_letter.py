"""The letter to the worker about a verified decision: reasons, next steps, right of appeal."""

from collections.abc import Iterator

from core.domain.assessment import Decision, Mark, Result, RowOutcome
from core.domain.feedback import AppealTerms, NextStep, StepKind
from core.domain.people import Centre, Staff
from core.domain.standards import Unit, UnitRow
from core.ids import CaseId, DecisionId
from core.ports.desk import Desk
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, Table, flowing_pdf
from core.reporting.letter_words import ENGLISH, own_words
from core.services.giving_feedback import FeedbackFile, read_feedback
from core.services.standing import the_centre
from desktop.presenters.verify_report import WORDS
from desktop.texts.translating import say

_MARKS = {Mark.MET: "met", Mark.NOT_MET: "not_met", Mark.NOT_SEEN: "not_seen"}
_KINDS = {
    StepKind.TRAINING: "training",
    StepKind.EVIDENCE: "evidence",
    StepKind.TEST: "test",
}
_ROWS = (7, 38, 18, 57)
_STEPS = (10, 24, 42, 28, 16)


def feedback_letter(desk: Desk, case_id: CaseId, decision_id: DecisionId, writer: Staff) -> bytes:
    """Return the letter as PDF, as it stands now. A job.

    Raises:
        NotFoundError: the case has no such decision.
        UnprintableTextError: of core.reporting; no font has a character of it.
    """
    with desk.uow() as uow:
        found, centre = read_feedback(uow, case_id, decision_id), the_centre(uow)
    return flowing_pdf(feedback_paper(found, centre, writer.name, desk.clock.today().isoformat()))


def feedback_paper(found: FeedbackFile, centre: Centre, writer: str, day: str) -> FlowingPaper:
    """Everything that stands in the letter."""
    candidate = found.file.candidate
    place = ", ".join(part for part in (centre.district, centre.province) if part)
    return FlowingPaper(
        sender=(centre.name, place, centre.contact),
        addressee=(candidate.name, candidate.own_script_name, candidate.address),
        day=day,
        reference=found.file.case.reference,
        title=say(ENGLISH["title"]),
        parts=tuple(_parts(found)),
        signature=(writer, say("for {centre}").format(centre=centre.name)),
        practice=say(WORDS["practice"]) if centre.practice else "",
    )


class _Both:
    """English, and beside it the worker's language where there are words for it."""

    def __init__(self, language: str) -> None:
        self._own = own_words(language)

    def line(self, key: str, level: Level = Level.BODY, **facts: object) -> Paragraph:
        own = self._own.get(key, "")
        return Paragraph(say(ENGLISH[key]).format(**facts), own.format(**facts), level)

    def cell(self, key: str) -> str:
        return "\n".join(filter(None, (say(ENGLISH[key]), self._own.get(key, ""))))

    def own(self, key: str) -> str:
        return self._own.get(key, "")


def _parts(found: FeedbackFile) -> Iterator[Paragraph | Table]:
    decision, feedback = found.decision, found.feedback
    both, language = _Both(feedback.language), feedback.language
    unit = found.file.unit(decision.unit_id)
    yield both.line("title", Level.SUBJECT)
    yield Paragraph(f"{unit.code}  {unit.title.original}", _other(unit, language), Level.STRONG)
    yield from _result(decision, both)
    if feedback.message or feedback.translation:
        yield Paragraph(feedback.message, feedback.translation)
    rows = {one.id: one for one in unit.judged_rows()}
    yield Table(
        ("", say("What is asked"), say("Found"), say("Why, and advice")),
        _ROWS,
        tuple(
            _row(one, rows.get(one.row_id), both, feedback.of_row(one.row_id), language)
            for one in decision.rows
        ),
    )
    if decision.advice:
        yield Paragraph(say("Advice: {advice}").format(advice=decision.advice))
    yield from _next_steps(found.steps, decision, both)
    yield from _appeal(found.terms, both)


def _other(unit: Unit, language: str) -> str:
    own = unit.title.best([language])
    return "" if own == unit.title.original else own


def _result(decision: Decision, both: _Both) -> Iterator[Paragraph]:
    competent = decision.result is Result.COMPETENT
    key = "competent" if competent else "not_yet"
    day = decision.decided_on.isoformat()
    said = say("Result: {result}, decided on {day}, checked by a second certified assessor.")
    yield Paragraph(said.format(result=say(ENGLISH[key]), day=day), both.own(key), Level.STRONG)
    if not competent:
        yield both.line("again")


def _row(
    outcome: RowOutcome, asked: UnitRow | None, both: _Both, translation: str, language: str
) -> tuple[str, ...]:
    texts = [asked.text.original, asked.text.best([language])] if asked else []
    why = [outcome.reason, outcome.advice, translation]
    if outcome.evidence and not outcome.reason:
        rests = say("Rests on {evidence}").format(evidence=", ".join(map(_piece, outcome.evidence)))
        why.insert(0, rests)
    return (
        outcome.number,
        "\n".join(dict.fromkeys(texts)),
        both.cell(_MARKS[outcome.mark]),
        "\n".join(filter(None, why)),
    )


def _piece(label: str) -> str:
    """A label of the grid as somebody reads it who never saw the grid."""
    said = {"T": say("task {label}"), "Q": say("question {label}")}
    return said.get(label[:1], say("exhibit {label}")).format(label=label)


def _next_steps(
    steps: tuple[NextStep, ...], decision: Decision, both: _Both
) -> Iterator[Paragraph | Table]:
    if not steps:
        return
    numbers = {one.row_id: one.number for one in decision.rows}
    yield both.line("next", Level.HEADING)
    yield Table(
        (say("Rows"), "", say("What"), say("Where"), say("By when")),
        _STEPS,
        tuple(
            (
                ", ".join(numbers.get(one, "") for one in step.row_ids),
                both.cell(_KINDS[step.kind]),
                step.what,
                step.provider,
                _until(step),
            )
            for step in steps
        ),
    )


def _until(step: NextStep) -> str:
    if step.done_on is not None:
        return say("done {day}").format(day=step.done_on.isoformat())
    return step.due.isoformat() if step.due is not None else ""


def _appeal(terms: AppealTerms, both: _Both) -> Iterator[Paragraph]:
    yield both.line("appeal", Level.HEADING)
    yield both.line("how")
    if terms.appeal_days is None:
        yield both.line("ask")
    else:
        yield both.line("days", days=terms.appeal_days)
    if terms.to_whom:
        yield Paragraph(say("Appeals are taken by: {whom}").format(whom=terms.to_whom))
