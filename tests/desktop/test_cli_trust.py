"""`touchstone trust` as an agency, a centre and a receiver type it, each in a folder of its own."""

import io
import re
import shutil
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.people import AssessorRoute, Role, Staff
from core.domain.recognition import Status, StatusChange, StatusPlace, StatusReason
from core.ids import StatusChangeId, StatusPlaceId, new_id
from core.services.setting_up import (
    NewCentre,
    NewCertification,
    NewPerson,
    certify,
    create_centre,
    enrol_staff,
)
from credentials.keys import Strength
from credentials.status_list import open_status_list
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.cli import main
from desktop.parts import SystemClock, open_desk
from tests.credentials.abroad import registration_file

PASSPHRASES = ("root", "next", "after", "centre", "person", "one", "two", "new")
FINGERPRINT = re.compile(r"\d{5}(?: \d{5}){5}")


@dataclass
class World:
    """Folders of an agency and a centre, and what was printed last."""

    folder: Path
    printed: str = ""

    def run(self, home: str, line: str, *, status: int = 0) -> str:
        """Run one command line; `@name` is a file here, `:name` a passphrase file's option value."""
        words = ["trust", *line.split(), "--home", str(self.folder / home)]
        words = [re.sub("^[@:]", f"{self.folder}/", word).replace("~", " ") for word in words]
        out, err = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                found = main(words)
        except SystemExit as error:
            found = int(error.code or 0)
        self.printed = out.getvalue() + err.getvalue()
        assert found == status, self.printed
        return self.printed

    def fingerprint(self, file: str) -> str:
        """What somebody reads aloud, with ~ for blanks."""
        found = FINGERPRINT.search(self.run("ce", f"fingerprint @{file}"))
        assert found is not None
        return found.group().replace(" ", "~")

    def publish(self) -> Path:
        self.run("ag", "publish --yes --passphrase-file :root")
        return self.folder / "ag" / "published" / "trust-list.json"

    def deliver(self, options: str = "--yes") -> str:
        """Publish, and have the centre take the list in."""
        shutil.copy(self.publish(), self.folder / "list.json")
        return self.run("ce", f"accept @list.json {options}")


def _make_centre(home: Path) -> None:
    with closing(open_desk(home)) as desk:
        centre = NewCentre(
            code="KPC",
            name="Kampong Cham Centre",
            agency="Agency at Home",
            accreditation="A-1",
            accredited=(date(2020, 1, 1), date(2040, 1, 1)),
            passport_address="https://skills.example/p",
            contact="",
            practice=True,
        )
        create_centre(desk, centre, "centre", strength=Strength.FAST)
        person = NewPerson(
            name="Chan Virak",
            person_number="P-7",
            roles=frozenset({Role.ASSESSOR, Role.VERIFIER}),
            passphrase="person",
        )
        staff = enrol_staff(desk, person, strength=Strength.FAST)
        new = NewCertification(
            number="C-1",
            authority="Agency at Home",
            framework_code="RMCS-MFG",
            unit_codes=frozenset({"D4"}),
            route=AssessorRoute.TRAINER,
            starts=date(2024, 1, 1),
            ends=date(2040, 1, 1),
        )
        certify(desk, staff.id, new)


