"""Bytes as decimal digits and back: 17 digits for 7 bytes, each group a big-endian number.

A numeric segment of a QR symbol takes 3.33 bits for a digit, so this costs 1 %.
"""

from __future__ import annotations

from binascii import unhexlify
from typing import Final

from credentials.qr_errors import MAX_DOCUMENT_BYTES, QrGroupError, QrLengthError

GROUP_BYTES: Final = 7
GROUP_DIGITS: Final = 17
DIGITS_FOR_BYTES: Final = (0, 3, 5, 8, 10, 13, 15, 17)
"""Fewest digits that hold 256**n - 1, for n from 0 to 7."""

_BYTES_FOR_DIGITS: Final = {digits: n for n, digits in enumerate(DIGITS_FOR_BYTES)}

# What `_from_full_groups` works with. Read as hexadecimal a group has 4 bits for each digit, 68 in
# all, and a pair of groups fills 17 bytes. A pattern is for one pair and is repeated for all.
_GROUP_BITS: Final = 4 * GROUP_DIGITS
_PAIR_BYTES: Final = GROUP_DIGITS
_MAX_PAIRS: Final = MAX_DOCUMENT_BYTES // (2 * GROUP_BYTES) + 1


def _everywhere(pattern: int) -> int:
    return int.from_bytes(pattern.to_bytes(_PAIR_BYTES) * _MAX_PAIRS)


def _both(pattern: int) -> int:
    return _everywhere(pattern | pattern << _GROUP_BITS)


_PUT_TOGETHER: Final = tuple(
    # How far the upper neighbour lies above the lower one, in bits; where upper ones are, once they
    # are moved down to the lower ones; and by how much one of the upper counts more than it should.
    (bits, upper, (1 << bits) - worth)
    for bits, upper, worth in (
        (4, _both(0x0F0F_0F0F_0F0F_0F0F), 10),
        (8, _both(0x00FF_00FF_00FF_00FF), 10**2),
        (16, _both(0x0000_FFFF_0000_FFFF), 10**4),
        (32, _both(0x0000_0000_FFFF_FFFF), 10**8),
        (64, _both(0xF), 10**16),
    )
)
_LOWER: Final = _everywhere((1 << _GROUP_BITS) - 1)
_UPPER: Final = _LOWER << _GROUP_BITS
_GAP_BITS: Final = _GROUP_BITS - 8 * GROUP_BYTES
_TOO_LARGE: Final = _both(0xFFF << 8 * GROUP_BYTES)


def to_digits(data: bytes) -> str:
    """Write bytes as digits."""
    groups = (data[i : i + GROUP_BYTES] for i in range(0, len(data), GROUP_BYTES))
    return "".join(f"{int.from_bytes(g):0{DIGITS_FOR_BYTES[len(g)]}}" for g in groups)


def from_digits(digits: bytes) -> bytes:
    """Read bytes that were written as digits.

    Args:
        digits: nothing but 0 to 9, in ASCII; no more than MAX_DOCUMENT_BYTES make.

    Raises:
        QrLengthError: no bytes make so many digits.
        QrGroupError: a group is larger than its bytes can say.
    """
    groups, rest = divmod(len(digits), GROUP_DIGITS)
    last_bytes = _BYTES_FOR_DIGITS.get(rest)
    if last_bytes is None:
        raise QrLengthError(len(digits))
    octets = _from_full_groups(digits[: len(digits) - rest], groups)
    if not last_bytes:
        return octets
    try:
        return octets + int(digits[-rest:]).to_bytes(last_bytes)
    except OverflowError as error:
        raise QrGroupError(f"the last {rest} digits are 256**{last_bytes} or more") from error


def _from_full_groups(digits: bytes, groups: int) -> bytes:
    """Read groups of 17 digits, all at once.

    Read as hexadecimal they are one long number, in which the same few operations put neighbours
    together everywhere: digits to numbers below 100, these to numbers below 10,000, and so on up to
    whole groups. In half the time of a conversion group by group, which was the longest step of a
    verification beside the signatures.
    """
    missing = groups % 2  # a group of zeros in front makes the last pair
    number = int.from_bytes(unhexlify(b"0" * (missing * GROUP_DIGITS) + digits))
    for bits, upper, excess in _PUT_TOGETHER:
        number -= (number >> bits & upper) * excess
    if number & _TOO_LARGE:
        raise QrGroupError("a group of 17 digits is 256**7 or more")
    number = number & _LOWER | (number & _UPPER) >> _GAP_BITS
    octets = bytearray(number.to_bytes((groups + missing) // 2 * _PAIR_BYTES))
    for stride in range(_PAIR_BYTES, 2 * GROUP_BYTES, -1):  # the empty bytes before each pair
        del octets[::stride]
    return bytes(octets[missing * GROUP_BYTES :])
