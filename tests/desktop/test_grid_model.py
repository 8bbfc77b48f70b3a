"""The grid as an item model: what its cells say, what its filters show, how fast it is."""

import time
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark
from core.domain.case import Route
from core.domain.grid import Grid, GridRow, unit_grid
from core.domain.standards import RowKind, Text, Unit, UnitRow
from core.ids import RowId, new_id
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.models.grid_model import GridModel
from desktop.presenters.grid_cells import CHIPS_ROLE, ChipKind, GridColumn, GridFilter
from desktop.presenters.marks import MARK_ROLE
from tests import practice

TODAY = date(2025, 11, 22)


def thin_of(grid: Grid) -> frozenset[RowId]:
    return frozenset(one.row.id for one in grid.rows if one.thin(on=TODAY, currency_months=None))


def shown(grid: Grid, kind: GridFilter = GridFilter.ALL) -> GridModel:
    model = GridModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_grid(grid, thin_of(grid))
    model.set_filter(kind)
    return model


def numbers(model: GridModel) -> list[str]:
    column = GridColumn.NUMBER
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.fixture
def d4(walk: Walk) -> Grid:
    case = practice.judged(walk)
    return unit_grid(walk.file(case.id), practice_unit(walk.desk, "D4"))


@pytest.fixture
def shop(walk: Walk) -> Grid:
    unit = practice_unit(walk.desk, "ALT723205")
    case = walk.open(practice.DARA, Route.NATIONAL_UNITS, [unit])
    walk.collect(case, practice.PAPERS)
    walk.map(case, unit, {"1.2": ["1", "2"], "3.1": ["2"]})
    return unit_grid(walk.file(case.id), unit)


def test_the_columns_are_those_of_the_guidelines_and_the_descriptor_has_a_row(
    qtbot: QtBot, d4: Grid
) -> None:
    model = shown(d4)
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(GridColumn.NEWEST)
    ]
    assert titles == ["#", "Element", "Portfolio", "Tasks", "Questions"]
    assert numbers(model) == ["", "1", "2", "3", "4", "5", "6", "7"]
    assert "descriptor" in model.index(0, GridColumn.ROW).data()


def test_a_cell_says_its_pieces_with_their_marks(qtbot: QtBot, d4: Grid) -> None:
    model = shown(d4)
    [task] = model.index(4, GridColumn.TASKS).data(CHIPS_ROLE)
    assert (task.text, task.mark) == ("T1", Mark.MET)
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(4, GridColumn.TASKS).data(said) == "T1 met"
    assert model.index(0, GridColumn.PORTFOLIO).data(said) == "1, 2"
    assert model.index(1, GridColumn.QUESTIONS).data(said) == "nothing"
    assert model.index(1, GridColumn.ASSESSOR).data(MARK_ROLE) is Mark.MET
    assert model.index(0, GridColumn.ASSESSOR).data(MARK_ROLE) is None


def test_a_gap_is_said_in_a_word(qtbot: QtBot, shop: Grid) -> None:
    model = shown(shop)
    row = numbers(model).index("2.1")
    [chip] = model.index(row, GridColumn.PORTFOLIO).data(CHIPS_ROLE)
    assert (chip.text, chip.kind) == ("gap", ChipKind.GAP)


def test_a_national_unit_has_headings_that_the_arrows_pass_over(qtbot: QtBot, shop: Grid) -> None:
    model = shown(shop)
    assert len(numbers(model)) == 1 + 4 + 11
    heading = model.index(1, GridColumn.ROW)
    assert heading.data() == "Inspect or clean tools and work area"
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    assert model.index(1, GridColumn.PORTFOLIO).data(CHIPS_ROLE) == ()


def test_the_filters_keep_headings_only_above_rows_that_are_shown(qtbot: QtBot, shop: Grid) -> None:
    gaps = numbers(shown(shop, GridFilter.GAPS))
    assert "1.2" not in gaps
    assert gaps[:3] == ["", "1", "1.1"]
    assert numbers(shown(shop, GridFilter.THIN)) == ["1", "1.2", "3", "3.1"]


def test_f3_finds_the_gaps_around_the_end(qtbot: QtBot, shop: Grid) -> None:
    model = shown(shop)
    assert numbers(model)[model.gap_from(0, 1)] == "1.1"
    assert model.gap_from(0, -1) == model.rowCount() - 1


def test_reading_again_keeps_the_rows_where_they_are(qtbot: QtBot, d4: Grid) -> None:
    model = shown(d4)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_grid(d4, thin_of(d4))


def test_what_is_typed_stands_in_its_row_instead_of_the_gap(qtbot: QtBot, shop: Grid) -> None:
    model = shown(shop)
    line = model.line(2)
    assert line is not None
    model.set_typed(line.row.id, "3.2")
    [chip] = model.index(2, GridColumn.PORTFOLIO).data(CHIPS_ROLE)
    assert (chip.text, chip.kind) == ("3.2", ChipKind.TYPED)


def _many_rows(unit: Unit, count: int) -> Grid:
    rows = tuple(
        GridRow(
            UnitRow(
                RowId(new_id()), RowKind.CRITERION, str(number), Text((("en", "A text " * 20),))
            )
        )
        for number in range(count)
    )
    return Grid(unit, rows)


def test_sixty_rows_are_answered_at_once(qtbot: QtBot, d4: Grid) -> None:
    model = GridModel()
    begun = time.perf_counter()
    model.show_grid(_many_rows(d4.unit, 60))
    for row in range(model.rowCount()):
        for column in GridColumn:
            for role in (Qt.ItemDataRole.DisplayRole, CHIPS_ROLE, MARK_ROLE):
                model.index(row, column).data(role)
    assert time.perf_counter() - begun < 0.5
    assert model.rowCount() == 60


def test_the_newest_piece_says_when_and_whether_the_row_is_thin(qtbot: QtBot, d4: Grid) -> None:
    model = shown(d4)
    assert model.index(5, GridColumn.NEWEST).data() == "2019-03 thin"
    month = f"{datetime.now().astimezone() - timedelta(days=3):%Y-%m}"
    assert str(model.index(4, GridColumn.NEWEST).data()).startswith(month)
