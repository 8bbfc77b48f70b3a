"""The short reference of a case: something to say on the telephone.

`KPC-7Q4-M2X`: the centre's three letters, five random characters and a check character. It is made
where the case is made, printed on everything and accepted by search; records keep their own ids.
"""

import secrets
from typing import Final

from core.errors import WrongInputError

ALPHABET: Final = "023456789ABCDEFGHJKMNPQRSTVWXYZ"
"""31 characters, a prime number, none of which is heard or read as another: no 1, I, L, O, U."""

_RANDOM_LENGTH: Final = 5
_LENGTH: Final = 3 + _RANDOM_LENGTH + 1


class WrongReferenceError(WrongInputError):
    """What was typed is not a case reference; most often one character is wrong or swapped."""

    code = "reference.wrong"


def new_reference(centre_code: str) -> str:
    """Make a reference for a case of the centre whose code has three letters of `ALPHABET`."""
    return reference_of(
        centre_code, "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_LENGTH))
    )


def reference_of(centre_code: str, middle: str) -> str:
    """Add the check character to a centre's code and five characters, and the hyphens."""
    body = centre_code + middle
    return _spelled(body + _check_character(body))


def parse_reference(typed: str) -> str:
    """Bring what a person typed or said into the written form.

    Hyphens, spaces and case do not matter; the letter O is taken as zero.

    Raises:
        WrongReferenceError: another length, a character that no reference has, or a wrong check
            character. Any one wrong character and any two neighbours swapped are found.
    """
    body = typed.upper().replace("-", "").replace(" ", "").replace("O", "0")
    if len(body) != _LENGTH or any(character not in ALPHABET for character in body):
        raise WrongReferenceError(f"{typed!r} is not a case reference", typed=typed)
    if _check_character(body[:-1]) != body[-1]:
        raise WrongReferenceError(f"one character of {typed!r} is wrong", typed=typed)
    return _spelled(body)


def _check_character(body: str) -> str:
    # Distinct weights below a prime modulus find one wrong character and two swapped neighbours.
    weighted = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(body))
    return ALPHABET[-weighted % len(ALPHABET)]


def _spelled(body: str) -> str:
    return f"{body[:3]}-{body[3:6]}-{body[6:]}"
