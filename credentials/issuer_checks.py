"""Who issued a passport: its centre in a list that counts, and whether those lists hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from credentials.award_checks import ISSUER_OK, Setting, check_key
from credentials.claimed_dates import ends_of
from credentials.cose import Sign1
from credentials.issuing import PASSPORT_CONTEXT
from credentials.keys import signature_is_good
from credentials.passport_shape import PassportShape
from credentials.reading import Content
from credentials.recognition import Recognition, list_finding, recognition_of
from credentials.registration import Registration, registered_at
from credentials.report import Answer, Finding
from credentials.status_list import StatusList
from credentials.trust_list import CentreEntry, TrustList
from credentials.trust_succession import fork_of

_UNKNOWN_ISSUER: Final = Finding(Answer.NOT_CHECKED, "issuer.unknown")
_PRACTICE_DOCUMENT: Final = Finding(Answer.FAILED, "issuer.practice-document")
_TWO_LISTS: Final = Finding(Answer.NOT_CHECKED, "issuer.two-lists")

Issuer = tuple[TrustList, CentreEntry]


class Evidence(NamedTuple):
    """All that a verdict may rest on beside the document."""

    trust: Sequence[TrustList]
    status: Sequence[StatusList]
    newest_status: Mapping[str, datetime]
    at: datetime
    host: str | None
    """The host of the code's address; None if there was no code."""
    foreign: Sequence[TrustList]
    registrations: Sequence[Registration]


def candidates(signed: Sign1, evidence: Evidence) -> list[Issuer]:
    """Return the centres that the kid may mean: of trusted lists, else of recognised ones."""
    return _centres(signed, evidence.trust) or _recognised_centres(signed, evidence)


def _centres(signed: Sign1, trust: Sequence[TrustList]) -> list[Issuer]:
    """Return the centres whose keys go by this kid."""
    return [
        (trust_list, centre)
        for trust_list in trust
        for centre in trust_list.centres_by_kid.get(signed.kid, ())
    ]


def _recognised_centres(signed: Sign1, evidence: Evidence) -> list[Issuer]:
    """Return the centres of recognised foreign agencies whose keys go by this kid."""
    return [
        found
        for found in _centres(signed, evidence.foreign)
        if recognition_of(found[0], evidence.trust) is not None
    ]


def recognition_for(trust_list: TrustList, evidence: Evidence) -> Recognition | None:
    """Return through whom a list counts; None if it is trusted itself."""
    for trusted in evidence.trust:
        if trust_list is trusted:
            return None
    return recognition_of(trust_list, evidence.trust)


def has_signed(centre: CentreEntry, signed: Sign1) -> bool:
    """Tell whether the centre's key verifies the passport's signature."""
    message = signed.signed_bytes(PASSPORT_CONTEXT)
    return signature_is_good(centre.life.key, message, signed.signature)


def issued(found: Issuer) -> datetime:
    """Return when the list that knows a centre was issued."""
    return found[0].content.issued_at


def check_lists(
    trust_list: TrustList, recognition: Recognition | None, evidence: Evidence
) -> Finding:
    """Answer for the lists themselves: the one that knows the issuer, and those that vouch."""
    used_lists = (trust_list,) if recognition is None else (trust_list, *recognition.homes)
    if len(evidence.trust) + len(evidence.foreign) > 1:
        given = (*evidence.trust, *evidence.foreign)
        for used in used_lists:
            same = [one for one in given if not set(one.roots).isdisjoint(used.roots)]
            if fork_of(same) is not None:
                return _TWO_LISTS
    return list_finding(used_lists, evidence.at) or ISSUER_OK


def given_up(
    content: Content, centre: CentreEntry, setting: Setting
) -> tuple[tuple[datetime, ...], datetime | None]:
    """Return from when on the passport's date needs confirming, and when it was registered."""
    ends = ends_of(centre.life)
    if setting.recognition is not None:
        over = setting.recognition.ended(None, content.shape.issued_at, setting.at)
        ends = (*ends, over) if over is not None else ends
    if not ends:
        return (), None
    return ends, registered_at(content.document, setting.registrations, setting.trust_list)


def check_centre(
    passport: PassportShape, centre: CentreEntry, registered: datetime | None, setting: Setting
) -> Finding | None:
    """Return what is wrong with the centre that wrapped the awards, or None."""
    if passport.practice and not setting.trust_list.content.practice:
        return _PRACTICE_DOCUMENT
    found = check_key(centre.life, passport.issued_at, "centre", registered)
    if found is None and setting.recognition is not None:
        return setting.recognition.check_issue(passport.issued_at)
    return found


def unknown_issuer(signed: Sign1, evidence: Evidence) -> Finding:
    """Return why the issuer is unknown: in no list, or in one that nobody trusted recognises."""
    for found in _centres(signed, evidence.foreign):
        if has_signed(found[1], signed):
            facts = {"agency": found[0].content.agency}
            return Finding(Answer.NOT_CHECKED, "issuer.foreign-not-recognised", facts)
    return _UNKNOWN_ISSUER
