"""A sheet for each script, with one, six and twenty units: what is looked at and photographed."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from typing import Final

from core.domain.passport_sheet import CardPaper, PassportSheet, SheetUnit
from core.reporting.passport_card import card_pdf
from core.reporting.passport_pdf import passport_pdf
from tests.reporting.sheets import award, code_text, sheet

PEOPLE: Final = {
    "Khmer": ("SOK Dara", "សុខ ដារ៉ា", "KH", "ប្រតិបត្តិម៉ាស៊ីនក្រឡឹង"),
    "Lao": ("VONGSA Somphone", "ສົມພອນ ວົງສາ", "LA", "ຊ່າງກຶງ"),
    "Burmese": ("AUNG KYAW HTUN", "အောင်ကျော်ထွန်း", "MM", "တွင်ခုံလုပ်ငန်း"),
    "Thai": ("NAMPHUENG Somchai", "สมชาย น้ำผึ้ง", "TH", "ช่างกลึง"),
    "Vietnamese": ("NGUYEN THI HUONG", "Nguyễn Thị Hường", "VN", "Vận hành máy tiện"),
    "Sinhala": ("PERERA Sunil Shri", "සුනිල් ශ්‍රී පෙරේරා", "LK", "පට්ටල ක්‍රියාකරු"),
    "Tamil": ("SRIDHAR Krishnan", "கிருஷ்ணன் ஸ்ரீதர்", "LK", "கடைசல் இயந்திரம்"),
    "Korean": ("KIM Jaeho", "김재호", "KR", "선반 가공"),
    "Chinese": ("CHEN Xiaoming", "陈晓明（陳曉明）", "CN", "车床操作"),
    "Devanagari": ("SHRESTHA Kshitij", "क्षितिज श्रेष्ठ", "NP", "खराद सञ्चालन"),
    "Bengali": ("SHEIKH Rahim Uddin", "রহিম উদ্দিন শেখ ক্ষুদ্র", "BD", "লেদ মেশিন চালনা"),
    "Mongolian": ("BATBAYAR Ganbold", "Батбаярын Ганболд", "MN", "Токарын ажил"),
    "long names": (
        "RAJAPAKSE MUDIYANSELAGE THARINDU DILSHAN BANDARA WIJESUNDARA EKANAYAKE",
        "රාජපක්ෂ මුදියන්සේලාගේ තරිඳු දිල්ශාන් බණ්ඩාර විජේසුන්දර ඒකනායක",
        "LK",
        "Perform complex turning, boring, threading and taper operations on lathes",
    ),
}
"""Name in Latin letters and in the holder's own script, country, and a title of a unit."""
COUNTS: Final = (1, 6, 20)
_MOST_BYTES: Final = 730
"""What a symbol of the largest version holds: the hardest to read."""


def specimen(script: str, count: int) -> PassportSheet:
    """The sheet of one person with so many units in one award."""
    latin, own, country, title = PEOPLE[script]
    kinds = ("Portfolio", "Tasks", "Questions")
    units = [SheetUnit("D4", title, kinds)]
    if count > 1:
        texts = (title, "Select tools and materials", "Measure and check components by drawing")
        units = [
            SheetUnit(f"MEM{30 + n}{n % 7}B", f"{texts[n % 3]} {n}", kinds, "Level II")
            for n in range(1, count + 1)
        ]
    plain = sheet(award(*units))
    holder = replace(plain.holder, latin_name=latin, own_name=own, nationality=country)
    rng = random.Random(f"{script} {count}")
    return replace(
        plain,
        holder=holder,
        code_text=code_text(rng.randint(600, _MOST_BYTES)),
        practice=rng.random() < 1 / 3,
    )


@cache
def printed_sheet(script: str, count: int) -> bytes:
    """Its A4 pages."""
    return passport_pdf(specimen(script, count))


@cache
def printed_card(script: str, count: int, paper: CardPaper = CardPaper.CARD) -> bytes:
    """Its card."""
    return card_pdf(specimen(script, count), paper)
