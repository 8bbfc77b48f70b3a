"""The page that a phone opens on the laptop: who gets in, and what is taken."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from core.domain.recordings import RecordingKind
from core.errors import CoreError
from core.services.inspecting_recordings import NotARecordingError
from core.storage.errors import DiskFullError
from desktop.phone import Inbox, PhoneServer, Sent, Target, Visit
from desktop.phone.handler import LIMITS
from desktop.phone.visit import MOST_A_MINUTE
from desktop.texts.phone import LABELS, REFUSED
from tests.desktop.browser import a_browser, browser_here

DARA, LINA = Target("dara", 3, "1.2"), Target("lina", 5, "1.2")
HERE = "127.0.0.1"


@dataclass
class Bench(Inbox):
    """A bench that keeps what arrives in a list, or raises what it is told to."""

    folder: Path
    now: Target | None = DARA
    kept: list[tuple[RecordingKind, bytes, str]] = field(default_factory=list)
    trouble: CoreError | None = None
    waits: threading.Event | None = None

    def target(self) -> Target | None:
        return self.now

    def fresh(self) -> Path:
        return self.folder / f"{len(list(self.folder.iterdir()))}-{time.monotonic_ns()}"

    def keep(self, sent: Sent) -> None:
        if self.waits:
            self.waits.wait(10)
        if self.trouble:
            raise self.trouble
        self.kept.append((sent.kind, sent.path.read_bytes(), sent.target.row))

    @property
    def left(self) -> list[Path]:
        return list(self.folder.iterdir())


@dataclass
class Clock:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def code(self) -> str:
        return str(json.loads(self.content)["code"])


@dataclass
class Phone:
    """A phone's browser, as far as it matters: it keeps the cookie."""

    server: PhoneServer
    cookie: str = ""

    def ask(
        self, what: str = "", body: bytes | None = None, *, token: str = "", **headers: str
    ) -> Answer:
        path = what if what.startswith("/") else f"/{token or self.server.visit.token}/{what}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            named.setdefault("Cookie", self.cookie)
        link = http.client.HTTPConnection(HERE, self.server.port, timeout=5)
        link.request("GET" if body is None else "POST", path, body, named)
        answer = link.getresponse()
        got = Answer(answer.status, dict(answer.getheaders()), answer.read())
        link.close()
        if "Set-Cookie" in got.headers:
            self.cookie = got.headers["Set-Cookie"].split(";")[0]
        return got


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "incoming"
    folder.mkdir()
    return Bench(folder)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(bench: Bench, clock: Clock) -> Iterator[PhoneServer]:
    server = PhoneServer(Visit(DARA.worker, now=clock), bench, HERE, request_s=0.6)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def phone(server: PhoneServer) -> Phone:
    phone = Phone(server)
    assert phone.ask().status == 200
    return phone


def test_a_photo_goes_to_the_row_that_was_in_sight_and_nothing_else_of_the_file_is_used(
    phone: Phone, bench: Bench
) -> None:
    answer = phone.ask("photo", b"a photo", Content_Disposition="filename=../../evil")
    assert (answer.status, json.loads(answer.content)) == (201, {"row": "1.2"})
    assert bench.kept == [(RecordingKind.PHOTO, b"a photo", "1.2")]
    assert bench.left == []


def test_the_page_says_the_bib_and_the_row_and_lets_nothing_in_from_elsewhere(
    server: PhoneServer,
) -> None:
    page = Phone(server).ask()
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert b'"bib": 3' in page.content
    assert b'"row": "1.2"' in page.content
    assert b"dara" not in page.content
    assert b"http://" not in page.content
    assert b"https://" not in page.content
    assert b"{{" not in page.content
    for words in LABELS.values():
        assert json.dumps(words)[1:-1].encode() in page.content


