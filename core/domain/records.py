"""What every record knows of itself, so that laptops that worked apart can be joined later.

There are two kinds. A `Record` can change: it knows its version and where and when it last changed.
An `Entry` is what a person judged, signed or said: it is appended and never changed.
"""

from dataclasses import dataclass
from datetime import datetime

from core.ids import DeskId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of what can change. The store stamps all three fields when it saves.

    `version` counts the saves; 0 means never saved. Times are aware UTC.
    """

    version: int = 0
    changed_at: datetime | None = None
    changed_on: DeskId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Base of what is appended and never changed: who, when (aware UTC) and on which machine.

    The store fills `desk`.
    """

    at: datetime
    by: StaffId
    desk: DeskId | None = None
