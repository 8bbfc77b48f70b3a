"""Whose turn a case is, as SQL: so that the lists can be filtered, counted and paged by it.

Until it is handed over a case is the advisor's. Under assessment it is the verifier's while a
claimed unit's latest decision waits for an answer, else the assessor's. At the end it is the
registrar's until the newest passport carries every award. Nobody has a case that rests.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, false, func, null, or_

from core.domain.case import Stage
from core.domain.people import Role
from core.domain.recognition import Status
from core.ids import StaffId
from core.storage.tables.assessment import decision_voids, decisions, verifications
from core.storage.tables.cases import cases, claims
from core.storage.tables.recognition import awards, passports, status_places

_decision: Final = decisions.alias("decision")
_later: Final = decisions.alias("later_decision")
_answer: Final = verifications.alias("answer")
_void: Final = decision_voids.alias("void")
_newest: Final = passports.alias("newest_passport")
_newer: Final = passports.alias("newer_passport")

_open: Final = cases.c.end.is_(None)


def awaits_verification(decision: Any) -> ColumnElement[bool]:
    """Whether a decision's row is the latest about a claimed unit, with no answer, and not void."""
    return and_(
        exists().where(
            claims.c.case_id == decision.c.case_id,
            claims.c.unit_id == decision.c.unit_id,
            ~claims.c.withdrawn,
        ),
        ~exists().where(
            _later.c.case_id == decision.c.case_id,
            _later.c.unit_id == decision.c.unit_id,
            _later.c.id > decision.c.id,
        ),
        ~exists().where(_answer.c.decision_id == decision.c.id),
        ~exists().where(_void.c.decision_id == decision.c.id),
    )


_waits_for_verifier: Final = exists().where(
    _decision.c.case_id == cases.c.id, awaits_verification(_decision)
)


def names(ids: Any, one: Any) -> ColumnElement[bool]:
    """Whether a column with a list of ids names the id in another column."""
    listed = func.replace(cast(ids, Text), "-", "")
    named: ColumnElement[bool] = listed.contains(func.replace(cast(one, Text), "-", ""))
    return named


_has_passport: Final = exists().where(_newest.c.case_id == cases.c.id)
_in_newest_passport: Final = exists().where(
    _newest.c.case_id == awards.c.case_id,
    ~exists().where(_newer.c.case_id == _newest.c.case_id, _newer.c.id > _newest.c.id),
    names(_newest.c.award_ids, awards.c.id),
)
_has_new_award: Final = exists().where(
    awards.c.case_id == cases.c.id,
    status_places.c.id == awards.c.status_place_id,
    status_places.c.status != Status.REVOKED.value,
    ~_in_newest_passport,
)

_WAITS_FOR: Final[dict[Role, ColumnElement[bool]]] = {
    Role.ADVISOR: and_(_open, cases.c.stage <= Stage.FINALISE.value),
    Role.VERIFIER: and_(_open, cases.c.stage == Stage.ASSESS_AND_VERIFY.value, _waits_for_verifier),
    Role.ASSESSOR: and_(
        _open, cases.c.stage == Stage.ASSESS_AND_VERIFY.value, ~_waits_for_verifier
    ),
    Role.REGISTRAR: and_(
        _open, cases.c.stage == Stage.RECOGNISE.value, or_(~_has_passport, _has_new_award)
    ),
}
_ASSIGNED: Final = {
    Role.ADVISOR: cases.c.advisor_id,
    Role.ASSESSOR: cases.c.assessor_id,
    Role.VERIFIER: cases.c.verifier_id,
}

TURN: Final[ColumnElement[Any]] = case(
    *((waits, role.value) for role, waits in _WAITS_FOR.items()), else_=null()
)
"""The value of the role that has the case now, or NULL."""


def person_of(turn: ColumnElement[Any]) -> ColumnElement[Any]:
    """Who is assigned in the role that has the case, or NULL."""
    return case(*((turn == role.value, who) for role, who in _ASSIGNED.items()), else_=null())


def is_turn_of(person: StaffId, roles: frozenset[Role]) -> ColumnElement[bool]:
    """Whether the case waits for this person: for a role they have, and for nobody else by name."""
    return or_(
        false(),
        *(
            and_(waits, or_(_ASSIGNED[role].is_(None), _ASSIGNED[role] == person))
            if role in _ASSIGNED
            else waits
            for role, waits in _WAITS_FOR.items()
            if role in roles
        ),
    )
