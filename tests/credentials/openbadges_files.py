"""A good file, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from credentials.issuing import sign_passport
from credentials.openbadges.content import (
    EvidenceItem,
    FileFacts,
    build_credential,
    credential_digest,
)
from credentials.openbadges.file import seal_credential
from credentials.passport import AwardedUnit, CountersignedAward, EvidenceKind, Passport
from tests.credentials import world

SECOND_UNIT = AwardedUnit(
    "C2", "Perform milling operations", "2", frozenset({EvidenceKind.PORTFOLIO})
)
FACTS = FileFacts(
    UUID("01890a5d-ac96-774b-bcce-b302099a8057"),
    world.ADDRESS,
    {
        (world.countersigned().document, "D4"): (
            EvidenceItem(
                EvidenceKind.PORTFOLIO,
                "Exhibit 3: Reference",
                "Letter of an employer, 2024",
                b"reference letter".ljust(32, b"."),
            ),
            EvidenceItem(EvidenceKind.TASKS, "T1 Turn a stepped shaft", "Met in 7 of 7 rows"),
        )
    },
)


def credential_of(passport: Passport) -> dict[str, Any]:
    """Return the credential of a passport, before codes and proof."""
    return build_credential(passport, FACTS)


def passport_with_file(*awards: CountersignedAward) -> Passport:
    """Return a passport that names its file."""
    passport = world.a_passport(*awards)
    return replace(passport, credential_sha256=credential_digest(credential_of(passport)))


def file_of(passport: Passport, documents: Sequence[bytes] = ()) -> bytes:
    """Return the file of a passport, with its one code or with these."""
    codes = documents or [sign_passport(passport, world.CENTRE_KEY)]
    return seal_credential(
        credential_of(replace(passport, credential_sha256=None)),
        codes,
        world.CENTRE_KEY,
        created=world.ISSUED,
    )


GOOD_FILE = file_of(passport_with_file(world.countersigned()))
