"""Around the practice assessments: a letter with a plan, an appeal, a round, a sample."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.domain.appeals import AppealForm, AppealSubject
from core.domain.assessment import Decision, Mark, Result
from core.domain.feedback import RowTranslation
from core.domain.sampling import SampleBy
from core.ports.sitting import Sitting
from core.services.giving_feedback import (
    plan_steps,
    read_feedback,
    save_feedback,
    save_step,
    set_terms,
)
from core.services.handling_complaints import give_complaint, receive_complaint
from core.services.hearing_appeals import Brought, assign_reviewer, receive_appeal
from core.services.moderating import mark_row, open_round
from core.services.sampling_decisions import Wanted, draw_sample, make_plan
from desktop.demo.centre import sit_down
from desktop.demo.walk import Walk

_TOLD: Final = "तपाईंले सुरक्षा नियम राम्ररी पालना गर्नुभयो।"


def show_fairness(walk: Walk) -> None:
    """Write to the worker who was not yet competent, hear the appeal, moderate and sample."""
    with walk.desk.uow() as uow:
        decision = uow.find(Decision, result=Result.NOT_YET_COMPETENT)[0]
    set_terms(
        walk.desk,
        walk.registrar,
        appeal_days=30,
        answer_days=21,
        to_whom="Noun Sophea, at the front desk",
    )
    _write(walk, decision)
    _appeal(walk, decision)
    _complain(walk)
    lead, colleague = (sit_down(walk.desk, one) for one in (walk.staff.lead, walk.staff.colleague))
    try:
        _moderate(walk, decision, lead, colleague)
        plan = make_plan(walk.desk, lead, Wanted("One in two", SampleBy.EVERY_NTH, 2))
        draw_sample(walk.desk, lead, plan.id)
    finally:
        lead.end()
        colleague.end()


def _write(walk: Walk, decision: Decision) -> None:
    desk, by = walk.desk, walk.advisor
    with desk.uow() as uow:
        found = read_feedback(uow, decision.case_id, decision.id)
    fourth = next(one for one in decision.rows if one.number == "4")
    save_feedback(
        desk,
        by,
        replace(
            found.feedback,
            language="ne",
            message="You kept all the safety rules. What is missing can be learnt in two days.",
            translation=_TOLD,
            rows=(RowTranslation(fourth.row_id, "गति चार गुणा बढी छानियो।"),),
        ),
    )
    first, *_ = plan_steps(desk, by, decision.case_id, decision.id)
    until = walk.clock.today() + timedelta(days=40)
    save_step(
        desk, by, decision.id, replace(first, provider="Provincial Training Centre", due=until)
    )


def _appeal(walk: Walk, decision: Decision) -> None:
    appeal = receive_appeal(
        walk.desk,
        walk.advisor,
        decision.case_id,
        Brought(
            AppealSubject.DECISION,
            AppealForm.ORAL,
            "The lathe was not the one I know: its gear box was broken, so I could not choose the "
            "right speed. I have set speeds every day for four years.",
            walk.clock.today(),
            decision.id,
            language="en",
            read_back=True,
        ),
    )
    assign_reviewer(walk.desk, walk.registrar, appeal.id, walk.staff.lead.id)


def _complain(walk: Walk) -> None:
    complaint = receive_complaint(
        walk.desk,
        walk.advisor,
        complainant="A worker's sister",
        about="the waiting room",
        what="Waited from eight until two with a small child, and nobody said for how long.",
        received_on=walk.clock.today(),
    )
    give_complaint(walk.desk, walk.registrar, complaint.id, walk.staff.registrar.id)


def _moderate(walk: Walk, decision: Decision, lead: Sitting, colleague: Sitting) -> None:
    opened = open_round(
        walk.desk,
        lead,
        title="Speeds and feeds on worn machines",
        unit_id=decision.unit_id,
        decision_ids=[decision.id],
        participants=[lead.staff.id, colleague.staff.id],
        due=walk.clock.today() + timedelta(days=14),
    )
    for by, marks in ((lead, "112112"), (colleague, "1112111")):
        for row, mark in zip(decision.rows, marks, strict=False):
            mark_row(
                walk.desk,
                by,
                opened.id,
                decision.id,
                row.row_id,
                Mark.MET if mark == "1" else Mark.NOT_MET,
            )
