"""The command line as a script or a person at a terminal meets it."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import qrcode

from credentials.status_list import Status
from desktop.cli import main
from tests.passports import NOW, PaperAgency

AGENCY = PaperAgency()
STRANGER = PaperAgency("Agency of Another Country")
AT = NOW.isoformat()
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line; returns its exit status, what it printed and what it complained of."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as error:  # argparse
            status = error.code if isinstance(error.code, int) else 1
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_it


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """The agency's trust list as a file."""
    return written(tmp_path / "trust-list.json", AGENCY.trust_list())


@pytest.fixture
def status(tmp_path: Path) -> Path:
    """The agency's status list as a file; nothing is withdrawn."""
    return written(tmp_path / "status-list.cwt", AGENCY.status_list())


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of a good passport's code."""
    drawn = io.BytesIO()
    qrcode.make(AGENCY.code()).save(drawn)
    return written(tmp_path / "qr.png", drawn.getvalue())


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def answers(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_a_good_passport_is_valid(run: Run, trust: Path, status: Path, picture: Path) -> None:
    code, said, complaints = run(
        "verify", picture, "--trust", trust, "--status", status, "--at", AT
    )

    assert (code, complaints) == (0, "")
    assert "qr.png: VALID" in said
    assert "SOK Phalla (សុខ ផល្លា), born 12 April 1990" in said
    assert "assessed by Dara Kim" in said
    assert "verified by Sopheap Chan" in said
    assert "Compare name and birth date with the person's own document." in said


def test_json_has_the_fields_of_the_design(
    run: Run, trust: Path, status: Path, picture: Path
) -> None:
    code, said, _ = run(
        "verify", picture, "--trust", trust, "--status", status, "--at", AT, "--json"
    )

    assert code == 0
    (answer,) = answers(said)
    assert answer["input"] == str(picture)
    assert answer["verdict"] == "valid"
    assert list(answer["checks"]) == [
        *("readable", "signature", "issuer", "four_eyes", "scope", "dates", "status", "file")
    ]
    assert answer["checks"]["status"]["answer"] == "passed"
    assert set(answer["checks"]["file"]) == {"answer", "code", "message"}
    assert answer["passport"]["holder"]["latinName"] == "SOK Phalla"
    assert answer["passport"]["awards"][0]["units"][0]["code"] == "D4"


def test_without_a_status_list_it_is_undecided(run: Run, trust: Path) -> None:
    code, said, _ = run("verify", AGENCY.code(), "--trust", trust, "--at", AT)

    assert code == 2
    assert "UNDECIDED\n  Genuine when issued; whether withdrawn since: not checked." in said


def test_without_a_trust_list_it_only_claims(run: Run) -> None:
    code, said, _ = run("verify", AGENCY.code(), "--at", AT)

    assert code == 2
    assert "Claims to be the passport of SOK Phalla" in said
    assert "The passport of" not in said


def test_under_another_agency_s_list_it_is_undecided(
    run: Run, tmp_path: Path, status: Path
) -> None:
    theirs = written(tmp_path / "theirs.json", STRANGER.trust_list())

    code, said, complaints = run(
        "verify", AGENCY.code(), "--trust", theirs, "--status", status, "--at", AT, "--json"
    )

    assert code == 2
    assert answers(said)[0]["checks"]["issuer"]["code"] == "issuer.unknown"
    assert "status-list.cwt was left out" in complaints


def test_a_revoked_award_is_not_valid(run: Run, trust: Path, tmp_path: Path) -> None:
    revoked = written(tmp_path / "s.cwt", AGENCY.status_list(award=Status.REVOKED))

    code, said, _ = run(
        "verify", AGENCY.code(), "--trust", trust, "--status", revoked, "--at", AT, "--json"
    )

    assert code == 1
    assert answers(said)[0]["checks"]["status"]["code"] == "status.award-revoked"


def test_a_changed_digit_is_not_valid_and_nothing_of_it_is_shown(
    run: Run, trust: Path, status: Path
) -> None:
    text = AGENCY.code()
    changed = text[:-400] + ("1" if text[-400] == "0" else "0") + text[-399:]

    code, said, _ = run(
        "verify", changed, "--trust", trust, "--status", status, "--at", AT, "--json"
    )

    (answer,) = answers(said)
    assert code == 1
    assert answer["verdict"] == "invalid"
    assert answer["passport"] is None


def test_a_good_a_forged_and_an_unreadable_input_get_one_answer_each(
    run: Run, trust: Path, status: Path, tmp_path: Path
) -> None:
    letter = written(tmp_path / "letter.txt", b"no code in here,\nnone at all")

    code, said, _ = run(
        *("verify", AGENCY.code(), "https://x.example/p#1", letter),
        *("--trust", trust, "--status", status, "--at", AT, "--json"),
    )

    found = answers(said)
    assert code == 1, "one that is not valid goes before one that cannot be read"
    assert [answer["verdict"] for answer in found] == ["valid", "invalid", None]
    assert found[2]["error"]["code"] == "scan.no-code"


def test_two_codes_in_one_input_are_both_reported(
    run: Run, trust: Path, status: Path, tmp_path: Path
) -> None:
    text = f"{AGENCY.code()}\n{AGENCY.code(name='CHEA Vanna')}\n"
    letter = written(tmp_path / "letter.txt", text.encode())

    code, said, _ = run(
        "verify", letter, "--trust", trust, "--status", status, "--at", AT, "--json"
    )

    (answer,) = answers(said)
    assert code == 0
    names = [code["passport"]["holder"]["latinName"] for code in answer["codes"]]
    assert names == ["SOK Phalla", "CHEA Vanna"]


def test_standard_input_is_read_for_a_dash(
    run: Run, trust: Path, status: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = io.TextIOWrapper(io.BytesIO(AGENCY.code().encode()))
    monkeypatch.setattr(sys, "stdin", sent)

    code, said, _ = run("verify", "-", "--trust", trust, "--status", status, "--at", AT)

    assert code == 0
    assert "-: VALID" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["verify"], "the following arguments are required"),
        (["verify", "x", "--at", "tomorrow"], "no time"),
        (["verify", "x", "--at", "0001-01-01T00:00+14:00"], "no time"),
        (["verify", "there-is-no-such-file.pdf"], "“there-is-no-such-file.pdf” is neither"),
        (["verify", ""], "is neither a file nor the text of a code"),
        (["verify", "1" * 3000], "1…” is neither a file nor the text of a code"),
        (["verify", "."], "directory"),
        (["verify", "x", "--trust", "no-list.json"], "no-list.json"),
        (["polish"], "invalid choice"),
        (["standards"], "the following arguments are required"),
    ],
    ids=lambda case: " ".join(case)[:40] if isinstance(case, list) else "",
)
def test_wrong_usage_ends_with_3_and_a_sentence(
    run: Run, arguments: list[str], sentence: str
) -> None:
    code, _, complaints = run(*arguments)

    assert code == 3
    assert sentence in complaints
    assert "Traceback" not in complaints


