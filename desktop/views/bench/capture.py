"""What a recorder tells: how it ended, and how long it is."""

from dataclasses import dataclass
from enum import Enum


class Ending(Enum):
    """Why a recording ended."""

    STOPPED = "stopped"
    """Somebody stopped it."""
    FULL_LENGTH = "full length"
    UNPLUGGED = "unplugged"
    """The microphone or camera has gone; what came before is whole."""
    ALMOST_FULL = "almost full"
    """It was stopped while the disk still had room for what was recorded."""
    DISK = "disk"
    """The disk refused: what was recorded cannot be kept."""
    NO_DEVICE = "no device"
    NOT_ALLOWED = "not allowed"
    NO_SUPPORT = "no support"
    """This system cannot record it: a library or an encoder is missing."""
    REFUSED = "refused"
    """The device or the system's recorder gave up."""


KEEPS = frozenset({Ending.STOPPED, Ending.FULL_LENGTH, Ending.UNPLUGGED, Ending.ALMOST_FULL})
"""The endings after which there is something to keep."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A recording has ended after `seconds`."""

    why: Ending
    seconds: int = 0

    @property
    def keeps(self) -> bool:
        """Whether what was recorded is to be kept."""
        return self.why in KEEPS
