"""One request of a phone: what it may ask, and how it is answered.

There are five things: the page, where the bench is now, and three kinds of upload. Everything else,
also every path that is not exactly one of these, is answered as if there were no page.
"""

from __future__ import annotations

import json
import logging
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Final

from core.domain.recordings import RecordingKind
from core.errors import CoreError, RefusedError, StorageError
from core.ports.evidence_files import MAX_EVIDENCE_BYTES
from desktop.phone.inbox import Sent, Target
from desktop.phone.page import Page, phone_page, refusal_page
from desktop.phone.visit import VisitRefusedError
from desktop.texts import problem_text, refusal_text
from desktop.texts.phone import phone_refusal

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.phone.server import _Server

log = logging.getLogger(__name__)

KINDS: Final = {
    "photo": RecordingKind.PHOTO,
    "video": RecordingKind.VIDEO,
    "voice": RecordingKind.VOICE,
}
LIMITS: Final = {
    RecordingKind.PHOTO: 25 * 1024 * 1024,
    RecordingKind.VOICE: 25 * 1024 * 1024,
    RecordingKind.VIDEO: MAX_EVIDENCE_BYTES,
}
"""The largest upload of each kind, in bytes."""
_CHUNK: Final = 64 * 1024
_SLOWEST_BYTES_A_SECOND: Final = 50_000
"""A phone two rooms away is ten times as fast; who is slower than this is cut off."""
_UPLOAD_S: Final = 20.0
_KEEP_S: Final = 120.0
_LINGER_BYTES: Final = 4 * 1024 * 1024
_COOKIE: Final = "phone="
_STATUS: Final = {
    "phone.wrong": HTTPStatus.NOT_FOUND,
    "phone.ended": HTTPStatus.GONE,
    "phone.another": HTTPStatus.FORBIDDEN,
    "phone.other-worker": HTTPStatus.CONFLICT,
    "phone.busy": HTTPStatus.TOO_MANY_REQUESTS,
    "phone.too-fast": HTTPStatus.TOO_MANY_REQUESTS,
    "phone.too-many": HTTPStatus.TOO_MANY_REQUESTS,
    "phone.too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "phone.empty": HTTPStatus.BAD_REQUEST,
    "phone.disk": HTTPStatus.INSUFFICIENT_STORAGE,
    "phone.cut-off": HTTPStatus.BAD_REQUEST,
    "phone.request": HTTPStatus.BAD_REQUEST,
}
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
}


