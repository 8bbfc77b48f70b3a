"""What went wrong in the work on a case, from the record of a worker to an appeal."""

from typing import Final

SENTENCES: Final[dict[str, tuple[str, str]]] = {
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
    "passport.other-paper": (
        "The paper that was scanned is not passport {reference}.",
        "Scan the sheet of {reference}; put the other one aside.",
    ),
}
