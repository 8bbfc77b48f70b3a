"""The first tables: standards, people, cases, portfolio, assessment, recognition, audit log.

Written out in full and for ever: a migration never imports the program's tables, since those go on
changing. Entries and the audit log get triggers that refuse UPDATE and DELETE.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT, JSON, BYTES, UUID = sa.Text(), sa.JSON(), sa.LargeBinary(), sa.Uuid()
INT, BOOL, DATE, MOMENT = sa.Integer(), sa.Boolean(), sa.Date(), sa.DateTime(timezone=True)

_METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
_APPEND_ONLY = (
    "stage_moves",
    "case_notes",
    "conflict_declarations",
    "exhibit_files",
    "freezes",
    "observations",
    "answers",
    "judgements",
    "unit_judgements",
    "decisions",
    "agreements",
    "verifications",
    "status_changes",
    "awards",
    "passports",
    "audit_log",
)


def upgrade() -> None:
    """Make everything in an empty database."""
    _all_tables().create_all(op.get_bind(), checkfirst=False)
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table in _APPEND_ONLY:
        for statement in _postgresql_triggers(table) if postgresql else _sqlite_triggers(table):
            op.execute(statement)


def downgrade() -> None:
    """Leave an empty database."""
    _all_tables().drop_all(op.get_bind(), checkfirst=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _sqlite_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for what in ("UPDATE", "DELETE")
    ]


def _postgresql_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]


def _all_tables() -> sa.MetaData:
    if not _METADATA.tables:
        for area in (_standards, _people, _cases, _portfolio, _assessment, _recognition):
            area()
    return _METADATA


def _table(name: str, *items: Sequence[sa.schema.SchemaItem]) -> None:
    sa.Table(name, _METADATA, *(one for group in items for one in group))


def _records(name: str, *items: Sequence[sa.schema.SchemaItem]) -> None:
    identity = sa.Column("id", UUID, primary_key=True)
    stamps = [*_columns(INT, "version"), *_columns(MOMENT, "changed_at")]
    _table(name, [identity], stamps, _columns(UUID, "changed_on"), *items)


def _entries(name: str, *items: Sequence[sa.schema.SchemaItem]) -> None:
    identity = sa.Column("id", UUID, primary_key=True)
    stamps = [*_columns(MOMENT, "at"), *_refs("staff", "by"), *_columns(UUID, "desk")]
    _table(name, [identity], stamps, *items)


def _columns(
    kind: sa.types.TypeEngine[Any], *names: str, null: bool = False
) -> list[sa.schema.SchemaItem]:
    return [sa.Column(name, kind, nullable=null) for name in names]


def _refs(table: str, *names: str, null: bool = False) -> list[sa.schema.SchemaItem]:
    target = f"{table}.id"
    return [sa.Column(name, UUID, sa.ForeignKey(target), nullable=null) for name in names]


def _choice(name: str, *values: str | int, null: bool = False) -> list[sa.schema.SchemaItem]:
    kind = sa.Integer() if isinstance(values[0], int) else sa.String()
    listed = ", ".join(repr(value) for value in values)
    check = sa.CheckConstraint(f'"{name}" IN ({listed})', name=name)
    return [sa.Column(name, kind, nullable=null), check]


def _unique_where(condition: str, name: str, *columns: str) -> sa.Index:
    where = sa.text(condition)
    return sa.Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


def _standards() -> None:
    _records(
        "frameworks",
        _columns(TEXT, "code", "title"),
        _choice("kind", "rmcs", "national"),
        _columns(TEXT, "edition", "publisher"),
        _columns(TEXT, "country", null=True),
        _columns(TEXT, "language"),
        _choice("status", "draft", "consultation", "validated", "endorsed", "superseded"),
        _columns(DATE, "valid_from", "valid_until", null=True),
        _columns(TEXT, "authority", "source"),
        _columns(JSON, "endorsed_by", "exposure_rules"),
        _columns(INT, "validity_months", "currency_months", null=True),
        [sa.UniqueConstraint("code", "edition")],
    )
    _records(
        "units",
        _refs("frameworks", "framework_id"),
        _columns(TEXT, "code"),
        _columns(JSON, "title", "descriptor"),
        _columns(TEXT, "level", null=True),
        _columns(TEXT, "sector"),
        _choice("origin", "original", "local variant"),
        _columns(JSON, "elements"),
        [sa.UniqueConstraint("framework_id", "code")],
    )
    _records(
        "bank_questions",
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _choice("purpose", "look for", "ask"),
        _columns(JSON, "text", "expects"),
        _columns(TEXT, "source"),
        _columns(BOOL, "ours"),
        [sa.Index(None, "unit_id", "id")],
    )


def _people() -> None:
    _records(
        "candidates",
        _columns(TEXT, "name", "own_script_name"),
        _columns(DATE, "birth_date"),
        _columns(
            TEXT, "nationality", "document_kind", "document_number", "phone", "address", "email"
        ),
        _columns(JSON, "languages"),
        _columns(TEXT, "interpreter"),
        _columns(DATE, "identity_seen_on", null=True),
        _columns(TEXT, "photo_sha256"),
        _choice("passport_consent", "not asked", "yes", "no"),
        _choice("register_consent", "not asked", "yes", "no"),
        _columns(BYTES, "core_salt"),
        [sa.Index(None, "name", "id")],
    )
    _records(
        "history_lines",
        _refs("candidates", "candidate_id"),
        _choice("kind", "work", "course", "qualification"),
        _columns(TEXT, "title", "organisation", "country"),
        _columns(DATE, "starts"),
        _columns(DATE, "ends", null=True),
        _columns(BOOL, "before_departure"),
        _columns(TEXT, "source"),
        _columns(BOOL, "removed"),
        [sa.Index(None, "candidate_id", "id")],
    )
    _records(
        "staff",
        _columns(TEXT, "person_number", "name"),
        _columns(JSON, "roles"),
        _columns(BOOL, "active"),
        _columns(BYTES, "public_key"),
        [sa.UniqueConstraint("person_number")],
    )
    _records(
        "certifications",
        _refs("staff", "staff_id"),
        _columns(TEXT, "number", "authority", "framework_code"),
        _columns(JSON, "unit_codes"),
        _choice("route", "senior industry practitioner", "teacher or trainer"),
        _columns(DATE, "starts", "ends"),
        _columns(DATE, "withdrawn_on", null=True),
        [sa.Index(None, "staff_id")],
    )
    _records(
        "centres",
        _columns(
            TEXT, "code", "name", "agency", "province", "district", "contact", "accreditation"
        ),
        _columns(DATE, "accredited_from", "accredited_until"),
        _columns(BYTES, "public_key"),
        _columns(TEXT, "passport_address"),
        _columns(BOOL, "practice"),
        [sa.UniqueConstraint("code")],
    )
    _records(
        "centre_authorities",
        _refs("centres", "centre_id"),
        _refs("frameworks", "framework_id"),
        _columns(TEXT, "document"),
        _columns(DATE, "starts", "ends"),
        [sa.Index(None, "centre_id")],
        [sa.Index(None, "framework_id")],
    )


def _cases() -> None:
    _records(
        "cases",
        _columns(TEXT, "reference"),
        _refs("candidates", "candidate_id"),
        _choice("stage", 1, 2, 3, 4, 5, 6),
        _choice("advice", "not given", "given"),
        _columns(DATE, "advised_on", null=True),
        _columns(JSON, "answers"),
        _choice(
            "route",
            "RMCS units",
            "national units",
            "full qualification",
            "portfolio only",
            null=True,
        ),
        _columns(TEXT, "goal", "programme"),
        _refs("staff", "advisor_id"),
        _refs("staff", "assessor_id", "verifier_id", null=True),
        _columns(BOOL, "employer_unwilling"),
        _columns(TEXT, "adjustment"),
        _columns(DATE, "due", null=True),
        _columns(MOMENT, "opened_at"),
        _choice(
            "end",
            "recognised",
            "portfolio only",
            "withdrawn",
            "went abroad again",
            "not reached",
            null=True,
        ),
        [sa.UniqueConstraint("reference")],
        [sa.Index(None, "candidate_id", "id")],
        [sa.Index(None, "changed_at", "id")],
        [sa.Index(None, "end", "stage", "due")],
        [sa.Index(None, "stage", "changed_at", "id")],
    )
    _entries(
        "stage_moves",
        _refs("cases", "case_id"),
        _choice("from_stage", 1, 2, 3, 4, 5, 6),
        _choice("to_stage", 1, 2, 3, 4, 5, 6),
        _choice(
            "end",
            "recognised",
            "portfolio only",
            "withdrawn",
            "went abroad again",
            "not reached",
            null=True,
        ),
        _columns(TEXT, "note"),
        [sa.Index(None, "case_id", "id")],
    )
    _records(
        "claims",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(BOOL, "withdrawn"),
        [sa.Index(None, "case_id", "id")],
        [sa.Index(None, "unit_id")],
        [_unique_where("NOT withdrawn", "uq_claims_standing", "case_id", "unit_id")],
    )
    _entries(
        "case_notes",
        _refs("cases", "case_id"),
        _choice("kind", "note", "call"),
        _columns(TEXT, "text"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "conflict_declarations",
        _refs("cases", "case_id"),
        _choice("duty", "assess", "verify"),
        _columns(BOOL, "conflict"),
        _columns(TEXT, "what", "handling"),
        [sa.Index(None, "case_id", "id")],
    )


def _portfolio() -> None:
    _records(
        "exhibits",
        _refs("cases", "case_id"),
        _columns(INT, "number"),
        _columns(TEXT, "kind", "title"),
        _columns(DATE, "issued_on", "covers_from", "covers_to", null=True),
        _columns(TEXT, "language", "translator"),
        _columns(TEXT, "learning_source", null=True),
        _choice("sight", "original seen", "copy", "photo only"),
        _columns(JSON, "signatory"),
        _columns(INT, "supplement"),
        _columns(BOOL, "removed"),
        [sa.UniqueConstraint("case_id", "number")],
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "exhibit_files",
        _refs("cases", "case_id"),
        _refs("exhibits", "exhibit_id"),
        _choice("role", "document", "translation"),
        _columns(TEXT, "name", "media_type", "sha256"),
        _columns(INT, "size", "pages"),
        [sa.Index(None, "case_id", "id")],
        [sa.Index(None, "exhibit_id")],
        [sa.Index(None, "sha256")],
    )
    _records(
        "evidence_links",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _refs("exhibits", "exhibit_id"),
        _columns(INT, "page", null=True),
        _columns(BOOL, "removed"),
        [sa.Index(None, "case_id", "id")],
        [sa.Index(None, "exhibit_id")],
    )
    _records(
        "row_remarks",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _columns(TEXT, "text"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "freezes",
        _refs("cases", "case_id"),
        _columns(INT, "supplement"),
        _columns(JSON, "exhibits"),
        _columns(TEXT, "digest"),
        [sa.UniqueConstraint("case_id", "supplement")],
        [sa.Index(None, "case_id", "id")],
    )
    _records(
        "personal_skills",
        _refs("candidates", "candidate_id"),
        _columns(TEXT, "kind", "text"),
        _choice("basis", "stated", "testimonial", "certificate seen", "assessed"),
        _refs("exhibits", "exhibit_id", null=True),
        _columns(BOOL, "removed"),
        [sa.Index(None, "candidate_id", "id")],
    )


def _assessment() -> None:
    _records(
        "practical_tasks",
        _refs("cases", "case_id"),
        _columns(INT, "number"),
        _columns(TEXT, "title", "place", "equipment", "instructions"),
        [sa.UniqueConstraint("case_id", "number")],
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "observations",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _refs("practical_tasks", "task_id"),
        _choice("mark", "met", "not met", "not seen"),
        _columns(BOOL, "prompted"),
        _columns(TEXT, "note"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "answers",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _columns(INT, "number"),
        _columns(TEXT, "question"),
        _refs("bank_questions", "bank_question_id", null=True),
        _columns(TEXT, "answer"),
        _choice("mark", "met", "not met", "not seen"),
        _columns(TEXT, "language", "interpreter"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "judgements",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _columns(UUID, "row_id"),
        _choice("mark", "met", "not met", "not seen"),
        _columns(TEXT, "reason"),
        _columns(JSON, "evidence"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "unit_judgements",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _choice("quality", "authentic", "valid", "consistent", "sufficient", "current"),
        _columns(BOOL, "holds", null=True),
        _columns(TEXT, "reason"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "decisions",
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _choice("result", "competent", "not yet competent"),
        _columns(JSON, "rows", "qualities"),
        _choice("recommendation", "issue", "more documents", "re-assess"),
        _columns(TEXT, "advice"),
        _columns(DATE, "decided_on"),
        _columns(DATE, "expires", null=True),
        _refs("decisions", "replaces", null=True),
        _columns(BYTES, "document", "signature", "award"),
        _refs("status_places", "status_place_id", null=True),
        [sa.Index(None, "case_id", "id")],
        [sa.Index(None, "case_id", "unit_id", "id")],
    )
    _entries(
        "agreements",
        _refs("cases", "case_id"),
        _refs("decisions", "decision_id"),
        _columns(UUID, "row_id"),
        _columns(BOOL, "agrees", null=True),
        _columns(TEXT, "remark"),
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "verifications",
        _refs("cases", "case_id"),
        _refs("decisions", "decision_id"),
        _choice("outcome", "countersigned", "returned"),
        _columns(JSON, "principles"),
        _columns(TEXT, "reasons"),
        _columns(BYTES, "signature", "award"),
        _columns(MOMENT, "verified_at"),
        [sa.UniqueConstraint("decision_id")],
        [sa.Index(None, "case_id", "id")],
    )


def _recognition() -> None:
    _records(
        "status_places",
        _columns(TEXT, "list_uri"),
        _columns(INT, "index"),
        _columns(TEXT, "taken_by"),
        _choice("status", 0, 1, 2, 3),
        [sa.UniqueConstraint("list_uri", "index")],
        [sa.Index(None, "taken_by", "id")],
    )
    _entries(
        "status_changes",
        _refs("status_places", "place_id"),
        _choice("status", 0, 1, 2, 3),
        _columns(TEXT, "reason"),
        [sa.Index(None, "place_id")],
    )
    _entries(
        "awards",
        _refs("candidates", "candidate_id"),
        _refs("cases", "case_id"),
        _refs("units", "unit_id"),
        _refs("decisions", "decision_id"),
        _refs("verifications", "verification_id"),
        _refs("status_places", "status_place_id"),
        _columns(DATE, "decided_on"),
        _columns(DATE, "expires", null=True),
        _columns(BYTES, "document"),
        [sa.UniqueConstraint("verification_id")],
        [sa.Index(None, "candidate_id", "id")],
        [sa.Index(None, "case_id", "id")],
    )
    _entries(
        "passports",
        _refs("cases", "case_id"),
        _refs("candidates", "candidate_id"),
        _columns(TEXT, "reference"),
        _columns(MOMENT, "issued_at"),
        _columns(JSON, "award_ids"),
        _refs("status_places", "status_place_id"),
        _refs("passports", "supersedes", null=True),
        _columns(JSON, "code_texts"),
        _columns(TEXT, "pdf_sha256"),
        [sa.Index(None, "candidate_id", "id")],
        [sa.Index(None, "case_id", "id")],
        [sa.Index(None, "issued_at", "id")],
    )
    _table(
        "audit_log",
        _columns(UUID, "desk"),
        _columns(INT, "sequence"),
        _columns(MOMENT, "at"),
        _columns(UUID, "by", null=True),
        _columns(TEXT, "action"),
        _columns(UUID, "subject"),
        _columns(JSON, "facts"),
        _columns(BYTES, "previous", "digest"),
        [sa.Index(None, "subject")],
        [sa.PrimaryKeyConstraint("desk", "sequence")],
    )
