"""The frame: places on the left, a header above, one page at a time. No rule, no data."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMainWindow, QWidget

from desktop.theme import Icon, ThemeName, look
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.find_palette import Command, FindPalette, go_to_words, matching
from desktop.widgets.header_bar import HeaderBar
from desktop.widgets.in_sight import focus_into, keep_in_sight, let_enter_press
from desktop.widgets.layouts import column, label, row
from desktop.widgets.nav_rail import NavRail
from desktop.widgets.page_stack import PageStack
from desktop.widgets.pages import Commanding, Place, Refreshing, WithKeys, WithPanes, focus_page
from desktop.widgets.reasoned import reasons_in
from desktop.widgets.saving import flush_all
from desktop.widgets.shortcut_table import ShortcutTable, keys_everywhere
from desktop.widgets.turned_screen import TurnedScreen, TurnGuard, Turning
from desktop.widgets.why_panel import WhyPanel
from desktop.widgets.window_memory import WindowMemory

NARROW_BELOW_PX = 1050
"""At 100 % text size: in a narrower window the places are icons alone."""


class MainWindow(QMainWindow):
    """Shows a gate (sign-in, lock) or the desk: the places of whoever is signed in."""

    lock_requested = Signal()
    sign_out_requested = Signal()
    place_shown = Signal(str)
    closing = Signal()  # everything in fields is saved already

    def __init__(self, settings: QSettings) -> None:
        """Make it; `settings` keeps size, theme and text size from one day to the next."""
        super().__init__()
        self.setWindowTitle(self.tr("Touchstone"))
        self._memory = WindowMemory(settings)
        self._memory.restore_look()
        self._places: dict[str, Place] = {}
        self._pages: dict[str, QWidget] = {}
        self._opened: dict[str, QWidget] = {}  # a page over the page of a place
        self._ways_up: dict[str, Callable[[], None]] = {}  # from there to what it was opened from
        self._current = ""
        self._finder: Callable[[str], Sequence[Command]] = lambda _: ()
        self._turned = TurnedScreen(self, self.lock_requested.emit)
        self._own_keys_of: Callable[[], None] = lambda: None
        self.nav, self.header, self.stack = NavRail(), HeaderBar(), PageStack()
        self._practice = QFrame()
        self._practice.setProperty("kind", "practice")
        self._practice_words = label("", "", wrap=False)
        self._practice_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._practice.setLayout(row(self._practice_words, margin=4))
        self._practice.hide()
        self._desk = QWidget()
        self.why = WhyPanel()
        self.why.closed.connect(self._focus_page_again)
        main = column(self.header, self.stack, self.why, gap=0)
        main.setStretchFactor(self.stack, 1)
        desk = row(self.nav, main, gap=0)
        desk.setStretchFactor(main, 1)
        self._desk.setLayout(desk)
        self._outer = PageStack()
        self._outer.addWidget(self._desk)
        whole = QWidget()
        whole.setProperty("kind", "page")
        whole.setLayout(column(self._practice, self._outer, gap=0))
        self.setCentralWidget(whole)
        self._connect()
        self.header.show_look(look().theme, look().text_scale)
        self._memory.restore_size(self)

    # -- what the program puts in -------------------------------------------------------------

    def show_gate(self, page: QWidget) -> None:
        """Hide the desk behind one page, such as sign-in. The desk and its pages live on."""
        flush_all(self._desk)
        if self._outer.indexOf(page) < 0:
            self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)
        for dialog in self._desk.findChildren(QDialog):  # a clip that is shown, a file to choose
            dialog.close()

    def show_desk(self) -> None:
        """Show the places again, where they were left."""
        self._outer.setCurrentWidget(self._desk)
        if self._current:
            self.show_place(self._current)

    def turn_to_worker(self) -> None:
        """Turn the screen to the worker: nothing else is in sight until it is given back."""
        page: object = self.current_page
        if not self.at_gate and isinstance(page, Turning):
            self._turned.turn(page)

    def set_turn_guard(self, guard: TurnGuard | None) -> None:
        """Say who asks for the desk before it is shown again after a turn."""
        self._turned.guard = guard

    def let_gate_go(self, page: QWidget) -> None:
        """Drop a page that hid the desk."""
        self._outer.removeWidget(page)
        page.deleteLater()

    @property
    def at_gate(self) -> bool:
        """Whether the desk is hidden."""
        return self._outer.currentWidget() is not self._desk

    def set_places(self, places: Sequence[Place], *, name: str, role: str = "") -> None:
        """Give a person their places; pages of whoever was here before are let go."""
        for page in (*self._opened.values(), *self._pages.values()):
            self.stack.removeWidget(page)
            page.deleteLater()
        self._opened.clear()
        self._ways_up.clear()
        self._pages.clear()
        self._current = ""
        self._places = {place.id: place for place in places}
        self.nav.set_places([(place.id, place.title, place.icon) for place in places])
        self.header.set_person(name, role)

    def set_practice(self, sentence: str) -> None:
        """Write a sentence across the top of everything; an empty one takes it away."""
        self._practice_words.setText(sentence)
        self._practice.setVisible(bool(sentence))

    def set_finder(self, finder: Callable[[str], Sequence[Command]]) -> None:
        """Let Ctrl+K also ask `finder`, which answers at once with at most a screenful."""
        self._finder = finder

    def set_own_keys(self, show: Callable[[], None]) -> None:
        """Let the button beside the name open the keys of whoever is signed in."""
        self._own_keys_of = show

    # -- going from place to place --------------------------------------------------------------

    @property
    def current_place(self) -> str:
        """The id of the place that is open; empty before the first."""
        return self._current

    @property
    def current_page(self) -> QWidget | None:
        """The page in sight."""
        page: QWidget | None = self.stack.currentWidget()  # None before the first
        return page

    def page(self, place_id: str) -> QWidget:
        """Return the page of a place; made now if it was never shown."""
        if place_id not in self._pages:
            made = self._places[place_id].make_page()
            self._pages[place_id] = made
            self.stack.addWidget(made)
        return self._pages[place_id]

    def show_place(self, place_id: str) -> None:
        """Go to a place: to the page opened over it if there is one, else to its own."""
        if place_id in self._places:
            self._show(place_id, self._opened.get(place_id) or self.page(place_id))

    def open_page(self, page: QWidget, place_id: str, up: Callable[[], None] | None = None) -> None:
        """Open a page over that of a place (one case over the cases). The former one is let go.

        `up` opens what is one level above the page; without it that is the page of the place.
        """
        self._drop_opened(place_id, unless=page)
        if up is not None:
            self._ways_up[place_id] = up
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self._opened[place_id] = page
        self._show(place_id, page)

    def go_back(self) -> None:
        """Close the page that was opened over the place, and show the place's own."""
        flush_all(self.stack)
        self._drop_opened(self._current)
        if self._current:
            self._show(self._current, self.page(self._current))

    def go_up(self) -> None:
        """Go from an opened page to what it was opened from: a plan's case, a paper's session."""
        up = self._ways_up.get(self._current, self.go_back)
        flush_all(self.stack)
        up()

    def _drop_opened(self, place_id: str, unless: QWidget | None = None) -> None:
        self._ways_up.pop(place_id, None)
        page = self._opened.pop(place_id, None)
        if page is not None and page is not unless:
            flush_all(page)
            self.stack.removeWidget(page)
            page.deleteLater()

    def _show(self, place_id: str, page: QWidget) -> None:
        if self.current_page is not None:
            flush_all(self.current_page)
        self._current = place_id
        self.why.hide()
        last = page.focusWidget()  # the stack is about to choose one of its own
        self.stack.setCurrentWidget(page)
        self.nav.set_current(place_id)
        self.header.back.setVisible(place_id in self._opened)
        if isinstance(page, Refreshing):
            page.refresh()
        focus_page(page, last)
        self.place_shown.emit(place_id)

    # -- keys, find, look -----------------------------------------------------------------------

    def _connect(self) -> None:
        for follow in (keep_in_sight, let_enter_press):
            cast("QApplication", QApplication.instance()).focusChanged.connect(follow)
        self.nav.chosen.connect(self._on_nav)
        self.header.find_requested.connect(self.open_finder)
        self.header.back_requested.connect(self.go_up)
        self.header.keys_requested.connect(self.show_keys)
        self.header.own_keys_requested.connect(lambda: self._own_keys_of())
        self.header.lock_requested.connect(self.lock_requested)
        self.header.sign_out_requested.connect(self.sign_out_requested)
        self.header.theme_chosen.connect(lambda name: self.set_look(ThemeName(name)))
        self.header.text_scale_chosen.connect(lambda scale: self.set_look(text_scale=scale))
        for keys, act in (
            ("Ctrl+K", self.open_finder),
            ("Ctrl+L", self.lock_requested.emit),
            ("Ctrl+/", self.show_keys),
            ("F6", self.next_pane),
            ("F9", self.turn_to_worker),
            ("Alt+Left", self.go_up),
        ):
            QShortcut(QKeySequence(keys), self._desk).activated.connect(act)
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self._desk)
            shortcut.activated.connect(lambda number=number: self._go_to_number(number))

    def _on_nav(self, place_id: str) -> None:
        if place_id == self._current and place_id in self._opened:
            self.go_back()
        else:
            self.show_place(place_id)

    def _go_to_number(self, number: int) -> None:
        if number <= len(self._places):
            self._on_nav(list(self._places)[number - 1])

    def open_finder(self) -> None:
        """Open "find or do anything"."""
        palette = FindPalette(self._found, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.chosen.connect(lambda command: command.run())
        below = self.header.find_button.rect().bottomLeft()
        palette.move(self.header.find_button.mapToGlobal(below))
        palette.show()
        palette.field.setFocus()

    def _found(self, text: str) -> Sequence[Command]:
        page: object = self.current_page
        here = list(page.commands()) if isinstance(page, Commanding) else []
        for number, place in enumerate(self._places.values(), start=1):
            go = lambda place=place: self._on_nav(place.id)  # noqa: E731
            words = go_to_words(place.title)
            here.append(Command(words, go, f"Alt+{number}", place.icon, place.also))
        if isinstance(page, Turning):
            turn = self.tr("Turn the screen to the worker")
            here.append(Command(turn, self.turn_to_worker, "F9", Icon.PERSON))
        lock = self.lock_requested.emit
        here.append(Command(self.tr("Lock"), lock, "Ctrl+L", Icon.LOCK))
        if text:  # else they would push out what is done more often
            here.extend(self.header.commands())
        # What can be done here first: the finder always ends with a search for anything typed.
        return [*matching(text, here), *(self._finder(text) if text else ())]

    def show_keys(self) -> None:
        """Show the table of keys: those of every page, then those of this one."""
        if self.at_gate:
            return
        page: object = self.current_page
        here = tuple(page.key_groups()) if isinstance(page, WithKeys) else ()
        table = ShortcutTable((*here, keys_everywhere()), self)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.open()

    def next_pane(self) -> None:
        """Move the keyboard to the next pane: places, then the panes of the page."""
        page = self.current_page
        if page is None:
            return
        panes = list(page.panes()) if isinstance(page, WithPanes) else [page]
        panes = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        inside = [pane for pane in panes if focus is pane or pane.isAncestorOf(focus or self)]
        following = panes.index(inside[-1]) + 1 if inside else 0
        if following >= len(panes):
            self.nav.focus_current()
        else:
            focus_into(panes[following])

    def set_look(self, theme: ThemeName | None = None, *, text_scale: float | None = None) -> None:
        """Put on a theme or a text size, and remember it."""
        look().apply(cast("QApplication", QApplication.instance()), theme, text_scale=text_scale)
        self._memory.keep_look()
        self.header.show_look(look().theme, look().text_scale)
        self._fit_nav()

    def _fit_nav(self) -> None:
        narrow = self.width() < NARROW_BELOW_PX * look().text_scale
        self.nav.set_narrow(narrow)
        self.header.set_narrow(narrow)
        # A window never grows beyond what it has, or could have, of its screen.
        room = self.screen().availableSize().expandedTo(self.size())
        around = self._practice.sizeHint().height() + self.header.sizeHint().height()
        self.stack.set_most(room - QSize(self.nav.width(), around))

    def explain(self) -> None:
        """Say why what is disabled here cannot be done; where nothing is, show the keys."""
        page = self.current_page
        if page is None or self.at_gate:
            return
        feet = [one for one in page.findChildren(ActionFooter) if one.isVisible()]
        if feet and feet[-1].explain():
            return
        if reasons := reasons_in(page):
            self.why.explain(reasons)
        else:
            self.show_keys()

    def _focus_page_again(self) -> None:
        if self.current_page is not None:
            focus_page(self.current_page, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F1 comes here from every page that has no foot with a main button."""
        if event.key() == Qt.Key.Key_F1:
            self.explain()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_nav()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        flush_all(self)
        self._memory.keep_size(self)
        self.closing.emit()
        super().closeEvent(event)
