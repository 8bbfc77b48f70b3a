"""The guard of the recorder: what is heard and seen at the bench, and the worker's consent."""

from core.domain.casefile import CaseFile
from core.domain.people import Role, Staff
from core.domain.rules.assessing import may_observe
from core.domain.rules.base import Rule, Standing, refuse
from core.domain.standards import Unit
from core.errors import Refusal


def may_record(
    file: CaseFile, unit: Unit, person: Staff, standing: Standing, *, agreed: bool
) -> tuple[Refusal, ...]:
    """May record voice, photo or video of the worker: an observer, and the worker agreed to it."""
    refusals = may_observe(file, unit, person, standing)
    if agreed:
        return refusals
    worker = file.candidate.name
    return (*refusals, refuse(Rule.RECORDING_CONSENT, Role.ASSESSOR, worker=worker))
