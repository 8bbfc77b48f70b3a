"""The contexts that give a file's terms their meaning. None is ever fetched.

The published ones ship with openbadgeslib; ours is `context-1.json`, published by the agency at the
address of its passports. Everything here that costs time to import is imported when first used.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

VC: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR: Final = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
CONTEXT_FILE: Final = "context-1.json"
CODE_TERM: Final = "skillPassport"
"""The term of our context that holds the codes' COSE bytes, in base64."""


def own_context(address: str) -> str:
    """Return where an agency publishes our context; `address` is the one in its codes."""
    return f"{address.rstrip('/')}/{CONTEXT_FILE}"


def own_context_bytes() -> bytes:
    """Return what is to be published there."""
    return resources.files(__package__ or "").joinpath(CONTEXT_FILE).read_bytes()


def load_context(url: str) -> dict[str, Any]:
    """Return a context's document.

    Raises:
        LookupError: the context is none of ours and none of the published ones.
    """
    from openbadgeslib.ob3.clr import bundled_clr_contexts
    from openbadgeslib.ob3.contexts import UnknownContextError
    from openbadgeslib.ob3.contexts import load_context as published

    if url == CLR:
        return bundled_clr_contexts()[CLR]
    if url.endswith(f"/{CONTEXT_FILE}"):
        found: dict[str, Any] = json.loads(own_context_bytes())
        return found
    try:
        return published(url)
    except UnknownContextError as error:
        raise LookupError(f"the context {url} is not known here, and none is fetched") from error
