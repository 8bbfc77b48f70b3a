"""Since when whoever has a case has had it: the work came to them then, not at the last edit."""

from datetime import datetime

from core.domain.casefile import CaseFile
from core.domain.people import Role
from core.domain.verifying import VerificationOutcome


def turn_since(file: CaseFile, role: Role) -> datetime:
    """The moment from which the case has waited for this role, whose turn it is.

    A verifier: the oldest decision without an answer. An assessor: the hand-over, or what sent the
    case back after it. Anybody else: when the case came to its stage.
    """
    moved = max((one.at for one in file.moves), default=file.case.opened_at)
    if role is Role.VERIFIER:
        signed = (file.decision(unit.id) for unit in file.units)
        waiting = [one.at for one in signed if one and file.verification(one.id) is None]
        return min(waiting, default=moved)
    if role is Role.ASSESSOR:
        back = [one.at for one in file.verifications if one.outcome is VerificationOutcome.RETURNED]
        return max([moved, *back, *(one.at for one in file.voids)])
    return moved
