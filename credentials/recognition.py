"""Whether an agency that is trusted recognises a foreign one: never further than one step.

A foreign list counts only through an entry in a trusted list. The entry names the root key that the
foreign agency had then; the foreign lists that were followed from that key on lead to later ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from credentials.report import Answer, Finding
from credentials.strict_json import write_time
from credentials.trust_list import ForeignAgency, TrustList

_RECOGNISED: Final = Finding(Answer.PASSED, "scope.ok")


@dataclass(frozen=True, slots=True)
class Recognition:
    """That at least one trusted agency recognises a foreign agency, at some time for something."""

    homes: tuple[TrustList, ...]
    """The lists of the agencies that recognise it, each once."""
    entries: tuple[ForeignAgency, ...]
    foreign: str
    """What the foreign agency calls itself."""

    @property
    def home_name(self) -> str:
        """Who recognises, for people."""
        return ", ".join(home.content.agency for home in self.homes)

    def check_issue(self, issued_at: datetime) -> Finding | None:
        """Return that the agency was not recognised when the passport was issued, or None."""
        if any(entry.period.holds(issued_at) for entry in self.entries):
            return None
        facts = {"agency": self.foreign, "home": self.home_name}
        return Finding(Answer.NOT_CHECKED, "issuer.recognition-period", facts)

    def check_award(self, framework: str, verified_at: datetime) -> Finding:
        """Answer for the framework of an award on the day it was verified.

        What is not recognised is not false: it is not checked on the home agency's behalf.
        """
        for_framework = [entry for entry in self.entries if framework in entry.frameworks]
        if any(entry.period.holds(verified_at) for entry in for_framework):
            return _RECOGNISED
        code = "recognition-period" if for_framework else "not-recognised"
        facts = {"framework": framework, "agency": self.foreign, "home": self.home_name}
        return Finding(Answer.NOT_CHECKED, f"scope.{code}", facts)

    def ended(self, framework: str | None, signed_at: datetime, at: datetime) -> datetime | None:
        """Return when the recognition ended under which something was signed, if it has by now."""
        ends = [
            entry.period.until
            for entry in self.entries
            if entry.period.holds(signed_at)
            and (framework is None or framework in entry.frameworks)
        ]
        last = max(ends, default=None)
        return last if last is not None and last <= at else None


def recognition_of(foreign: TrustList, trusted: Sequence[TrustList]) -> Recognition | None:
    """Return who of the trusted agencies recognises a foreign one, or None.

    Practice recognises practice only. A trusted agency's own list is not foreign to it.
    """
    homes: list[TrustList] = []
    entries: list[ForeignAgency] = []
    for home in trusted:
        found = [
            entry
            for entry in home.content.foreign_agencies
            if entry.key_sha256 in foreign.roots
            and home.content.practice is foreign.content.practice
        ]
        if found:
            homes.append(home)
            entries += found
    if not homes:
        return None
    return Recognition(tuple(homes), tuple(entries), foreign.content.agency)


def list_finding(lists: Sequence[TrustList], at: datetime) -> Finding | None:
    """Return that one of these lists is past its date, the one due first, or None."""
    due = min([trust_list.content.next_update for trust_list in lists])
    if at < due:
        return None
    return Finding(Answer.NOT_CHECKED, "issuer.list-out-of-date", {"date": write_time(due)})
