"""Who is signed in, with the key that only this person can open."""

from dataclasses import dataclass

from core.domain.people import Staff
from credentials.signing import SigningKey


@dataclass(slots=True, eq=False)
class Sitting:
    """One person at the desk from signing in to signing out. Locking wipes the key.

    Whoever works with a sitting keeps it, not its key: after a lock there is another one in it.
    `staff` is what was read last (core.services.signing_in.read_again).
    """

    staff: Staff
    key: SigningKey

    def end(self) -> None:
        """Wipe the key. What is signed afterwards is refused by the key itself."""
        self.key.close()

    def resume(self, unlocked: "Sitting") -> None:
        """Go on after a lock with what the same person has just opened.

        Raises:
            ValueError: somebody else did.
        """
        if unlocked.staff.id != self.staff.id:
            raise ValueError("a sitting goes on only for the person it belongs to")
        self.staff, self.key = unlocked.staff, unlocked.key
