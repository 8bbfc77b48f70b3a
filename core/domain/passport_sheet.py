"""What stands on the printed skill passport: frozen data, ready to be laid out.

All texts are as they are to be printed. The sheet decides nothing: who may be named here, and
whether the code says the same, is settled before one of these is made.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """One unit that was recognised. Without a `level` none is printed."""

    code: str
    title: str
    evidence: tuple[str, ...]
    """The kinds of evidence, in the order of the grid: Portfolio, Tasks, Questions."""
    level: str = ""


@dataclass(frozen=True, slots=True)
class SheetSigner:
    """The assessor or the verifier of an award, with the number of the certification."""

    name: str
    certification: str


@dataclass(frozen=True, slots=True)
class SheetAward:
    """One award: some units, decided by one assessor and countersigned by one verifier."""

    kind: str
    """The kind of result: "RMCS recognition", "National unit credit" …"""
    authority: str
    """Under whose authority the result is given."""
    framework: str
    """The standard with its version."""
    units: tuple[SheetUnit, ...]
    assessor: SheetSigner
    verifier: SheetSigner
    decided_on: date
    expires: date | None
    qualification: str = ""
    """The full qualification that the units make up, if that is the result."""


@dataclass(frozen=True, slots=True)
class SheetStatement:
    """A soft skill, a language or a culture, and the basis on which it is stated."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class SheetHolder:
    """The person. `document_ends` are the last characters of the travel document's number."""

    latin_name: str
    own_name: str
    born: date
    nationality: str
    document_ends: str
    photo: bytes | None
    """A JPEG or PNG; it is printed and not covered by the code."""


@dataclass(frozen=True, slots=True)
class SheetCentre:
    """The centre that issues, and the agency that stands behind it."""

    name: str
    agency: str
    accreditation: str
    """The centre's accreditation number, as the agency gave it."""
    contact: str
    """Where to ask about a passport: one line."""


@dataclass(frozen=True, slots=True)
class PassportSheet:
    """Everything printed for one code. `part` of `parts` when the awards need several codes."""

    centre: SheetCentre
    reference: str
    """The case's short reference, to be said on the telephone."""
    holder: SheetHolder
    awards: tuple[SheetAward, ...]
    soft_skills: tuple[SheetStatement, ...]
    languages: tuple[SheetStatement, ...]
    cultures: tuple[SheetStatement, ...]
    issued_on: date
    code_text: str
    address: str
    """The address that the code must begin with: `https://HOST/PATH`."""
    practice: bool
    """A practice centre's passport says PRACTICE all over the sheet."""
    part: int = 1
    parts: int = 1

    @property
    def portfolio_only(self) -> bool:
        """Whether no unit was assessed: a good record of a portfolio, without awards."""
        return not self.awards


class CardPaper(Enum):
    """What a card is printed on."""

    CARD = "card"
    """Two pages of a card's size: front and back."""
    A4 = "a4"
    """One page with both sides, and marks to cut along."""
