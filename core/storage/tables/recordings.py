"""What was recorded at the bench."""

from sqlalchemy import Column, Integer, Uuid

from core.domain.recordings import RecordingKind, RecordingSource
from core.storage.tables.columns import choice, entry, moment, of_case, reference, text

recordings = entry(
    "recordings",
    reference("session_id", "assessment_sessions"),
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    reference("task_id", "practical_tasks", optional=True),
    choice("kind", RecordingKind),
    choice("source", RecordingSource),
    text("media_type"),
    text("sha256"),
    Column("size", Integer, nullable=False),
    Column("duration_s", Integer),
    moment("taken_at"),
)
