"""What a command asks for: passphrases, fingerprints, and whether to go on."""

import sys
from getpass import getpass
from pathlib import Path

from core.errors import WrongInputError

_MAX_PASSPHRASE_BYTES = 4096


class PassphrasesDifferError(WrongInputError):
    """A new passphrase was typed in two ways."""

    code = "input.passphrases-differ"

    def __init__(self) -> None:
        super().__init__("the two passphrases differ; nothing was done")


def passphrase(what: str, file: Path | None) -> str:
    """Return a passphrase: the first line of `file`, or what is typed unseen."""
    if file is not None:
        return _first_line(file)
    return getpass(f"Passphrase of {what}: ")


def new_passphrase(what: str, file: Path | None) -> str:
    """Return a passphrase that is to be set; typed twice where there is no file.

    Raises:
        PassphrasesDifferError: it was not typed the same twice.
    """
    if file is not None:
        return _first_line(file)
    typed = getpass(f"New passphrase of {what}: ")
    if getpass("Once more: ") != typed:
        raise PassphrasesDifferError
    return typed


def fingerprint_of(whose: str, given: str | None) -> str:
    """Return the fingerprint that somebody reads aloud: given as an argument, or typed now."""
    if given is not None:
        return given
    return _ask(f"Fingerprint of {whose}, as it is read to you: ")


def agreed(question: str, *, yes: bool) -> bool:
    """Tell whether to go on; `yes` says so beforehand, for scripts."""
    return yes or _ask(f"{question} [yes/no] ").strip().casefold() in ("yes", "y")


def _ask(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _first_line(file: Path) -> str:
    with file.open("rb") as opened:
        raw = opened.read(_MAX_PASSPHRASE_BYTES)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise WrongInputError(f"{file.name} holds no passphrase in UTF-8") from error
    return text.splitlines()[0] if text else ""
