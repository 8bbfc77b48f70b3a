"""The printed passport: it reads back, says everything, and nothing runs into anything."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations

import pytest
import zxingcpp
from PIL import Image

from core.domain.passport_sheet import PassportSheet, SheetStatement, SheetUnit
from core.reporting import look
from core.reporting.fonts import UnprintableTextError
from core.reporting.labels import ENGLISH, labels_for
from core.reporting.passport_pdf import passport_pdf
from core.reporting.pictures import UnusablePhotoError
from core.reporting.typeset import set_text
from core.scanning import read_codes
from credentials.qr_symbol import TooLargeError, symbol_version
from tests.reporting.pages import page_image, page_texts, word_boxes
from tests.reporting.sheets import award, code_text, photo, sheet
from tests.reporting.specimens import COUNTS, PEOPLE, printed_sheet, specimen

MM_PER_INCH = 25.4
LONG_TITLE = (
    "Perform complex turning, boring, threading and taper operations on conventional and computer "
    "controlled lathes according to drawings, tolerances and the safety rules of the workplace"
)


def units(count: int) -> list[SheetUnit]:
    """Units of a national standard, every fourth with a very long title."""
    kinds = ("Portfolio", "Tasks", "Questions")
    return [
        SheetUnit(f"MEM-{i:02}", LONG_TITLE if i % 4 == 0 else f"Bench work {i}", kinds, "Level II")
        for i in range(1, count + 1)
    ]


def named(latin_name: str, own_name: str) -> PassportSheet:
    plain = sheet(award())
    return replace(plain, holder=replace(plain.holder, latin_name=latin_name, own_name=own_name))


SHEETS = {
    "one unit": sheet(award()),
    "practice": replace(sheet(award()), practice=True),
    "six units": sheet(award(*units(6))),
    "twenty units": sheet(award(*units(20)), award()),
    "forty awards": sheet(*[award()] * 40),
    "portfolio only": sheet(),
    "no photo": replace(sheet(award()), holder=replace(sheet().holder, photo=None)),
    "Burmese": named("AUNG KYAW HTUN", "အောင်ကျော်ထွန်း မောင်မောင်သန်းရွှေ"),
    "Khmer without spaces": named("SOK Dara", "ព្រះរាជាណាចក្រកម្ពុជា" * 9),
    "names of 200 letters": named("Wolfeschlegel " * 14, "សុខ ដារ៉ា " * 20),
    "one word of 200 letters": named("W" * 200, "ဘ" * 200),
    "long statements": replace(
        sheet(award()),
        soft_skills=tuple(SheetStatement(LONG_TITLE, "testimonial") for _ in range(12)),
    ),
}


@cache
def printed(case: str) -> bytes:
    return passport_pdf(SHEETS[case])


@pytest.mark.parametrize("case", SHEETS)
def test_the_printed_page_reads_back_to_the_same_text(case: str) -> None:
    pdf = printed(case)
    (code,) = zxingcpp.read_barcodes(page_image(pdf, 0, dpi=150))
    assert code.text == SHEETS[case].code_text
    assert read_codes(pdf, name="passport.pdf") == (SHEETS[case].code_text,)


@pytest.mark.parametrize("case", [case for case in SHEETS if case != "practice"])
def test_no_text_lies_on_another_or_leaves_the_page(case: str) -> None:
    pdf = printed(case)
    for number in range(len(page_texts(pdf))):
        boxes = word_boxes(pdf, number)
        assert len(boxes) > 10
        assert all(left > 51 and low > 30 and right < 545 for left, low, right, _ in boxes)
        for one, two in combinations(boxes, 2):
            across = min(one[2], two[2]) - max(one[0], two[0])
            down = min(one[3], two[3]) - max(one[1], two[1])
            assert across <= 1 or down <= 1, (one, two)


@pytest.mark.parametrize("size", [60, 300, 640, 730])
def test_a_module_is_at_least_half_a_millimetre(size: int) -> None:
    text = code_text(size)
    pdf = passport_pdf(replace(sheet(award()), code_text=text))
    (code,) = zxingcpp.read_barcodes(page_image(pdf, 0, dpi=300))
    modules = 17 + 4 * symbol_version(text)
    side = code.position.bottom_right.x - code.position.top_left.x
    assert side / 300 * MM_PER_INCH / modules >= 0.5


def test_everything_on_the_sheet_is_printed() -> None:
    (text,) = page_texts(passport_pdf(sheet(award())))
    for words in (
        "Kampong Practice Centre for Skills Assessment",
        "Agency for Skills (practice), No. KPC-01",
        "KPC-7Q4-M2X",
        "Issued 21 November 2025",
        "SOK Dara",
        "12 April 1988",
        "Cambodia",
        "4821",
        "RMCS recognition",
        "Regional Model Competency Standard, Manufacturing, 2010",
        "Under the authority of Agency for Skills (practice)",
        "D4",
        "Perform lathe operations",
        "Portfolio, Tasks, Questions",
        "V. Chan",
        "Certified assessor, No. 0417",
        "P. Rith",
        "Certified assessor, No. 0388",
        "Decided 21 November 2025",
        "Valid until 21 November 2030",
        "Led a team of six on the night shift for 14 months",
        "testimonial",
        "Korean, TOPIK level 3",
        "certificate seen",
        "Republic of Korea, six years",
        "Address to trust",
        "https://verify.skills.example/p",
        "The code does not prove",
        "The photo, and anything else that is printed on this sheet",
        "check@kpc.example",
        "Page 1 of 1",
    ):
        assert words in text


def test_a_name_in_its_own_script_can_be_copied_out_of_the_file() -> None:
    """Glyphs are in drawing order, so the characters themselves are attached to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.reporting.pdf.COMPRESS_PAGES", 0)
        pdf = passport_pdf(named("AUNG", "ကျော်"))
    assert "ကျော်".encode("utf-16-be").hex().encode() in pdf


