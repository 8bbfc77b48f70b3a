"""Text in many scripts: shaped as HarfBuzz says, never wider than its column, never torn apart."""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black
from reportlab.pdfbase.pdfmetrics import getFont

from core.reporting.fonts import UnprintableTextError, Weight, runs
from core.reporting.typeset import Text, TextStyle, fit_text, set_text

STYLE = TextStyle(20, black)
WIDE = 10_000.0

NAMES = {
    "Khmer": ("សុខដារ៉ា", "NotoSansKhmer"),
    "Khmer, two lowered signs in a row": ("កម្ពុជាជាតិ", "NotoSansKhmer"),
    "Lao": ("ສົມພອນ", "NotoSansLao"),
    "Burmese": ("အောင်ကျော်ထွန်း", "NotoSansMyanmar"),
    "Thai": ("น้ำผึ้ง", "NotoSansThai"),
    "Sinhala": ("ශ්‍රී", "NotoSansSinhala"),
    "Tamil": ("ஸ்ரீகொ", "NotoSansTamil"),
    "Devanagari": ("क्षत्रिय", "NotoSansDevanagari"),
    "Bengali": ("ক্ষুদ্র", "NotoSansBengali"),
    "Telugu": ("శ్రీనివాస్", "NotoSansTelugu"),
    "Korean": ("김재호", "NotoSansKR"),
    "Chinese": ("陈晓明", "NotoSansSC"),
    "Vietnamese": ("Nguyễn", "NotoSans-Regular"),
    "Cyrillic": ("Иван", "NotoSans-Regular"),
    "Greek": ("Ωμέγα", "NotoSans-Regular"),
}


def font_file(name: str) -> Path:
    for package in ("resources", "justmytype_intl_sea", "justmytype_intl_south_asia"):
        for file in Path(str(files(package))).rglob("*.ttf"):
            if file.name in (f"{name}.ttf", f"{name}-Regular.ttf", f"{name}[wdth,wght].ttf"):
                return file
    raise AssertionError(name)


