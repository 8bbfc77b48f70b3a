from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.domain.audit import AuditEntry, ChainBreak, chained, first_break
from core.ids import DeskId, new_id

DESK = DeskId(new_id())
SUBJECT = new_id()


def log(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(length):
        entries.append(
            chained(
                entries[-1] if entries else None,
                desk=DESK,
                at=datetime(2026, 11, 22, 10, number, tzinfo=UTC),
                by=None,
                action="case.noted",
                subject=SUBJECT,
                facts={"n": number},
            )
        )
    return entries


def test_a_log_as_it_was_written_holds() -> None:
    assert first_break(log(5)) is None
    assert first_break([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"action": "case.ended"},
        {"facts": {"n": 7}},
        {"subject": UUID(int=0)},
        {"at": datetime(2026, 11, 22, 9, 0, tzinfo=UTC)},
        {"by": UUID(int=1)},
        {"digest": bytes(32)},
        {"previous": bytes(32)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_breaks_the_chain_there(change: Mapping[str, object]) -> None:
    entries = log(5)
    entries[2] = replace(entries[2], **change)  # type: ignore[arg-type]

    assert first_break(entries) == ChainBreak(DESK, 3)


def test_a_removed_entry_breaks_the_chain_there() -> None:
    entries = log(5)
    del entries[1]

    assert first_break(entries) == ChainBreak(DESK, 2)


def test_two_entries_swapped_break_the_chain() -> None:
    entries = log(4)
    entries[1], entries[2] = entries[2], entries[1]

    assert first_break(entries) == ChainBreak(DESK, 2)
