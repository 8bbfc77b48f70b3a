"""The line above every page: find, who is signed in, look, keys, lock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QToolButton

from desktop.theme import TEXT_SCALES, Icon, Space, ThemeName, icon
from desktop.widgets.find_palette import Command
from desktop.widgets.layouts import column, label, row


class HeaderBar(QFrame):
    """Only says what was clicked."""

    find_requested = Signal()
    back_requested = Signal()
    theme_chosen = Signal(str)
    text_scale_chosen = Signal(float)
    keys_requested = Signal()
    own_keys_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self.setAccessibleName(self.tr("Header"))
        self.back = self._tool(Icon.BACK, self.tr("Back (Alt+Left)"))
        self.back.clicked.connect(self.back_requested)
        self.back.hide()
        self.find_button = QPushButton(
            icon(Icon.SEARCH, "muted"), self.tr("Find or do anything   Ctrl+K")
        )
        self.find_button.setAccessibleName(self.tr("Find or do anything"))
        self.find_button.clicked.connect(self.find_requested)
        self._narrow = False
        self._name = label("", "strong")
        self._role = label("", "meta")
        for part in (self._name, self._role):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.own_keys = self._tool(Icon.KEY, self.tr("My keys"))
        self.own_keys.clicked.connect(self.own_keys_requested)
        theme = self._tool(Icon.THEME, self.tr("Colours"), self._theme_menu())
        size = self._tool(Icon.TEXT_SIZE, self.tr("Text size"), self._size_menu())
        keys = self._tool(Icon.KEYS, self.tr("Keys (Ctrl+/)"))
        keys.clicked.connect(self.keys_requested)
        self.lock = self._tool(Icon.LOCK, self.tr("Lock (Ctrl+L)"))
        self.lock.clicked.connect(self.lock_requested)
        self.sign_out = self._tool(Icon.SIGN_OUT, self.tr("Sign out"))
        self.sign_out.clicked.connect(self.sign_out_requested)
        who = column(None, self._name, self._role, None, gap=0)
        tools = (self.own_keys, theme, size, keys, self.lock, self.sign_out)
        margins = (Space.L, Space.S, Space.L, Space.S)
        self.setLayout(
            row(
                self.back,
                self.find_button,
                None,
                who,
                Space.S,
                *tools,
                gap=Space.XS,
                margin=margins,
            )
        )

    def set_person(self, name: str, role: str) -> None:
        """Show who is signed in and as what."""
        self._name.setText(name)
        self._role.setText(role)
        self._name.setToolTip(role)
        self._name.setAccessibleDescription(role)
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Leave what the person is here to the tooltip of the name, or say it below the name."""
        self._narrow = narrow
        self._role.setVisible(bool(self._role.text()) and not narrow)

    def show_look(self, theme: ThemeName, text_scale: float) -> None:
        """Tick the theme and the text size that are on."""
        for action in (*self._themes.actions(), *self._sizes.actions()):
            action.setChecked(action.data() in (theme.value, text_scale))

    def commands(self) -> Sequence[Command]:
        """What stands here, for who finds it by typing: each theme, each text size, signing out."""
        themes, sizes = self.tr("Colours: {name}"), self.tr("Text size: {name}")
        also = self.tr("theme dark light contrast sun zoom letters larger smaller")
        found = [
            Command(said.format(name=one.text()), one.trigger, meaning=meaning, also=also)
            for said, group, meaning in (
                (themes, self._themes, Icon.THEME),
                (sizes, self._sizes, Icon.TEXT_SIZE),
            )
            for one in group.actions()
        ]
        leave = Command(self.sign_out.accessibleName(), self.sign_out.click, meaning=Icon.SIGN_OUT)
        return (*found, leave)

    def _theme_menu(self) -> QMenu:
        words = {
            ThemeName.LIGHT: self.tr("Light"),
            ThemeName.DARK: self.tr("Dark"),
            ThemeName.HIGH_CONTRAST: self.tr("High contrast"),
            ThemeName.SUNLIGHT: self.tr("Sunlight"),
        }
        menu = QMenu(self)
        self._themes = QActionGroup(menu)
        for theme, name in words.items():
            self._add(menu, self._themes, name, theme.value)
        self._themes.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))
        return menu

    def _size_menu(self) -> QMenu:
        menu = QMenu(self)
        self._sizes = QActionGroup(menu)
        for scale in TEXT_SCALES:
            self._add(menu, self._sizes, f"{scale:.0%}", scale)
        self._sizes.triggered.connect(lambda action: self.text_scale_chosen.emit(action.data()))
        return menu

    def _add(self, menu: QMenu, group: QActionGroup, words: str, data: object) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setData(data)
        group.addAction(action)
        menu.addAction(action)

    def _tool(self, meaning: Icon, words: str, menu: QMenu | None = None) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "quiet")
        made.setIcon(icon(meaning))
        made.setToolTip(words)
        made.setAccessibleName(words)
        if menu is not None:
            made.setMenu(menu)
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made
