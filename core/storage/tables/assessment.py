"""Tasks, observations, answers, judgements, decisions and their verification."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, UniqueConstraint, Uuid

from core.domain.assessment import Mark, Quality, Recommendation, Result
from core.domain.verifying import RowAnswer, VerificationOutcome
from core.domain.voiding import VoidBasis
from core.domain.worker_answers import WorkerSays, WorkerSubject
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

practical_tasks = record(
    "practical_tasks",
    of_case(),
    Column("number", Integer, nullable=False),
    text("title"),
    text("place"),
    text("equipment"),
    text("instructions"),
    UniqueConstraint("case_id", "number"),
)

observations = entry(
    "observations",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    reference("task_id", "practical_tasks"),
    choice("mark", Mark),
    Column("prompted", Boolean, nullable=False),
    text("note"),
    moment("observed_at"),
    reference("session_id", "assessment_sessions", optional=True),
)

answers = entry(
    "answers",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    text("question"),
    reference("bank_question_id", "bank_questions", optional=True),
    text("answer"),
    choice("mark", Mark),
    text("language"),
    text("interpreter"),
)

judgements = entry(
    "judgements",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    choice("mark", Mark),
    text("reason"),
    nested("evidence"),
)

unit_judgements = entry(
    "unit_judgements",
    of_case(),
    reference("unit_id", "units"),
    choice("quality", Quality),
    Column("holds", Boolean),
    text("reason"),
)

row_advice = record(
    "row_advice",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    text("text"),
)

worker_answers = entry(
    "worker_answers",
    of_case(),
    choice("subject", WorkerSubject),
    reference("unit_id", "units", optional=True),
    Column("row_id", Uuid),
    reference("plan_id", "assessment_plans", optional=True),
    reference("decision_id", "decisions", optional=True),
    choice("says", WorkerSays, optional=True),
    text("text"),
    text("language"),
    text("interpreter"),
)

decisions = entry(
    "decisions",
    of_case(),
    reference("unit_id", "units"),
    choice("result", Result),
    nested("rows"),
    nested("qualities"),
    choice("recommendation", Recommendation),
    text("advice"),
    Column("decided_on", Date, nullable=False),
    Column("expires", Date),
    reference("replaces", "decisions", optional=True),
    Column("document", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index(None, "case_id", "unit_id", "id"),
)

agreements = entry(
    "agreements",
    of_case(),
    reference("decision_id", "decisions"),
    Column("row_id", Uuid, nullable=False),
    choice("answer", RowAnswer, optional=True),
    text("remark"),
    choice("own_mark", Mark, optional=True),
)

blind_orders = entry(
    "blind_orders",
    of_case(),
    Column("blind", Boolean, nullable=False),
)

verifications = entry(
    "verifications",
    of_case(),
    reference("decision_id", "decisions"),
    choice("outcome", VerificationOutcome),
    nested("principles"),
    text("reasons"),
    Column("signature", LargeBinary, nullable=False),
    moment("verified_at"),
    UniqueConstraint("decision_id"),
)

decision_voids = entry(
    "decision_voids",
    of_case(),
    reference("unit_id", "units"),
    reference("decision_id", "decisions"),
    choice("basis", VoidBasis),
    text("reason"),
    nested("barred"),
    UniqueConstraint("decision_id"),
)
