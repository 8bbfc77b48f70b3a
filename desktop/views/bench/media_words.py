"""What is said of recordings: how many, how one ended, and why a camera does not work."""

from collections.abc import Sequence
from typing import Final

from core.domain.recordings import RecordingKind
from desktop.texts import words
from desktop.texts.translating import say
from desktop.views.bench.capture import Ending
from desktop.views.camera.live_camera import CameraTrouble
from desktop.views.camera.troubles import CameraUse, camera_words
from desktop.widgets.clip_player import clock

_PHONE: Final = "A phone can send it instead: “Send from phone”."
_ENDINGS: Final = {
    Ending.FULL_LENGTH: (
        "The {kind} has reached its longest time, so it was ended and kept.",
        "Begin another one if there is more to record.",
    ),
    Ending.UNPLUGGED: (
        "The device was unplugged, so the {kind} was ended there; what was recorded is kept.",
        "Plug it in again and begin another one.",
    ),
    Ending.ALMOST_FULL: (
        "The disk is almost full, so the {kind} was ended and kept. Marks are still saved.",
        "Free some room on this disk before you record more.",
    ),
    Ending.DISK: (
        "The disk took no more, so the {kind} was stopped and is not kept. Marks are not touched.",
        "Free some room on this disk, then record it again.",
    ),
    Ending.NO_DEVICE: ("No microphone was found.", "Plug one in and try again."),
    Ending.NOT_ALLOWED: (
        "This program may not use the microphone.",
        "Allow it in the system's privacy settings, then try again.",
    ),
    Ending.NO_SUPPORT: (
        "This computer cannot record a {kind}: a library of the system is missing.",
        "On Linux that is libpulse.",
    ),
    Ending.REFUSED: (
        "The {kind} could not be recorded: the device or the system gave up.",
        "Close other programs that use it, then try again.",
    ),
}


_COUNTS: Final = {
    RecordingKind.PHOTO: ("photos {count}", ""),
    RecordingKind.VOICE: ("voice notes {count}", "voice {time} (R to stop)"),
    RecordingKind.VIDEO: ("videos {count}", "video {time}"),
}
_WITHOUT: Final = (Ending.NO_DEVICE, Ending.NOT_ALLOWED, Ending.NO_SUPPORT, Ending.REFUSED)
"""Endings after which a phone would do."""


def trouble_words(trouble: CameraTrouble, *, phone: bool = False) -> tuple[str, str]:
    """What is the matter with the camera, and what to do; `phone`: a phone would do as well."""
    sentence, what_to_do = camera_words(trouble, CameraUse.PHOTOS)
    return sentence, _with_phone(what_to_do, phone)


def ending_words(why: Ending, kind: RecordingKind) -> tuple[str, str] | None:
    """How a recording ended, and what to do; None where somebody stopped it."""
    if why is Ending.STOPPED:
        return None
    sentence, what_to_do = _ENDINGS[why]
    return say(sentence).format(kind=words(kind)), _with_phone(say(what_to_do), why in _WITHOUT)


def count_words(here: Sequence[RecordingKind], going: RecordingKind | None, seconds: int) -> str:
    """How many there are of the row in sight, and how long what goes on has gone on."""
    said = []
    for kind, (counted, goes_on) in _COUNTS.items():
        if kind is going:
            said.append(say(goes_on).format(time=clock(seconds)))
        elif kind in here:
            said.append(say(counted).format(count=here.count(kind)))
    return "     ".join(said)


def _with_phone(what_to_do: str, phone: bool) -> str:
    return f"{what_to_do} {say(_PHONE)}" if phone else what_to_do
