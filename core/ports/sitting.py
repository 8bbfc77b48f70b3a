"""Who is signed in, with the key that only this person can open."""

from dataclasses import dataclass

from core.domain.people import Staff
from credentials.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person at the desk from signing in to locking. Its key is in memory only that long."""

    staff: Staff
    key: SigningKey

    def end(self) -> None:
        """Wipe the key. What is signed afterwards is refused by the key itself."""
        self.key.close()
