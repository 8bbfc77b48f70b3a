"""What went wrong with trust over time: keys at a desk, an agency's list, registration, grants."""

from typing import Final

_AGENCY_DOES: Final = "Send the request to the agency; when its next list is taken in, try again."
_READ_ALOUD: Final = "Have the thirty digits read to you again, group by group, and type them."

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "key.not-admitted": (
        "The agency's list does not have the new key of {owner} yet.",
        _AGENCY_DOES,
    ),
    "key.decisions-waiting": (
        "{count} decisions of {owner} wait to be verified; they are signed with the old key.",
        "Have them verified or returned first, then change to the new key.",
    ),
    "trust.not-recognised": (
        "This is the list of {agency}, which this desk's agency does not recognise.",
        "Take in the own agency's newest list first. If it still says so, the list is of no use.",
    ),
    "trust.fingerprint-differs": (
        "What was typed is not the fingerprint of this key; nothing was accepted.",
        f"{_READ_ALOUD} If they still differ, somebody may be between you: call back on a number "
        "that you know.",
    ),
    "status.older": (
        "A newer status list of {uri} was seen here before.",
        "The newer one stays in use; nothing has to be done.",
    ),
    "status.grant-refused": (
        "This grant of places is not for this centre, or not from its agency.",
        "Take in the agency's newest list, then ask the agency for the grant once more.",
    ),
    "status.report-refused": (
        "This report on a centre's places cannot be taken in.",
        "Ask the centre for a new one, signed with its present key.",
    ),
    "status-report.format": (
        "This is not a centre's report on its places in the status list.",
        "Ask the centre to make and send it once more.",
    ),
    "agency.none": (
        "There is no agency in this folder yet.",
        "Start the agency in a folder of its own, on a machine of its own.",
    ),
    "agency.exists": (
        "This folder holds a trust list already.",
        "Choose an empty folder for a new agency.",
    ),
    "agency.no-next-root": (
        "No next root key waits here.",
        "It was put on a stick already. Look where the agency keeps what is not on this machine.",
    ),
    "agency.wrong-next-key": (
        "This is not the next root key that the list has announced.",
        "Look for the stick that was made when the present root key began.",
    ),
    "agency.number-taken": (
        "The number {number} belongs to {name}.",
        "Give this person another number; if it is the same person, rename the entry first.",
    ),
    "agency.report-unconfirmed": (
        "Nothing proves yet that this report comes from {name}.",
        f"Ring back on a number that you know. {_READ_ALOUD}",
    ),
    "agency.registration-refused": (
        "This registration file of centre {centre} cannot be anchored.",
        "It must be the centre's next one, signed with a key of the centre that is in force. Ask "
        "for all files since the last one.",
    ),
    "agency.same": (
        "This is the agency's own list.",
        "Choose the list of the other agency.",
    ),
    "registration.nothing": (
        "Everything that was issued here is registered already.",
        "Nothing has to be done before the next award or passport.",
    ),
    "registration.wrong-key": (
        "The key that was unlocked is not this centre's.",
        "Unlock the centre's own key.",
    ),
}
"""Per code: what happened, and what to do."""
