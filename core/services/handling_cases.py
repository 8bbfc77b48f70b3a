"""Open a case and keep it going: answers, assignments, notes, moves and ends."""

from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.assessment import Result
from core.domain.awarding import revoked_by_hand, units_without_award
from core.domain.case import (
    Advice,
    Case,
    CaseEnd,
    CaseNote,
    ConflictDeclaration,
    Duty,
    GuidingAnswers,
    NoteKind,
    Route,
    Stage,
    StageMove,
)
from core.domain.casefile import CaseFile
from core.domain.people import Candidate, Role, Staff
from core.domain.references import new_reference
from core.domain.rules import holds_role, may_be_assigned, require
from core.domain.rules.fairness import works_here
from core.errors import Refusal, RefusedError
from core.ids import (
    CandidateId,
    CaseId,
    CaseNoteId,
    ConflictDeclarationId,
    StaffId,
    StageMoveId,
    new_id,
)
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.standing import read_standing, the_centre


def open_case(
    desk: Desk, by: Sitting, candidate: CandidateId, *, advised_on: date | None = None
) -> Case:
    """Open a case for a worker, with `by` as its advisor, at the stage *assemble*.

    `advised_on` is the day of the advice before departure; None: it was not given.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    now = desk.clock.now()
    with desk.uow() as uow:
        uow.get(Candidate, candidate)
        case = Case(
            id=CaseId(new_id()),
            reference=new_reference(the_centre(uow).code),
            candidate_id=candidate,
            stage=Stage.ASSEMBLE,
            advice=Advice.GIVEN if advised_on else Advice.NOT_GIVEN,
            advised_on=advised_on,
            advisor_id=by.staff.id,
            opened_at=now,
        )
        saved = uow.save(case)
        uow.append(
            StageMove(
                id=StageMoveId(new_id()),
                case_id=saved.id,
                from_stage=Stage.ADVISE,
                to_stage=Stage.ASSEMBLE,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("case.opened", saved.id, by=by.staff.id, at=now, reference=saved.reference)
        uow.commit()
    return saved


_FREE: Final = frozenset(
    {
        "advice", "advised_on", "answers", "route", "goal", "programme", "employer_unwilling",
        "adjustment", "due",
    }
)  # fmt: skip
"""The facts of a case that no rule watches."""


def answer_guiding_questions(
    desk: Desk, by: Sitting, case_id: CaseId, answers: GuidingAnswers, route: Route | None
) -> Case:
    """Keep the advisor's three answers and the route that they lead to."""
    return change_case(desk, by, case_id, answers=answers, route=route)


