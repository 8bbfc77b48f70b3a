"""Somebody else decides what follows from a declared conflict of interest."""

from dataclasses import replace

from core.domain.case import ConflictDeclaration, ConflictHandling, Duty, HandlingOutcome
from core.domain.rules import may_handle_conflict, require
from core.errors import WrongInputError
from core.ids import CaseId, ConflictDeclarationId, ConflictHandlingId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting


class MeasuresMissingError(WrongInputError):
    """Work goes on in spite of a conflict only with measures that are written down."""

    code = "conflict.measures-missing"

    def __init__(self) -> None:
        super().__init__("say which measures are taken; a verifier and an appeal read them")


def handle_conflict(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    declaration_id: ConflictDeclarationId,
    outcome: HandlingOutcome,
    measures: str = "",
) -> ConflictHandling:
    """Decide about a conflict; whoever is replaced is taken off the case.

    Raises:
        RefusedError: see `core.domain.rules.may_handle_conflict`.
        MeasuresMissingError: the work would go on without any measure in words.
        NotFoundError: the case has no such declaration.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        declaration = uow.get(ConflictDeclaration, declaration_id)
        file = uow.case_file(case_id)
        file.case.require_open()
        require(may_handle_conflict(file, declaration, by.staff))
        if outcome is not HandlingOutcome.REPLACED and not measures.strip():
            raise MeasuresMissingError
        handled = uow.append(
            ConflictHandling(
                id=ConflictHandlingId(new_id()),
                case_id=case_id,
                declaration_id=declaration_id,
                outcome=outcome,
                measures=measures.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        if outcome is HandlingOutcome.REPLACED:
            case, person = file.case, declaration.by
            if declaration.duty is Duty.ASSESS and case.assessor_id == person:
                uow.save(replace(case, assessor_id=None))
            elif declaration.duty is Duty.VERIFY and case.verifier_id == person:
                uow.save(replace(case, verifier_id=None))
        facts = {"person": str(declaration.by), "outcome": outcome.value}
        uow.note("conflict.handled", case_id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return handled
