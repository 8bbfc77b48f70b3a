"""Python verifiers by others on the material in a folder: one JSON line for each finding.

Runs in an environment of its own, without any of our packages: `verify_python.py FOLDER SCHEMA`.
"""

import base64
import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import cbor2
import cwt
import jsonschema
from openvc.multibase import decode_multibase
from openvc.proof.data_integrity import DataIntegrityProofSuite
from openvc.proof.errors import ProofError
from openvc.status import bitstring, token_status_list
from pycose.keys import OKPKey
from pycose.messages import Sign1Message

MULTIKEY_PREFIX = b"\xed\x01"
TAG_SIGN1 = b"\xd2"
STATUS_LIST_CLAIM = 65533


def say(**finding: object) -> None:
    """Print one finding."""
    print(json.dumps(finding), flush=True)


def read(folder: Path, name: str) -> Any:
    """Read one JSON file of the material."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def jwk_of(reference: str, dids: Mapping[str, Any]) -> dict[str, str]:
    """Return the key that a proof names, as the issuer's DID document has it."""
    document = dids[reference.split("#")[0]]
    (method,) = (one for one in document["verificationMethod"] if one["id"] == reference)
    raw = decode_multibase(method["publicKeyMultibase"]).removeprefix(MULTIKEY_PREFIX)
    return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).decode().rstrip("=")}


def check_files(folder: Path, material: Any) -> None:
    """Verify every file's proof with openvc-core; its status with the lists of its case."""
    contexts, dids = read(folder, "contexts.json"), read(folder, "dids.json")
    now = datetime.fromisoformat(material["now"])
    suite = DataIntegrityProofSuite()

    def proved(document: dict[str, Any]) -> dict[str, Any]:
        # openvc-core reads one proof, not an array of one. The proof does not cover its own place.
        (proof,) = document.get("proof", ({},))
        key = jwk_of(proof["verificationMethod"], dids) if proof else None
        alone = {**document, "proof": proof}
        suite.verify(alone, public_key_jwk=key, extra_contexts=contexts, now=now)
        return document

    for case in material["cases"]:
        document = read(folder, f"{case['name']}.json")
        lists = read(folder, f"{case['table']}.lists.json")
        started = time.perf_counter()
        try:
            proved(document)
            withdrawn = [
                entry["statusPurpose"]
                for entry in document["credentialStatus"]
                if is_set(proved(lists[entry["statusListCredential"]]), entry["statusListIndex"])
            ]
            why = f"withdrawn: {', '.join(withdrawn)}" if withdrawn else ""
        except ProofError as error:
            why = str(error)
        say(
            verifier="openvc-core",
            subject=case["name"],
            accepted=not why,
            why=why,
            ms=1000 * (time.perf_counter() - started),
        )


def is_set(list_credential: Mapping[str, Any], index: str) -> bool:
    """Tell whether a bit of a Bitstring Status List is set, as openvc-core reads it."""
    bits = bitstring.decode_bitstring(list_credential["credentialSubject"]["encodedList"])
    return bool(bitstring.get_status_bit(bits, int(index)))


def check_schema(folder: Path, schema_file: Path) -> None:
    """Hold every unit's credential against the published schema of Open Badges 3.0.

    In the file the units' credentials share the contexts of the whole; alone each has its own.
    """
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    checker = jsonschema.Draft201909Validator.FORMAT_CHECKER
    validator = jsonschema.Draft201909Validator(schema, format_checker=checker)
    document = read(folder, "good.json")
    members = document["credentialSubject"]["verifiableCredential"]
    for number, member in enumerate(members, start=1):
        alone = {"@context": document["@context"][:2], **member}
        why = "; ".join(error.message[:200] for error in validator.iter_errors(alone))
        say(verifier="Open Badges 3.0 schema", subject=f"unit-{number}", accepted=not why, why=why)
        for term in ("issuer", "validFrom", "credentialSubject"):
            broken = {name: value for name, value in alone.items() if name != term}
            accepted = validator.is_valid(broken)
            say(
                verifier="Open Badges 3.0 schema",
                subject=f"unit-{number} without {term}",
                accepted=accepted,
                why="",
            )


