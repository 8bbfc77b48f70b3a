"""Opens a centre away from the window. What is slow to import is imported here, not before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.parts import DATABASE, open_desk
from desktop.translation import translate_texts

if TYPE_CHECKING:
    from core.domain.people import Centre, Staff
    from core.ports.desk import Desk
    from desktop.presenters.running import Progress

PRACTICE_FOLDER: Final = "practice"
"""The practice centre that is made from an empty home lies below it."""
_PRACTICE_STEPS: Final = 8


@dataclass(frozen=True, slots=True)
class OpenCentre:
    """A desk that is open, whose it is, and who can sign in."""

    desk: Desk
    centre: Centre
    people: tuple[Staff, ...]


def has_centre(home: Path) -> bool:
    """Whether there is a database in this folder. It may still hold no centre."""
    return (home / DATABASE).exists()


def open_centre(home: Path) -> OpenCentre:
    """Open the desk in `home` and read who works there. A job, never for the window's thread.

    Raises:
        StorageError: the database or the disk refuses.
        NoCentreError: the database is there and holds no centre.
    """
    from core.services.signing_in import people_who_can_sign_in
    from core.services.standing import the_centre

    translate_texts()
    desk = open_desk(home)
    try:
        with desk.uow() as uow:
            centre = the_centre(uow)
        return OpenCentre(desk, centre, people_who_can_sign_in(desk))
    except BaseException:
        desk.close()
        raise


def make_practice(home: Path, progress: Progress) -> Path:
    """Make the practice centre below `home`, or renew the one that is there; return its folder."""
    from desktop.demo import make_practice_centre

    translate_texts()
    folder = home / PRACTICE_FOLDER
    said: list[str] = []

    def say(step: str) -> None:
        said.append(step)
        progress.step(min(len(said), _PRACTICE_STEPS), _PRACTICE_STEPS)

    progress.step(0, _PRACTICE_STEPS)
    make_practice_centre(folder, say)
    return folder
