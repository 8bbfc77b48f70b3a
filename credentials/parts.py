"""A passport that one code cannot hold, divided onto several: each a complete passport."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from credentials.errors import PassportFormatError, PassportTooLargeError
from credentials.issuing import sign_passport
from credentials.passport import Part, Passport
from credentials.passport_shape import MAX_PARTS
from credentials.signing import Signer

_LISTS: Final = ("awards", "soft_skills", "languages", "cultures")
"""What is divided, in this order: the awards come first, the newest on the first code."""
_DIGEST: Final = "credential_sha256"
"""Divided last, as if it were an entry: one part binds the file, and parts only count together."""

Fits = Callable[[bytes], bool]
"""Tells whether a signed document goes into one code."""


def sign_parts(passport: Passport, signer: Signer, fits: Fits) -> tuple[bytes, ...]:
    """Sign a passport as the centre, onto as few codes as hold it.

    Each part says the same about issuer and holder, has the same place in the status list and
    holds some of the awards and statements, in their order. The last one has the digest of the
    full credential, if there is one.

    Args:
        passport: what to sign; its `part` is None.
        signer: the centre's key.
        fits: tells whether a document goes into one code.

    Returns:
        One document; or several, each with its number "part n of m".

    Raises:
        PassportTooLargeError: one entry alone does not fit, or more than MAX_PARTS were needed.
        PassportFormatError and others: see `sign_passport`.
    """
    whole = _signed_if_it_fits(passport, signer, fits)
    if whole is not None:
        return (whole,)
    entries = [(name, entry) for name in _LISTS for entry in getattr(passport, name)]
    if passport.credential_sha256 is not None:
        entries.append((_DIGEST, passport.credential_sha256))
    for of in range(2, min(MAX_PARTS, len(entries)) + 1):
        documents = _fill(passport, entries, signer, fits, of)
        if documents is not None:
            return documents
    raise PassportTooLargeError("the passport does not fit onto codes")


def _fill(
    passport: Passport, entries: list[tuple[str, Any]], signer: Signer, fits: Fits, of: int
) -> tuple[bytes, ...] | None:
    """Return exactly `of` filled parts, or None if more are needed."""
    documents: list[bytes] = []
    start = 0
    while start < len(entries):
        if len(documents) == of:
            return None
        part, end, document = Part(len(documents) + 1, of), start, b""
        for until in range(start + 1, len(entries) + 1):
            trial = _signed_if_it_fits(_holding(passport, entries[start:until], part), signer, fits)
            if trial is None:
                break
            end, document = until, trial
        if end == start:
            raise PassportTooLargeError(f"one of the {entries[start][0]} alone does not fit")
        documents.append(document)
        start = end
    return tuple(documents) if len(documents) == of else None


def _signed_if_it_fits(passport: Passport, signer: Signer, fits: Fits) -> bytes | None:
    try:
        document = sign_passport(passport, signer)
    except PassportFormatError:
        # More entries or bytes than a document may have; one alone is at fault itself.
        if sum(len(getattr(passport, name)) for name in _LISTS) <= 1:
            raise
        return None
    return document if fits(document) else None


def _holding(passport: Passport, entries: list[tuple[str, Any]], part: Part) -> Passport:
    lists: dict[str, Any] = {
        name: tuple(entry for kind, entry in entries if kind == name) for name in _LISTS
    }
    digest = next((entry for kind, entry in entries if kind == _DIGEST), None)
    return replace(passport, part=part, credential_sha256=digest, **lists)
