"""Every golden file of the full credential gives the answers that it says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from credentials.openbadges.checking import verify_credential_file
from credentials.report import Check
from credentials.status_list import open_status_list
from credentials.trust_list_codec import open_trust_list_unpinned
from tests.credentials.make_vectors import FOLDER

VECTORS = [json.loads(path.read_bytes()) for path in sorted(Path(FOLDER, "files").glob("*.json"))]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_golden_file_gives_its_answers(vector: dict[str, Any]) -> None:
    trust = [open_trust_list_unpinned(Path(FOLDER, name).read_bytes()) for name in vector["trust"]]
    status = [open_status_list(Path(FOLDER, name).read_bytes(), trust) for name in vector["status"]]

    found = verify_credential_file(
        vector["file"].encode(),
        trust=trust,
        status=status,
        at=datetime.fromisoformat(vector["at"]),
    )

    assert [one.report.verdict.value for one in found] == vector["verdicts"]
    for one in found:
        assert {
            check.value: one.report.findings[check].code for check in (Check.READABLE, Check.FILE)
        } == vector["codes"]


def test_there_are_good_and_bad_ones() -> None:
    verdicts = [verdict for vector in VECTORS for verdict in vector["verdicts"]]

    assert verdicts.count("valid") >= 3
    assert verdicts.count("invalid") >= 8
