"""Places of the agency's status lists, granted to centres and taken in by their desks.

A desk in a village issues without asking anybody, so it holds places beforehand. They are drawn at
random, so that a place says nothing about whose it is, and each is granted once.
"""

import random
from typing import Final

from core.domain.recognition import StatusPlace
from core.errors import CoreError, WrongInputError
from core.ids import StatusPlaceId, new_id
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.agency_draft import now_of, published_list
from core.services.practice_agency import STATUS_KEY
from core.services.publishing_status import PLACES
from core.services.receiving_trust import own_list
from core.services.signing_in import unlock_key
from core.services.standing import the_centre
from credentials.errors import NotListedError
from credentials.place_grant import MAX_PLACES, PlaceGrant, open_place_grant, sign_place_grant
from credentials.trust_list import Standing, TrustList

MOST_TAKEN: Final = PLACES // 2
"""A list that is half granted is left at that: places stay hard to tell from chance."""
GRANTED: Final = "granted to "
"""How `StatusPlace.taken_by` begins on the agency's machine."""


class GrantRefusedError(CoreError):
    """A grant that is not for this centre, or not signed by a status key of its agency."""

    code = "status.grant-refused"


def grant_places(desk: Desk, centre_id: str, count: int, passphrase: str) -> bytes:
    """Draw places for a centre on the agency's machine; return the signed grant.

    Args:
        desk: the agency's machine.
        centre_id: the centre's number in the list.
        count: how many places, 1 to MAX_PLACES.
        passphrase: of the status key.

    Raises:
        NotListedError: no such centre in the published list.
        NoAgencyError, WrongPassphraseError.
    """
    if not 1 <= count <= MAX_PLACES:
        raise WrongInputError(f"a grant has 1 to {MAX_PLACES} places")
    published = published_list(desk)
    if centre_id not in published.centres_by_id:
        raise NotListedError(f"no centre in the list has the number {centre_id}")
    with unlock_key(desk, STATUS_KEY, passphrase) as key, desk.uow() as uow:
        uri, places = _draw(uow, published, count)
        grant = PlaceGrant(centre_id, uri, now_of(desk), places)
        raw = sign_place_grant(grant, key)
        for index in places:
            place_id = StatusPlaceId(new_id())
            uow.save(
                StatusPlace(id=place_id, list_uri=uri, index=index, taken_by=GRANTED + centre_id)
            )
        facts = {"centre": centre_id, "count": count, "list": uri}
        uow.note("status.places-granted", desk.id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return raw


def take_in_grant(desk: Desk, raw: bytes) -> int:
    """Take a grant in at the centre's desk; return how many of its places are new here.

    Raises:
        PlaceGrantFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good grant.
        GrantRefusedError: for another centre, or not by a status key of the agency at hand.
    """
    grant, signed_by = open_place_grant(raw)
    trust = own_list(desk.published)
    lives = trust.content.status_keys if trust is not None else ()
    good = [life.key for life in lives if life.standing(grant.granted_at) is Standing.IN_FORCE]
    if signed_by not in good:
        raise GrantRefusedError("the grant is not signed by a status key of this desk's agency")
    with desk.uow() as uow:
        centre = the_centre(uow)
        if grant.centre != centre.code:
            raise GrantRefusedError(f"the grant is for centre {grant.centre}")
        known = {place.index for place in uow.find(StatusPlace, list_uri=grant.list_uri)}
        added = [index for index in grant.places if index not in known]
        # Shuffled: the order in which a desk uses its places must not be that of the list.
        random.SystemRandom().shuffle(added)
        for index in added:
            place_id = StatusPlaceId(new_id())
            uow.save(StatusPlace(id=place_id, list_uri=grant.list_uri, index=index))
        facts = {"count": len(added), "list": grant.list_uri}
        uow.note("status.places-taken-in", centre.id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return len(added)


def _draw(uow: UnitOfWork, published: TrustList, count: int) -> tuple[str, tuple[int, ...]]:
    """Draw free places at random, all in one list: the first that is not half granted yet."""
    host = min(published.content.hosts)
    number = 1
    while True:
        uri = f"https://{host}/s/{number}"
        taken = {place.index for place in uow.find(StatusPlace, list_uri=uri)}
        if len(taken) + count <= MOST_TAKEN:
            free = [index for index in range(PLACES) if index not in taken]
            return uri, tuple(sorted(random.SystemRandom().sample(free, count)))
        number += 1