def change_case(desk: Desk, by: Sitting, case_id: CaseId, **changes: object) -> Case:
    """Change facts of a case that no rule watches: goal, programme, flags, answers, due date.

    Raises:
        RefusedError: only an advisor changes them, and only while the case goes on.
    """
    watched = changes.keys() - _FREE
    if watched:
        raise ValueError(f"{sorted(watched)} change by their own use case, or not at all")
    require(holds_role(by.staff, Role.ADVISOR))
    with desk.uow() as uow:
        case = uow.get(Case, case_id)
        case.require_open()
        saved = uow.save(replace(case, **changes))  # type: ignore[arg-type]
        facts = {"fields": sorted(changes)}
        uow.note("case.changed", case_id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return saved


def assign(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    *,
    assessor: StaffId | None = None,
    verifier: StaffId | None = None,
) -> Case:
    """Arrange for the services of a certified assessor and a verifier; None leaves as it is.

    Certification, scope and independence are facts of the day of the work and are asked again
    there, unit by unit.

    Raises:
        RefusedError: see `core.domain.rules.may_be_assigned`.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        case, standing = file.case, read_standing(uow, desk.clock.today())
        case.require_open()
        if assessor is not None:
            person = uow.get(Staff, assessor)
            require(may_be_assigned(file, person, Duty.ASSESS, standing))
            case = replace(case, assessor_id=assessor)
        if verifier is not None:
            person = uow.get(Staff, verifier)
            require(may_be_assigned(file, person, Duty.VERIFY, standing))
            case = replace(case, verifier_id=verifier)
        saved = uow.save(case)
        uow.note(
            "case.assigned",
            case_id,
            by=by.staff.id,
            at=desk.clock.now(),
            assessor=str(case.assessor_id or ""),
            verifier=str(case.verifier_id or ""),
        )
        uow.commit()
    return saved


def declare_conflict(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    duty: Duty,
    *,
    conflict: bool,
    what: str = "",
    proposed: str = "",
) -> ConflictDeclaration:
    """Declare, for this assignment, that there is or is not a conflict of interest.

    Somebody else decides what follows from one (`core.services.handling_conflicts`); `proposed` is
    what the declarer thinks of.
    """
    require(holds_role(by.staff, Role.ASSESSOR if duty is Duty.ASSESS else Role.VERIFIER))
    now = desk.clock.now()
    with desk.uow() as uow:
        uow.get(Case, case_id).require_open()
        declared = uow.append(
            ConflictDeclaration(
                id=ConflictDeclarationId(new_id()),
                case_id=case_id,
                duty=duty,
                conflict=conflict,
                what=what,
                proposed=proposed,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"duty": duty.value, "conflict": conflict}
        uow.note("conflict.declared", case_id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return declared


def add_note(desk: Desk, by: Sitting, case_id: CaseId, kind: NoteKind, text: str) -> CaseNote:
    """Add a note or a call to the case's history, as anybody who works here."""
    require(works_here(by.staff))
    now = desk.clock.now()
    with desk.uow() as uow:
        uow.get(Case, case_id)
        note = uow.append(
            CaseNote(
                id=CaseNoteId(new_id()),
                case_id=case_id,
                kind=kind,
                text=text,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("case.noted", case_id, by=by.staff.id, at=now, kind=kind.value)
        uow.commit()
    return note


def move_case(desk: Desk, by: Sitting, case_id: CaseId, to: Stage) -> Case:
    """Move a case between the advisor's stages, there and back.

    Handing over, deciding and recognising are use cases of their own, and move the case as well.

    Raises:
        RefusedError: not an advisor, not a legal move, or a move that is not the advisor's.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    with desk.uow() as uow:
        case = uow.get(Case, case_id)
        moved = case.moved(to)
        if to > Stage.FINALISE:
            facts = {"from": case.stage, "to": to}
            raise RefusedError([Refusal("case.move", facts, Role.ADVISOR.value)])
        saved = record_move(uow, case, moved, by.staff.id, desk)
        uow.commit()
    return saved


def end_case(desk: Desk, by: Sitting, case_id: CaseId, how: CaseEnd, note: str = "") -> Case:
    """Let a case rest: withdrawn, away again, and so on. Everything is kept.

    How a recognised case ends is no advisor's word: issuing the passport ends it.
    """
    if how is CaseEnd.RECOGNISED:
        raise ValueError("a case ends recognised by its passport only")
    require(holds_role(by.staff, Role.ADVISOR))
    with desk.uow() as uow:
        case = uow.get(Case, case_id)
        saved = record_move(uow, case, case.ended(how), by.staff.id, desk, note)
        uow.commit()
    return saved


def take_up_again(desk: Desk, by: Sitting, case_id: CaseId, note: str = "") -> Case:
    """Go on with a case that rested, at the stage where it was left.

    Where an award of a recognised case was revoked, it is under assessment again: what was right
    in that award can be decided anew and awarded again.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        case, after = file.case, file.case.taken_up_again()
        revoked = any(revoked_by_hand(file, one.id) for one in file.decisions)
        if case.stage is Stage.RECOGNISE and revoked:
            after = after.reopened()
        saved = record_move(uow, case, after, by.staff.id, desk, note)
        uow.commit()
    return saved


def record_move(
    uow: UnitOfWork, before: Case, after: Case, by: StaffId, desk: Desk, note: str = ""
) -> Case:
    """Save a case that moved, with the move and its audit line; the caller commits."""
    now = desk.clock.now()
    saved = uow.save(after)
    uow.append(
        StageMove(
            id=StageMoveId(new_id()),
            case_id=after.id,
            from_stage=before.stage,
            to_stage=after.stage,
            end=after.end,
            note=note,
            at=now,
            by=by,
        )
    )
    facts = {
        "from": before.stage.name,
        "to": after.stage.name,
        "end": after.end.value if after.end else "",
    }
    uow.note("case.moved", after.id, by=by, at=now, **facts)
    return saved


def move_on(uow: UnitOfWork, file: CaseFile, by: Sitting, desk: Desk) -> None:
    """Move a case on once every claimed unit is verified; the caller commits.

    To *recognise* if any was found competent, else to rest as *not reached*. A competent unit that
    lost its award with another one is awarded first.
    """
    verified = [file.verified(unit.id) for unit in file.units]
    if file.case.stage is not Stage.ASSESS_AND_VERIFY or not verified or not all(verified):
        return
    if units_without_award(file):
        return
    competent = any(one and one.result is Result.COMPETENT for one in verified)
    case = file.case
    after = case.moved(Stage.RECOGNISE) if competent else case.ended(CaseEnd.NOT_REACHED)
    record_move(uow, case, after, by.staff.id, desk)
