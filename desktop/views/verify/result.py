"""The result for one input: genuine or not, whose, what exactly, still good, whom to ask."""

from PySide6.QtWidgets import QWidget

from core.services.checking_passports import CheckedCode
from credentials.report import Answer, Report, Verdict
from desktop.presenters.checked_input import CheckedInput
from desktop.texts import problem_text
from desktop.texts.verification import (
    CALM_HEADLINES,
    notice_text,
    verdict_advice,
    verdict_sentence,
    verdict_word,
    verification_word,
)
from desktop.theme import Space
from desktop.views.verify.content import awards_card, holder_card, statements_card
from desktop.views.verify.words import as_of, checked_with
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card
from desktop.widgets.check_list import CheckAnswer, CheckItem, CheckList
from desktop.widgets.layouts import column, label
from desktop.widgets.verdict_badge import VerdictBadge, VerdictTone

_TONES = {
    Verdict.VALID: VerdictTone.VALID,
    Verdict.INVALID: VerdictTone.INVALID,
    Verdict.UNDECIDED: VerdictTone.UNDECIDED,
}
_WARNING = ("practice", "address_not_agency", "claims_only")
_ANSWERS = {
    Answer.PASSED: CheckAnswer.PASSED,
    Answer.FAILED: CheckAnswer.FAILED,
    Answer.NOT_CHECKED: CheckAnswer.NOT_CHECKED,
    Answer.DOES_NOT_APPLY: CheckAnswer.DOES_NOT_APPLY,
}


class VerifyResult(QWidget):
    """Made anew for each result, so that nothing of the one before can stay."""

    def __init__(self, found: CheckedInput) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.badge, self.checks = VerdictBadge(), CheckList()
        self.historic = Banner()
        if found.is_historic:
            self.historic.say(as_of(found), self._about_lists(), tone=Tone.WARNING)
        self.advice = label("", wrap=True)
        self._body = column(self.historic, self.badge, self.advice, gap=Space.M)
        self.setLayout(self._body)
        self.advice.hide()
        deciding = found.deciding
        if deciding is None:
            self._show_unreadable(found)
        else:
            self._show_codes(found, deciding)
        self._body.addStretch(1)

    def _show_unreadable(self, found: CheckedInput) -> None:
        if found.error is None:
            return
        problem = problem_text(found.error)
        word = self.tr("NOT READABLE")
        self.badge.show_verdict(VerdictTone.UNDECIDED, word, problem.sentence, found.name)
        self._say(problem.what_to_do)

    def _show_codes(self, found: CheckedInput, deciding: CheckedCode) -> None:
        report, passports = deciding.report, found.passports
        calm = report.headline.code in CALM_HEADLINES
        self.badge.show_verdict(
            VerdictTone.UNDECIDED if calm else _TONES[report.verdict],
            verdict_word(report),
            verdict_sentence(report),
            checked_with(found),
        )
        self._say(verdict_advice(report))
        for number, code in enumerate(passports, start=1):
            if len(passports) > 1:
                words = self.tr("Code {number} of {count}: {verdict}")
                words = words.format(
                    number=number, count=len(passports), verdict=verdict_word(code.report)
                )
                self._body.addWidget(label(words, "h2", wrap=True))
            self._show_content(code.report)
        if passports:
            self._show_checks(report)
        others = len(found.codes) - len(passports)
        if others and passports:
            words = self.tr("Other codes here that are no skill passports, not opened: {count}")
            self._body.addWidget(label(words.format(count=others), "meta", wrap=True))

    def _about_lists(self) -> str:
        return self.tr("It relies on the lists named below; newer ones may say more.")

    def _say(self, advice: str) -> None:
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))

    def _show_content(self, report: Report) -> None:
        passport, holder = report.passport, report.holder
        if passport is None or holder is None:
            return
        for notice in report.notices:
            if notice.code != "compare_person":  # that one stands with the holder
                banner = Banner()
                self._body.addWidget(banner)  # first: without a parent it would be a window
                warns = notice.code in _WARNING
                banner.say(notice_text(notice), tone=Tone.WARNING if warns else Tone.NOTICE)
        self._body.addWidget(holder_card(report, passport, holder))
        self._body.addWidget(awards_card(report, passport))
        statements = statements_card(report, passport)
        if statements is not None:
            self._body.addWidget(statements)
        end = self.tr("Anything else printed on the sheet is not proved by this code.")
        self._body.addWidget(label(end, "meta", wrap=True))

    def _show_checks(self, report: Report) -> None:
        self.checks.set_checks(
            [
                CheckItem(
                    verification_word(check).capitalize(), _ANSWERS[one.answer], notice_text(one)
                )
                for check, one in report.findings.items()
            ]
        )
        card = Card(self.tr("What was checked"))
        card.add(self.checks)
        self._body.addWidget(card)
