"""Short ways to make the domain's objects, without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.domain.assessment import (
    Answer,
    Decision,
    Judgement,
    Mark,
    Observation,
    PracticalTask,
    Quality,
    Recommendation,
    Result,
    RowOutcome,
    UnitJudgement,
)
from core.domain.case import (
    Advice,
    Case,
    Claim,
    ConflictDeclaration,
    ConflictHandling,
    Duty,
    HandlingOutcome,
    Route,
    Stage,
)
from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import (
    AssessorRoute,
    Candidate,
    Centre,
    CentreAuthority,
    Certification,
    Consent,
    HistoryKind,
    HistoryLine,
    LearningSource,
    Role,
    Staff,
)
from core.domain.planning import (
    AssessmentPlan,
    Method,
    PlanAgreement,
    PlanSide,
    SigningWay,
    UnitPlan,
)
from core.domain.portfolio import (
    EvidenceLink,
    Exhibit,
    ExhibitFile,
    FileRole,
    Freeze,
)
from core.domain.recognition import Award, ProposedAward
from core.domain.rules import Standing
from core.domain.staff_records import TrainingEntry, TrainingKind
from core.domain.standards import (
    Criterion,
    Element,
    Framework,
    FrameworkKind,
    FrameworkStatus,
    Text,
    Unit,
    UnitOrigin,
    UnitRow,
)
from core.domain.verifying import (
    Agreement,
    Principle,
    RowAnswer,
    Verification,
    VerificationOutcome,
)
from core.errors import Refusal
from core.ids import (
    AgreementId,
    AnswerId,
    AuthorityId,
    AwardId,
    CandidateId,
    CaseId,
    CentreId,
    CertificationId,
    ClaimId,
    ConflictDeclarationId,
    ConflictHandlingId,
    CriterionId,
    DecisionId,
    ElementId,
    ExhibitFileId,
    ExhibitId,
    FrameworkId,
    FreezeId,
    HistoryLineId,
    JudgementId,
    LinkId,
    ObservationId,
    PlanAgreementId,
    PlanId,
    ProposedAwardId,
    StaffId,
    StatusPlaceId,
    TaskId,
    TrainingEntryId,
    UnitId,
    UnitJudgementId,
    VerificationId,
    new_id,
)

TODAY = date(2025, 11, 20)
NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)


def text(words: str) -> Text:
    return Text((("en", words),))


def staff(name: str, number: str, *roles: Role) -> Staff:
    return Staff(id=StaffId(new_id()), person_number=number, name=name, roles=frozenset(roles))


ADVISOR = staff("Leakhena", "0101", Role.ADVISOR)
ASSESSOR = staff("Virak", "0417", Role.ASSESSOR, Role.VERIFIER)
VERIFIER = staff("Ponleu", "0388", Role.ASSESSOR, Role.VERIFIER)
REGISTRAR = staff("Sophea", "0102", Role.REGISTRAR)

FRAMEWORK = Framework(
    id=FrameworkId(new_id()),
    code="RMCS-M",
    title="Manufacturing",
    kind=FrameworkKind.RMCS,
    edition="2006",
    publisher="ILO",
    country=None,
    language="en",
    status=FrameworkStatus.ENDORSED,
    valid_from=None,
    valid_until=None,
    authority="the centre",
    source="Guidelines, A1",
)
LATHE = Unit(
    id=UnitId(new_id()),
    framework_id=FRAMEWORK.id,
    code="D4",
    title=text("Perform lathe operations"),
    descriptor=text("Turning"),
    level="2",
    sector="manufacturing",
    origin=UnitOrigin.ORIGINAL,
    elements=(
        Element(ElementId(new_id()), "1", text("Prepare")),
        Element(ElementId(new_id()), "2", text("Turn")),
    ),
)
"""As the RMCS writes a unit: elements are rows themselves."""
SHOP = Unit(
    id=UnitId(new_id()),
    framework_id=FRAMEWORK.id,
    code="S1",
    title=text("Perform shop maintenance"),
    descriptor=text("Keeping a shop"),
    level="2",
    sector="automotive",
    origin=UnitOrigin.ORIGINAL,
    elements=(
        Element(
            ElementId(new_id()),
            "1",
            text("Clean"),
            (
                Criterion(CriterionId(new_id()), "1.1", text("Sweep")),
                Criterion(CriterionId(new_id()), "1.2", text("Store"), critical=True),
            ),
        ),
    ),
)
"""As a nation writes a unit: criteria under headings."""

WORKER = Candidate(
    id=CandidateId(new_id()),
    name="Sok Dara",
    birth_date=date(1988, 4, 12),
    identity_seen_on=TODAY,
    passport_consent=Consent.YES,
    core_salt=bytes(16),
)
CASE = Case(
    id=CaseId(new_id()),
    reference="KPC-7Q4-M2X",
    candidate_id=WORKER.id,
    stage=Stage.ASSESS_AND_VERIFY,
    advice=Advice.NOT_GIVEN,
    route=Route.RMCS_UNITS,
    advisor_id=ADVISOR.id,
    assessor_id=ASSESSOR.id,
    verifier_id=VERIFIER.id,
    opened_at=NOON,
)
CENTRE = Centre(
    id=CentreId(new_id()),
    code="KPC",
    name="Kampong Cham",
    agency="Agency",
    accredited_from=TODAY - timedelta(days=10),
    accredited_until=TODAY + timedelta(days=10),
    passport_address="https://practice.example/p",
)


def certification(of: Staff, **changes: Any) -> Certification:
    made = Certification(
        id=CertificationId(new_id()),
        staff_id=of.id,
        number=of.person_number,
        authority="Agency",
        framework_code=FRAMEWORK.code,
        unit_codes=frozenset(),
        route=AssessorRoute.PRACTITIONER,
        starts=TODAY - timedelta(days=10),
        ends=TODAY + timedelta(days=10),
    )
    return replace(made, **changes)


def standing(on: date = TODAY, **changes: Any) -> Standing:
    """Everything in order on the day `on`."""
    authority = CentreAuthority(
        id=AuthorityId(new_id()),
        centre_id=CENTRE.id,
        framework_id=FRAMEWORK.id,
        document="agreement",
        starts=TODAY - timedelta(days=10),
        ends=TODAY + timedelta(days=10),
    )
    made = Standing(on, CENTRE, (authority,), (certification(ASSESSOR), certification(VERIFIER)))
    return replace(made, **changes)


def row(unit: Unit, number: str) -> UnitRow:
    return next(one for one in unit.rows() if one.number == number)


def exhibit(number: int, **changes: Any) -> Exhibit:
    made = Exhibit(
        id=ExhibitId(new_id()),
        case_id=CASE.id,
        number=number,
        kind=ExhibitKind.JOB_DESCRIPTION,
        title=f"paper {number}",
        issued_on=TODAY,
    )
    return replace(made, **changes)


def paper(of: Exhibit, role: FileRole = FileRole.DOCUMENT) -> ExhibitFile:
    return ExhibitFile(
        id=ExhibitFileId(new_id()),
        case_id=CASE.id,
        exhibit_id=of.id,
        role=role,
        name="paper.pdf",
        media_type="application/pdf",
        sha256="ab" * 32,
        size=9,
        pages=2,
        at=NOON,
        by=ADVISOR.id,
    )


def link(of: Exhibit, number: str, unit: Unit = LATHE, **changes: Any) -> EvidenceLink:
    made = EvidenceLink(
        id=LinkId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        row_id=row(unit, number).id,
        exhibit_id=of.id,
        page=None,
    )
    return replace(made, **changes)


def task(number: int) -> PracticalTask:
    return PracticalTask(id=TaskId(new_id()), case_id=CASE.id, number=number, title="Turn a shaft")


def seen(
    at_task: PracticalTask, number: str, mark: Mark, unit: Unit = LATHE, by: Staff = ASSESSOR
) -> Observation:
    return Observation(
        id=ObservationId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        row_id=row(unit, number).id,
        task_id=at_task.id,
        mark=mark,
        observed_at=NOON,
        at=NOON,
        by=by.id,
    )


def asked(
    question: int, number: str, mark: Mark, unit: Unit = LATHE, by: Staff = ASSESSOR
) -> Answer:
    return Answer(
        id=AnswerId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        row_id=row(unit, number).id,
        number=question,
        question="Why?",
        mark=mark,
        at=NOON,
        by=by.id,
    )


def judged(number: str, mark: Mark, unit: Unit = LATHE, by: Staff = ASSESSOR) -> Judgement:
    return Judgement(
        id=JudgementId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        row_id=row(unit, number).id,
        mark=mark,
        at=NOON,
        by=by.id,
    )


def found(quality: Quality, holds: bool | None = True, unit: Unit = LATHE) -> UnitJudgement:
    return UnitJudgement(
        id=UnitJudgementId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        quality=quality,
        holds=holds,
        at=NOON,
        by=ASSESSOR.id,
    )


def decision(
    result: Result = Result.COMPETENT, unit: Unit = LATHE, by: Staff = ASSESSOR
) -> Decision:
    rows = tuple(RowOutcome(one.id, one.number, Mark.MET, "", ("1",)) for one in unit.judged_rows())
    return Decision(
        id=DecisionId(new_id()),
        case_id=CASE.id,
        unit_id=unit.id,
        result=result,
        rows=rows,
        qualities=(),
        recommendation=Recommendation.ISSUE,
        decided_on=TODAY,
        expires=None,
        replaces=None,
        document=b"",
        signature=b"",
        at=NOON,
        by=by.id,
    )


def answered(of: Decision, outcome: VerificationOutcome) -> Verification:
    return Verification(
        id=VerificationId(new_id()),
        case_id=CASE.id,
        decision_id=of.id,
        outcome=outcome,
        principles=tuple(Principle),
        verified_at=NOON,
        at=NOON,
        by=VERIFIER.id,
    )


def proposed(*decisions: Decision) -> ProposedAward:
    return ProposedAward(
        id=ProposedAwardId(new_id()),
        case_id=CASE.id,
        decision_ids=tuple(one.id for one in decisions),
        status_place_id=StatusPlaceId(new_id()),
        decided_on=TODAY,
        expires=None,
        document=b"",
        at=NOON,
        by=decisions[0].by,
    )


def awarded(of: ProposedAward, *decisions: Decision) -> Award:
    return Award(
        id=AwardId(new_id()),
        candidate_id=WORKER.id,
        case_id=CASE.id,
        proposed_id=of.id,
        unit_ids=tuple(one.unit_id for one in decisions),
        decision_ids=of.decision_ids,
        status_place_id=of.status_place_id,
        decided_on=TODAY,
        expires=None,
        document=b"",
        at=NOON,
        by=VERIFIER.id,
    )


def agreed(
    of: Decision, answer: RowAnswer | None = RowAnswer.AGREE, remark: str = ""
) -> tuple[Agreement, ...]:
    """An answer to every row of a decision."""
    return tuple(
        Agreement(
            id=AgreementId(new_id()),
            case_id=CASE.id,
            decision_id=of.id,
            row_id=one.row_id,
            answer=answer,
            remark=remark,
            at=NOON,
            by=VERIFIER.id,
        )
        for one in of.rows
    )


def declared(
    by: Staff, duty: Duty, *, conflict: bool = False, what: str = ""
) -> ConflictDeclaration:
    return ConflictDeclaration(
        id=ConflictDeclarationId(new_id()),
        case_id=CASE.id,
        duty=duty,
        conflict=conflict,
        what=what,
        at=NOON,
        by=by.id,
    )


def handled(
    of: ConflictDeclaration, outcome: HandlingOutcome = HandlingOutcome.WITH_MEASURES
) -> ConflictHandling:
    """An administrator's decision about a declared conflict."""
    return ConflictHandling(
        id=ConflictHandlingId(new_id()),
        case_id=CASE.id,
        declaration_id=of.id,
        outcome=outcome,
        measures="a second assessor is present",
        at=NOON,
        by=REGISTRAR.id,
    )


