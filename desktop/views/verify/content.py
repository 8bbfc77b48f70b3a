"""What a passport says: the holder, what the code proves, and what was not assessed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from credentials.passport import HolderCore, Passport
from credentials.report import AwardReport, Report
from desktop.presenters.verify import award_is_withdrawn, is_withdrawn
from desktop.texts.verification import notice_text, verification_word
from desktop.theme import Space, restyle
from desktop.views.languages import country_name
from desktop.views.verify.words import issued_by
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, line, row
from desktop.widgets.names_label import NamesLabel


def holder_card(report: Report, passport: Passport, holder: HolderCore) -> Card:
    """Whose passport it is, and the reminder to compare that with the person's own document."""
    translate = QCoreApplication.translate
    about, card = passport.holder, Card()
    facts = [
        translate("Verify", "born {day}").format(day=day(holder.birth_date)),
        country_name(about.nationality or ""),
    ]
    if about.document_last_digits:
        ends = translate("Verify", "travel document ends {digits}")
        facts.append(ends.format(digits=about.document_last_digits))
    if report.former_holder is not None:
        former = translate("Verify", "formerly {name}")
        facts.append(former.format(name=report.former_holder.latin_name))
    card.add(
        NamesLabel(holder.latin_name, about.own_script_name or "", level="h1"),
        label("  ·  ".join(fact for fact in facts if fact), wrap=True),
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
    card.add(label(issued_by(report, passport), "meta", wrap=True))
    if not report.awards:
        card.add(label(translate("Verify", "No unit was assessed."), "strong"))
    for number, award in enumerate(report.awards):
        if number:
            card.add(line())
        card.add(_award(award, struck=is_withdrawn(report) or award_is_withdrawn(award)))
    return card


def statements_card(report: Report, passport: Passport) -> Card | None:
    """Soft skills, languages and cultures, each with what it rests on; None without any."""
    said = [
        (f"{_capital(verification_word(one.group))}: {one.text}", one.basis)
        for one in passport.soft_skills
    ]
    for language in passport.languages:
        name = " ".join(part for part in (language.name, language.level) if part)
        said.append((name, language.basis))
    for culture in passport.cultures:
        name = ": ".join(part for part in (culture.name, culture.text) if part)
        said.append((name, culture.basis))
    if not said:
        return None
    card = Card(QCoreApplication.translate("Verify", "Not assessed, stated in the portfolio"))
    for text, basis in said:
        words = _struck(label(text, wrap=True), struck=is_withdrawn(report))
        between = row(words, label(verification_word(basis), "muted"), gap=Space.L)
        between.setStretchFactor(words, 1)
        card.add(between)
    return card


def _award(found: AwardReport, *, struck: bool) -> QWidget:
    translate = QCoreApplication.translate
    award, box = found.award, QWidget()
    parts: list[QWidget] = []
    for unit in award.units:
        kinds = sorted(unit.evidence, key=lambda kind: kind.value)
        proved = ", ".join(verification_word(kind) for kind in kinds)
        said = [translate("Verify", "proved by {kinds}").format(kinds=proved)]
        if unit.level:
            said.append(translate("Verify", "level {level}").format(level=unit.level))
        title = label(f"{unit.code}  {unit.title}", "h3", wrap=True)
        parts += [_struck(title, struck=struck), label("  ·  ".join(said), wrap=True)]
    granted = translate("Verify", "{kind}, {framework} {version}, by the authority of {authority}")
    granted = granted.format(
        kind=_capital(verification_word(award.kind)),
        framework=award.framework.title,
        version=award.framework.version,
        authority=award.authority,
    )
    assessed = translate("Verify", "Assessed by {name} (cert. {number}), decided {day}").format(
        name=found.assessor.name, number=award.certificate, day=day(award.decided_at)
    )
    verified = translate("Verify", "Verified by {name} (no. {number}), {day}").format(
        name=found.verifier.name, number=found.verifier.number, day=day(found.verified_at)
    )
    lines = [granted, assessed, verified]
    if award.expires_at is not None:
        until = translate("Verify", "Stands until {day}")
        lines.append(until.format(day=day(award.expires_at)))
    parts += [
        label(text, "" if number else "muted", wrap=True) for number, text in enumerate(lines)
    ]
    box.setLayout(column(*parts, gap=Space.XS))
    return box


def _struck(words: QLabel, *, struck: bool) -> QLabel:
    restyle(words, struck=struck)
    return words


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
