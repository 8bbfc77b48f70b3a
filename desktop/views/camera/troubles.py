"""What is said where a camera gives no picture."""

from enum import Enum
from typing import Final

from desktop.texts.translating import say
from desktop.views.camera.live_camera import CameraTrouble


class CameraUse(Enum):
    """What the camera was wanted for."""

    CODES = "codes"
    PHOTOS = "photos"


_LACKS: Final = {
    CameraUse.CODES: "This computer lacks what reading from a camera needs.",
    CameraUse.PHOTOS: "This computer lacks what taking photos needs.",
}
_SENTENCES: Final = {
    CameraTrouble.NONE_THERE: "No camera was found.",
    CameraTrouble.NOT_ALLOWED: "This program may not use the camera.",
    CameraTrouble.UNPLUGGED: "The camera was unplugged.",
    CameraTrouble.REFUSES: "The camera cannot be used now.",
    CameraTrouble.NO_PICTURE: "The camera gives no picture.",
}
_WHAT_TO_DO: Final = {
    CameraTrouble.NO_SUPPORT: (
        "Install the system's sound library (libpulse on Linux), then start again."
    ),
    CameraTrouble.NONE_THERE: "Plug one in and try again.",
    CameraTrouble.NOT_ALLOWED: "Allow it in the system's privacy settings, then try again.",
    CameraTrouble.UNPLUGGED: "Plug it in and try again.",
    CameraTrouble.REFUSES: "Another program may be using it: close that, then try again.",
    CameraTrouble.NO_PICTURE: "Look whether it is covered or switched off, then try again.",
}


def camera_words(trouble: CameraTrouble, use: CameraUse) -> tuple[str, str]:
    """What is the matter, and what to do."""
    sentence = _LACKS[use] if trouble is CameraTrouble.NO_SUPPORT else _SENTENCES[trouble]
    return say(sentence), say(_WHAT_TO_DO[trouble])
