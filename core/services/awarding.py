"""One award for all units found competent in a sitting: signed by the assessor, then the verifier.

Every unit keeps its own decision, verification and appeal. What goes into a passport is one
document for all of them, with one place in the status list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from core.domain.assessment import Decision
from core.domain.awarding import to_award
from core.domain.casefile import CaseFile
from core.domain.grid import EvidenceKind, evidence_kind
from core.domain.people import Certification, Role, Staff
from core.domain.recognition import Award, ProposedAward, Status, StatusPlace
from core.domain.rules import Standing, joins_award, may_countersign_award
from core.domain.standards import FrameworkKind, Unit
from core.ids import AwardId, ProposedAwardId, new_id
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.award_size import fits_one_code
from core.services.holder_core import holder_core
from core.services.status_places import NoStatusPlaceError, take_place
from credentials import passport as wire
from credentials.issuing import countersign_award, sign_award
from credentials.keys import public_key
from credentials.passport_codec import holder_mark
from credentials.passport_shape import MAX_INDEX

_KINDS = {
    EvidenceKind.PORTFOLIO: wire.EvidenceKind.PORTFOLIO,
    EvidenceKind.TASKS: wire.EvidenceKind.TASKS,
    EvidenceKind.QUESTIONS: wire.EvidenceKind.QUESTIONS,
}
_RESULTS = {
    FrameworkKind.RMCS: wire.ResultKind.RMCS_RECOGNITION,
    FrameworkKind.NATIONAL: wire.ResultKind.NATIONAL_UNIT_CREDIT,
}


@dataclass(frozen=True, slots=True)
class _Signing:
    """What every award of a sitting is signed with."""

    uow: UnitOfWork
    file: CaseFile
    by: Sitting
    standing: Standing
    now: datetime


def propose_awards(
    uow: UnitOfWork,
    file: CaseFile,
    by: Sitting,
    standing: Standing,
    decisions: Sequence[Decision],
    now: datetime,
) -> tuple[ProposedAward, ...]:
    """Sign one award for the competent units of a sitting; the caller asked the rules, and commits.

    `file` was read before the `decisions` of this sitting were made. What this assessor decided
    earlier, and lost its award with another unit that was returned or found void, goes in as well.
    Units of another framework, or under another certificate, are an award of their own; so are
    those that one code of a passport could not hold.

    Raises:
        NoStatusPlaceError: the desk has used up its places in the status list.
    """
    signing = _Signing(uow, file, by, standing, now)
    after = replace(file, decisions=(*file.decisions, *decisions))
    new = {one.id for one in decisions}
    groups: dict[tuple[object, str], list[Decision]] = {}
    for one in to_award(after):
        if one.id in new or joins_award(after, one, by.staff, standing):
            unit = file.unit(one.unit_id)
            certificate = _certification(file, unit, by, standing).number
            groups.setdefault((unit.framework_id, certificate), []).append(one)
    return tuple(
        _propose(signing, award, certificate)
        for (_, certificate), group in groups.items()
        for award in _in_codes(signing, group, certificate)
    )


def countersign_awards(
    uow: UnitOfWork, file: CaseFile, by: Sitting, standing: Standing, now: datetime
) -> tuple[Award, ...]:
    """Countersign every award of the case whose last unit was agreed to; the caller commits.

    `file` holds what the verifier just said. All of an award's units are this person's own word.
    """
    ready = [one for one in file.proposals if may_countersign_award(file, one, by.staff, standing)]
    awards = tuple(uow.append(_countersigned(file, one, by, now)) for one in ready)
    for one in awards:
        facts = {"units": [file.unit(unit).code for unit in one.unit_ids]}
        uow.note("award.countersigned", one.id, by=by.staff.id, at=now, **facts)
    return awards


def _countersigned(file: CaseFile, proposal: ProposedAward, by: Sitting, now: datetime) -> Award:
    document = countersign_award(
        proposal.document,
        holder_core(file.candidate),
        by.key,
        assessor=public_key(file.person(proposal.by).public_key),
        verified_at=now,
    )
    return Award(
        id=AwardId(new_id()),
        candidate_id=file.candidate.id,
        case_id=file.case.id,
        proposed_id=proposal.id,
        unit_ids=tuple(file.signed_decision(one).unit_id for one in proposal.decision_ids),
        decision_ids=proposal.decision_ids,
        status_place_id=proposal.status_place_id,
        decided_on=proposal.decided_on,
        expires=proposal.expires,
        document=document,
        at=now,
        by=by.staff.id,
    )


def _in_codes(
    signing: _Signing, decisions: Sequence[Decision], certificate: str
) -> Iterator[list[Decision]]:
    """Divide decisions so that each award goes into one code; one alone goes as it is."""
    uow, file = signing.uow, signing.file
    free = uow.first(StatusPlace, taken_by="", status=Status.VALID)
    if free is None:
        raise NoStatusPlaceError
    place = replace(free, index=MAX_INDEX)  # the longest; the real one is taken when it is signed
    verifiers = [one for one in uow.find(Staff) if Role.VERIFIER in one.roles]
    longest = max((*verifiers, signing.by.staff), key=lambda one: len(one.name.encode()))
    verifier = wire.Person(longest.person_number, longest.name)
    held: list[Decision] = []
    for one in decisions:
        award = _award(signing, [*held, one], certificate, place)
        if held and not fits_one_code(file, signing.standing.centre, place, award, verifier):
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def _propose(signing: _Signing, decisions: Sequence[Decision], certificate: str) -> ProposedAward:
    uow, file, by, now = signing.uow, signing.file, signing.by, signing.now
    proposed_id = ProposedAwardId(new_id())
    place = take_place(uow, f"award {proposed_id}")
    award = _award(signing, decisions, certificate, place)
    proposed = uow.append(
        ProposedAward(
            id=proposed_id,
            case_id=file.case.id,
            decision_ids=tuple(one.id for one in decisions),
            status_place_id=place.id,
            decided_on=signing.standing.on,
            expires=_expires(decisions),
            document=sign_award(award, holder_core(file.candidate), by.key),
            at=now,
            by=by.staff.id,
        )
    )
    facts = {"units": [unit.code for unit in award.units]}
    uow.note("award.signed", proposed_id, by=by.staff.id, at=now, **facts)
    return proposed


def _award(
    signing: _Signing, decisions: Sequence[Decision], certificate: str, place: StatusPlace
) -> wire.Award:
    file, staff, centre = signing.file, signing.by.staff, signing.standing.centre
    framework = file.framework(file.unit(decisions[0].unit_id).framework_id)
    expires = _expires(decisions)
    return wire.Award(
        holder_mark=holder_mark(holder_core(file.candidate)),
        centre=wire.Centre(centre.code, centre.name),
        framework=wire.Framework(framework.code, framework.title, framework.edition),
        kind=_RESULTS[framework.kind],
        authority=framework.authority,
        units=tuple(_awarded(file.unit(one.unit_id), one) for one in decisions),
        assessor=wire.Person(staff.person_number, staff.name),
        certificate=certificate,
        decided_at=signing.now,
        status=wire.StatusPlace(place.list_uri, place.index),
        expires_at=datetime.combine(expires, time(), UTC) if expires else None,
    )


def _expires(decisions: Sequence[Decision]) -> date | None:
    # Of several days the first ends first: no unit is said to stand longer than it was decided to.
    return min((one.expires for one in decisions if one.expires), default=None)


def _awarded(unit: Unit, decision: Decision) -> wire.AwardedUnit:
    kinds = {evidence_kind(label) for row in decision.rows for label in row.evidence}
    return wire.AwardedUnit(
        code=unit.code,
        title=unit.title.original,
        level=unit.level,
        evidence=frozenset(_KINDS[kind] for kind in kinds),
    )


def _certification(file: CaseFile, unit: Unit, by: Sitting, standing: Standing) -> Certification:
    framework = file.framework(unit.framework_id)
    return next(
        one
        for one in standing.certifications
        if one.staff_id == by.staff.id
        and one.in_force(standing.on)
        and one.covers(framework.code, unit)
    )
