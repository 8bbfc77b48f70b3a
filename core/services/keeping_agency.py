"""What an agency does with its list, in the draft: admit, scope, end keys, recognise, anchor."""

from collections.abc import Iterator
from datetime import datetime

from core.errors import CoreError
from core.ports.desk import Desk
from core.services.agency_draft import change_draft, now_of, published_list, read_draft
from core.services.lists_at_hand import REGISTRATIONS
from core.services.receiving_trust import compare_fingerprint
from credentials import trust_editing
from credentials.errors import NotListedError
from credentials.key_report import KeyReport, Loss, open_key_report
from credentials.key_request import KeyRequest, OwnerKind, open_key_request
from credentials.keys import PublicKey, fingerprint
from credentials.registration import Registration, open_registration
from credentials.trust_list import (
    Anchor,
    ForeignAgency,
    FrameworkScope,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    Standing,
    TrustContent,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list_unpinned


class NumberTakenError(CoreError):
    """The number belongs to somebody with another name in the list."""

    code = "agency.number-taken"

    def __init__(self, number: str, name: str) -> None:
        super().__init__(f"the number {number} belongs to {name}", number=number, name=name)


class ReportNotSignedError(CoreError):
    """Who signed the report is not the owner of the key, and no fingerprint was confirmed."""

    code = "agency.report-unconfirmed"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"nothing proves that {name} reports this: ring back and type the fingerprint that is "
            "read to you",
            name=name,
        )


class RegistrationRefusedError(CoreError):
    """A registration file that does not follow the centre's last one, or is not by its key."""

    code = "agency.registration-refused"


class SameAgencyError(CoreError):
    """An agency does not recognise itself."""

    code = "agency.same"

    def __init__(self) -> None:
        super().__init__("this is the agency's own list; it recognises other agencies")


def read_request(raw: bytes) -> KeyRequest:
    """Verify and read a key request.

    Raises:
        KeyRequestFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good request.
    """
    return open_key_request(raw)


def admit_key(
    desk: Desk,
    request: KeyRequest,
    *,
    period: Period,
    typed_fingerprint: str = "",
    units: tuple[UnitScope, ...] | None = None,
    frameworks: tuple[FrameworkScope, ...] | None = None,
) -> None:
    """Take a key into the draft.

    Args:
        desk: the agency's machine.
        request: what came; it is signed by the key itself.
        period: when the key is good.
        typed_fingerprint: what the owner read aloud, by telephone or in person. Not needed if the
            request is also signed by a key of the same owner that is in force.
        units: a person's scope; None: what the request asks for, for the period.
        frameworks: a centre's accreditation; None: as above.

    Raises:
        FingerprintDiffersError: what was typed is not the key's.
        KeyAlreadyListedError: the key stands in the list, whoever's it is.
        NumberTakenError: the number belongs to somebody with another name.
    """
    draft = read_draft(desk, published_list(desk))
    if not _is_successor(draft, request, now_of(desk)):
        compare_fingerprint(typed_fingerprint, request.fingerprint)
        for name in _names_of(draft, request):
            if name != request.name:
                raise NumberTakenError(request.number, name)
    change_draft(
        desk,
        lambda content: trust_editing.admit(
            content, request, period, units=units, frameworks=frameworks
        ),
    )


def set_person_scope(
    desk: Desk,
    number: str,
    scopes: tuple[UnitScope, ...],
    roles: frozenset[Role] | None = None,
) -> None:
    """Set what a person may assess or verify. Raises NotListedError."""
    change_draft(
        desk, lambda content: trust_editing.set_person_scope(content, number, scopes, roles)
    )


def set_centre_scope(desk: Desk, centre_id: str, frameworks: tuple[FrameworkScope, ...]) -> None:
    """Set the frameworks a centre is accredited for. Raises NotListedError."""
    change_draft(
        desk, lambda content: trust_editing.set_centre_scope(content, centre_id, frameworks)
    )


def rename(desk: Desk, number: str, name: str) -> None:
    """Give a person or a centre another name, with every key of theirs. Raises NotListedError."""
    change_draft(desk, lambda content: trust_editing.rename(content, number, name))


def end_key(desk: Desk, key: PublicKey, reason: RevocationReason, since: datetime) -> None:
    """Retire, withdraw or declare compromised one key.

    Raises:
        NotListedError, RevocationLiftedError.
    """
    change_draft(desk, lambda content: trust_editing.end_key(content, key, reason, since))


def act_on_report(desk: Desk, raw: bytes, *, typed_fingerprint: str = "") -> KeyReport:
    """End the key that a report gives up: lost is retired, stolen is compromised.

    A report counts if it is signed by the key itself or by another key of the same owner that is
    in force; else only with the fingerprint that the owner read over the telephone.

    Raises:
        KeyReportFormatError, EnvelopeSignatureError: no good report.
        NotListedError: the key is not in the list.
        ReportNotSignedError: it does not count so far.
        FingerprintDiffersError: what was typed is not the key's.
    """
    report = open_key_report(raw)
    owners = dict(_owned_lives(read_draft(desk, published_list(desk))))
    if report.key not in owners:
        raise NotListedError("the key of this report is not in the list")
    if not _is_owners(report, owners, now_of(desk)):
        if not typed_fingerprint:
            raise ReportNotSignedError(report.name)
        compare_fingerprint(typed_fingerprint, report.fingerprint)
    lost = report.loss is Loss.LOST
    reason = RevocationReason.RETIRED if lost else RevocationReason.COMPROMISED
    end_key(desk, report.key, reason, min(report.since, now_of(desk)))
    return report


