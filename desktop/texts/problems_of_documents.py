"""What went wrong with keys and signed documents: the sentences for the codes of `credentials`."""

from typing import Final

_ASK_AGENCY: Final = "Ask the agency for the list again, and compare what it tells you."
_ASK_SENDER: Final = "Ask whoever sent it to make and send it once more."
_DAMAGED: Final = "Ask for it once more, as the original file or a sharper scan."
_LISTED: Final = "Look at the list as it stands, and correct the change."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "credential": ("This document cannot be used.", _DAMAGED),
    "key.weak": (
        "This key must not be used: it is no full Ed25519 key.",
        "Have its owner make a new key.",
    ),
    "key.file-damaged": (
        "The key file is damaged; no passphrase opens it.",
        "Restore it from the backup. Without one the key is lost: have it retired and make a "
        "new one.",
    ),
    "key.wrong-passphrase": (
        "This passphrase does not open the key.",
        "Type it again; look at Caps Lock and the keyboard's language.",
    ),
    "key.empty-passphrase": (
        "A key is never kept without a passphrase.",
        "Type a passphrase of several words.",
    ),
    "key.closed": (
        "The sitting has ended, so nothing was signed.",
        "Sign in again and repeat the step.",
    ),
    "cbor.format": ("This code is damaged or is not a skill passport.", _DAMAGED),
    "cbor.not-deterministic": ("This code is not in the one form that is signed.", _DAMAGED),
    "cose.format": ("This is not signed in the way of a skill passport.", _DAMAGED),
    "cose.algorithm": ("This is signed in a way that is not trusted here.", _DAMAGED),
    "cose.header": ("The signature carries something that is not known here.", _DAMAGED),
    "passport.format": ("This is not a skill passport as it is written.", _DAMAGED),
    "passport.version": (
        "This passport is of a later version than this program reads.",
        "Install the newer version of the program to check it.",
    ),
    "passport.not-this-holder": (
        "This award belongs to another person.",
        "Nothing was signed. Open the case of the right worker.",
    ),
    "passport.award-signature": (
        "The award is not signed by its assessor.",
        "Do not countersign it. Return it to the assessor.",
    ),
    "qr.format": ("This text is not a passport's code.", "Copy the whole text again."),
    "qr.not-a-passport": (
        "This code is not a skill passport.",
        "It is some other code; nothing is wrong with it. Look for the passport's own.",
    ),
    "qr.damaged": (
        "The code is cut off or one of its digits is wrong.",
        "Copy the whole text again, or take the photo once more.",
    ),
    "qr.bad-address": (
        "“{address}” is not an address that a passport's code can carry.",
        "Write it with https:// and in small letters in the centre's settings.",
    ),
    "qr.symbol-too-large": (
        "This does not fit into one code.",
        "Issue the awards on several codes.",
    ),
    "passport.no-trust-list": (
        "This desk holds no trust list of its agency, so nobody could check a passport from here.",
        "Take in the agency's trust list first, then issue again.",
    ),
    "passport.wrong-centre-key": (
        "The key that was unlocked is not this centre's.",
        "Restore the centre's own key from its sealed backup.",
    ),
    "passport.dates-out-of-order": (
        "The dates contradict each other: something was signed before what it rests on.",
        "Check this computer's clock, then do the step again.",
    ),
    "passport.too-large": (
        "An award or a statement is too long for a code.",
        "Shorten the texts of the soft skills, languages and cultures, then issue again.",
    ),
    "practice.only": (
        "This folder holds a centre that is not for practice; practice never mixes with it.",
        "Open that centre, or name another folder for practice.",
    ),
    "passport.unreadable": (
        "The printed page was scanned and its code did not read back, so it was not handed out.",
        "Try again; if it stays so, tell whoever looks after this program.",
    ),
    "dsse.format": ("This file is not a signed list.", _ASK_AGENCY),
    "dsse.signature": ("The list is not signed by the agency.", _ASK_AGENCY),
    "file.format": (
        "This is not the file of a skill passport, or it cannot be made one.",
        "Check the printed code instead: it says everything that counts.",
    ),
    "trust-list.format": ("This is not a trust list as the agency writes it.", _ASK_AGENCY),
    "trust-list.refused": ("This trust list must not replace the one at hand.", _ASK_AGENCY),
    "trust-list.lower-sequence": (
        "This trust list is older than the one at hand.",
        "The newer one stays in use; nothing has to be done.",
    ),
    "trust-list.two-lists": (
        "The agency signed two different lists under one number.",
        "Keep both files and ask the agency which one is meant. The one at hand stays in use.",
    ),
    "trust-list.entry-removed": (
        "An entry of the earlier trust list is missing or was rewritten.",
        _ASK_AGENCY,
    ),
    "trust-list.rotation": (
        "The agency's root key changed, and not in the way that was announced.",
        _ASK_AGENCY,
    ),
    "status-list.format": ("This is not a status list as the agency writes it.", _ASK_AGENCY),
    "status-list.signature": (
        "The status list is not signed by a key that the trust list names.",
        _ASK_AGENCY,
    ),
    "status-list.index": (
        "The status list has no such place; this is never read as valid.",
        _ASK_AGENCY,
    ),
    "key.wrong-purpose": (
        "This key was made for another purpose.",
        "Use the key that belongs to this task; a key never serves two.",
    ),
    "key.sealed-for-another": (
        "This was sealed for somebody else, or was changed on the way.",
        "Ask the sender to seal it for this centre.",
    ),
    "recovery.personal": (
        "A personal key has no recovery: a copy could sign in its owner's name.",
        "If it is lost, have it retired and make a new one.",
    ),
    "recovery.damaged": (
        "This part of a recovery is damaged or is none.",
        "Use the other copy of this part, if there is one.",
    ),
    "recovery.shares-differ": (
        "These two parts do not belong to one key.",
        "Bring both parts of the same recovery together.",
    ),
    "recovery.same-holder": (
        "Both parts of a recovery would be in one person's hands.",
        "Name two different people.",
    ),
    "key-request.format": ("This is not a request for a key, or it was changed.", _ASK_SENDER),
    "key-report.format": ("This is not a report of a lost or stolen key.", _ASK_SENDER),
    "registration.format": ("This is not a centre's registration file.", _ASK_SENDER),
    "place-grant.format": ("This is not a grant of places in a status list.", _ASK_SENDER),
    "trust-list.fast-forwarded": (
        "This trust list claims more earlier lists than there can have been.",
        _ASK_AGENCY,
    ),
    "trust-list.from-future": (
        "This trust list is dated later than this computer's clock.",
        "Check the date and time of this computer first, then ask the agency.",
    ),
    "trust-edit": ("The agency's list must not be changed in this way.", _LISTED),
    "trust-edit.key-listed": (
        "This key stands in the list already, perhaps under another name.",
        "Ask for a new key; a key is never listed twice.",
    ),
    "trust-edit.not-listed": ("Nobody in the list has this number or key.", _LISTED),
    "trust-edit.revocation-lifted": (
        "A revocation is never lifted or made milder.",
        "List a new key for this person or centre.",
    ),
    "file.undefined-term": (
        "This file holds a word that its proof does not cover.",
        "Do not trust what it adds. Ask for the file as it was issued.",
    ),
    "file.no-unit": (
        "A passport without a unit has no such file.",
        "Its printed sheet and its code are complete by themselves.",
    ),
    "file.no-code": (
        "This file does not hold the code of a skill passport.",
        "Ask for the passport's own file, or its printed page.",
    ),
}
"""Per code: what happened, and what to do."""
