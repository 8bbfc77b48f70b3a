"""Make the assessment plan, and take down that worker and assessor agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.domain.planning import AssessmentPlan, PlanAgreement, PlanSide, SigningWay, UnitPlan
from core.domain.rules import may_agree, may_plan, require
from core.domain.signed_texts import plan_text
from core.errors import DateInFutureError, WrongInputError
from core.ids import CaseId, PlanAgreementId, PlanId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.inspecting_files import UnknownFileError, inspect

_SCANS: Final = ("application/pdf", "image/jpeg", "image/png")


class SignatureMissingError(WrongInputError):
    """A signature on the screen is a drawing; there is none."""

    code = "plan.signature-missing"


class NotASheetError(WrongInputError):
    """The signed plan is no scan: a PDF, a JPEG or a PNG; a drawn signature is a PNG."""

    code = "plan.sheet"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a plan says, before it is kept as a version. See `AssessmentPlan`."""

    units: Sequence[UnitPlan]
    place: str
    starts: datetime
    language: str = "en"
    interpreter: str = ""
    adjustments: str = ""
    appeal_explained: bool = False


def make_plan(desk: Desk, by: Sitting, case_id: CaseId, draft: PlanDraft) -> AssessmentPlan:
    """Keep the plan as its next version; earlier agreements are to earlier versions.

    Raises:
        RefusedError: see `core.domain.rules.may_plan`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_plan(file, by.staff))
        plan = uow.append(
            AssessmentPlan(
                id=PlanId(new_id()),
                case_id=case_id,
                number=len(file.plans) + 1,
                units=tuple(draft.units),
                place=draft.place.strip(),
                starts=draft.starts,
                language=draft.language,
                interpreter=draft.interpreter.strip(),
                adjustments=draft.adjustments.strip(),
                appeal_explained=draft.appeal_explained,
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("plan.made", plan.id, by=by.staff.id, at=now, number=plan.number)
        uow.commit()
    return plan


def agree_as_assessor(desk: Desk, by: Sitting, plan: AssessmentPlan) -> PlanAgreement:
    """Agree to a plan with the assessor's own key, over the plan's canonical text.

    Raises:
        RefusedError: see `core.domain.rules.may_agree`.
    """
    with desk.uow() as uow:
        plan = uow.get(AssessmentPlan, plan.id)  # what is signed is what is kept
        signed_on = desk.clock.today()
        kept = _agree(
            uow, desk, by, plan,
            side=PlanSide.ASSESSOR, way=SigningWay.WITH_KEY, signed_on=signed_on,
            signature=by.key.sign(plan_text(plan)),
        )  # fmt: skip
        uow.commit()
    return kept


def agree_as_worker(
    desk: Desk,
    by: Sitting,
    plan: AssessmentPlan,
    way: SigningWay,
    *,
    signed_on: date | None = None,
    sheet: bytes = b"",
) -> PlanAgreement:
    """Take down that the worker agreed: by a drawn signature (PNG), or on a printed plan.

    `sheet` is the drawing, or the scan of the signed sheet; without one the sheet stays on paper.

    Raises:
        SignatureMissingError: signed on screen, and nothing was drawn.
        DateInFutureError: signed on a day to come.
        NotASheetError: see there. BrokenFileError and its like: see `inspecting_files.inspect`.
        RefusedError: see `core.domain.rules.may_agree`.
        StorageError: the disk refuses the picture.
    """
    if way is not SigningWay.ON_PAPER and not sheet:
        raise SignatureMissingError("nothing was drawn")
    if signed_on is not None and signed_on > desk.clock.today():
        raise DateInFutureError("nothing was signed on a day to come")
    stored = desk.files.put(_scan(sheet, way)).sha256 if sheet else ""
    with desk.uow() as uow:
        kept = _agree(
            uow, desk, by, plan,
            side=PlanSide.WORKER, way=way, signed_on=signed_on or desk.clock.today(), sheet=stored,
        )  # fmt: skip
        uow.commit()
    return kept


def _scan(sheet: bytes, way: SigningWay) -> bytes:
    kinds = _SCANS if way is SigningWay.ON_PAPER else ("image/png",)
    try:
        media_type = inspect("plan", sheet).media_type
    except UnknownFileError as error:
        raise NotASheetError("the signed plan is no scan") from error
    if media_type not in kinds:
        raise NotASheetError(f"the signed plan is {media_type}")
    return sheet


def _agree(
    uow: UnitOfWork,
    desk: Desk,
    by: Sitting,
    plan: AssessmentPlan,
    *,
    side: PlanSide,
    way: SigningWay,
    signed_on: date,
    sheet: str = "",
    signature: bytes = b"",
) -> PlanAgreement:
    now = desk.clock.now()
    file = uow.case_file(plan.case_id)
    require(may_agree(file, plan, side, by.staff))
    kept = uow.append(
        PlanAgreement(
            id=PlanAgreementId(new_id()),
            case_id=plan.case_id,
            plan_id=plan.id,
            side=side,
            way=way,
            signed_on=signed_on,
            sheet_sha256=sheet,
            signature=signature,
            at=now,
            by=by.staff.id,
        )
    )
    facts = {"number": plan.number, "side": side.value, "way": way.value}
    uow.note("plan.agreed", kept.id, by=by.staff.id, at=now, **facts)
    return kept
