"""Sheets for tests: one plain passport, to be changed with `dataclasses.replace`."""

from __future__ import annotations

import io
import random
from datetime import date

from PIL import Image

from core.domain.passport_sheet import (
    PassportSheet,
    SheetAward,
    SheetCentre,
    SheetHolder,
    SheetSigner,
    SheetStatement,
    SheetUnit,
)
from credentials.qr import encode_text

ADDRESS = "https://verify.skills.example/p"


def code_text(size: int = 640) -> str:
    """The text of a code around bytes that cannot be compressed, like a real passport's."""
    return encode_text(ADDRESS, random.Random(size).randbytes(size))


def photo() -> bytes:
    """A grey gradient as JPEG."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((300, 420)).save(buffer, "JPEG")
    return buffer.getvalue()


def award(*units: SheetUnit) -> SheetAward:
    """An award of D4, or of the units given."""
    lathe = SheetUnit("D4", "Perform lathe operations", ("Portfolio", "Tasks", "Questions"))
    return SheetAward(
        kind="RMCS recognition",
        authority="Agency for Skills (practice)",
        framework="Regional Model Competency Standard, Manufacturing, 2010",
        units=units or (lathe,),
        assessor=SheetSigner("V. Chan", "0417"),
        verifier=SheetSigner("P. Rith", "0388"),
        decided_on=date(2025, 11, 21),
        expires=date(2030, 11, 21),
    )


def sheet(*awards: SheetAward) -> PassportSheet:
    """A passport of Sok Dara with the awards given; none makes it portfolio only."""
    return PassportSheet(
        centre=SheetCentre(
            name="Kampong Practice Centre for Skills Assessment",
            agency="Agency for Skills (practice)",
            accreditation="KPC-01",
            contact="+855 00 000 000, check@kpc.example",
        ),
        reference="KPC-7Q4-M2X",
        holder=SheetHolder(
            latin_name="SOK Dara",
            own_name="សុខ ដារ៉ា",
            born=date(1988, 4, 12),
            nationality="Cambodia",
            document_ends="4821",
            photo=photo(),
        ),
        awards=awards,
        soft_skills=(
            SheetStatement("Led a team of six on the night shift for 14 months", "testimonial"),
            SheetStatement("Trained four new operators at the lathe", "testimonial"),
        ),
        languages=(
            SheetStatement("Khmer, mother tongue", "stated"),
            SheetStatement("Korean, TOPIK level 3", "certificate seen"),
        ),
        cultures=(SheetStatement("Republic of Korea, six years", "stated"),),
        issued_on=date(2025, 11, 21),
        code_text=code_text(),
        address=ADDRESS,
        practice=False,
    )
