"""The agency's next root key between its making and the stick that takes it elsewhere.

It belongs in another place than the root key. Until it is there it lies beside it, sealed with its
own passphrase, so that a window that is closed or a power cut does not lose it for good.
"""

import hashlib
from typing import Final

from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.receiving_trust import own_list
from credentials.errors import KeyFileDamagedError
from credentials.keys import SealedKey

NEXT_ROOT: Final = "agency-next"
"""The name of its key file."""


class NoNextRootError(CoreError):
    """No next root key waits here to be taken elsewhere."""

    code = "agency.no-next-root"

    def __init__(self) -> None:
        super().__init__("no next root key waits here; it was taken elsewhere, or never was here")


def waiting_next_root(desk: Desk) -> SealedKey | None:
    """The key that the newest list announces, if it is still here; None: it is elsewhere."""
    published = own_list(desk.published)
    if published is None or NEXT_ROOT not in desk.keys.names():
        return None
    try:
        sealed = desk.keys.load(NEXT_ROOT)
    except KeyFileDamagedError:
        return None
    announced = published.content.next_key_sha256
    return sealed if hashlib.sha256(sealed.public_key).digest() == announced else None


def let_next_root_go(desk: Desk, *, by: StaffId | None = None) -> None:
    """Forget the key here: it was written to the stick. Raises StorageError."""
    desk.keys.drop(NEXT_ROOT)
    with desk.uow() as uow:
        uow.note("trust.next-root-taken-away", desk.id, by=by, at=desk.clock.now())
        uow.commit()
