import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.references import (
    ALPHABET,
    WrongReferenceError,
    new_reference,
    parse_reference,
    reference_of,
)

references = st.text(ALPHABET, min_size=5, max_size=5).map(
    lambda middle: reference_of("KPC", middle)
)


def test_a_new_reference_is_read_back_as_it_was_made() -> None:
    reference = new_reference("KPC")

    assert parse_reference(reference) == reference
    assert reference.startswith("KPC-")


@given(references)
def test_hyphens_spaces_case_and_the_letter_o_do_not_matter(reference: str) -> None:
    assert parse_reference(reference.lower().replace("-", " ").replace("0", "o")) == reference


@given(references, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_found(reference: str, place: int, wrong: str) -> None:
    body = reference.replace("-", "")
    changed = body[:place] + wrong + body[place + 1 :]
    if changed == body:
        assert parse_reference(changed) == reference
    else:
        with pytest.raises(WrongReferenceError):
            parse_reference(changed)


@given(references, st.integers(0, 7))
def test_two_neighbours_swapped_are_found(reference: str, place: int) -> None:
    body = reference.replace("-", "")
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    if swapped != body:
        with pytest.raises(WrongReferenceError):
            parse_reference(swapped)


@given(st.text())
def test_whatever_is_typed_is_a_reference_or_refused(typed: str) -> None:
    try:
        reference = parse_reference(typed)
    except WrongReferenceError:
        return
    assert parse_reference(reference) == reference
