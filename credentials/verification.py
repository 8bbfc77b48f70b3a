"""Verify a skill passport. Pure: no file, no network, no clock; an auditor reads it downwards.

A bad document is a result, not an error. The steps are those of `docs/passport-format.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final

from credentials.award_checks import (
    NOT_REACHED,
    SIGNATURE_OK,
    Setting,
    check_award,
    in_future,
    superseded,
    unchecked_award,
)
from credentials.claimed_dates import check_claim, claimed
from credentials.errors import CredentialError
from credentials.issuer_checks import (
    Evidence,
    Issuer,
    candidates,
    check_centre,
    check_lists,
    given_up,
    has_signed,
    issued,
    recognition_for,
    unknown_issuer,
)
from credentials.passport_codec import holder_mark
from credentials.passport_shape import PassportShape
from credentials.qr import decode_text
from credentials.qr_errors import NotAPassportCodeError, QrFormatError
from credentials.reading import Content, read_content, read_envelope, why_unreadable
from credentials.recognition import Recognition
from credentials.registration import Registration
from credentials.report import Answer, AwardReport, Check, Finding, Notice, Report, worse
from credentials.status_checks import check_status, view_status
from credentials.status_list import StatusList
from credentials.trust_list import TrustList

NOTHING_SEEN: Final[Mapping[str, datetime]] = MappingProxyType({})

_READABLE_OK: Final = Finding(Answer.PASSED, "readable.ok")
_CODE_ALONE: Final = Finding(Answer.DOES_NOT_APPLY, "file.code-alone")
_OWN: Final = {
    Check.READABLE: _READABLE_OK,
    **NOT_REACHED,
    Check.SIGNATURE: SIGNATURE_OK,
    Check.FOUR_EYES: Finding(Answer.DOES_NOT_APPLY, "four_eyes.no-unit"),
    Check.SCOPE: Finding(Answer.DOES_NOT_APPLY, "scope.no-unit"),
    Check.FILE: _CODE_ALONE,
}
"""The findings of a document that its centre signed, before the other checks are made."""
_COMPARE_PERSON: Final = Notice("compare_person")
_PRACTICE: Final = Notice("practice")
_NOT_AGENCY: Final = Notice("address_not_agency")
_NO_KEY: Final = Finding(Answer.NOT_CHECKED, "signature.no-key")


def verify_code(
    text: str,
    *,
    trust: Sequence[TrustList],
    at: datetime,
    status: Sequence[StatusList] = (),
    newest_status: Mapping[str, datetime] = NOTHING_SEEN,
    foreign: Sequence[TrustList] = (),
    registrations: Sequence[Registration] = (),
) -> Report:
    """Check the text of a passport's code, offline.

    Args:
        text: what the code says, to the letter.
        trust: the lists of the agencies that the person who asks trusts. Where several know the
            centre's key, the one issued last is used.
        at: now, in UTC; read once by the caller.
        status: the status lists at hand. Without a fresh one the verdict is UNDECIDED at best.
        newest_status: when the newest list ever seen at an address was issued.
        foreign: lists of other agencies. One counts only if a list of `trust` recognises its
            agency, and only for the frameworks and the period of that recognition.
        registrations: registration files of centres; one counts if the agency's list anchors it.
    """
    try:
        payload = decode_text(text)
    except NotAPassportCodeError:
        return _unreadable("readable.not-a-passport")
    except QrFormatError:
        return _unreadable("readable.damaged")
    evidence = Evidence(trust, status, newest_status, at, payload.host, foreign, registrations)
    return _verify(payload.document, evidence)


def verify_document(
    document: bytes,
    *,
    trust: Sequence[TrustList],
    at: datetime,
    status: Sequence[StatusList] = (),
    newest_status: Mapping[str, datetime] = NOTHING_SEEN,
    foreign: Sequence[TrustList] = (),
    registrations: Sequence[Registration] = (),
) -> Report:
    """Check a passport's signed bytes, as `verify_code` does; there is no address to compare."""
    evidence = Evidence(trust, status, newest_status, at, None, foreign, registrations)
    return _verify(document, evidence)


def _verify(document: bytes, evidence: Evidence) -> Report:
    try:
        # 1. The envelope: one shape, one tag, one algorithm.
        signed = read_envelope(document)
        # 2. The centre's signature, by a key of a trust list. The kid only says where to look.
        centres = candidates(signed, evidence)
        issuers = [found for found in centres if has_signed(found[1], signed)]
        if centres and not issuers:
            return _bad_signature("signature.centre")
        # 3. Only now the content, from the very bytes that were signed.
        content = read_content(document, signed.payload)
    except CredentialError as error:
        return _unreadable(why_unreadable(error))
    if not issuers:
        return _claims(content, unknown_issuer(signed, evidence), evidence)
    known = max(issuers, key=issued) if len(issuers) > 1 else issuers[0]
    if known[1].id != content.shape.issuer_id:
        return _bad_signature("signature.centre-not-named")
    return _judge(content, known, evidence)