class Answering(BaseHTTPRequestHandler):
    """Answers one request on a thread of its own; the connection ends with it (HTTP/1.0)."""

    server_version, sys_version = "Touchstone", ""
    timeout = 10.0  # seconds between two bytes
    server: _Server

    def do_GET(self) -> None:
        """The page, or where the bench is."""
        try:
            what = self._what()
            if what == "":
                self._send_page()
            elif what == "now":
                self.server.visit.require(self._phone())
                self._answer(HTTPStatus.OK, self._state(self._target()))
            else:
                raise VisitRefusedError("phone.wrong")  # noqa: TRY301 - as a wrong token
        except VisitRefusedError as error:
            self._refuse(error.code)

    def do_POST(self) -> None:
        """An upload: the file itself is the body, nothing around it."""
        try:
            kind = KINDS.get(self._what())
            if kind is None:
                raise VisitRefusedError("phone.wrong")  # noqa: TRY301 - as a wrong token
            self._require_same_origin()
            self.server.visit.require(self._phone())
            length = self._length(kind)
            with self.server.visit.uploading():
                target = self._target()
                self._take(kind, length, target)
            self._answer(HTTPStatus.CREATED, {"row": target.row})
        except VisitRefusedError as error:
            self._refuse(error.code)
        except CoreError as error:
            log.info("a phone's upload was not kept", exc_info=True)
            self._answer(_status_of(error), {"code": error.code, "say": _sentence(error)})

    def log_message(self, format: str, *args: Any) -> None:
        # The path holds the secret, so it is not written down.
        log.debug("a phone was answered: %s", args[1] if len(args) > 1 else "")

    # -- who asks, and for what -----------------------------------------------------------------

    def _what(self) -> str:
        """What is asked for. Raises VisitRefusedError: not of this visit."""
        if self.headers.get("Host") != self.server.host:
            raise VisitRefusedError("phone.wrong")
        parts = self.path.split("/")
        if len(parts) != 3 or parts[0] or not self.server.visit.is_token(parts[1]):
            raise VisitRefusedError("phone.wrong")
        return parts[2]

    def _phone(self) -> str:
        cookies = self.headers.get("Cookie", "").split(";")
        named = (one.strip() for one in cookies)
        found = next((one for one in named if one.startswith(_COOKIE)), _COOKIE)
        return found.removeprefix(_COOKIE)

    def _require_same_origin(self) -> None:
        origin = self.headers.get("Origin")
        if origin is not None and origin != f"http://{self.server.host}":
            raise VisitRefusedError("phone.request")

    def _target(self) -> Target:
        target = self.server.inbox.target()
        if target is None or target.worker != self.server.visit.worker:
            raise VisitRefusedError("phone.other-worker")
        return target

    def _length(self, kind: RecordingKind) -> int:
        said = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (said.isascii() and said.isdigit()):
            raise VisitRefusedError("phone.request")
        length = int(said[:16])
        if length == 0:
            raise VisitRefusedError("phone.empty")
        if length > LIMITS[kind]:
            raise VisitRefusedError("phone.too-large")
        return length

    # -- taking an upload -----------------------------------------------------------------------

    def _take(self, kind: RecordingKind, length: int, target: Target) -> None:
        path = self.server.inbox.fresh()
        try:
            self._receive(path, length)
            self.server.give_time(self.connection, _KEEP_S)
            self.server.inbox.keep(Sent(kind, path, target))
        finally:
            path.unlink(missing_ok=True)

    def _receive(self, path: Path, length: int) -> None:
        self.server.give_time(self.connection, _UPLOAD_S + length / _SLOWEST_BYTES_A_SECOND)
        left = length
        try:
            with path.open("xb") as file:
                while left:
                    chunk = self._read(min(left, _CHUNK))
                    file.write(chunk)
                    left -= len(chunk)
        except OSError as error:
            log.warning("the disk took no upload: %s", error)
            raise VisitRefusedError("phone.disk") from error

    def _read(self, most: int) -> bytes:
        try:
            chunk = self.rfile.read1(most)
        except OSError:  # cut by the deadline, or the phone has gone
            chunk = b""
        if not chunk:
            raise VisitRefusedError("phone.cut-off")
        return chunk

    # -- answering ------------------------------------------------------------------------------

    def _state(self, target: Target) -> dict[str, object]:
        left = self.server.visit.seconds_left
        return {"bib": target.bib, "row": target.row, "seconds_left": left}

    def _send_page(self) -> None:
        phone = self.server.visit.open(self._phone())
        target = self._target()
        limits = {name: LIMITS[kind] for name, kind in KINDS.items()}
        facts = {"limits": limits, "too_large": phone_refusal("phone.too-large")}
        page = phone_page(self._state(target) | facts)
        cookie = f"{_COOKIE}{phone}; Path=/{self.server.visit.token}/; HttpOnly; SameSite=Lax"
        self._send_html(HTTPStatus.OK, page, {"Set-Cookie": cookie})

    def _refuse(self, code: str) -> None:
        status = _STATUS[code]
        if self.command == "GET" and self.path.endswith("/"):
            self._send_html(status, refusal_page(code), {})
        else:
            self._answer(status, {"code": code, "say": phone_refusal(code)})
        if self.command == "POST":
            self._linger()

    def _answer(self, status: HTTPStatus, facts: dict[str, object]) -> None:
        self._send(status, "application/json", json.dumps(facts).encode(), {})

    def _send_html(self, status: HTTPStatus, page: Page, headers: dict[str, str]) -> None:
        policy = {"Content-Security-Policy": page.policy}
        self._send(status, "text/html; charset=utf-8", page.content, headers | policy)

    def _send(self, status: HTTPStatus, kind: str, content: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in (_HEADERS | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            log.debug("the phone has gone before its answer")

    def _linger(self) -> None:
        """Read on for a moment: who is still sending would not see the answer otherwise."""
        self.server.give_time(self.connection, 2.0)
        try:
            self.connection.shutdown(socket.SHUT_WR)
            left = _LINGER_BYTES
            while left > 0 and (chunk := self.connection.recv(_CHUNK)):
                left -= len(chunk)
        except OSError:
            log.debug("the phone has gone")


def _status_of(error: CoreError) -> HTTPStatus:
    if isinstance(error, RefusedError):
        return HTTPStatus.FORBIDDEN
    if isinstance(error, StorageError):
        return HTTPStatus.INSUFFICIENT_STORAGE
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _sentence(error: CoreError) -> str:
    """What happened and what to do; of a refusal only the rule, whose facts name people."""
    if isinstance(error, RefusedError):
        return refusal_text(error.refusals[0]).rule
    problem = problem_text(error)
    return f"{problem.sentence} {problem.what_to_do}"
