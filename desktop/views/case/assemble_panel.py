"""Stage 2, assemble: questions and units, the binder, soft skills, and the worker's record."""

from collections.abc import Callable
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.theme import Space
from desktop.views.case.binder_section import BinderSection
from desktop.views.case.skills_section import SkillsSection
from desktop.views.case.start_section import StartSection
from desktop.views.worker.record import WorkerRecord
from desktop.widgets.layouts import column
from desktop.widgets.saving import flush_all
from desktop.widgets.undo_bar import UndoBar

_Section = StartSection | BinderSection | SkillsSection
_AnySection = TypeVar("_AnySection", StartSection, BinderSection, SkillsSection)


class Part(IntEnum):
    """The parts of this stage, in the order of their tabs."""

    START = 0
    WORKER = 1
    BINDER = 2
    SKILLS = 3


class AssemblePanel(QWidget):
    """Four tabs, each made when it is first looked at.

    `wide_changed(bool)` says whether the one that is shown wants the whole width.
    """

    wide_changed = Signal(bool)

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._work, self._undo = work, undo
        self._page: CaseOnPage | None = None
        self._sections: list[_Section] = []
        self._record: WorkerRecord | None = None
        self._places = {part: column() for part in Part}
        names = {
            Part.START: self.tr("Questions and units"),
            Part.WORKER: self.tr("Worker"),
            Part.BINDER: self.tr("Binder"),
            Part.SKILLS: self.tr("Soft skills and languages"),
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part in Part:
            place = QWidget()
            place.setLayout(self._places[part])
            self.tabs.addTab(place, names[part])
        self.tabs.currentChanged.connect(self._on_changed)
        self.setLayout(column(self.tabs, gap=Space.S))

    @cached_property
    def start(self) -> StartSection:
        """Questions and units."""
        return self._shown(Part.START, StartSection(self._work, self._undo))

    @cached_property
    def binder(self) -> BinderSection:
        """The exhibits."""
        return self._shown(Part.BINDER, BinderSection(self._work, self._undo))

    @cached_property
    def skills(self) -> SkillsSection:
        """Soft skills and languages."""
        return self._shown(Part.SKILLS, SkillsSection(self._work, self._undo))

    @property
    def wide(self) -> bool:
        """Whether the part that is shown wants the whole width."""
        return self.tabs.currentIndex() == Part.BINDER

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case in every part that was made, and make the one in sight."""
        self._page = page
        for section in self._sections:
            section.show_case(page)
        self._make(Part(self.tabs.currentIndex()))

    def show_part(self, part: Part) -> None:
        """Show one of the parts."""
        self.tabs.setCurrentIndex(part)

    def _on_changed(self, index: int) -> None:
        flush_all(self)
        self._make(Part(index))
        self.wide_changed.emit(self.wide)

    def _make(self, part: Part) -> None:
        if self._page is None:
            return
        if part is Part.WORKER:
            self._make_record(self._page)
            return
        sections: dict[Part, Callable[[], _Section]] = {
            Part.START: lambda: self.start,
            Part.BINDER: lambda: self.binder,
            Part.SKILLS: lambda: self.skills,
        }
        sections[part]()

    def _make_record(self, page: CaseOnPage) -> None:
        if self._record is None:
            self._record = WorkerRecord(self._work.session, page.file.candidate.id)
            self._record.changed.connect(self._work.refresh)
            self._put(Part.WORKER, self._record)

    def _shown(self, part: Part, section: _AnySection) -> _AnySection:
        self._sections.append(section)
        self._put(part, section)
        if self._page is not None:
            section.show_case(self._page)
        return section

    def _put(self, part: Part, widget: QWidget) -> None:
        self._places[part].addWidget(widget)
        widget.show()  # at once: what is in sight says how high the page is
