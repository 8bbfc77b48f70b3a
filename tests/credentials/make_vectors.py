"""Remake the golden files in `tests/vectors/` from fixed keys.

`python -m tests.credentials.make_vectors` writes them, `--check` only compares and fails on a
difference. Vectors of a released version are never changed: a new version adds its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

from credentials.strict_json import write_time
from tests.credentials.vector_bad_input import (
    bad_input_cases,
    bad_input_status_lists,
    bad_input_trust_lists,
)
from tests.credentials.vector_cases import AWARD_PASSED, PASSED, Case, all_cases
from tests.credentials.vector_files import file_vectors
from tests.credentials.vector_lists import status_lists, trust_lists
from tests.credentials.vector_refused import refused_lists
from tests.credentials.vector_trust import (
    registration_files,
    succession_files,
    trust_cases,
    trust_files,
)

FOLDER: Final = Path(__file__).parents[1] / "vectors"


def vector_files() -> dict[Path, bytes]:
    """Return every golden file, by its place in the folder."""
    cases = (*all_cases(), *bad_input_cases(), *trust_cases())
    trust = trust_lists() | bad_input_trust_lists() | trust_files()
    status = status_lists() | bad_input_status_lists()
    files = {Path(f"{case.name}.json"): _written(case) for case in cases}
    files |= {Path("lists", f"{name}.trust.json"): raw for name, raw in trust.items()}
    files |= {
        Path("lists", f"{name}.registration.json"): raw
        for name, raw in registration_files().items()
    }
    files |= {Path("succession", f"{name}.json"): raw for name, raw in succession_files().items()}
    files |= {Path("lists", f"{name}.status.cwt"): raw for name, raw in status.items()}
    files |= {Path("files", f"{name}.json"): raw for name, raw in file_vectors().items()}
    for refused in refused_lists():
        files |= {
            Path("refused", f"{refused.name}.json"): refused.to_json(),
            Path(refused.place): refused.raw,
        }
    return files


def _written(case: Case) -> bytes:
    is_text = isinstance(case.input, str)
    vector: dict[str, Any] = {
        "name": case.name,
        "what": case.what,
        "text": case.input if isinstance(case.input, str) else None,
        "document": None if isinstance(case.input, str) else case.input.hex(),
        "trust": [f"lists/{name}.trust.json" for name in case.trust],
        "foreign": [[f"lists/{name}.trust.json" for name in names] for names in case.foreign],
        "registrations": [f"lists/{name}.registration.json" for name in case.registrations],
        "status": [f"lists/{name}.status.cwt" for name in case.status],
        "newestStatus": {uri: write_time(at) for uri, at in case.newest_status.items()},
        "at": write_time(case.at),
        "verdict": case.verdict,
        "codes": {**PASSED, **case.codes},
        "awards": [{**AWARD_PASSED, **codes} for codes in case.awards],
        "notices": [*case.notices, "compare_person"],
        "content": case.content,
    }
    del vector["document" if is_text else "text"]
    return json.dumps(vector, ensure_ascii=True, indent=1).encode() + b"\n"


def differences(files: dict[Path, bytes]) -> list[str]:
    """Return what in the folder is missing, different or left over."""
    there = {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file()}
    kept = {path for path in there if path.suffix in {".json", ".cwt"}}
    found = [f"left over: {path}" for path in sorted(kept - files.keys())]
    for path, content in sorted(files.items()):
        if path not in there:
            found.append(f"missing: {path}")
        elif (FOLDER / path).read_bytes() != content:
            found.append(f"different: {path}")
    return found


def main() -> int:
    """Write the files, or compare them with `--check`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; fail on a difference")
    files = vector_files()
    if parser.parse_args().check:
        found = differences(files)
        sys.stdout.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    for path, content in files.items():
        place = FOLDER / path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
