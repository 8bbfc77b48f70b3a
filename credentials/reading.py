"""Take a passport apart, from the outside in. Nothing of what comes out is verified."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

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
from credentials.passport import Award, HolderCore, Passport, Person
from credentials.passport_codec import build_award, build_core, build_passport
from credentials.passport_shape import (
    MAX_PASSPORT_BYTES,
    AwardShape,
    Body,
    PassportShape,
    read_award,
    read_core,
    read_passport,
)


class ReadAward(NamedTuple):
    """An award taken apart, every field of it looked at."""

    document: bytes
    """The verifier's COSE_Sign1, whole."""
    shape: AwardShape
    assessor: Sign1
    verifier: Sign1
    named_verifier: str
    """The person number that the passport names."""
    verifier_name: str
    verified_at: datetime

    @property
    def award(self) -> Award:
        """What the award says; built when it is asked for, since no check needs it."""
        return build_award(self.shape.body)

    @property
    def verifier_as_named(self) -> Person:
        """Who countersigned, as the passport says."""
        return Person(self.named_verifier, self.verifier_name)


class Content(NamedTuple):
    """A passport taken apart, every field of it looked at."""

    document: bytes
    shape: PassportShape
    core: Body
    former_core: Body | None
    awards: tuple[ReadAward, ...]

    @property
    def passport(self) -> Passport:
        """What the passport says; built when it is asked for, since no check needs it."""
        return build_passport(self.shape.body)

    @property
    def holder(self) -> HolderCore:
        """Whom it is about."""
        return build_core(self.core)

    @property
    def former_holder(self) -> HolderCore | None:
        """The holder under the former name, if the passport carries it."""
        return build_core(self.former_core) if self.former_core is not None else None


def read_envelope(document: bytes) -> Sign1:
    """Return the centre's envelope. Raises what `parse_sign1` raises, also for its length."""
    if len(document) > MAX_PASSPORT_BYTES:
        raise CborFormatError(f"{len(document)} bytes; at most {MAX_PASSPORT_BYTES} are allowed")
    return parse_sign1(document, tagged=True)


def read_content(document: bytes, payload: bytes) -> Content:
    """Return the content, of every award also. Raises CredentialError of several kinds."""
    shape = read_passport(payload)
    former = shape.former_core
    return Content(
        document,
        shape,
        read_core(shape.core),
        read_core(former) if former is not None else None,
        tuple([_read_award(*item) for item in shape.awards]),
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


def _read_award(document: bytes, number: str, name: str) -> ReadAward:
    verifier, assessor = unwrap_award(document)
    shape = read_award(assessor.payload)
    verified_at = datetime.fromtimestamp(verifier.signed_at or 0, UTC)
    return ReadAward(document, shape, assessor, verifier, number, name, verified_at)
