"""The content of a file that was given to be read, unless it is too large."""

from pathlib import Path

from core.scanning.errors import CannotOpenError, FileTooLargeError


def content_of(path: Path, most: int) -> bytes:
    """Read at most `most` bytes; a file that is larger is refused without being read.

    Raises:
        FileTooLargeError, CannotOpenError.
    """
    try:
        size = path.stat().st_size
        if size > most:
            raise FileTooLargeError(path.name, size, most)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotOpenError(f"{path.name}: {reason}", name=path.name, reason=reason) from error
