"""One `eddsa-rdfc-2022` Data Integrity proof (W3C "Data Integrity EdDSA Cryptosuites" §3.2).

The proof signs the RDF dataset that the JSON stands for. A term that no context defines would drop
out of it unseen, so such a document is refused. The private key stays with its `Signer`: only the
64 bytes of the two hashes are handed to it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from credentials.errors import FileFormatError, UndefinedTermError
from credentials.openbadges.contexts import load_context
from credentials.openbadges.did import multibase
from credentials.signing import Signer
from credentials.strict_json import write_time

CRYPTOSUITE: Final = "eddsa-rdfc-2022"

_lock: Final = threading.Lock()  # PyLD keeps contexts in caches that are not made for threads


def add_proof(
    document: Mapping[str, Any], signer: Signer, *, key_reference: str, created: datetime
) -> dict[str, Any]:
    """Return the document with one proof, in an array, as Open Badges writes it.

    Args:
        document: JSON-LD whose contexts are all known here; without a proof.
        signer: the issuer's key.
        key_reference: the issuer's DID with the key in the fragment.
        created: when it is signed; UTC, whole seconds.

    Raises:
        UndefinedTermError: a term that no context of the document defines.
        FileFormatError: not JSON-LD that can be signed, or a context not known here.
    """
    if "proof" in document:
        raise FileFormatError("the document has a proof already")
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": write_time(created),
        "verificationMethod": key_reference,
        "proofPurpose": "assertionMethod",
    }
    config = {**proof, "@context": document.get("@context")}
    signed = _digest(config) + _digest(document)
    return {**document, "proof": [{**proof, "proofValue": multibase(signer.sign(signed))}]}


def _digest(document: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical_dataset(document).encode()).digest()


def canonical_dataset(document: Mapping[str, Any]) -> str:
    """Return the N-Quads of a document in the order and with the labels of RDFC-1.0.

    Raises:
        UndefinedTermError, FileFormatError: see `add_proof`.
    """
    # 0.2 s: on nobody's way to a verdict or to the first window
    from pyld import jsonld

    from credentials.openbadges.processor import Processor

    options = {"documentLoader": _loaded}
    with _lock:
        try:
            processor = Processor(on_property_dropped=_refuse)
            expanded = processor.expand(dict(document), dict(options))
            dataset = {
                "algorithm": "URDNA2015",
                "format": "application/n-quads",
                "skipExpansion": True,
                **options,
            }
            return str(processor.normalize(expanded, dataset))
        except jsonld.JsonLdError as error:
            raise FileFormatError(f"not JSON-LD that can be signed: {error}") from error


def _refuse(term: str | None) -> None:
    raise UndefinedTermError(f"no context of the document defines {term!r}")


def _loaded(url: str, _options: object = None) -> dict[str, Any]:
    # `static` lets PyLD keep the context: what is published at an address never changes.
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": load_context(url),
        "tag": "static",
    }
