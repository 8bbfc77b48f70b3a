"""The three signatures of a passport: assessor, verifier, centre.

Each signer signs only what can be read back, and never a document that it has not looked into.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from credentials import fields
from credentials.cose import Sign1, parse_sign1, write_sign1
from credentials.errors import (
    AwardSignatureError,
    CoseFormatError,
    DatesOutOfOrderError,
    NotThisHolderError,
    PassportFormatError,
)
from credentials.keys import PublicKey, signature_is_good
from credentials.passport import Award, Passport
from credentials.passport_codec import (
    encode_award,
    encode_passport,
    holder_mark,
    parse_award,
    parse_core,
)
from credentials.signing import Signer

ASSESSOR_CONTEXT: Final = b"skill-passport/1 assessor"
VERIFIER_CONTEXT: Final = b"skill-passport/1 verifier"
PASSPORT_CONTEXT: Final = b"skill-passport/1 passport"


def sign_award(award: Award, core: bytes, signer: Signer) -> bytes:
    """Sign an award as its assessor; `core` is the holder core's bytes.

    Returns:
        The assessor's COSE_Sign1, untagged.

    Raises:
        NotThisHolderError: the award names another holder than `core`.
        PassportFormatError: a field of award or core outside its limits.
    """
    parse_core(core)
    if award.holder_mark != holder_mark(core):
        raise NotThisHolderError("the award's holder mark is not that of this core")
    return write_sign1(encode_award(award), ASSESSOR_CONTEXT + core, signer)


def read_award(signed_award: bytes, core: bytes, assessor: PublicKey) -> Award:
    """Return the award in an assessor's COSE_Sign1, after checking the signature.

    For the verifier, who must see what there is to countersign. Nothing is said about whether
    the key may assess.

    Raises:
        AwardSignatureError: not signed by `assessor` for the holder of `core`.
        NotThisHolderError: signed by `assessor`, but the award names another holder.
        CborFormatError, CoseFormatError, PassportFormatError: not an assessor's document.
    """
    signed = parse_sign1(signed_award)
    message = signed.signed_bytes(ASSESSOR_CONTEXT + core)
    if not signature_is_good(assessor, message, signed.signature):
        raise AwardSignatureError("not the assessor's signature over this award and this holder")
    award = parse_award(signed.payload)
    if award.holder_mark != holder_mark(core):
        raise NotThisHolderError("the award's holder mark is not that of this core")
    return award


def countersign_award(
    signed_award: bytes,
    core: bytes,
    signer: Signer,
    *,
    assessor: PublicKey,
    verified_at: datetime,
) -> bytes:
    """Countersign an assessor's award as its verifier.

    Args:
        signed_award: what `sign_award` returned.
        core: the holder core's bytes.
        signer: the verifier's key.
        assessor: the key that must have signed the award.
        verified_at: when it was verified; UTC, whole seconds, not before the decision.

    Returns:
        The verifier's COSE_Sign1 around the assessor's, untagged.

    Raises:
        DatesOutOfOrderError: verified before it was decided.
        AwardSignatureError, NotThisHolderError and others: see `read_award`.
    """
    award = read_award(signed_award, core, assessor)
    if verified_at < award.decided_at:
        raise DatesOutOfOrderError("an award is verified after it was decided")
    return write_sign1(
        signed_award,
        VERIFIER_CONTEXT + core,
        signer,
        signed_at=fields.seconds(verified_at, CoseFormatError),
    )


def sign_passport(passport: Passport, signer: Signer) -> bytes:
    """Sign a passport as the centre; every award in it must be readable.

    Returns:
        The whole document: a COSE_Sign1 with tag 18.

    Raises:
        CborFormatError, CoseFormatError, PassportFormatError: a field outside its limits, or a
            core or award that is none.
        NotThisHolderError: an award names neither the core nor the former core.
        DatesOutOfOrderError: issued before an award in it was verified.
    """
    cores = [core for core in (passport.core, passport.former_core) if core is not None]
    for core in cores:
        parse_core(core)
    marks = set(map(holder_mark, cores))
    issued_at = fields.seconds(passport.issued_at, PassportFormatError)
    for item in passport.awards:
        verifier, assessor = unwrap_award(item.document)
        if parse_award(assessor.payload).holder_mark not in marks:
            raise NotThisHolderError("an award in the passport is another holder's")
        if (verifier.signed_at or 0) > issued_at:
            raise DatesOutOfOrderError("an award is wrapped after it was verified")
    return write_sign1(encode_passport(passport), PASSPORT_CONTEXT, signer, tagged=True)


def unwrap_award(document: bytes) -> tuple[Sign1, Sign1]:
    """Return the verifier's COSE_Sign1 and the assessor's inside it; nothing is verified.

    Raises:
        CborFormatError, CoseFormatError: not two nested COSE_Sign1 of the expected shape.
    """
    verifier = parse_sign1(document, timed=True)
    return verifier, parse_sign1(verifier.payload)
