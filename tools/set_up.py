"""Makes `.venv` with exactly the locked packages, and finds the system libraries that Qt needs.

Usage: `python3 -m tools.set_up run|test`, from the root of the project. The second time nothing is
to do, and a stamp in `.venv` says so. Needs Python 3.11 or newer with pip; nothing else.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

from tools import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
UV_LOCK = ROOT / "tools" / "requirements-uv.lock"
UV_HOME = VENV / "uv-tool"  # beside the packages, so that a sync to the lock leaves it alone
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
OLDEST_PYTHON = (3, 11)
QUIET_PIP = ("--quiet", "--disable-pip-version-check", "--root-user-action", "ignore")


class SetUpError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    """Sets up for `run` or `test`; returns the exit status."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 -m tools.set_up run|test", file=sys.stderr)
        return 2
    started = time.monotonic()
    try:
        changed = install_packages(arguments[0])
        put_launcher()
        changed |= provide_system_packages(arguments[0])
    except SetUpError as error:
        print(f"\nSet-up stopped: {error}", file=sys.stderr)
        return 1
    if changed:
        print(f"Set-up finished in {time.monotonic() - started:.0f} s.", flush=True)
    return 0


def install_packages(group: str) -> bool:
    """Brings `.venv` to the locked packages; returns whether anything was to do.

    A `.venv` that once had the test packages keeps them, so that `make run` after `make test`
    does not take away what the next `make test` would bring back.
    """
    check_python()
    wanted = {"group": group, "digest": locks_digest()}
    found = read_stamp()
    if found.get("group") == "test":
        wanted["group"] = "test"
    if found == wanted and venv_python().exists():
        return False
    STAMP.unlink(missing_ok=True)
    make_venv()
    lock = LOCKS[wanted["group"]]
    say(f"Installing the packages of {lock.name} into .venv (some 300 MB the first time)")
    if not (fetch_uv() and sync_with_uv(lock)):
        say("uv could not do it; trying pip with the same lock")
        install_with_pip(lock)
    STAMP.write_text(json.dumps(wanted) + "\n", encoding="utf-8")
    return True


def put_launcher() -> None:
    """Puts the command `touchstone` into `.venv`, running the program out of this folder."""
    if sys.platform == "win32":
        launcher = VENV / "Scripts/touchstone.cmd"
        text = f'@set "PYTHONPATH={ROOT}"\r\n@"{venv_python()}" -m desktop %*\r\n'
    else:
        launcher = VENV / "bin/touchstone"
        text = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{venv_python()}" -m desktop "$@"\n'
    if not launcher.exists() or launcher.read_text(encoding="utf-8") != text:
        launcher.write_text(text, encoding="utf-8", newline="")
        launcher.chmod(0o755)


def check_python() -> None:
    """Refuses a Python that is too old."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetUpError(
            f"Python 3.11 or newer is needed, this is {found}. "
            "If a newer one is installed, name it: make PYTHON=python3.12 run"
        )


def locks_digest() -> str:
    """SHA-256 over the interpreter's version and place, and all lock files."""
    digest = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{VENV}\n".encode())
    for lock in (*LOCKS.values(), UV_LOCK):
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last complete set-up was; empty if there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_venv() -> None:
    """Makes `.venv`, or makes it anew if its interpreter no longer starts or is another version.

    Without pip in it: then Debian's python3-venv is not needed, and pip from outside installs uv.
    """
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    if venv_python().exists():
        answer = subprocess.run(
            [venv_python(), "-c", ask], capture_output=True, text=True, check=False
        )
        if answer.stdout.strip() == version:
            return
    say(f"Making .venv with Python {version}")
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=False, symlinks=sys.platform != "win32")


def fetch_uv() -> bool:
    """Installs uv, hash-checked, beside the packages; returns whether it is there."""
    if uv_program().exists():
        shutil.rmtree(UV_HOME)
    return run(
        *pip_command(), "install", *QUIET_PIP, "--no-deps",
        "--require-hashes", "--target", UV_HOME, "--requirement", UV_LOCK,
    )  # fmt: skip


