"""Soft skills in six groups, languages and cultures, each with the basis it rests on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import Role
from core.domain.personal_skills import Basis, PersonalSkill, PersonalSkillKind
from core.domain.rules import holds_role
from core.domain.written_texts import MAX_CHARS
from core.ids import ExhibitId
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.personal_skills import PersonalSkills
from desktop.texts import capital, words
from desktop.theme import Icon, Space, icon
from desktop.views.guarded import Guarded
from desktop.views.narrow import narrow
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.saving import SavingChoice, SavingLineEdit
from desktop.widgets.undo_bar import UndoBar

ROWS_SHOWN = 6


class SkillsSection(QWidget):
    """A form for the next entry, and the list of those that stand. Del takes one out."""

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._skills, self._undo, self._me = PersonalSkills(work), undo, work.session.sitting.staff
        self._page: CaseOnPage | None = None
        kinds = [(kind, capital(kind)) for kind in PersonalSkillKind]
        self.kind = SavingChoice(kinds)
        self.text = SavingLineEdit(max_length=MAX_CHARS)
        self.basis = SavingChoice([(basis, capital(basis)) for basis in Basis])
        self.exhibit = SavingChoice()
        narrow(self.kind, self.basis, self.exhibit)
        self.keep = QPushButton(icon(Icon.ADD), self.tr("Add"))
        self.table = _SkillTable(self.tr("Soft skills, languages and cultures"))
        columns: list[Column[PersonalSkill]] = [
            Column(self.tr("What"), lambda one: one.text),
            Column(self.tr("Part of the passport"), lambda one: capital(one.kind)),
            Column(self.tr("Basis"), self._basis),
        ]
        self.model: RowsModel[PersonalSkill] = RowsModel(columns)
        self.table.set_model(self.model, stretch=0, widths={1: 300, 2: 190})
        self.table.say_when_empty(
            self.tr("Nothing yet. What the worker learned about people counts as well.")
        )
        self.remove = QPushButton(icon(Icon.REMOVE), self.tr("Take out"))
        self._lay_out()
        self.text.returnPressed.connect(self._on_add)
        self.keep.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.table.remove_asked.connect(self._on_remove)

    def show_case(self, page: CaseOnPage) -> None:
        """Show the entries that stand."""
        self._page = page
        self._guard.set_refusals(holds_role(self._me, Role.ADVISOR))
        chosen = self.table.row
        standing = tuple(one for one in page.file.skills if not one.removed)
        if standing != self.model.rows:
            self.model.set_rows(standing)
            self.table.go_to(max(min(chosen, len(standing) - 1), 0))
        exhibit = self.exhibit.value()
        shown = [(one.id, f"{one.number}  {one.title}") for one in page.file.binder]
        self.exhibit.set_choices([(None, self.tr("No exhibit")), *shown])
        self.exhibit.set_value(exhibit)

    def _lay_out(self) -> None:
        form = Form(2)
        form.add(self.tr("What the worker can do, in a few words"), self.text, wide=True)
        form.add(self.tr("Part of the passport"), self.kind)
        form.add(self.tr("Basis"), self.basis)
        form.add(self.tr("Exhibit it rests on"), self.exhibit)
        inner = QWidget()
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(high * ROWS_SHOWN)
        buttons = row(self.remove, None, self.keep, gap=Space.S)
        inner.setLayout(column(form, buttons, self.table, gap=Space.M))
        self._guard = Guarded(inner)
        card = Card(self.tr("Soft skills, languages and cultures"))
        card.add(
            label(
                self.tr("They stand in the passport with their basis; no unit has to match them."),
                "muted",
                wrap=True,
            ),
            self._guard,
        )
        inside = QWidget()
        inside.setLayout(column(card, None))
        self.setLayout(column(scrolled(inside)))

    def _basis(self, one: PersonalSkill) -> str:
        exhibits = self._page.file.exhibits if self._page else ()
        number = next((it.number for it in exhibits if it.id == one.exhibit_id), None)
        if number is None:
            return words(one.basis)
        said = self.tr("{basis}, exhibit {number}")
        return said.format(basis=words(one.basis), number=number)

    def _on_add(self) -> None:
        kind, basis, exhibit = self.kind.value(), self.basis.value(), self.exhibit.value()
        if self._page is None or not isinstance(kind, PersonalSkillKind):
            return
        exhibit_id: ExhibitId | None = None
        for one in self._page.file.binder:
            if one.id == exhibit:
                exhibit_id = one.id
        self._skills.add(
            self._page.file.candidate.id,
            kind,
            self.text.text(),
            basis if isinstance(basis, Basis) else Basis.STATED,
            exhibit_id,
            lambda _: self.text.clear(),
        )
        self.text.setFocus()

    def _on_remove(self) -> None:
        if self.table.row < 0:
            return
        skill = self.model.row(self.table.row)
        said = self.tr("Taken out: {text}").format(text=skill.text)
        self._skills.set_removed(
            skill,
            True,
            lambda _: self._undo.offer(
                said, lambda: self._skills.set_removed(skill, False, lambda _: None)
            ),
        )


class _SkillTable(DataTable):
    """A table whose Del key takes the chosen entry out."""

    remove_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)
