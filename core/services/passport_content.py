"""What a passport says: the centre's statements about the holder and the standing awards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.domain.people import Candidate, Centre
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.domain.recognition import StatusPlace
from core.services.holder_core import holder_core
from credentials import passport as wire

DOCUMENT_END: Final = 4
"""How many last characters of the identity document a passport carries: enough to compare with
the document in the hand, too few to find the person by."""
_SOFT_SKILLS: Final = {
    PersonalSkillKind.COMMUNICATION: wire.SoftSkillGroup.INTERPERSONAL,
    PersonalSkillKind.TEAMWORK: wire.SoftSkillGroup.NETWORKS_AND_TEAMS,
    PersonalSkillKind.PROBLEM_SOLVING: wire.SoftSkillGroup.PROBLEM_SOLVING,
    PersonalSkillKind.RESEARCH: wire.SoftSkillGroup.RESEARCH_AND_ANALYSIS,
    PersonalSkillKind.TIME_MANAGEMENT: wire.SoftSkillGroup.TIME_MANAGEMENT,
    PersonalSkillKind.ADAPTING: wire.SoftSkillGroup.LEARN_AND_ADAPT,
}
_BASES: Final = {
    Basis.STATED: wire.Basis.STATED,
    Basis.TESTIMONIAL: wire.Basis.TESTIMONIAL,
    Basis.CERTIFICATE_SEEN: wire.Basis.CERTIFICATE_SEEN,
    Basis.ASSESSED: wire.Basis.ASSESSED,
}


def passport_content(
    candidate: Candidate,
    skills: Sequence[PersonalSkill],
    centre: Centre,
    awards: tuple[wire.CountersignedAward, ...],
    *,
    place: StatusPlace,
    trust: wire.TrustReference,
    issued_at: datetime,
    former_name: str = "",
) -> wire.Passport:
    """Put together what the centre signs. `skills` that were removed are left out.

    `former_name` is the name that awards before a change of name are bound to.
    """
    stated = [one for one in skills if not one.removed]
    return wire.Passport(
        issuer=wire.Centre(centre.code, centre.name),
        issued_at=issued_at,
        status=wire.StatusPlace(place.list_uri, place.index),
        core=holder_core(candidate),
        former_core=holder_core(replace(candidate, name=former_name)) if former_name else None,
        trust=trust,
        holder=wire.HolderStatement(
            own_script_name=candidate.own_script_name or None,
            nationality=candidate.nationality or None,
            document_last_digits=candidate.document_number[-DOCUMENT_END:] or None,
        ),
        awards=awards,
        soft_skills=tuple(
            wire.SoftSkill(_SOFT_SKILLS[one.kind], one.text, _BASES[one.basis])
            for one in stated
            if one.kind.soft
        ),
        languages=tuple(
            wire.Language(one.text, None, _BASES[one.basis])
            for one in stated
            if one.kind is PersonalSkillKind.LANGUAGE
        ),
        cultures=tuple(
            wire.Culture(one.text, None, _BASES[one.basis])
            for one in stated
            if one.kind is PersonalSkillKind.CULTURE
        ),
        practice=centre.practice,
    )


def card_content(whole: wire.Passport, award: wire.CountersignedAward) -> wire.Passport:
    """Return what the card says of a passport: the holder and one award.

    It stands for itself: no part of several, and not part of the file.
    """
    return replace(
        whole,
        awards=(award,),
        soft_skills=(),
        languages=(),
        cultures=(),
        part=None,
        credential_sha256=None,
    )
