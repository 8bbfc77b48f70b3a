"""The binder as a list: fixed dividers, and the numbered exhibits behind each."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from core.domain.casefile import CaseFile
from core.domain.exhibit_kinds import Divider
from core.domain.portfolio import Exhibit, FileRole
from core.ids import ExhibitId
from desktop.texts import capital, words

_ID = Qt.ItemDataRole.UserRole


class ExhibitTree(QTreeWidget):
    """Emits `chosen(ExhibitId)`, `opened(ExhibitId)` by Enter, `remove_asked(ExhibitId)` by Del."""

    chosen = Signal(object)
    opened = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Binder"))
        self.setHeaderLabels([self.tr("Exhibit"), self.tr("To do")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._items: dict[ExhibitId, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_opened)

    @property
    def current(self) -> ExhibitId | None:
        """The exhibit that is chosen, or None."""
        item = self.currentItem()
        found: ExhibitId | None = item.data(0, _ID) if item is not None else None
        return found

    def show_case(self, file: CaseFile) -> None:
        """Show the binder as it is now; what was chosen stays chosen."""
        before, place = self.current, self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        for divider in Divider:
            exhibits = [one for one in file.binder if one.kind.divider is divider]
            self._add_divider(file, divider, exhibits)
        self.expandAll()
        if before in self._items:
            self.setCurrentItem(self._items[before])
        self.verticalScrollBar().setValue(place)
        self.blockSignals(False)
        if before is not None and before not in self._items:
            self.chosen.emit(None)

    def choose(self, exhibit_id: ExhibitId) -> None:
        """Choose an exhibit and bring it into sight."""
        if exhibit_id in self._items:
            self.setCurrentItem(self._items[exhibit_id])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        current = self.current
        if current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif current is not None and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(current)
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        moves = QAbstractItemView.CursorAction
        upwards = action in (moves.MoveUp, moves.MovePageUp, moves.MoveEnd, moves.MovePrevious)
        while found.isValid() and not found.parent().isValid():  # a divider: go past it
            found = self.indexAbove(found) if upwards else self.indexBelow(found)
        return found if found.isValid() else self.currentIndex()

    def _add_divider(self, file: CaseFile, divider: Divider, exhibits: list[Exhibit]) -> None:
        count = f"  ({len(exhibits)})" if exhibits else ""
        head = QTreeWidgetItem([capital(divider) + count, ""])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFirstColumnSpanned(True)
        font = self.font()
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        for exhibit in exhibits:
            title = exhibit.title or capital(exhibit.kind)
            item = QTreeWidgetItem([f"{exhibit.number}  {title}", self._to_do(file, exhibit)])
            item.setData(0, _ID, exhibit.id)
            item.setToolTip(0, f"{exhibit.number}  {title}\n{capital(exhibit.kind)}")
            head.addChild(item)
            self._items[exhibit.id] = item

    def _to_do(self, file: CaseFile, exhibit: Exhibit) -> str:
        files = file.files_of(exhibit.id)
        if not files:
            return self.tr("no scan yet")
        if exhibit.kind.needs_signatory and not exhibit.signatory.complete:
            return self.tr("who signed?")
        translated = any(one.role is FileRole.TRANSLATION for one in files)
        if exhibit.language != "en" and not translated:
            return self.tr("no translation")
        return self.tr("handed over") if file.is_frozen(exhibit) else words(exhibit.sight)

    def _on_current(self) -> None:
        self.chosen.emit(self.current)

    def _on_opened(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)
