"""Errors that `credentials` raises on purpose, each with a stable code."""

from __future__ import annotations

from typing import ClassVar


class CredentialError(Exception):
    """Base of every error that credentials raises on purpose.

    `code` is stable: it picks the translated text in the desktop and is written to the log.
    `str(error)` is one English sentence for developers; no caller may parse it.
    """

    code: ClassVar[str] = "credential"


class WeakKeyError(CredentialError):
    """Bytes that are no Ed25519 public key of full strength (length, small order, not on curve)."""

    code = "key.weak"


class KeyFileDamagedError(CredentialError):
    """A sealed key file that was cut, changed or never was one. No passphrase opens it."""

    code = "key.file-damaged"


class WrongPassphraseError(CredentialError):
    """The key file is whole, but this passphrase does not open it."""

    code = "key.wrong-passphrase"


class EmptyPassphraseError(CredentialError):
    """A key would be sealed with no passphrase at all."""

    code = "key.empty-passphrase"


class WrongPurposeError(CredentialError):
    """A key was to serve another purpose than the one it was made for."""

    code = "key.wrong-purpose"


class SealedForAnotherError(CredentialError):
    """What was sealed is not for this encryption key, or was changed."""

    code = "key.sealed-for-another"


class RecoveryNotAllowedError(CredentialError):
    """A personal key has no recovery: a copy would be somebody else's means to sign."""

    code = "recovery.personal"


class RecoveryShareDamagedError(CredentialError):
    """A recovery share that was cut, changed or never was one."""

    code = "recovery.damaged"


class RecoverySharesDifferError(CredentialError):
    """Two recovery shares that are not the two halves of one key."""

    code = "recovery.shares-differ"


class SameHolderError(CredentialError):
    """Both halves of a recovery would be in one person's hands."""

    code = "recovery.same-holder"


class KeyClosedError(CredentialError):
    """A signing key was asked to sign after it had been closed."""

    code = "key.closed"


class CborFormatError(CredentialError):
    """Bytes that are not one item of deterministic CBOR within our limits."""

    code = "cbor.format"


class CborNotDeterministicError(CborFormatError):
    """Readable CBOR, but not the one form of RFC 8949 §4.2.1: its bytes could be varied."""

    code = "cbor.not-deterministic"


class CoseFormatError(CredentialError):
    """Not the COSE_Sign1 that we write: other shape, headers or tag."""

    code = "cose.format"


class CoseAlgorithmError(CoseFormatError):
    """The protected header names another algorithm than EdDSA (-8)."""

    code = "cose.algorithm"


class CoseHeaderError(CoseFormatError):
    """A header is missing or there is one that we do not write, `crit` for instance."""

    code = "cose.header"


class PassportFormatError(CredentialError):
    """A holder core, award or passport whose fields are not those of version 1."""

    code = "passport.format"


class PassportVersionError(PassportFormatError):
    """A passport of a later version of the format: not damaged, only unknown here."""

    code = "passport.version"

    def __init__(self, version: int) -> None:
        super().__init__(f"passport format {version}; this version reads 1")
        self.version = version


class PassportTooLargeError(CredentialError):
    """A passport cannot be divided onto codes: one of its entries is too long."""

    code = "passport.too-large"


class DatesOutOfOrderError(CredentialError):
    """Something would be signed before what it rests on: it could never be verified."""

    code = "passport.dates-out-of-order"


class NotThisHolderError(CredentialError):
    """An award would be signed or countersigned for another holder than the one it names."""

    code = "passport.not-this-holder"


class AwardSignatureError(CredentialError):
    """A verifier would countersign an award that the assessor's key did not sign."""

    code = "passport.award-signature"


class KeyRequestFormatError(CredentialError):
    """Not a key request as we write it, or not signed by the key that it asks for."""

    code = "key-request.format"


class KeyReportFormatError(CredentialError):
    """Not a report of a lost or stolen key as we write it."""

    code = "key-report.format"


class RegistrationFormatError(CredentialError):
    """Not a registration file as we write it."""

    code = "registration.format"


class PlaceGrantFormatError(CredentialError):
    """Not a grant of places in a status list as we write it."""

    code = "place-grant.format"


class StatusReportFormatError(CredentialError):
    """Not a centre's report on its places as we write it."""

    code = "status-report.format"


class EnvelopeFormatError(CredentialError):
    """Not a DSSE envelope as we write it."""

    code = "dsse.format"


class EnvelopeSignatureError(CredentialError):
    """No signature of the envelope is by the expected key, or one of them is bad."""

    code = "dsse.signature"


class TrustListFormatError(CredentialError):
    """The signed content is not a trust list of version 1, or contradicts itself."""

    code = "trust-list.format"


class TrustListRefusedError(CredentialError):
    """A genuine trust list that must not take the place of the one at hand."""

    code = "trust-list.refused"


class TrustListLowerError(TrustListRefusedError):
    """The list is older than the one at hand."""

    code = "trust-list.lower-sequence"


class TwoTrustListsError(TrustListRefusedError):
    """The agency signed two different lists: same sequence, or a history without ours."""

    code = "trust-list.two-lists"


class TrustListFastForwardedError(TrustListRefusedError):
    """The list claims more predecessors than there can have been since ours."""

    code = "trust-list.fast-forwarded"


class TrustListFromFutureError(TrustListRefusedError):
    """The list is dated later than this computer's clock."""

    code = "trust-list.from-future"


class TrustListEntryRemovedError(TrustListRefusedError):
    """An entry of the earlier list is missing or was rewritten in the later one."""

    code = "trust-list.entry-removed"


class TrustListRotationError(TrustListRefusedError):
    """The root key changed without the commitment or without both signatures."""

    code = "trust-list.rotation"


class TrustEditError(CredentialError):
    """A change that an agency must not make to its list; `str` says which rule it breaks."""

    code = "trust-edit"


class KeyAlreadyListedError(TrustEditError):
    """The key stands in the list already, perhaps under another name."""

    code = "trust-edit.key-listed"


class NotListedError(TrustEditError):
    """Nobody in the list has this number or key."""

    code = "trust-edit.not-listed"


class RevocationLiftedError(TrustEditError):
    """A revocation would be lifted or made milder."""

    code = "trust-edit.revocation-lifted"


class StatusListFormatError(CredentialError):
    """Not a Token Status List (CWT) as we write it."""

    code = "status-list.format"


class StatusListSignatureError(CredentialError):
    """The status list is not signed by a status key of a trust list at hand."""

    code = "status-list.signature"


class StatusIndexError(CredentialError):
    """A place outside the status list. It is never read as "valid"."""

    code = "status-list.index"

    def __init__(self, index: int, places: int) -> None:
        super().__init__(f"place {index} of a status list with {places} places")
        self.index = index
        self.places = places


class FileFormatError(CredentialError):
    """Not a full credential (CLR 2.0 with our terms), or one that cannot be written."""

    code = "file.format"


class UndefinedTermError(FileFormatError):
    """A term that no context of the file defines: its proof would not cover it."""

    code = "file.undefined-term"


class NoUnitInFileError(FileFormatError):
    """A passport without a unit: a learner record has at least one, so there is no file."""

    code = "file.no-unit"


class NoCodeInFileError(FileFormatError):
    """JSON without the code of a skill passport."""

    code = "file.no-code"
