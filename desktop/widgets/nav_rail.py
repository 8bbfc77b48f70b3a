"""The places of the program, on the left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout

from desktop.theme import ICON, Icon, Space, icon, look
from desktop.widgets.layouts import column, label


class NavRail(QFrame):
    """One button a place. Narrow, it shows icons alone and says the names in tooltips."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "nav")
        self.setAccessibleName(self.tr("Places"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._brand = label("Touchstone", "h3")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._names: dict[str, str] = {}
        self._narrow = False
        self._list: QVBoxLayout = column(gap=Space.XS)
        margins = (Space.S, Space.L, Space.S, Space.L)
        self._brand.setContentsMargins(Space.M, 0, 0, 0)
        self.setLayout(column(self._brand, Space.M, self._list, None, gap=0, margin=margins))
        look().changed.connect(self._fit)

    def set_places(self, places: Sequence[tuple[str, str, Icon]]) -> None:
        """Offer places: id, name, icon. Alt and the number goes to one (the window binds it)."""
        for old in self._buttons.values():
            self._group.removeButton(old)
            old.deleteLater()
        self._buttons.clear()
        self._names = {key: name for key, name, _ in places}
        for number, (key, name, meaning) in enumerate(places, start=1):
            button = QPushButton(icon(meaning, "nav_text"), name)
            button.setProperty("role", "nav")
            button.setCheckable(True)
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{name}  (Alt+{number})").format(name=name, number=number))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self._list.addWidget(button)
            self._buttons[key] = button
        self._fit()

    def set_current(self, key: str) -> None:
        """Show which place is open."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and names."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def focus_current(self) -> None:
        """Put the keyboard on the open place."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_clicked(self) -> None:
        for key, button in self._buttons.items():
            if button is self.sender():
                self.chosen.emit(key)

    def _fit(self) -> None:
        bold = self.font()
        bold.setPixelSize(look().px(14))
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        widest = max((metrics.horizontalAdvance(name) for name in self._names.values()), default=0)
        room = 0 if self._narrow else widest + look().px(Space.XL)
        self.setFixedWidth(room + look().px(ICON) + 2 * Space.S + 32)
        self._brand.setVisible(not self._narrow)
        for key, button in self._buttons.items():
            button.setText("" if self._narrow else f"  {self._names[key]}")
