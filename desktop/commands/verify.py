"""`touchstone verify`: checks skill passports and says what was found, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.errors import CoreError, WrongInputError
from core.services.checking_passports import CheckedCode, check_codes, deciding_code
from core.services.lists_at_hand import GivenList, ListsAtHand, open_lists, published_lists
from core.services.seen_status import with_seen
from credentials.keys import fingerprint
from credentials.report import Answer, AwardReport, Report, Verdict
from desktop.commands.files import read_file
from desktop.commands.output import complain, say

if TYPE_CHECKING:  # the ports bring the whole domain along
    from core.ports.desk import PublishedLists

ALL_VALID: Final = 0
ONE_NOT_VALID: Final = 1
ONE_UNDECIDED: Final = 2
ONE_UNREADABLE: Final = 3

_SHOWN_CHARS: Final = 120

_WORDS: Final = {
    Verdict.VALID: "VALID",
    Verdict.INVALID: "NOT VALID",
    Verdict.UNDECIDED: "UNDECIDED",
}
_ANSWERS: Final = {
    Answer.PASSED: "passed",
    Answer.FAILED: "FAILED",
    Answer.NOT_CHECKED: "not checked",
    Answer.DOES_NOT_APPLY: "does not apply",
}


class NoSuchInputError(WrongInputError):
    """What was given is neither a file nor the text of a code."""

    code = "input.no-such-file"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is neither a file nor the text of a code, which begins with https://",
            name=name,
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of one input: its codes, or why there are none."""

    name: str
    codes: tuple[CheckedCode, ...] = ()
    error: CoreError | None = None

    @property
    def verdict(self) -> Verdict | None:
        return deciding_code(self.codes).report.verdict if self.codes else None


def verify_inputs(
    inputs: Sequence[str],
    *,
    trust: Sequence[Path],
    status: Sequence[Path],
    at: datetime,
    as_json: bool,
    foreign: Sequence[Path] = (),
    registrations: Sequence[Path] = (),
    published: PublishedLists | None = None,
    report: Path | None = None,
    now: datetime | None = None,
) -> int:
    """Check every input and print what was found.

    Args:
        inputs: paths, texts of codes, or `-` for standard input.
        trust: trust list files, trusted as they are.
        status: status list files.
        at: the moment to check for, UTC.
        as_json: one JSON object a line and input instead of sentences.
        foreign: lists of other agencies; they count through recognition only.
        registrations: registration files of centres.
        published: the lists of a desk, which count as well; the newest status lists are
            remembered there.
        report: where to write the report of all inputs as PDF.
        now: the clock's time if `at` is another; UTC.

    Returns:
        The exit status: ONE_NOT_VALID goes before ONE_UNREADABLE, that before ONE_UNDECIDED.

    Raises:
        ListUnreadableError, OSError: a list cannot be read; then nothing is checked.
        OSError: the report cannot be written.
    """
    now = now or at
    given = (_given(trust), _given(status), _given(foreign), _given(registrations))
    lists = published_lists(published, *given) if published else open_lists(*given)
    lists = with_seen(lists, published, now=now, at=at)
    for name in lists.left_out:
        complain(f"{name} was left out: no status key of a trust list given here has signed it")
    if not as_json:
        _say_whom_we_trust(lists)
    outcomes = []
    for name in inputs:
        outcome = _check(name, lists, at)
        outcomes.append(outcome)
        if as_json:
            say(json.dumps(_as_json(outcome), ensure_ascii=False))
        else:
            _say_outcome(outcome)
    if report is not None:
        _write_report(report, outcomes, lists, at, now)
    return _exit_status(outcomes)


def _write_report(
    path: Path, outcomes: Sequence[_Outcome], lists: ListsAtHand, at: datetime, now: datetime
) -> None:
    from desktop.presenters.checked_input import CheckedInput
    from desktop.presenters.verify_report import report_pdf  # large: only when needed

    found = [
        CheckedInput(_shortened(one.name), at, lists, one.codes, one.error, now) for one in outcomes
    ]
    path.write_bytes(report_pdf(found))


def _given(paths: Sequence[Path]) -> Iterator[GivenList]:
    for path in paths:
        yield GivenList(path.name, read_file(path))


