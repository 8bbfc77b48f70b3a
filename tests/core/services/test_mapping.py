"""Mapping by typing: 3 is exhibit 3, 3.2 its second page."""

from dataclasses import replace

import pytest

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.grid import unit_grid
from core.domain.people import Role
from core.errors import CoreError, NotFoundError, RefusedError
from core.services import claiming, collecting, mapping
from core.services.inspecting_files import inspect
from desktop.demo.advising import row
from desktop.demo.centre import practice_unit
from tests.core.services.conftest import Work
from tests.core.services.test_inspecting_files import pdf


def typed(work: Work, text: str, number: str = "4") -> str:
    """Type into a row; the label that stands there afterwards."""
    walk = work.walk
    link = mapping.link_number(
        walk.desk, walk.advisor, work.case.id, work.unit.id, row(work.unit, number).id, text
    )
    assert not link.removed
    return " ".join(labels(work, number))


def labels(work: Work, number: str) -> tuple[str, ...]:
    grid = unit_grid(work.walk.file(work.case.id), work.unit)
    return grid.row(row(work.unit, number).id).labels


def two_pages(work: Work) -> None:
    """Give exhibit 1 a second file, a PDF with two pages."""
    walk = work.walk
    exhibit = walk.file(work.case.id).binder[0]
    collecting.attach_file(walk.desk, walk.advisor, exhibit, inspect("more.pdf", pdf(2)))


def test_a_number_or_a_page_in_any_digits_is_linked(at_map: Work) -> None:
    two_pages(at_map)
    rows = {"1": "1", " 2 ": "2", "1.2": "1.2", "2.": "2", "១.២": "1.2", "၁": "1", "001.02": "1.2"}

    for text, label in rows.items():
        assert label in typed(at_map, text).split(), text
    assert labels(at_map, "4") == ("1", "1.2", "2")


WRONG = {
    "1.9": "mapping.no-such-page",
    "1.0": "mapping.no-such-page",
    "2.2": "mapping.no-such-page",
    **dict.fromkeys(
        ("3", "0", "", "x", "1.x", "1,2", "-1", ".2", "1.²", "1 2", "9" * 5000, "1.\n2"),
        "mapping.no-such-exhibit",
    ),
}


def test_what_is_no_exhibit_or_page_is_refused_and_nothing_is_linked(at_map: Work) -> None:
    two_pages(at_map)

    for text, code in WRONG.items():
        with pytest.raises(CoreError) as caught:
            typed(at_map, text)
        assert caught.value.code == code, text
    assert labels(at_map, "4") == ()


def test_an_exhibit_whose_paper_is_still_to_come_has_one_page(at_map: Work) -> None:
    walk = at_map.walk
    collecting.add_exhibit(
        walk.desk, walk.advisor, at_map.case.id, kind=ExhibitKind.APPRAISAL, title="to come"
    )

    with pytest.raises(mapping.NoSuchPageError):
        typed(at_map, "3.2")
    assert typed(at_map, "3.1") == "3.1"


def test_a_heading_takes_no_evidence(at_map: Work) -> None:
    walk, shop = at_map.walk, practice_unit(at_map.walk.desk, "ALT723205")
    claiming.claim_unit(walk.desk, walk.advisor, at_map.case.id, shop.id)

    with pytest.raises(mapping.HeadingRowError) as caught:
        typed(replace(at_map, unit=shop), "1", number="1")

    assert caught.value.facts == {"row": "1"}


def test_typing_the_same_twice_is_linking_once(at_map: Work) -> None:
    typed(at_map, "1")
    before = len(at_map.walk.file(at_map.case.id).links)

    assert typed(at_map, "1") == "1"
    assert len(at_map.walk.file(at_map.case.id).links) == before


def test_a_link_that_was_taken_back_can_be_put_back_or_typed_again(at_map: Work) -> None:
    walk = at_map.walk
    typed(at_map, "1")
    links = walk.file(at_map.case.id).links
    link = links[-1]

    taken = mapping.unlink(walk.desk, walk.advisor, link)
    assert labels(at_map, "4") == ()
    mapping.relink(walk.desk, walk.advisor, taken)
    assert labels(at_map, "4") == ("1",)
    mapping.unlink(walk.desk, walk.advisor, link)

    assert typed(at_map, "1") == "1"
    assert [one.id for one in walk.file(at_map.case.id).links] == [one.id for one in links]


def test_an_exhibit_that_was_taken_out_is_no_evidence_any_more(at_map: Work) -> None:
    walk = at_map.walk
    exhibit = walk.file(at_map.case.id).binder[1]
    collecting.save_exhibit(walk.desk, walk.advisor, replace(exhibit, removed=True))

    assert labels(at_map, "1") == ()
    with pytest.raises(mapping.NoSuchExhibitError):
        typed(at_map, "2")
    with pytest.raises(mapping.NoSuchExhibitError):
        mapping.link_exhibit(
            walk.desk, walk.advisor, at_map.case.id, at_map.unit.id,
            row(at_map.unit, "4").id, exhibit.id,
        )  # fmt: skip


def test_a_unit_that_is_claimed_no_more_takes_no_links(at_map: Work) -> None:
    walk = at_map.walk
    claiming.withdraw_claim(walk.desk, walk.advisor, at_map.case.id, at_map.unit.id)

    with pytest.raises(NotFoundError):
        typed(at_map, "1")

    claiming.claim_unit(walk.desk, walk.advisor, at_map.case.id, at_map.unit.id)
    assert labels(at_map, "1") == ("2",), "its mapping was kept"


def test_who_is_neither_advisor_nor_assessor_links_nothing(at_map: Work) -> None:
    walk = at_map.walk

    with pytest.raises(RefusedError) as caught:
        mapping.link_number(
            walk.desk, walk.registrar, at_map.case.id, at_map.unit.id,
            row(at_map.unit, "4").id, "1",
        )  # fmt: skip

    assert Role.ASSESSOR.value in str(caught.value)
    assert labels(at_map, "4") == ()


def test_a_remark_is_kept_once_for_each_row_and_cleared_by_an_empty_one(at_map: Work) -> None:
    walk, number = at_map.walk, row(at_map.unit, "4").id
    for text in ("look at page 2", "look at page 3", ""):
        mapping.remark(
            walk.desk, walk.advisor, at_map.case.id, at_map.unit.id, number, text
        )  # fmt: skip
        remarks = walk.file(at_map.case.id).remarks
        assert [one.text for one in remarks] == [text]

    for other, text in (("1", "old"), ("2", "new"), ("1", "older")):
        mapping.remark(
            walk.desk,
            walk.advisor,
            at_map.case.id,
            at_map.unit.id,
            row(at_map.unit, other).id,
            text,
        )
    assert [one.text for one in walk.file(at_map.case.id).remarks] == ["", "older", "new"]
    with pytest.raises(RefusedError) as caught:
        mapping.remark(
            walk.desk, walk.registrar, at_map.case.id, at_map.unit.id, number, "mine"
        )  # fmt: skip
    assert [one.rule for one in caught.value.refusals] == ["case.assigned"]
