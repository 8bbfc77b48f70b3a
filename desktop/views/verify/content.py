"""What a passport says: the holder, what the code proves, and what was not assessed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from credentials.passport import HolderCore, Passport
from credentials.report import AwardReport, Report
from desktop.presenters.checked_input import award_is_withdrawn, is_withdrawn
from desktop.texts.verification import notice_text
from desktop.texts.verification_lines import (
    award_lines,
    holder_line,
    issued_line,
    statement_lines,
    unit_line,
)
from desktop.theme import Space, restyle
from desktop.views.languages import country_name
from desktop.widgets.card import Card
from desktop.widgets.layouts import column, label, line, row
from desktop.widgets.names_label import NamesLabel


def holder_card(report: Report, passport: Passport, holder: HolderCore) -> Card:
    """Whose passport it is, and the reminder to compare that with the person's own document."""
    translate = QCoreApplication.translate
    about, card = passport.holder, Card()
    facts = holder_line(report, passport, holder, country_name(about.nationality or ""))
    card.add(
        NamesLabel(holder.latin_name, about.own_script_name or "", level="h1"),
        label(facts, wrap=True),
    )
    for notice in report.notices:
        if notice.code == "compare_person":
            compare = label(translate("Verify", "COMPARE"), "strong")
            restyle(compare, tone="warning")
            words = label(notice_text(notice), wrap=True)
            lines = row(compare, words, gap=Space.S)
            lines.setStretchFactor(words, 1)
            card.add(lines)
    return card


def awards_card(report: Report, passport: Passport) -> Card:
    """What the code proves, or claims as long as nobody trusted has confirmed it."""
    translate = QCoreApplication.translate
    proves = translate("Verify", "This code proves")
    title = proves if report.confirmed else translate("Verify", "Claims, not confirmed")
    card = Card(title)
    card.add(label(issued_line(report, passport), "meta", wrap=True))
    if not report.awards:
        card.add(label(translate("Verify", "No unit was assessed."), "strong"))
    for number, award in enumerate(report.awards):
        if number:
            card.add(line())
        card.add(_award(award, struck=is_withdrawn(report) or award_is_withdrawn(award)))
    return card


def statements_card(report: Report, passport: Passport) -> Card | None:
    """Soft skills, languages and cultures, each with what it rests on; None without any."""
    said = statement_lines(passport)
    if not said:
        return None
    card = Card(QCoreApplication.translate("Verify", "Not assessed, stated in the portfolio"))
    for text, basis in said:
        words = _struck(label(text, wrap=True), struck=is_withdrawn(report))
        between = row(words, label(basis, "muted"), gap=Space.L)
        between.setStretchFactor(words, 1)
        card.add(between)
    return card


def _award(found: AwardReport, *, struck: bool) -> QWidget:
    box = QWidget()
    parts: list[QWidget] = []
    for unit in found.award.units:
        title = label(f"{unit.code}  {unit.title}", "h3", wrap=True)
        parts += [_struck(title, struck=struck), label(unit_line(unit), wrap=True)]
    parts += [
        label(text, "" if number else "muted", wrap=True)
        for number, text in enumerate(award_lines(found))
    ]
    box.setLayout(column(*parts, gap=Space.XS))
    return box


def _struck(words: QLabel, *, struck: bool) -> QLabel:
    restyle(words, struck=struck)
    return words
