"""Issue a skill passport: wrap the awards, sign as the centre, print, scan the page, release."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.case import CaseEnd
from core.domain.casefile import CaseFile
from core.domain.passport_sheet import (
    PassportSheet,
    SheetAward,
    SheetCentre,
    SheetHolder,
    SheetSigner,
    SheetStatement,
    SheetUnit,
)
from core.domain.people import Centre, Staff
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.domain.recognition import Award, Passport, Status, StatusPlace
from core.domain.rules import may_issue, require
from core.errors import CoreError
from core.ids import CaseId, PassportId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.deciding import holder_core
from core.services.handling_cases import record_move
from core.services.standing import the_centre
from core.services.status_places import record_status, take_place
from credentials import passport as wire
from credentials.issuing import sign_passport, unwrap_award
from credentials.passport_codec import parse_award
from credentials.qr import encode_text
from credentials.signing import Signer
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned

_DOCUMENT_END = 4
"""How many last characters of the identity document a passport carries: enough to compare with
the document in the hand, too few to find the person by."""
_SOFT_SKILLS = {
    PersonalSkillKind.COMMUNICATION: wire.SoftSkillGroup.INTERPERSONAL,
    PersonalSkillKind.TEAMWORK: wire.SoftSkillGroup.NETWORKS_AND_TEAMS,
    PersonalSkillKind.PROBLEM_SOLVING: wire.SoftSkillGroup.PROBLEM_SOLVING,
    PersonalSkillKind.RESEARCH: wire.SoftSkillGroup.RESEARCH_AND_ANALYSIS,
    PersonalSkillKind.TIME_MANAGEMENT: wire.SoftSkillGroup.TIME_MANAGEMENT,
    PersonalSkillKind.ADAPTING: wire.SoftSkillGroup.LEARN_AND_ADAPT,
}
_BASES = {
    Basis.STATED: wire.Basis.STATED,
    Basis.TESTIMONIAL: wire.Basis.TESTIMONIAL,
    Basis.CERTIFICATE_SEEN: wire.Basis.CERTIFICATE_SEEN,
    Basis.ASSESSED: wire.Basis.ASSESSED,
}
_KIND_WORDS = {
    wire.ResultKind.RMCS_RECOGNITION: "RMCS recognition",
    wire.ResultKind.NATIONAL_UNIT_CREDIT: "National unit credit",
    wire.ResultKind.NATIONAL_QUALIFICATION: "National qualification",
}
_EVIDENCE_WORDS = {
    wire.EvidenceKind.PORTFOLIO: "Portfolio",
    wire.EvidenceKind.TASKS: "Tasks",
    wire.EvidenceKind.QUESTIONS: "Questions",
}


class NoTrustListError(CoreError):
    """The desk holds no trust list, so an employer could not check what it issues."""

    code = "passport.no-trust-list"

    def __init__(self) -> None:
        super().__init__("this desk holds no trust list of its agency; take one in first")


class WrongCentreKeyError(CoreError):
    """The key that was unlocked is not the centre's."""

    code = "passport.wrong-centre-key"

    def __init__(self) -> None:
        super().__init__("the key that was unlocked is not this centre's")


