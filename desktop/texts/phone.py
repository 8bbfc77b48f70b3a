"""What the phone's page says: its labels, and why something was not taken."""

from typing import Final

from desktop.texts.translating import say

LABELS: Final = {
    "title": "Send to the assessor's laptop",
    "worker": "Worker",
    "row": "Row",
    "photo": "Take a photo",
    "video": "Film a clip",
    "voice": "Speak a note",
    "video-hint": "At most a minute",
    "sending": "Sending",
    "kept": "On the laptop",
    "failed": "Not sent",
    "again": "Send again",
    "minutes": "min left",
    "cut": "The laptop cannot be reached. Stay in its network and send it again.",
    "none-sent": "What you send stands here.",
    "for-row": "for row",
}
REFUSED: Final = {
    "phone.wrong": "This link does not lead anywhere. Ask the assessor to show the code anew.",
    "phone.ended": "This link has ended. Ask the assessor to show the code anew.",
    "phone.another": "Another phone uses this link. Ask the assessor for a new code.",
    "phone.other-worker": (
        "The laptop shows another worker now, so nothing was taken. Ask the assessor to come "
        "back to this worker, or for a new code."
    ),
    "phone.busy": "Something is being sent already. Wait until it has arrived.",
    "phone.too-fast": "That was a lot in one minute. Wait a moment, then go on.",
    "phone.too-many": "This link has taken all it takes. Ask the assessor for a new code.",
    "phone.too-large": "This is too large to be taken. Take a shorter or a smaller one.",
    "phone.empty": "There is nothing in it. Take it again.",
    "phone.disk": "The laptop's disk is full or takes nothing. Tell the assessor; send it again.",
    "phone.cut-off": "It did not arrive whole. Send it again.",
    "phone.request": "The laptop does not understand this. Open the link by the code again.",
}


def labels() -> dict[str, str]:
    """The words on the page, in the language of the window."""
    return {key: say(text) for key, text in LABELS.items()}


def phone_refusal(code: str) -> str:
    """Why a phone was turned away and what to do, in one or two sentences."""
    return say(REFUSED[code])
