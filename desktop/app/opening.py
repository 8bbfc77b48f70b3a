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
    from core.services.setting_up import NewCentre, NewPerson
    from credentials.keys import SealedKey
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


@dataclass(frozen=True, slots=True)
class OpenAgency:
    """A desk that is open and holds an agency and no centre."""

    desk: Desk


def has_centre(home: Path) -> bool:
    """Whether there is a database in this folder. It may still hold no centre."""
    return (home / DATABASE).exists()


def open_home(home: Path) -> OpenCentre | OpenAgency:
    """Open the desk in `home` and read who works there. A job, never for the window's thread.

    Raises:
        StorageError: the database or the disk refuses.
        NoCentreError: the database is there and holds neither a centre nor an agency.
    """
    from core.services.signing_in import people_who_can_sign_in
    from core.services.standing import NoCentreError, the_centre

    desk = open_desk(home)
    try:
        try:
            with desk.uow() as uow:
                centre = the_centre(uow)
        except NoCentreError:
            from desktop.presenters.administration.agency import holds_agency

            if holds_agency(desk):
                return OpenAgency(desk)
            raise
        return OpenCentre(desk, centre, people_who_can_sign_in(desk))
    except BaseException:
        desk.close()
        raise


def set_up(home: Path, centre: NewCentre, passphrase: str, first: NewPerson) -> None:
    """Set up a centre in an empty home. A job.

    Raises:
        As `core.services.setting_up.set_up_centre`.
    """
    from core.services.setting_up import set_up_centre

    desk = open_desk(home)
    try:
        set_up_centre(desk, centre, passphrase, first)
    finally:
        desk.close()


def start_agency(
    home: Path, name: str, hosts: frozenset[str], passphrase: str, next_passphrase: str
) -> SealedKey:
    """Start an agency in an empty home; return the sealed next root key. A job.

    Raises:
        As `core.services.publishing_trust.start_agency`.
    """
    from core.services import publishing_trust

    desk = open_desk(home)
    try:
        return publishing_trust.start_agency(
            desk, name=name, hosts=hosts, passphrase=passphrase, next_passphrase=next_passphrase
        )
    finally:
        desk.close()


def let_next_root_go(home: Path) -> None:
    """Forget the next root key of the agency in `home`: it is on its stick. A job."""
    from core.services import next_root

    desk = open_desk(home)
    try:
        next_root.let_next_root_go(desk)
    finally:
        desk.close()


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
