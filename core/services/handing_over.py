"""Freeze the portfolio and submit it to the certified assessor; later, supplement by supplement."""

from core.domain.case import Route, Stage
from core.domain.portfolio import Freeze, FrozenExhibit, freeze_digest
from core.domain.rules import may_hand_over, require
from core.ids import CaseId, FreezeId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.handling_cases import record_move


def hand_over(desk: Desk, by: Sitting, case_id: CaseId) -> Freeze:
    """Freeze what the binder holds and hand it over; returns the receipt.

    The first time the case moves on to *assess and verify*, or straight to *recognise* where the
    route is *portfolio only*. After that the same step hands over the next supplement.

    Raises:
        RefusedError: see `core.domain.rules.may_hand_over`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_hand_over(file, by.staff))
        exhibits = tuple(
            FrozenExhibit(one.number, one.title, tuple(f.sha256 for f in file.files_of(one.id)))
            for one in file.pending
        )
        receipt = uow.append(
            Freeze(
                id=FreezeId(new_id()),
                case_id=case_id,
                supplement=len(file.freezes),
                exhibits=exhibits,
                digest=freeze_digest(exhibits),
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"supplement": receipt.supplement, "digest": receipt.digest}
        uow.note("portfolio.handed-over", case_id, by=by.staff.id, at=now, **facts)
        if not file.frozen:
            portfolio_only = file.case.route is Route.PORTFOLIO_ONLY
            to = Stage.RECOGNISE if portfolio_only else Stage.ASSESS_AND_VERIFY
            record_move(uow, file.case, file.case.moved(to), by.staff.id, desk)
        uow.commit()
    return receipt
