"""The words of a check's printed report and of its line in a table, for window and command line."""

from collections.abc import Sequence
from typing import Final

from core.reporting.csv_table import csv_bytes
from core.reporting.labels import labels_for
from core.reporting.report_marks import PaperTone
from core.reporting.verification_report import (
    PaperAward,
    PaperCheck,
    PaperPassport,
    VerificationPaper,
    verification_report_pdf,
)
from credentials.report import Answer, Check, Report, Verdict
from credentials.strict_json import write_time
from desktop.presenters.checked_input import CheckedInput, award_is_withdrawn, is_withdrawn
from desktop.presenters.result_words import result_sentence, result_word
from desktop.texts import problem_text
from desktop.texts.translating import say
from desktop.texts.verification import (
    CALM_HEADLINES,
    notice_text,
    verdict_advice,
    verification_word,
)
from desktop.texts.verification_lines import (
    award_lines,
    holder_line,
    issued_line,
    list_lines,
    statement_lines,
    unit_line,
)

WORDS: Final = {
    "title": "Report of a check of a skill passport",
    "input": "Checked",
    "checked-at": "Checked at",
    "as-of": "As of",
    "lists": "Relying on",
    "reminder": "COMPARE name and birth date with the person's own document.",
    "proves": "The code proves",
    "claims": "Claims, not confirmed",
    "no-unit": "No unit was assessed.",
    "stated": "Not assessed, stated in the portfolio",
    "checks": "What was checked",
    "practice": "PRACTICE – made for training. It proves nothing about anybody.",
    "closing": "This paper is no passport. It says what was found at the moment named, with the "
    "lists named. Anything on the sheet that is not in its code, such as the photo, was not "
    "checked.",
}
_VERDICTS: Final = {
    Verdict.VALID: PaperTone.GOOD,
    Verdict.INVALID: PaperTone.BAD,
    Verdict.UNDECIDED: PaperTone.OPEN,
}
_ANSWERS: Final = {
    Answer.PASSED: PaperTone.GOOD,
    Answer.FAILED: PaperTone.BAD,
    Answer.NOT_CHECKED: PaperTone.OPEN,
    Answer.DOES_NOT_APPLY: PaperTone.NONE,
}


def report_pdf(inputs: Sequence[CheckedInput]) -> bytes:
    """Print the report of each input. A job."""
    return verification_report_pdf([_paper(found) for found in inputs])


def table_csv(inputs: Sequence[CheckedInput]) -> bytes:
    """Write the results as a table for a spreadsheet, one line each, codes for programs.

    The heads are fixed words and not translated: programs read them.
    """
    head = ["input", "verdict", "headline", "sentence", "holder", "born", "issuer", "units"]
    head += ["checked_at", "as_of", *(check.value for check in Check)]
    return csv_bytes(head, (_csv_row(found) for found in inputs))


def _csv_row(found: CheckedInput) -> list[str]:
    code = found.deciding
    moments = [write_time(found.checked_at or found.at), write_time(found.at)]
    if code is None:
        problem = found.error.code if found.error else ""
        empty = [""] * 4
        return [found.name, "", problem, result_sentence(found), *empty, *moments, *[""] * 8]
    report = code.report
    passport, holder = report.passport, report.holder
    units = [unit.code for award in report.awards for unit in award.award.units]
    return [
        found.name,
        report.verdict.value,
        report.headline.code,
        result_sentence(found),
        holder.latin_name if holder else "",
        holder.birth_date.isoformat() if holder else "",
        passport.issuer.name if passport else "",
        " ".join(units),
        *moments,
        *(report.findings[check].answer.value for check in Check),
    ]


def _paper(found: CheckedInput) -> VerificationPaper:
    code = found.deciding
    report = code.report if code else None
    calm = report is None or report.headline.code in CALM_HEADLINES
    passports = found.passports
    practice = any(one.report.practice for one in passports)
    return VerificationPaper(
        title=say(WORDS["title"]),
        tone=PaperTone.OPEN if calm or report is None else _VERDICTS[report.verdict],
        word=result_word(found),
        sentence=result_sentence(found),
        advice=_advice(found),
        facts=_facts(found),
        passports=tuple(made for one in passports if (made := _passport(one.report)) is not None),
        checks_heading=say(WORDS["checks"]),
        checks=_checks(report) if report is not None and passports else (),
        closing=say(WORDS["closing"]),
        practice=say(WORDS["practice"]) if practice else "",
    )


def _advice(found: CheckedInput) -> str:
    if found.error is not None:
        return problem_text(found.error).what_to_do
    code = found.deciding
    return verdict_advice(code.report) if code else ""


def _facts(found: CheckedInput) -> tuple[tuple[str, str], ...]:
    facts = [(say(WORDS["input"]), found.name)]
    facts.append((say(WORDS["checked-at"]), _moment(found, historic=False)))
    if found.is_historic:
        facts.append((say(WORDS["as-of"]), _moment(found, historic=True)))
    facts.append((say(WORDS["lists"]), "\n".join(list_lines(found.lists))))
    return tuple(facts)


def _moment(found: CheckedInput, *, historic: bool) -> str:
    moment = found.at if historic else found.checked_at or found.at
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _passport(report: Report) -> PaperPassport | None:
    passport, holder = report.passport, report.holder
    if passport is None or holder is None:
        return None
    about, struck = passport.holder, is_withdrawn(report)
    nationality = about.nationality or ""
    return PaperPassport(
        name=holder.latin_name,
        own_name=about.own_script_name or "",
        facts=holder_line(report, passport, holder, labels_for(nationality).country or nationality),
        reminder=say(WORDS["reminder"]),
        heading=say(WORDS["proves" if report.confirmed else "claims"]),
        issued=issued_line(report, passport),
        awards=tuple(
            PaperAward(
                tuple((f"{unit.code}  {unit.title}", unit_line(unit)) for unit in one.award.units),
                award_lines(one),
                struck or award_is_withdrawn(one),
            )
            for one in report.awards
        ),
        no_unit=say(WORDS["no-unit"]),
        statements=statement_lines(passport),
        statements_heading=say(WORDS["stated"]),
        notices=tuple(
            notice_text(notice) for notice in report.notices if notice.code != "compare_person"
        ),
        struck=struck,
    )


def _checks(report: Report) -> tuple[PaperCheck, ...]:
    return tuple(
        PaperCheck(
            verification_word(check).capitalize(),
            _ANSWERS[one.answer],
            verification_word(one.answer),
            notice_text(one),
            one.code,
        )
        for check, one in report.findings.items()
    )
