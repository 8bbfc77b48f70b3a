"""What went wrong and what to do about it, by the stable code of the error."""

from dataclasses import dataclass
from typing import Final

from core.errors import CoreError, RefusedError
from credentials.errors import CredentialError
from desktop.texts import paper, problems_of_documents, problems_of_trust
from desktop.texts.refusals import refusal_text
from desktop.texts.translating import fill, say
from desktop.texts.words import words


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about what happened, and one about what to do."""

    sentence: str
    what_to_do: str


_KEPT: Final = "What was saved before is safe."
_DAMAGED: Final = "Ask for it once more, as the original file or a sharper scan."
_PROGRAM: Final = "Note what you did and tell whoever looks after this program."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "core": ("This could not be done.", _PROGRAM),
    "appeal.term": (
        "{days} days is no term of appeal.",
        "Write a whole number from 1 to {limit}, or leave it empty.",
    ),
    "appeal.pause": (
        "The term cannot be changed like this: it rests already, or does not rest.",
        "Look at the appeal as it stands now, and at the day that you wrote.",
    ),
    "appeal.outcome": (
        "This appeal cannot end like this.",
        "Choose another outcome: only what was assessed can be assessed again.",
    ),
    "appeal.future": (
        "This day is still to come.",
        "Write the day on which it happened.",
    ),
    "moderation.evidence": (
        "These cases do not make a round.",
        "Choose decided cases of one unit, and at least two participants.",
    ),
    "sampling.size": (
        "{size} is no share and no distance.",
        "Write a share from 1 to 100 percent, or every which one from 1 on.",
    ),
    "sampling.nothing": (
        "Nothing new fits this plan.",
        "Draw again when more decisions were verified.",
    ),
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
    "evidence.no-passport": (
        "{name} holds no passport that could be evidence.",
        "Check it again; one that is not valid is not filed.",
    ),
    "centre.none": (
        "This database holds no centre yet.",
        "Set up the centre first; the demo command makes a practice centre.",
    ),
    "mapping.no-such-page": (
        "There is no page {page} in exhibit {exhibit}; it ends with page {pages}.",
        "Type the exhibit's number alone, or one of its pages after a dot.",
    ),
    "mapping.no-such-exhibit": (
        "The binder holds no exhibit “{typed}”.",
        "Type an exhibit's number as it stands in the binder, with a page after a dot: 3 or 3.2.",
    ),
    "mapping.heading": (
        "Row {row} is a heading; it takes no evidence itself.",
        "Link the exhibit to one of the criteria below it.",
    ),
    "conflict.measures-missing": (
        "Work goes on in spite of a conflict only with measures that are written down.",
        "Write which measures are taken; verifier and worker may ask for them.",
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
    "decision.void-reason": (
        "A decision is not declared void without a reason.",
        "Write what was found; the worker reads it in the letter.",
    ),
    "decision.already-void": (
        "This decision was found void before.",
        "Nothing has to be done; the case is under assessment again.",
    ),
    "decision.replaced": (
        "Another decision was made since in place of this one.",
        "Answer the appeal against the decision that stands now, or dismiss this one and say so.",
    ),
    "decision.tampered": (
        "What is stored is not what the assessor signed.",
        "Do not countersign it. Tell the administrator: the audit log shows what was changed.",
    ),
    "text.too-long": (
        "This text has {length} characters; a passport carries {limit}.",
        "Shorten it; a name is written as in the travel document.",
    ),
    "text.unusable-character": (
        "This text holds a character that cannot be seen: {character}.",
        "Type the text anew instead of copying it.",
    ),
    "candidate.name-not-latin": (
        "The first name field takes Latin letters only; this is none: {character}.",
        "Write the name as in the travel document; there is another field for the own script.",
    ),
    "candidate.photo": (
        "This is no photo that can be printed.",
        "Take or scan it again as JPEG or PNG.",
    ),
    "session.photo": (
        "This is no photo of the worker that can be kept.",
        "Take it with the camera, or choose a JPEG or PNG file.",
    ),
    "session.stop-reason": (
        "A stop for safety, and going on after it, says why.",
        "Write a few words: what happened, or what was made safe.",
    ),
    "worker.nothing-said": (
        "Nothing was answered and nothing written.",
        "The worker presses one of the buttons, or writes something.",
    ),
    "plan.signature-missing": (
        "Nothing was drawn in the field for the signature.",
        "The worker signs with a finger, a pen or the mouse, or on the printed plan.",
    ),
    "plan.sheet": (
        "This file is no scan of a signed plan.",
        "Scan the signed sheet as a PDF, a JPEG or a PNG and choose it again.",
    ),
    "personal-skill.missing": (
        "This entry has no text yet.",
        "Write what the worker can do, or take the entry out.",
    ),
    "candidate.name-missing": (
        "The worker's name is missing.",
        "Write it in Latin letters as in the travel document.",
    ),
    "candidate.birth-date": (
        "This cannot be the worker's birth date.",
        "Write year, month, day as in the travel document, for example 1988-04-12.",
    ),
    "history.dates": (
        "This line would end before it begins.",
        "Correct one of the two dates.",
    ),
    "reference.wrong": (
        "“{typed}” is not a case reference; most often one character is wrong or swapped.",
        "Read it again from the paper: three letters, three characters, three characters.",
    ),
    "evidence.empty": (
        "{name} is empty.",
        "Save or scan it again, then drop it here once more.",
    ),
    "evidence.too-large": (
        "{name} has {megabytes} MB; at most {limit_megabytes} MB are taken in.",
        "Scan it with a lower resolution, or split it into several files.",
    ),
    "evidence.unknown-kind": (
        "{name} is no PDF, picture or text.",
        "Save it as PDF or as a picture and drop it again.",
    ),
    "evidence.misnamed": (
        "{name} is not what its name says.",
        "Ask where it comes from; save it under the right kind and drop it again.",
    ),
    "evidence.broken": (
        "{name} is damaged and cannot be opened.",
        "Scan the paper again, or ask for the file once more.",
    ),
    "evidence.locked": (
        "The PDF {name} is locked with a password.",
        "Open it where the password is known, print it to a new PDF and drop that.",
    ),
    "evidence.picture-too-large": (
        "{name} has more picture points than are taken in.",
        "Scan it with a lower resolution, or save it smaller.",
    ),
    "evidence.unreadable": (
        "The disk would not give {name}.",
        "Check that the disk or stick is still there, then drop it again.",
    ),
    "recording.no-room": (
        "The disk is almost full, so no {kind} is recorded. Marks are still saved.",
        "Free some room on this disk, then record again.",
    ),
    "recording.changed": (
        "The {kind} is not there as it was recorded; it is not shown.",
        "Restore the evidence folder from a backup; do not rely on this recording.",
    ),
    "recording.not-answered": (
        "The laptop did not keep it.",
        "Ask the assessor to look at the laptop, then send it again.",
    ),
    "recording.nothing": (
        "The {kind} ended before there was anything in it.",
        "Take it again, and stop it a few seconds later.",
    ),
    "recording.other-kind": (
        "What was sent is no {kind} that can be kept.",
        "Take it again with the camera or the recorder that the device brings along.",
    ),
    "recording.broken": (
        "The {kind} is damaged, or was cut off on its way.",
        "Send it once more, or take it again.",
    ),
    "recording.too-large": (
        "The {kind} is too large; at most {limit_megabytes} MB are kept.",
        "Take a shorter one, or one with fewer picture points.",
    ),
    "passport.other-paper": (
        "The paper that was scanned is not passport {reference}.",
        "Scan the sheet of {reference}; put the other one aside.",
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
    "reporting.unprintable-text": (
        "“{text}” holds characters that cannot be printed: {characters}",
        "Correct the text; every script of the region can be printed.",
    ),
    "reporting.unusable-photo": (
        "The photograph cannot be used.",
        "Take or scan it again as JPEG or PNG.",
    ),
    "check.list-unreadable": (
        "{name} is no trust list or status list that can be read.",
        "Choose the file as the agency published it.",
    ),
    "scan": ("No code could be read from this.", _DAMAGED),
    "scan.cannot-open": (
        "{name} cannot be opened.",
        "Check that the file is still there and may be read, then drop it again.",
    ),
    "scan.empty": ("There is nothing in {name}.", _DAMAGED),
    "scan.too-large": (
        "{name} is larger than what is looked at.",
        "Save only the page with the code and drop that.",
    ),
    "scan.picture-too-large": (
        "{name} has more picture points than are looked at.",
        "Cut out the code, or save the picture smaller.",
    ),
    "scan.unknown-kind": (
        "{name} is neither a PDF nor a picture nor a text.",
        "Drop the passport as PDF, as a photo, or paste the code's text.",
    ),
    "scan.not-what-its-name-says": (
        "{name} is not what its name says.",
        "Drop the passport as PDF, as a photo, or paste the code's text.",
    ),
    "scan.unsupported-picture": (
        "{name} is a picture of a kind that cannot be read here.",
        "Save or send it as JPEG and drop that.",
    ),
    "scan.broken-picture": ("The picture {name} is cut off or damaged.", _DAMAGED),
    "scan.broken-pdf": ("The PDF {name} is damaged.", _DAMAGED),
    "scan.locked-pdf": (
        "The PDF {name} is locked with a password.",
        "Open it where the password is known, print it to a new PDF and drop that.",
    ),
    "scan.no-code": (
        "No code is in {name}.",
        "Drop the page that shows the square code.",
    ),
    "scan.code-unreadable": (
        "There is a code in {name}, but it is too blurred or too small.",
        "Take the photo closer, in good light, with the paper flat.",
    ),
    **paper.PROBLEMS,
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
