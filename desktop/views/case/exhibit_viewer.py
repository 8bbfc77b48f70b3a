"""The files of an exhibit, one of them shown in place."""

from PySide6.QtWidgets import QTabBar, QWidget

from core.domain.portfolio import ExhibitFile, FileRole
from desktop.presenters.case_work import CaseWork
from desktop.texts import capital, problem_text
from desktop.theme import Space
from desktop.widgets.banner import Banner
from desktop.widgets.evidence_viewer import EvidenceViewer
from desktop.widgets.layouts import column


class ExhibitViewer(QWidget):
    """Every content is checked against its digest before it is shown."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self._work = work
        self._files: tuple[ExhibitFile, ...] = ()
        self._shown = ""
        self.banner = Banner()
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(self.tr("Files of the exhibit"))
        self.bar.currentChanged.connect(self._show)
        self.viewer = EvidenceViewer(work.session.tasks)
        self.setLayout(column(self.bar, self.banner, self.viewer, gap=Space.XS))
        self.bar.hide()

    def show_files(self, files: tuple[ExhibitFile, ...]) -> None:
        """Offer these files and show the first; the same files again change nothing."""
        if files == self._files:
            return
        self._files = files
        self.bar.blockSignals(True)
        while self.bar.count():
            self.bar.removeTab(0)
        for number, file in enumerate(files, 1):
            name = capital(file.role)
            pages = [one for one in files if one.role is FileRole.DOCUMENT]
            several = len(pages) > 1 and file.role is FileRole.DOCUMENT
            self.bar.addTab(f"{name} {number}" if several else name)
        self.bar.blockSignals(False)
        self.bar.setVisible(len(files) > 1)
        self._show(0)

    def _show(self, number: int) -> None:
        self.banner.clear()
        if not 0 <= number < len(self._files):
            self._shown = ""
            self.viewer.clear()
            return
        file = self._files[number]
        self._shown = file.sha256
        self._work.read_content(
            file.sha256, lambda content: self._on_read(file, content), self._on_failed
        )

    def _on_read(self, file: ExhibitFile, content: bytes) -> None:
        if file.sha256 == self._shown:
            self.viewer.show_file(content, file.media_type)

    def _on_failed(self, error: Exception) -> None:
        self.viewer.clear()
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
