"""Errors that `credentials` raises on purpose, each with a stable code."""

from __future__ import annotations

from typing import ClassVar


class CredentialError(Exception):
    """Base of every error that credentials raises on purpose.

    `code` is stable: it picks the translated text in the desktop and is written to the log.
    `str(error)` is one English sentence for developers; no caller may parse it.
    """

    code: ClassVar[str] = "credential"
