"""The libraries that Qt takes from the system: which are missing, and how to get them.

A library counts as there if the dynamic linker loads it by its soname, whoever installed it.
Package names are Debian's, which Ubuntu shares.
"""

import ctypes
import os
import shutil
import subprocess
import sys

# The Qt wheels link to these and do not carry them; without them QtWidgets cannot be imported.
LIBRARIES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libpulse0": "libpulse.so.0",
}
# Qt's plug-in for an X11 screen needs these as well.
SCREEN_LIBRARIES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxrandr2": "libXrandr.so.2",
}
LOCK_WAIT_S = 120  # another apt-get may be at work, as just after a machine's start


def has_screen() -> bool:
    """Whether a window would be seen by anybody."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(on_screen: bool) -> list[str]:
    """The Debian packages whose libraries are not there; always none but on Linux.

    Fonts are not asked for: the program brings its own for every script it meets.
    """
    if not sys.platform.startswith("linux"):
        return []
    libraries = LIBRARIES | SCREEN_LIBRARIES if on_screen else LIBRARIES
    return [package for package, soname in libraries.items() if not loads(soname)]


def loads(soname: str) -> bool:
    """Whether the dynamic linker finds a library and all that it needs."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> bool:
    """Installs Debian packages if this user may without being asked; returns whether it worked."""
    if shutil.which("apt-get") is None or (become := how_to_become_root()) is None:
        return False
    print(f"Installing them with apt-get: {' '.join(packages)}", flush=True)
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq",
           "-o", f"DPkg::Lock::Timeout={LOCK_WAIT_S}"]  # fmt: skip
    command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    # The first try fails where the package lists are absent or old.
    if quietly(command):
        return True
    return all(quietly(step, show_failure=True) for step in ([*apt, "update"], command))


def how_to_become_root() -> list[str] | None:
    """What to put before a command; `None` if it would have to ask for a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def line_to_type(packages: list[str]) -> str:
    """The one line that installs packages on Debian and Ubuntu."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    install_line = f"{sudo}apt-get install --yes --no-install-recommends {' '.join(packages)}"
    return f"{sudo}apt-get update && {install_line}"


def quietly(
    command: list[str],
    *,
    show_failure: bool = False,
    environment: dict[str, str] | None = None,
) -> bool:
    """Runs a command and shows what it said, if at all, only after a failure; returns success."""
    result = subprocess.run(
        command,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode != 0 and show_failure:
        print(result.stdout, file=sys.stderr)
    return result.returncode == 0
