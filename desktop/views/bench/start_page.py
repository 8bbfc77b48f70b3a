"""Start a session: with one worker, or with a group that is at one place today."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.domain.case import Stage
from core.ids import CaseId
from core.services.running_sessions import open_session
from core.services.starting_sessions import LOOKED_AT, Seatable, waiting_cases, who_may_sit
from desktop.presenters.acting import Acting
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.texts import problem_text, refusal_texts
from desktop.theme import Space, look
from desktop.views.case_rows import names
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, pinned
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.reasoned import allow, set_refused_lines

MOST_WORKERS: Final = 12
"""More bibs than one assessor can watch at one place."""


class StartSessionPage(QWidget):
    """`started(session_id)`. The worker whose case it was opened from is chosen already."""

    started = Signal(object)  # SessionId

    def __init__(self, session: Session, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Start a session")
        self._session, self._case_id = session, case_id
        self._acting = Acting(self, session.tasks)
        self._rows: tuple[Seatable, ...] = ()
        self.banner = Banner()
        self.place = QLineEdit()
        self.place.setMaxLength(300)
        self.place.setPlaceholderText(self.tr("Lathe 2, workshop A"))
        self.workers = QListWidget()
        self.workers.setAccessibleName(self.tr("Workers"))
        self.workers.setWordWrap(True)
        self.workers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.workers.setMinimumHeight(260)
        self.workers.itemChanged.connect(lambda _: self._show_main())
        self.count = label("", "muted", wrap=True)
        form = Form(1)
        form.add(self.tr("Place"), self.place)
        form.add(
            self.tr("Workers"),
            self.workers,
            hint=self.tr("They get bib numbers from the top. Space chooses or leaves out."),
        )
        card = Card()
        card.add(form, self.count)
        self.footer = ActionFooter(self.tr("Start the session"))
        self.footer.triggered.connect(self._on_start)
        whole = QWidget()
        whole.setLayout(column(PageHead(self.title), card, None, gap=Space.L, margin=Space.XL))
        above = pinned(self.banner)
        self.setLayout(column(above, scrolled(whole), self.footer, gap=Space.NONE))
        self.setFocusProxy(self.place)
        self.destroyed.connect(self._acting.stop)
        self._acting.do(self._read, self._show)

    @property
    def chosen(self) -> Sequence[CaseId]:
        """The cases that get a seat, in the order of the list."""
        items = (self.workers.item(at) for at in range(self.workers.count()))
        checked = [one.checkState() is Qt.CheckState.Checked for one in items]
        return [one.row.id for one, on in zip(self._rows, checked, strict=True) if on]

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def _read(self) -> tuple[Seatable, ...]:
        """Who awaits assessment by this person; the worker it was opened for first."""
        lists = self._session.desk.lists
        found = waiting_cases(self._session.desk, self._session.sitting)
        if not any(one.id == self._case_id for one in found):
            everything = lists.cases(stage=Stage.ASSESS_AND_VERIFY, offset=0, limit=LOOKED_AT)
            found += [one for one in everything if one.id == self._case_id]
        found.sort(key=lambda one: (one.id != self._case_id, one.name))
        return who_may_sit(self._session.desk, self._session.sitting, found)

    def _show(self, rows: tuple[Seatable, ...]) -> None:
        self._rows = rows
        self.workers.clear()
        for one in rows:
            self.workers.addItem(self._item(one))
        refused = [
            replace(why, action=self.tr("Choose {name}").format(name=one.row.name))
            for one in rows
            for why in refusal_texts(one.against)
        ]
        set_refused_lines(self.workers, refused)
        mine = next((one for one in rows if one.row.id == self._case_id), None)
        if mine is not None and not self.place.text():
            self.place.setText(mine.place)
            self.place.selectAll()
        self._show_main()

    def _item(self, one: Seatable) -> QListWidgetItem:
        row, against = one.row, refusal_texts(one.against)
        said = f"{names(row)}   {', '.join(row.units)}   {row.reference}"
        item = QListWidgetItem("\n".join((said, against[0].fact)) if against else said)
        if against:  # shown, so that nobody looks for the worker in vain, and not to be ticked
            item.setToolTip("\n".join((against[0].rule, against[0].fact, against[0].mend)))
            item.setForeground(look().colour("muted"))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            return item
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        mine = row.id == self._case_id
        item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
        return item

    def _show_main(self) -> None:
        count = len(self.chosen)
        if count > MOST_WORKERS:
            said = self.tr("{count} workers are more than one assessor can watch: at most {most}.")
        elif count > 1:
            said = self.tr("A group of {count}: one task is done by all of them.")
        else:
            said = self.tr("One worker, row by row.") if count else self.tr("Choose a worker.")
        self.count.setText(said.format(count=count, most=MOST_WORKERS))
        watched = Reason(
            self.tr("A session has one worker, or a group that one assessor can watch."),
            self.count.text(),
            self.tr("Tick the workers who are here, at most {most}.").format(most=MOST_WORKERS),
        )
        allow(self.footer.main, 0 < count <= MOST_WORKERS, watched)

    def _on_start(self) -> None:
        desk, by = self._session.desk, self._session.sitting
        cases, place = list(self.chosen), self.place.text()
        start: Callable[[], object] = lambda: open_session(desk, by, cases, place=place).id  # noqa: E731
        self._acting.do(start, self.started.emit)
