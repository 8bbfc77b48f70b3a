"""A person's name in Latin letters and in their own script."""

from PySide6.QtWidgets import QWidget

from desktop.theme import Space
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column


class NamesLabel(QWidget):
    """The Latin name above, the own script below; either may be missing."""

    def __init__(self, latin: str = "", own: str = "", *, level: str = "h2") -> None:
        super().__init__()
        self._latin = ElidedLabel(level=level)
        self._own = ElidedLabel(level="muted")
        self.setLayout(column(self._latin, self._own, gap=Space.NONE))
        self._short = False
        self.set_names(latin, own)

    def set_short(self, short: bool) -> None:
        """Show one of the two names only, where there is no room for both."""
        self._short = short
        self._own.setVisible(bool(self._own.text()) and not short)

    def set_names(self, latin: str, own: str = "") -> None:
        """Show a name. Without a Latin one the own script takes its place."""
        first, second = (latin, own) if latin else (own, "")
        self._latin.setText(first)
        self._own.setText(second)
        self._own.setVisible(bool(second) and not self._short)
        self.setAccessibleName(f"{first} {second}".strip())
