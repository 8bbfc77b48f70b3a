"""The checks of one award: who signed it, whether they might, and whether it still counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from credentials.claimed_dates import check_claim, claimed, ends_of
from credentials.cose import Sign1
from credentials.issuing import ASSESSOR_CONTEXT, VERIFIER_CONTEXT
from credentials.keys import signature_is_good
from credentials.passport_shape import PassportShape
from credentials.reading import ReadAward
from credentials.recognition import Recognition
from credentials.registration import Registration, registered_at
from credentials.report import Answer, AwardReport, Check, Finding, Notice
from credentials.status_checks import FUTURE_TOLERANCE, UsableLists, check_status
from credentials.strict_json import write_time
from credentials.trust_list import KeyLife, PersonEntry, Role, Standing, TrustList

SIGNATURE_OK: Final = Finding(Answer.PASSED, "signature.ok")
ISSUER_OK: Final = Finding(Answer.PASSED, "issuer.ok")
_FOUR_EYES_OK: Final = Finding(Answer.PASSED, "four_eyes.ok")
_SAME_PERSON: Final = Finding(Answer.FAILED, "four_eyes.same-person")
_SCOPE_OK: Final = Finding(Answer.PASSED, "scope.ok")
_NOT_ACCREDITED: Final = Finding(Answer.FAILED, "scope.centre-not-accredited")
_OTHER_HOLDER: Final = Finding(Answer.FAILED, "signature.other-holder")
_SUPERSEDED: Final = Notice("superseded")
_WRONG_ORDER: Final = Finding(Answer.FAILED, "dates.order")

AWARD_CHECKS: Final = (
    Check.SIGNATURE,
    Check.ISSUER,
    Check.FOUR_EYES,
    Check.SCOPE,
    Check.DATES,
    Check.STATUS,
)
NOT_REACHED: Final = {
    check: Finding(Answer.NOT_CHECKED, f"{check.value}.not-reached") for check in AWARD_CHECKS
}


class Setting(NamedTuple):
    """What the awards of one passport are checked against."""

    passport: PassportShape
    cores: Mapping[bytes, bytes]
    """The holder's core and former core, by their marks."""
    trust_list: TrustList
    list_finding: Finding
    """ISSUER_OK, or that the list is out of date."""
    lists: UsableLists
    at: datetime
    recognition: Recognition | None = None
    """Through whom a foreign agency's list counts; None for a list that is trusted itself."""
    registrations: Sequence[Registration] = ()


def unchecked_award(read: ReadAward) -> AwardReport:
    """Return the report of an award whose issuer nobody here knows."""
    return AwardReport(read, NOT_REACHED)


def check_award(read: ReadAward, setting: Setting) -> AwardReport:
    """Make every check of one award."""
    award = read.shape
    # 1. The holder. The mark only chooses the core; what binds is that both signatures cover it.
    core = setting.cores.get(award.holder_mark)
    if core is None:
        return _stopped(read, _OTHER_HOLDER)
    # 2. The two signatures, each by a key of the person who is named.
    assessor = _signer(read.assessor, ASSESSOR_CONTEXT + core, award.assessor, "assessor", setting)
    if isinstance(assessor, Finding):
        return _stopped(read, assessor)
    verifier = _signer(
        read.verifier, VERIFIER_CONTEXT + core, read.named_verifier, "verifier", setting
    )
    if isinstance(verifier, Finding):
        return _stopped(read, verifier)
    # 3. Whether these two might sign this, then, and whether it still counts.
    same = assessor.number == verifier.number
    ends, registered = _given_up(read, assessor, verifier, setting)
    dates = _check_dates(read, setting) or check_claim(ends, registered)
    status = check_status(award.status, "award", setting.lists)
    findings = {
        Check.SIGNATURE: SIGNATURE_OK,
        Check.ISSUER: _check_keys(read, assessor, verifier, registered, setting),
        Check.FOUR_EYES: _SAME_PERSON if same else _FOUR_EYES_OK,
        Check.SCOPE: _check_scope(read, assessor, verifier, setting),
        Check.DATES: dates,
        Check.STATUS: status,
    }
    notices = (*claimed(dates), *superseded(status))
    return AwardReport(read, findings, (assessor, verifier), notices)


