"""A table that a spreadsheet opens: the cells as they are, and none of them a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reporting.csv_table import csv_bytes, harmless


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_names_in_every_script_and_awkward_cells_come_back_as_they_were() -> None:
    rows = [["សុខ ដារ៉ា", 'says "yes", twice'], ["two\nlines", "a;b,c"]]
    assert read_back(csv_bytes(["name", "remark"], rows)) == [["name", "remark"], *rows]


def test_spreadsheets_are_told_that_it_is_utf_8_and_lines_end_as_the_standard_says() -> None:
    data = csv_bytes(["a"], [["b"]])
    assert data == b'\xef\xbb\xbf"a"\r\n"b"\r\n'


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "  =1",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＠x",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_no_cell_of_any_table_begins_a_formula(rows: list[list[str]]) -> None:
    for row in read_back(csv_bytes(["x", "y"], rows))[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