def test_a_damaged_trust_list_stops_everything_with_its_name(run: Run, tmp_path: Path) -> None:
    damaged = written(tmp_path / "list.json", AGENCY.trust_list()[:-30])

    code, said, complaints = run("verify", AGENCY.code(), "--trust", damaged)

    assert (code, said) == (3, "")
    assert complaints.startswith("touchstone: list.json is not a trust list that can be used")
    assert complaints.count("\n") == 1


def test_the_fingerprint_of_the_trusted_key_is_shown(run: Run, trust: Path) -> None:
    _, said, _ = run("verify", AGENCY.code(), "--trust", trust, "--at", AT)

    assert said.startswith("Trusting National Skills Agency by list 1, key fingerprint\n  ")


def test_verify_loads_neither_the_window_nor_the_database(trust: Path, picture: Path) -> None:
    script = (
        "import sys; from desktop.cli import main; "
        f"main(['verify', {str(picture)!r}, '--trust', {str(trust)!r}]); "
        "print([m for m in ('PySide6', 'sqlalchemy', 'reportlab') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_terminal_without_khmer_shows_escapes_and_no_error(trust: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "verify", AGENCY.code(), "--trust", trust, "--at", AT],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (2, "")
    assert r"\u179f" in done.stdout


def test_a_reader_that_has_had_enough_is_no_error(trust: Path) -> None:
    inputs = [AGENCY.code()] * 40
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "verify", *inputs, "--trust", str(trust)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_standards_list_names_both_shipped_units(run: Run, tmp_path: Path) -> None:
    code, said, _ = run("standards", "list", "--home", tmp_path)

    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == ["CODE", "ALT723205", "D4"]


def test_home_may_stand_before_the_command(run: Run, tmp_path: Path) -> None:
    assert run("--home", tmp_path / "centre", "standards", "list")[0] == 0
    assert (tmp_path / "centre").is_dir()


def test_standards_show_prints_rows_and_keeps_look_for_and_ask_apart(
    run: Run, tmp_path: Path
) -> None:
    code, said, _ = run("standards", "show", "d4", "--home", tmp_path)

    assert code == 0
    assert said.startswith("D4  Perform lathe operations\n")
    lines = said.splitlines()
    assert "6 Perform turning operations to specification." in lines
    given = "    Look for: Is there a statement from the supervisor about the quality of work"
    assert any(line.startswith(given) for line in lines)
    assert any(line.startswith("    Ask *: You cut an external M20 × 2.5 thread") for line in lines)


def test_an_unknown_unit_is_a_sentence(run: Run, tmp_path: Path) -> None:
    code, _, complaints = run("standards", "show", "D99", "--home", tmp_path)

    assert code == 3
    assert complaints.startswith("touchstone: no unit has the code D99")


def test_audit_check_says_that_the_chain_holds(run: Run, tmp_path: Path) -> None:
    code, said, _ = run("audit", "check", "--home", tmp_path)

    assert code == 0
    assert "the chain holds; 2 entries." in said


def test_audit_check_says_where_somebody_changed_the_log(run: Run, tmp_path: Path) -> None:
    run("standards", "list", "--home", tmp_path)
    with closing(sqlite3.connect(tmp_path / "touchstone.db")) as database, database:
        # The database itself refuses a change: whoever meddles takes that away first.
        database.execute("DROP TRIGGER audit_log_no_update")
        database.execute("UPDATE audit_log SET action = 'nothing' WHERE sequence = 2")

    code, said, _ = run("audit", "check", "--home", tmp_path)

    assert code == 1
    assert "the chain breaks at entry 2." in said
