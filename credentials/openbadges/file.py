"""The file itself: the credential with the codes inside and one proof around both."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from credentials import strict_json
from credentials.errors import FileFormatError, NoCodeInFileError
from credentials.openbadges.content import credential_digest
from credentials.openbadges.contexts import CODE_TERM
from credentials.openbadges.did import key_reference
from credentials.openbadges.proof import add_proof
from credentials.passport_shape import MAX_PARTS, MAX_PASSPORT_BYTES
from credentials.signing import Signer

FILE_NAME: Final = "passport.json"
"""The name under which it is attached to the printed passport."""
MAX_FILE_BYTES: Final = 1 << 20
"""A passport of 64 units with twenty pieces of evidence each has some 400 KB."""
_MAX_CODE_CHARS: Final = (MAX_PASSPORT_BYTES + 2) // 3 * 4
_PROOF: Final = "proof"


@dataclass(frozen=True, slots=True)
class CredentialFile:
    """A file taken apart; nothing of it is verified."""

    credential: Mapping[str, Any]
    """What it says, without codes and proof."""
    digest: bytes
    """SHA-256 of the canonical form of that."""
    documents: tuple[bytes, ...]
    """The codes' COSE bytes, in the order of the file."""


def seal_credential(
    credential: Mapping[str, Any], documents: Sequence[bytes], signer: Signer, *, created: datetime
) -> bytes:
    """Put the codes into a credential, prove both as the centre, and write the file.

    Args:
        credential: what `build_credential` returned; every code carries its digest.
        documents: the signed passport, in one part or several.
        signer: the centre's key, the same that signed the codes.
        created: UTC, whole seconds.

    Raises:
        UndefinedTermError: a term that no context defines.
        FileFormatError: see `add_proof`.
    """
    codes = [base64.b64encode(document).decode() for document in documents]
    reference = key_reference(credential["issuer"]["id"], signer.public_key)
    whole = {**credential, CODE_TERM: codes}
    proven = add_proof(whole, signer, key_reference=reference, created=created)
    return json.dumps(proven, ensure_ascii=False, indent=1).encode() + b"\n"


def open_file(raw: bytes) -> CredentialFile:
    """Read a file; nothing of it is verified.

    Raises:
        NoCodeInFileError: JSON, but without the code of a skill passport.
        FileFormatError: not JSON, too long, or the codes are not written as ours are.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise FileFormatError(f"{len(raw)} bytes; at most {MAX_FILE_BYTES} are looked at")
    content = strict_json.decode(raw, FileFormatError)
    if not isinstance(content, dict) or not content.get(CODE_TERM):
        raise NoCodeInFileError("there is no code of a skill passport in the file")
    codes = content[CODE_TERM]
    if not isinstance(codes, list) or len(codes) > MAX_PARTS:
        raise FileFormatError("the codes are not a list, or too many")
    outside = (CODE_TERM, _PROOF)
    credential = {name: value for name, value in content.items() if name not in outside}
    documents = tuple(_document(code) for code in codes)
    return CredentialFile(credential, credential_digest(credential), documents)


def _document(code: Any) -> bytes:
    if type(code) is not str or len(code) > _MAX_CODE_CHARS:
        raise FileFormatError("a code is no text, or too long")
    try:
        return base64.b64decode(code, validate=True)
    except (binascii.Error, ValueError) as error:
        raise FileFormatError("a code is not written in base64") from error
