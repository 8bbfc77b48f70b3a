"""The assessment plan on paper, for both to sign."""

from __future__ import annotations

from core.domain.casefile import CaseFile
from core.domain.people import Centre
from core.domain.planning import AssessmentPlan, UnitPlan
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, Table
from core.reporting.letter_words import ENGLISH, own_words
from desktop.texts import words
from desktop.texts.translating import say


def plan_paper(file: CaseFile, plan: AssessmentPlan, centre: Centre, language: str) -> FlowingPaper:
    """The plan with room for two signatures; the right of appeal also in the worker's language.

    `language` is the name of the language that is spoken.
    """
    own = own_words(plan.language)
    facts = (
        (say("Worker"), file.candidate.name),
        (say("Place"), plan.place),
        (say("Begins"), plan.starts.astimezone().strftime("%Y-%m-%d %H:%M")),
        (say("Language"), language),
        (say("Interpreter"), plan.interpreter or "–"),
        (say("Adjustments for this worker"), plan.adjustments or "–"),
    )
    assessor = file.person(plan.by).name
    return FlowingPaper(
        sender=(centre.name, centre.contact),
        addressee=(),
        day=plan.at.astimezone().strftime("%Y-%m-%d"),
        reference=file.case.reference,
        title=say("Assessment plan {number}").format(number=plan.number),
        parts=(
            Paragraph(
                say("Assessment plan {number}").format(number=plan.number), level=Level.SUBJECT
            ),
            Table((say("What"), say("As agreed")), (1, 3), facts),
            Paragraph(say("How each unit is assessed"), level=Level.HEADING),
            Table(
                (say("Unit"), say("Title"), say("Methods")),
                (1, 4, 4),
                tuple(_unit(file, one) for one in plan.units),
            ),
            Paragraph(ENGLISH["appeal"], own.get("appeal", ""), Level.HEADING),
            Paragraph(ENGLISH["how"], own.get("how", "")),
            Paragraph(say("Signed by both"), level=Level.HEADING),
            Table(
                (say("Worker"), say("Certified assessor")),
                (1, 1),
                ((f"\n\n\n{file.candidate.name}", f"\n\n\n{assessor}"),),
            ),
        ),
        practice=say("PRACTICE") if centre.practice else "",
    )


def _unit(file: CaseFile, planned: UnitPlan) -> tuple[str, str, str]:
    unit = next((one for one in file.units if one.id == planned.unit_id), None)
    methods = ", ".join(words(one) for one in planned.methods)
    if planned.testing_programme:
        programme = say("complete testing programme")
        methods = f"{programme}, {methods}" if methods else programme
    return (
        unit.code if unit else "–",
        unit.title.original if unit else "–",
        methods[:1].upper() + methods[1:] or "–",
    )
