"""Plans, and sessions at the bench.

An observation learns when it was seen and in which session. SQLite adds no column in the middle of
a table to the letter, so the table is made anew there.
"""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import (
    entry_columns,
    named_like_ours,
    record_columns,
    refuse_changes,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SEEN = "observations"
_SEEN_BEFORE = (
    *("id", "at", "by", "desk", "case_id", "unit_id"),
    *("row_id", "task_id", "mark", "prompted", "note"),
)
_CHECKS = (
    *("document seen", "face compared", "photo now", "safety brief"),
    *("protective equipment", "plan explained", "consent to record"),
)
_EVENTS = ("clock started", "clock paused", "safety stop", "resumed", "clock moved")


def upgrade() -> None:
    """Make the tables; what was observed before was entered when it was seen."""
    metadata = named_like_ours("staff", "cases", "units", "practical_tasks")
    _sessions(metadata).create(op.get_bind())
    for table in (*_plans(metadata), *_of_sessions(metadata)):
        table.create(op.get_bind())
        refuse_changes(table.name)
    if op.get_bind().dialect.name == "postgresql":
        _add_to_observations()
    else:
        _make_observations_anew(with_session=True)


def downgrade() -> None:
    """Take the tables and the two columns away."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column(_SEEN, "session_id")
        op.drop_column(_SEEN, "observed_at")
    else:
        _make_observations_anew(with_session=False)
    for name in (
        *("session_events", "session_tasks", "seat_checks", "seats"),
        *("assessment_sessions", "plan_agreements", "assessment_plans"),
    ):
        op.drop_table(name)


def _plans(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "assessment_plans",
            metadata,
            *entry_columns(),
            *_of_case(),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("units", sa.JSON(), nullable=False),
            sa.Column("place", sa.Text(), nullable=False),
            sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
            sa.Column("language", sa.Text(), nullable=False),
            sa.Column("interpreter", sa.Text(), nullable=False),
            sa.Column("adjustments", sa.Text(), nullable=False),
            sa.Column("appeal_explained", sa.Boolean(), nullable=False),
            sa.UniqueConstraint("case_id", "number"),
        ),
        sa.Table(
            "plan_agreements",
            metadata,
            *entry_columns(),
            *_of_case(),
            _to("plan_id", "assessment_plans"),
            *_choice("side", ("worker", "assessor")),
            *_choice("way", ("on screen", "on paper", "with key")),
            sa.Column("signed_on", sa.Date(), nullable=False),
            sa.Column("sheet_sha256", sa.Text(), nullable=False),
            sa.Column("signature", sa.LargeBinary(), nullable=False),
            sa.UniqueConstraint("plan_id", "side"),
        ),
    )


def _sessions(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "assessment_sessions",
        metadata,
        *record_columns(),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        _to("opened_by", "staff"),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        *_choice("view", ("row by row", "group")),
        sa.Column("turned", sa.Boolean(), nullable=False),
        sa.Column("at_case", sa.Uuid()),
        sa.Column("at_task", sa.Uuid()),
        sa.Column("at_row", sa.Uuid()),
        sa.Index(None, "opened_by", "closed_at"),
    )


def _of_sessions(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "seats",
            metadata,
            *entry_columns(),
            _to("session_id", "assessment_sessions"),
            *_of_case(),
            sa.Column("bib", sa.Integer(), nullable=False),
            sa.UniqueConstraint("session_id", "bib"),
            sa.UniqueConstraint("session_id", "case_id"),
        ),
        sa.Table(
            "seat_checks",
            metadata,
            *entry_columns(),
            _to("session_id", "assessment_sessions"),
            *_of_case(),
            *_choice("kind", _CHECKS),
            sa.Column("answer", sa.Boolean(), nullable=False),
            sa.Column("sha256", sa.Text(), nullable=False),
            sa.Column("language", sa.Text(), nullable=False),
            sa.Index(None, "session_id", "id"),
        ),
        sa.Table(
            "session_tasks",
            metadata,
            *entry_columns(),
            _to("session_id", "assessment_sessions"),
            _to("unit_id", "units"),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("tasks", sa.JSON(), nullable=False),
            sa.Index(None, "session_id", "id"),
        ),
        sa.Table(
            "session_events",
            metadata,
            *entry_columns(),
            _to("session_id", "assessment_sessions"),
            *_choice("kind", _EVENTS),
            _to("task_id", "session_tasks", optional=True),
            sa.Column("elapsed_ms", sa.Integer(), nullable=False),
            sa.Column("note", sa.Text(), nullable=False),
            sa.Index(None, "session_id", "id"),
        ),
    )


def _add_to_observations() -> None:
    op.add_column(_SEEN, sa.Column("observed_at", sa.DateTime(timezone=True)))
    op.execute(f"ALTER TABLE {_SEEN} DISABLE TRIGGER USER")
    op.execute(f'UPDATE {_SEEN} SET observed_at = "at"')  # noqa: S608 - a constant of this module
    op.execute(f"ALTER TABLE {_SEEN} ENABLE TRIGGER USER")
    op.alter_column(_SEEN, "observed_at", nullable=False)
    op.add_column(
        _SEEN,
        sa.Column("session_id", sa.Uuid(), sa.ForeignKey("assessment_sessions.id")),
    )


def _make_observations_anew(*, with_session: bool) -> None:
    old = f"{_SEEN}_before"
    op.drop_index(f"ix_{_SEEN}_case_id_id")
    op.rename_table(_SEEN, old)
    _observations(with_session=with_session).create(op.get_bind())
    names = ", ".join(f'"{name}"' for name in _SEEN_BEFORE)
    added, value = (', "observed_at"', ', "at"') if with_session else ("", "")
    # The names are constants of this module.
    op.execute(f"INSERT INTO {_SEEN} ({names}{added}) SELECT {names}{value} FROM {old}")  # noqa: S608
    op.drop_table(old)
    refuse_changes(_SEEN)


def _observations(*, with_session: bool) -> sa.Table:
    metadata = named_like_ours("staff", "cases", "units", "practical_tasks", "assessment_sessions")
    added: tuple[sa.Column[object], ...] = (
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        _to("session_id", "assessment_sessions", optional=True),
    )
    return sa.Table(
        _SEEN,
        metadata,
        *entry_columns(),
        *_of_case(),
        _to("unit_id", "units"),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        _to("task_id", "practical_tasks"),
        *_choice("mark", ("met", "not met", "not seen")),
        sa.Column("prompted", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *(added if with_session else ()),
    )


def _of_case() -> tuple[sa.schema.SchemaItem, ...]:
    return (_to("case_id", "cases"), sa.Index(None, "case_id", "id"))


def _to(name: str, table: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=optional)


def _choice(name: str, values: tuple[str, ...]) -> tuple[sa.schema.SchemaItem, ...]:
    listed = ", ".join(f"'{value}'" for value in values)
    return (
        sa.Column(name, sa.String(), nullable=False),
        sa.CheckConstraint(f'"{name}" IN ({listed})', name=name),
    )
