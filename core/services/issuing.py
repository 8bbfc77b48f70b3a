"""Issue a skill passport: wrap the awards, sign as the centre, print, scan the page, release."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.domain.case import CaseEnd, Route
from core.domain.casefile import CaseFile
from core.domain.people import Centre, Staff
from core.domain.recognition import Award, Passport, PassportCard, Status, StatusPlace, StatusReason
from core.domain.rules import may_issue, may_reissue, require
from core.errors import CoreError, StaleRecordError
from core.ids import CaseId, PassportCardId, PassportId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.handling_cases import record_move
from core.services.passport_content import card_content, passport_content
from core.services.passport_file import evidence_of
from core.services.passport_sheets import passport_sheet
from core.services.signing_in import read_again
from core.services.standing import the_centre
from core.services.status_places import record_status, take_place
from credentials import passport as wire
from credentials.cose import parse_sign1
from credentials.issuing import sign_passport
from credentials.openbadges.content import (
    EvidenceItem,
    FileFacts,
    build_credential,
    credential_digest,
)
from credentials.openbadges.file import FILE_NAME, seal_credential
from credentials.parts import sign_parts
from credentials.passport_codec import parse_passport
from credentials.qr import encode_text
from credentials.qr_errors import MAX_DOCUMENT_BYTES
from credentials.signing import Signer
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned


class NoTrustListError(CoreError):
    """The desk holds no trust list, so an employer could not check what it issues."""

    code = "passport.no-trust-list"

    def __init__(self) -> None:
        super().__init__("this desk holds no trust list of its agency; take one in first")


class WrongCentreKeyError(CoreError):
    """The key that was unlocked is not the centre's."""

    code = "passport.wrong-centre-key"

    def __init__(self) -> None:
        super().__init__("the key that was unlocked is not this centre's")


class UnreadableSheetError(CoreError):
    """A printed page did not read back as the code on it; it was not released."""

    code = "passport.unreadable"

    def __init__(self) -> None:
        super().__init__("the page was scanned and its code did not read back; nothing was issued")


_Awards = tuple[tuple[Award, wire.CountersignedAward], ...]
"""Each award with what a passport carries of it."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What goes into a passport, read in one transaction."""

    file: CaseFile
    centre: Centre
    awards: _Awards
    place: StatusPlace
    evidence: Mapping[tuple[bytes, str], tuple[EvidenceItem, ...]]


def issue_passport(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    centre_key: Signer,
    *,
    second: Sitting | None = None,
) -> Passport:
    """Issue the skill passport of a case, or change nothing.

    With a `second` person signed in it is issued anew without a new award: after a change of name,
    or with other statements. Lost paper needs no new passport: it is printed again.

    All standing awards of the worker go in, also those of earlier cases; the passports before it
    are marked as superseded. Every page is scanned before anything is written, and what does not
    read back is not issued.

    Raises:
        RefusedError: see `core.domain.rules.may_issue` and `may_reissue`.
        NoTrustListError, WrongCentreKeyError, NoStatusPlaceError: see there.
        PassportTooLargeError: of credentials; an award or a statement alone does not fit.
        UnreadableSheetError: a printed code does not read back.
        StaleRecordError: the worker's record or awards changed while the sheet was printed.
        PassportFormatError: of credentials; a text is longer than a passport can carry.
    """
    now = desk.clock.now().replace(microsecond=0)
    trust = _trust_list(desk)
    passport_id = PassportId(new_id())
    draft = _draft(desk, by, second, case_id, passport_id)
    if centre_key.public_key != draft.centre.public_key:
        raise WrongCentreKeyError
    whole = _content(draft, trust, now)
    texts, pdf = _print(desk, draft, whole, passport_id, centre_key)
    stored = desk.files.put(pdf)
    with desk.uow() as uow:
        file, awards = _read(uow, by, second, case_id)
        printed = draft.file
        if (file.candidate, file.skills, awards) != (
            printed.candidate, printed.skills, draft.awards
        ):  # fmt: skip
            raise StaleRecordError("Case", case_id)
        earlier = uow.find(Passport, candidate_id=file.candidate.id)
        for before in earlier:
            _supersede(uow, desk, by, before)
        passport = uow.append(
            Passport(
                id=passport_id,
                case_id=case_id,
                candidate_id=file.candidate.id,
                reference=file.case.reference,
                issued_at=now,
                award_ids=tuple(award.id for award, _ in draft.awards),
                status_place_id=draft.place.id,
                supersedes=earlier[-1].id if earlier else None,
                code_texts=texts,
                pdf_sha256=stored.sha256,
                at=now,
                by=by.staff.id,
            )
        )
        if draft.awards:
            card = _card_text(draft, whole, centre_key)
            uow.append(
                PassportCard(
                    id=PassportCardId(new_id()),
                    passport_id=passport_id,
                    code_text=card,
                    at=now,
                    by=by.staff.id,
                )
            )
        facts = {
            "reference": passport.reference,
            "awards": len(draft.awards),
            "second": str(second.staff.id) if second else "",
        }
        uow.note("passport.issued", passport_id, by=by.staff.id, at=now, **facts)
        if file.case.end is None:
            portfolio_only = file.case.route is Route.PORTFOLIO_ONLY
            end = CaseEnd.PORTFOLIO_ONLY if portfolio_only else CaseEnd.RECOGNISED
            record_move(uow, file.case, file.case.ended(end), by.staff.id, desk)
        uow.commit()
    return passport


