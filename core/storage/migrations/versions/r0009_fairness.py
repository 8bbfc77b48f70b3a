"""Feedback, appeals, complaints, moderation and second looks."""

import sqlalchemy as sa
from alembic import op

from core.storage.migrations.steps import (
    entry_columns,
    named_like_ours,
    record_columns,
    refuse_changes,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ENTRIES = (
    "feedback_given",
    "appeals",
    "appeal_events",
    "moderation_marks",
    "sample_draws",
    "second_looks",
)
_KNOWN = ("staff", "cases", "units", "decisions", "verifications")


def upgrade() -> None:
    """Make the tables; nothing is known of what was before."""
    metadata = named_like_ours(*_KNOWN)
    for table in (*_to_the_worker(metadata), *_appeals(metadata), *_moderation(metadata)):
        table.create(op.get_bind())
        if table.name in _ENTRIES:
            refuse_changes(table.name)


def downgrade() -> None:
    """Take the tables away."""
    metadata = named_like_ours(*_KNOWN)
    made = (*_to_the_worker(metadata), *_appeals(metadata), *_moderation(metadata))
    for table in reversed(made):
        op.drop_table(table.name)


def _to_the_worker(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "feedback",
            metadata,
            *record_columns(),
            _to("case_id", "cases"),
            _to("decision_id", "decisions"),
            sa.Column("language", sa.Text(), nullable=False),
            sa.Column("message", sa.Text(), nullable=False),
            sa.Column("translation", sa.Text(), nullable=False),
            sa.Column("rows", sa.JSON(), nullable=False),
            sa.UniqueConstraint("decision_id"),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "feedback_given",
            metadata,
            *entry_columns(),
            _to("case_id", "cases"),
            _to("decision_id", "decisions"),
            sa.Column("given_on", sa.Date(), nullable=False),
            sa.Column("how", sa.String(), nullable=False),
            sa.Column("pdf_sha256", sa.Text(), nullable=False),
            _among(
                "how",
                (
                    "handed over and talked through",
                    "sent by post",
                    "sent as a message",
                    "given to a relative, as the worker wished",
                ),
            ),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "next_steps",
            metadata,
            *record_columns(),
            _to("case_id", "cases"),
            _to("unit_id", "units"),
            sa.Column("row_ids", sa.JSON(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column("what", sa.Text(), nullable=False),
            sa.Column("provider", sa.Text(), nullable=False),
            sa.Column("due", sa.Date()),
            sa.Column("done_on", sa.Date()),
            sa.Column("removed", sa.Boolean(), nullable=False),
            _among("kind", ("training", "evidence", "test")),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "appeal_terms",
            metadata,
            *record_columns(),
            sa.Column("appeal_days", sa.Integer()),
            sa.Column("answer_days", sa.Integer()),
            sa.Column("to_whom", sa.Text(), nullable=False),
            _to("set_by", "staff", optional=True),
        ),
    )


def _appeals(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "appeals",
            metadata,
            *entry_columns(),
            _to("case_id", "cases"),
            _to("unit_id", "units", optional=True),
            sa.Column("subject", sa.String(), nullable=False),
            sa.Column("subject_id", sa.Uuid()),
            sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("form", sa.String(), nullable=False),
            sa.Column("grounds", sa.Text(), nullable=False),
            sa.Column("language", sa.Text(), nullable=False),
            sa.Column("read_back", sa.Boolean(), nullable=False),
            sa.Column("received_on", sa.Date(), nullable=False),
            sa.Column("answer_days", sa.Integer()),
            sa.Column("against", sa.JSON(), nullable=False),
            sa.Column("scan_sha256", sa.Text(), nullable=False),
            sa.Column("scan_name", sa.Text(), nullable=False),
            sa.Column("scan_media_type", sa.Text(), nullable=False),
            _among(
                "subject",
                (
                    "assessment decision",
                    "return by the verifier",
                    "refusal of a route",
                    "revocation or suspension",
                    "another decision of the centre",
                ),
            ),
            _among("form", ("written", "oral, taken down")),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "appeal_events",
            metadata,
            *entry_columns(),
            _to("appeal_id", "appeals"),
            _to("case_id", "cases"),
            sa.Column("step", sa.String(), nullable=False),
            sa.Column("on", sa.Date(), nullable=False),
            _to("person_id", "staff", optional=True),
            sa.Column("outcome", sa.String()),
            sa.Column("text", sa.Text(), nullable=False),
            sa.Column("pdf_sha256", sa.Text(), nullable=False),
            _among(
                "step",
                (
                    "acknowledged",
                    "reviewer assigned",
                    "term paused",
                    "term resumed",
                    "answered",
                    "letter given to the worker",
                ),
            ),
            _among("outcome", ("dismissed", "assess again by someone new", "decision changed")),
            sa.Index(None, "appeal_id", "id"),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "complaints",
            metadata,
            *record_columns(),
            _to("case_id", "cases", optional=True),
            sa.Column("complainant", sa.Text(), nullable=False),
            sa.Column("about", sa.Text(), nullable=False),
            _to("about_id", "staff", optional=True),
            sa.Column("what", sa.Text(), nullable=False),
            sa.Column("received_on", sa.Date(), nullable=False),
            _to("taken_by", "staff"),
            _to("handler_id", "staff", optional=True),
            sa.Column("outcome", sa.Text(), nullable=False),
            sa.Column("closed_on", sa.Date()),
            sa.Index(None, "case_id"),
        ),
    )


def _moderation(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    return (
        sa.Table(
            "moderation_rounds",
            metadata,
            *record_columns(),
            sa.Column("title", sa.Text(), nullable=False),
            _to("unit_id", "units"),
            sa.Column("decision_ids", sa.JSON(), nullable=False),
            sa.Column("participants", sa.JSON(), nullable=False),
            _to("moderator_id", "staff"),
            sa.Column("opened_on", sa.Date(), nullable=False),
            sa.Column("due", sa.Date()),
            sa.Column("closed_on", sa.Date()),
        ),
        sa.Table(
            "moderation_marks",
            metadata,
            *entry_columns(),
            _to("round_id", "moderation_rounds"),
            _to("decision_id", "decisions"),
            sa.Column("row_id", sa.Uuid(), nullable=False),
            sa.Column("mark", sa.String(), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            _among("mark", ("met", "not met", "not seen")),
            sa.Index(None, "round_id", "id"),
        ),
        sa.Table(
            "sampling_plans",
            metadata,
            *record_columns(),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("by", sa.String(), nullable=False),
            sa.Column("size", sa.Integer(), nullable=False),
            _to("unit_id", "units", optional=True),
            _to("assessor_id", "staff", optional=True),
            sa.Column("new_below", sa.Integer()),
            sa.Column("one_method_only", sa.Boolean(), nullable=False),
            _to("lead_id", "staff"),
            sa.Column("seed", sa.LargeBinary(), nullable=False),
            sa.Column("ended_on", sa.Date()),
            _among("by", ("share", "every n-th")),
        ),
        sa.Table(
            "sample_draws",
            metadata,
            *entry_columns(),
            _to("plan_id", "sampling_plans"),
            sa.Column("fitting", sa.JSON(), nullable=False),
            sa.Column("drawn", sa.JSON(), nullable=False),
            sa.Index(None, "plan_id", "id"),
        ),
        sa.Table(
            "second_looks",
            metadata,
            *entry_columns(),
            _to("draw_id", "sample_draws"),
            _to("verification_id", "verifications"),
            _to("decision_id", "decisions"),
            _to("case_id", "cases"),
            sa.Column("agrees", sa.Boolean(), nullable=False),
            sa.Column("remark", sa.Text(), nullable=False),
            sa.UniqueConstraint("draw_id", "verification_id"),
            sa.Index(None, "case_id", "id"),
        ),
        sa.Table(
            "agreed_actions",
            metadata,
            *record_columns(),
            _to("round_id", "moderation_rounds", optional=True),
            _to("look_id", "second_looks", optional=True),
            sa.Column("what", sa.Text(), nullable=False),
            _to("who_id", "staff"),
            sa.Column("due", sa.Date()),
            sa.Column("done_on", sa.Date()),
        ),
    )


def _to(name: str, table: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=optional)


def _among(name: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f'"{name}" IN ({listed})', name=name)
