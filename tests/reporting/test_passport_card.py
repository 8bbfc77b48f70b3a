"""The card: two sides of its size, a code that reads, every script in its place, nothing cut off."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import combinations

import pytest
import zxingcpp

from core.domain.passport_sheet import CardPaper, PassportSheet
from core.reporting.passport_card import card_pdf
from core.scanning import read_codes
from credentials.qr_symbol import symbol_version
from tests.reporting.pages import opened, page_image, page_texts, word_boxes
from tests.reporting.sheets import award, code_text, sheet
from tests.reporting.specimens import COUNTS, PEOPLE, printed_card, specimen
from tests.reporting.test_passport_pdf import units

POINTS_PER_MM = 72 / 25.4
LONGEST = replace(
    sheet(award(*units(20))),
    code_text=code_text(730),
    address="https://verify.qualifications.department-of-skills.example/passport/of/the/holder",
    centre=replace(
        sheet().centre,
        name="Centre for the Assessment of Skills of Returning Workers of the Western Province "
        * 2,
        contact="Ask for the registrar on weekdays, +855 00 000 000, registrar@centre.example " * 2,
    ),
    holder=replace(sheet().holder, latin_name="Wolfeschlegel " * 14, own_name="សុខ ដារ៉ា " * 20),
    practice=True,
)


def lies_on_another(pdf: bytes, number: int) -> list[tuple[object, object]]:
    return [
        (one, two)
        for one, two in combinations(word_boxes(pdf, number), 2)
        if min(one[2], two[2]) - max(one[0], two[0]) > 1
        and min(one[3], two[3]) - max(one[1], two[1]) > 1
    ]


def test_both_sides_have_the_size_of_a_card() -> None:
    with opened(card_pdf(sheet(award()))) as document:
        sizes = [document[number].get_size() for number in range(len(document))]
    assert len(sizes) == 2
    for width, height in sizes:
        assert width / POINTS_PER_MM == pytest.approx(85.6, abs=0.01)
        assert height / POINTS_PER_MM == pytest.approx(54, abs=0.01)


@pytest.mark.parametrize("size", [60, 640, 730])
def test_a_module_on_the_card_is_at_least_0_38_mm(size: int) -> None:
    text = code_text(size)
    pdf = card_pdf(replace(sheet(award()), code_text=text))
    (code,) = zxingcpp.read_barcodes(page_image(pdf, 1, dpi=300))
    assert code.text == text
    side = (code.position.bottom_right.x - code.position.top_left.x) / 300 * 25.4
    assert side / (17 + 4 * symbol_version(text)) >= 0.38


@pytest.mark.parametrize("paper", CardPaper)
def test_the_card_reads_back_on_either_paper(paper: CardPaper) -> None:
    pdf = card_pdf(LONGEST, paper)
    assert read_codes(pdf, name="card.pdf") == (LONGEST.code_text,)


@pytest.mark.parametrize("script", PEOPLE)
def test_every_script_can_be_copied_from_the_card_and_lies_on_nothing(script: str) -> None:
    latin, own, _, title = PEOPLE[script]
    for count in COUNTS:
        pdf = printed_card(script, count)
        front, back = (unicodedata.normalize("NFC", text) for text in page_texts(pdf))
        assert unicodedata.normalize("NFC", own) in front
        assert latin in front
        assert "Check this card" in back
        if not specimen(script, count).practice:  # its word lies across everything
            assert not lies_on_another(pdf, 0)
        assert not lies_on_another(pdf, 1)
        if count == 1:
            assert unicodedata.normalize("NFC", title) in front


def test_the_longest_texts_stay_on_the_card() -> None:
    real = replace(LONGEST, practice=False)
    for one in (real, LONGEST):
        pdf = card_pdf(one)
        for number in (0, 1):
            for left, low, right, high in word_boxes(pdf, number):
                assert left > 2
                assert low > 2
                assert right < 85.6 * POINTS_PER_MM - 2
                assert high < 54 * POINTS_PER_MM
        assert not lies_on_another(pdf, 1)
    assert not lies_on_another(card_pdf(real), 0)


def test_twenty_units_are_all_named_by_their_codes() -> None:
    front, _ = page_texts(card_pdf(sheet(award(*units(20)))))
    assert "20 units (the code has their titles)" in front
    assert all(f"MEM-{number:02}" in front for number in range(1, 21))


def test_the_card_says_who_when_and_what_the_code_does_not_prove() -> None:
    front, back = page_texts(card_pdf(sheet(award())))
    for words in (
        "SOK Dara",
        "12 April 1988",
        "KPC-7Q4-M2X†",
        "D4 Perform lathe operations",
        "Assessed by V. Chan · verified by P. Rith",
        "Issued 21 November 2025 · valid until 21 November 2030",
    ):
        assert words in front
    for words in (
        "Scan the code with Touchstone",
        "does not prove what is marked †",
        "https://verify.skills.example/p",
        "A code with another address is not this agency's.",
    ):
        assert words in back


@pytest.mark.parametrize("practice", [True, False])
def test_practice_says_so_on_both_sides_and_a_real_card_on_none(practice: bool) -> None:
    for text in page_texts(card_pdf(replace(sheet(award()), practice=practice))):
        assert ("PRACTICE" in text) is practice


def test_the_same_card_gives_the_same_bytes() -> None:
    def again(one: PassportSheet) -> bytes:
        return card_pdf(one)

    first = again(specimen("Burmese", 6))
    again(specimen("Khmer", 1))
    assert again(specimen("Burmese", 6)) == first
