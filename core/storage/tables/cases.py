"""Cases and their portfolios: claims, notes, exhibits, mapping, freezes."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, UniqueConstraint, Uuid
from sqlalchemy import text as sql

from core.domain.case import Advice, CaseEnd, Duty, HandlingOutcome, NoteKind, Route, Stage
from core.domain.portfolio import FileRole, Sight
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

cases = record(
    "cases",
    text("reference"),
    reference("candidate_id", "candidates"),
    choice("stage", Stage),
    choice("advice", Advice),
    Column("advised_on", Date),
    nested("answers"),
    choice("route", Route, optional=True),
    text("goal"),
    text("programme"),
    reference("advisor_id", "staff"),
    reference("assessor_id", "staff", optional=True),
    reference("verifier_id", "staff", optional=True),
    Column("employer_unwilling", Boolean, nullable=False),
    text("adjustment"),
    Column("due", Date),
    moment("opened_at"),
    choice("end", CaseEnd, optional=True),
    UniqueConstraint("reference"),
    Index(None, "candidate_id", "id"),
    Index(None, "changed_at", "id"),
    Index(None, "stage", "changed_at", "id"),
    Index(None, "end", "stage", "due"),
)

stage_moves = entry(
    "stage_moves",
    of_case(),
    choice("from_stage", Stage),
    choice("to_stage", Stage),
    choice("end", CaseEnd, optional=True),
    text("note"),
)

claims = record(
    "claims",
    of_case(),
    reference("unit_id", "units"),
    Column("withdrawn", Boolean, nullable=False),
    Index(
        "uq_claims_standing",
        "case_id",
        "unit_id",
        unique=True,
        sqlite_where=sql("NOT withdrawn"),
        postgresql_where=sql("NOT withdrawn"),
    ),
    Index(None, "unit_id"),
)

case_notes = entry("case_notes", of_case(), choice("kind", NoteKind), text("text"))

conflict_declarations = entry(
    "conflict_declarations",
    of_case(),
    choice("duty", Duty),
    Column("conflict", Boolean, nullable=False),
    text("what"),
    text("proposed"),
)

conflict_handlings = entry(
    "conflict_handlings",
    of_case(),
    reference("declaration_id", "conflict_declarations"),
    choice("outcome", HandlingOutcome),
    text("measures"),
)

exhibits = record(
    "exhibits",
    of_case(),
    Column("number", Integer, nullable=False),
    text("kind"),
    text("title"),
    Column("issued_on", Date),
    Column("covers_from", Date),
    Column("covers_to", Date),
    text("language"),
    text("translator"),
    text("learning_source", optional=True),
    choice("sight", Sight),
    nested("signatory"),
    Column("supplement", Integer, nullable=False),
    Column("removed", Boolean, nullable=False),
    UniqueConstraint("case_id", "number"),
)

exhibit_files = entry(
    "exhibit_files",
    of_case(),
    reference("exhibit_id", "exhibits"),
    choice("role", FileRole),
    text("name"),
    text("media_type"),
    text("sha256"),
    Column("size", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Index(None, "exhibit_id"),
    Index(None, "sha256"),
)

evidence_links = record(
    "evidence_links",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    reference("exhibit_id", "exhibits"),
    Column("page", Integer),
    Column("removed", Boolean, nullable=False),
    Index(None, "exhibit_id"),
)

row_remarks = record(
    "row_remarks",
    of_case(),
    reference("unit_id", "units"),
    Column("row_id", Uuid, nullable=False),
    text("text"),
)

freezes = entry(
    "freezes",
    of_case(),
    Column("supplement", Integer, nullable=False),
    nested("exhibits"),
    text("digest"),
    UniqueConstraint("case_id", "supplement"),
)
