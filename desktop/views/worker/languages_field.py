"""The languages that can be spoken with a worker."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.theme import Icon, icon
from desktop.views.languages import language_choices, language_name


class LanguagesField(QToolButton):
    """A button that names the languages; its menu ticks them. Emits `saved(tuple of tags)`."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setIcon(icon(Icon.LANGUAGE))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(self.toolButtonStyle().ToolButtonTextBesideIcon)
        menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for tag, name in language_choices():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(self._on_ticked)
            self._actions[tag] = action
        self.setMenu(menu)
        self.set_value(())

    def value(self) -> tuple[str, ...]:
        """The tags that are ticked."""
        return tuple(tag for tag, action in self._actions.items() if action.isChecked())

    def set_value(self, tags: Sequence[str]) -> None:
        """Show languages that come from outside; emits nothing."""
        for tag, action in self._actions.items():
            action.setChecked(tag in tags)
        said = ", ".join(language_name(tag) for tag in tags)
        self.setText(said or self.tr("None chosen yet"))
        self.setAccessibleDescription(said)

    def _on_ticked(self) -> None:
        self.set_value(self.value())
        self.saved.emit(self.value())