def with_pycose(document: bytes, aad: bytes, key: bytes, kid: bytes) -> bool:
    """Verify one COSE_Sign1 with pycose."""
    message = Sign1Message.decode(document)
    message.key = OKPKey(crv="ED25519", x=key, optional_params={"KID": kid})
    message.external_aad = aad
    return bool(message.verify_signature())


def with_cwt(document: bytes, aad: bytes, key: bytes, kid: bytes) -> bool:
    """Verify one COSE_Sign1 with python-cwt."""
    cose_key = cwt.COSEKey.new({1: 1, 2: kid, 3: -8, -1: 6, -2: key})
    try:
        cwt.COSE.new().decode(document, cose_key, external_aad=aad)
    except cwt.VerifyError:
        return False
    return True


COSE_READERS: Mapping[str, Callable[[bytes, bytes, bytes, bytes], bool]] = {
    "pycose": with_pycose,
    "cwt": with_cwt,
}


def check_layers(folder: Path) -> None:
    """Verify the code's three COSE layers one by one, and each with something changed."""
    for layer in read(folder, "cose.json"):
        document, aad, key, kid = (
            bytes.fromhex(layer[name]) for name in ("document", "aad", "key", "kid")
        )
        tagged = document if document.startswith(TAG_SIGN1) else TAG_SIGN1 + document
        forged = tagged[:-1] + bytes([tagged[-1] ^ 1])
        parts = cbor2.loads(document)
        protected, unprotected, payload, signature = getattr(parts, "value", parts)
        other = payload[:-1] + bytes([payload[-1] ^ 1])
        changed = TAG_SIGN1 + cbor2.dumps([protected, unprotected, other, signature])
        for name, verified in COSE_READERS.items():
            for what, raw, external in (
                ("", tagged, aad),
                (" with a changed signature", forged, aad),
                (" with a changed payload", changed, aad),
                (" for another holder", tagged, aad + b"\0"),
            ):
                accepted = verified(raw, external, key, kid)
                say(verifier=name, subject=f"{layer['name']}{what}", accepted=accepted, why="")


def check_lists(folder: Path, material: Any) -> None:
    """Read every status list, the CWT with python-cwt and openvc-core, the others with openvc."""
    key = bytes.fromhex(material["statusKey"])
    kid = bytes.fromhex(material["statusKid"])
    places = material["places"]
    for table in material["tables"]:
        token = (folder / f"{table}.cwt").read_bytes()
        cose_key = cwt.COSEKey.new({1: 1, 2: kid, 3: -8, -1: 6, -2: key})
        claims = cbor2.loads(cwt.COSE.new().decode(token, cose_key))
        claim = claims[STATUS_LIST_CLAIM]
        packed = base64.urlsafe_b64encode(claim["lst"]).decode().rstrip("=")
        statuses = token_status_list.decode_status_list(packed)
        bits = claim["bits"]
        found = [
            token_status_list.get_status(statuses, index, bits=bits) for index in range(places)
        ]
        say(
            verifier="cwt",
            list=table,
            statuses={i: value for i, value in enumerate(found) if value},
        )
        for credential in read(folder, f"{table}.lists.json").values():
            subject = credential["credentialSubject"]
            decoded = bitstring.decode_bitstring(subject["encodedList"])
            shown = [index for index in range(places) if bitstring.get_status_bit(decoded, index)]
            say(
                verifier="openvc-core",
                list=table,
                purpose=subject["statusPurpose"],
                set=shown,
                length=len(decoded) * 8,
            )


def main() -> int:
    """Run all of it on the folder and the schema given."""
    folder, schema = map(Path, sys.argv[1:])
    material = read(folder, "cases.json")
    check_files(folder, material)
    check_schema(folder, schema)
    check_layers(folder)
    check_lists(folder, material)
    return 0


if __name__ == "__main__":
    sys.exit(main())
