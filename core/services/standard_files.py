"""Reading a standard from our JSON format (resources/standards/README.md).

The reader is strict: exactly the fields of the format, each of its type. What it refuses it refuses
with the place in the file, so that whoever writes a standard by hand finds the line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.standards import (
    BankQuestion,
    Criterion,
    Element,
    ExposureRule,
    Framework,
    FrameworkKind,
    FrameworkStatus,
    QuestionPurpose,
    Unit,
    UnitOrigin,
)
from core.ids import BankQuestionId, CriterionId, ElementId, FrameworkId, RowId, UnitId
from core.services.standard_nodes import Node, StandardFormatError, load

FORMAT: Final = "touchstone-standard/1"
MAX_STANDARD_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read: 16 MiB. A country's whole sector has some 2."""

_DESCRIPTOR: Final = "descriptor"


@dataclass(frozen=True, slots=True)
class Standard:
    """A framework with its units and its bank of questions, as one file holds them."""

    framework: Framework
    units: tuple[Unit, ...]
    questions: tuple[BankQuestion, ...]


def parse_standard(raw: bytes) -> Standard:
    """Read one standard.

    Args:
        raw: UTF-8 JSON of at most MAX_STANDARD_BYTES.

    Raises:
        StandardFormatError: too long, not JSON, a field missing, unknown, twice or of a wrong
            type, an id used twice, or a question about a row that is not there.
    """
    document = load(raw, max_bytes=MAX_STANDARD_BYTES).fields(
        "format", "licence", "framework", "units"
    )
    if document["format"].text() != FORMAT:
        raise document["format"].wrong(f"this version reads {FORMAT} only")
    document["licence"].text()
    framework = _framework(document["framework"])
    units: list[Unit] = []
    questions: list[BankQuestion] = []
    for node in document["units"].items():
        unit, asked = _unit(node, framework.id)
        units.append(unit)
        questions.extend(asked)
    standard = Standard(framework, tuple(units), tuple(questions))
    _refuse_repeated_ids(standard)
    return standard


def _framework(node: Node) -> Framework:
    field = node.fields(
        *("id", "code", "title", "kind", "edition", "publisher", "country", "language", "status"),
        *("valid_from", "valid_until", "authority", "source", "endorsed_by"),
        *("exposure_rules", "validity_months", "currency_months"),
    )
    return Framework(
        id=FrameworkId(field["id"].uuid()),
        code=field["code"].text(),
        title=field["title"].text(),
        kind=field["kind"].choice(FrameworkKind),
        edition=field["edition"].text(),
        publisher=field["publisher"].text(),
        country=field["country"].optional(Node.text),
        language=field["language"].text(),
        status=field["status"].choice(FrameworkStatus),
        valid_from=field["valid_from"].optional(Node.day),
        valid_until=field["valid_until"].optional(Node.day),
        authority=field["authority"].text(),
        source=field["source"].text(),
        endorsed_by=field["endorsed_by"].each(Node.text),
        exposure_rules=field["exposure_rules"].each(_exposure_rule),
        validity_months=field["validity_months"].optional(Node.months),
        currency_months=field["currency_months"].optional(Node.months),
    )


def _exposure_rule(node: Node) -> ExposureRule:
    field = node.fields("level", "months", "within_months", "blocks")
    return ExposureRule(
        level=field["level"].optional(Node.text),
        months=field["months"].months(),
        within_months=field["within_months"].optional(Node.months),
        blocks=field["blocks"].flag(),
    )


def _unit(node: Node, framework_id: FrameworkId) -> tuple[Unit, tuple[BankQuestion, ...]]:
    field = node.fields(
        *("id", "code", "title", "descriptor", "level", "sector", "origin"),
        *("elements", "questions"),
    )
    unit = Unit(
        id=UnitId(field["id"].uuid()),
        framework_id=framework_id,
        code=field["code"].text(),
        title=field["title"].texts(),
        descriptor=field["descriptor"].texts(),
        level=field["level"].optional(Node.text),
        sector=field["sector"].text(),
        origin=field["origin"].choice(UnitOrigin),
        elements=field["elements"].each(_element),
    )
    if not unit.elements:
        raise field["elements"].wrong("a unit has at least one element")
    rows = _rows_by_number(unit, field["elements"])
    return unit, field["questions"].each(lambda question: _question(question, unit.id, rows))


def _element(node: Node) -> Element:
    field = node.fields("id", "number", "text", "criteria")
    return Element(
        id=ElementId(field["id"].uuid()),
        number=field["number"].text(),
        text=field["text"].texts(),
        criteria=field["criteria"].each(_criterion),
    )


def _criterion(node: Node) -> Criterion:
    field = node.fields("id", "number", "text", "critical")
    return Criterion(
        id=CriterionId(field["id"].uuid()),
        number=field["number"].text(),
        text=field["text"].texts(),
        critical=field["critical"].flag(),
    )


def _rows_by_number(unit: Unit, elements: Node) -> dict[str, RowId]:
    numbers = [row.number for row in unit.rows()]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise elements.wrong(f"numbers used twice: {twice}")
    return {row.number or _DESCRIPTOR: row.id for row in unit.rows() if row.takes_evidence}


def _question(node: Node, unit_id: UnitId, rows: dict[str, RowId]) -> BankQuestion:
    field = node.fields("id", "row", "purpose", "text", "expects", "source", "ours")
    row_id = rows.get(field["row"].text())
    if row_id is None:
        raise field["row"].wrong(f"{field['row'].value!r} is none of the rows {list(rows)}")
    question = BankQuestion(
        id=BankQuestionId(field["id"].uuid()),
        unit_id=unit_id,
        row_id=row_id,
        purpose=field["purpose"].choice(QuestionPurpose),
        text=field["text"].texts(),
        expects=field["expects"].each(lambda kind: kind.choice(ExhibitKind)),
        source=field["source"].text(),
        ours=field["ours"].flag(),
    )
    if question.expects and question.purpose is QuestionPurpose.ASK:
        raise field["expects"].wrong("only a question to look for expects exhibits")
    return question


def _refuse_repeated_ids(standard: Standard) -> None:
    seen: set[UUID] = set()
    for place, used in _all_ids(standard):
        if used in seen:
            raise StandardFormatError(place, f"the id {used} is used twice")
        seen.add(used)


def _all_ids(standard: Standard) -> Iterator[tuple[str, UUID]]:
    yield "framework", standard.framework.id
    for unit in standard.units:
        for row in unit.rows():
            yield f"row {row.number or _DESCRIPTOR} of unit {unit.code}", row.id
    for question in standard.questions:
        yield f"question {question.id}", question.id
