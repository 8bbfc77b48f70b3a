"""Why a file gave no code. Each says a different thing to the person who dropped it."""

from core.errors import CoreError


class ScanError(CoreError):
    """No code could be read from an input."""

    code = "scan"


class CannotOpenError(ScanError):
    """The file system refused the file. Facts: name, reason."""

    code = "scan.cannot-open"


class EmptyFileError(ScanError):
    """There is nothing in the file. Facts: name."""

    code = "scan.empty"


class FileTooLargeError(ScanError):
    """More bytes than are looked at. Facts: name, size_bytes, limit_bytes."""

    code = "scan.too-large"

    def __init__(self, name: str, size_bytes: int, limit_bytes: int) -> None:
        super().__init__(
            f"{name}: {size_bytes} bytes; at most {limit_bytes} are looked at",
            name=name,
            size_bytes=size_bytes,
            limit_bytes=limit_bytes,
        )


class PictureTooLargeError(ScanError):
    """More pixels than are looked at, whatever the file's size. Facts: name, limit_pixels."""

    code = "scan.picture-too-large"


class UnknownKindError(ScanError):
    """Neither a PDF nor a picture nor text. Facts: name."""

    code = "scan.unknown-kind"


class NotWhatItsNameSaysError(UnknownKindError):
    """The name promises a PDF, a picture or text, and the content is none. Facts: name, suffix."""

    code = "scan.not-what-its-name-says"


class UnsupportedPictureError(UnknownKindError):
    """A HEIC or AVIF picture, as telephones make them: to be saved as JPEG. Facts: name."""

    code = "scan.unsupported-picture"


class BrokenPictureError(ScanError):
    """A picture whose data is cut off or damaged. Facts: name."""

    code = "scan.broken-picture"


class BrokenPdfError(ScanError):
    """A PDF that cannot be read. Facts: name."""

    code = "scan.broken-pdf"


class LockedPdfError(ScanError):
    """A PDF that asks for a password. Facts: name."""

    code = "scan.locked-pdf"


class NoCodeError(ScanError):
    """The input can be read, but no code is in it. Facts: name."""

    code = "scan.no-code"


class UnreadableCodeError(ScanError):
    """There is a code in the picture, but it is too blurred, small or damaged. Facts: name."""

    code = "scan.code-unreadable"
