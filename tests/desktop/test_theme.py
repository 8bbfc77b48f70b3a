"""The look: readable in every theme and size, complete, and in every script."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.theme import THEMES, Icon, ThemeName, icon, look, restyle
from desktop.theme.colours import OUTLINE_PAIRS, TEXT_PAIRS, contrast
from desktop.theme.sheet import style_sheet

NAMES = {"Khmer": "សុខ ដារ៉ា", "Lao": "ບຸນມີ", "Burmese": "မောင်အောင်", "Thai": "สมชาย", "Tamil": "தமிழ்"}


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: ThemeName, text: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize(("outline", "ground"), OUTLINE_PAIRS)
def test_outlines_can_be_seen(theme: ThemeName, outline: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, outline), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("theme", [ThemeName.HIGH_CONTRAST, ThemeName.SUNLIGHT])
def test_the_strong_themes_reach_seven_to_one(theme: ThemeName) -> None:
    colours = THEMES[theme]
    weak = [
        pair
        for pair in TEXT_PAIRS
        if contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) < 7
    ]
    assert not weak


def test_the_sheet_takes_every_colour_from_the_theme() -> None:
    sheet = style_sheet(THEMES[ThemeName.DARK], 1.0, lambda name: f"/{name}.png")

    known = {getattr(THEMES[ThemeName.DARK], name) for name in THEMES[ThemeName.DARK].__slots__}
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= known
    assert "$" not in sheet


def test_text_grows_with_the_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    words = QLabel("Perform lathe operations")
    qtbot.addWidget(words)
    words.ensurePolished()
    small = QFontMetrics(words.font()).horizontalAdvance(words.text())

    look().apply(qapp, text_scale=2.0)

    words.ensurePolished()
    large = QFontMetrics(words.font()).horizontalAdvance(words.text())
    assert large == pytest.approx(2 * small, rel=0.05)


def test_a_text_size_beyond_the_limits_is_brought_within(qapp: QApplication) -> None:
    look().apply(qapp, text_scale=40)
    assert look().text_scale == 2.0


@pytest.mark.parametrize("meaning", Icon)
def test_every_icon_is_drawn(qapp: QApplication, meaning: Icon) -> None:
    assert _ink(icon(meaning))


def test_icons_change_colour_with_the_theme(qapp: QApplication) -> None:
    kept = icon(Icon.CASES)
    light = _ink(kept)

    look().apply(qapp, ThemeName.DARK)

    assert _ink(kept) != light


@pytest.mark.parametrize("script", NAMES)
def test_names_in_every_script_have_their_letters(qapp: QApplication, script: str) -> None:
    letters = QFontMetrics(qapp.font())
    missing = [letter for letter in NAMES[script] if not letters.inFontUcs4(ord(letter))]
    assert not missing


def test_a_property_changes_the_look_at_once(qtbot: QtBot) -> None:
    button = QPushButton("Decide")
    qtbot.addWidget(button)
    button.resize(120, 40)
    before = button.grab().toImage()

    restyle(button, role="primary")

    assert button.grab().toImage() != before


def _ink(shown: QIcon) -> set[int]:
    image: QImage = shown.pixmap(QSize(24, 24)).toImage()
    pixels = {image.pixel(x, y) for x in range(24) for y in range(24)}
    return {pixel for pixel in pixels if pixel >> 24 == 255}