@pytest.mark.parametrize("script", PEOPLE)
def test_every_script_is_found_and_copied_as_it_was_written(script: str) -> None:
    """Readers search and copy characters, whatever order their glyphs stand in."""
    latin, own, _, title = PEOPLE[script]
    for count in COUNTS:
        text = unicodedata.normalize("NFC", " ".join(page_texts(printed_sheet(script, count))))
        for written in (latin, own, title):
            assert unicodedata.normalize("NFC", written) in text
        if count > 1:
            assert all(f"MEM{30 + n}{n % 7}B" in text for n in range(1, count + 1))


@pytest.mark.parametrize("script", PEOPLE)
def test_in_no_script_and_with_no_number_of_units_does_text_lie_on_text(script: str) -> None:
    for count in COUNTS:
        pdf = passport_pdf(replace(specimen(script, count), practice=False))
        for number in range(len(page_texts(pdf))):
            for one, two in combinations(word_boxes(pdf, number), 2):
                across = min(one[2], two[2]) - max(one[0], two[0])
                down = min(one[3], two[3]) - max(one[1], two[1])
                assert across <= 1 or down <= 1, (count, one, two)


def test_the_labels_stand_in_english_and_in_the_holders_language() -> None:
    text = page_texts(printed_sheet("Vietnamese", 1))[0]
    for words in (
        "Name · Họ và tên",
        "Date of birth · Ngày sinh",
        "Nationality · Quốc tịch",
        "Viet Nam",
    ):
        assert words in text


def test_of_a_country_without_words_the_labels_are_english_alone() -> None:
    text = page_texts(printed_sheet("Tamil", 1))[0]
    assert "Date of birth Nationality Travel document ends" in text
    assert "Sri Lanka" in text


@pytest.mark.parametrize("file", sorted((files("resources") / "labels").iterdir(), key=str))
def test_the_words_of_every_country_can_be_printed(file: Traversable) -> None:
    country = file.name.removesuffix(".json")
    if file.name == "README.md":
        return
    assert len(country) == 2
    labels = labels_for(country)
    assert labels.country
    assert labels_for(json.loads(file.read_text("utf-8"))["alpha3"]) == labels
    assert set(labels.words) <= set(ENGLISH)
    for name in ENGLISH:
        set_text(labels.both(name), look.LABEL, look.WIDTH)


