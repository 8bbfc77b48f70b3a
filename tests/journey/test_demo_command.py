"""`touchstone demo` in a process of its own, and what `touchstone verify` says of its files."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.domain.people import Staff
from core.domain.recognition import Award, Status
from core.services.publishing_status import publish_status
from core.services.signing_in import sign_in, unlock_key
from core.services.status_places import change_status
from credentials.signing import SigningKey
from desktop.demo.centre import PASSPHRASE
from desktop.parts import open_desk
from tests.journey.forger import Forger
from tests.passports import PaperAgency

PROMISED = (
    "passport.pdf", "qr.png", "qr.txt", "passport.json", "trust-list.json", "status-list.cwt",
    "status-list.json",
)  # fmt: skip
LONGEST_S = 300


def touchstone(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own, without a screen."""
    without_screen = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
        env=without_screen,
    )


@dataclass(frozen=True)
class Demo:
    """What the command said and left."""

    status: int
    said: str
    home: Path
    out: Path

    @property
    def text(self) -> str:
        """The text of the passport's code."""
        return (self.out / "qr.txt").read_text()

    @property
    def trust(self) -> tuple[str | Path, ...]:
        """The arguments that name its trust list."""
        return ("--trust", self.out / "trust-list.json")

    @property
    def lists(self) -> tuple[str | Path, ...]:
        """The arguments that name both its lists."""
        return (*self.trust, "--status", self.out / "status-list.cwt")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration, made once, also where several processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    home, out, status = folder / "home", folder / "demo-output", folder / "status"
    try:
        folder.mkdir()
    except FileExistsError:  # another process makes it
        give_up = time.monotonic() + LONGEST_S
        while not status.exists() and time.monotonic() < give_up:
            time.sleep(0.1)
    else:
        cut_off = folder / "home.making" / "keys"  # as a demonstration leaves it that was killed
        cut_off.mkdir(parents=True)
        (cut_off / "centre.key").write_bytes(b"half a k")
        done = touchstone("demo", "--no-window", "--home", home, "--out", out)
        (folder / "said").write_text(done.stdout + done.stderr, "utf-8")
        (folder / "making").write_text(str(done.returncode))
        (folder / "making").rename(status)
    return Demo(int(status.read_text()), (folder / "said").read_text("utf-8"), home, out)


