"""Soft skills, languages and cultures of the worker whose case is open."""

from collections.abc import Callable
from dataclasses import replace

from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.ids import CandidateId, ExhibitId, PersonalSkillId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.registering import save_personal_skill
from desktop.presenters.case_work import CaseWork


class PersonalSkills:
    """Keeps entries; each says on what it rests. Everything goes through the case's own work."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work

    def add(
        self,
        candidate_id: CandidateId,
        kind: PersonalSkillKind,
        text: str,
        basis: Basis,
        exhibit_id: ExhibitId | None,
        then: Callable[[PersonalSkill], object],
    ) -> None:
        """Enter one more. An empty text is not entered."""
        if not text.strip():
            return
        skill = PersonalSkill(
            id=PersonalSkillId(new_id()),
            candidate_id=candidate_id,
            kind=kind,
            text=text.strip(),
            basis=basis,
            exhibit_id=exhibit_id,
        )
        self._work.write(lambda desk, by: save_personal_skill(desk, by, skill), then)

    def set_removed(
        self, skill: PersonalSkill, removed: bool, then: Callable[[PersonalSkill], object]
    ) -> None:
        """Take an entry out, or put it back."""

        def use(desk: Desk, by: Sitting) -> PersonalSkill:
            with desk.uow() as uow:
                stored = uow.get(PersonalSkill, skill.id)
            return save_personal_skill(desk, by, replace(stored, removed=removed))

        self._work.write(use, then)
