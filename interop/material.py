"""The documents that the others are given: one passport of six units, its file, lists, forgeries.

Everything comes from the fixed keys of the golden files, so that two runs are given the same.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from credentials.bitstring_status import (
    Purpose,
    bitstring_credential,
    encode_bitstring,
    list_address,
)
from credentials.issuing import (
    ASSESSOR_CONTEXT,
    PASSPORT_CONTEXT,
    VERIFIER_CONTEXT,
    sign_passport,
    unwrap_award,
)
from credentials.openbadges import contexts
from credentials.openbadges.checking import verify_credential_file
from credentials.openbadges.content import (
    EvidenceItem,
    FileFacts,
    build_credential,
    credential_digest,
)
from credentials.openbadges.did import centre_did, did_document, did_web, key_reference, multibase
from credentials.openbadges.file import seal_credential
from credentials.openbadges.proof import add_proof
from credentials.passport import AwardedUnit, EvidenceKind, Passport
from credentials.report import Verdict
from credentials.status_list import Status, open_status_list, pack_statuses, sign_status_list
from tests.credentials import world

PLACES: Final = 131_072
LIST_LIFE: Final = timedelta(days=3650)
"""So long because Digital Bazaar's check of a list asks the machine's clock, not the given time."""
AGENCY_DID: Final = did_web(world.ADDRESS)
CENTRE_DID: Final = centre_did(world.ADDRESS, world.CENTRE.id)
TABLES: Final[dict[str, dict[int, Status]]] = {
    "current": {7: Status.REVOKED, 8: Status.SUSPENDED, 9: Status.SUPERSEDED},
    "revoked": {world.PASSPORT_PLACE.index: Status.REVOKED},
    "suspended": {world.PASSPORT_PLACE.index: Status.SUSPENDED},
    "superseded": {world.PASSPORT_PLACE.index: Status.SUPERSEDED, 0: Status.REVOKED},
}
"""Status lists by name: place to status."""

_UNITS: Final = (
    ("D1", "Interpret technical drawings"),
    ("D2", "Use measuring instruments"),
    ("D3", "Perform bench work"),
    ("D4", "Perform lathe operations"),
    ("D5", "Perform milling operations"),
    ("D6", "Perform grinding operations"),
)
Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Case:
    """One file that every verifier is given."""

    name: str
    what: str
    raw: bytes
    accept: bool
    """What a verifier of the proof and the status must say."""
    ours: Verdict
    """What our own check must say: it reads the code, not the proof."""
    table: str = "current"


def passport() -> tuple[Passport, FileFacts]:
    """Return a passport of six units, each awarded on its own, and what its file says beside."""
    awards = [
        world.countersigned(
            world.an_award(
                units=(AwardedUnit(code, title, "Level 2", frozenset(EvidenceKind)),),
            )
        )
        for code, title in _UNITS
    ]
    evidence = (
        EvidenceItem(
            EvidenceKind.PORTFOLIO, "Exhibit 3: Reference", "“Ngân hàng”, 2024", b"h" * 32
        ),
        EvidenceItem(EvidenceKind.TASKS, "T1 Turn a stepped shaft", "Met in 7 of 7 rows"),
        EvidenceItem(EvidenceKind.QUESTIONS, "Q2 Why is the coolant changed?"),
    )
    facts = FileFacts(
        UUID("01890a5d-ac96-774b-bcce-b302099a8057"),
        world.ADDRESS,
        {(award.document, code): evidence for award, (code, _) in zip(awards, _UNITS, strict=True)},
    )
    return world.a_passport(*awards), facts


def cases() -> list[Case]:
    """Return the good file, and every way to tamper with it that a verifier must notice."""
    good = _sealed(*passport())
    strangers = "signed by a stranger under the centre's name"
    tampered = [
        Case(name, what, _changed(good, change), accept=False, ours=ours)
        for name, what, change, ours in _TAMPERED
    ]
    return [
        Case("good", "as it was issued", good, accept=True, ours=Verdict.VALID),
        *tampered,
        Case("stranger", strangers, _proved_by_a_stranger(good), accept=False, ours=Verdict.VALID),
        *(
            Case(name, f"the passport is {name}", good, accept, ours, name)
            for name, accept, ours in (
                ("revoked", False, Verdict.INVALID),
                ("suspended", False, Verdict.INVALID),
                ("superseded", True, Verdict.VALID),
            )
        ),
    ]


def write_material(folder: Path) -> list[Case]:
    """Write everything for the others into a folder; check each case by our own verdict first.

    Raises:
        AssertionError: our own verdict is not the expected one.
    """
    found = cases()
    for case in found:
        verdict = _our_verdict(case)
        assert verdict is case.ours, f"{case.name}: we say {verdict}"
        (folder / f"{case.name}.json").write_bytes(case.raw)
    urls = (contexts.VC, contexts.OPEN_BADGES, contexts.CLR, contexts.own_context(world.ADDRESS))
    _write(folder / "contexts.json", {url: contexts.load_context(url) for url in urls})
    dids = (
        did_document(CENTRE_DID, [world.CENTRE_KEY.public_key]),
        did_document(AGENCY_DID, [world.STATUS_KEY.public_key]),
    )
    _write(folder / "dids.json", {did["id"]: did for did in dids})
    _write(folder / "cose.json", _layers())
    for name, table in TABLES.items():
        (folder / f"{name}.cwt").write_bytes(_token(table))
        _write(folder / f"{name}.lists.json", _bitstrings(table))
    _write(
        folder / "cases.json",
        {
            "now": world.NOW.isoformat().replace("+00:00", "Z"),
            "places": PLACES,
            "statusKey": world.STATUS_KEY.public_key.hex(),
            "statusKid": world.STATUS_KEY.kid.hex(),
            "tables": {
                name: {index: status.value for index, status in table.items()}
                for name, table in TABLES.items()
            },
            "cases": [
                {"name": case.name, "accept": case.accept, "table": case.table} for case in found
            ],
        },
    )
    return found


def _our_verdict(case: Case) -> Verdict:
    trust = world.trust_list(world.TRUST)
    status = open_status_list(_token(TABLES[case.table]), [trust])
    (found,) = verify_credential_file(case.raw, trust=[trust], status=[status], at=world.NOW)
    return found.report.verdict


def _sealed(content: Passport, facts: FileFacts) -> bytes:
    credential = build_credential(content, facts)
    bound = replace(content, credential_sha256=credential_digest(credential))
    document = sign_passport(bound, world.CENTRE_KEY)
    return seal_credential(credential, [document], world.CENTRE_KEY, created=world.ISSUED)


def _changed(raw: bytes, change: Change) -> bytes:
    content = json.loads(raw)
    change(content)
    return json.dumps(content, ensure_ascii=False).encode()


def _proved_by_a_stranger(raw: bytes) -> bytes:
    content = json.loads(raw)
    (proof,) = content.pop("proof")
    proven = add_proof(
        content,
        world.STRANGER_KEY,
        key_reference=proof["verificationMethod"],
        created=world.ISSUED,
    )
    return json.dumps(proven, ensure_ascii=False).encode()


def _first(content: dict[str, Any]) -> dict[str, Any]:
    member: dict[str, Any] = content["credentialSubject"]["verifiableCredential"][0]
    return member


def _other_code(content: dict[str, Any]) -> None:
    content["skillPassport"] = [base64.b64encode(world.GOOD).decode()]


_TAMPERED: Final[tuple[tuple[str, str, Change, Verdict], ...]] = (
    (
        "name",
        "another person's name",
        lambda c: c["credentialSubject"]["identifier"][0].update(identityHash="SOMEBODY ELSE"),
        Verdict.INVALID,
    ),
    (
        "unit",
        "another unit",
        lambda c: _first(c)["credentialSubject"]["achievement"].update(name="Weld under water"),
        Verdict.INVALID,
    ),
    (
        "level",
        "a higher level",
        lambda c: _first(c)["credentialSubject"]["result"][0].update(value="Level 4"),
        Verdict.INVALID,
    ),
    (
        "hash",
        "the hash of another piece of evidence",
        lambda c: _first(c)["evidence"][0].update(digestSRI="sha256-AAAA"),
        Verdict.INVALID,
    ),
    ("expiry", "no expiry", lambda c: _first(c).pop("validUntil"), Verdict.INVALID),
    (
        "status",
        "another place in the status list",
        lambda c: c["credentialStatus"][0].update(statusListIndex="5"),
        Verdict.INVALID,
    ),
    ("code", "the code of another passport", _other_code, Verdict.INVALID),
    ("without-code", "no code", lambda c: c.pop("skillPassport"), Verdict.INVALID),
    ("term", "a term that no context defines", lambda c: c.update(wage="1000"), Verdict.INVALID),
    (
        "proof-value",
        "another signature in the proof",
        lambda c: c["proof"][0].update(proofValue=multibase(b"\1" * 64)),
        Verdict.VALID,
    ),
    (
        "proof-date",
        "another date in the proof",
        lambda c: c["proof"][0].update(created="2026-03-01T08:15:00Z"),
        Verdict.VALID,
    ),
    ("without-proof", "no proof", lambda c: c.pop("proof"), Verdict.VALID),
)


def _layers() -> list[dict[str, str]]:
    """Return the three COSE layers of a passport with their keys, for readers of COSE."""
    (item,) = world.a_passport(world.countersigned()).awards
    verifier, _ = unwrap_award(item.document)
    layers = (
        ("centre", world.GOOD, PASSPORT_CONTEXT, world.CENTRE_KEY),
        ("verifier", item.document, VERIFIER_CONTEXT + world.CORE, world.VERIFIER_KEY),
        ("assessor", verifier.payload, ASSESSOR_CONTEXT + world.CORE, world.ASSESSOR_KEY),
    )
    return [
        {
            "name": name,
            "document": document.hex(),
            "aad": aad.hex(),
            "key": key.public_key.hex(),
            "kid": key.kid.hex(),
        }
        for name, document, aad, key in layers
    ]


def _token(table: dict[int, Status]) -> bytes:
    return sign_status_list(
        world.STATUS_URI,
        pack_statuses(PLACES, table),
        world.STATUS_KEY,
        issued_at=world.STATUS_ISSUED,
        expires_at=world.STATUS_ISSUED + timedelta(days=30),
        ttl=timedelta(days=7),
    )


def _bitstrings(table: dict[int, Status]) -> dict[str, dict[str, Any]]:
    reference = key_reference(AGENCY_DID, world.STATUS_KEY.public_key)
    signed = {}
    for purpose in Purpose:
        unsigned = bitstring_credential(
            world.STATUS_URI,
            encode_bitstring(PLACES, table, purpose),
            purpose,
            issuer=AGENCY_DID,
            issued_at=world.STATUS_ISSUED,
            expires_at=world.STATUS_ISSUED + LIST_LIFE,
        )
        signed[list_address(world.STATUS_URI, purpose)] = add_proof(
            unsigned, world.STATUS_KEY, key_reference=reference, created=world.STATUS_ISSUED
        )
    return signed


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
