"""Take a passport apart, from the outside in. Nothing of what comes out is verified."""

from __future__ import annotations

from dataclasses import dataclass

from credentials.award_checks import ReadAward, read_time
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
from credentials.issuing import unwrap_award
from credentials.passport import CountersignedAward, HolderCore, Passport
from credentials.passport_codec import (
    MAX_PASSPORT_BYTES,
    parse_award,
    parse_core,
    parse_passport,
)


@dataclass(frozen=True, slots=True)
class Content:
    """A passport taken apart; nothing of it is verified."""

    document: bytes
    passport: Passport
    holder: HolderCore
    former: HolderCore | None
    awards: tuple[ReadAward, ...]


def read_envelope(document: bytes) -> Sign1:
    """Return the centre's envelope. Raises what `parse_sign1` raises, also for its length."""
    if len(document) > MAX_PASSPORT_BYTES:
        raise CborFormatError(f"{len(document)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    return parse_sign1(document, tagged=True)


def read_content(document: bytes, payload: bytes) -> Content:
    """Return the content, of every award also. Raises CredentialError of several kinds."""
    passport = parse_passport(payload)
    former = passport.former_core
    return Content(
        document,
        passport,
        parse_core(passport.core),
        parse_core(former) if former is not None else None,
        tuple([_read_award(item) for item in passport.awards]),
    )


def why_unreadable(error: CredentialError) -> str:
    """Return the code of the answer for what could not be taken apart."""
    if isinstance(error, PassportVersionError):
        return "readable.newer-version"
    if isinstance(error, CoseAlgorithmError | CoseHeaderError):
        return "readable.other-signature"
    if isinstance(error, CoseFormatError):
        return "readable.not-signed"
    if isinstance(error, PassportFormatError):
        return "readable.malformed"
    return "readable.damaged"


def _read_award(item: CountersignedAward) -> ReadAward:
    verifier, assessor = unwrap_award(item.document)
    award = parse_award(assessor.payload)
    return ReadAward(item.document, award, assessor, verifier, item.verifier, read_time(verifier))
