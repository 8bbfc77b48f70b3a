"""What went wrong and what to do about it, by the stable code of the error."""

from dataclasses import dataclass
from typing import Final

from core.errors import CoreError, RefusedError
from credentials.errors import CredentialError
from desktop.texts import (
    paper,
    problems_of_cases,
    problems_of_documents,
    problems_of_files,
    problems_of_trust,
)
from desktop.texts.refusals import refusal_text
from desktop.texts.translating import fill, say
from desktop.texts.words import words


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about what happened, and one about what to do."""

    sentence: str
    what_to_do: str


_KEPT: Final = "What was saved before is safe."
_PROGRAM: Final = "Note what you did and tell whoever looks after this program."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "core": ("This could not be done.", _PROGRAM),
    "store.not-found": (
        "This is not there any more.",
        "Somebody may have taken it away meanwhile. Open the list again.",
    ),
    "store.stale": (
        "Somebody else changed this a moment ago; their version is kept.",
        "Look at what is there now and, if it is still needed, do your change again.",
    ),
    "store.failed": (
        "The database or the disk refused; nothing of this step was saved.",
        f"Check that the disk is there and has room, then try again. {_KEPT}",
    ),
    "store.locked": (
        "Another program is using the database, so nothing of this step was saved.",
        "Wait a moment and try again; if it stays so, close the other program.",
    ),
    "store.disk-full": (
        "The disk is full, so nothing of this step was saved.",
        f"Free some room on the disk, then try again. {_KEPT}",
    ),
    "store.read-only": (
        "The database or its folder may not be written, so nothing was saved.",
        "Check the permissions of the folder, and that the disk is not write-protected.",
    ),
    "store.corrupt": (
        "What was read from the disk is damaged. Nothing was changed.",
        "Keep a copy of the file as it is, and restore the last backup.",
    ),
    "store.too-new": (
        "This database was changed by a newer version of the program.",
        "Install the newer version here as well. Nothing was changed.",
    ),
    "store.not-a-database": (
        "This file is not a database of this program. It was left as it is.",
        "Choose another file or folder.",
    ),
    "rule.refused": ("A rule of the centre does not allow this.", "F1 says which, and why."),
    "input.broken-text": (
        "The text holds half of a character, so it was not saved.",
        "Delete the sign that shows as a box or question mark, and type it again.",
    ),
    "input.wrong": ("What was typed or dropped cannot be used.", "Change it and try again."),
    "centre.none": (
        "This database holds no centre yet.",
        "Set up the centre first; the demo command makes a practice centre.",
    ),
    "assessor.hours": (
        "Hours and months of training are whole numbers above nought.",
        "Write the hours as the certificate says them, without a fraction.",
    ),
    "assessor.own-practice": (
        "Nobody observes the own practice.",
        "Another assessor, a lead verifier or an administrator writes it down.",
    ),
    "scope.day-outside": (
        "The certification is from {starts} to {ends}; the day must be one of these.",
        "Write the day from which it was not valid; the first day if it never was.",
    ),
    "status.no-place": (
        "This desk has used up its places in the agency's status list.",
        "Ask the agency for more places; nothing was signed.",
    ),
    "status.revoked-for-good": (
        "This was revoked, and a revocation is not taken back.",
        "If it was a mistake, decide or issue anew; the new one gets a place of its own.",
    ),
    "staff.number-taken": (
        "Somebody else has the number {number}.",
        "Look at the certificate again; every person has a number of their own.",
    ),
    "centre.code": (
        "“{typed}” cannot be a centre's code.",
        "Take three of these: {letters}. None of them is heard or read as another.",
    ),
    "setting-up.missing": (
        "A name or number is missing that every passport carries.",
        "Fill it in as the agency writes it.",
    ),
    "setting-up.days": (
        "The last day is before the first.",
        "Write both days as year-month-day, as in 2026-03-01.",
    ),
    "centre.exists": (
        "This folder holds a centre already.",
        "Its administrator signs in and adds people.",
    ),
    "staff.last-administrator": (
        "{name} is the only administrator, and without one nobody could be added any more.",
        "Make somebody else an administrator first.",
    ),
    "staff.not-active": (
        "{name} does not work at this centre any more.",
        "An administrator can take the person up again.",
    ),
    "status.reason-missing": (
        "A change of status needs a reason.",
        "Write the reason; it is kept with the change.",
    ),
    "standard.format": ("This file is not a standard in our format.", "{place}: {problem}"),
    **paper.PROBLEMS,
    **problems_of_cases.SENTENCES,
    **problems_of_files.SENTENCES,
    **problems_of_documents.SENTENCES,
    **problems_of_trust.SENTENCES,
}
"""Per code: what happened, and what to do."""

UNEXPECTED: Final = (
    "Something went wrong that this program did not expect: {kind}.",
    f"{_KEPT} Try again; if it happens again, note what you did and tell whoever looks after "
    "this program.",
)
OUT_OF_REACH: Final = (
    "The disk refused: {reason}",
    f"Check that the disk is there and has room, then try again. {_KEPT}",
)


def problem_text(error: Exception) -> Problem:
    """Say what happened and what to do, for any error that a job can end with."""
    if isinstance(error, RefusedError) and error.refusals:
        reason = refusal_text(error.refusals[0])
        return Problem(f"{reason.rule} {reason.fact}", reason.mend)
    if isinstance(error, CoreError | CredentialError):
        facts = {**vars(error), **error.facts} if isinstance(error, CoreError) else vars(error)
        return _filled(_sentences(type(error)), facts)
    if isinstance(error, OSError):
        return _filled(OUT_OF_REACH, {"reason": error.strerror or str(error)})
    return _filled(UNEXPECTED, {"kind": type(error).__name__})


def _sentences(kind: type[Exception]) -> tuple[str, str]:
    # An error without a sentence of its own says what its base says.
    codes = (getattr(one, "code", "") for one in kind.__mro__)
    return next((SENTENCES[code] for code in codes if code in SENTENCES), SENTENCES["core"])


def _filled(texts: tuple[str, str], facts: dict[str, object]) -> Problem:
    sentence, what_to_do = (fill(text, facts, words) for text in texts)
    return Problem(sentence, what_to_do or say(_PROGRAM))
