"""Test days, and the pages of printed checklists that were entered."""

from sqlalchemy import Column, Date, Index, Integer

from core.storage.tables.columns import entry, moment, nested, of_case, record, reference, text

test_days = record(
    "test_days",
    Column("on", Date, nullable=False),
    text("place"),
    text("level"),
    nested("units"),
    Column("capacity", Integer, nullable=False),
    nested("cases"),
    reference("session_id", "assessment_sessions", optional=True),
)

paper_sheets = entry(
    "paper_sheets",
    reference("session_id", "assessment_sessions"),
    reference("task_id", "session_tasks"),
    of_case(),
    Column("page", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    text("sha256"),
    moment("observed_at"),
    Index(None, "session_id", "id"),
)
