"""Verify a skill passport. Pure: no file, no network, no clock; an auditor reads it downwards.

A bad document is a result, not an error. The steps are those of `docs/passport-format.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from credentials.award_checks import (
    DATES_OK,
    ISSUER_OK,
    NOT_REACHED,
    SIGNATURE_OK,
    ReadAward,
    Setting,
    check_award,
    check_key,
    given_up,
    in_future,
    read_time,
    superseded,
    unchecked_award,
)
from credentials.cose import Sign1, parse_sign1
from credentials.errors import (
    CborFormatError,
    CoseAlgorithmError,
    CoseFormatError,
    CoseHeaderError,
    CredentialError,
    PassportFormatError,
    PassportVersionError,
)
from credentials.issuing import PASSPORT_CONTEXT, unwrap_award
from credentials.keys import signature_is_good
from credentials.passport import CountersignedAward, HolderCore, Passport
from credentials.passport_codec import (
    MAX_PASSPORT_BYTES,
    holder_mark,
    parse_award,
    parse_core,
    parse_passport,
)
from credentials.qr import NotAPassportCodeError, QrFormatError, decode_text
from credentials.report import Answer, AwardReport, Check, Finding, Notice, Report, worse
from credentials.status_checks import check_status, view_status
from credentials.status_list import StatusList
from credentials.strict_json import write_time
from credentials.trust_list import CentreEntry, TrustList

NOTHING_SEEN: Final[Mapping[str, datetime]] = MappingProxyType({})

_READABLE_OK: Final = Finding(Answer.PASSED, "readable.ok")
_CODE_ALONE: Final = Finding(Answer.DOES_NOT_APPLY, "file.code-alone")
_NO_UNIT: Final = {
    Check.FOUR_EYES: Finding(Answer.DOES_NOT_APPLY, "four_eyes.no-unit"),
    Check.SCOPE: Finding(Answer.DOES_NOT_APPLY, "scope.no-unit"),
}
_COMPARE_PERSON: Final = Notice("compare_person")
_PRACTICE: Final = Notice("practice")
_NOT_AGENCY: Final = Notice("address_not_agency")
_NO_KEY: Final = Finding(Answer.NOT_CHECKED, "signature.no-key")
_UNKNOWN_ISSUER: Final = Finding(Answer.NOT_CHECKED, "issuer.unknown")
_PRACTICE_DOCUMENT: Final = Finding(Answer.FAILED, "issuer.practice-document")

_Issuer = tuple[TrustList, CentreEntry]


def verify_code(
    text: str,
    *,
    trust: Sequence[TrustList],
    at: datetime,
    status: Sequence[StatusList] = (),
    newest_status: Mapping[str, datetime] = NOTHING_SEEN,
) -> Report:
    """Check the text of a passport's code, offline.

    Args:
        text: what the code says, to the letter.
        trust: the lists of the agencies that the person who asks trusts. Where several know the
            centre's key, the one issued last is used.
        at: now, in UTC; read once by the caller.
        status: the status lists at hand. Without a fresh one the verdict is UNDECIDED at best.
        newest_status: when the newest list ever seen at an address was issued.
    """
    try:
        payload = decode_text(text)
    except NotAPassportCodeError:
        return _unreadable("readable.not-a-passport")
    except QrFormatError:
        return _unreadable("readable.damaged")
    evidence = _Evidence(trust, status, newest_status, at, payload.host)
    return _verify(payload.document, evidence)


def verify_document(
    document: bytes,
    *,
    trust: Sequence[TrustList],
    at: datetime,
    status: Sequence[StatusList] = (),
    newest_status: Mapping[str, datetime] = NOTHING_SEEN,
) -> Report:
    """Check a passport's signed bytes, as `verify_code` does; there is no address to compare."""
    return _verify(document, _Evidence(trust, status, newest_status, at, None))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that a verdict may rest on beside the document."""

    trust: Sequence[TrustList]
    status: Sequence[StatusList]
    newest_status: Mapping[str, datetime]
    at: datetime
    host: str | None
    """The host of the code's address; None if there was no code."""


@dataclass(frozen=True, slots=True)
class _Content:
    """A passport taken apart; nothing of it is verified."""

    passport: Passport
    holder: HolderCore
    former: HolderCore | None
    awards: tuple[ReadAward, ...]


def _verify(document: bytes, evidence: _Evidence) -> Report:
    try:
        # 1. The envelope: one shape, one tag, one algorithm.
        signed = _read_envelope(document)
        # 2. The centre's signature, by a key of a trust list. The kid only says where to look.
        candidates = _centres(signed, evidence.trust)
        issuers = [found for found in candidates if _has_signed(found[1], signed)]
        if candidates and not issuers:
            return _bad_signature("signature.centre")
        # 3. Only now the content, from the very bytes that were signed.
        content = _read_content(signed.payload)
    except CredentialError as error:
        return _unreadable(_why_unreadable(error))
    if not issuers:
        return _claims(content, evidence)
    known = max(issuers, key=_issued) if len(issuers) > 1 else issuers[0]
    if known[1].id != content.passport.issuer.id:
        return _bad_signature("signature.centre-not-named")
    return _judge(content, known, evidence)


