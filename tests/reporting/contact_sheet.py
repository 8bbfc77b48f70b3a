"""`python -m tests.reporting.contact_sheet FOLDER`: every specimen as a picture, to be looked at."""

import sys
from pathlib import Path

from PIL import Image

from core.domain.passport_sheet import CardPaper
from tests.reporting.pages import page_image, page_texts
from tests.reporting.specimens import COUNTS, PEOPLE, printed_card, printed_sheet

_SHEET_DPI = 75
_CARD_DPI = 130
_GAP = 12


def main(folder: Path) -> None:
    """Write a picture for each script: its sheets in one, its cards in the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for script in PEOPLE:
        name = script.replace(" ", "-")
        sheets, cards = [], []
        for count in COUNTS:
            pdf = printed_sheet(script, count)
            sheets += [page_image(pdf, n, _SHEET_DPI) for n in range(len(page_texts(pdf)))]
            card = printed_card(script, count)
            cards += [page_image(card, n, _CARD_DPI) for n in (0, 1)]
        _beside(sheets, len(sheets)).save(folder / f"{name}-sheets.png")
        _beside(cards, 2).save(folder / f"{name}-cards.png")
    page_image(printed_card("Khmer", 1, CardPaper.A4), 0, _SHEET_DPI).save(folder / "paper.png")


def _beside(pictures: list[Image.Image], columns: int) -> Image.Image:
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    size = (columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP)
    whole = Image.new("L", size, 128)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        whole.paste(picture, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]))
