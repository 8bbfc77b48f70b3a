"""A worker's whole record, as it stands on the candidate's page and in the binder of a case."""

from functools import cached_property
from typing import TypeVar

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

_Card = TypeVar("_Card", bound=QWidget)


class WorkerRecord(QWidget):
    """Saves as it is typed into. `shown(WorkerOnPage)` follows a reading, `changed` a write."""

    shown = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, candidate_id: CandidateId) -> None:
        super().__init__()
        self.work = WorkerWork(self, session, candidate_id)
        self.banner, self.undo = Banner(), UndoBar()
        self.identification = Identification(self.work, session.desk.clock.today)
        cards = QWidget()
        self._cards = column(self.identification, None, gap=Space.L)
        cards.setLayout(self._cards)
        guard = Guarded(cards)
        guard.set_refusals(self.work.against_changing())
        self.setLayout(column(self.banner, scrolled(guard), self.undo, gap=Space.S))
        self.destroyed.connect(self.work.stop)
        self.refresh()

    # The cards below the first are made when the record was read: so the window answers between.

    @cached_property
    def change_of_name(self) -> ChangeOfName:
        """A new name, and the former one."""
        return self._below(ChangeOfName(self.work))

    @cached_property
    def before(self) -> History:
        """Work and training before departure."""
        return self._below(History(self.work, self.undo, before_departure=True))

    @cached_property
    def abroad(self) -> History:
        """Work and training abroad."""
        return self._below(History(self.work, self.undo, before_departure=False))

    def _below(self, card: _Card) -> _Card:
        self._cards.insertWidget(self._cards.count() - 1, card)
        return card

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
