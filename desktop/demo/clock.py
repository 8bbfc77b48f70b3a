"""A clock that the practice centre turns, so that its cases have a past."""

from datetime import UTC, date, datetime, timedelta


class TurnedClock:
    """Begins some days ago and is turned forward by hand, never past the machine's own time."""

    def __init__(self, days_ago: int) -> None:
        self._now = datetime.now(UTC) - timedelta(days=days_ago)

    def now(self) -> datetime:
        """The time it was turned to, in UTC. Each look takes a second, so that times differ."""
        self.turn(seconds=1)
        return self._now

    def today(self) -> date:
        """The day it was turned to, in the machine's time zone."""
        return self._now.astimezone().date()

    def turn(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Turn the clock forward; at the machine's own time it stops."""
        turned = self._now + timedelta(days=days, hours=hours, seconds=seconds)
        self._now = min(turned, datetime.now(UTC))
