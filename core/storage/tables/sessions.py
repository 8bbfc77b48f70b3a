"""Plans and their agreements; sessions at the bench and what happens in them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, UniqueConstraint, Uuid

from core.domain.planning import PlanSide, SigningWay
from core.domain.sessions import CheckKind, SessionEventKind, SessionView
from core.storage.tables.columns import (
    choice,
    entry,
    moment,
    nested,
    of_case,
    record,
    reference,
    text,
)

assessment_plans = entry(
    "assessment_plans",
    of_case(),
    Column("number", Integer, nullable=False),
    nested("units"),
    text("place"),
    moment("starts"),
    text("language"),
    text("interpreter"),
    text("adjustments"),
    Column("appeal_explained", Boolean, nullable=False),
    UniqueConstraint("case_id", "number"),
)

plan_agreements = entry(
    "plan_agreements",
    of_case(),
    reference("plan_id", "assessment_plans"),
    choice("side", PlanSide),
    choice("way", SigningWay),
    Column("signed_on", Date, nullable=False),
    text("sheet_sha256"),
    Column("signature", LargeBinary, nullable=False),
    UniqueConstraint("plan_id", "side"),
)

assessment_sessions = record(
    "assessment_sessions",
    text("place"),
    moment("opened_at"),
    reference("opened_by", "staff"),
    moment("closed_at", optional=True),
    choice("view", SessionView),
    Column("turned", Boolean, nullable=False),
    Column("at_case", Uuid),
    Column("at_task", Uuid),
    Column("at_row", Uuid),
    Index(None, "opened_by", "closed_at"),
)

seats = entry(
    "seats",
    reference("session_id", "assessment_sessions"),
    of_case(),
    Column("bib", Integer, nullable=False),
    UniqueConstraint("session_id", "bib"),
    UniqueConstraint("session_id", "case_id"),
)

seat_checks = entry(
    "seat_checks",
    reference("session_id", "assessment_sessions"),
    of_case(),
    choice("kind", CheckKind),
    Column("answer", Boolean, nullable=False),
    text("sha256"),
    text("language"),
    Index(None, "session_id", "id"),
)

session_tasks = entry(
    "session_tasks",
    reference("session_id", "assessment_sessions"),
    reference("unit_id", "units"),
    text("title"),
    nested("tasks"),
    Index(None, "session_id", "id"),
)

session_events = entry(
    "session_events",
    reference("session_id", "assessment_sessions"),
    choice("kind", SessionEventKind),
    reference("task_id", "session_tasks", optional=True),
    Column("elapsed_ms", Integer, nullable=False),
    text("note"),
    Index(None, "session_id", "id"),
)