class UnreadableSheetError(CoreError):
    """The printed page did not read back as the code on it; it was not released."""

    code = "passport.unreadable"

    def __init__(self) -> None:
        super().__init__("the page was scanned and its code did not read back; nothing was issued")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What goes into a passport, read in one transaction."""

    file: CaseFile
    centre: Centre
    awards: tuple[tuple[Award, wire.CountersignedAward], ...]
    place: StatusPlace


def issue_passport(desk: Desk, by: Sitting, case_id: CaseId, centre_key: Signer) -> Passport:
    """Issue the skill passport of a case, or change nothing.

    All standing awards of the worker go in, also those of earlier cases; the passport before it is
    marked as superseded. The page is scanned before anything is written, and what does not read
    back is not issued.

    Raises:
        RefusedError: see `core.domain.rules.may_issue`.
        NoTrustListError, WrongCentreKeyError, NoStatusPlaceError: see there.
        UnreadableSheetError: the printed code does not read back.
        QrTooLargeError and other CredentialErrors: what is stated does not fit into a code.
    """
    now = desk.clock.now().replace(microsecond=0)
    trust = _trust_list(desk)
    passport_id = PassportId(new_id())
    draft = _draft(desk, by, case_id, passport_id)
    if centre_key.public_key != draft.centre.public_key:
        raise WrongCentreKeyError
    document = sign_passport(_content(draft, trust, now), centre_key)
    text = encode_text(draft.centre.passport_address, document)
    pdf = desk.print_passport(_sheet(desk, draft, text, now))
    if text not in desk.read_codes(pdf, name="passport.pdf"):
        raise UnreadableSheetError
    stored = desk.files.put(pdf)
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_issue(file, by.staff))
        before = file.passports[-1] if file.passports else None
        if before:
            _supersede(uow, desk, by, before)
        passport = uow.append(
            Passport(
                id=passport_id,
                case_id=case_id,
                candidate_id=file.candidate.id,
                reference=file.case.reference,
                issued_at=now,
                award_ids=tuple(award.id for award, _ in draft.awards),
                status_place_id=draft.place.id,
                supersedes=before.id if before else None,
                document=document,
                code_text=text,
                pdf_sha256=stored.sha256,
                at=now,
                by=by.staff.id,
            )
        )
        facts = {"reference": passport.reference, "awards": len(draft.awards)}
        uow.note("passport.issued", passport_id, by=by.staff.id, at=now, **facts)
        end = CaseEnd.RECOGNISED if draft.awards else CaseEnd.PORTFOLIO_ONLY
        record_move(uow, file.case, file.case.ended(end), by.staff.id, desk)
        uow.commit()
    return passport


def _draft(desk: Desk, by: Sitting, case_id: CaseId, passport_id: PassportId) -> _Draft:
    # A transaction of its own: printing and scanning must not keep other writers waiting. A place
    # that is taken for a passport that is then not issued stays empty, and says nothing.
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_issue(file, by.staff))
        draft = _Draft(
            file,
            the_centre(uow),
            _standing_awards(uow, file),
            take_place(uow, f"passport {passport_id}"),
        )
        uow.commit()
    return draft


def _supersede(uow: UnitOfWork, desk: Desk, by: Sitting, before: Passport) -> None:
    place = uow.get(StatusPlace, before.status_place_id)
    if place.status is Status.VALID:
        record_status(uow, desk, by, place, Status.SUPERSEDED, "a newer passport was issued")


def _trust_list(desk: Desk) -> TrustList:
    envelope = desk.published.trust()
    if envelope is None:
        raise NoTrustListError
    return open_trust_list_unpinned(envelope)


def _standing_awards(
    uow: UnitOfWork, file: CaseFile
) -> tuple[tuple[Award, wire.CountersignedAward], ...]:
    found = []
    for award in uow.find(Award, candidate_id=file.candidate.id):
        if uow.get(StatusPlace, award.status_place_id).status is Status.REVOKED:
            continue
        verifier = _signer_of(uow, award)
        found.append((award, wire.CountersignedAward(award.document, verifier)))
    return tuple(found)


def _signer_of(uow: UnitOfWork, award: Award) -> wire.Person:
    staff = uow.get(Staff, award.by)
    return wire.Person(staff.person_number, staff.name)


def _content(draft: _Draft, trust: TrustList, now: datetime) -> wire.Passport:
    candidate = draft.file.candidate
    skills = [one for one in draft.file.skills if not one.removed]
    return wire.Passport(
        issuer=wire.Centre(draft.centre.code, draft.centre.name),
        issued_at=now,
        status=wire.StatusPlace(draft.place.list_uri, draft.place.index),
        core=holder_core(candidate),
        trust=trust.reference,
        holder=wire.HolderStatement(
            own_script_name=candidate.own_script_name or None,
            nationality=candidate.nationality or None,
            document_last_digits=candidate.document_number[-_DOCUMENT_END:] or None,
        ),
        awards=tuple(award for _, award in draft.awards),
        soft_skills=tuple(
            wire.SoftSkill(_SOFT_SKILLS[one.kind], one.text, _BASES[one.basis])
            for one in skills
            if one.kind.soft
        ),
        languages=tuple(
            wire.Language(one.text, None, _BASES[one.basis])
            for one in skills
            if one.kind is PersonalSkillKind.LANGUAGE
        ),
        cultures=tuple(
            wire.Culture(one.text, None, _BASES[one.basis])
            for one in skills
            if one.kind is PersonalSkillKind.CULTURE
        ),
        practice=draft.centre.practice,
    )


def _sheet(desk: Desk, draft: _Draft, text: str, now: datetime) -> PassportSheet:
    candidate, centre = draft.file.candidate, draft.centre
    skills = [one for one in draft.file.skills if not one.removed]
    photo = desk.files.get(candidate.photo_sha256) if candidate.photo_sha256 else None
    return PassportSheet(
        centre=SheetCentre(centre.name, centre.agency, centre.accreditation, centre.contact),
        reference=draft.file.case.reference,
        holder=SheetHolder(
            latin_name=candidate.name,
            own_name=candidate.own_script_name,
            born=candidate.birth_date,
            nationality=candidate.nationality,
            document_ends=candidate.document_number[-_DOCUMENT_END:],
            photo=photo,
        ),
        awards=tuple(_sheet_award(signed) for _, signed in draft.awards),
        soft_skills=tuple(_statement(one) for one in skills if one.kind.soft),
        languages=_statements(skills, PersonalSkillKind.LANGUAGE),
        cultures=_statements(skills, PersonalSkillKind.CULTURE),
        issued_on=now.date(),
        code_text=text,
        address=centre.passport_address,
        practice=centre.practice,
    )


def _sheet_award(signed: wire.CountersignedAward) -> SheetAward:
    # Read back from what was signed, so that the sheet cannot say more than the code.
    award = parse_award(unwrap_award(signed.document)[1].payload)
    return SheetAward(
        kind=_KIND_WORDS[award.kind],
        authority=award.authority,
        framework=f"{award.framework.title}, {award.framework.version}",
        units=tuple(
            SheetUnit(
                one.code,
                one.title,
                tuple(words for kind, words in _EVIDENCE_WORDS.items() if kind in one.evidence),
                one.level or "",
            )
            for one in award.units
        ),
        assessor=SheetSigner(award.assessor.name, award.certificate),
        verifier=SheetSigner(signed.verifier.name, signed.verifier.number),
        decided_on=award.decided_at.date(),
        expires=award.expires_at.date() if award.expires_at else None,
    )


def _statements(skills: list[PersonalSkill], kind: PersonalSkillKind) -> tuple[SheetStatement, ...]:
    return tuple(_statement(one) for one in skills if one.kind is kind)


def _statement(skill: PersonalSkill) -> SheetStatement:
    return SheetStatement(skill.text, skill.basis.value)
