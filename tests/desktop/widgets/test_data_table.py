"""A table is worked by keyboard, scales with the text, and says so when it is empty."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.rows import Column, RowsModel
from desktop.theme import look
from desktop.widgets.data_table import DataTable

PEOPLE = [("Sok Dara", 3), ("Chea Lina", 12), ("សុខ ដារ៉ា", 0)]


def a_model(rows: list[tuple[str, int]]) -> RowsModel[tuple[str, int]]:
    return RowsModel(
        [Column("Name", lambda it: it[0]), Column("Days", lambda it: str(it[1]), right=True)], rows
    )


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    """A table of three people, in sight."""
    made = DataTable("Candidates")
    made.set_model(a_model(PEOPLE), widths={1: 80})
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(a_model(PEOPLE))


def test_numbers_stand_at_the_right() -> None:
    model = a_model(PEOPLE)
    alignment = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_the_first_row_is_chosen_from_the_start(table: DataTable) -> None:
    assert table.row == 0


def test_arrows_move_and_enter_opens(qtbot: QtBot, table: DataTable) -> None:
    with qtbot.waitSignal(table.moved) as moved:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (moved.args, opened.args) == ([1], [1])


def test_ctrl_enter_is_left_to_the_main_button(qtbot: QtBot, table: DataTable) -> None:
    with qtbot.assertNotEmitted(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_new_rows_keep_a_row_chosen(table: DataTable) -> None:
    model = table.model()
    assert isinstance(model, RowsModel)
    model.set_rows(PEOPLE[1:])
    assert table.row == 0
    assert model.row(0) == PEOPLE[1]


def test_going_to_a_row_that_is_not_there_does_nothing(table: DataTable) -> None:
    table.go_to(2)
    table.go_to(99)
    assert table.row == 2


def test_an_empty_table_says_what_it_waits_for(qtbot: QtBot, table: DataTable) -> None:
    model = table.model()
    assert isinstance(model, RowsModel)
    model.set_rows([])
    blank = table.grab().toImage()
    table.say_when_empty("No candidate yet.")
    assert table.grab().toImage() != blank


def test_no_column_is_out_of_sight_where_there_is_little_room(
    qtbot: QtBot, qapp: QApplication
) -> None:
    table = DataTable("Queue")
    texts = ("KPC-7Q4-M2", "5 days", "national units: " * 9, "evidence not original " * 9)
    columns: list[Column[tuple[str, ...]]] = [
        Column(name, lambda it, at=at: it[at])  # type: ignore[misc]
        for at, name in enumerate(("Reference", "Waiting", "Units", "Look at"))
    ]
    table.set_model(RowsModel(columns, [texts]), stretch=3, widths={0: 120})
    qtbot.addWidget(table)
    look().apply(qapp, text_scale=2.0)
    table.resize(700, 300)
    table.show()
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.columnWidth(1) >= table.sizeHintForColumn(1), "what is short is not cut"
    assert table.columnWidth(3) >= 0.9 * table.columnWidth(2), "the widest share what is left"
    table.resize(4000, 300)
    assert table.columnWidth(2) >= table.sizeHintForColumn(2)


def test_rows_and_columns_grow_with_the_text(table: DataTable, qapp: QApplication) -> None:
    before = table.rowHeight(0), table.columnWidth(1)
    look().apply(qapp, text_scale=2.0)
    assert table.rowHeight(0) > before[0] * 1.5
    assert table.columnWidth(1) == before[1] * 2
