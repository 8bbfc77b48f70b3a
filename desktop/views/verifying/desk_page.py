"""One decision after the other out of the queue: the conflict first, then the grid, then PgDn."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from core.domain.case import Duty
from core.ids import CaseId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.presenters.grid_state import GridMode
from desktop.presenters.session import Session
from desktop.presenters.verifier_queue import Waiting, following, read_queue
from desktop.texts import problem_text
from desktop.theme import Space
from desktop.views.case.conflict_card import ConflictCard
from desktop.views.grid_page import GridPage
from desktop.widgets.banner import Banner
from desktop.widgets.dates import day
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.place_keys import MarkKey, is_typing, place_key
from desktop.widgets.saving import flush_all
from desktop.widgets.shortcut_table import KeyGroup


class VerifierDeskPage(QWidget):
    """Nothing of a decision is shown before the verifier has declared for its case."""

    finished = Signal()  # the queue is through

    def __init__(
        self, session: Session, case_id: CaseId | None = None, parent: QWidget | None = None
    ) -> None:
        """Make it; without a case it begins with the first of the queue."""
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self.tr("To verify")
        self._session = session
        self._order: tuple[Waiting, ...] = ()
        self._current: Waiting | None = None
        self._first = case_id
        self.work: CaseWork | None = None
        self.grid: GridPage | None = None
        self.conflict: ConflictCard | None = None
        self.banner = Banner()
        self.who, self.place = ElidedLabel("", "strong"), label("", "meta")
        self._stack = QStackedWidget()
        self.setLayout(column(self._make_head(), self.banner, self._stack, gap=0))
        self.destroyed.connect(self._stop)
        self.next_case()

    def refresh(self) -> None:
        """Read the case that is open again."""
        if self.grid is not None:
            self.grid.refresh()
        elif self.work is not None:
            self.work.refresh()

    def panes(self) -> Sequence[QWidget]:
        """The panes of the grid, or the question."""
        if self.grid is not None:
            return self.grid.panes()
        return (self.conflict,) if self.conflict is not None else ()

    def key_groups(self) -> Sequence[KeyGroup]:
        """The keys of the question, or of the grid."""
        if self.grid is not None:
            return self.grid.key_groups()
        keys = (
            (self.tr("1"), self.tr("there is no conflict of interest")),
            (self.tr("2"), self.tr("there is one: say what it is")),
            (self.tr("PgDn"), self.tr("next case")),
        )
        return (KeyGroup(self.title, keys),)

    def next_case(self) -> None:
        """Go to the next decision that waits; after the last one, back to the queue."""
        flush_all(self)
        self._session.tasks.run(
            lambda _: read_queue(self._session), done=self._go_on, failed=self.show_problem
        )

    # -- what the case says -----------------------------------------------------------------------

    def show_case(self, page: CaseOnPage) -> None:
        """Ask for the declaration; once it is made, show the grid."""
        if self.work is None or self._current is None or self.conflict is None:
            return
        me = self._session.sitting.staff
        declared = page.file.conflict(me.id, Duty.VERIFY) is not None
        self._say_who(page, declared=declared)
        if declared:
            self._open_grid(self._current)
            return
        self.conflict.show_case(page)
        self.setFocus()

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        asking = self.conflict is not None and self.grid is None and not is_typing()
        legend = place_key(event) if asking else None
        if legend in (MarkKey.MET, MarkKey.NOT_MET) and self.conflict is not None:
            chosen = self.conflict.none if legend == MarkKey.MET else self.conflict.there_is
            if chosen.isVisible():  # not while it is written what there is
                chosen.click()
        elif event.key() == Qt.Key.Key_PageDown and legend is None:
            self.next_case()
        else:
            super().keyPressEvent(event)

    # -- inside -----------------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("kind", "header")
        line = row(
            self.who,
            self.place,
            gap=Space.M,
            margin=(Space.L, Space.XS, Space.L, Space.XS),
        )
        line.setStretchFactor(self.who, 1)
        head.setLayout(line)
        return head

    def _go_on(self, now: tuple[Waiting, ...]) -> None:
        self._order = self._order or now
        if self._current is None:
            begin = (one for one in now if self._first in (None, one.case_id))
            found = next(begin, None)
        else:
            found = following(self._order, now, self._current)
        if found is None:
            self.finished.emit()
        else:
            self._open(found)

    def _open(self, waiting: Waiting) -> None:
        self._stop()
        self._current, self.grid = waiting, None
        known = self._order if waiting in self._order else (*self._order, waiting)
        at = self.tr("{number} of {count}")
        self.place.setText(at.format(number=known.index(waiting) + 1, count=len(known)))
        self.work = CaseWork(self, self._session, waiting.case_id)
        self.conflict = ConflictCard(self.work, Duty.VERIFY)
        self.banner.clear()
        self._show(scrolled(_page_of(self.conflict)))
        self.work.refresh()

    def _open_grid(self, waiting: Waiting) -> None:
        if self.grid is not None:
            return
        self.grid = GridPage(self._session, *waiting, GridMode.VERIFY)
        self.grid.in_queue = True
        self.grid.next_wanted.connect(self.next_case)
        self._show(self.grid)
        self.grid.setFocus()

    def _show(self, widget: QWidget) -> None:
        # One at a time: a page that was left reads its case no more.
        while (before := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._stack.addWidget(widget)

    def _say_who(self, page: CaseOnPage, *, declared: bool) -> None:
        file = page.file
        unit = file.unit(self._current.unit_id) if self._current else None
        decision = file.decision(unit.id) if unit else None
        parts = [file.case.reference, file.candidate.name]
        if unit is not None and not declared:  # later the grid's own head names it
            parts.append(f"{unit.code} {unit.title.original}")
        if declared and decision is not None and not file.blind:
            said = self.tr("assessor {name}, {day}")
            name = file.person(decision.by).name
            parts.append(said.format(name=name, day=day(decision.decided_on)))
        mine = file.conflict(self._session.sitting.staff.id, Duty.VERIFY)
        if mine is not None:
            there = self.tr("your conflict: declared {day}")
            none = self.tr("no conflict, declared {day}")
            parts.append((there if mine.conflict else none).format(day=day(mine.at)))
        self.who.setText("  ·  ".join(parts))

    def _stop(self) -> None:
        if self.work is not None:
            self.work.stop()


def _page_of(card: ConflictCard) -> QWidget:
    page = QWidget()
    page.setLayout(column(card, None, margin=Space.L))
    return page
