"""The look of the whole program: one theme and one text size at a time."""

from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.theme.colours import THEMES, Colours, ThemeName
from desktop.theme.fonts import add_own_fonts, window_font
from desktop.theme.glyphs import Glyphs
from desktop.theme.scale import SIGN, TEXT_SCALES, Text
from desktop.theme.sheet import style_sheet


class Look(QObject):
    """Puts a theme and a text size on the application. Ask `look()` for the one there is.

    Widgets that paint themselves read `colour()` when they paint; Qt repaints them on a change.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = ThemeName.LIGHT
        self.text_scale = 1.0
        self._fonts: tuple[str, ...] | None = None
        self._glyphs: Glyphs | None = None

    @property
    def colours(self) -> Colours:
        """The colours of the theme that is on."""
        return THEMES[self.theme]

    @property
    def strong(self) -> bool:
        """Whether marks are drawn thick and their words bold: to be read in full sunlight."""
        return self.theme is ThemeName.SUNLIGHT

    def colour(self, role: str) -> QColor:
        """Return the colour of one role, a field of `Colours`."""
        return QColor(getattr(self.colours, role))

    def px(self, size: float) -> int:
        """Return a size given at 100 % in pixels of the text size that is on."""
        return round(size * self.text_scale)

    def apply(
        self,
        app: QApplication,
        theme: ThemeName | None = None,
        *,
        text_scale: float | None = None,
    ) -> None:
        """Put on a theme, a text size (1.0 to 2.0; others are brought into that range), or both."""
        self.theme = theme or self.theme
        wanted = self.text_scale if text_scale is None else text_scale
        self.text_scale = min(max(wanted, TEXT_SCALES[0]), TEXT_SCALES[-1])
        if self._fonts is None or self._glyphs is None:
            self._fonts, self._glyphs = add_own_fonts(), Glyphs()
            app.setStyle(QStyleFactory.create("Fusion"))
        colours = self.colours
        self._glyphs.write(
            plain=colours.text,
            muted=colours.muted,
            on_accent=colours.on_accent,
            side=self.px(SIGN),
        )
        app.setPalette(_palette(colours))
        app.setFont(window_font(self._fonts, self.px(Text.BODY)))
        app.setStyleSheet(style_sheet(colours, self.text_scale, self._glyphs.url))
        self.changed.emit()


_LOOK: Final[list[Look]] = []


def look() -> Look:
    """Return the look of the program; made when first asked for, on the window's thread."""
    if not _LOOK:
        _LOOK.append(Look())
    return _LOOK[0]


def restyle(widget: QWidget, **properties: Any) -> None:
    """Set properties that the style sheet asks about, and make it look again if one has changed."""
    changed = {name: value for name, value in properties.items() if widget.property(name) != value}
    if not changed:
        return
    for name, value in changed.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for part, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Light, colours.surface),
        (role.Midlight, colours.sunken),
        (role.Mid, colours.border),
        (role.Dark, colours.border_strong),
        (role.Shadow, colours.border_strong),
    ):
        palette.setColor(part, QColor(value))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.muted))
    return palette