def test_what_the_code_does_not_prove_is_marked() -> None:
    (text,) = page_texts(passport_pdf(sheet(award())))
    for words in ("KPC-7Q4-M2X†", "No. KPC-01†", "check@kpc.example†", "it is marked †"):
        assert words in text


def test_a_long_address_is_printed_whole_and_broken_where_its_parts_end() -> None:
    address = "https://verify.qualifications.department-of-skills.example/passport/of/the/holder"
    (text,) = page_texts(passport_pdf(replace(sheet(award()), address=address)))
    assert address in text.replace(" ", "")


def test_twenty_units_flow_over_pages_and_none_is_lost() -> None:
    pages = page_texts(printed("twenty units"))
    assert len(pages) >= 2
    whole = " ".join(pages)
    assert all(f"MEM-{i:02}" in whole for i in range(1, 21))
    assert whole.count(LONG_TITLE) == 5
    for number, page in enumerate(pages, 1):
        assert "KPC-7Q4-M2X" in page
        assert f"Page {number} of {len(pages)}" in page
    assert "RMCS recognition, continued" in pages[1]
    assert all("Check this passport" not in page for page in pages[1:])


def test_the_signers_are_never_alone_on_a_page() -> None:
    for count in range(5, 13):
        for page in page_texts(passport_pdf(sheet(award(*units(count))))):
            if "Assessed by" in page:
                assert "MEM-" in page.partition("Assessed by")[0]


def test_portfolio_only_says_that_no_unit_was_assessed() -> None:
    (text,) = page_texts(passport_pdf(sheet()))
    assert "No unit was assessed" in text
    assert "Assessed by" not in text
    assert "each award" not in text


def test_the_parts_of_a_passport_are_one_file_and_each_says_which_it_is() -> None:
    parts = [replace(sheet(award()), part=n, parts=2, code_text=code_text(500 + n)) for n in (1, 2)]
    pdf = passport_pdf(*parts)
    for number, page in enumerate(page_texts(pdf), 1):
        assert f"Part {number} of 2, each complete in itself" in page
        assert f"Part {number} of 2, page 1 of 1" in page
    assert read_codes(pdf, name="passport.pdf") == tuple(part.code_text for part in parts)


def test_a_passport_of_one_part_says_nothing_of_parts() -> None:
    assert "Part" not in page_texts(printed("one unit"))[0]


def test_practice_says_so_on_every_page_and_a_real_one_nowhere() -> None:
    practice = replace(SHEETS["twenty units"], practice=True)
    for page in page_texts(passport_pdf(practice)):
        assert page.count("PRACTICE") >= 2
    assert all("PRACTICE" not in page for page in page_texts(printed("twenty units")))


def test_the_same_sheet_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = passport_pdf(SHEETS["Burmese"])
    passport_pdf(SHEETS["Khmer without spaces"])
    passport_pdf(named("X", "ကြိုးဘွားမြင့်ဦးကျော်"))
    assert passport_pdf(SHEETS["Burmese"]) == first


def test_what_the_camera_added_to_a_photo_is_not_handed_on() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    tagged = io.BytesIO()
    Image.open(io.BytesIO(photo())).save(tagged, "JPEG", exif=exif)
    plain = sheet(award())
    pdf = passport_pdf(replace(plain, holder=replace(plain.holder, photo=tagged.getvalue())))
    assert b"SECRET CAMERA" in tagged.getvalue()
    assert b"SECRET CAMERA" not in pdf


@pytest.mark.parametrize("broken", [b"", b"not a picture", photo()[:200], b"\x89PNG\r\n\x1a\n"])
def test_a_photo_that_cannot_be_read_is_refused(broken: bytes) -> None:
    plain = sheet(award())
    with pytest.raises(UnusablePhotoError):
        passport_pdf(replace(plain, holder=replace(plain.holder, photo=broken)))


def test_a_name_that_no_font_has_is_refused_and_the_characters_are_named() -> None:
    with pytest.raises(UnprintableTextError) as caught:
        passport_pdf(named("ALI", "علي"))
    assert caught.value.facts["characters"] == "علي"


def test_a_code_that_is_too_large_for_the_sheet_is_refused() -> None:
    with pytest.raises(TooLargeError):
        passport_pdf(replace(sheet(award()), code_text=code_text(780)))