def check_key(
    life: KeyLife, signed_at: datetime, who: str, registered: datetime | None = None
) -> Finding | None:
    """Return what is wrong with a key at the time it signed, or None."""
    standing = life.standing(signed_at, registered)
    if standing is Standing.IN_FORCE:
        return None
    return Finding(Answer.FAILED, f"issuer.{who}-{standing.value}")


def superseded(status: Finding) -> tuple[Notice, ...]:
    """Return the notice for a document that a newer one has replaced."""
    return (_SUPERSEDED,) if status.code.endswith("-superseded") else ()


def in_future(time: datetime, at: datetime) -> Finding | None:
    """Return that `time` is later than this computer's clock, or None. No proof of forgery."""
    if time <= at + FUTURE_TOLERANCE:
        return None
    return Finding(Answer.NOT_CHECKED, "dates.in-future", {"date": write_time(time)})


def _stopped(read: ReadAward, signature: Finding) -> AwardReport:
    return AwardReport(read, {**NOT_REACHED, Check.SIGNATURE: signature})


def _signer(
    signed: Sign1, external_aad: bytes, named: str, who: str, setting: Setting
) -> PersonEntry | Finding:
    """Return the entry of the key that verifies, if it is the named person's."""
    trust_list = setting.trust_list
    entries = trust_list.people_by_kid.get(signed.kid, ())
    message = signed.signed_bytes(external_aad) if entries else b""
    for entry in entries:
        if signature_is_good(entry.life.key, message, signed.signature):
            if entry.number == named:
                return entry
            return Finding(Answer.FAILED, f"signature.{who}-not-named")
    if entries:
        return Finding(Answer.FAILED, f"signature.{who}")
    # A key we do not know. Entries are never removed, so if the passport was made with this list
    # or an earlier one, the agency does not know it either.
    if setting.passport.trust_sequence > trust_list.content.sequence:
        return Finding(Answer.NOT_CHECKED, f"signature.{who}-newer-list")
    known = named in trust_list.person_numbers
    return Finding(Answer.FAILED, f"signature.{who}-not-{'named' if known else 'listed'}")


def _given_up(
    read: ReadAward, assessor: PersonEntry, verifier: PersonEntry, setting: Setting
) -> tuple[tuple[datetime, ...], datetime | None]:
    """Return from when on the award's date needs confirming, and when it was registered."""
    ends = ends_of(assessor.life, verifier.life)
    if setting.recognition is not None:
        framework = read.shape.framework
        over = setting.recognition.ended(framework, read.verified_at, setting.at)
        ends = (*ends, over) if over is not None else ends
    if not ends:
        return (), None
    return ends, registered_at(read.document, setting.registrations, setting.trust_list)


def _check_keys(
    read: ReadAward,
    assessor: PersonEntry,
    verifier: PersonEntry,
    registered: datetime | None,
    setting: Setting,
) -> Finding:
    return (
        check_key(assessor.life, read.shape.decided_at, "assessor", registered)
        or check_key(verifier.life, read.verified_at, "verifier", registered)
        or setting.list_finding
    )


def _check_scope(
    read: ReadAward, assessor: PersonEntry, verifier: PersonEntry, setting: Setting
) -> Finding:
    award = read.shape
    framework, decided_at = award.framework, award.decided_at
    centres = setting.trust_list.centres_by_id.get(award.centre_id, ())
    for centre in centres:
        if centre.accredited(framework, decided_at):
            break
    else:
        return _NOT_ACCREDITED
    unit = assessor.out_of_scope(Role.ASSESS, framework, award.units, decided_at)
    if unit is not None:
        return Finding(Answer.FAILED, "scope.assessor", {"unit": unit})
    unit = verifier.out_of_scope(Role.VERIFY, framework, award.units, read.verified_at)
    if unit is not None:
        return Finding(Answer.FAILED, "scope.verifier", {"unit": unit})
    if setting.recognition is not None:
        return setting.recognition.check_award(framework, read.verified_at)
    return _SCOPE_OK


def _check_dates(read: ReadAward, setting: Setting) -> Finding | None:
    """Return what is wrong with an award's dates, or None."""
    award = read.shape
    if not award.decided_at <= read.verified_at <= setting.passport.issued_at:
        return _WRONG_ORDER
    expires = award.expires_at
    if expires is not None and expires <= setting.at:
        return Finding(Answer.FAILED, "dates.expired", {"date": write_time(expires)})
    return None
