"""The practice agency: a trust list and a status list of its own, marked as practice throughout.

A real agency keeps its root key on a machine of its own. The practice centre plays both parts, so
that a new assessor can learn the whole way; every document it makes says PRACTICE.
"""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from core.domain.people import Centre, CentreAuthority, Certification, Staff
from core.domain.recognition import StatusPlace
from core.domain.standards import Framework
from core.ids import StatusPlaceId, new_id
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.key_requests import trust_roles
from core.services.publishing_status import PLACES
from core.services.setting_up import make_key
from core.services.signing_in import unlock_key
from core.services.standing import the_centre
from credentials.keys import PublicKey, Purpose, Strength, public_key
from credentials.signing import SigningKey
from credentials.trust_list import (
    MAX_UPDATE_INTERVAL,
    CentreEntry,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    TrustContent,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list_unpinned, sign_trust_list

AGENCY_KEY: Final = "agency"
STATUS_KEY: Final = "status"
_RESERVED_PLACES: Final = 256
_BEFORE: Final = timedelta(days=365)
_AFTER: Final = timedelta(days=3 * 365)


def start_practice_agency(desk: Desk, passphrase: str) -> None:
    """Make the practice agency's keys, reserve places in its status list, publish its trust list.

    Everybody who is enrolled and certified at the desk is admitted, for three years.
    """
    with desk.uow() as uow:
        centre = the_centre(uow)
    names = (AGENCY_KEY, Purpose.AGENCY), (STATUS_KEY, Purpose.STATUS)
    for name, purpose in names:
        make_key(desk, name, purpose, centre.agency, passphrase, Strength.FAST)
    with SigningKey.generate() as next_root:
        next_key_sha256 = hashlib.sha256(next_root.public_key).digest()
    now = desk.clock.now().replace(microsecond=0)
    status = desk.keys.load(STATUS_KEY).signing_key
    with unlock_key(desk, AGENCY_KEY, passphrase) as root, desk.uow() as uow:
        _reserve_places(uow, centre)
        content = _content(uow, centre, root.public_key, status, next_key_sha256, now)
        desk.published.keep_trust(sign_trust_list(content, root))
        uow.note("trust.published", centre.id, by=None, at=now, sequence=content.sequence)
        uow.commit()


def renew_trust_list(desk: Desk, passphrase: str) -> None:
    """Publish the practice agency's next trust list once half of the newest one's life is over.

    The new list says what the old one said and names it in its history.
    """
    envelope = desk.published.trust()
    if envelope is None:
        return
    old = open_trust_list_unpinned(envelope)
    now = desk.clock.now().replace(microsecond=0)
    if now - old.content.issued_at < MAX_UPDATE_INTERVAL / 2:
        return
    content = replace(
        old.content,
        history=(*old.content.history, old.sha256),
        issued_at=now,
        next_update=now + MAX_UPDATE_INTERVAL,
    )
    with unlock_key(desk, AGENCY_KEY, passphrase) as root, desk.uow() as uow:
        desk.published.keep_trust(sign_trust_list(content, root))
        centre = the_centre(uow)
        uow.note("trust.published", centre.id, by=None, at=now, sequence=content.sequence)
        uow.commit()


def _reserve_places(uow: UnitOfWork, centre: Centre) -> None:
    # Random places, so that a place says nothing about whose it is or how many there are.
    host = urlsplit(centre.passport_address).netloc
    for index in random.SystemRandom().sample(range(PLACES), _RESERVED_PLACES):
        uow.save(
            StatusPlace(id=StatusPlaceId(new_id()), list_uri=f"https://{host}/s/1", index=index)
        )


def _content(
    uow: UnitOfWork,
    centre: Centre,
    root: PublicKey,
    status: PublicKey,
    next_key_sha256: bytes,
    now: datetime,
) -> TrustContent:
    period = Period(now - _BEFORE, now + _AFTER)
    frameworks = [uow.get(Framework, one.framework_id).code for one in uow.find(CentreAuthority)]
    return TrustContent(
        agency=centre.agency,
        agency_key=root,
        history=(),
        issued_at=now,
        next_update=now + MAX_UPDATE_INTERVAL,
        next_key_sha256=next_key_sha256,
        hosts=frozenset({urlsplit(centre.passport_address).netloc}),
        status_keys=(KeyLife(status, period),),
        centres=(
            CentreEntry(
                id=centre.code,
                name=centre.name,
                life=KeyLife(public_key(centre.public_key), period),
                frameworks=tuple(FrameworkScope(code, period) for code in frameworks),
            ),
        ),
        people=tuple(_people(uow, period)),
        practice=True,
    )


def _people(uow: UnitOfWork, period: Period) -> Iterable[PersonEntry]:
    for staff in uow.find(Staff):
        certifications = uow.find(Certification, staff_id=staff.id)
        if certifications:
            yield PersonEntry(
                number=staff.person_number,
                name=staff.name,
                life=KeyLife(public_key(staff.public_key), period),
                roles=trust_roles(staff),
                scopes=tuple(
                    UnitScope(one.framework_code, one.unit_codes, period) for one in certifications
                ),
            )
