"""What a checked passport says, in lines: the same words on the screen and on the report."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from core.services.lists_at_hand import ListsAtHand
from credentials.keys import fingerprint
from credentials.passport import AwardedUnit, HolderCore, Passport
from credentials.report import AwardReport, Report
from desktop.texts.translating import fill
from desktop.texts.verification import verification_word

LINES: Final[Mapping[str, str]] = {
    "born": "born {day}",
    "document": "travel document ends {digits}",
    "former": "formerly {name}",
    "proved": "proved by {kinds}",
    "level": "level {level}",
    "granted": "{kind}, {framework} {version}, by the authority of {authority}",
    "assessed": "Assessed by {name} (cert. {number}), decided {day}",
    "verified": "Verified by {name} (no. {number}), {day}",
    "until": "Stands until {day}",
    "issued": "issued by {centre}, {day}",
    "part": "part {number} of {of}",
    "trust": "trust list {number} of {agency}, {day}",
    "foreign": "trust list {number} of {agency} abroad, {day}",
    "status": "status list of {day}",
    "no-trust": "no trust list at hand",
    "no-status": "no status list at hand",
    "key": "Key of {agency}: {fingerprint}",
    "left-out": "Left out, signed for no agency at hand: {name}",
}


def holder_line(report: Report, passport: Passport, holder: HolderCore, country: str) -> str:
    """Birth date, nationality (`country` is its name), the document's end, the former name."""
    facts = [_line("born", day=_day(holder.birth_date)), country]
    if passport.holder.document_last_digits:
        facts.append(_line("document", digits=passport.holder.document_last_digits))
    if report.former_holder is not None:
        facts.append(_line("former", name=report.former_holder.latin_name))
    return "  ·  ".join(fact for fact in facts if fact)


def unit_line(unit: AwardedUnit) -> str:
    """How a unit was proved, and its level."""
    kinds = sorted(unit.evidence, key=lambda kind: kind.value)
    said = [_line("proved", kinds=", ".join(verification_word(kind) for kind in kinds))]
    if unit.level:
        said.append(_line("level", level=unit.level))
    return "  ·  ".join(said)


def award_lines(found: AwardReport) -> tuple[str, ...]:
    """By whose authority an award is, who assessed and verified it, until when it stands."""
    award = found.award
    lines = [
        _line(
            "granted",
            kind=_capital(verification_word(award.kind)),
            framework=award.framework.title,
            version=award.framework.version,
            authority=award.authority,
        ),
        _line(
            "assessed",
            name=found.assessor.name,
            number=award.certificate,
            day=_day(award.decided_at),
        ),
        _line(
            "verified",
            name=found.verifier.name,
            number=found.verifier.number,
            day=_day(found.verified_at),
        ),
    ]
    if award.expires_at is not None:
        lines.append(_line("until", day=_day(award.expires_at)))
    return tuple(lines)


def statement_lines(passport: Passport) -> tuple[tuple[str, str], ...]:
    """Soft skills, languages and cultures, each with what it rests on."""
    said = [
        (f"{_capital(verification_word(one.group))}: {one.text}", one.basis)
        for one in passport.soft_skills
    ]
    said += [
        (" ".join(part for part in (one.name, one.level) if part), one.basis)
        for one in passport.languages
    ]
    said += [
        (": ".join(part for part in (one.name, one.text) if part), one.basis)
        for one in passport.cultures
    ]
    return tuple((text, verification_word(basis)) for text, basis in said)


def issued_line(report: Report, passport: Passport) -> str:
    """Which centre issued a passport and when, and whose list knows that centre."""
    said = [_line("issued", centre=passport.issuer.name, day=_day(passport.issued_at))]
    if passport.part is not None:
        said.append(_line("part", number=passport.part.number, of=passport.part.of))
    if report.agency:
        said.append(report.agency)
    return " · ".join(said)


def list_lines(lists: ListsAtHand) -> tuple[str, ...]:
    """Which lists are at hand, each with its date."""
    said = []
    for name, kind in (("trust", lists.trust), ("foreign", lists.foreign)):
        for one in kind:
            content = one.content
            facts = {"agency": content.agency, "day": _day(content.issued_at)}
            said.append(_line(name, number=content.sequence, **facts))
    said += [_line("status", day=_day(one.issued_at)) for one in lists.status]
    if not lists.trust:
        said.append(_line("no-trust"))
    if not lists.status:
        said.append(_line("no-status"))
    return tuple(said)


def key_lines(lists: ListsAtHand) -> tuple[str, ...]:
    """Each agency's fingerprint, to be compared once with the agency itself; what was left out."""
    keys = [
        _line("key", agency=one.content.agency, fingerprint=fingerprint(one.content.agency_key))
        for one in lists.trust
    ]
    return (*keys, *(_line("left-out", name=name) for name in lists.left_out))


def _line(which: str, /, **facts: object) -> str:
    return fill(LINES[which], facts, verification_word)


def _day(when: date | datetime) -> str:
    return (when.astimezone().date() if isinstance(when, datetime) else when).isoformat()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
