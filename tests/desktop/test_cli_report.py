"""`touchstone verify` with a report, and with what a desk knows and remembers."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from credentials.status_list import Status, pack_statuses, sign_status_list
from tests.desktop.test_cli import AGENCY, AT, Run, run, status, trust, written
from tests.passports import ISSUED, PASSPORT_PLACE, STATUS_URI
from tests.reporting.pages import page_texts

__all__ = ["run", "status", "trust"]


def newer_status(*, revoked: bool) -> bytes:
    """A status list three hours younger than the agency's other one."""
    places = {PASSPORT_PLACE: Status.REVOKED} if revoked else {}
    return sign_status_list(
        STATUS_URI,
        pack_statuses(64, places),
        AGENCY.keys["status"],
        issued_at=ISSUED + timedelta(hours=3),
        expires_at=ISSUED + timedelta(days=30),
        ttl=timedelta(days=7),
    )


def test_the_report_holds_every_input_and_says_as_of_when(
    run: Run, tmp_path: Path, trust: Path, status: Path
) -> None:
    report = tmp_path / "report.pdf"

    code, *_ = run(
        "verify", AGENCY.code(), tmp_path / "missing.pdf",
        "--trust", trust, "--status", status, "--at", AT, "--report", report,
    )  # fmt: skip

    assert code == 3, "one of them cannot be read"
    first, second = page_texts(report.read_bytes())
    assert "VALID" in first
    assert "SOK Phalla" in first
    assert "សុខ ផល្លា" in first
    assert "trust list 1 of National Skills Agency" in first
    assert "As of 2025-11-21 08:00 UTC" in first
    assert "[four_eyes.ok]" in first
    assert "NOT READABLE" in second
    assert "missing.pdf" in second.replace(" ", ""), "a long path goes on in the next line"


def test_a_report_that_cannot_be_written_is_an_error_not_a_silence(
    run: Run, tmp_path: Path, trust: Path, status: Path
) -> None:
    code, _, complaints = run(
        "verify", AGENCY.code(), "--trust", trust, "--status", status, "--at", AT,
        "--report", tmp_path / "no such folder" / "report.pdf",
    )  # fmt: skip
    assert code == 3
    assert "No such file" in complaints


def test_with_a_home_an_older_status_list_is_known_for_what_it_is(
    run: Run, tmp_path: Path, trust: Path, status: Path
) -> None:
    home = tmp_path / "home"
    newer = written(tmp_path / "newer.cwt", newer_status(revoked=True))
    common = ("verify", AGENCY.code(), "--home", home, "--trust", trust, "--at", AT, "--json")
    assert run(*common, "--status", newer)[0] == 1

    code, said, _ = run(*common, "--status", status)

    assert code == 2
    assert json.loads(said)["checks"]["status"]["code"] == "status.older-than-seen"


def test_without_a_home_nothing_is_remembered(
    run: Run, tmp_path: Path, trust: Path, status: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    newer = written(tmp_path / "newer.cwt", newer_status(revoked=False))
    for one in (newer, status):
        code, *_ = run("verify", AGENCY.code(), "--trust", trust, "--status", one, "--at", AT)
        assert code == 0
    assert sorted(tmp_path.rglob("*")) == sorted([*before, newer])


def test_with_a_home_the_lists_of_that_desk_count(
    run: Run, tmp_path: Path, trust: Path, status: Path
) -> None:
    home = tmp_path / "home"
    (home / "published").mkdir(parents=True)
    (home / "published" / "trust-list.json").write_bytes(trust.read_bytes())
    (home / "published" / "status-list.cwt").write_bytes(status.read_bytes())

    code, said, _ = run("--home", home, "verify", AGENCY.code(), "--at", AT)

    assert code == 0
    assert "VALID" in said
