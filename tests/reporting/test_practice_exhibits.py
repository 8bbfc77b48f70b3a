"""The practice worker's papers: real files, marked, and silent about the gap."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from core.reporting import practice_drawings, practice_exhibits
from tests.reporting.pages import page_texts

PAPERS = {
    practice_exhibits.job_description_pdf: (1, "Job description"),
    practice_exhibits.employer_statement_pdf: (2, "Kim Jae-ho"),
    practice_exhibits.work_log_pdf: (1, "Threaded pin M16"),
    practice_exhibits.payslip_pdf: (1, "2,854,900"),
}
PICTURES = [practice_drawings.workshop_photo_jpeg, practice_drawings.holder_portrait_jpeg]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_says_practice_on_every_page(paper: Callable[[], bytes]) -> None:
    pages = page_texts(paper())
    count, words = PAPERS[paper]
    assert len(pages) == count
    assert all("PRACTICE" in page and "Hanshin Precision" in page for page in pages)
    assert any(words in page for page in pages)
    assert any("Sok Dara" in page for page in pages)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_fills_the_gap_that_the_assessment_is_about(paper: Callable[[], bytes]) -> None:
    assert "feed" not in " ".join(page_texts(paper())).lower()


@pytest.mark.parametrize("make", [*PAPERS, *PICTURES])
def test_the_same_exhibit_is_made_each_time(make: Callable[[], bytes]) -> None:
    assert make() == make()


@pytest.mark.parametrize("make", PICTURES)
def test_pictures_are_jpegs_without_what_cameras_add(make: Callable[[], bytes]) -> None:
    with Image.open(io.BytesIO(make())) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert image.height == 1200