def recognise(
    desk: Desk,
    foreign_list: bytes,
    *,
    frameworks: frozenset[str],
    period: Period,
    typed_fingerprint: str,
) -> ForeignAgency:
    """Recognise the agency of a foreign list, for these frameworks and this period.

    Args:
        desk: the agency's machine.
        foreign_list: the newest list of the other agency.
        frameworks: codes of the frameworks, at least one.
        period: from when until when.
        typed_fingerprint: of its root key, as its agency read it aloud.

    Raises:
        FingerprintDiffersError: what was typed is not the root key's.
        KeyAlreadyListedError: the same recognition stands already.
        SameAgencyError: it is the agency's own list.
        TrustListFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good list, or no
            framework was named.
    """
    theirs = open_trust_list_unpinned(foreign_list)
    if theirs.content.agency_key == published_list(desk).content.agency_key:
        raise SameAgencyError
    compare_fingerprint(typed_fingerprint, fingerprint(theirs.content.agency_key))
    agency = ForeignAgency(theirs.content.agency, theirs.roots[-1], frameworks, period)
    change_draft(desk, lambda content: trust_editing.recognise(content, agency))
    return agency


def stop_recognising(desk: Desk, key_sha256: bytes, since: datetime) -> None:
    """End every recognition of an agency; what was verified before still counts.

    Raises:
        NotListedError: no recognition of it goes on then.
    """
    change_draft(desk, lambda content: trust_editing.stop_recognising(content, key_sha256, since))


def anchor_registration(desk: Desk, raw: bytes) -> Registration:
    """Take a centre's next registration file into the draft, dated now, and keep the file.

    Raises:
        RegistrationFormatError, EnvelopeFormatError, EnvelopeSignatureError: no good file.
        RegistrationRefusedError: not by a key of that centre that is in force, or not its next.
    """
    registration = open_registration(raw)
    content, now = registration.content, now_of(desk)
    draft = read_draft(desk, published_list(desk))
    lives = [entry.life for entry in draft.centres if entry.id == content.centre]
    good = [life.key for life in lives if life.standing(now) is Standing.IN_FORCE]
    if registration.signed_by not in good:
        raise RegistrationRefusedError(
            f"the file is not signed by a key of centre {content.centre} that is in force",
            centre=content.centre,
        )
    anchors = [one for one in draft.anchors if one.centre == content.centre]
    last = anchors[-1] if anchors else None
    expected = (len(anchors) + 1, last.sha256 if last is not None else None)
    if (content.number, content.previous) != expected:
        raise RegistrationRefusedError(
            f"file {content.number} of centre {content.centre} does not follow file {len(anchors)}",
            centre=content.centre,
        )
    anchor = Anchor(content.centre, content.number, registration.sha256, now)
    change_draft(desk, lambda draft: trust_editing.anchor(draft, anchor))
    keep_registration(desk, registration, raw)
    return registration


def keep_registration(desk: Desk, registration: Registration, raw: bytes) -> None:
    """Keep a registration file at this desk, so that it confirms dates here."""
    desk.published.keep(f"{REGISTRATIONS}/{registration.sha256.hex()[:32]}.json", raw)


def _is_successor(draft: TrustContent, request: KeyRequest, now: datetime) -> bool:
    """Tell whether a key of the same owner that is in force has signed the request too."""
    wanted = (request.kind is OwnerKind.CENTRE, request.number)
    owner = dict(_owned_lives(draft)).get(request.replaces) if request.replaces else None
    return owner is not None and owner[0] == wanted and owner[1].standing(now) is Standing.IN_FORCE


def _names_of(draft: TrustContent, request: KeyRequest) -> tuple[str, ...]:
    if request.kind is OwnerKind.CENTRE:
        return tuple(entry.name for entry in draft.centres if entry.id == request.number)
    return tuple(entry.name for entry in draft.people if entry.number == request.number)


def _is_owners(
    report: KeyReport, owners: dict[PublicKey, tuple[tuple[bool, str], KeyLife]], now: datetime
) -> bool:
    signer = report.signed_by
    if signer is None or signer not in owners:
        return False
    owner, life = owners[signer]
    in_force = life.standing(now) is Standing.IN_FORCE
    return signer == report.key or (in_force and owner == owners[report.key][0])


def _owned_lives(
    content: TrustContent,
) -> Iterator[tuple[PublicKey, tuple[tuple[bool, str], KeyLife]]]:
    """Yield each key of a centre or a person with its owner: (is a centre, number)."""
    for centre in content.centres:
        yield centre.life.key, ((True, centre.id), centre.life)
    for person in content.people:
        yield person.life.key, ((False, person.number), person.life)
