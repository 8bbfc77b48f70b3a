"""Frameworks, units and the bank of questions."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, UniqueConstraint, Uuid

from core.domain.standards import FrameworkKind, FrameworkStatus, QuestionPurpose, UnitOrigin
from core.storage.tables.columns import choice, nested, record, reference, text

frameworks = record(
    "frameworks",
    text("code"),
    text("title"),
    choice("kind", FrameworkKind),
    text("edition"),
    text("publisher"),
    text("country", optional=True),
    text("language"),
    choice("status", FrameworkStatus),
    Column("valid_from", Date),
    Column("valid_until", Date),
    text("authority"),
    text("source"),
    nested("endorsed_by"),
    nested("exposure_rules"),
    Column("validity_months", Integer),
    Column("currency_months", Integer),
    UniqueConstraint("code", "edition"),
)

units = record(
    "units",
    reference("framework_id", "frameworks"),
    text("code"),
    nested("title"),
    nested("descriptor"),
    text("level", optional=True),
    text("sector"),
    choice("origin", UnitOrigin),
    nested("elements"),
    UniqueConstraint("framework_id", "code"),
)

bank_questions = record(
    "bank_questions",
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    choice("purpose", QuestionPurpose),
    nested("text"),
    nested("expects"),
    text("source"),
    Column("ours", Boolean, nullable=False),
    Index(None, "unit_id", "id"),
)
