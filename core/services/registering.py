"""Register a worker, and keep what is known of the person, the history and the personal skills."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.awarding import open_proposal, open_proposals
from core.domain.case import Case
from core.domain.handing_out import NameChange
from core.domain.people import Candidate, HistoryLine, Role
from core.domain.personal_skills import PersonalSkill
from core.domain.recognition import Award
from core.domain.rules import Rule, holds_role, require
from core.domain.written_texts import tidied, tidied_latin
from core.errors import Refusal, RefusedError, WrongInputError
from core.ids import CandidateId, HistoryLineId, NameChangeId, PersonalSkillId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.inspecting_files import UnknownFileError, inspect

_CORE_SALT_BYTES: Final = 16
_PORTRAITS: Final = ("image/jpeg", "image/png")


class NameMissingError(WrongInputError):
    """A name is needed before the worker can be registered."""

    code = "candidate.name-missing"


class BirthDateError(WrongInputError):
    """The birth date cannot be right."""

    code = "candidate.birth-date"


class StatementMissingError(WrongInputError):
    """A soft skill, language or culture without a text says nothing."""

    code = "personal-skill.missing"


class NotAPortraitError(WrongInputError):
    """The photo is no JPEG or PNG, so it could not be printed on a passport."""

    code = "candidate.photo"


class HistoryDatesError(WrongInputError):
    """A line of history ends before it begins."""

    code = "history.dates"


def register_candidate(desk: Desk, by: Sitting, *, name: str, birth_date: date) -> Candidate:
    """Register a worker under the name as in the travel document, in Latin letters.

    Raises:
        NameMissingError, NotLatinError, TextTooLongError, UnusableCharacterError, BirthDateError:
            what was typed cannot be used.
        RefusedError: only an advisor registers.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    candidate = _tidied(
        Candidate(
            id=CandidateId(new_id()),
            name=name,
            birth_date=birth_date,
            core_salt=secrets.token_bytes(_CORE_SALT_BYTES),
        ),
        desk.clock.today(),
    )
    with desk.uow() as uow:
        saved = uow.save(candidate)
        uow.note("candidate.registered", saved.id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def save_candidate(desk: Desk, by: Sitting, candidate: Candidate) -> Candidate:
    """Keep what was changed about a worker.

    Raises:
        RefusedError: name or birth date would change although a signed award is bound to them.
        StaleRecordError: somebody else changed the record.
        NameMissingError and others: as for `register_candidate`, in whichever script.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    candidate = _tidied(candidate, desk.clock.today())
    with desk.uow() as uow:
        before = uow.get(Candidate, candidate.id)
        if _identity(candidate) != _identity(before) and _is_signed_for(uow, candidate):
            facts = {"name": before.name}
            raise RefusedError([Refusal(Rule.IDENTITY_SIGNED.value, facts, Role.REGISTRAR.value)])
        saved = uow.save(candidate)
        changed = [
            name
            for name in candidate.__dataclass_fields__
            if getattr(before, name) != getattr(candidate, name)
        ]
        uow.note("candidate.changed", saved.id, by=by.staff.id, at=desk.clock.now(), fields=changed)
        uow.commit()
    return saved


def change_name(
    desk: Desk, by: Sitting, candidate_id: CandidateId, new_name: str, document: str
) -> Candidate:
    """Change a worker's name after an award was signed, on the paper that proves the change.

    Awards stay bound to the former name, and the next passport carries both. A passport has room
    for one former name.

    Raises:
        RefusedError: a decision is waiting for its verifier, or the name was changed before.
        NameMissingError, NameTooLongError and others: see `save_candidate`.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    now = desk.clock.now()
    with desk.uow() as uow:
        before = uow.get(Candidate, candidate_id)
        changed = _tidied(replace(before, name=new_name), desk.clock.today())
        require(_name_may_change(uow, candidate_id))
        saved = uow.save(changed)
        uow.append(
            NameChange(
                id=NameChangeId(new_id()),
                candidate_id=candidate_id,
                former_name=before.name,
                new_name=saved.name,
                document=document.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("candidate.renamed", candidate_id, by=by.staff.id, at=now)
        uow.commit()
    return saved


def _name_may_change(uow: UnitOfWork, candidate_id: CandidateId) -> Iterable[Refusal]:
    if uow.find(NameChange, candidate_id=candidate_id):
        yield Refusal(Rule.ONE_FORMER_NAME.value, {}, Role.REGISTRAR.value)
    for case in uow.find(Case, candidate_id=candidate_id):
        file = uow.case_file(case.id)
        for unit in file.units:
            decision = file.decision(unit.id)
            in_award = decision is not None and open_proposal(file, decision.id)
            if file.awaiting_verification(unit.id) or in_award:
                facts = {"unit": unit.code}
                yield Refusal(Rule.ALREADY_DECIDED.value, facts, Role.VERIFIER.value)


def set_photo(desk: Desk, by: Sitting, candidate: Candidate, photo: bytes) -> Candidate:
    """Keep a portrait (JPEG or PNG bytes) and name it in the worker's record.

    Raises:
        NotAPortraitError: it is something else.
        EmptyFileError, BrokenFileError, PictureTooLargeError: see `inspecting_files`.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    try:
        media_type = inspect("photo", photo).media_type
    except UnknownFileError as error:
        raise NotAPortraitError("the photo is no picture") from error
    if media_type not in _PORTRAITS:
        raise NotAPortraitError(f"the photo is {media_type}")
    stored = desk.files.put(photo)
    return save_candidate(desk, by, replace(candidate, photo_sha256=stored.sha256))


def new_history_line_id() -> HistoryLineId:
    """An id for a line of history that is about to be typed."""
    return HistoryLineId(new_id())


def save_history_line(desk: Desk, by: Sitting, line: HistoryLine) -> HistoryLine:
    """Keep a line of work, course or qualification. Taking one out is saving it `removed`.

    Raises:
        HistoryDatesError: it ends before it begins.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    if line.ends is not None and line.ends < line.starts:
        raise HistoryDatesError(
            f"it ends on {line.ends}, before it begins on {line.starts}",
            starts=line.starts,
            ends=line.ends,
        )
    with desk.uow() as uow:
        saved = uow.save(line)
        uow.note("history.saved", saved.id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def new_personal_skill_id() -> PersonalSkillId:
    """An id for a soft skill, language or culture that is about to be typed."""
    return PersonalSkillId(new_id())


def save_personal_skill(desk: Desk, by: Sitting, skill: PersonalSkill) -> PersonalSkill:
    """Keep a soft skill, language or culture. Taking one out is saving it `removed`.

    Raises:
        StatementMissingError: there is no text.
        TextTooLongError, UnusableCharacterError: a passport could not carry the text.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    skill = replace(skill, text=tidied(skill.text))
    if not skill.text and not skill.removed:
        raise StatementMissingError("a soft skill, language or culture needs a text")
    with desk.uow() as uow:
        saved = uow.save(skill)
        uow.note(
            "personal-skill.saved",
            saved.id,
            by=by.staff.id,
            at=desk.clock.now(),
            basis=skill.basis.value,
        )
        uow.commit()
    return saved


def _tidied(candidate: Candidate, today: date) -> Candidate:
    """The record with every text that a passport will carry in its form."""
    name = tidied_latin(candidate.name)
    if not name:
        raise NameMissingError("a worker is registered under a name")
    if not date(1900, 1, 1) <= candidate.birth_date <= today:
        raise BirthDateError(
            f"{candidate.birth_date} is no worker's birth date", birth_date=candidate.birth_date
        )
    return replace(
        candidate,
        name=name,
        own_script_name=tidied(candidate.own_script_name),
        nationality=tidied(candidate.nationality),
        document_number=tidied(candidate.document_number),
    )


def _identity(candidate: Candidate) -> tuple[str, date, bytes]:
    return (candidate.name, candidate.birth_date, candidate.core_salt)


def _is_signed_for(uow: UnitOfWork, candidate: Candidate) -> bool:
    """Whether an award is bound to the identity, or one that waits for its verifier."""
    if uow.find(Award, candidate_id=candidate.id):
        return True
    cases = uow.find(Case, candidate_id=candidate.id)
    return any(open_proposals(uow.case_file(case.id)) for case in cases)
