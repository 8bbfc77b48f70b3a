"""The keys of the centre and of the status list, opened once a sitting and wiped at the lock."""

from typing import Final

from core.ports.desk import Desk
from credentials.signing import SigningKey

CENTRE: Final = "centre"
STATUS: Final = "status"


class CentreKeys:
    """Holds what was unlocked. Used from jobs and from the window; wiped from the window."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: dict[str, SigningKey] = {}
        self._wiped = 0

    def is_open(self, name: str) -> bool:
        """Whether this key was unlocked since the last lock."""
        return name in self._open

    def get(self, name: str, passphrase: str = "") -> SigningKey:
        """Return a key, opened with the passphrase unless it is open. A job: it takes a second.

        Raises:
            WrongPassphraseError, EmptyPassphraseError, KeyFileDamagedError: of credentials.
            NotFoundError: this desk does not hold that key.
        """
        from core.services.signing_in import unlock_key

        if name in self._open:
            return self._open[name]
        wiped = self._wiped
        key = unlock_key(self._desk, name, passphrase)
        if wiped == self._wiped:
            self._open[name] = key
        else:
            key.close()  # locked meanwhile: it is too late
        return key

    def wipe(self) -> None:
        """Forget all of them. What is signed with one afterwards is refused by the key itself."""
        self._wiped += 1
        keys = list(self._open.values())
        self._open.clear()
        for key in keys:
            key.close()
