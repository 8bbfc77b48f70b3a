"""What every colour of the window means, in four themes. The only place with colour values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ThemeName(StrEnum):
    """The looks that a person can choose."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"
    SUNLIGHT = "sunlight"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme: each field is a role, each value `#rrggbb`. Widgets ask for roles only."""

    window: str  # behind everything
    surface: str  # cards, tables, fields
    sunken: str  # table heads, quiet fills
    hover: str  # under the pointer
    text: str
    muted: str  # dates, hints, labels of fields
    border: str  # separates, need not be seen alone
    border_strong: str  # outline of what can be typed into or clicked; 3:1 on the surface
    accent: str  # the one main action, the chosen thing, links
    on_accent: str
    accent_hover: str
    accent_soft: str  # fill behind the chosen row
    on_accent_soft: str
    focus: str  # ring around what the keyboard acts on; 3:1 on the surface
    nav: str  # the places on the left
    nav_text: str
    nav_muted: str
    nav_selected: str
    on_nav_selected: str
    met: str  # competent, valid, done
    met_soft: str
    not_met: str  # not yet competent, not valid, a problem
    not_met_soft: str
    not_seen: str  # not judged yet, undecided: grey, never red or green
    not_seen_soft: str
    warning: str
    warning_soft: str
    danger: str  # fill of a button that takes something away
    on_danger: str
    practice: str  # the stripe that says: nothing here is real
    on_practice: str


LIGHT: Final = Colours(
    window="#f4f6f8",
    surface="#ffffff",
    sunken="#edf0f4",
    hover="#f1f5f9",
    text="#17212b",
    muted="#53606d",
    border="#dce1e7",
    border_strong="#84909d",
    accent="#175f98",
    on_accent="#ffffff",
    accent_hover="#114d7c",
    accent_soft="#e0edf8",
    on_accent_soft="#0d3d63",
    focus="#2b82cc",
    nav="#1c2833",
    nav_text="#d3dce5",
    nav_muted="#9fafbe",
    nav_selected="#31485c",
    on_nav_selected="#ffffff",
    met="#17683a",
    met_soft="#e1f3e8",
    not_met="#ad241c",
    not_met_soft="#fce9e7",
    not_seen="#53606d",
    not_seen_soft="#e9edf1",
    warning="#7d4b00",
    warning_soft="#fff2d9",
    danger="#ad241c",
    on_danger="#ffffff",
    practice="#5d3b8c",
    on_practice="#ffffff",
)

DARK: Final = Colours(
    window="#12181e",
    surface="#1b232b",
    sunken="#242e38",
    hover="#222c36",
    text="#e7edf3",
    muted="#a5b2bf",
    border="#313d49",
    border_strong="#758596",
    accent="#82bdf0",
    on_accent="#08233a",
    accent_hover="#a3cff6",
    accent_soft="#21394f",
    on_accent_soft="#cfe6fb",
    focus="#6cb2f0",
    nav="#0d1217",
    nav_text="#c6d0da",
    nav_muted="#8e9cab",
    nav_selected="#23384b",
    on_nav_selected="#ffffff",
    met="#79d39a",
    met_soft="#19342a",
    not_met="#ff9f96",
    not_met_soft="#432322",
    not_seen="#b0bcc8",
    not_seen_soft="#2b353f",
    warning="#f2c26b",
    warning_soft="#3a2e17",
    danger="#f58d83",
    on_danger="#2c0805",
    practice="#5d3b8c",
    on_practice="#ffffff",
)

HIGH_CONTRAST: Final = Colours(
    window="#000000",
    surface="#000000",
    sunken="#1a1a1a",
    hover="#262626",
    text="#ffffff",
    muted="#e6e6e6",
    border="#a6a6a6",
    border_strong="#ffffff",
    accent="#ffd60a",
    on_accent="#000000",
    accent_hover="#ffe566",
    accent_soft="#3d3400",
    on_accent_soft="#ffffff",
    focus="#4dd2ff",
    nav="#000000",
    nav_text="#ffffff",
    nav_muted="#e6e6e6",
    nav_selected="#3d3400",
    on_nav_selected="#ffffff",
    met="#6dff9e",
    met_soft="#002e12",
    not_met="#ffb9b3",
    not_met_soft="#400000",
    not_seen="#e6e6e6",
    not_seen_soft="#262626",
    warning="#ffd27a",
    warning_soft="#332200",
    danger="#ffb9b3",
    on_danger="#000000",
    practice="#d9b8ff",
    on_practice="#000000",
)

SUNLIGHT: Final = Colours(
    window="#ffffff",
    surface="#ffffff",
    sunken="#f0f0f0",
    hover="#ededed",
    text="#000000",
    muted="#262626",
    border="#6b6b6b",
    border_strong="#000000",
    accent="#003a75",
    on_accent="#ffffff",
    accent_hover="#002a57",
    accent_soft="#d6e8fb",
    on_accent_soft="#001f40",
    focus="#0057b8",
    nav="#000000",
    nav_text="#ffffff",
    nav_muted="#e0e0e0",
    nav_selected="#3d4a57",
    on_nav_selected="#ffffff",
    met="#00481a",
    met_soft="#dff5e6",
    not_met="#8a0000",
    not_met_soft="#ffe5e3",
    not_seen="#262626",
    not_seen_soft="#ececec",
    warning="#5c3500",
    warning_soft="#ffefcc",
    danger="#8a0000",
    on_danger="#ffffff",
    practice="#45206f",
    on_practice="#ffffff",
)

THEMES: Final[Mapping[ThemeName, Colours]] = {
    ThemeName.LIGHT: LIGHT,
    ThemeName.DARK: DARK,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
    ThemeName.SUNLIGHT: SUNLIGHT,
}

TEXT_PAIRS: Final = (
    *(("text", back) for back in ("window", "surface", "sunken", "hover", "accent_soft")),
    *(("muted", back) for back in ("window", "surface", "sunken", "hover")),
    *(("accent", back) for back in ("window", "surface", "hover")),
    *((role, "surface") for role in ("met", "not_met", "not_seen", "warning", "danger")),
    *((role, "window") for role in ("met", "not_met", "not_seen", "warning", "danger")),
    *((role, f"{role}_soft") for role in ("met", "not_met", "not_seen", "warning")),
    *(("text", f"{role}_soft") for role in ("met", "not_met", "not_seen", "warning")),
    *(("muted", f"{role}_soft") for role in ("met", "not_met", "not_seen", "warning")),
    *((role, "accent_soft") for role in ("met", "not_met", "not_seen", "muted")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("on_danger", "danger"),
    ("on_practice", "practice"),
    ("nav_text", "nav"),
    ("nav_muted", "nav"),
    ("on_nav_selected", "nav_selected"),
)
"""Text on background, wherever the two meet. At least 4.5:1 in every theme (WCAG 1.4.3)."""

OUTLINE_PAIRS: Final = (
    ("border_strong", "surface"),
    ("border_strong", "window"),
    ("focus", "surface"),
    ("focus", "window"),
)
"""Outlines that must be seen: at least 3:1 in every theme (WCAG 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two `#rrggbb` colours, 1.0 to 21.0, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
