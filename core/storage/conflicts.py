"""Declared conflicts of interest as a condition in SQL: which of them wait for somebody's word."""

from typing import Final

from sqlalchemy import ColumnElement, FromClause, and_, exists

from core.storage.tables.cases import conflict_declarations, conflict_handlings

_newer: Final = conflict_declarations.alias("newer_declaration")


def is_unhandled(declaration: FromClause) -> ColumnElement[bool]:
    """Of a declaration: whether it is the latest conflict, and nobody decided about it."""
    newer = exists().where(
        _newer.c.case_id == declaration.c.case_id,
        _newer.c.by == declaration.c.by,
        _newer.c.duty == declaration.c.duty,
        _newer.c.conflict,  # declaring none later takes no conflict back
        _newer.c.id > declaration.c.id,
    )
    handled = exists().where(conflict_handlings.c.declaration_id == declaration.c.id)
    return and_(declaration.c.conflict, ~newer, ~handled)
