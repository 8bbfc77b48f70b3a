"""Verify a file: by the codes inside it and the digest in them, never by what else it says.

The proof for strangers' verifiers is not looked at: whoever changes the file changes the digest,
and whoever changes a code breaks its signatures. Pure, like `credentials.verification`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from credentials.award_checks import NOT_REACHED
from credentials.errors import FileFormatError, NoCodeInFileError
from credentials.openbadges.content import BIRTH_DATE, GENRES
from credentials.openbadges.file import CredentialFile, open_file
from credentials.passport import Award, AwardedUnit, Passport
from credentials.passport_codec import parse_core
from credentials.registration import Registration
from credentials.report import Answer, Check, Finding, Notice, Report
from credentials.status_list import StatusList
from credentials.strict_json import write_time
from credentials.trust_list import TrustList
from credentials.verification import NOTHING_SEEN, verify_document

OTHER_CODE: Final = Finding(Answer.FAILED, "file.other-code")
"""For a printed code that is none of those in the file beside it."""
_OK: Final = Finding(Answer.PASSED, "file.ok")
_NOT_REACHED: Final = Finding(Answer.NOT_CHECKED, "file.not-reached")
_SHAPE_ERRORS: Final = (LookupError, TypeError, AttributeError, ValueError)
"""What reading a member of another shape than ours raises; the centre signed it all the same."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found about one code of a file; FILE is answered for the file as a whole."""

    document: bytes
    """The code's COSE bytes; empty if the file could not be read."""
    report: Report


def verify_credential_file(
    raw: bytes,
    *,
    trust: Sequence[TrustList],
    at: datetime,
    status: Sequence[StatusList] = (),
    newest_status: Mapping[str, datetime] = NOTHING_SEEN,
    foreign: Sequence[TrustList] = (),
    registrations: Sequence[Registration] = (),
) -> tuple[FileReport, ...]:
    """Check a full credential, offline.

    Args:
        raw: the file's content; any bytes at all.
        trust: see `credentials.verification.verify_code`, as for the others.
        at: now, in UTC.
        status: the status lists at hand.
        newest_status: when the newest list ever seen at an address was issued.
        foreign: lists of other agencies.
        registrations: registration files of centres.

    Returns:
        One report for each code in the file; a single one if it cannot be read.
    """
    try:
        file = open_file(raw)
    except NoCodeInFileError:
        no_code = Finding(Answer.FAILED, "file.no-code")
        return (_unreadable("readable.not-a-passport", no_code),)
    except FileFormatError:
        return (_unreadable("readable.damaged", _NOT_REACHED),)
    reports = [
        verify_document(
            document,
            trust=trust,
            at=at,
            status=status,
            newest_status=newest_status,
            foreign=foreign,
            registrations=registrations,
        )
        for document in file.documents
    ]
    finding = _compare(file, reports)
    return tuple(
        FileReport(document, with_file(report, finding))
        for document, report in zip(file.documents, reports, strict=True)
    )


def with_file(report: Report, finding: Finding) -> Report:
    """Return a code's report with the answer about the file beside it."""
    return replace(report, findings={**report.findings, Check.FILE: finding})


def _unreadable(code: str, file: Finding) -> FileReport:
    findings = {Check.READABLE: Finding(Answer.FAILED, code), **NOT_REACHED, Check.FILE: file}
    return FileReport(b"", Report(findings, notices=(Notice("compare_person"),)))


def _compare(file: CredentialFile, reports: Sequence[Report]) -> Finding:
    """Return what is to be said of the file, by what its codes say."""
    passports = [report.passport for report in reports if report.passport is not None]
    if len(passports) < len(reports):
        return _NOT_REACHED
    digests = {passport.credential_sha256 for passport in passports} - {None}
    if not digests:
        return Finding(Answer.FAILED, "file.not-named")
    if digests != {file.digest}:
        return Finding(Answer.FAILED, "file.differs")
    if not _is_whole(passports):
        return Finding(Answer.FAILED, "file.parts")
    return _compare_content(file, reports, passports[0])


def _compare_content(
    file: CredentialFile, reports: Sequence[Report], passport: Passport
) -> Finding:
    """Return whether the file says more than its awards: a centre alone cannot make one."""
    if not _is_the_holder(file, passport):
        return Finding(Answer.FAILED, "file.other-holder")
    held = {claim for report in reports for award in report.awards for claim in _held(award.award)}
    for unit, claim in _claims(file):
        if claim not in held:
            return Finding(Answer.FAILED, "file.unit-not-held", {"unit": unit})
    return _OK


def _is_whole(passports: Sequence[Passport]) -> bool:
    """Tell whether these are all the parts of one passport."""
    about = {(p.issuer, p.issued_at, p.status, p.core) for p in passports}
    parts = [p.part for p in passports]
    numbers = sorted(1 if part is None else part.number for part in parts)
    counts = {1 if part is None else part.of for part in parts}
    return len(about) == 1 and counts == {len(parts)} and numbers == [*range(1, len(parts) + 1)]


def _is_the_holder(file: CredentialFile, passport: Passport) -> bool:
    holder = parse_core(passport.core)
    wanted = {("name", holder.latin_name), (BIRTH_DATE, holder.birth_date.isoformat())}
    try:
        identifiers = file.credential["credentialSubject"]["identifier"]
        found = {(one["identityType"], one["identityHash"]) for one in identifiers}
    except _SHAPE_ERRORS:
        return False
    return wanted <= found


_Claim = tuple[object, ...]


def _held(award: Award) -> Iterator[_Claim]:
    """Return what the file may say of each unit of an award."""
    expires = award.expires_at
    for unit in award.units:
        yield (
            f"{award.framework.code} {award.framework.version}",
            unit.code,
            unit.title,
            unit.level,
            _genres(unit),
            write_time(award.decided_at),
            None if expires is None else write_time(expires),
        )


def _genres(unit: AwardedUnit) -> frozenset[str]:
    return frozenset(GENRES[kind] for kind in unit.evidence)


def _claims(file: CredentialFile) -> Iterator[tuple[str, _Claim | None]]:
    """Return what the file says of each unit, None for a credential of another shape."""
    try:
        members = list(file.credential["credentialSubject"]["verifiableCredential"])
    except _SHAPE_ERRORS:
        members = [None]
    for number, member in enumerate(members, start=1):
        try:
            yield _claim(member)
        except _SHAPE_ERRORS:
            yield str(number), None


def _claim(member: Any) -> tuple[str, _Claim]:
    subject = member["credentialSubject"]
    achievement = subject["achievement"]
    (alignment,), (result,) = achievement["alignment"], subject["result"]
    unit: str = achievement["humanCode"]
    genres = frozenset(one["genre"] for one in member["evidence"])
    claim = (
        alignment["targetFramework"],
        unit,
        achievement["name"],
        result.get("value"),
        genres,
        member["awardedDate"],
        member.get("validUntil"),
    )
    hash(claim)  # a list where a text belongs is another shape, too
    return str(unit), claim