def _judge(content: Content, known: Issuer, evidence: Evidence) -> Report:
    """Make every check of a passport that a centre of a trust list signed."""
    at, passport = evidence.at, content.shape
    trust_list, centre = known
    # 4. What the awards are checked against.
    lists = view_status(evidence.status, trust_list, at, evidence.newest_status)
    recognition = recognition_for(trust_list, evidence)
    lists_in_date = check_lists(trust_list, recognition, evidence)
    cores = {holder_mark(passport.core): passport.core}
    if passport.former_core is not None:
        cores[holder_mark(passport.former_core)] = passport.former_core
    setting = Setting(
        passport, cores, trust_list, lists_in_date, lists, at, recognition, evidence.registrations
    )
    # 5. Each award on its own.
    awards = tuple([check_award(read, setting) for read in content.awards])
    # 6. The document itself; the whole is as bad as its worst part.
    ends, registered = given_up(content, centre, setting)
    centre_finding = check_centre(passport, centre, registered, setting)
    own = {
        **_OWN,
        Check.ISSUER: centre_finding or lists_in_date,
        Check.DATES: in_future(passport.issued_at, at) or check_claim(ends, registered),
        Check.STATUS: check_status(passport.status, "passport", lists),
    }
    findings = _whole(own, awards)
    agency = trust_list.content.agency
    if findings[Check.SIGNATURE].answer is Answer.FAILED:  # nothing in it is worth showing
        return Report(findings, agency=agency, notices=(_COMPARE_PERSON,))
    return Report(
        findings=findings,
        content=content,
        awards=awards,
        confirmed=centre_finding is None,
        agency=agency,
        practice=trust_list.content.practice or passport.practice,
        recognised_by=recognition.home_name if recognition is not None else None,
        notices=(
            *_notices(passport, trust_list, awards, own),
            *_foreign_notice(recognition),
            *_address_notice(evidence.host, (trust_list,)),
            _COMPARE_PERSON,
        ),
    )


def _whole(
    own: Mapping[Check, Finding], awards: tuple[AwardReport, ...]
) -> Mapping[Check, Finding]:
    """Return the worst finding of each check, of the document's own and its awards'."""
    if not awards:
        return own
    found = dict(own)
    for award in awards:
        for check, finding in award.findings.items():
            if finding is not found[check]:
                found[check] = worse(found[check], finding)
    return found


def _notices(
    passport: PassportShape,
    trust_list: TrustList,
    awards: Sequence[AwardReport],
    own: Mapping[Check, Finding],
) -> tuple[Notice, ...]:
    """Return what a known issuer's passport is shown with; each notice once."""
    found = [_PRACTICE] if passport.practice or trust_list.content.practice else []
    found += claimed(own[Check.DATES])
    found += superseded(own[Check.STATUS])
    for award in awards:
        found += [notice for notice in award.notices if notice not in found]
    return tuple(found)


def _foreign_notice(recognition: Recognition | None) -> tuple[Notice, ...]:
    """Return through whom a foreign agency's passport counts."""
    if recognition is None:
        return ()
    facts = {"agency": recognition.foreign, "home": recognition.home_name}
    return (Notice("foreign", facts),)


def _address_notice(host: str | None, trust: Sequence[TrustList]) -> tuple[Notice, ...]:
    """Return the warning about a code whose address is none of these agencies'."""
    if host is None or not trust:
        return ()
    for known in trust:
        if host in known.content.hosts:
            return ()
    return (_NOT_AGENCY,)


def _claims(content: Content, issuer: Finding, evidence: Evidence) -> Report:
    """Return the report on a passport of an issuer whom no list here knows: no colour at all."""
    passport = content.shape
    claims = Notice("claims_only", {"name": passport.issuer})
    practice = (_PRACTICE,) if passport.practice else ()
    return Report(
        findings={
            Check.READABLE: _READABLE_OK,
            **NOT_REACHED,
            Check.SIGNATURE: _NO_KEY,
            Check.ISSUER: issuer,
            Check.FILE: _CODE_ALONE,
        },
        content=content,
        awards=tuple([unchecked_award(read) for read in content.awards]),
        practice=passport.practice,
        notices=(
            *practice,
            claims,
            *_address_notice(evidence.host, evidence.trust),
            _COMPARE_PERSON,
        ),
    )


def _bad_signature(code: str) -> Report:
    """Return the report on a document that nothing is shown of."""
    findings = {
        Check.READABLE: _READABLE_OK,
        **NOT_REACHED,
        Check.SIGNATURE: Finding(Answer.FAILED, code),
        Check.FILE: _CODE_ALONE,
    }
    return Report(findings, notices=(_COMPARE_PERSON,))


def _unreadable(code: str) -> Report:
    findings = {
        Check.READABLE: Finding(Answer.FAILED, code),
        **NOT_REACHED,
        Check.FILE: _CODE_ALONE,
    }
    return Report(findings, notices=(_COMPARE_PERSON,))
