"""The text of a skill passport's QR code: an address, then the document as digits.

`https://HOST/PATH#` followed by digits. In a QR symbol the digits go into a numeric segment (3.33
bits a digit), so 17 digits carry 7 bytes at a cost of 1 %, and any phone's camera still opens the
address. Nothing here is verified: `decode_text` says what a text holds, not whether it is true.
"""

from __future__ import annotations

import re
import zlib
from typing import Final, NamedTuple

from credentials.qr_digits import (
    DIGITS_FOR_BYTES,
    GROUP_BYTES,
    GROUP_DIGITS,
    from_digits,
    to_digits,
)
from credentials.qr_errors import (
    MAX_ADDRESS_CHARS,
    MAX_DOCUMENT_BYTES,
    NotAPassportCodeError,
    QrAddressError,
    QrDamagedError,
    QrDeflateError,
    QrDocumentSizeError,
    QrNotDigitsError,
    QrPackingError,
    QrTrailingBytesError,
)

_STORED: Final = "1"
_DEFLATED: Final = "2"

_MAX_DIGITS: Final = (
    1
    + MAX_DOCUMENT_BYTES // GROUP_BYTES * GROUP_DIGITS
    + DIGITS_FOR_BYTES[MAX_DOCUMENT_BYTES % GROUP_BYTES]
)
_FEWEST_DIGITS: Final = 64
"""Under this a broken fragment is somebody else's link: one Ed25519 signature takes 156 digits."""

_ADDRESS: Final = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?:/[a-z0-9._~/-]*)?")
_NOT_DIGIT: Final = re.compile(r"[^0-9]")


class QrPayload(NamedTuple):
    """What one code carries. Nothing of it is verified."""

    address: str
    """`https://HOST/PATH`, without the `#`."""
    document: bytes
    """The signed document, unpacked; 1 to MAX_DOCUMENT_BYTES bytes."""

    @property
    def host(self) -> str:
        """The host of the address, to be compared with the hosts that the agency's list names."""
        return self.address.removeprefix("https://").partition("/")[0]


def encode_text(address: str, document: bytes) -> str:
    """Write a document as the text of a code.

    Args:
        address: `https://HOST/PATH` in lower case, without `#`; at most MAX_ADDRESS_CHARS.
        document: 1 to MAX_DOCUMENT_BYTES bytes. DEFLATE is used if it makes them fewer.

    Raises:
        QrAddressError: `address` is not of that form.
        QrDocumentSizeError: `document` is empty or too long.
    """
    if len(address) > MAX_ADDRESS_CHARS or not _ADDRESS.fullmatch(address):
        raise QrAddressError(address)
    if not 1 <= len(document) <= MAX_DOCUMENT_BYTES:
        raise QrDocumentSizeError
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    deflated = deflater.compress(document) + deflater.flush()
    if len(deflated) < len(document):
        return f"{address}#{_DEFLATED}{to_digits(deflated)}"
    return f"{address}#{_STORED}{to_digits(document)}"


def decode_text(text: str) -> QrPayload:
    """Read the text of a code, to the letter: not even a space around it is allowed.

    Raises:
        NotAPassportCodeError: the text is not of this shape at all.
        QrDamagedError: one of its children says what is wrong with the digits.
    """
    address = _ADDRESS.match(text)
    end = address.end() if address else 0
    if not 0 < end <= MAX_ADDRESS_CHARS or text[end : end + 1] != "#":
        raise NotAPassportCodeError("no https://host/path# in lower case at the beginning")
    digits = text[end + 1 :]
    try:
        return QrPayload(text[:end], _read_fragment(digits))
    except QrDamagedError as error:
        if _looks_like_ours(digits):
            raise
        raise NotAPassportCodeError("no digits of a document after the #") from error


def _looks_like_ours(fragment: str) -> bool:
    """Tell a broken code of ours from somebody's link, such as `#shc:/` and many digits."""
    starts_with_digit = _NOT_DIGIT.match(fragment) is None
    digits = len(_NOT_DIGIT.sub("", fragment))
    return starts_with_digit and digits >= _FEWEST_DIGITS and len(fragment) <= _MAX_DIGITS


def _read_fragment(digits: str) -> bytes:
    if len(digits) > _MAX_DIGITS:
        raise QrDocumentSizeError
    # Of bytes, since a text's isdigit lets the digits of other scripts through, and takes longer.
    octets = digits.encode("ascii", "replace")
    if not octets.isdigit():
        stray = _NOT_DIGIT.search(digits)
        raise QrNotDigitsError(stray.start() if stray else 0)
    packing, packed = digits[0], from_digits(octets[1:])
    if packing == _DEFLATED:
        return _inflate(packed)
    if packing != _STORED:
        raise QrPackingError(packing)
    if not packed:
        raise QrDocumentSizeError
    return packed


def _inflate(packed: bytes) -> bytes:
    """Undo raw DEFLATE; stops at the limit, so a small code cannot fill the memory."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        document = inflater.decompress(packed[:-1], MAX_DOCUMENT_BYTES + 1)
        # Without a bit that is set, the last byte has none that could be stray.
        before_last = inflater.copy() if packed[-1:] != b"\0" else None
        ending = inflater.decompress(packed[-1:], MAX_DOCUMENT_BYTES + 1)
    except zlib.error as error:
        raise QrDeflateError(f"not raw DEFLATE: {error}") from error
    document += ending
    if not 1 <= len(document) <= MAX_DOCUMENT_BYTES:
        raise QrDocumentSizeError
    if not inflater.eof:
        raise QrDeflateError("the DEFLATE stream has no end")
    if inflater.unused_data:
        raise QrTrailingBytesError(len(inflater.unused_data))
    if before_last is not None and _has_stray_bits(before_last, packed[-1], ending):
        raise QrDeflateError("the unused bits of the last byte are not zero")
    return document


def _has_stray_bits(before_last: zlib._Decompress, last: int, ending: bytes) -> bool:
    """Tell whether the highest bit that is set in the last byte means nothing.

    Otherwise a changed last digit could go unnoticed: the same document, but not the text that was
    printed. Without the bit, the stream must not come to the same end.
    """
    without = last ^ 1 << last.bit_length() - 1
    try:
        same = before_last.decompress(bytes((without,)), MAX_DOCUMENT_BYTES + 1) == ending
    except zlib.error:
        return False
    return same and before_last.eof