def _judge(content: _Content, known: _Issuer, evidence: _Evidence) -> Report:
    """Make every check of a passport that a centre of a trust list signed."""
    at, passport = evidence.at, content.passport
    trust_list, centre = known
    # 4. What the awards are checked against.
    lists = view_status(evidence.status, trust_list, at, evidence.newest_status)
    list_finding = _check_list(trust_list, at)
    cores = {holder_mark(core): core for core in (passport.core, passport.former_core) if core}
    setting = Setting(passport, cores, trust_list, list_finding, lists, at)
    # 5. Each award on its own.
    awards = tuple([check_award(read, setting) for read in content.awards])
    # 6. The document itself; the whole is as bad as its worst part.
    centre_finding = _check_centre(passport, centre, trust_list)
    own = {
        Check.READABLE: _READABLE_OK,
        Check.SIGNATURE: SIGNATURE_OK,
        Check.ISSUER: centre_finding or list_finding,
        **_NO_UNIT,
        Check.DATES: in_future(passport.issued_at, at) or DATES_OK,
        Check.STATUS: check_status(passport.status, "passport", lists),
        Check.FILE: _CODE_ALONE,
    }
    findings = _whole(own, awards)
    agency = trust_list.content.agency
    if findings[Check.SIGNATURE].answer is Answer.FAILED:  # nothing in it is worth showing
        return Report(findings, agency=agency, notices=(_COMPARE_PERSON,))
    return Report(
        findings=findings,
        passport=passport,
        holder=content.holder,
        former_holder=content.former,
        awards=awards,
        confirmed=centre_finding is None,
        agency=agency,
        practice=trust_list.content.practice or passport.practice,
        notices=(
            *_notices(content.passport, known, awards, own[Check.STATUS]),
            *_address_notice(evidence.host, (trust_list,)),
            _COMPARE_PERSON,
        ),
    )


def _read_envelope(document: bytes) -> Sign1:
    if len(document) > MAX_PASSPORT_BYTES:
        raise CborFormatError(f"{len(document)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    return parse_sign1(document, tagged=True)


def _centres(signed: Sign1, trust: Sequence[TrustList]) -> list[_Issuer]:
    """Return the centres whose keys go by this kid."""
    return [
        (trust_list, centre)
        for trust_list in trust
        for centre in trust_list.centres_by_kid.get(signed.kid, ())
    ]


def _has_signed(centre: CentreEntry, signed: Sign1) -> bool:
    message = signed.signed_bytes(PASSPORT_CONTEXT)
    return signature_is_good(centre.life.key, message, signed.signature)


def _issued(found: _Issuer) -> datetime:
    return found[0].content.issued_at


def _read_content(payload: bytes) -> _Content:
    passport = parse_passport(payload)
    former = passport.former_core
    return _Content(
        passport,
        parse_core(passport.core),
        parse_core(former) if former is not None else None,
        tuple([_read_award(item) for item in passport.awards]),
    )


def _read_award(item: CountersignedAward) -> ReadAward:
    verifier, assessor = unwrap_award(item.document)
    award = parse_award(assessor.payload)
    return ReadAward(award, assessor, verifier, item.verifier, read_time(verifier))


def _check_list(trust_list: TrustList, at: datetime) -> Finding:
    due = trust_list.content.next_update
    if at < due:
        return ISSUER_OK
    return Finding(Answer.NOT_CHECKED, "issuer.list-out-of-date", {"date": write_time(due)})


def _check_centre(passport: Passport, centre: CentreEntry, trust_list: TrustList) -> Finding | None:
    """Return what is wrong with the centre that wrapped the awards, or None."""
    if passport.practice and not trust_list.content.practice:
        return _PRACTICE_DOCUMENT
    return check_key(centre.life, passport.issued_at, "centre")


def _whole(
    own: Mapping[Check, Finding], awards: tuple[AwardReport, ...]
) -> Mapping[Check, Finding]:
    """Return the worst finding of each check, of the document's own and its awards'."""
    if not awards:
        return own
    found = dict(own)
    for award in awards:
        for check, finding in award.findings.items():
            found[check] = worse(found[check], finding)
    return found


def _notices(
    passport: Passport, known: _Issuer, awards: Sequence[AwardReport], status: Finding
) -> tuple[Notice, ...]:
    """Return what a known issuer's passport is shown with; each notice once."""
    trust_list, centre = known
    found = [_PRACTICE] if passport.practice or trust_list.content.practice else []
    own = (*given_up(centre.life), *superseded(status))
    for notices in (own, *(award.notices for award in awards)):
        found += [notice for notice in notices if notice not in found]
    return tuple(found)


def _address_notice(host: str | None, trust: Sequence[TrustList]) -> tuple[Notice, ...]:
    """Return the warning about a code whose address is none of these agencies'."""
    if host is None or not trust or any(host in known.content.hosts for known in trust):
        return ()
    return (_NOT_AGENCY,)


def _claims(content: _Content, evidence: _Evidence) -> Report:
    """Return the report on a passport of an issuer whom no list here knows: no colour at all."""
    passport = content.passport
    claims = Notice("claims_only", {"name": passport.issuer.name})
    practice = (_PRACTICE,) if passport.practice else ()
    return Report(
        findings={
            Check.READABLE: _READABLE_OK,
            **NOT_REACHED,
            Check.SIGNATURE: _NO_KEY,
            Check.ISSUER: _UNKNOWN_ISSUER,
            Check.FILE: _CODE_ALONE,
        },
        passport=passport,
        holder=content.holder,
        former_holder=content.former,
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


def _why_unreadable(error: CredentialError) -> str:
    if isinstance(error, PassportVersionError):
        return "readable.newer-version"
    if isinstance(error, CoseAlgorithmError | CoseHeaderError):
        return "readable.other-signature"
    if isinstance(error, CoseFormatError):
        return "readable.not-signed"
    if isinstance(error, PassportFormatError):
        return "readable.malformed"
    return "readable.damaged"
