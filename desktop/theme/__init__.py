"""How the window looks: colours, distances, letters, icons. Made in one place, used by role."""

from desktop.theme.colours import THEMES, Colours, ThemeName
from desktop.theme.icons import Icon, icon
from desktop.theme.look import Look, look, restyle
from desktop.theme.scale import ICON, LARGE_TEXT, RADIUS, SIGN, TEXT_SCALES, Space, Text

__all__ = [
    "ICON",
    "LARGE_TEXT",
    "RADIUS",
    "SIGN",
    "TEXT_SCALES",
    "THEMES",
    "Colours",
    "Icon",
    "Look",
    "Space",
    "Text",
    "ThemeName",
    "icon",
    "look",
    "restyle",
]