START = (
    "start --name Agency~at~Home --host skills.example --practice --next-key @next.key "
    "--passphrase-file :root --next-passphrase-file :next"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders before anything was listed."""
    folder = tmp_path_factory.mktemp("trust")
    for name in PASSPHRASES:
        (folder / name).write_text(f"{name}\n", "utf-8")
    _make_centre(folder / "ce")
    words = [re.sub("^[@:]", f"{folder}/", w).replace("~", " ") for w in START.split()]
    assert main(["trust", *words, "--home", str(folder / "ag")]) == 0
    return folder


@pytest.fixture(scope="module")
def listed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders once the centre and its person are listed, and the centre holds the list."""
    folder = tmp_path_factory.mktemp("listed") / "world"
    shutil.copytree(template, folder)
    world = World(folder)
    world.run("ce", "request --centre --out @centre.req --passphrase-file :centre")
    world.run("ce", "request --person P-7 --out @person.req --passphrase-file :person")
    for name in ("centre", "person"):
        print_ = world.fingerprint(f"{name}.req")
        world.run("ag", f"admit @{name}.req --until 2039-01-01 --fingerprint {print_}")
    shutil.copy(world.publish(), folder / "list.json")
    world.run("ce", f"accept @list.json --fingerprint {world.fingerprint('list.json')}")
    return folder


@pytest.fixture
def empty(template: Path, tmp_path: Path) -> World:
    """An agency that has begun, and a centre that knows nothing of it."""
    shutil.copytree(template, tmp_path / "world")
    return World(tmp_path / "world")


@pytest.fixture
def world(listed: Path, tmp_path: Path) -> World:
    """The centre and its person are listed, and the centre holds the list."""
    shutil.copytree(listed, tmp_path / "world")
    return World(tmp_path / "world")


def test_from_the_first_request_to_a_key_in_force(world: World) -> None:
    keys = world.run("ce", "keys")
    assert re.search(r"^centre +centre +Kampong Cham Centre +in-force ", keys, re.M)
    assert re.search(r"personal +Chan Virak +in-force", keys)
    shown = world.run("ce", "show")
    assert "Agency at Home, list 2  PRACTICE" in shown
    assert re.search(r"person +P-7 +Chan Virak ", shown)


def test_starting_twice_in_one_folder_is_refused(empty: World) -> None:
    assert "holds a trust list already" in empty.run("ag", START, status=3)


def test_the_next_root_key_is_not_kept_on_the_agencys_machine(empty: World) -> None:
    kept = {path.name for path in (empty.folder / "ag" / "keys").iterdir()}

    assert kept == {"agency.key", "status.key"}
    assert (empty.folder / "next.key").is_file()


def test_a_next_root_key_whose_stick_was_not_there_is_not_lost(
    template: Path, tmp_path: Path
) -> None:
    world = World(Path(shutil.copytree(template, tmp_path / "world")))
    shutil.rmtree(world.folder / "ag")
    (world.folder / "next.key").unlink()
    (world.folder / "no-stick").write_bytes(b"")
    world.run("ag", START.replace("@next.key", "@no-stick/next.key"), status=3)
    assert (world.folder / "ag" / "keys" / "agency-next.key").is_file()

    world.run("ag", "save-next-root --out @next.key")
    assert not (world.folder / "ag" / "keys" / "agency-next.key").exists()
    world.run("ag", "save-next-root --out @again.key", status=3)
    world.run(
        "ag",
        "rotate --next-key @next.key --following-key @after.key --yes --passphrase-file :root "
        "--next-passphrase-file :next --following-passphrase-file :after",
    )
    assert (world.folder / "after.key").is_file()


def test_a_wrong_fingerprint_admits_and_accepts_nothing(empty: World) -> None:
    empty.run("ce", "request --centre --out @centre.req --passphrase-file :centre")
    wrong = "--fingerprint 12345~12345~12345~12345~12345~12345"
    assert "not the fingerprint" in empty.run(
        "ag", f"admit @centre.req --until 2039-01-01 {wrong}", status=3
    )
    assert "Nothing waits" in empty.run("ag", "draft")
    shutil.copy(empty.publish(), empty.folder / "list.json")
    empty.run("ce", f"accept @list.json {wrong}", status=3)
    assert "holds no trust list yet" in empty.run("ce", "show")


def test_a_fingerprint_that_was_not_given_is_asked_for(
    empty: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(empty.publish(), empty.folder / "list.json")
    digits = empty.fingerprint("list.json").replace("~", "")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{digits}\n"))

    assert "Accepted." in empty.run("ce", "accept @list.json")


def test_a_tampered_list_is_refused(world: World) -> None:
    raw = bytearray((world.folder / "list.json").read_bytes())
    raw[len(raw) // 2] ^= 1
    (world.folder / "bad.json").write_bytes(raw)

    world.run("ce", "accept @bad.json --yes", status=3)


def test_an_older_list_is_refused_and_a_diff_accepts_nothing(world: World) -> None:
    first = world.folder / "ag" / "published" / "trust" / "published" / "000001.json"
    shutil.copy(first, world.folder / "old.json")

    assert "sequence 1 is below 2" in world.run("ce", "accept @old.json --yes", status=3)
    said = world.run("ce", "diff @old.json @list.json")
    assert "Chan Virak (P-7) has a new key" in said
    assert "may sign for RMCS-MFG, D4" in said


def test_nothing_is_accepted_without_a_yes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run("ag", "rename P-7 Virak~C.")
    shutil.copy(world.publish(), world.folder / "list.json")
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))

    assert "now called Virak C." in world.run("ce", "accept @list.json", status=1)
    assert "list 2" in world.run("ce", "show")


def test_a_centres_key_is_replaced_with_an_overlap(world: World) -> None:
    old = world.fingerprint("centre.req")
    world.run(
        "ce",
        "next-key --centre --out @next.req --passphrase-file :centre --next-passphrase-file :new",
    )
    assert "has no new key" in world.run("ce", "switch-key --centre", status=3)
    world.run("ag", "admit @next.req --until 2040-01-01")  # signed by the old key: nobody rings
    world.deliver()
    world.run("ce", "switch-key --centre")
    assert "several" in world.run("ag", "retire --help", status=0)
    assert "2 keys" in world.run("ag", "retire KPC", status=3)
    world.run("ag", f"retire KPC --key {old}")
    said = world.deliver()
    assert "A key of Kampong Cham Centre (KPC) is given up" in said
    keys = world.run("ce", "keys")
    assert re.search(r"^centre +.*in-force", keys, re.M)
    assert re.search(r"^centre-until-\w+ +.*retired", keys, re.M)


def test_a_persons_key_is_replaced_likewise(world: World) -> None:
    world.run(
        "ce",
        "next-key --person P-7 --out @n.req --passphrase-file :person --next-passphrase-file :new",
    )
    world.run("ag", "admit @n.req --until 2040-01-01")
    world.deliver()

    assert "Chan Virak signs with the new key" in world.run("ce", "switch-key --person P-7")
    world.run("ce", "request --person P-7 --out @x.req --passphrase-file :person", status=3)
    world.run("ce", "request --person P-7 --out @x.req --passphrase-file :new")


def test_a_signed_report_acts_at_once(world: World) -> None:
    world.run("ce", "report centre --stolen --out @r.json --passphrase-file :centre")
    world.run("ag", "act-on @r.json")

    assert "is in wrong hands" in world.deliver()


def test_an_unsigned_report_acts_once_the_fingerprint_was_read(world: World) -> None:
    said = world.run("ce", "report centre --lost --unsigned --out @r.json")
    read = FINGERPRINT.search(said)
    assert read is not None
    assert "ring back" in world.run("ag", "act-on @r.json", status=3)
    world.run("ag", f"act-on @r.json --fingerprint {read.group().replace(' ', '~')}")

    assert "is given up" in world.deliver()


def test_a_key_whose_file_is_gone_is_reported_by_what_the_desk_knows_of_it(world: World) -> None:
    (world.folder / "ce" / "keys" / "centre.key").unlink()
    world.run("ce", "report centre --stolen --unsigned --out @r.json")

    assert world.fingerprint("r.json") == world.fingerprint("centre.req")
    world.run("ce", "report nobody --stolen --unsigned --out @x.json", status=3)


def test_status_lists_and_registrations_are_taken_in(world: World) -> None:
    world.run("ag", "reserve KPC --count 8 --out @a.grant --passphrase-file :root")
    world.run("ag", "publish-status --out @lists --passphrase-file :root")
    said = world.run("ce", "accept-status @lists/1.status.cwt")
    assert said.startswith("https://skills.example/s/1, of ")

    raw = registration_file(b"an award")
    (world.folder / "r.json").write_bytes(raw)
    assert "File 1 of centre PC-01" in world.run("ce", "accept-registration @r.json")


def test_scope_and_withdrawal_are_said_at_the_desk(world: World) -> None:
    world.run("ag", "scope P-7 --framework RMCS-MFG --units D5,D6 --until 2030-01-01")
    world.run("ag", "scope KPC --framework NAT-1 --until 2030-01-01")
    world.run("ag", "withdraw P-7 --since 2026-01-01")
    said = world.deliver()

    assert "may sign for RMCS-MFG, D5, D6" in said
    assert "may assess NAT-1" in said
    assert "! A key of Chan Virak (P-7) is withdrawn from 2026-01-01" in said


def test_what_was_drafted_can_be_forgotten(world: World) -> None:
    world.run("ag", "rename P-7 Somebody~Else")
    assert "Somebody Else" in world.run("ag", "draft")
    world.run("ag", "discard")

    assert "only renews" in world.deliver()


def test_the_root_rotates_and_then_is_lost(world: World) -> None:
    world.run(
        "ag",
        "rotate --next-key @next.key --following-key @third.key --passphrase-file :root "
        "--next-passphrase-file :next --following-passphrase-file :after --yes",
    )
    shutil.copy(world.folder / "ag/published/trust-list.json", world.folder / "list.json")
    assert "changed as announced" in world.run("ce", "accept @list.json --yes")

    wrong = "emergency-rotate --next-key @next.key --following-key @x.key --yes "
    secrets = "--next-passphrase-file :next --following-passphrase-file :one"
    assert "not the next root key" in world.run("ag", wrong + secrets, status=3)
    right = wrong.replace("next.key", "third.key")
    world.run("ag", right + secrets.replace(":next", ":after"))
    shutil.copy(world.folder / "ag/published/trust-list.json", world.folder / "list.json")
    said = world.run("ce", "accept @list.json --yes --fingerprint 1", status=3)
    assert "takes over alone" in said
    print_ = world.fingerprint("list.json")
    world.run("ce", f"accept @list.json --fingerprint {print_}")
    assert "list 4" in world.run("ce", "show")
    world.run("ag", "publish --yes --passphrase-file :after")


def test_another_country_is_recognised_and_then_no_more(world: World) -> None:
    abroad = START.replace("Agency~at~Home", "Agency~Abroad").replace("next.key", "theirs.key")
    world.run("ab", abroad)
    theirs = world.folder / "theirs.json"
    shutil.copy(world.folder / "ab/published/trust-list.json", theirs)
    assert "does not recognise" in world.run("ce", "accept @theirs.json --yes", status=3)

    read = f"--fingerprint {world.fingerprint('theirs.json')}"
    world.run("ag", f"recognise @theirs.json --framework RMCS-MFG --until 2035-01-01 {read}")
    assert "! Agency Abroad is recognised for RMCS-MFG" in world.deliver()
    assert "foreign first" in world.run("ce", "accept @theirs.json --yes")
    assert "Agency Abroad, list 1" in world.run("ce", "show")

    world.run("ab", "publish --yes --passphrase-file :root")
    shutil.copy(world.folder / "ab/published/trust-list.json", theirs)
    assert "foreign successor" in world.run("ce", "accept @theirs.json --yes")
    world.run("ag", "unrecognise agency~abroad")
    assert "! Agency Abroad is no longer recognised" in world.deliver()


def test_places_are_granted_once_and_taken_in_once(world: World) -> None:
    world.run("ag", "reserve KPC --count 40 --out @a.grant --passphrase-file :root")
    world.run("ag", "reserve KPC --count 40 --out @b.grant --passphrase-file :root")
    assert "40 places" in world.run("ce", "take-places @a.grant")
    assert "40 places" in world.run("ce", "take-places @b.grant")
    assert "0 places" in world.run("ce", "take-places @a.grant")
    world.run("ag", "reserve XXX --count 4 --out @c.grant --passphrase-file :root", status=3)

    with closing(open_desk(world.folder / "ce")) as desk, desk.uow() as uow:
        places = [place.index for place in uow.find(StatusPlace)]
    assert len(set(places)) == 80
    assert max(places) > 4096, "they are drawn from the whole table"


def _withdraw(home: Path, status: Status) -> StatusPlace:
    """Let the centre's desk change the status of its first place, as a registrar would."""
    with closing(open_desk(home)) as desk, desk.uow() as uow:
        place = min(uow.find(StatusPlace), key=lambda one: one.index)
        saved = uow.save(replace(place, status=status, taken_by="a passport"))
        uow.append(
            StatusChange(
                id=StatusChangeId(new_id()),
                place_id=place.id,
                status=status,
                reason="an error",
                code=StatusReason.ERROR,
                at=desk.clock.now(),
                by=uow.find(Staff)[0].id,
            )
        )
        uow.commit()
    return saved


def _stands(world: World, place: StatusPlace) -> str:
    world.run("ag", "publish-status --out @lists --passphrase-file :root")
    trusted = open_trust_list_unpinned((world.folder / "list.json").read_bytes())
    token = (world.folder / "lists" / "1.status.cwt").read_bytes()
    status = open_status_list(token, [trusted])
    assert status.places >= 131_072
    assert status.uri == place.list_uri
    return status.status(place.index).name


def test_what_a_centre_withdraws_stands_in_the_agencys_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run("ag", "reserve KPC --count 8 --out @a.grant --passphrase-file :root")
    world.run("ce", "take-places @a.grant")
    report = "report-status --out @s.json --passphrase-file :centre"
    minutes = 0  # reports carry whole seconds
    monkeypatch.setattr(
        SystemClock, "now", lambda _: datetime.now(UTC) + timedelta(minutes=minutes)
    )
    for status in (Status.SUSPENDED, Status.VALID, Status.REVOKED):
        place = _withdraw(world.folder / "ce", status)
        world.run("ce", report)
        assert "1 places changed" in world.run("ag", "take-status @s.json")
        assert _stands(world, place) == status.name
        minutes += 1

    assert "as new as this" in world.run("ag", "take-status @s.json", status=3)
    _withdraw(world.folder / "ce", Status.VALID)
    world.run("ce", report)
    assert "stays so" in world.run("ag", "take-status @s.json", status=3)


def test_a_centre_reports_on_no_places_but_its_own(world: World) -> None:
    with closing(open_desk(world.folder / "ce")) as desk, desk.uow() as uow:
        place_id = StatusPlaceId(new_id())
        uow.save(StatusPlace(id=place_id, list_uri="https://skills.example/s/1", index=5))
        uow.commit()
    _withdraw(world.folder / "ce", Status.REVOKED)
    world.run("ce", "report-status --out @s.json --passphrase-file :centre")

    assert "not granted" in world.run("ag", "take-status @s.json", status=3)


def test_a_grant_of_another_agency_is_refused(world: World) -> None:
    world.run("ab", START.replace("next.key", "theirs.key"))
    world.run("ce", "request --centre --out @c.req --passphrase-file :centre")
    read = world.fingerprint("c.req")
    world.run("ab", f"admit @c.req --until 2039-01-01 --fingerprint {read}")
    world.run("ab", "publish --yes --passphrase-file :root")
    world.run("ab", "reserve KPC --count 4 --out @x.grant --passphrase-file :root")

    assert "not signed by a status key" in world.run("ce", "take-places @x.grant", status=3)


def test_a_key_comes_back_from_two_halves(world: World) -> None:
    world.run(
        "ce",
        "divide centre --holder Sokha --holder Bora --out @one.half --out @two.half "
        "--passphrase-file :centre --first-passphrase-file :one --second-passphrase-file :two",
    )
    (world.folder / "ce" / "keys" / "centre.key").unlink()
    recover = (
        "recover centre @two.half @one.half --first-passphrase-file :two "
        "--second-passphrase-file :one --new-passphrase-file :new"
    )
    world.run("ce", recover.replace("one.half", "two.half"), status=3)
    world.run("ce", recover)

    world.run("ce", "request --centre --out @c.req --passphrase-file :new")
    assert world.fingerprint("c.req") == world.fingerprint("centre.req")


def test_a_passphrase_is_changed(world: World) -> None:
    change = "passphrase centre --passphrase-file :centre --new-passphrase-file :new"
    world.run("ce", change)

    assert "does not open" in world.run("ce", change, status=3)
    world.run("ce", "request --centre --out @c.req --passphrase-file :new")


def test_there_is_nothing_to_register_where_nothing_was_issued(world: World) -> None:
    said = world.run("ce", "register --out @r.json --passphrase-file :centre", status=3)

    assert "in a registration file already" in said
    assert not (world.folder / "r.json").exists()


def test_a_stolen_status_key_is_replaced_at_once(world: World) -> None:
    world.run("ag", "renew-status-key --stolen --passphrase-file :root")
    shutil.copy(world.folder / "ag/published/trust-list.json", world.folder / "list.json")
    said = world.run("ce", "accept @list.json --yes")

    assert "A new key signs status lists" in said
    assert "is in wrong hands" in said


@pytest.mark.parametrize(
    "line", ["publish --yes --passphrase-file :root", "draft", "retire P-7"], ids=str
)
def test_where_no_agency_is_the_program_says_so(world: World, line: str) -> None:
    assert "no agency in this folder" in world.run("nowhere", line, status=3)


def test_a_wrong_passphrase_changes_nothing(world: World) -> None:
    world.run("ag", "rename P-7 Other~Name")
    assert "does not open" in world.run("ag", "publish --yes --passphrase-file :two", status=3)
    assert "Other Name" in world.run("ag", "draft")


@pytest.mark.parametrize("what", ["nonsense", "{}", ""])
def test_any_file_where_a_paper_belongs_is_refused_in_words(world: World, what: str) -> None:
    (world.folder / "odd").write_text(what, "utf-8")
    for home, line in (
        ("ce", "accept @odd --yes"),
        ("ce", "fingerprint @odd"),
        ("ce", "take-places @odd"),
        ("ag", "admit @odd --until 2030-01-01"),
        ("ag", "anchor @odd"),
        ("ag", "act-on @odd"),
        ("ag", "take-status @odd"),
    ):
        said = world.run(home, line, status=3)
        assert said.startswith("touchstone: ")
        assert "Traceback" not in said