def test_a_second_phone_is_turned_away_and_the_first_goes_on(phone: Phone, bench: Bench) -> None:
    second = Phone(phone.server)
    page = second.ask()
    assert page.status == 403
    assert REFUSED["phone.another"].split(".")[0].encode() in page.content
    assert second.ask("photo", b"x", Cookie="phone=guessed").code == "phone.another"
    assert second.ask("now").status == 403
    assert phone.ask().status == 200, "the same phone may load the page again"
    assert phone.ask("photo", b"x").status == 201
    assert len(bench.kept) == 1


@pytest.mark.parametrize(
    "path",
    ["/", "/wrong/", "/wrong/photo", "//", "/{token}", "/{token}/../../etc/passwd",
     "/{token}/photo/..", "/{token}/%2e%2e/x", "/{token}/now?x=1", "/{token}/page.html", "*"],
)  # fmt: skip
def test_every_other_path_leads_nowhere(phone: Phone, path: str) -> None:
    path = path.replace("{token}", phone.server.visit.token)
    with socket.create_connection((HERE, phone.server.port), timeout=5) as link:
        host = f"{HERE}:{phone.server.port}"
        link.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {phone.cookie}\r\n\r\n".encode()
        )
        first = link.makefile("rb").readline()
    assert b" 404 " in first


def test_a_site_that_points_its_own_name_at_the_laptop_gets_nothing(phone: Phone) -> None:
    assert phone.ask(Host="evil.example").status == 404
    assert phone.ask("photo", b"x", Origin="http://evil.example").status == 400


def test_after_its_minutes_the_link_has_ended(phone: Phone, clock: Clock, bench: Bench) -> None:
    clock.at += 15 * 60 - 1
    assert json.loads(phone.ask("now").content)["seconds_left"] == 1
    clock.at += 1
    assert phone.ask("photo", b"x").status == 410
    assert REFUSED["phone.ended"].split(".")[0].encode() in phone.ask().content
    assert bench.kept == []


def test_nothing_is_taken_while_the_laptop_shows_another_worker(phone: Phone, bench: Bench) -> None:
    bench.now = LINA
    answer = phone.ask("photo", b"x")
    assert (answer.status, answer.code) == (409, "phone.other-worker")
    bench.now = DARA
    assert phone.ask("photo", b"x").status == 201
    assert [row for _, _, row in bench.kept] == ["1.2"]


def test_what_is_too_large_or_empty_or_of_unsaid_length_is_refused_before_it_is_read(
    phone: Phone, bench: Bench
) -> None:
    limit = LIMITS[RecordingKind.PHOTO]
    with socket.create_connection((HERE, phone.server.port), timeout=5) as link:
        head = (
            f"POST /{phone.server.visit.token}/photo HTTP/1.1\r\nHost: {HERE}:{phone.server.port}"
            f"\r\nCookie: {phone.cookie}\r\nContent-Length: {limit + 1}\r\n\r\n"
        )
        link.sendall(head.encode() + b"x" * 100_000)
        answer = link.makefile("rb").read()
    assert b" 413 " in answer.splitlines()[0]
    assert b"phone.too-large" in answer
    assert phone.ask("photo", b"").code == "phone.empty"
    assert phone.ask("photo", b"x", Transfer_Encoding="chunked").code == "phone.request"
    assert phone.ask("photo", b"x", Content_Length="+1").code == "phone.request"
    assert (bench.kept, bench.left) == ([], [])


def test_an_upload_that_breaks_off_leaves_nothing(phone: Phone, bench: Bench) -> None:
    with socket.create_connection((HERE, phone.server.port), timeout=5) as link:
        head = (
            f"POST /{phone.server.visit.token}/video HTTP/1.1\r\nHost: {HERE}:{phone.server.port}"
            f"\r\nCookie: {phone.cookie}\r\nContent-Length: 5000\r\n\r\n"
        )
        link.sendall(head.encode() + b"half")
        link.shutdown(socket.SHUT_WR)
        assert b"phone.cut-off" in link.makefile("rb").read()
    assert (bench.kept, bench.left) == ([], [])
    assert phone.ask("video", b"whole").status == 201


