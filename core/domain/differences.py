"""What changed between two decisions about one unit: a returned case comes back as a difference."""

from dataclasses import dataclass
from typing import Final

from core.domain.assessment import Decision, RowOutcome
from core.domain.casefile import CaseFile
from core.domain.verifying import Agreement
from core.ids import RowId, StaffId

_PARTS: Final = ("mark", "reason", "evidence", "advice")


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that is not as it was: old beside new. None: the decision did not have the row.

    `changed` names the fields of `RowOutcome` that differ.
    """

    row_id: RowId
    number: str
    before: RowOutcome | None
    after: RowOutcome | None
    changed: frozenset[str]


def differences(before: Decision, after: Decision) -> tuple[RowDifference, ...]:
    """The rows that differ in mark, reason, evidence or advice, in the order of the newer one."""
    old = {one.row_id: one for one in before.rows}
    new = {one.row_id: one for one in after.rows}
    gone = [row_id for row_id in old if row_id not in new]
    return tuple(
        RowDifference(row_id, (now or was).number, was, now, changed)  # type: ignore[union-attr]
        for row_id in [*new, *gone]
        if (changed := _changed(was := old.get(row_id), now := new.get(row_id)))
    )


def _changed(before: RowOutcome | None, after: RowOutcome | None) -> frozenset[str]:
    if before is None or after is None:
        return frozenset(_PARTS)
    return frozenset(one for one in _PARTS if getattr(before, one) != getattr(after, one))


def changed_since(file: CaseFile, decision: Decision) -> frozenset[RowId]:
    """The rows that are not as they were when the decision before this one was returned.

    Either the decisions differ, or evidence came under a label that the row had already: a task
    marked once more, a question asked again. Empty where nothing was returned.
    """
    before = file.made_anew_for(decision)
    if before is None:
        return frozenset()
    unit_id = decision.unit_id
    links = [one for one in file.links if one.changed_at and one.changed_at > before.at]
    seen = [one for one in file.observations if one.at > before.at]
    asked = [one for one in file.answers if one.at > before.at]
    recorded = [one for one in file.recordings if one.at > before.at]
    return frozenset(
        {one.row_id for one in differences(before, decision)}
        | {one.row_id for one in links if one.unit_id == unit_id}
        | {one.row_id for one in seen if one.unit_id == unit_id}
        | {one.row_id for one in asked if one.unit_id == unit_id}
        | {one.row_id for one in recorded if one.unit_id == unit_id}
    )


def agreed_before(file: CaseFile, decision: Decision, verifier: StaffId) -> tuple[Agreement, ...]:
    """What a verifier agreed to in the returned decision, is as it was, and has no answer yet."""
    before = file.made_anew_for(decision)
    if before is None:
        return ()
    changed = changed_since(file, decision)
    return tuple(
        answer
        for one in decision.rows
        if one.row_id not in changed
        and (answer := file.agreement(before.id, one.row_id)) is not None
        and answer.agrees
        and answer.by == verifier
        and file.agreement(decision.id, one.row_id) is None
    )
