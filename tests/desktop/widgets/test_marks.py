"""A mark is a shape, a word and a colour; not seen is never like not met."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark
from desktop.models.rows import Column, RowsModel
from desktop.theme import THEMES, ThemeName
from desktop.widgets.data_table import DataTable
from desktop.widgets.mark import SHAPES, agreement_word, colour_of, mark_word
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.shapes import Shape, paint_shape


def drawn(shape: Shape, colour: str) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_shape(painter, QRectF(0, 0, 48, 48), shape, colour, "surface")
    painter.end()
    return image


def test_every_shape_differs_without_its_colour(qtbot: QtBot) -> None:
    pictures = [drawn(shape, "text") for shape in Shape]
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


def test_marks_differ_in_shape_word_and_colour() -> None:
    assert len({SHAPES[mark] for mark in Mark}) == len(Mark)
    assert len({mark_word(mark) for mark in Mark}) == len(Mark)
    assert len({agreement_word(mark) for mark in Mark}) == len(Mark)
    for colours in THEMES.values():
        assert len({getattr(colours, colour_of(mark)) for mark in Mark}) == len(Mark)


@pytest.mark.parametrize("theme", ThemeName)
def test_not_seen_is_grey(theme: ThemeName) -> None:
    value = THEMES[theme].not_seen
    channels = [int(value[place : place + 2], 16) for place in (1, 3, 5)]
    assert max(channels) - min(channels) < 32


def test_a_click_marks_and_a_second_click_takes_it_back(qtbot: QtBot) -> None:
    picker = MarkPicker()
    qtbot.addWidget(picker)
    marked: list[Mark | None] = []
    picker.marked.connect(marked.append)

    for _ in range(2):
        qtbot.mouseClick(picker.buttons[Mark.MET], Qt.MouseButton.LeftButton)

    assert marked == [Mark.MET, None]


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        (Qt.Key.Key_1, Mark.MET),
        (Qt.Key.Key_2, Mark.NOT_MET),
        (Qt.Key.Key_3, Mark.NOT_SEEN),
        (Qt.Key.Key_0, None),
    ],
)
def test_the_keys_mark(qtbot: QtBot, key: Qt.Key, mark: Mark | None) -> None:
    picker = MarkPicker()
    qtbot.addWidget(picker)
    with qtbot.waitSignal(picker.marked) as marked:
        qtbot.keyClick(picker, key)
    assert marked.args == [mark]


def test_showing_a_mark_emits_nothing_and_clears_the_others(qtbot: QtBot) -> None:
    picker = MarkPicker(agreement=True)
    qtbot.addWidget(picker)
    with qtbot.assertNotEmitted(picker.marked):
        picker.show_mark(Mark.MET)
        picker.show_mark(Mark.NOT_SEEN)
    assert [mark for mark, button in picker.buttons.items() if button.isChecked()] == [
        Mark.NOT_SEEN
    ]


def test_a_table_draws_a_mark_where_its_model_has_one(qtbot: QtBot) -> None:
    def table(mark: Mark | None) -> QImage:
        made = DataTable("Rows")
        qtbot.addWidget(made)
        columns: list[Column[Mark | None]] = [Column("Mark", lambda _: "", mark=lambda row: row)]
        made.set_model(RowsModel(columns, [mark]))
        made.resize(200, 120)
        return made.grab().toImage()

    pictures = [table(mark) for mark in (*Mark, None)]
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])
