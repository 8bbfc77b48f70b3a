"""Small JSON files with a checksum, so that damage shows before anybody types a passphrase."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from credentials.errors import CredentialError


def canonical(fields: dict[str, Any], indent: int | None = None) -> bytes:
    """Write fields in one order and in ASCII; the same every time."""
    return json.dumps(fields, sort_keys=True, ensure_ascii=True, indent=indent).encode()


def write(fields: dict[str, Any]) -> bytes:
    """Write a file of these fields with their checksum, readable by people too."""
    return canonical(fields | {"checksum": _checksum(fields)}, indent=1) + b"\n"


def read(raw: bytes, error: type[CredentialError], names: frozenset[str]) -> dict[str, Any]:
    """Read a file of exactly the fields `names`, and compare its checksum.

    Raises:
        CredentialError: of the class `error`; also for what is no JSON at all.
    """
    try:
        doc = json.loads(raw.decode())
    except (ValueError, RecursionError) as problem:
        raise error(f"not JSON: {type(problem).__name__}") from problem
    if not isinstance(doc, dict) or doc.keys() != names | {"checksum"}:
        raise error("not a file of this kind")
    checksum = doc.pop("checksum")
    if not isinstance(checksum, str) or not _equal(checksum, _written(doc, error)):
        raise error("the checksum does not hold")
    return doc


def _written(doc: dict[str, Any], error: type[CredentialError]) -> str:
    try:
        return _checksum(doc)
    except (ValueError, RecursionError) as problem:
        raise error("not JSON as we write it") from problem


def _checksum(fields: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(fields)).hexdigest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode())
