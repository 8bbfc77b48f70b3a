"""The server: one address of this laptop, a few connections, each with a deadline."""

import logging
import socket
import threading
import time
from http.server import ThreadingHTTPServer
from typing import Any, Final

from desktop.phone.handler import Answering
from desktop.phone.inbox import Inbox
from desktop.phone.visit import Visit

log = logging.getLogger(__name__)

MOST_CONNECTIONS: Final = 12
REQUEST_S: Final = 10.0
"""How long a phone may take to say what it wants; an upload gets more, by its size."""
_LOOK_EVERY_S: Final = 0.1


class PhoneServer:
    """Serves one visit at one address, from `start` to `stop`. Nothing is served before or after.

    Args:
        visit: Who may come in.
        inbox: The bench.
        address: An IPv4 address of this laptop, such as its hotspot's. Never 0.0.0.0: what the
            laptop is in besides that network does not get to see the page.
    """

    def __init__(
        self, visit: Visit, inbox: Inbox, address: str, *, request_s: float = REQUEST_S
    ) -> None:
        self.visit, self.address = visit, address
        self._http = _Server((address, 0), visit, inbox, request_s)
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The port that the system gave."""
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """What the code on the screen says."""
        return f"http://{self.address}:{self.port}/{self.visit.token}/"

    def start(self) -> None:
        """Begin to serve."""
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(_LOOK_EVERY_S,), name="phone page"
        )
        self._thread.start()

    def stop(self) -> None:
        """End the visit and let go of every connection and thread. May be called twice."""
        self.visit.end()
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
            self._thread = None
        self._http.hang_up()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # `server_close` waits for them
    allow_reuse_address = False
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, at: tuple[str, int], visit: Visit, inbox: Inbox, request_s: float) -> None:
        self.visit, self.inbox, self._request_s = visit, inbox, request_s
        self._deadlines: dict[socket.socket, float] = {}
        self._lock = threading.Lock()
        super().__init__(at, Answering)
        self.host = f"{at[0]}:{self.server_address[1]}"

    def give_time(self, connection: socket.socket, seconds: float) -> None:
        """Let a connection go on for so long; afterwards it is cut."""
        with self._lock:
            if connection in self._deadlines:
                self._deadlines[connection] = time.monotonic() + seconds

    def hang_up(self) -> None:
        """Cut every connection."""
        with self._lock:
            open_now = list(self._deadlines)
        for connection in open_now:
            _cut(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            full = len(self._deadlines) >= MOST_CONNECTIONS
            if not full:
                self._deadlines[request] = time.monotonic() + self._request_s
        if full:
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._deadlines.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        # Asked ten times a second: who drips a byte now and then is cut all the same.
        now = time.monotonic()
        with self._lock:
            late = [one for one, ends in self._deadlines.items() if ends < now]
        for connection in late:
            _cut(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.info("a phone's connection broke", exc_info=True)


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        log.debug("a connection was closed already")
