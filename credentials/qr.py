"""The text of a skill passport's QR code: an address, then the document as digits.

`https://HOST/PATH#` followed by digits. In a QR symbol the digits go into a numeric segment (3.33
bits a digit), so 17 digits carry 7 bytes at a cost of 1 %, and any phone's camera still opens the
address. Nothing here is verified: `decode_text` says what a text holds, not whether it is true.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import ClassVar, Final

from credentials.errors import CredentialError

MAX_DOCUMENT_BYTES: Final = 4096
"""Longest document, packed or not: five times what the largest allowed symbol holds."""
MAX_ADDRESS_CHARS: Final = 200
"""Longest address, with `https://` and without `#`."""

_GROUP_BYTES: Final = 7
_GROUP_DIGITS: Final = 17
_DIGITS_FOR_BYTES: Final = (0, 3, 5, 8, 10, 13, 15, 17)
"""Fewest digits that hold 256**n - 1, for n from 0 to 7."""
_BYTES_FOR_DIGITS: Final = {digits: n for n, digits in enumerate(_DIGITS_FOR_BYTES)}

_STORED: Final = "1"
_DEFLATED: Final = "2"

_MAX_DIGITS: Final = (
    1
    + MAX_DOCUMENT_BYTES // _GROUP_BYTES * _GROUP_DIGITS
    + _DIGITS_FOR_BYTES[MAX_DOCUMENT_BYTES % _GROUP_BYTES]
)
_FEWEST_DIGITS: Final = 64
"""Under this a broken fragment is somebody else's link: one Ed25519 signature takes 156 digits."""

_ADDRESS: Final = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?:/[a-z0-9._~/-]*)?")
_NOT_DIGIT: Final = re.compile(r"[^0-9]")


class QrFormatError(CredentialError):
    """A text is not the text of a skill passport's code, or a document cannot become one."""

    code: ClassVar[str] = "qr.format"


class NotAPassportCodeError(QrFormatError):
    """The text has not the shape of a skill passport's code: it is some other code. No alarm."""

    code = "qr.not-a-passport"


class QrDamagedError(QrFormatError):
    """The shape is that of a skill passport's code, but the digits are broken."""

    code = "qr.damaged"


class QrNotDigitsError(QrDamagedError):
    """Something other than U+0030 to U+0039 stands among the digits."""

    code = "qr.not-digits"

    def __init__(self, position: int) -> None:
        super().__init__(f"character {position} after the # is not one of the digits 0 to 9")
        self.position = position


class QrPackingError(QrDamagedError):
    """The first digit names a packing that this version does not know."""

    code = "qr.unknown-packing"

    def __init__(self, packing: str) -> None:
        super().__init__(f"packing {packing}; this version knows 1 and 2")
        self.packing = packing


class QrLengthError(QrDamagedError):
    """The number of digits is one that no document has: some are missing or too many."""

    code = "qr.wrong-length"

    def __init__(self, digits: int) -> None:
        super().__init__(f"no document makes {digits} digits after the packing digit")
        self.digits = digits


class QrGroupError(QrDamagedError):
    """A group of digits is larger than the bytes it stands for can say."""

    code = "qr.group-too-large"


class QrDeflateError(QrDamagedError):
    """The packed bytes are not one complete raw DEFLATE stream (RFC 1951)."""

    code = "qr.bad-deflate"


class QrTrailingBytesError(QrDamagedError):
    """Bytes follow after the end of the DEFLATE stream."""

    code = "qr.trailing-bytes"

    def __init__(self, extra_bytes: int) -> None:
        super().__init__(f"{extra_bytes} bytes follow after the end of the packed document")
        self.extra_bytes = extra_bytes


class QrDocumentSizeError(QrDamagedError):
    """The document is empty or longer than MAX_DOCUMENT_BYTES, as it is or once unpacked."""

    code = "qr.document-size"

    def __init__(self) -> None:
        super().__init__(f"a document has 1 to {MAX_DOCUMENT_BYTES} bytes")


class QrAddressError(QrFormatError):
    """An address that a code may not carry: not `https://host/path` in lower case, or too long."""

    code = "qr.bad-address"

    def __init__(self, address: str) -> None:
        super().__init__(f"not https://host/path in lower case: {address[:MAX_ADDRESS_CHARS]!r}")
        self.address = address


@dataclass(frozen=True, slots=True)
class QrPayload:
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
        return f"{address}#{_DEFLATED}{_to_digits(deflated)}"
    return f"{address}#{_STORED}{_to_digits(document)}"


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
    if not (digits.isascii() and digits.encode().isdigit()):
        stray = _NOT_DIGIT.search(digits)
        raise QrNotDigitsError(stray.start() if stray else 0)
    packing, packed = digits[0], _from_digits(digits[1:])
    if packing == _DEFLATED:
        return _inflate(packed)
    if packing != _STORED:
        raise QrPackingError(packing)
    if not packed:
        raise QrDocumentSizeError
    return packed


def _to_digits(data: bytes) -> str:
    groups = (data[i : i + _GROUP_BYTES] for i in range(0, len(data), _GROUP_BYTES))
    return "".join(f"{int.from_bytes(g):0{_DIGITS_FOR_BYTES[len(g)]}}" for g in groups)


def _from_digits(digits: str) -> bytes:
    """Turn groups of digits into bytes; `digits` holds nothing but 0 to 9."""
    groups, rest = divmod(len(digits), _GROUP_DIGITS)
    last_bytes = _BYTES_FOR_DIGITS.get(rest)
    if last_bytes is None:
        raise QrLengthError(len(digits))
    # All groups at once as 64-bit numbers, then their top bytes taken out: three times as fast
    # as a conversion of each group, and reading a code is half of what verifying costs in Python.
    *full, last = struct.unpack("17s" * groups + f"{rest}s", digits.encode())
    octets = bytearray(struct.pack(f">{groups}Q", *map(int, full)))
    if any(octets[::8]):
        raise QrGroupError("a group of 17 digits is 256**7 or more")
    del octets[::8]
    if not last_bytes:
        return bytes(octets)
    try:
        return bytes(octets) + int(last).to_bytes(last_bytes)
    except OverflowError as error:
        raise QrGroupError(f"the last {rest} digits are 256**{last_bytes} or more") from error


def _inflate(packed: bytes) -> bytes:
    """Undo raw DEFLATE; stops at the limit, so a small code cannot fill the memory."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        document = inflater.decompress(packed[:-1], MAX_DOCUMENT_BYTES + 1)
        before_last = inflater.copy()
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
    if _has_stray_bits(before_last, packed[-1], ending):
        raise QrDeflateError("the unused bits of the last byte are not zero")
    return document


def _has_stray_bits(before_last: zlib._Decompress, last: int, ending: bytes) -> bool:
    """Tell whether the highest bit that is set in the last byte means nothing.

    Otherwise a changed last digit could go unnoticed: the same document, but not the text that was
    printed. Without the bit, the stream must not come to the same end.
    """
    if not last:
        return False
    without = last ^ 1 << last.bit_length() - 1
    try:
        same = before_last.decompress(bytes((without,)), MAX_DOCUMENT_BYTES + 1) == ending
    except zlib.error:
        return False
    return same and before_last.eof
