"""From the centres' desks to the agency's status lists: one list serves many centres.

A desk reports every place whose status ever changed; the agency takes the report for the places
that it granted to that centre, and signs the lists of all centres together.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Final

from core.domain.recognition import Status, StatusChange, StatusPlace
from core.errors import CoreError
from core.ids import StaffId
from core.ports.desk import Desk
from core.services.agency_draft import now_of, published_list
from core.services.practice_agency import STATUS_KEY
from core.services.publishing_status import signed_lists
from core.services.reserving_places import GRANTED
from core.services.signing_in import unlock_key
from core.services.standing import the_centre
from core.services.status_places import NoStatusPlaceError, RevokedForGoodError
from credentials import status_list as wire
from credentials.openbadges.did import did_web
from credentials.signing import Signer
from credentials.status_report import (
    ReportedPlace,
    StatusReport,
    open_status_report,
    sign_status_report,
)
from credentials.trust_list import Standing

_REPORTS: Final = "status-reports"


class StatusReportRefusedError(CoreError):
    """A report that is not by the centre's key, not newer than the last, or on others' places."""

    code = "status.report-refused"


def report_status(desk: Desk, centre_key: Signer, *, by: StaffId | None = None) -> bytes:
    """Write the centre's report: how every place of this desk stands that ever changed."""
    with desk.uow() as uow:
        centre = the_centre(uow)
        changed = {change.place_id for change in uow.find(StatusChange)}
        places = tuple(
            ReportedPlace(place.list_uri, place.index, wire.Status(place.status.value))
            for place in uow.find(StatusPlace)
            if place.id in changed
        )
        raw = sign_status_report(StatusReport(centre.code, now_of(desk), places), centre_key)
        uow.note("status.reported", centre.id, by=by, at=desk.clock.now(), count=len(places))
        uow.commit()
    return raw


def take_in_status_report(desk: Desk, raw: bytes) -> int:
    """Take a centre's report in on the agency's machine; return how many places changed.

    Raises:
        StatusReportFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good report.
        StatusReportRefusedError: not by a key of that centre that is in force, not newer than the
            last one, or it names a place that was not granted to the centre.
        RevokedForGoodError: it would take a revocation back.
    """
    report, signed_by = open_status_report(raw)
    entries = published_list(desk).centres_by_id.get(report.centre, ())
    now = desk.clock.now()
    good = [one.life.key for one in entries if one.life.standing(now) is Standing.IN_FORCE]
    if signed_by not in good:
        raise StatusReportRefusedError(
            f"the report is not signed by a key of centre {report.centre} that is in force"
        )
    name = f"{_REPORTS}/{report.centre.encode().hex()[:64]}.json"
    before = desk.published.kept(name)
    if before is not None and open_status_report(before)[0].made_at >= report.made_at:
        raise StatusReportRefusedError(f"a report of {report.centre} as new as this was taken in")
    changed = _apply(desk, report)
    desk.published.keep(name, raw)
    return changed


def publish_agency_status(desk: Desk, passphrase: str) -> dict[str, bytes]:
    """Sign the status lists of all centres; return each by its address, and keep them here.

    Raises:
        NoStatusPlaceError: no place was granted yet.
        NoAgencyError, WrongPassphraseError.
    """
    agency = did_web(f"https://{min(published_list(desk).content.hosts)}")
    by_list = defaultdict(list)
    with desk.uow() as uow:
        for place in uow.find(StatusPlace):
            by_list[place.list_uri].append(place)
        if not by_list:
            raise NoStatusPlaceError
        made = {}
        with unlock_key(desk, STATUS_KEY, passphrase) as key:
            for uri, places in sorted(by_list.items()):
                token, bitstrings = signed_lists(uri, places, agency, key, now_of(desk))
                desk.published.keep_status(token, bitstrings)
                made[uri] = token
        uow.note("status.published", desk.id, by=None, at=desk.clock.now(), lists=len(made))
        uow.commit()
    return made


def _apply(desk: Desk, report: StatusReport) -> int:
    """Write the places that the report names, all or nothing; the others stay as they are."""
    stated = {(one.list_uri, one.index): Status(one.status.value) for one in report.places}
    with desk.uow() as uow:
        granted = {
            (place.list_uri, place.index): place
            for place in uow.find(StatusPlace, taken_by=GRANTED + report.centre)
        }
        if not stated.keys() <= granted.keys():
            raise StatusReportRefusedError(
                f"the report names places that were not granted to centre {report.centre}"
            )
        changed = 0
        for where, status in stated.items():
            place = granted[where]
            if status is place.status:
                continue
            if place.status is Status.REVOKED:
                raise RevokedForGoodError(place.id)
            uow.save(replace(place, status=status))
            changed += 1
        facts = {"centre": report.centre, "changed": changed}
        uow.note("status.report-taken-in", desk.id, by=None, at=desk.clock.now(), **facts)
        uow.commit()
    return changed
