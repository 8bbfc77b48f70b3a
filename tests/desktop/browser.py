"""A real browser without a window, told what to do over its debugging pipe."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WAIT_S = 20.0
_BECOME = """
import os, sys
reads, writes = (os.dup(int(one)) for one in sys.argv[1:3])
reads, writes = os.dup2(reads, 103), os.dup2(writes, 104)
os.dup2(reads, 3), os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Becomes the browser, whose two ends of the pipes must be its descriptors 3 and 4."""


def browser_here() -> str | None:
    """Where a Chromium is; None: this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page in a browser. Messages of its protocol end with a zero byte."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads, self._writes, self._count, self._rest = reads, writes, 0, b""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]

    _session = ""

    def open(self, url: str) -> None:
        """Go to an address and wait until its script runs."""
        self._ask("Page.navigate", {"url": url})
        self.wait_for("document.readyState === 'complete'")

    def choose_file(self, field: str, path: Path) -> None:
        """Choose a file for a field, as a phone's camera does after a photo."""
        found = self._ask("Runtime.evaluate", {"expression": f"document.getElementById('{field}')"})
        node = {"objectId": found["result"]["objectId"]}
        self._ask("DOM.setFileInputFiles", {"files": [str(path)]} | node)

    def value(self, script: str) -> Any:
        """What an expression says."""
        asked = {"expression": script, "returnByValue": True}
        return self._ask("Runtime.evaluate", asked)["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + WAIT_S
        while not self.value(f"Boolean({script})"):
            assert time.monotonic() < until, f"never true: {script}"
            time.sleep(0.05)

    def _ask(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        while True:
            answer = json.loads(self._next())
            if answer.get("id") == self._count:
                assert "result" in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> bytes:
        while b"\0" not in self._rest:
            came = os.read(self._reads, 65536)
            assert came, "the browser has gone"
            self._rest += came
        message, self._rest = self._rest.split(b"\0", 1)
        return message


@contextmanager
def a_browser(program: str) -> Iterator[Browser]:
    """A browser with nothing in its memory, gone afterwards."""
    to_it, we_write = os.pipe()
    we_read, from_it = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        started = subprocess.Popen(
            [
                sys.executable, "-c", _BECOME, str(to_it), str(from_it),
                program, "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
                f"--user-data-dir={profile}",
            ],
            pass_fds=(to_it, from_it),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_it)
        os.close(from_it)
        try:
            yield Browser(we_read, we_write)
        finally:
            started.terminate()
            started.wait(10)
            os.close(we_write)
            os.close(we_read)
