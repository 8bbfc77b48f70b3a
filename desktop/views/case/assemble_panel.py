"""Stage 2, assemble: questions and units, the binder, soft skills, and the worker's record."""

from enum import IntEnum

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


class Part(IntEnum):
    """The parts of this stage, in the order of their tabs."""

    START = 0
    WORKER = 1
    BINDER = 2
    SKILLS = 3


class AssemblePanel(QWidget):
    """Four tabs. `wide_changed(bool)` says whether the one that is shown wants the whole width."""

    wide_changed = Signal(bool)

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._work = work
        self._page: CaseOnPage | None = None
        self._record: WorkerRecord | None = None
        self._worker_place = QWidget()
        self._worker_place.setLayout(column())
        self.start = StartSection(work, undo)
        self.binder = BinderSection(work, undo)
        self.skills = SkillsSection(work, undo)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.start, self.tr("Questions and units"))
        self.tabs.addTab(self._worker_place, self.tr("Worker"))
        self.tabs.addTab(self.binder, self.tr("Binder"))
        self.tabs.addTab(self.skills, self.tr("Soft skills and languages"))
        self.tabs.currentChanged.connect(self._on_changed)
        self.setLayout(column(self.tabs, gap=Space.S))

    @property
    def wide(self) -> bool:
        """Whether the part that is shown wants the whole width."""
        return self.tabs.currentIndex() == Part.BINDER

    def show_case(self, page: CaseOnPage) -> None:
        """Show the case in every part."""
        self._page = page
        for part in (self.start, self.binder, self.skills):
            part.show_case(page)

    def show_part(self, part: Part) -> None:
        """Show one of the parts."""
        self.tabs.setCurrentIndex(part)

    def _on_changed(self, index: int) -> None:
        flush_all(self)
        if index == Part.WORKER and self._record is None and self._page is not None:
            self._record = WorkerRecord(self._work.session, self._page.file.candidate.id)
            self._record.changed.connect(self._work.refresh)
            layout = self._worker_place.layout()
            if layout is not None:
                layout.addWidget(self._record)
                self._record.show()  # at once: what is in sight says how high the page is
        self.wide_changed.emit(self.wide)
