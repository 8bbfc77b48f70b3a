"""Register a worker, and keep what is known of the person, the history and the personal skills."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.people import Candidate, HistoryLine, Role
from core.domain.personal_skills import PersonalSkill
from core.domain.recognition import Award
from core.domain.rules import Rule, holds_role, require
from core.errors import Refusal, RefusedError, WrongInputError
from core.ids import CandidateId, HistoryLineId, PersonalSkillId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting

MAX_NAME: Final = 200
"""Characters of a name: what a passport can carry (docs/passport-format.md)."""
_CORE_SALT_BYTES: Final = 16


class NameTooLongError(WrongInputError):
    """A name is longer than a passport can carry."""

    code = "candidate.name-too-long"


class NameMissingError(WrongInputError):
    """A name is needed before the worker can be registered."""

    code = "candidate.name-missing"


class BirthDateError(WrongInputError):
    """The birth date cannot be right."""

    code = "candidate.birth-date"


def register_candidate(desk: Desk, by: Sitting, *, name: str, birth_date: date) -> Candidate:
    """Register a worker under the name as in the travel document, in Latin letters.

    Raises:
        NameMissingError, NameTooLongError, BirthDateError: what was typed cannot be used.
        RefusedError: only an advisor registers.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    candidate = Candidate(
        id=CandidateId(new_id()),
        name=name.strip(),
        birth_date=birth_date,
        core_salt=secrets.token_bytes(_CORE_SALT_BYTES),
    )
    _check(candidate, desk.clock.today())
    with desk.uow() as uow:
        saved = uow.save(candidate)
        uow.note("candidate.registered", saved.id, by=by.staff.id, at=desk.clock.now())
        uow.commit()
    return saved


def save_candidate(desk: Desk, by: Sitting, candidate: Candidate) -> Candidate:
    """Keep what was changed about a worker.

    Raises:
        RefusedError: name or birth date would change although a signed award is bound to them.
        NameMissingError, NameTooLongError, BirthDateError, StaleRecordError.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    candidate = replace(candidate, name=candidate.name.strip())
    _check(candidate, desk.clock.today())
    with desk.uow() as uow:
        before = uow.get(Candidate, candidate.id)
        identity = (candidate.name, candidate.birth_date, candidate.core_salt)
        if identity != (before.name, before.birth_date, before.core_salt) and uow.find(
            Award, candidate_id=candidate.id
        ):
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


def set_photo(desk: Desk, by: Sitting, candidate: Candidate, photo: bytes) -> Candidate:
    """Keep a portrait (JPEG or PNG bytes) and name it in the worker's record."""
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


class HistoryDatesError(WrongInputError):
    """A line of history ends before it begins."""

    code = "history.dates"


def new_personal_skill_id() -> PersonalSkillId:
    """An id for a soft skill, language or culture that is about to be typed."""
    return PersonalSkillId(new_id())


def save_personal_skill(desk: Desk, by: Sitting, skill: PersonalSkill) -> PersonalSkill:
    """Keep a soft skill, language or culture. Taking one out is saving it `removed`.

    Raises:
        NameTooLongError: the text is longer than a passport can carry.
    """
    require(holds_role(by.staff, Role.ADVISOR))
    if len(skill.text) > MAX_NAME:
        raise NameTooLongError(f"at most {MAX_NAME} characters", length=len(skill.text))
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


def _check(candidate: Candidate, today: date) -> None:
    if not candidate.name:
        raise NameMissingError("a worker is registered under a name")
    for name in (candidate.name, candidate.own_script_name):
        if len(name) > MAX_NAME:
            raise NameTooLongError(
                f"the name has {len(name)} characters; a passport carries {MAX_NAME}",
                length=len(name),
                limit=MAX_NAME,
            )
    if not date(1900, 1, 1) <= candidate.birth_date <= today:
        raise BirthDateError(
            f"{candidate.birth_date} is no worker's birth date", birth_date=candidate.birth_date
        )
