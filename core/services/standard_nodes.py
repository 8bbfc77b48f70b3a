"""Values of a standard's file with the place where each stands, read strictly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, TypeVar
from uuid import UUID

from core.domain.standards import Text
from core.errors import CoreError
from credentials import strict_json
from credentials.errors import CredentialError

_MAX_TEXT_CHARS: Final = 4000

_Made = TypeVar("_Made")
_Choice = TypeVar("_Choice", bound=Enum)


class StandardFormatError(CoreError):
    """A file is not a standard in our format; `place` says where, as in `units[0].level`."""

    code = "standard.format"

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place or 'the file'}: {problem}", place=place, problem=problem)
        self.place = place


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file with the place where it stands."""

    value: object
    place: str

    def wrong(self, problem: str) -> StandardFormatError:
        """Make the error for this place."""
        return StandardFormatError(self.place, problem)

    def fields(self, *names: str) -> dict[str, "Node"]:
        """The fields of an object that has exactly these."""
        if not isinstance(self.value, dict):
            raise self.wrong("not an object")
        missing, extra = set(names) - self.value.keys(), self.value.keys() - set(names)
        if missing or extra:
            raise self.wrong(f"missing {sorted(missing)}, unknown {sorted(extra)}")
        prefix = f"{self.place}." if self.place else ""
        return {name: Node(self.value[name], prefix + name) for name in names}

    def items(self) -> list["Node"]:
        """The nodes of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("not a list")
        return [Node(item, f"{self.place}[{i}]") for i, item in enumerate(self.value)]

    def each(self, read: Callable[["Node"], _Made]) -> tuple[_Made, ...]:
        """What `read` makes of each node of a list."""
        return tuple(read(item) for item in self.items())

    def text(self) -> str:
        """A text that is not blank and not too long."""
        if not isinstance(self.value, str) or not 0 < len(self.value.strip()) <= _MAX_TEXT_CHARS:
            raise self.wrong(f"not a text of 1 to {_MAX_TEXT_CHARS} characters")
        try:
            self.value.encode()
        except UnicodeEncodeError as error:
            raise self.wrong("half of a surrogate pair in a text") from error
        return self.value

    def texts(self) -> Text:
        """A text in one or more languages."""
        if not isinstance(self.value, dict) or not self.value:
            raise self.wrong("not an object of language tags and texts")
        return Text(
            tuple((tag, Node(t, f"{self.place}.{tag}").text()) for tag, t in self.value.items())
        )

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("neither true nor false")
        return self.value

    def months(self) -> int:
        """A whole number of months, at most a hundred years."""
        if type(self.value) is not int or not 0 < self.value <= 1200:
            raise self.wrong("not a number of months from 1 to 1200")
        return self.value

    def uuid(self) -> UUID:
        """A UUID in its usual form."""
        try:
            return UUID(self.text())
        except ValueError as error:
            raise self.wrong("not a UUID") from error

    def day(self) -> date:
        """A date as YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise self.wrong("not a date as YYYY-MM-DD") from error

    def choice(self, kind: type[_Choice]) -> _Choice:
        """The member of `kind` that has this value."""
        try:
            return kind(self.value)
        except ValueError as error:
            known = [member.value for member in kind]
            raise self.wrong(f"{self.value!r} is none of {known}") from error

    def optional(self, read: Callable[["Node"], _Made]) -> _Made | None:
        """None for null, else what `read` makes of it."""
        return None if self.value is None else read(self)


def load(raw: bytes, *, max_bytes: int) -> Node:
    """Read JSON, no field twice in an object.

    Raises:
        StandardFormatError: longer than `max_bytes`, not UTF-8, not JSON, or a field twice.
    """
    if len(raw) > max_bytes:
        raise StandardFormatError("", f"more than {max_bytes} bytes")
    try:
        return Node(strict_json.decode(raw, CredentialError), "")
    except CredentialError as error:
        raise StandardFormatError("", str(error)) from error
