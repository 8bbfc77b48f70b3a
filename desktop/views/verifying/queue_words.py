"""How a case is written in the verifier's queue: what was decided, and why to look at it first."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from core.domain.verifying import QueueCue
from core.ports.lists import OwnConflict, VerifyRow
from desktop.texts import words

translate = QCoreApplication.translate

_MOST_NUMBERS: Final = 4
"""How many row numbers a line names; of more it says how many."""


def units_of(row: VerifyRow) -> str:
    """The units that wait."""
    return ", ".join(one.unit for one in row.decisions)


def results_of(row: VerifyRow) -> str:
    """What the assessor decided; nothing of it where the case is verified blind."""
    if row.blind:
        return translate("VerifierQueue", "hidden")
    return ", ".join(dict.fromkeys(words(one.result) for one in row.decisions))


def assessors_of(row: VerifyRow) -> str:
    """Who decided; hidden where the case is verified blind."""
    if row.blind:
        return translate("VerifierQueue", "hidden")
    return ", ".join(dict.fromkeys(one.assessor for one in row.decisions))


def conflict_of(row: VerifyRow) -> str:
    """Whether this verifier has a conflict of interest, as far as it is known."""
    said = {
        OwnConflict.TO_DECLARE: translate("VerifierQueue", "to declare"),
        OwnConflict.NONE: translate("VerifierQueue", "none"),
        OwnConflict.UNHANDLED: translate("VerifierQueue", "declared, not decided about"),
        OwnConflict.HANDLED: translate("VerifierQueue", "declared, handled"),
    }
    return said[row.conflict]


def days(count: int) -> str:
    """A number of days in words."""
    if count == 0:
        return translate("VerifierQueue", "today")
    return (
        translate("VerifierQueue", "1 day")
        if count == 1
        else translate("VerifierQueue", "{count} days").format(count=count)
    )


def cues_of(row: VerifyRow) -> str:
    """Why the case may be looked at first, each cue with its facts."""
    said = [_cue(row, cue) for cue in row.cues]
    return " · ".join([translate("VerifierQueue", "blind"), *said] if row.blind else said)


def _cue(row: VerifyRow, cue: QueueCue) -> str:
    thin = [one for one in row.decisions if one.one_method]
    if cue is QueueCue.ONE_METHOD and thin:
        numbers = [number for one in thin for number in one.one_method]
        if len(numbers) == 1:
            return translate("VerifierQueue", "one method on row {row}").format(row=numbers[0])
        if len(numbers) > _MOST_NUMBERS or len(thin) > 1:
            said = translate("VerifierQueue", "one method on {count} rows")
            return said.format(count=len(numbers))
        rows = ", ".join(numbers)
        return translate("VerifierQueue", "one method on rows {rows}").format(rows=rows)
    if cue is QueueCue.RETURNED:
        once = row.returned == 1
        times = (
            translate("VerifierQueue", "returned once")
            if once
            else translate("VerifierQueue", "returned {count} times")
        )
        changed = sum(len(one.changed) for one in row.decisions)
        since = translate("VerifierQueue", ", rows changed: {count}").format(count=changed)
        return times.format(count=row.returned) + (since if changed else "")
    return words(cue)
