"""A worker comes late: choose who it is; the checks before the first mark come next."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from core.services.starting_sessions import Seatable
from desktop.presenters.bench_state import BenchState
from desktop.presenters.reasons import Reason
from desktop.texts import refusal_texts
from desktop.theme import Space, look
from desktop.views.case_rows import names
from desktop.widgets.card import Card
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import set_reasons, set_refused_lines


class LateForm(QWidget):
    """`seated(CaseId)` by Enter, a double click or the button; `closed()` by Esc."""

    seated = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Seatable, ...] = ()
        self._next = 1
        self.workers = QListWidget()
        self.workers.setAccessibleName(self.tr("Who awaits assessment by you"))
        self.workers.setWordWrap(True)
        self.workers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.workers.setMinimumHeight(120)
        self.workers.itemActivated.connect(lambda _: self._on_seat())
        self.workers.currentRowChanged.connect(lambda _: self._show_keep())
        self.about = label("", "muted", wrap=True)
        self.keep = QPushButton(self.tr("Give a seat"))
        self.keep.setProperty("role", "primary")
        self.keep.clicked.connect(self._on_seat)
        self.leave = QPushButton(self.tr("Back"))
        self.leave.clicked.connect(self.closed)
        card = Card(self.tr("Somebody came late"))
        card.add(self.about, self.workers, row(self.keep, self.leave, None))
        self.setLayout(column(card, None, gap=Space.M, margin=Space.XL))

    def begin(self, state: BenchState) -> None:
        """Empty the list: who waits is being read."""
        self._next = max((one.bib for one in state.seats), default=0) + 1
        self.workers.clear()
        self.about.setText(self.tr("Reading who waits for you…"))
        self._show_keep()
        self.workers.setFocus()

    def show_rows(self, rows: Sequence[Seatable]) -> None:
        """Offer who could come; nobody is chosen before the assessor did."""
        self._rows = tuple(rows)
        self.workers.clear()
        for one in rows:
            self.workers.addItem(_item(one))
        refused = [
            replace(why, action=self.tr("Choose {name}").format(name=one.row.name))
            for one in rows
            for why in refusal_texts(one.against)
        ]
        set_refused_lines(self.workers, refused)
        self.workers.setVisible(bool(rows))
        said = (
            self.tr(
                "Bib number {bib}. The worker joins every task, and is identified, briefed and "
                "asked for consent before the first mark."
            ).format(bib=self._next)
            if rows
            else self.tr("Nobody else awaits assessment by you.")
        )
        self.about.setText(said)
        self.workers.setCurrentRow(-1)
        self._show_keep()
        (self.workers if rows else self.leave).setFocus()

    def _chosen(self) -> Seatable | None:
        at = self.workers.currentRow()
        return self._rows[at] if 0 <= at < min(len(self._rows), self.workers.count()) else None

    def _show_keep(self) -> None:
        one = self._chosen()
        nobody = Reason(
            self.tr("A seat is given to one worker at a time."),
            self.tr("Nobody is chosen yet."),
            self.tr("Choose the worker with the arrow keys."),
        )
        against = refusal_texts(one.against) if one is not None else (nobody,)
        set_reasons(self.keep, against[:1])

    def _on_seat(self) -> None:
        one = self._chosen()
        if one is not None and self.keep.isEnabled():
            self.seated.emit(one.row.id)


def _item(one: Seatable) -> QListWidgetItem:
    against = refusal_texts(one.against)
    said = f"{names(one.row)}   {', '.join(one.row.units)}   {one.row.reference}"
    item = QListWidgetItem("\n".join((said, against[0].fact)) if against else said)
    if against:
        item.setForeground(look().colour("muted"))
        item.setToolTip("\n".join((against[0].rule, against[0].fact, against[0].mend)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    return item
