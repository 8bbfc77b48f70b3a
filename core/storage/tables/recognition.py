"""Awards, passports, their places in the status list, and the audit log."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    Uuid,
)

from core.domain.handing_out import SheetEventKind
from core.domain.recognition import Status
from core.storage.tables.columns import (
    choice,
    entry,
    metadata,
    moment,
    nested,
    of_case,
    record,
    reference,
    text,
)

status_places = record(
    "status_places",
    text("list_uri"),
    Column("index", Integer, nullable=False),
    text("taken_by"),
    choice("status", Status),
    UniqueConstraint("list_uri", "index"),
    Index(None, "taken_by", "id"),
)

status_changes = entry(
    "status_changes",
    reference("place_id", "status_places"),
    choice("status", Status),
    text("reason"),
    text("code"),
    Index(None, "place_id"),
)

proposed_awards = entry(
    "proposed_awards",
    of_case(),
    nested("decision_ids"),
    reference("status_place_id", "status_places"),
    Column("decided_on", Date, nullable=False),
    Column("expires", Date),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("status_place_id"),
)

awards = entry(
    "awards",
    reference("candidate_id", "candidates"),
    of_case(),
    reference("proposed_id", "proposed_awards"),
    nested("unit_ids"),
    nested("decision_ids"),
    reference("status_place_id", "status_places"),
    Column("decided_on", Date, nullable=False),
    Column("expires", Date),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("proposed_id"),
    Index(None, "candidate_id", "id"),
)

passports = entry(
    "passports",
    of_case(),
    reference("candidate_id", "candidates"),
    text("reference"),
    moment("issued_at"),
    nested("award_ids"),
    reference("status_place_id", "status_places"),
    reference("supersedes", "passports", optional=True),
    nested("code_texts"),
    text("pdf_sha256"),
    Index(None, "candidate_id", "id"),
    Index(None, "issued_at", "id"),
)

passport_cards = entry(
    "passport_cards",
    reference("passport_id", "passports"),
    text("code_text"),
    UniqueConstraint("passport_id"),
)

spelling_proofs = entry(
    "spelling_proofs",
    of_case(),
    reference("candidate_id", "candidates"),
    text("name"),
    text("own_script_name"),
    Column("birth_date", Date, nullable=False),
    Column("agreed", Boolean, nullable=False),
    text("remark"),
)

sheet_events = entry(
    "sheet_events",
    of_case(),
    reference("passport_id", "passports"),
    choice("kind", SheetEventKind),
    text("note"),
)

name_changes = entry(
    "name_changes",
    reference("candidate_id", "candidates"),
    text("former_name"),
    text("new_name"),
    text("document"),
    Index(None, "candidate_id", "id"),
)

# No foreign key: a line about something says so even where that is not in this database.
audit_log = Table(
    "audit_log",
    metadata,
    Column("desk", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    moment("at"),
    Column("by", Uuid),
    text("action"),
    Column("subject", Uuid, nullable=False),
    nested("facts"),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Index(None, "subject"),
    info={"append_only": True},
)