def test_a_disk_that_takes_nothing_is_said_to_the_phone_and_leaves_nothing(
    phone: Phone, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Bench, "fresh", lambda it: it.folder / "gone" / "upload")
        answer = phone.ask("photo", b"x" * 100_000)
    assert (answer.status, answer.code) == (507, "phone.disk")
    assert (bench.kept, bench.left) == ([], [])
    assert phone.ask("photo", b"x").status == 201


def test_who_drips_a_byte_now_and_then_is_cut_off_and_others_are_served(phone: Phone) -> None:
    began = time.monotonic()
    with socket.create_connection((HERE, phone.server.port), timeout=5) as slow:
        slow.settimeout(0.1)
        answered = None
        while answered is None and time.monotonic() - began < 5:
            try:
                slow.sendall(b"G")
                answered = slow.recv(100)
            except TimeoutError:
                continue
            except OSError:
                answered = b""
    assert answered is not None
    assert b" 200 " not in answered
    assert time.monotonic() - began < 3
    assert phone.ask("now").status == 200


def test_one_upload_at_a_time_and_not_too_many_a_minute(
    phone: Phone, bench: Bench, clock: Clock
) -> None:
    bench.waits = threading.Event()
    first = threading.Thread(target=lambda: phone.ask("photo", b"first"))
    first.start()
    while not bench.left:
        time.sleep(0.01)
    assert phone.ask("photo", b"second").code == "phone.busy"
    bench.waits.set()
    first.join()
    for _ in range(MOST_A_MINUTE - 1):
        assert phone.ask("photo", b"x").status == 201
    assert phone.ask("photo", b"x").code == "phone.too-fast"
    clock.at += 61
    assert phone.ask("photo", b"x").status == 201


@pytest.mark.parametrize(
    ("trouble", "status", "says"),
    [
        (NotARecordingError(RecordingKind.PHOTO), 422, "photo"),
        (DiskFullError("full", where="disk"), 507, "disk is full"),
    ],
)
def test_what_the_bench_does_not_keep_is_said_to_the_phone_and_not_left_behind(
    phone: Phone, bench: Bench, trouble: CoreError, status: int, says: str
) -> None:
    bench.trouble = trouble
    answer = phone.ask("photo", b"x")
    assert answer.status == status
    assert says in json.loads(answer.content)["say"]
    assert bench.left == []


def test_closing_the_dialog_cuts_what_still_goes_on_and_serves_nobody_any_more(
    phone: Phone,
) -> None:
    with socket.create_connection((HERE, phone.server.port), timeout=5) as waiting:
        waiting.sendall(b"GET ")
        began = time.monotonic()
        phone.server.stop()
        assert time.monotonic() - began < 2
    with pytest.raises(OSError, match="refused"):
        phone.ask()


@pytest.mark.skipif(browser_here() is None, reason="no Chromium on this machine")
def test_a_real_browser_sends_a_photo_by_the_page_and_says_what_was_not_kept(
    server: PhoneServer, bench: Bench, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG 1.jpg"
    Image.new("RGB", (64, 48), (200, 90, 30)).save(photo, "JPEG")
    with a_browser(browser_here() or "") as browser:
        browser.open(server.url)
        assert browser.value("document.querySelector('header').innerText").split()[:4] == [
            *("Worker", "3", "Row", "1.2"),
        ]
        browser.choose_file("photo", photo)
        browser.wait_for("document.querySelector('li .good')")
        assert bench.kept == [(RecordingKind.PHOTO, photo.read_bytes(), "1.2")]
        bench.trouble = NotARecordingError(RecordingKind.VOICE)
        browser.choose_file("voice", photo)
        browser.wait_for("document.querySelector('li .bad')")
        assert "no voice note" in browser.value("document.querySelector('li').innerText")
        bench.trouble = None
        browser.value("document.querySelector('li button').click()")
        browser.wait_for("document.querySelectorAll('li .good').length === 2")
