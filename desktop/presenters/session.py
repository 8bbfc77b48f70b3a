"""What every presenter works with: the desk, who sits at it, and who does the work."""

from dataclasses import dataclass, field

from core.ports.desk import Desk
from core.ports.sitting import Sitting
from desktop.presenters.looked_at import LookedAt
from desktop.presenters.running import TaskRunner


@dataclass(frozen=True, slots=True)
class Session:
    """One person's sitting at one desk, from signing in to locking."""

    desk: Desk
    sitting: Sitting
    tasks: TaskRunner
    looked_at: LookedAt = field(default_factory=LookedAt)
