"""What core raises on purpose: facts as attributes, a stable code for the translated text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done: the rule, the facts that fail, and who can mend it.

    `rule` is the rule's stable code (core/domain/rules.py); `facts` fill the gaps of its sentence;
    `mend` is the role, in the Guidelines' words, that can change those facts.
    """

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    mend: str = ""

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.rule} ({facts})" if facts else self.rule


class CoreError(Exception):
    """Base of every error that core raises on purpose.

    `code` is stable: it picks the translated text in the desktop and is written to the log.
    `facts` fill that text's gaps. `str(error)` is one English sentence; no caller may parse it.
    """

    code: ClassVar[str] = "core"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts


class NotFoundError(CoreError):
    """What was asked for by its id, digest or name is not in the store."""

    code = "store.not-found"

    def __init__(self, kind: str, record_id: UUID | str) -> None:
        super().__init__(f"no {kind} has the id {record_id}", kind=kind, id=record_id)


class StaleRecordError(CoreError):
    """Somebody else saved this record since it was read; their version is kept."""

    code = "store.stale"

    def __init__(self, kind: str, record_id: UUID) -> None:
        super().__init__(
            f"{kind} {record_id} was changed elsewhere since it was read; read it again",
            kind=kind,
            id=record_id,
        )


class StorageError(CoreError):
    """The database or the disk refused; nothing was written."""

    code = "store.failed"


class RefusedError(CoreError):
    """A rule says no. Carries every refusal that applies, each with its rule and its facts."""

    code = "rule.refused"

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)


class WrongInputError(CoreError):
    """What was typed or dropped cannot be used; the sentence says what would do."""

    code = "input.wrong"


class DateInFutureError(WrongInputError):
    """Nothing was received, or happened, on a day that is still to come."""

    code = "appeal.future"
