"""Awards in words: what was recognised, who assessed it and who verified it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.presenters.issue import AwardLine
from desktop.theme import Space
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label


def awards_card(title: str, awards: Sequence[AwardLine]) -> Card:
    """A card with one paragraph for each award, or the sentence that no unit was assessed."""
    card = Card(title)
    if not awards:
        words = QCoreApplication.translate("Awards", "No unit was assessed: portfolio only.")
        card.add(label(words, "strong"))
    for award in awards:
        card.add(_paragraph(award))
    return card


def _paragraph(award: AwardLine) -> QWidget:
    translate = QCoreApplication.translate
    framework, box = award.framework, QWidget()
    signed = translate("Awards", "Assessed by {assessor}, verified by {verifier}, decided {day}")
    signed = signed.format(
        assessor=award.assessor, verifier=award.verifier, day=day(award.decided_on)
    )
    if award.expires is not None:
        signed += translate("Awards", ", stands until {day}").format(day=day(award.expires))
    parts = [
        *(label(f"{one.code}  {one.title.original}", "strong", wrap=True) for one in award.units),
        label(f"{framework.title}, {framework.edition}", "muted", wrap=True),
        label(signed, wrap=True),
    ]
    if not award.of_this_case:
        parts.append(label(translate("Awards", "From an earlier case"), "meta"))
    box.setLayout(column(*parts, gap=Space.NONE))
    return box
