"""The practice centre: staff, one worker through all six steps, others left half-way."""

import shutil
from pathlib import Path
from typing import Final

from core.domain.people import Role, Staff
from core.domain.recognition import Passport
from core.errors import WrongInputError
from core.ports.desk import Desk
from core.services.practice_agency import STATUS_KEY, renew_trust_list
from core.services.publishing_status import publish_status
from core.services.signing_in import unlock_key
from core.services.standing import the_centre
from desktop.demo.centre import PASSPHRASE, PracticeStaff, make_centre, sit_down
from desktop.demo.clock import TurnedClock
from desktop.demo.fairness import show_fairness
from desktop.demo.journey import Say, take_one_worker
from desktop.demo.others import leave_others_half_way
from desktop.demo.register import fill_register
from desktop.demo.testing import arrange_test_day
from desktop.demo.walk import Walk
from desktop.parts import DATABASE, open_desk

PRACTICE_DAYS: Final = 12
"""How far the practice centre's past goes back."""


class PracticeOnlyError(WrongInputError):
    """The folder holds a real centre; practice never mixes with it."""

    code = "practice.only"

    def __init__(self) -> None:
        super().__init__("this folder holds a centre that is not for practice; name another one")


def make_practice_centre(home: Path, say: Say) -> None:
    """Make the practice centre in `home`, or renew the lists of the one that is there.

    `say` is told each step as it is done. The centre is made beside `home` and put there when it
    is whole, so that a demonstration that was cut off leaves nothing half-made.

    Raises:
        StorageError: the disk or the database refuses.
        PracticeOnlyError: `home` holds a centre that is not for practice.
    """
    if (home / DATABASE).exists():
        desk = open_desk(home)
        try:
            _renew(desk)
        finally:
            desk.close()
        return
    making = home.with_name(f"{home.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    _make(making, say)
    if home.exists():
        home.rmdir()
    making.rename(home)


def first_passport(desk: Desk) -> Passport:
    """The passport of the worker who was taken through all six steps."""
    with desk.uow() as uow:
        return uow.find(Passport)[0]


def _make(home: Path, say: Say) -> None:
    desk = open_desk(home)
    try:
        staff = make_centre(desk)
        say("0 The practice centre: advisor, assessor, verifier, registrar, practice agency")
        _walk(home, staff, say)
        _publish_status(desk)
    finally:
        desk.close()


def _walk(home: Path, staff: PracticeStaff, say: Say) -> None:
    clock = TurnedClock(PRACTICE_DAYS)
    desk = open_desk(home, clock)
    walk = Walk(desk, staff, clock)
    try:
        take_one_worker(walk, say)
        leave_others_half_way(walk)
        arrange_test_day(walk)
        fill_register(walk)
        show_fairness(walk)
        say("  More workers are left half-way, one for each stage")
    finally:
        walk.end()
        desk.close()


def _renew(desk: Desk) -> None:
    with desk.uow() as uow:
        if not the_centre(uow).practice:
            raise PracticeOnlyError
    renew_trust_list(desk, PASSPHRASE)
    _publish_status(desk)


def _publish_status(desk: Desk) -> None:
    with desk.uow() as uow:
        registrar = next(one for one in uow.find(Staff) if Role.REGISTRAR in one.roles)
    sitting = sit_down(desk, registrar)
    try:
        with unlock_key(desk, STATUS_KEY, PASSPHRASE) as key:
            publish_status(desk, sitting, key)
    finally:
        sitting.end()