def verified(*arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    """The exit status of `verify --json`, and what it says of each input."""
    done = touchstone("verify", "--json", *arguments)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def failed(answer: dict[str, Any]) -> set[str]:
    """The codes of the checks that failed."""
    return {one["code"] for one in answer["checks"].values() if one["answer"] == "failed"}


def test_the_demonstration_says_six_steps_and_leaves_the_promised_files(demo: Demo) -> None:
    assert demo.status == 0, demo.said
    steps = [line[0] for line in demo.said.splitlines() if line[:1].isdigit()]
    assert steps == list("0123456")
    for name in PROMISED:
        assert (demo.out / name).stat().st_size > 0, name
    assert (demo.out / "passport.pdf").read_bytes().startswith(b"%PDF-")
    assert "Sok Dara" in (demo.out / "passport.json").read_text("utf-8")
    with Image.open(demo.out / "qr.png") as code:
        assert code.width == code.height
    assert not demo.home.with_name("home.making").exists(), "what was half-made is gone"


def test_every_view_is_pictured_in_light_and_dark(demo: Demo) -> None:
    light, dark = (
        {one.name.removesuffix(f"-{theme}.png") for one in demo.out.rglob(f"*-{theme}.png")}
        for theme in ("light", "dark")
    )
    assert light == dark
    assert len(light) >= 9, "sign-in, my work, candidates, cases, stages, grid, passports, verify"
    for path in demo.out.rglob("*-light.png"):
        with Image.open(path) as picture:
            assert len(picture.convert("RGB").getcolors(1 << 20) or [0] * 99) > 20, path.name


@pytest.mark.parametrize("what", ["passport.pdf", "qr.png", "qr.txt"])
def test_with_trust_list_and_status_list_it_is_valid(demo: Demo, what: str) -> None:
    status, [answer] = verified(demo.out / what, *demo.lists)

    assert (status, answer["verdict"]) == (0, "valid")
    assert answer["passport"]["holder"]["latinName"] == "Sok Dara"
    assert answer["checks"]["four_eyes"]["code"] == "four_eyes.ok"


def test_without_a_status_list_it_is_undecided(demo: Demo) -> None:
    status, [answer] = verified(demo.out / "passport.pdf", *demo.trust)

    assert (status, answer["verdict"]) == (2, "undecided")
    assert answer["checks"]["status"]["code"] == "status.none-at-hand"
    assert failed(answer) == set()


def test_by_another_agencys_list_the_issuer_is_unknown(demo: Demo, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(PaperAgency("Another Agency").trust_list())

    status, [answer] = verified(demo.text, "--trust", other)

    assert (status, answer["verdict"]) == (2, "undecided")
    assert answer["checks"]["issuer"]["code"] == "issuer.unknown"
    assert answer["checks"]["signature"]["answer"] == "not_checked", "neither red nor green"


def test_with_one_digit_changed_it_is_not_valid(demo: Demo) -> None:
    start = demo.text.index("#") + 1
    texts = []
    for place in range(start, len(demo.text), len(demo.text) // 12):
        digit = str((int(demo.text[place]) + 1) % 10)
        texts.append(demo.text[:place] + digit + demo.text[place + 1 :])

    status, answers = verified(*texts, *demo.lists)

    assert status == 1
    assert len(answers) == len(texts) > 10
    for answer in answers:
        assert answer["verdict"] == "invalid"
        assert failed(answer) in ({"readable.damaged"}, {"signature.centre"})
        assert answer["passport"] is None


def test_each_forgery_by_those_who_hold_the_keys_has_its_own_code(demo: Demo) -> None:
    forger = Forger(demo.home, demo.text)
    try:
        with SigningKey.generate() as stranger:
            forged = {
                "four_eyes.same-person": forger.same_person(),
                "signature.assessor-not-named": forger.signed_by_a_colleague(),
                "signature.assessor": forger.signed_by_a_stranger(stranger),
                "signature.other-holder": forger.moved_to_another_holder(),
            }
        honest = forger.honest()
    finally:
        forger.close()

    status, answers = verified(honest, *forged.values(), *demo.lists)

    assert status == 1
    assert answers[0]["verdict"] == "valid", "what the forger does not change stays good"
    for code, answer in zip(forged, answers[1:], strict=True):
        assert answer["verdict"] == "invalid", code
        assert failed(answer) == {code}


def revoke_the_award(home: Path) -> bytes:
    """Revoke the award as the registrar; the status list that says so."""
    desk = open_desk(home)
    try:
        with desk.uow() as uow:
            award = uow.find(Award)[0]
            registrar = next(one for one in uow.find(Staff) if one.person_number == "0102")
        sitting = sign_in(desk, registrar.id, PASSPHRASE)
        change_status(desk, sitting, award.status_place_id, Status.REVOKED, "forged statement")
        with unlock_key(desk, "status", PASSPHRASE) as key:
            publish_status(desk, sitting, key)
        sitting.end()
        return desk.published.status() or b""
    finally:
        desk.close()


def test_a_revoked_award_is_not_valid_by_the_next_status_list(demo: Demo, tmp_path: Path) -> None:
    newer = tmp_path / "status-list.cwt"
    newer.write_bytes(revoke_the_award(demo.home))

    status, [answer] = verified(demo.text, *demo.trust, "--status", newer)

    assert (status, answer["verdict"]) == (1, "invalid")
    assert failed(answer) == {"status.award-revoked"}


def test_what_cannot_be_read_is_no_verdict(demo: Demo, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()

    status, answers = verified("no such thing", empty, *demo.lists)

    assert status == 3
    assert [(one["verdict"], one["error"]["code"]) for one in answers] == [
        (None, "input.no-such-file"),
        (None, "scan.empty"),
    ]


def test_the_audit_log_of_the_demonstration_holds(demo: Demo) -> None:
    checked = touchstone("audit", "check", "--home", demo.home)

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout
