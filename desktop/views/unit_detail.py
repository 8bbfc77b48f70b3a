"""One unit of a standard in full: descriptor, rows, the two kinds of question, source, status."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.domain.standards import BankQuestion, Framework, QuestionPurpose, RowKind, UnitRow
from desktop.presenters.standards import UnitDetail
from desktop.texts import capital, words
from desktop.theme import Space
from desktop.views.languages import country_name
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label


class UnitView(QWidget):
    """Shows a unit as it was published; nothing on it can be changed."""

    def __init__(self, detail: UnitDetail) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        unit, framework = detail.unit, detail.framework
        descriptor = Card(self.tr("Descriptor"))
        descriptor.add(label(unit.descriptor.original, wrap=True))
        parts: list[QWidget] = [
            label(f"{unit.code}  {unit.title.original}", "h2", wrap=True),
            label(self._facts(detail), "muted", wrap=True),
            descriptor,
            self._rows(detail),
            self._questions(
                detail,
                QuestionPurpose.LOOK_FOR,
                self.tr("Look for in the papers"),
                self.tr("answered by an exhibit"),
            ),
            self._questions(
                detail,
                QuestionPurpose.ASK,
                self.tr("Ask the worker"),
                self.tr("fills the column Questions"),
            ),
            self._source(framework),
        ]
        self.setLayout(
            column(*parts, None, gap=Space.M, margin=(Space.M, Space.NONE, Space.S, Space.NONE))
        )

    def _facts(self, detail: UnitDetail) -> str:
        unit, framework = detail.unit, detail.framework
        force = self.tr("in force") if detail.in_force else self.tr("not in force")
        said = [
            f"{framework.title}, {framework.edition}",
            capital(framework.kind),
            f"{words(framework.status)}, {force}",
        ]
        if unit.level:
            said.append(self.tr("level {level}").format(level=unit.level))
        if unit.sector:
            said.append(unit.sector)
        said.append(words(unit.origin))
        return "  ·  ".join(said)

    def _rows(self, detail: UnitDetail) -> Card:
        nested = any(element.criteria for element in detail.unit.elements)
        judged = len(detail.unit.judged_rows())
        card = Card(
            self.tr("Elements and performance criteria")
            if nested
            else self.tr("Performance elements"),
            note=self.tr("{count} rows are judged").format(count=judged),
        )
        grid, box = _numbered()
        for row in detail.unit.rows():
            if row.kind is not RowKind.DESCRIPTOR:
                self._add_row(grid, row)
        card.add(box)
        return card

    def _add_row(self, grid: QGridLayout, row: UnitRow) -> None:
        level = "strong" if row.kind is RowKind.HEADING else ""
        text = row.text.original
        if row.critical:
            text = self.tr("{text}  (critical)").format(text=text)
        _add(grid, row.number, text, level)

    def _questions(
        self, detail: UnitDetail, purpose: QuestionPurpose, title: str, note: str
    ) -> Card:
        found = detail.asked(purpose)
        card = Card(title, note=note)
        if not found:
            card.add(label(self.tr("The bank holds no such question for this unit."), "muted"))
            return card
        grid, box = _numbered()
        before = ""
        for row, question in found:
            number = row.number or self.tr("unit")
            _add(grid, number if number != before else "", question.text.original)
            _add(grid, "", self._about(question), "meta")
            before = number
        card.add(box)
        return card

    def _about(self, question: BankQuestion) -> str:
        said = []
        if question.expects:
            kinds = ", ".join(words(kind) for kind in question.expects)
            said.append(self.tr("answered by: {kinds}").format(kinds=kinds))
        source = self.tr("written for Touchstone") if question.ours else question.source
        return "  ·  ".join([*said, source])

    def _source(self, framework: Framework) -> Card:
        card = Card(self.tr("Source and status"))
        period = [day(framework.valid_from), day(framework.valid_until)]
        lines: Sequence[tuple[str, str]] = (
            (self.tr("Publisher"), framework.publisher),
            (self.tr("Country"), country_name(framework.country or "")),
            (self.tr("Status"), words(framework.status)),
            (self.tr("In force"), " – ".join(period) if any(period) else self.tr("no end is set")),
            (self.tr("Endorsed by"), ", ".join(country_name(one) for one in framework.endorsed_by)),
            (self.tr("Result under the authority of"), framework.authority),
            (self.tr("Source"), framework.source),
        )
        for name, text in lines:
            if text:
                card.add(column(label(name, "caps"), label(text, wrap=True), gap=Space.NONE))
        return card


def _numbered() -> tuple[QGridLayout, QWidget]:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    return grid, box


def _add(grid: QGridLayout, number: str, text: str, level: str = "") -> None:
    line = grid.rowCount()
    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
    grid.addWidget(label(number, "strong"), line, 0, top)
    grid.addWidget(label(text, level, wrap=True), line, 1)