def frozen(supplement: int = 0) -> Freeze:
    return Freeze(
        id=FreezeId(new_id()),
        case_id=CASE.id,
        supplement=supplement,
        exhibits=(),
        digest="ab" * 32,
        at=NOON,
        by=ADVISOR.id,
    )


def worked(starts: date, ends: date | None) -> HistoryLine:
    return HistoryLine(
        id=HistoryLineId(new_id()),
        candidate_id=WORKER.id,
        kind=HistoryKind.WORK,
        title="Turner",
        organisation="Hanshin",
        country="KR",
        starts=starts,
        ends=ends,
        before_departure=False,
        source=LearningSource.OVERSEAS,
    )


def casefile(unit: Unit = LATHE, **parts: Any) -> CaseFile:
    """Sok Dara's case, claiming `unit`; `case` may be changed like any other part."""
    return CaseFile(
        **{
            "case": CASE,
            "candidate": WORKER,
            "claims": (Claim(id=ClaimId(new_id()), case_id=CASE.id, unit_id=unit.id),),
            "units": (unit,),
            "frameworks": (FRAMEWORK,),
            "staff": (ADVISOR, ASSESSOR, VERIFIER, REGISTRAR),
            "history": (worked(date(2020, 1, 1), date(2025, 1, 1)),),
            **parts,
        }
    )


