"""Check skill passports: from any input to one report for each code in it.

Serves the window's Verify page and the command line. Everything here is offline and changes
nothing; which trust list is trusted is decided by whoever hands it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.services.lists_at_hand import ListsAtHand
from credentials.errors import CredentialError
from credentials.qr import decode_text
from credentials.report import Check, Report, Verdict
from credentials.verification import verify_code

if TYPE_CHECKING:  # the ports bring the whole domain along, which `touchstone verify` never needs
    from core.ports.desk import CodeReader
    from credentials.openbadges.checking import FileReport


@dataclass(frozen=True, slots=True)
class CheckedCode:
    """One code of an input, as it was read, and what was found about it."""

    text: str
    """What the printed code says; for a code that only a file holds, that file."""
    report: Report

    @property
    def is_passport(self) -> bool:
        """Whether this is the code of a skill passport at all, good or bad."""
        return self.report.findings[Check.READABLE].code != "readable.not-a-passport"


def check_input(
    data: bytes, name: str, *, read_codes: CodeReader, lists: ListsAtHand, at: datetime
) -> tuple[CheckedCode, ...]:
    """Check every code in a PDF, a picture, a text or a full credential.

    Args:
        data: the content of a file, or a pasted text in UTF-8.
        name: what to call it in messages.
        read_codes: finds the codes.
        lists: what to check with; with no trust list nobody's signature can be good.
        at: the moment to check for, UTC.

    Returns:
        One entry for each code, in reading order.

    Raises:
        WrongInputError, CoreError: what `read_codes` says of an input without a readable code.
    """
    return check_codes(read_codes(data, name=name), lists=lists, at=at)


def check_codes(
    texts: Sequence[str], *, lists: ListsAtHand, at: datetime
) -> tuple[CheckedCode, ...]:
    """Check codes that were read already; `texts` are what they say, to the letter.

    A text may also be a full credential: a file, or what was attached to a PDF. Then the codes in
    it are checked and the file with them. A printed code beside it must be one of the file's.
    """
    files = {text: _check_file(text, lists, at) for text in texts if _is_file(text)}
    printed = [
        CheckedCode(text, verify_code(text, at=at, **lists.as_evidence()))
        for text in texts
        if text not in files
    ]
    if not files:
        return tuple(printed)
    return _compared(printed, files)


def _is_file(text: str) -> bool:
    return text.lstrip().startswith("{")


def _check_file(text: str, lists: ListsAtHand, at: datetime) -> tuple[FileReport, ...]:
    # Imported here: most inputs are codes alone.
    from credentials.openbadges.checking import verify_credential_file

    raw = text.encode("utf-8", "replace")
    return verify_credential_file(raw, at=at, **lists.as_evidence())


def _compared(
    printed: Sequence[CheckedCode], files: Mapping[str, tuple[FileReport, ...]]
) -> tuple[CheckedCode, ...]:
    """Return the printed codes, each with the answer about its file, then those only in a file."""
    from credentials.openbadges.checking import OTHER_CODE, with_file

    in_files = {found.document: found for reports in files.values() for found in reports}
    checked, seen = [], set()
    for code in printed:
        document = _document_of(code.text)
        if document in in_files:
            seen.add(document)
            finding = in_files[document].report.findings[Check.FILE]
            checked.append(CheckedCode(code.text, with_file(code.report, finding)))
        elif code.is_passport:
            checked.append(CheckedCode(code.text, with_file(code.report, OTHER_CODE)))
        else:
            checked.append(code)
    for text, reports in files.items():
        checked += [CheckedCode(text, one.report) for one in reports if one.document not in seen]
    return tuple(checked)


def _document_of(text: str) -> bytes | None:
    """Return the signed bytes in the text of a code, or None if it is not one of a passport."""
    try:
        return decode_text(text).document
    except CredentialError:
        return None


def deciding_code(codes: Sequence[CheckedCode]) -> CheckedCode:
    """The code that speaks for an input with one or more codes: the worst of its passports'.

    A code of something else, such as a link on the same page, only counts if there is no other.
    """
    passports = [code for code in codes if code.is_passport]
    return min(passports or codes, key=lambda code: _WORST_FIRST.index(code.report.verdict))


_WORST_FIRST: Final = (Verdict.INVALID, Verdict.UNDECIDED, Verdict.VALID)
