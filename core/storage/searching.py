"""What is typed into a search box, as SQL conditions.

Every word must be found: in a name in either script, in a reference (typed with or without its
hyphens), or in the code of a claimed unit. Capitals do not matter.
"""

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from core.domain.references import WrongReferenceError, parse_reference
from core.storage.tables.cases import cases, claims
from core.storage.tables.people import candidates
from core.storage.tables.standards import units


def case_matches(search: str) -> ColumnElement[bool]:
    """Whether a row of `cases` is looked for."""
    return or_(_is_reference(search), _every_word(search, _case_has))


def candidate_matches(search: str) -> ColumnElement[bool]:
    """Whether a row of `candidates` is looked for, by name or by one of the worker's cases."""
    found = select(cases.c.candidate_id).where(case_matches(search))
    return or_(_every_word(search, _named), candidates.c.id.in_(found))


def unit_matches(search: str) -> ColumnElement[bool]:
    """Whether a row of `units` is looked for, by its code or the original of its title."""
    title = units.c.title["entries", 0, 1].as_string()
    return _every_word(
        search, lambda word: or_(_contains(units.c.code, word), _contains(title, word))
    )


def _case_has(word: str) -> ColumnElement[bool]:
    named = select(candidates.c.id).where(_named(word))
    claimed = (
        select(claims.c.case_id)
        .join(units, units.c.id == claims.c.unit_id)
        .where(~claims.c.withdrawn, _contains(units.c.code, word))
    )
    return or_(cases.c.candidate_id.in_(named), cases.c.id.in_(claimed), _reference_contains(word))


def _named(word: str) -> ColumnElement[bool]:
    return or_(_contains(candidates.c.name, word), _contains(candidates.c.own_script_name, word))


def _is_reference(search: str) -> ColumnElement[bool]:
    try:
        return cases.c.reference == parse_reference(search)
    except WrongReferenceError:
        return false()


def _reference_contains(word: str) -> ColumnElement[bool]:
    plain = word.upper().replace("-", "")
    if not plain:
        return false()
    spelled: ColumnElement[bool] = func.replace(cases.c.reference, "-", "").contains(
        plain, autoescape=True
    )
    return spelled


def _every_word(search: str, found: Callable[[str], ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(true(), *(found(word) for word in search.split()))


def _contains(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    # Folded in Python, too: the database's own lower() may know ASCII only (engine.py).
    return func.lower(column).contains(word.lower(), autoescape=True)
