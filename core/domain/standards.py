"""Competency standards: framework > unit > element > performance criterion.

Two shapes of unit live in one model (Guidelines, A1 and A2). A unit of the Regional Model
Competency Standards has flat performance elements that are themselves the rows of the grid. A
national unit has numbered elements with numbered criteria, and the criteria are the rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.records import Record
from core.ids import BankQuestionId, CriterionId, ElementId, FrameworkId, RowId, UnitId


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages, the original first: pairs of BCP 47 tag and text."""

    entries: tuple[tuple[str, str], ...]

    @property
    def original(self) -> str:
        """The text in the language it was published in."""
        return self.entries[0][1]

    def best(self, languages: Sequence[str]) -> str:
        """The text in the first of `languages` that it has, else the original."""
        return self.spoken(languages)[1]

    def spoken(self, languages: Sequence[str]) -> tuple[str, str]:
        """The tag and the text of the first of `languages` that it has, else of the original."""
        known = dict(self.entries)
        return next(((tag, known[tag]) for tag in languages if tag in known), self.entries[0])


class FrameworkKind(Enum):
    """Who speaks through a standard: the region's model, or a country."""

    RMCS = "rmcs"
    NATIONAL = "national"


class FrameworkStatus(Enum):
    """How far a standard has come, in order."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    VALIDATED = "validated"
    ENDORSED = "endorsed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class ExposureRule:
    """At least `months` of work, within the last `within_months` (None: at any time), for a level.

    Source: Guidelines, box "Recognizing prior learning": 18 months for NVQ 2 and 3, 24 for NVQ 4.
    `blocks` says whether an unmet rule refuses the decision or only warns.
    """

    level: str | None
    months: int
    within_months: int | None
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Record):
    """One published version of a standard. A case is bound to it and never follows a newer one.

    `valid_from` and `valid_until` are both included; None means open. `authority` is who may
    grant the result (Guidelines, A4: credit only under the national agency's authority).
    `validity_months` is how long a recognition stands, `currency_months` how old evidence may be
    before it counts as thin; None: the framework sets no such limit.
    """

    id: FrameworkId
    code: str
    title: str
    kind: FrameworkKind
    edition: str
    publisher: str
    country: str | None
    language: str
    status: FrameworkStatus
    valid_from: date | None
    valid_until: date | None
    authority: str
    source: str
    endorsed_by: tuple[str, ...] = ()
    exposure_rules: tuple[ExposureRule, ...] = ()
    validity_months: int | None = None
    currency_months: int | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether this version may be assessed against on `on` (both ends included)."""
        return (
            self.status in (FrameworkStatus.VALIDATED, FrameworkStatus.ENDORSED)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_until is None or on <= self.valid_until)
        )

    def was_in_force(self, on: date) -> bool:
        """Tell whether it was in force on a day that is past, also if it was superseded since."""
        was = replace(self, status=FrameworkStatus.ENDORSED) if self.superseded else self
        return was.in_force(on)

    @property
    def superseded(self) -> bool:
        """Whether a newer version has taken its place."""
        return self.status is FrameworkStatus.SUPERSEDED

    def exposure_rule(self, level: str | None) -> ExposureRule | None:
        """The rule for a unit of `level`; a rule without a level serves every level."""
        exact = (rule for rule in self.exposure_rules if rule.level == level)
        general = (rule for rule in self.exposure_rules if rule.level is None)
        return next(exact, next(general, None))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One performance criterion of a national unit, such as 1.1."""

    id: CriterionId
    number: str
    text: Text
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element. Without criteria (RMCS) it is a row of the grid itself."""

    id: ElementId
    number: str
    text: Text
    criteria: tuple[Criterion, ...] = ()


class UnitOrigin(Enum):
    """Whether a unit is as published or a centre's own variant of it, never to be mistaken."""

    ORIGINAL = "original"
    LOCAL_VARIANT = "local variant"


class RowKind(Enum):
    """What a line of the grid stands for."""

    DESCRIPTOR = "descriptor"
    HEADING = "heading"
    ELEMENT = "element"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a unit as the grid shows it. A heading takes no evidence."""

    id: RowId
    kind: RowKind
    number: str
    text: Text
    critical: bool = False

    @property
    def judged(self) -> bool:
        """Whether the assessor judges this row: an element of the RMCS or a criterion."""
        return self.kind in (RowKind.ELEMENT, RowKind.CRITERION)

    @property
    def takes_evidence(self) -> bool:
        """Whether evidence can be mapped to this row: all but the headings."""
        return self.kind is not RowKind.HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A unit of competency. `level` is the framework's own word for it, or None."""

    id: UnitId
    framework_id: FrameworkId
    code: str
    title: Text
    descriptor: Text
    level: str | None
    sector: str
    origin: UnitOrigin
    elements: tuple[Element, ...]

    def rows(self) -> Iterator[UnitRow]:
        """Every line of the grid in order, the descriptor's own row first (Guidelines, A1)."""
        yield UnitRow(RowId(self.id), RowKind.DESCRIPTOR, "", self.descriptor)
        for element in self.elements:
            kind = RowKind.HEADING if element.criteria else RowKind.ELEMENT
            yield UnitRow(RowId(element.id), kind, element.number, element.text)
            for criterion in element.criteria:
                yield UnitRow(
                    RowId(criterion.id),
                    RowKind.CRITERION,
                    criterion.number,
                    criterion.text,
                    criterion.critical,
                )

    def judged_rows(self) -> tuple[UnitRow, ...]:
        """The rows that a decision needs a judgement for."""
        return tuple(row for row in self.rows() if row.judged)


class QuestionPurpose(Enum):
    """What a question of the bank is for. The two are never mixed in one list."""

    LOOK_FOR = "look for"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion(Record):
    """A question of the bank, tied to a row: what to look for in the papers, or what to ask.

    `expects` names the kinds of exhibit that would answer a question to look for. `source` cites
    where the question comes from; `ours` marks those the project wrote itself.
    """

    id: BankQuestionId
    unit_id: UnitId
    row_id: RowId
    purpose: QuestionPurpose
    text: Text
    expects: tuple[ExhibitKind, ...] = ()
    source: str
    ours: bool
