"""With which lists something was checked, and who issued it, in words."""

from PySide6.QtCore import QCoreApplication

from core.services.checking_passports import ListsAtHand
from credentials.keys import fingerprint
from credentials.passport import Passport
from credentials.report import Report
from desktop.presenters.verify import CheckedInput
from desktop.widgets.dates import day, minute


def lists_in_short(lists: ListsAtHand) -> str:
    """Which lists are at hand, each with its date, in one line."""
    translate = QCoreApplication.translate
    said = []
    for trusted in lists.trust:
        content = trusted.content
        words = translate("Verify", "trust list {number} of {agency}, {day}")
        said.append(
            words.format(number=content.sequence, agency=content.agency, day=day(content.issued_at))
        )
    for status in lists.status:
        said.append(translate("Verify", "status list of {day}").format(day=day(status.issued_at)))
    if not lists.trust:
        said.append(translate("Verify", "no trust list at hand"))
    if not lists.status:
        said.append(translate("Verify", "no status list at hand"))
    return " · ".join(said)


def lists_in_full(lists: ListsAtHand) -> str:
    """The same with each agency's fingerprint, to be compared once with the agency itself."""
    translate = QCoreApplication.translate
    said = [lists_in_short(lists)]
    for trusted in lists.trust:
        words = translate("Verify", "Key of {agency}: {fingerprint}")
        content = trusted.content
        said.append(
            words.format(agency=content.agency, fingerprint=fingerprint(content.agency_key))
        )
    for name in lists.left_out:
        words = translate("Verify", "Left out, signed for no agency at hand: {name}")
        said.append(words.format(name=name))
    return "\n".join(said)


def checked_with(found: CheckedInput) -> str:
    """When and with which lists an input was checked."""
    words = QCoreApplication.translate("Verify", "{name} · checked {when} · {lists}")
    return words.format(name=found.name, when=minute(found.at), lists=lists_in_short(found.lists))


def issued_by(report: Report, passport: Passport) -> str:
    """Which centre issued a passport and when, and whose list knows that centre."""
    words = QCoreApplication.translate("Verify", "issued by {centre}, {day}").format(
        centre=passport.issuer.name, day=day(passport.issued_at)
    )
    return f"{words} · {report.agency}" if report.agency else words
