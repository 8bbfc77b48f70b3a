"""A worker's whole record, as it stands on the candidate's page and in the binder of a case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.ids import CandidateId
from desktop.presenters.session import Session
from desktop.presenters.worker import WorkerOnPage, WorkerWork
from desktop.texts import problem_text
from desktop.theme import Space
from desktop.views.guarded import Guarded
from desktop.views.worker.change_of_name import ChangeOfName
from desktop.views.worker.history import History
from desktop.views.worker.identification import Identification
from desktop.widgets.banner import Banner
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.undo_bar import UndoBar


class WorkerRecord(QWidget):
    """Saves as it is typed into. `shown(WorkerOnPage)` follows a reading, `changed` a write."""

    shown = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, candidate_id: CandidateId) -> None:
        super().__init__()
        self.work = WorkerWork(self, session, candidate_id)
        self.banner, self.undo = Banner(), UndoBar()
        self.identification = Identification(self.work, session.desk.clock.today)
        self.change_of_name = ChangeOfName(self.work)
        self.before = History(self.work, self.undo, before_departure=True)
        self.abroad = History(self.work, self.undo, before_departure=False)
        cards = QWidget()
        parts = (self.identification, self.change_of_name, self.before, self.abroad, None)
        cards.setLayout(column(*parts, gap=Space.L))
        guard = Guarded(cards)
        guard.set_refusals(self.work.against_changing())
        self.setLayout(column(self.banner, scrolled(guard), self.undo, gap=Space.S))
        self.destroyed.connect(self.work.stop)
        self.refresh()

    def refresh(self) -> None:
        """Read the record again."""
        self.work.refresh()

    def show_worker(self, worker: WorkerOnPage) -> None:
        """Show the worker as recorded now."""
        self.identification.show_worker(worker)
        self.change_of_name.show_worker(worker)
        self.before.show_worker(worker)
        self.abroad.show_worker(worker)
        self.shown.emit(worker)

    def worker_changed(self) -> None:
        """Tell whoever shows the worker elsewhere."""
        self.banner.clear()
        self.changed.emit()

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
