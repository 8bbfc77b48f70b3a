"""Where there is no room for two panes: which one is in sight, the grid or what lies beside it."""

from PySide6.QtWidgets import QTabBar, QTabWidget


class PaneBar(QTabBar):
    """Offers the tabs of another widget, from a place of its own."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__()
        self._tabs = tabs
        self.setAccessibleName(self.tr("Grid, row, evidence or unit"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.currentChanged.connect(self._on_chosen)
        self.hide()

    def follow(self) -> None:
        """Offer what there is now, with the one in sight chosen."""
        tabs = self._tabs
        offered = [at for at in range(tabs.count()) if tabs.isTabVisible(at)]
        self.blockSignals(True)
        while self.count() > len(offered):
            self.removeTab(self.count() - 1)
        for place, at in enumerate(offered):
            if place >= self.count():
                self.addTab("")
            self.setTabText(place, tabs.tabText(at))
            self.setTabData(place, at)
        if tabs.currentIndex() in offered:
            self.setCurrentIndex(offered.index(tabs.currentIndex()))
        self.blockSignals(False)

    def _on_chosen(self, place: int) -> None:
        at = self.tabData(place)
        if isinstance(at, int):
            self._tabs.setCurrentIndex(at)
