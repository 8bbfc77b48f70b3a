"""What every presenter works with: the desk, who sits at it, and who does the work."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.signing_in import read_again
from desktop.presenters.looked_at import LookedAt
from desktop.presenters.running import Progress, Running, T, TaskRunner


@dataclass(frozen=True, slots=True)
class TasksOfToday:
    """Reads before each job who sits here: a role ends, or a person leaves, on any desk."""

    desk: Desk
    sitting: Sitting
    tasks: TaskRunner

    def run(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Running:
        """Start `job` as `TaskRunner` does; it fails for whoever does not work here any more."""

        def after_reading(progress: Progress) -> T:
            with self.desk.uow() as uow:
                read_again(uow, self.sitting)
            return job(progress)

        return self.tasks.run(
            after_reading, done=done, failed=failed, stepped=stepped, cancelled=cancelled
        )


@dataclass(frozen=True, slots=True)
class Session:
    """One person's sitting at one desk, from signing in to locking."""

    desk: Desk
    sitting: Sitting
    tasks: TaskRunner
    looked_at: LookedAt = field(default_factory=LookedAt)
