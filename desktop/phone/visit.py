"""One phone's visit: one session, one worker, one phone, a few minutes."""

import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final

LASTS_S: Final = 15 * 60
"""After so many seconds the code must be shown anew."""
MOST_UPLOADS: Final = 100
MOST_A_MINUTE: Final = 20
_TOKEN_BYTES: Final = 24
"""192 bits: nobody finds it by trying."""


class VisitRefusedError(Exception):
    """The phone is turned away; `code` says why (desktop/texts/phone.py has the sentences)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Visit:
    """Who may come in. The first phone that opens the page is the only one; all threads may ask."""

    def __init__(
        self,
        worker: Hashable,
        *,
        lasts_s: float = LASTS_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.worker = worker
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._now, self._ends = now, now() + lasts_s
        self._phone = ""
        self._uploads: deque[float] = deque()
        self._count = 0
        self._lock, self._uploading = threading.Lock(), threading.Lock()

    @property
    def seconds_left(self) -> int:
        """How long the code is still good for."""
        return max(0, round(self._ends - self._now()))

    def is_token(self, token: str) -> bool:
        """Whether this is the secret of the visit."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def end(self) -> None:
        """End the visit: the code was closed."""
        self._ends = self._now()

    def open(self, phone: str) -> str:
        """Let a phone open the page: the first one, which gets a name, or that one again.

        Raises:
            VisitRefusedError: the visit has ended, or another phone has the page.
        """
        self._require_open()
        with self._lock:
            if not self._phone:
                self._phone = secrets.token_urlsafe(_TOKEN_BYTES)
                return self._phone
        self.require(phone)
        return phone

    def require(self, phone: str) -> None:
        """Turn away who is not the phone that opened the page. Raises VisitRefusedError."""
        self._require_open()
        if not self._phone or not hmac.compare_digest(phone.encode(), self._phone.encode()):
            raise VisitRefusedError("phone.another")

    @contextmanager
    def uploading(self) -> Iterator[None]:
        """Count an upload, one at a time.

        Raises:
            VisitRefusedError: another one goes on, or there were too many.
        """
        if not self._uploading.acquire(blocking=False):
            raise VisitRefusedError("phone.busy")
        try:
            self._count_upload()
            yield
        finally:
            self._uploading.release()

    def _count_upload(self) -> None:
        now = self._now()
        while self._uploads and self._uploads[0] < now - 60:
            self._uploads.popleft()
        if len(self._uploads) >= MOST_A_MINUTE:
            raise VisitRefusedError("phone.too-fast")
        if self._count >= MOST_UPLOADS:
            raise VisitRefusedError("phone.too-many")
        self._uploads.append(now)
        self._count += 1

    def _require_open(self) -> None:
        if self._now() >= self._ends:
            raise VisitRefusedError("phone.ended")
