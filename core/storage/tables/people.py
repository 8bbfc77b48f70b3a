"""Candidates with their history and personal skills, staff, certifications, the centre."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, UniqueConstraint

from core.domain.people import AssessorRoute, Consent, HistoryKind
from core.domain.personal_skills import Basis
from core.domain.staff_records import PostKind, TrainingKind
from core.storage.tables.columns import choice, entry, nested, record, reference, text

staff = record(
    "staff",
    text("person_number"),
    text("name"),
    nested("roles"),
    Column("active", Boolean, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    UniqueConstraint("person_number"),
)

assessor_profiles = record(
    "assessor_profiles",
    reference("staff_id", "staff"),
    text("address"),
    nested("languages"),
    text("nominated_by"),
    text("current_practice"),
    UniqueConstraint("staff_id"),
)

staff_posts = record(
    "staff_posts",
    reference("staff_id", "staff"),
    choice("kind", PostKind),
    text("employer"),
    text("role"),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("removed", Boolean, nullable=False),
    Index(None, "staff_id"),
)

training_entries = record(
    "training_entries",
    reference("staff_id", "staff"),
    choice("kind", TrainingKind),
    text("title"),
    text("provider"),
    Column("hours", Integer, nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    text("certificate"),
    Column("removed", Boolean, nullable=False),
    Index(None, "staff_id"),
)

training_requirements = record(
    "training_requirements",
    text("framework_code"),
    Column("hours", Integer, nullable=False),
    Column("within_months", Integer, nullable=False),
    text("source"),
    Column("removed", Boolean, nullable=False),
)

observed_practice = entry(
    "observed_practice",
    reference("staff_id", "staff"),
    Column("observed_on", Date, nullable=False),
    nested("seen"),
    nested("to_work_on"),
    text("narrative"),
    Index(None, "staff_id"),
)

certifications = record(
    "certifications",
    reference("staff_id", "staff"),
    text("number"),
    text("authority"),
    text("framework_code"),
    nested("unit_codes"),
    choice("route", AssessorRoute),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("withdrawn_on", Date),
    Index(None, "staff_id"),
)

centres = record(
    "centres",
    text("code"),
    text("name"),
    text("agency"),
    text("province"),
    text("district"),
    text("contact"),
    text("accreditation"),
    Column("accredited_from", Date, nullable=False),
    Column("accredited_until", Date, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    text("passport_address"),
    Column("practice", Boolean, nullable=False),
    UniqueConstraint("code"),
)

centre_authorities = record(
    "centre_authorities",
    reference("centre_id", "centres"),
    reference("framework_id", "frameworks"),
    text("document"),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Index(None, "centre_id"),
    Index(None, "framework_id"),
)

candidates = record(
    "candidates",
    text("name"),
    text("own_script_name"),
    Column("birth_date", Date, nullable=False),
    text("nationality"),
    text("document_kind"),
    text("document_number"),
    text("phone"),
    text("address"),
    text("email"),
    nested("languages"),
    text("interpreter"),
    Column("identity_seen_on", Date),
    text("photo_sha256"),
    choice("passport_consent", Consent),
    choice("register_consent", Consent),
    Column("core_salt", LargeBinary, nullable=False),
    Index(None, "name", "id"),
)

history_lines = record(
    "history_lines",
    reference("candidate_id", "candidates"),
    choice("kind", HistoryKind),
    text("title"),
    text("organisation"),
    text("country"),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("before_departure", Boolean, nullable=False),
    text("source"),
    Column("removed", Boolean, nullable=False),
    Index(None, "candidate_id", "id"),
)

personal_skills = record(
    "personal_skills",
    reference("candidate_id", "candidates"),
    text("kind"),
    text("text"),
    choice("basis", Basis),
    reference("exhibit_id", "exhibits", optional=True),
    Column("removed", Boolean, nullable=False),
    Index(None, "candidate_id", "id"),
)
