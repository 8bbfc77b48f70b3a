"""Short ways to make records for the tests of storage; every call makes a new one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from core.domain.assessment import Answer, Decision, Mark, RowOutcome
from core.domain.case import Advice, Case, CaseNote, Claim, NoteKind, Stage
from core.domain.people import Candidate, Role, Staff
from core.domain.portfolio import Exhibit
from core.domain.recognition import ProposedAward
from core.domain.references import new_reference
from core.domain.standards import (
    Criterion,
    Element,
    Framework,
    Unit,
)
from core.domain.verifying import Verification, VerificationOutcome
from core.ids import (
    CandidateId,
    CaseId,
    CaseNoteId,
    ClaimId,
    CriterionId,
    ElementId,
    FrameworkId,
    ProposedAwardId,
    RowId,
    StaffId,
    StatusPlaceId,
    UnitId,
    new_id,
)
from core.ports.unit_of_work import UnitOfWork
from tests.core.domain import builders
from tests.core.domain.builders import text

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def staff(name: str = "Sok Dara", *roles: Role) -> Staff:
    return Staff(
        id=StaffId(new_id()),
        person_number=f"KH-{new_id().hex[-8:]}",
        name=name,
        roles=frozenset(roles or [Role.ADVISOR]),
    )


def candidate(name: str = "Chea Sokha", own: str = "ជា សុខា") -> Candidate:
    return Candidate(
        id=CandidateId(new_id()),
        name=name,
        own_script_name=own,
        birth_date=date(1991, 4, 5),
        nationality="KH",
        languages=("km", "ko"),
        core_salt=bytes(range(16)),
    )


def framework(code: str = "RMCS-M") -> Framework:
    return replace(builders.FRAMEWORK, id=FrameworkId(new_id()), code=code)


def unit(of: Framework, code: str = "D4") -> Unit:
    criterion = Criterion(CriterionId(new_id()), "1.1", text("Set up"), critical=True)
    return replace(
        builders.LATHE,
        id=UnitId(new_id()),
        framework_id=of.id,
        code=code,
        level=None,
        elements=(
            Element(ElementId(new_id()), "1", text("Prepare"), (criterion,)),
            Element(ElementId(new_id()), "2", text("Turn")),
        ),
    )


def case(of: Candidate, advisor: Staff, stage: Stage = Stage.ASSEMBLE) -> Case:
    return Case(
        id=CaseId(new_id()),
        reference=new_reference("KPC"),
        candidate_id=of.id,
        stage=stage,
        advice=Advice.NOT_GIVEN,
        advisor_id=advisor.id,
        opened_at=NOON,
    )


def claim(of: Case, what: Unit) -> Claim:
    return Claim(id=ClaimId(new_id()), case_id=of.id, unit_id=what.id)


def exhibit(of: Case, number: int) -> Exhibit:
    return builders.exhibit(number, case_id=of.id, title="Job description", issued_on=None)


def note(of: Case, by: Staff, words: str = "called Hanshin Co.") -> CaseNote:
    return CaseNote(
        id=CaseNoteId(new_id()), case_id=of.id, kind=NoteKind.CALL, text=words, at=NOON, by=by.id
    )


def answer(of: Case, what: Unit, by: Staff, number: int) -> Answer:
    return replace(
        builders.asked(number, what.elements[1].number, Mark.MET, what, by), case_id=of.id, at=NOON
    )


def decision(of: Case, what: Unit, by: Staff) -> Decision:
    return replace(
        builders.decision(unit=what, by=by),
        case_id=of.id,
        rows=(RowOutcome(RowId(what.elements[1].id), "2", Mark.MET, "seen", ("3.2", "T1")),),
        decided_on=NOON.date(),
        document=b"document",
        signature=bytes(64),
        at=NOON,
    )


def verification(
    of: Decision, by: Staff, outcome: VerificationOutcome = VerificationOutcome.COUNTERSIGNED
) -> Verification:
    return replace(
        builders.answered(of, outcome), case_id=of.case_id, verified_at=NOON, at=NOON, by=by.id
    )


@dataclass(frozen=True)
class Opened:
    """A case that is in the database, with those who belong to it."""

    case: Case
    candidate: Candidate
    advisor: Staff
    assessor: Staff
    verifier: Staff
    framework: Framework
    unit: Unit


def open_case(uow: Callable[[], UnitOfWork], stage: Stage = Stage.ASSEMBLE) -> Opened:
    """Write a case with one claimed unit and three people, and commit it."""
    with uow() as work:
        advisor = work.save(staff("Sok Dara", Role.ADVISOR))
        assessor = work.save(staff("Kim Vanna", Role.ASSESSOR))
        verifier = work.save(staff("Long Pisey", Role.VERIFIER))
        worker = work.save(candidate())
        standard = work.save(framework(f"RMCS-{new_id().hex[-6:]}"))
        one = work.save(unit(standard))
        opened = work.save(case(worker, advisor, stage))
        work.save(claim(opened, one))
        work.commit()
    return Opened(opened, worker, advisor, assessor, verifier, standard, one)


def proposal(*decisions: Decision, place: StatusPlaceId) -> ProposedAward:
    return ProposedAward(
        id=ProposedAwardId(new_id()),
        case_id=decisions[0].case_id,
        decision_ids=tuple(one.id for one in decisions),
        status_place_id=place,
        decided_on=NOON.date(),
        expires=None,
        document=b"proposed",
        at=NOON,
        by=decisions[0].by,
    )