def sync_with_uv(lock: Path) -> bool:
    """Makes the packages in `.venv` exactly those of `lock`; returns whether that worked."""
    return run(
        uv_program(), "pip", "sync", "--quiet", "--system-certs", "--require-hashes",
        "--python", venv_python(), lock,
    )  # fmt: skip


def install_beside(lock: Path) -> Path:
    """Installs what only one command needs into a folder of its own; returns the folder.

    Beside the packages, so that the next sync to a lock leaves it alone.

    Raises:
        SetUpError: when that fails.
    """
    place, digest = VENV / lock.stem, hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = place / "lock.sha256"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return place
    shutil.rmtree(place, ignore_errors=True)
    say(f"Installing the packages of {lock.name} into {place.relative_to(ROOT)}")
    if not run(
        uv_program(), "pip", "install", "--quiet", "--system-certs", "--require-hashes",
        "--no-deps", "--python", venv_python(), "--target", place, "--requirement", lock,
    ):  # fmt: skip
        raise SetUpError(f"the packages of {lock.name} could not be installed (see above)")
    stamp.write_text(digest, encoding="utf-8")
    return place


def install_with_pip(lock: Path) -> None:
    """The slower way, for a machine whose package index only pip is configured for.

    Raises:
        SetUpError: when pip fails, too.
    """
    installed = run(
        *pip_command(), "--python", venv_python(), "install", *QUIET_PIP,
        "--no-deps", "--require-hashes", "--requirement", lock,
    )  # fmt: skip
    if not installed:
        raise SetUpError(
            "the packages could not be installed (see above). Is the network reachable? "
            "Nothing is half set up: run the same command again."
        )


def pip_command() -> tuple[str | Path, ...]:
    """How pip is called here.

    Raises:
        SetUpError: if there is none and none can be had.
    """
    if importlib.util.find_spec("pip") is not None:
        return sys.executable, "-m", "pip"
    if importlib.util.find_spec("ensurepip") is not None:
        if run(venv_python(), "-m", "ensurepip", "--default-pip"):
            return venv_python(), "-m", "pip"
    elif system_packages.install(["python3-pip"]):
        return sys.executable, "-m", "pip"
    raise SetUpError(
        f"this Python ({sys.executable}) has no pip. "
        f"On Debian and Ubuntu type:\n    {system_packages.line_to_type(['python3-pip'])}"
    )


def provide_system_packages(group: str) -> bool:
    """Installs missing libraries, or prints the line that does; says if it did.

    Only `run` opens a window, and only where there is a screen.

    Raises:
        SetUpError: if Qt cannot start without what is missing.
    """
    on_screen = group == "run" and system_packages.has_screen()
    missing = system_packages.missing(on_screen)
    if not missing:
        return False
    say(f"Qt needs packages of the system: {' '.join(missing)}")
    if system_packages.install(missing):
        return True
    line = system_packages.line_to_type(missing)
    if not qt_starts(on_screen):
        raise SetUpError(
            "Qt does not start without them, and they could not be installed from here. "
            f"Please type this line, then try again:\n    {line}"
        )
    say(
        f"Qt starts without them, so on we go. Chinese may show as boxes until you type\n    {line}"
    )
    return False


def qt_starts(on_screen: bool) -> bool:
    """Whether the modules we use can be imported and Qt finds its way to the screen."""
    program = (
        "import PySide6.QtWidgets, PySide6.QtPdf, PySide6.QtMultimedia\n"
        "PySide6.QtWidgets.QApplication([])"
    )
    environment = dict(os.environ) if on_screen else os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return system_packages.quietly([str(venv_python()), "-c", program], environment=environment)


def venv_python() -> Path:
    """The interpreter in `.venv`."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def uv_program() -> Path:
    """Where pip leaves uv's program."""
    return UV_HOME / "bin" / ("uv.exe" if sys.platform == "win32" else "uv")


def run(*command: str | Path) -> bool:
    """Runs a command, its output to ours; returns whether it ended well."""
    try:
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0
    except OSError as error:
        print(f"{command[0]} does not start: {error}", file=sys.stderr)
        return False


def say(text: str) -> None:
    """Prints one line at once."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
