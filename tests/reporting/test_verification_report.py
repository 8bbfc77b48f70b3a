"""The printed report: complete, one answer a page, printable whatever a stranger wrote."""

from dataclasses import replace

from core.reporting.report_marks import PaperTone
from core.reporting.verification_report import (
    PaperAward,
    PaperCheck,
    PaperPassport,
    VerificationPaper,
    verification_report_pdf,
)
from tests.reporting.pages import page_image, page_texts

CHECKS = tuple(
    PaperCheck(f"Check {number}", tone, tone.value, "What was found.", f"check.{number}")
    for number, tone in enumerate(PaperTone)
)
PASSPORT = PaperPassport(
    name="Sok Dara",
    own_name="សុខ ដារ៉ា",
    facts="born 1988-04-12",
    reminder="COMPARE name and birth date with the person's own document.",
    heading="The code proves",
    issued="issued by Kampong Cham Centre, 2025-11-21",
    awards=(
        PaperAward((("D4  Perform lathe operations", "proved by tasks"),), ("Assessed by V.",)),
    ),
    no_unit="No unit was assessed.",
    statements=(("Korean", "certificate seen"),),
    statements_heading="Not assessed",
    notices=("The agency's address is another.",),
)
PAPER = VerificationPaper(
    title="Report of a check",
    tone=PaperTone.GOOD,
    word="VALID",
    sentence="Genuine, and not withdrawn.",
    advice="",
    facts=(("Checked", "sheet.pdf"), ("Relying on", "trust list 3\nstatus list of 2025-11-18")),
    passports=(PASSPORT,),
    checks_heading="What was checked",
    checks=CHECKS,
    closing="This paper is no passport.",
)


def test_everything_that_was_found_stands_on_the_page() -> None:
    [page] = page_texts(verification_report_pdf([PAPER]))
    for words in (
        "VALID",
        "Genuine, and not withdrawn.",
        "sheet.pdf",
        "status list of 2025-11-18",
        "Sok Dara",
        "សុខ ដារ៉ា",
        "COMPARE",
        "D4 Perform lathe operations",
        "Assessed by V.",
        "certificate seen",
        "The agency's address is another.",
        "[check.3]",
        "This paper is no passport.",
        "1 / 1",
    ):
        assert words in page


def test_each_input_has_a_page_of_its_own() -> None:
    other = replace(PAPER, word="UNDECIDED", tone=PaperTone.OPEN, passports=(), checks=())
    first, second = page_texts(verification_report_pdf([PAPER, other]))
    assert "VALID" in first
    assert "UNDECIDED" in second
    assert "Sok Dara" not in second


def test_a_long_passport_goes_on_over_pages_and_no_page_loses_its_foot() -> None:
    award = PASSPORT.awards[0]
    many = replace(PASSPORT, awards=(replace(award, units=award.units * 60),))
    pages = page_texts(verification_report_pdf([replace(PAPER, passports=(many,))]))
    assert len(pages) > 1
    assert sum(page.count("Perform lathe operations") for page in pages) == 60
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_letters_that_no_font_has_do_not_keep_it_from_being_printed() -> None:
    strange = replace(PAPER, facts=(("Checked", "rune \u16a0 \U0001f600.pdf"),))
    [page] = page_texts(verification_report_pdf([strange]))
    assert "rune" in page


def test_a_file_name_without_end_does_not_push_the_answer_off_the_page() -> None:
    long = replace(PAPER, facts=(("Checked", "x" * 20_000),))
    pages = page_texts(verification_report_pdf([long]))
    assert "VALID" in pages[0]
    assert len(pages) <= 2


def test_what_was_withdrawn_is_struck_through() -> None:
    struck = replace(PASSPORT, struck=True, awards=(replace(PASSPORT.awards[0], struck=True),))
    plain = page_image(verification_report_pdf([PAPER]), 0, 60)
    marked = page_image(verification_report_pdf([replace(PAPER, passports=(struck,))]), 0, 60)
    assert plain.tobytes() != marked.tobytes()


def test_practice_is_said_across_the_page() -> None:
    [page] = page_texts(verification_report_pdf([replace(PAPER, practice="PRACTICE – training.")]))
    assert "PRACTICE – training." in page


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert verification_report_pdf([PAPER]) == verification_report_pdf([PAPER])