def _check(name: str, lists: ListsAtHand, at: datetime) -> _Outcome:
    try:
        return _Outcome(name, check_codes(_read(name), lists=lists, at=at))
    except CoreError as error:
        return _Outcome(name, error=error)


def _read(name: str) -> Sequence[str]:
    """Return the codes of one input; the scanner is only imported where there is a file."""
    if name.strip().lower().startswith("https://"):
        return (name.strip(),)
    from core.scanning import MAX_FILE_BYTES, read_codes, read_codes_of_file

    if name == "-":
        return read_codes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), name="standard input")
    if not _is_there(name):
        raise NoSuchInputError(_shortened(name))
    return read_codes_of_file(Path(name))


def _is_there(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except OSError:  # a name that no file can have, such as the digits of a code alone
        return False


def _exit_status(outcomes: Sequence[_Outcome]) -> int:
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.INVALID in verdicts:
        return ONE_NOT_VALID
    if None in verdicts:
        return ONE_UNREADABLE
    return ONE_UNDECIDED if Verdict.UNDECIDED in verdicts else ALL_VALID


def _as_json(outcome: _Outcome) -> dict[str, Any]:
    """The object of design §5; with several codes also each of them, the worst one on top."""
    found: dict[str, Any] = {"input": outcome.name}
    if outcome.error is not None:
        problem = {"code": outcome.error.code, "message": str(outcome.error)}
        return found | {"verdict": None, "checks": {}, "passport": None, "error": problem}
    found |= deciding_code(outcome.codes).report.as_json()
    if len(outcome.codes) > 1:
        found["codes"] = [code.report.as_json() for code in outcome.codes]
    return found


def _say_whom_we_trust(lists: ListsAtHand) -> None:
    for trusted in lists.trust:
        content = trusted.content
        say(f"Trusting {content.agency} by list {content.sequence}, key fingerprint")
        say(f"  {fingerprint(content.agency_key)}")
    if lists.trust:
        say()


def _say_outcome(outcome: _Outcome) -> None:
    if outcome.error is not None:
        complain(str(outcome.error))
        return
    count = len(outcome.codes)
    for number, code in enumerate(outcome.codes, start=1):
        part = f", code {number} of {count}" if count > 1 else ""
        _say_report(f"{_shortened(outcome.name)}{part}", code.report)


def _shortened(name: str) -> str:
    """The beginning of a long input: two thousand digits of a code tell a person nothing."""
    return f"{name[:_SHOWN_CHARS]}…" if len(name) > _SHOWN_CHARS else name


def _say_report(name: str, report: Report) -> None:
    say(f"{name}: {_WORDS[report.verdict]}")
    say(f"  {report.headline.message}")
    _say_content(report)
    say()
    for check, finding in report.findings.items():
        label = check.value.replace("_", " ")
        say(f"  {label:<10} {_ANSWERS[finding.answer]:<15} {finding.message} [{finding.code}]")
    say()
    for notice in report.notices:
        say(f"  {notice.message}")
    say()


def _say_content(report: Report) -> None:
    if report.passport is None or report.holder is None:
        return
    say()
    said = "The passport of" if report.confirmed else "Claims to be the passport of"
    own_name = report.passport.holder.own_script_name
    name = report.holder.latin_name + (f" ({own_name})" if own_name else "")
    say(f"  {said} {name}, born {report.holder.birth_date:%d %B %Y}")
    issued = f"{report.passport.issued_at:%d %B %Y}"
    say(f"  issued by {report.passport.issuer.name} on {issued}")
    for award in report.awards:
        _say_award(award)


def _say_award(found: AwardReport) -> None:
    award = found.award
    for unit in award.units:
        evidence = ", ".join(
            kind.name.lower() for kind in sorted(unit.evidence, key=lambda kind: kind.value)
        )
        say(f"  {unit.code} {unit.title} ({award.framework.title}): proved by {evidence}")
    say(f"    assessed by {found.assessor.name} on {award.decided_at:%d %B %Y}")
    say(f"    verified by {found.verifier.name} on {found.verified_at:%d %B %Y}")
    say(f"    under the authority of {award.authority}")
