"""Feedback and next steps, appeals, complaints, moderation, second looks."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, UniqueConstraint, Uuid

from core.domain.appeals import AppealForm, AppealOutcome, AppealStep, AppealSubject
from core.domain.assessment import Mark
from core.domain.feedback import GivenHow, StepKind
from core.domain.sampling import SampleBy
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

feedback = record(
    "feedback",
    of_case(),
    reference("decision_id", "decisions"),
    text("language"),
    text("message"),
    text("translation"),
    nested("rows"),
    UniqueConstraint("decision_id"),
)

feedback_given = entry(
    "feedback_given",
    of_case(),
    reference("decision_id", "decisions"),
    Column("given_on", Date, nullable=False),
    choice("how", GivenHow),
    text("pdf_sha256"),
)

next_steps = record(
    "next_steps",
    of_case(),
    reference("unit_id", "units"),
    nested("row_ids"),
    choice("kind", StepKind),
    text("what"),
    text("provider"),
    Column("due", Date),
    Column("done_on", Date),
    Column("removed", Boolean, nullable=False),
)

appeal_terms = record(
    "appeal_terms",
    Column("appeal_days", Integer),
    Column("answer_days", Integer),
    text("to_whom"),
    reference("set_by", "staff", optional=True),
)

appeals = entry(
    "appeals",
    of_case(),
    reference("unit_id", "units", optional=True),
    choice("subject", AppealSubject),
    Column("subject_id", Uuid),
    moment("decided_at"),
    choice("form", AppealForm),
    text("grounds"),
    text("language"),
    Column("read_back", Boolean, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("answer_days", Integer),
    nested("against"),
    text("scan_sha256"),
    text("scan_name"),
    text("scan_media_type"),
)

appeal_events = entry(
    "appeal_events",
    reference("appeal_id", "appeals"),
    of_case(),
    choice("step", AppealStep),
    Column("on", Date, nullable=False),
    reference("person_id", "staff", optional=True),
    choice("outcome", AppealOutcome, optional=True),
    text("text"),
    text("pdf_sha256"),
    Index(None, "appeal_id", "id"),
)

complaints = record(
    "complaints",
    reference("case_id", "cases", optional=True),
    text("complainant"),
    text("about"),
    reference("about_id", "staff", optional=True),
    text("what"),
    Column("received_on", Date, nullable=False),
    reference("taken_by", "staff"),
    reference("handler_id", "staff", optional=True),
    text("outcome"),
    Column("closed_on", Date),
    Index(None, "case_id"),
)

moderation_rounds = record(
    "moderation_rounds",
    text("title"),
    reference("unit_id", "units"),
    nested("decision_ids"),
    nested("participants"),
    reference("moderator_id", "staff"),
    Column("opened_on", Date, nullable=False),
    Column("due", Date),
    Column("closed_on", Date),
)

moderation_marks = entry(
    "moderation_marks",
    reference("round_id", "moderation_rounds"),
    reference("decision_id", "decisions"),
    Column("row_id", Uuid, nullable=False),
    choice("mark", Mark),
    text("reason"),
    Index(None, "round_id", "id"),
)

sampling_plans = record(
    "sampling_plans",
    text("title"),
    choice("by", SampleBy),
    Column("size", Integer, nullable=False),
    reference("unit_id", "units", optional=True),
    reference("assessor_id", "staff", optional=True),
    Column("new_below", Integer),
    Column("one_method_only", Boolean, nullable=False),
    reference("lead_id", "staff"),
    Column("seed", LargeBinary, nullable=False),
    Column("ended_on", Date),
)

sample_draws = entry(
    "sample_draws",
    reference("plan_id", "sampling_plans"),
    nested("fitting"),
    nested("drawn"),
    Index(None, "plan_id", "id"),
)

second_looks = entry(
    "second_looks",
    reference("draw_id", "sample_draws"),
    reference("verification_id", "verifications"),
    reference("decision_id", "decisions"),
    of_case(),
    Column("agrees", Boolean, nullable=False),
    text("remark"),
    UniqueConstraint("draw_id", "verification_id"),
)

agreed_actions = record(
    "agreed_actions",
    reference("round_id", "moderation_rounds", optional=True),
    reference("look_id", "second_looks", optional=True),
    text("what"),
    reference("who_id", "staff"),
    Column("due", Date),
    Column("done_on", Date),
)
