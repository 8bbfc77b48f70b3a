"""Splits a passport over several codes where not everything fits into one (design, "Code")."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from core.errors import WrongInputError
from credentials import passport as wire

_MOST_PARTS: Final = 9

Entry: TypeAlias = wire.CountersignedAward | wire.SoftSkill | wire.Language | wire.Culture


class EntryTooLargeError(WrongInputError):
    """One award or statement alone does not fit into a code."""

    code = "passport.entry-too-large"

    def __init__(self) -> None:
        super().__init__("an award or a statement is too long for a code; shorten its texts")


def split(whole: wire.Passport, fits: Callable[[wire.Passport], bool]) -> tuple[wire.Passport, ...]:
    """The passport in as few codes as its entries fill, in their order, awards first.

    Each part is a complete passport of the same holder: "part n of m". `fits` tells whether a
    passport goes into one code.

    Raises:
        EntryTooLargeError: an entry does not even fit alone, or nine parts are not enough.
    """
    if fits(whole):
        return (whole,)
    parts: list[list[Entry]] = [[]]
    entries: Sequence[Entry] = (
        *whole.awards, *whole.soft_skills, *whole.languages, *whole.cultures
    )  # fmt: skip
    for entry in entries:
        if fits(_part(whole, [*parts[-1], entry], _MOST_PARTS, _MOST_PARTS)):
            parts[-1].append(entry)
        elif fits(_part(whole, [entry], _MOST_PARTS, _MOST_PARTS)):
            parts.append([entry])
        else:
            raise EntryTooLargeError
    if len(parts) > _MOST_PARTS:
        raise EntryTooLargeError
    return tuple(
        _part(whole, entries, number, len(parts)) for number, entries in enumerate(parts, 1)
    )


def _part(whole: wire.Passport, entries: Sequence[Entry], number: int, of: int) -> wire.Passport:
    return replace(
        whole,
        awards=tuple(one for one in entries if isinstance(one, wire.CountersignedAward)),
        soft_skills=tuple(one for one in entries if isinstance(one, wire.SoftSkill)),
        languages=tuple(one for one in entries if isinstance(one, wire.Language)),
        cultures=tuple(one for one in entries if isinstance(one, wire.Culture)),
        part=wire.Part(number, of),
    )
