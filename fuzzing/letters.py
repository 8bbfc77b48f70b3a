"""What centres and their agency send each other: any bytes, and the same bytes well signed."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Final

from credentials.dsse import (
    KEY_REPORT_TYPE,
    KEY_REQUEST_TYPE,
    PLACE_GRANT_TYPE,
    REGISTRATION_TYPE,
    STATUS_REPORT_TYPE,
    seal_envelope,
)
from credentials.errors import CredentialError
from credentials.key_report import KeyReport, Loss, open_key_report, write_key_report
from credentials.key_request import (
    KeyRequest,
    OwnerKind,
    WantedScope,
    open_key_request,
    sign_key_request,
)
from credentials.keys import encryption_key
from credentials.place_grant import PlaceGrant, open_place_grant, sign_place_grant
from credentials.registration import Registered, open_registration, sign_registration
from credentials.status_list import Status
from credentials.status_report import (
    ReportedPlace,
    StatusReport,
    open_status_report,
    sign_status_report,
)
from credentials.trust_list import Role
from fuzzing.target import Target
from tests.credentials import world

_NOW: Final = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
_SIGNER: Final = world.AGENCY_KEY
_CENTRE: Final = world.CENTRE_KEY
_LIST: Final = "https://a.example/s/1"


def _requests() -> Iterator[bytes]:
    person = KeyRequest(
        *(OwnerKind.PERSON, "A-1001", "Dara Sok", _SIGNER.public_key, _NOW),
        wanted=(WantedScope("RMCS-MFG", frozenset({"D4"})),),
        roles=frozenset(Role),
        replaces=_CENTRE.public_key,
        encryption_key=encryption_key(bytes(range(32))),
    )
    yield sign_key_request(person, _SIGNER, _CENTRE)
    yield sign_key_request(
        KeyRequest(OwnerKind.CENTRE, "PC-01", "Centre", _SIGNER.public_key, _NOW), _SIGNER
    )


def _reports() -> Iterator[bytes]:
    for loss in Loss:
        report = KeyReport(loss, _CENTRE.public_key, "Dara Sok", _NOW)
        yield write_key_report(report, _SIGNER)
        yield write_key_report(report)


def _registrations() -> Iterator[bytes]:
    for number, previous in ((1, None), (2, bytes(range(32)))):
        hashes = frozenset({bytes(32), bytes([number]) * 32})
        yield sign_registration(
            Registered("PC-01", number, previous, _NOW, hashes, frozenset()), _SIGNER
        )


def _grants() -> Iterator[bytes]:
    yield sign_place_grant(PlaceGrant("PC-01", _LIST, _NOW, (3, 44, 4095)), _SIGNER)


def _status_reports() -> Iterator[bytes]:
    places = tuple(ReportedPlace(_LIST, number, one) for number, one in enumerate(Status))
    yield sign_status_report(StatusReport("PC-01", _NOW, places), _SIGNER)


def _open(kind: str, read: Callable[[bytes], object], data: bytes) -> None:
    for raw in (data, seal_envelope(kind, data, _SIGNER)):
        with suppress(CredentialError):
            read(raw)


def _with_payloads(letters: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    for raw in letters():
        yield raw
        doc = json.loads(raw)
        if "payload" in doc:
            yield base64.b64decode(doc["payload"])


def _target(
    kind: str, read: Callable[[bytes], object], letters: Callable[[], Iterator[bytes]]
) -> Target:
    return Target(partial(_open, kind, read), (), partial(_with_payloads, letters))


LETTERS: Final[dict[str, Target]] = {
    "key-request": _target(KEY_REQUEST_TYPE, open_key_request, _requests),
    "key-report": _target(KEY_REPORT_TYPE, open_key_report, _reports),
    "registration": _target(REGISTRATION_TYPE, open_registration, _registrations),
    "place-grant": _target(PLACE_GRANT_TYPE, open_place_grant, _grants),
    "status-report": _target(STATUS_REPORT_TYPE, open_status_report, _status_reports),
}
