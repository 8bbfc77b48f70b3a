"""Printed checklists that were filled in, scanned badly, and read back."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.domain.checklist_reading import BoxAnswer, PageProblem, ReadRow, ScannedPage
from core.domain.checklist_sheet import ChecklistRow, ChecklistSheet
from core.domain.checklists import (
    PREFIX,
    BoxColumn,
    CheckBox,
    ChecklistCodeDamagedError,
    ChecklistPage,
    ChecklistVersionError,
    NoChecklistCodeError,
    read_code,
    write_code,
)
from core.ids import CaseId, RowId, SessionTaskId, new_id
from core.reporting.checklist_layout import lay_out
from core.reporting.checklist_pdf import checklist_pdf
from core.scanning.checklist_marks import read_checklists
from core.scanning.errors import ScanError
from credentials.qr import decode_text
from credentials.qr_errors import NotAPassportCodeError
from tests.handwriting import Scan, any_scan, as_jpeg, as_pdf, drawn_page, filled_in, scanned

MET, NOT_MET, PROMPTED = BoxColumn.MET, BoxColumn.NOT_MET, BoxColumn.PROMPTED
LONG = "Tools, equipment and materials are selected and checked in line with job requirements"
KHMER = "ឧបករណ៍ និងសម្ភារៈត្រូវបានជ្រើសរើស និងពិនិត្យតាមតម្រូវការការងារ"


def sheet(rows: int = 9) -> ChecklistSheet:
    made = tuple(
        ChecklistRow(
            RowId(new_id()),
            f"{1 + number // 5}.{1 + number % 5}",
            LONG if number % 2 else "Joints are finished to drawing",
            KHMER if number % 3 else "",
            heading=f"{1 + number // 5}  Prepare" if number % 5 == 0 else "",
        )
        for number in range(rows)
    )
    ids = SessionTaskId(new_id()), CaseId(new_id())
    return ChecklistSheet(
        *ids, "Centre", "KPC-7Q4-M2X", "Sok Dara", "សុខ ដារ៉ា", 3, "D4", "Turn", "Lathe 2", made
    )


@cache
def printed() -> tuple[tuple[ChecklistPage, ...], tuple[Image.Image, ...]]:
    made = sheet()
    pdf = checklist_pdf(made)
    codes = tuple(page.code for page in lay_out(made))
    return codes, tuple(drawn_page(pdf, number) for number in range(len(codes)))


def read_one(picture: Image.Image, quality: int = 75) -> ScannedPage:
    (page,) = read_checklists(as_jpeg(picture, quality), name="scan.jpg")
    return page


def test_sixty_rows_stand_on_pages_in_their_order_and_each_page_says_which() -> None:
    made = sheet(60)
    pages = lay_out(made)

    assert [row.row.id for page in pages for row in page.rows] == [row.id for row in made.rows]
    assert pages[0].code.first == 0
    assert sum(len(page.code.rows) for page in pages) == 60
    for page in pages:
        assert read_code(write_code(page.code)) == page.code
        assert page.code.top + sum(page.code.heights) <= 275
        assert min(page.code.heights) >= 14


def test_a_code_is_no_passports_and_a_passports_is_none_of_ours() -> None:
    text = write_code(printed()[0][0])
    with pytest.raises(NotAPassportCodeError):
        decode_text(text)
    with pytest.raises(NoChecklistCodeError):
        read_code("https://practice.example/p#1234567890")
    with pytest.raises(ChecklistVersionError):
        read_code(text.replace(PREFIX, "TSCL2:"))
    with pytest.raises(ChecklistCodeDamagedError):
        read_code(text[:-1] + ("A" if text[-1] != "A" else "B"))


@pytest.mark.parametrize("heights", [(14, 0), (14,) * 19])
def test_a_forged_code_whose_rows_have_no_height_or_leave_the_page_is_damaged(
    heights: tuple[int, ...],
) -> None:
    whole = printed()[0][0]
    with pytest.raises(ChecklistCodeDamagedError):
        read_code(write_code(replace(whole, top=40, heights=heights)))


@given(st.text(max_size=200) | st.text("ABCDEFGH234567=", max_size=200).map(PREFIX.__add__))
def test_any_text_is_a_page_or_one_of_three_errors(text: str) -> None:
    try:
        page = read_code(text)
    except (NoChecklistCodeError, ChecklistVersionError, ChecklistCodeDamagedError):
        return
    assert write_code(page) == text


@pytest.mark.parametrize("seed", range(20))
def test_what_a_hand_wrote_comes_back_however_it_was_scanned(seed: int) -> None:
    rng = random.Random(seed)
    codes, papers = printed()
    at = seed % len(codes)
    code = codes[at]
    marks: dict[int, list[BoxColumn]] = {}
    for row in range(len(code.heights)):
        column = rng.choice((None, MET, MET, NOT_MET, BoxColumn.NOT_SEEN))
        if column:
            marks[row] = [column, PROMPTED] if rng.random() < 0.2 else [column]
    ticked = [box for box, _, _ in code.check_boxes() if rng.random() < 0.7]
    scan = any_scan(rng)
    paper = filled_in(papers[at], code, marks, rng, ticked)

    page = read_one(scanned(paper, scan, rng), scan.quality)

    assert page.code == code
    assert page.problem is None
    for number, found in enumerate(page.rows):
        for column, answer in found.boxes.items():
            wanted = column in marks.get(number, ())
            # What is doubtful may be left to a person; nothing is ever read wrong.
            assert answer is not (BoxAnswer.EMPTY if wanted else BoxAnswer.MARKED), (number, column)
    sure = [found.sure for found in page.rows]
    assert sum(sure) >= len(sure) - 1
    assert page.checks is not None
    assert {box for box, answer in page.checks.items() if answer is BoxAnswer.MARKED} == set(ticked)


def test_pages_of_one_file_come_in_their_own_order_also_upside_down() -> None:
    codes, papers = printed()
    rng = random.Random(1)
    turned = [scanned(one, Scan(dpi=110, turned=180), rng) for one in reversed(papers)]
    pages = read_checklists(as_pdf(turned), name="scan.pdf")
    assert [one.code for one in pages] == list(reversed(codes))
    assert all(len(one.image) < 2_000_000 for one in pages)
    assert {answer for one in pages for row in one.rows for answer in row.boxes.values()} == {
        BoxAnswer.EMPTY
    }


def test_half_a_page_a_blank_one_and_a_foreign_code_are_named_as_what_they_are() -> None:
    _, papers = printed()
    rng = random.Random(2)
    whole = scanned(papers[0], Scan(dpi=120), rng)
    half = whole.crop((0, 0, whole.width, whole.height * 6 // 10))
    left = whole.crop((whole.width // 2, 0, whole.width, whole.height))
    below = whole.crop((0, whole.height // 2, whole.width, whole.height))
    covered = whole.copy()
    covered.paste(Image.new("L", (400, 400), 150), (0, whole.height - 400))

    assert read_one(half).problem is PageProblem.PARTLY
    assert read_one(left).problem is PageProblem.PARTLY
    assert read_one(covered).problem is PageProblem.PARTLY
    assert read_one(below).problem is PageProblem.NO_CODE
    assert read_one(Image.new("L", (900, 1200), 250)).problem is PageProblem.NO_CODE
    assert read_one(half).rows == ()


def test_two_crosses_or_a_mark_beside_its_box_are_for_a_person() -> None:
    codes, papers = printed()
    rng = random.Random(3)
    paper = filled_in(papers[0], codes[0], {0: [MET, NOT_MET], 1: [PROMPTED]}, rng)
    page = read_one(scanned(paper, Scan(dpi=150, turned=2), rng))

    assert [row.sure for row in page.rows[:3]] == [False, False, True]
    assert [row.mark for row in page.rows[:3]] == [None, None, None]
    assert page.rows[0].picture.startswith(b"\x89PNG")


def test_an_unsure_box_never_becomes_a_mark() -> None:
    boxes = dict.fromkeys(BoxColumn, BoxAnswer.EMPTY)
    assert ReadRow(boxes | {MET: BoxAnswer.UNSURE}).mark is None
    assert not ReadRow(boxes | {MET: BoxAnswer.MARKED, NOT_MET: BoxAnswer.UNSURE}).sure
    assert ReadRow(boxes).sure


@given(st.binary(max_size=300) | st.binary(max_size=100).map(b"%PDF-1.7".__add__))
def test_any_bytes_are_pages_or_the_scanners_own_error(data: bytes) -> None:
    try:
        pages = read_checklists(data, name="any")
    except ScanError:
        return
    assert all(one.problem for one in pages)


def test_the_boxes_of_the_checks_are_different_ones() -> None:
    boxes = [(x, y) for _, x, y in printed()[0][0].check_boxes()]
    assert len(set(boxes)) == len(boxes) == 8
    assert all(isinstance(box, CheckBox) for box, _, _ in printed()[0][0].check_boxes())
