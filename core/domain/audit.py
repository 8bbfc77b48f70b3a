"""The audit log: append-only, each entry chained to the one before by SHA-256.

An entry is written in the same transaction as what it records. Changing, removing or reordering
an earlier entry breaks the chain at that place, and the program shows where.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from core.ids import DeskId, StaffId

CHAIN_START: Final = bytes(32)
"""What the first entry of a desk's log is chained to."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line: what was done, to which record, by whom (None: the program itself), when, where.

    `sequence` counts from 1 within the log of one desk; `previous` and `digest` are 32 bytes.
    `facts` are plain values in JSON; never a secret and never a worker's document number.
    """

    desk: DeskId
    sequence: int
    at: datetime
    by: StaffId | None
    action: str
    subject: UUID
    facts: Mapping[str, object]
    previous: bytes
    digest: bytes


def chained(
    previous: AuditEntry | None,
    *,
    desk: DeskId,
    at: datetime,
    by: StaffId | None,
    action: str,
    subject: UUID,
    facts: Mapping[str, object],
) -> AuditEntry:
    """Make the entry that follows `previous` (None: the first of this desk)."""
    sequence = previous.sequence + 1 if previous else 1
    before = previous.digest if previous else CHAIN_START
    digest = _digest(desk, sequence, at, by, action, subject, facts, before)
    return AuditEntry(desk, sequence, at, by, action, subject, facts, before, digest)


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """Where the chain of a desk's log does not hold: the first entry that does not fit."""

    desk: DeskId
    sequence: int


def first_break(entries: Iterable[AuditEntry]) -> ChainBreak | None:
    """Walk one desk's log from its first entry; None if the chain holds.

    A log whose last entries were cut off still holds by itself: compare its length and last
    digest with a backup or a signed export to find that.
    """
    previous: AuditEntry | None = None
    for entry in entries:
        expected = chained(
            previous,
            desk=entry.desk,
            at=entry.at,
            by=entry.by,
            action=entry.action,
            subject=entry.subject,
            facts=entry.facts,
        )
        if expected != entry:
            return ChainBreak(entry.desk, previous.sequence + 1 if previous else 1)
        previous = entry
    return None


def _digest(
    desk: DeskId,
    sequence: int,
    at: datetime,
    by: StaffId | None,
    action: str,
    subject: UUID,
    facts: Mapping[str, object],
    previous: bytes,
) -> bytes:
    line = json.dumps(
        [
            str(desk),
            sequence,
            at.astimezone(UTC).isoformat(),
            str(by) if by else None,
            action,
            str(subject),
            dict(facts),
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + line.encode()).digest()
