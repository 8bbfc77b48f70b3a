"""What can be wrong with the text of a skill passport's QR code."""

from __future__ import annotations

from typing import ClassVar, Final

from credentials.errors import CredentialError

MAX_DOCUMENT_BYTES: Final = 4096
"""Longest document, packed or not: five times what the largest allowed symbol holds."""
MAX_ADDRESS_CHARS: Final = 200
"""Longest address, with `https://` and without `#`."""


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
