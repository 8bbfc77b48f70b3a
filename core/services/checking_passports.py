"""Check skill passports: from any input to one report for each code in it.

Serves the window's Verify page and the command line. Everything here is offline and changes
nothing; which trust list is trusted is decided by whoever hands it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.errors import CoreError
from credentials.errors import CredentialError, StatusListSignatureError
from credentials.qr import decode_text
from credentials.report import Check, Report, Verdict
from credentials.status_list import StatusList, open_status_list
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.verification import verify_code

if TYPE_CHECKING:  # the ports bring the whole domain along, which `touchstone verify` never needs
    from core.ports.desk import CodeReader, PublishedLists
    from credentials.openbadges.checking import FileReport


class ListUnreadableError(CoreError):
    """A file given as a trust or status list is none, or its signature is bad.

    `cause` is the stable code of what is wrong with it.
    """

    code = "check.list-unreadable"

    def __init__(self, name: str, kind: str, error: CredentialError) -> None:
        super().__init__(
            f"{name} is not a {kind} that can be used: {error}",
            name=name,
            kind=kind,
            cause=error.code,
        )
        self.cause = error.code


@dataclass(frozen=True, slots=True)
class GivenList:
    """A list as it was handed in: its bytes, and its name for messages."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class ListsAtHand:
    """The lists that a check relies on. `left_out` names status lists of no trusted agency."""

    trust: tuple[TrustList, ...] = ()
    status: tuple[StatusList, ...] = ()
    left_out: tuple[str, ...] = ()


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


def open_lists(trust: Iterable[GivenList], status: Iterable[GivenList]) -> ListsAtHand:
    """Read and verify the lists to check with.

    A trust list is trusted as it is given, by the agency's key that it names itself: whoever
    hands it in vouches for it. A status list counts only if a status key of one of these trust
    lists signed it; one that is not is left out, since it says nothing about anybody trusted.

    Raises:
        ListUnreadableError: a file is not such a list at all, or a trust list was changed.
    """
    trusted = tuple(_open_trust(given) for given in trust)
    opened: list[StatusList] = []
    left_out: list[str] = []
    for given in status:
        try:
            opened.append(open_status_list(given.raw, trusted))
        except StatusListSignatureError:
            left_out.append(given.name)
        except CredentialError as error:
            raise ListUnreadableError(given.name, "status list", error) from error
    return ListsAtHand(trusted, tuple(opened), tuple(left_out))


def published_lists(published: PublishedLists) -> ListsAtHand:
    """Open the lists that this desk holds, as its agency published them.

    Raises:
        ListUnreadableError: a list of the desk was damaged.
    """
    trust, status = published.trust(), published.status()
    return open_lists(
        [GivenList("trust list", trust)] if trust is not None else [],
        [GivenList("status list", status)] if status is not None else [],
    )


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
        CheckedCode(text, verify_code(text, trust=lists.trust, status=lists.status, at=at))
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
    return verify_credential_file(raw, trust=lists.trust, status=lists.status, at=at)


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


def _open_trust(given: GivenList) -> TrustList:
    try:
        return open_trust_list_unpinned(given.raw)
    except CredentialError as error:
        raise ListUnreadableError(given.name, "trust list", error) from error
