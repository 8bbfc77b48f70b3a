"""What came of one input that was checked, and how urgently somebody must look at it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.errors import CoreError
from core.services.checking_passports import CheckedCode, deciding_code
from core.services.lists_at_hand import ListsAtHand
from credentials.report import AwardReport, Check, Report, Verdict


@dataclass(frozen=True, slots=True)
class CheckedInput:
    """What came of one input: its codes with what was found, or why none could be read.

    `at` is the moment that was asked about, `checked_at` when somebody asked; `source` is the
    file, or the bytes that were pasted or read by the camera.
    """

    name: str
    at: datetime
    lists: ListsAtHand
    codes: tuple[CheckedCode, ...] = ()
    error: CoreError | None = None
    checked_at: datetime | None = None
    source: Path | bytes = b""

    @property
    def is_historic(self) -> bool:
        """Whether another moment than the one of the check was asked about."""
        return self.checked_at is not None and self.checked_at != self.at

    @property
    def deciding(self) -> CheckedCode | None:
        """The code that speaks for this input."""
        return deciding_code(self.codes) if self.codes else None

    @property
    def passports(self) -> tuple[CheckedCode, ...]:
        """The codes that are a passport's, good or bad."""
        return tuple(code for code in self.codes if code.is_passport)

    @property
    def trouble(self) -> int:
        """How urgently somebody must look: the lowest first, for the list of many inputs."""
        code = self.deciding
        if code is None:
            return 1
        if not code.is_passport:
            return 2
        return {Verdict.INVALID: 0, Verdict.UNDECIDED: 3, Verdict.VALID: 4}[code.report.verdict]


def is_withdrawn(report: Report) -> bool:
    """Whether the content is to be shown struck through: genuine, and revoked or suspended."""
    return report.headline.code == "verdict.withdrawn"


def award_is_withdrawn(award: AwardReport) -> bool:
    """Whether this award was itself revoked or suspended."""
    status = award.findings[Check.STATUS].code
    return status in ("status.award-revoked", "status.award-suspended")