def harfbuzz_width(text: str, name: str) -> float:
    """The width as HarfBuzz alone gives it, in points at size 20; no glyph may be missing."""
    font = uharfbuzz.Font(uharfbuzz.Face(font_file(name).read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": True})
    assert all(info.codepoint != 0 for info in buffer.glyph_infos)
    advance: int = sum(p.x_advance for p in buffer.glyph_positions)
    return float(advance * 20 / font.face.upem)


def shown(text: Text) -> list[str]:
    return ["".join(piece.text for piece in line) for line in text.lines]


@pytest.mark.parametrize("script", NAMES)
def test_each_script_has_its_font_and_is_shaped_as_harfbuzz_shapes_it(script: str) -> None:
    text, font = NAMES[script]
    assert [run.face.name for run in runs(text)] == [font]
    assert set_text(text, STYLE, WIDE).width == pytest.approx(harfbuzz_width(text, font), abs=0.1)


def test_a_rare_chinese_character_is_left_to_the_readers_font_and_no_other_is() -> None:
    assert [(run.face.name, run.text) for run in runs("陈龘明陳")] == [
        ("NotoSansSC", "陈"),
        ("STSong-Light", "龘"),
        ("NotoSansSC", "明陳"),
    ]


@pytest.mark.parametrize(
    "script", ["Khmer", "Burmese", "Sinhala", "Tamil", "Devanagari", "Bengali"]
)
def test_complex_scripts_are_not_drawn_letter_by_letter(script: str) -> None:
    (line,) = set_text(NAMES[script][0], STYLE, WIDE).lines
    assert not line[0].reads_as_drawn


@pytest.mark.parametrize("script", NAMES)
def test_no_glyph_gets_its_code_point_by_the_order_of_what_is_printed(script: str) -> None:
    font = getFont(runs(NAMES[script][0])[0].face.name)
    assert set(font.face.glyphToChar) >= set(range(font.hbFace.glyph_count))


def test_letters_after_lowered_signs_stand_on_the_line_again() -> None:
    (line,) = set_text("កម្ពុជាជាតិសាស", STYLE, WIDE).lines
    heights = [stretch.up for stretch in line[0].stretches]
    assert min(heights) < 0
    assert heights[-1] == 0
    assert sum(1 for up in heights if up == 0) >= 3


def test_a_mixed_text_is_cut_into_one_run_a_font() -> None:
    names = [run.face.name for run in runs("Sok (សុខ) 김 Ω", Weight.SEMIBOLD)]
    latin = "NotoSans-SemiBold"
    assert names == [latin, "NotoSansKhmer", latin, "NotoSansKR", latin]


def test_a_control_character_is_printed_as_a_space() -> None:
    assert shown(set_text("a\tb\u2028c\x00d", STYLE, WIDE)) == ["a b c d"]


def test_decomposed_letters_are_composed() -> None:
    assert shown(set_text(unicodedata.normalize("NFD", "Nguyễn"), STYLE, WIDE)) == ["Nguyễn"]


@pytest.mark.parametrize("text", ["علي", "😀", "\U00020000", "Ali שלום", "\ue000", "ខ\ue000"])
def test_characters_without_a_font_are_refused_and_named(text: str) -> None:
    with pytest.raises(UnprintableTextError) as caught:
        set_text(text, STYLE, WIDE)
    assert set(str(caught.value.facts["characters"])) <= set(text)
    assert str(caught.value.facts["characters"])


ALPHABET = "abc W\u1780\u17d2\u1798\u17bb\u179a\u17c9\u17b6\u0e40\u0e01\u0e49\u1000\u103b\u1031김 "


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(ALPHABET, max_size=60), st.floats(90, 400))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = set_text(text, STYLE, width)
    for line in lines.lines:
        syllables = sum(1 for piece in line for c in piece.text if not unicodedata.combining(c))
        assert sum(piece.width for piece in line) * STYLE.size <= width or syllables < 12
    letters = "".join("".join(shown(lines)).split())
    assert letters == "".join(unicodedata.normalize("NFC", text).split())


WORDS = [*(name for name, _ in NAMES.values()), "AVATAR", "Yo.", "To", "fi", "W", "a"]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.floats(150, 600))
def test_each_line_takes_as_many_words_as_fit_when_it_stands_alone(
    words: list[str], width: float
) -> None:
    expected = [words[0]]
    for word in words[1:]:
        longer = f"{expected[-1]} {word}"
        if set_text(longer, STYLE, WIDE).width <= width:
            expected[-1] = longer
        else:
            expected.append(word)
    assert shown(set_text(" ".join(words), STYLE, width)) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "ព្រះរាជាណាចក្រកម្ពុជាជាតិសាសនាព្រះមហាក្សត្រ",
        "ประเทศไทยเป็นประเทศที่สวยงามเแม่น้ำ",
        "ສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ",
        "ပြည်ထောင်စုသမ္မတမြန်မာနိုင်ငံတော်",
    ],
)
def test_a_phrase_without_spaces_breaks_between_syllables(phrase: str) -> None:
    for width in range(60, 180, 10):
        text = set_text(phrase, STYLE, width)
        lines = shown(text)
        assert len(lines) > 1
        assert text.width <= width
        assert "".join(lines) == phrase
        for line in lines[1:]:
            assert not unicodedata.category(line[0]).startswith("M")
            assert line[0] not in "ะาำະາຳ"
        for line in lines[:-1]:
            assert line[-1] not in "\u17d2\u1039เแโใไເແໂໃໄ"


def test_a_text_is_set_smaller_until_it_fits_and_cut_only_at_the_smallest_size() -> None:
    styles = [TextStyle(size, black) for size in (20, 10)]
    assert fit_text("short", styles, 200, 30).style.size == 20
    small = fit_text("a sentence of some length for a column", styles, 200, 30)
    assert small.style.size == 10
    assert shown(small)[-1].endswith("column")
    cut = fit_text("a sentence of some length " * 20, styles, 200, 30)
    assert cut.height <= 30
    assert shown(cut)[-1].endswith("…")