def _draft(
    desk: Desk, by: Sitting, second: Sitting | None, case_id: CaseId, passport_id: PassportId
) -> _Draft:
    # A transaction of its own: printing and scanning must not keep other writers waiting. A place
    # that is taken for a passport that is then not issued stays empty, and says nothing.
    with desk.uow() as uow:
        file, awards = _read(uow, by, second, case_id)
        evidence = evidence_of(uow, [award for award, _ in awards], file)
        place = take_place(uow, f"passport {passport_id}")
        draft = _Draft(file, the_centre(uow), awards, place, evidence)
        uow.commit()
    return draft


def _read(
    uow: UnitOfWork, by: Sitting, second: Sitting | None, case_id: CaseId
) -> tuple[CaseFile, _Awards]:
    """The case and the awards that go in, if this person may issue them."""
    read_again(uow, by)
    if second:
        read_again(uow, second)
    file = uow.case_file(case_id)
    awards = _standing_awards(uow, file)
    # What was revoked is nothing to issue, and what other cases of the worker awarded is.
    standing = replace(file, awards=tuple(award for award, _ in awards))
    if second:
        require(may_reissue(standing, by.staff, second.staff))
    else:
        require(may_issue(standing, by.staff))
    return file, awards


def _content(draft: _Draft, trust: TrustList, now: datetime) -> wire.Passport:
    return passport_content(
        draft.file.candidate,
        draft.file.skills,
        draft.centre,
        tuple(signed for _, signed in draft.awards),
        place=draft.place,
        trust=trust.reference,
        issued_at=now,
        former_name=changes[-1].former_name if (changes := draft.file.name_changes) else "",
    )


def _print(
    desk: Desk, draft: _Draft, whole: wire.Passport, passport_id: PassportId, centre_key: Signer
) -> tuple[tuple[str, ...], bytes]:
    """Sign, print, attach the file, and scan the very PDF that is handed out."""
    # Imported here: the symbol's libraries are not needed on the way to the first window.
    from credentials.qr_symbol import fits_a_symbol

    address, candidate = draft.centre.passport_address, draft.file.candidate
    credential: dict[str, Any] | None = None
    if whole.awards:  # without a unit there is no file, and the code says everything
        credential = build_credential(whole, FileFacts(passport_id, address, draft.evidence))
        whole = replace(whole, credential_sha256=credential_digest(credential))

    def fits(document: bytes) -> bool:
        return len(document) <= MAX_DOCUMENT_BYTES and fits_a_symbol(encode_text(address, document))

    documents = sign_parts(whole, centre_key, fits)
    texts = tuple(encode_text(address, document) for document in documents)
    photo = desk.files.get(candidate.photo_sha256) if candidate.photo_sha256 else None
    pdf = desk.print_passport(
        [
            passport_sheet(
                _read_back(document), text, draft.centre, draft.file.case.reference, photo
            )
            for document, text in zip(documents, texts, strict=True)
        ]
    )
    if credential is not None:
        file = seal_credential(credential, documents, centre_key, created=whole.issued_at)
        pdf = desk.attach_file(pdf, FILE_NAME, file)
    if not set(texts) <= set(desk.read_codes(pdf, name="passport.pdf")):
        raise UnreadableSheetError
    return texts, pdf


def _card_text(draft: _Draft, whole: wire.Passport, centre_key: Signer) -> str:
    # The card is printed when somebody wants one; only signing needs the centre's key.
    _, newest = max(draft.awards, key=lambda pair: pair[0].at)
    document = sign_passport(card_content(whole, newest), centre_key)
    return encode_text(draft.centre.passport_address, document)


def _read_back(document: bytes) -> wire.Passport:
    return parse_passport(parse_sign1(document, tagged=True).payload)


def _supersede(uow: UnitOfWork, desk: Desk, by: Sitting, before: Passport) -> None:
    place = uow.get(StatusPlace, before.status_place_id)
    if place.status is Status.VALID:
        record_status(
            uow,
            desk,
            by,
            place,
            Status.SUPERSEDED,
            "a newer passport was issued",
            StatusReason.NEWER_DOCUMENT,
        )


def _trust_list(desk: Desk) -> TrustList:
    envelope = desk.published.trust()
    if envelope is None:
        raise NoTrustListError
    return open_trust_list_unpinned(envelope)


def _standing_awards(uow: UnitOfWork, file: CaseFile) -> _Awards:
    found = []
    for award in uow.find(Award, candidate_id=file.candidate.id):
        if uow.get(StatusPlace, award.status_place_id).status is Status.REVOKED:
            continue
        verifier = _signer_of(uow, award)
        found.append((award, wire.CountersignedAward(award.document, verifier)))
    return tuple(found)


def _signer_of(uow: UnitOfWork, award: Award) -> wire.Person:
    staff = uow.get(Staff, award.by)
    return wire.Person(staff.person_number, staff.name)