def planned(unit: Unit = LATHE, **changes: Any) -> AssessmentPlan:
    made = AssessmentPlan(
        id=PlanId(new_id()),
        case_id=CASE.id,
        number=1,
        units=(UnitPlan(unit.id, (Method.DEMONSTRATION, Method.INTERVIEW)),),
        place="Workshop 2",
        starts=NOON,
        appeal_explained=True,
        at=NOON,
        by=ASSESSOR.id,
    )
    return replace(made, **changes)


def plan_agreement(plan: AssessmentPlan, side: PlanSide) -> PlanAgreement:
    return PlanAgreement(
        id=PlanAgreementId(new_id()),
        case_id=CASE.id,
        plan_id=plan.id,
        side=side,
        way=SigningWay.ON_PAPER,
        signed_on=TODAY,
        at=NOON,
        by=ASSESSOR.id,
    )


def assessed(unit: Unit = LATHE, **parts: Any) -> CaseFile:
    """Everything that *competent* needs, not decided yet: papers mapped, all met, all five hold."""
    papers, plan = (exhibit(1),), planned(unit)
    made: dict[str, Any] = {
        "plans": (plan,),
        "plan_agreements": tuple(plan_agreement(plan, side) for side in PlanSide),
        "exhibits": papers,
        "files": (paper(papers[0]),),
        "links": tuple(
            link(papers[0], one.number, unit) for one in unit.rows() if one.takes_evidence
        ),
        "freezes": (frozen(),),
        "conflicts": (declared(ASSESSOR, Duty.ASSESS), declared(VERIFIER, Duty.VERIFY)),
        "judgements": tuple(judged(one.number, Mark.MET, unit) for one in unit.judged_rows()),
        "unit_judgements": tuple(found(quality, unit=unit) for quality in Quality),
    }
    return casefile(unit, **(made | parts))


def of(refusals: Iterable[Refusal]) -> list[str]:
    """The rules of these refusals."""
    return [one.rule for one in refusals]


def at(stage: Stage, **changes: Any) -> Case:
    """The case at another stage."""
    return replace(CASE, stage=stage, **changes)


def trained(person: Staff, hours: int, days_ago: int = 30) -> TrainingEntry:
    """A training of this person that ended so many days before TODAY."""
    ended = TODAY - timedelta(days=days_ago)
    return TrainingEntry(
        id=TrainingEntryId(new_id()),
        staff_id=person.id,
        kind=TrainingKind.CONTINUING,
        title="Tooling update",
        hours=hours,
        starts=ended,
        ends=ended,
    )
