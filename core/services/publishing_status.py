"""Publish the status list: one signed list of two bits a place, out of this desk's places."""

from datetime import timedelta
from typing import Final

from core.domain.people import Role
from core.domain.recognition import Status, StatusPlace
from core.domain.rules import holds_role, require
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.standing import the_centre
from core.services.status_places import NoStatusPlaceError
from credentials import status_list as wire
from credentials.signing import Signer

PLACES: Final = 131_072
"""Places in a list: so many that a place does not give away whose it is (design, Status)."""
LIST_LIFE: Final = timedelta(days=31)
LIST_TTL: Final = timedelta(days=7)


def publish_status(desk: Desk, by: Sitting, status_key: Signer) -> bytes:
    """Sign the status list as it stands now, keep it as the desk's newest, and return it.

    Raises:
        RefusedError: only a registrar publishes.
        NoStatusPlaceError: the desk holds no places, so there is no list of its own to publish.
    """
    require(holds_role(by.staff, Role.REGISTRAR))
    now = desk.clock.now().replace(microsecond=0)
    with desk.uow() as uow:
        places = uow.find(StatusPlace)
        if not places:
            raise NoStatusPlaceError
        token = wire.sign_status_list(
            places[0].list_uri,
            wire.pack_statuses(
                PLACES,
                {
                    place.index: wire.Status(place.status.value)
                    for place in places
                    if place.status is not Status.VALID
                },
            ),
            status_key,
            issued_at=now,
            expires_at=now + LIST_LIFE,
            ttl=LIST_TTL,
        )
        desk.published.keep_status(token)
        uow.note("status.published", the_centre(uow).id, by=by.staff.id, at=now)
        uow.commit()
    return token
