"""What a passport's texts may hold: decided while they are typed, not when they are signed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.written_texts import MAX_CHARS, NotLatinError, tidied, tidied_latin
from core.errors import WrongInputError
from credentials import fields
from credentials.errors import PassportFormatError

NAMES = [
    "សុខ ដារ៉ា",
    "အောင်မင်းသူ",
    "ສົມພອນ ວົງສາ",
    "නිමල් පෙරේරා",
    "பிரியா செல்வம்",
    "สมชาย ใจดี",
    "김재호",
    "أحمد",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_stays_as_it_is(name: str) -> None:
    assert tidied(name) == name


def test_the_joiners_that_belong_to_a_spelling_stay() -> None:
    for spelling in ("ක්\u200dෂ", "ខ្ញុំ\u200bស្រឡាញ់", "က္\u200cက"):
        assert tidied(spelling) == spelling


def test_one_name_has_one_spelling_in_bytes() -> None:
    assert tidied("Nguye\u0302\u0303n  Va\u0306n\tHu\u0300ng\n") == "Nguyễn Văn Hùng"
    assert tidied("\u00a0Sok\u2028Dara\u3000") == "Sok Dara"


UNSEEN = {
    "the sign that ends a string": "\0",
    "a bell": "\a",
    "delete": "\x7f",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "left-to-right mark": "\u200e",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "a letter of the invisible tag alphabet": "\U000e0061",
    "half of a surrogate pair": "\ud800",
    "private use": "\ue000",
    "no character": "\uffff",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_is_refused_and_named(character: str) -> None:
    with pytest.raises(WrongInputError) as caught:
        tidied(f"Sok{character} Dara")

    assert caught.value.code == "text.unusable-character"
    assert f"U+{ord(character):04X}" in str(caught.value.facts["character"])
    assert character not in str(caught.value.facts["character"]), "the sentence can be shown"


def test_the_longest_text_is_taken_and_one_character_more_is_not() -> None:
    assert tidied("ខ" * MAX_CHARS) == "ខ" * MAX_CHARS
    assert tidied("e\u0301" * MAX_CHARS) == "é" * MAX_CHARS, "counted as it is kept"
    with pytest.raises(WrongInputError) as caught:
        tidied("x" * 300)
    assert caught.value.code == "text.too-long"
    assert caught.value.facts == {"length": 300, "limit": MAX_CHARS}


@pytest.mark.parametrize(
    "name",
    ["Sok Dara", "Nguyễn Văn Hùng", "Anne-Marie O’Brien", "D'Souza, J. (jr.)", "Şükrü Ağa", "Ø"],
)
def test_latin_letters_with_all_their_accents_are_a_latin_name(name: str) -> None:
    assert tidied_latin(name) == name


@pytest.mark.parametrize("name", ["សុខ ដារ៉ា", "Sоk Dara", "김재호", "Ѕok", "123", "- -", "ＳＯＫ"])
def test_another_script_or_a_lookalike_is_no_latin_name(name: str) -> None:
    with pytest.raises(NotLatinError):
        tidied_latin(name)


def test_a_latin_name_needs_no_joiner() -> None:
    with pytest.raises(WrongInputError, match=r"U\+200D"):
        tidied_latin("So\u200dk Dara")


def test_no_name_is_empty_and_not_an_error_of_letters() -> None:
    assert tidied_latin(" \n") == ""


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.text(st.characters(codec=None), max_size=250))
def test_what_is_taken_here_a_passport_can_carry(typed: str) -> None:
    try:
        text = tidied(typed)
    except WrongInputError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert tidied(text) == text, "tidying again changes nothing"
    if text:
        assert fields.text(text, PassportFormatError, MAX_CHARS) == text
