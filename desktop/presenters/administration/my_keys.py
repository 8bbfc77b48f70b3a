"""The keys of whoever is signed in."""

from dataclasses import dataclass

from core.errors import NotFoundError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.key_care import KeyFile, keys_at_desk
from core.services.key_requests import NEXT
from core.services.signing_in import staff_key_name
from core.services.standing import the_centre
from credentials.keys import Purpose, Strength


@dataclass(frozen=True, slots=True)
class MyKeys:
    """What one person has at this desk."""

    signing: KeyFile
    following: KeyFile | None
    """The key that shall replace the present one, until it does."""
    encryption: KeyFile | None


def read_my_keys(desk: Desk, staff_id: StaffId) -> MyKeys:
    """Read them. Raises NotFoundError if the signing key's file is gone or damaged."""
    name = staff_key_name(staff_id)
    keys = {key.name: key for key in keys_at_desk(desk)}
    if name not in keys:
        raise NotFoundError("key file", name)
    encryption = [
        key
        for key in keys.values()
        if key.purpose is Purpose.ENCRYPTION and key.name.endswith(str(staff_id))
    ]
    return MyKeys(keys[name], keys.get(name + NEXT), encryption[0] if encryption else None)


def strength_at(desk: Desk) -> Strength:
    """How hard keys of this desk's centre are to guess: a practice centre's protect nothing."""
    with desk.uow() as uow:
        return Strength.FAST if the_centre(uow).practice else Strength.NORMAL
