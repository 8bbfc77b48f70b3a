"""The binder: papers come in by drop or choice, are described, and looked at in place."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Exhibit
from core.domain.rules import may_advise
from core.ids import ExhibitId
from desktop.presenters.binder import Binder, TakenIn
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.running import Running
from desktop.texts import capital, problem_text
from desktop.theme import Icon, Space, icon, look
from desktop.views.case.exhibit_editor import ExhibitEditor
from desktop.views.case.exhibit_tree import ExhibitTree
from desktop.views.case.exhibit_viewer import ExhibitViewer
from desktop.views.guarded import Guarded
from desktop.views.narrow import narrow
from desktop.widgets.banner import Banner
from desktop.widgets.drop_field import DropField
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, row, scrolled
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.saving import SavingChoice
from desktop.widgets.undo_bar import UndoBar

PANES = (340, 380, 390)
"""Shares of the width: the binder, an exhibit's facts, the exhibit itself."""
BESIDE_FROM = 800
"""Width, at 100 %, from which the panes stand beside each other."""


class BinderSection(QWidget):
    """Three panes: what is in the binder, one exhibit's facts, and the exhibit itself."""

    def __init__(self, work: CaseWork, undo: UndoBar) -> None:
        super().__init__()
        self._work, self._undo = work, undo
        self._binder = Binder(work)
        self._page: CaseOnPage | None = None
        self._running: Running | None = None
        self._wanted: ExhibitId | None = None
        kinds = [(kind, capital(kind)) for kind in ExhibitKind]
        self.kind = SavingChoice(kinds, name=self.tr("File as"))
        narrow(self.kind)
        self.kind.set_value(ExhibitKind.JOB_DESCRIPTION)
        self.drop = DropField(self.tr("Drop papers, photographs or scans here"))
        self.without_file = QPushButton(icon(Icon.ADD), self.tr("Add without a scan"))
        self.progress, self.banner = ProgressLine(), Banner()
        self.tree = ExhibitTree()
        self.editor = ExhibitEditor(self._binder, work.session.sitting.staff)
        self.viewer = ExhibitViewer(work)
        self._facts = QStackedWidget()
        self._lay_out()
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        beside = self.width() >= look().px(BESIDE_FROM)
        turned = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if turned is not self.panes.orientation():
            self.panes.setOrientation(turned)
            self.panes.setSizes(list(PANES))
        self.panes.setMinimumHeight(0 if beside else look().px(sum(PANES)))

    def show_case(self, page: CaseOnPage) -> None:
        """Show the binder as it is now."""
        self._page = page
        self._adding.set_refusals(may_advise(page.file, self._work.session.sitting.staff))
        self.tree.show_case(page.file)
        if self._wanted is not None:
            self.tree.choose(self._wanted)
            self._wanted = None
        self._show_exhibit(self.tree.current)

    def go_to(self, number: int) -> None:
        """Choose the exhibit with this number."""
        for exhibit in self._page.file.binder if self._page else ():
            if exhibit.number == number:
                self.tree.choose(exhibit.id)
                self.editor.exhibit_title.setFocus()

    def take_in(self, paths: list[Path]) -> None:
        """File these as exhibits, away from the window."""
        kind = self.kind.value()
        self.banner.clear()
        self.progress.begin(self.tr("Looking into the files…"), can_cancel=len(paths) > 1)
        self._running = self._binder.take_in(
            paths,
            kind if isinstance(kind, ExhibitKind) else ExhibitKind.JOB_DESCRIPTION,
            done=self._on_taken_in,
            failed=self._on_failed,
            stepped=self.progress.step,
            cancelled=self._on_cancelled,
        )

    def _lay_out(self) -> None:
        adding = QWidget()
        choice = row(self.kind, self.without_file, gap=Space.S)
        choice.setStretchFactor(self.kind, 1)
        adding.setLayout(column(choice, self.drop, gap=Space.S))
        self._adding = Guarded(adding)
        left = QWidget()
        parts = (self.progress, self.banner, self.tree, self._adding)
        left.setLayout(column(*parts, gap=Space.S))
        self._facts.addWidget(
            EmptyPage(
                Icon.DOCUMENT,
                self.tr("Choose an exhibit"),
                self.tr("or drop a paper: it gets the next number, which is never used again."),
            )
        )
        self._facts.addWidget(scrolled(self.editor))
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(Space.M)
        for pane in (left, self._facts, self.viewer):
            self.panes.addWidget(pane)
        self.panes.setSizes(list(PANES))
        self.setLayout(column(self.panes))

    def _connect(self) -> None:
        self.drop.files_given.connect(self.take_in)
        self.without_file.clicked.connect(self._on_without_file)
        self.progress.cancel_requested.connect(self._on_cancel)
        self.tree.chosen.connect(self._show_exhibit)
        self.tree.opened.connect(lambda _: self.viewer.viewer.canvas.setFocus())
        self.tree.remove_asked.connect(self._on_remove)
        self.editor.remove_asked.connect(self._on_remove)

    def _show_exhibit(self, exhibit_id: ExhibitId | None) -> None:
        page = self._page
        if page is None or exhibit_id is None:
            self.editor.flush()
            self._facts.setCurrentIndex(0)
            self.viewer.show_files(())
            return
        self.editor.show_exhibit(page, page.file.exhibit(exhibit_id))
        self._facts.setCurrentIndex(1)
        self.viewer.show_files(page.file.files_of(exhibit_id))

    def _on_without_file(self) -> None:
        kind = self.kind.value()
        if isinstance(kind, ExhibitKind):
            self._binder.add_without_file(kind, capital(kind), self._on_added)

    def _on_added(self, exhibit: Exhibit) -> None:
        self.tree.choose(exhibit.id)
        self.editor.exhibit_title.setFocus()
        self.editor.exhibit_title.selectAll()

    def _on_taken_in(self, taken: TakenIn) -> None:
        self._ended()
        if taken.added:
            self._wanted = taken.added[-1].id
        if taken.refused:
            problem = problem_text(taken.refused[0])
            others = len(taken.refused) - 1
            more = self.tr("{count} more files were not taken in.").format(count=others)
            hint = f"{problem.what_to_do} {more}" if others else problem.what_to_do
            self.banner.problem(problem.sentence, hint)
        self._work.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._ended()
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        self._work.refresh()

    def _on_cancelled(self) -> None:
        self._ended()
        self._work.refresh()

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _ended(self) -> None:
        self._running = None
        self.progress.end()

    def _on_remove(self, exhibit_id: ExhibitId) -> None:
        self.editor.flush()
        self._binder.set_removed(exhibit_id, True, self._offer_undo)

    def _offer_undo(self, exhibit: Exhibit) -> None:
        said = self.tr("Exhibit {number} is out of the binder; its number stays its own.")
        self._undo.offer(
            said.format(number=exhibit.number),
            lambda: self._binder.set_removed(
                exhibit.id, False, lambda one: self.tree.choose(one.id)
            ),
        )
