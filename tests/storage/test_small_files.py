import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import CoreError, NotFoundError, WrongInputError
from core.ports.desk import PublishedLists, SealedKeys
from core.storage.atomic import PARTIAL
from core.storage.desk_identity import desk_id
from core.storage.errors import DiskFullError, StoreCorruptError
from core.storage.evidence_files import FolderEvidenceFiles
from core.storage.published_lists import FolderPublishedLists
from core.storage.sealed_keys import FolderSealedKeys
from credentials.errors import KeyFileDamagedError
from credentials.keys import Purpose, SealedKey, Strength
from credentials.signing import SigningKey


@pytest.fixture
def sealed() -> SealedKey:
    """A personal key, sealed."""
    key = SigningKey.generate()
    return key.seal("a passphrase", purpose=Purpose.PERSONAL, owner="Dara", strength=Strength.FAST)


def test_a_key_comes_back_as_it_was_kept(tmp_path: Path, sealed: SealedKey) -> None:
    keys: SealedKeys = FolderSealedKeys(tmp_path / "keys")
    keys.keep("staff-1", sealed)
    assert keys.load("staff-1") == sealed


def test_only_the_owner_can_read_a_key_file(tmp_path: Path, sealed: SealedKey) -> None:
    FolderSealedKeys(tmp_path).keep("centre", sealed)
    assert (tmp_path / "centre.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        FolderSealedKeys(tmp_path).load("agency")


def test_a_damaged_key_file_says_so(tmp_path: Path, sealed: SealedKey) -> None:
    keys = FolderSealedKeys(tmp_path)
    keys.keep("centre", sealed)
    (tmp_path / "centre.key").write_bytes(sealed.to_bytes()[:-20])
    with pytest.raises(KeyFileDamagedError):
        keys.load("centre")


@pytest.mark.parametrize("name", ["", "..", "../centre", "a/b", "A", "a" * 101])
def test_no_path_can_be_made_of_a_keys_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongInputError):
        FolderSealedKeys(tmp_path).load(name)


def test_a_key_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, sealed: SealedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FolderSealedKeys(tmp_path)
    keys.keep("centre", sealed)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        keys.keep(
            "centre",
            SigningKey.generate().seal(
                "b", purpose=Purpose.CENTRE, owner="x", strength=Strength.FAST
            ),
        )

    assert keys.load("centre") == sealed
    assert [one.name for one in tmp_path.iterdir()] == ["centre.key"]


def test_published_lists_are_none_and_then_the_newest(tmp_path: Path) -> None:
    lists: PublishedLists = FolderPublishedLists(tmp_path / "published")
    assert (lists.trust(), lists.status(), lists.bitstrings()) == (None, None, None)

    for one in (b"first", b"second"):
        lists.keep_trust(one)
        lists.keep_status(one * 2, one * 3)

    assert (lists.trust(), lists.status()) == (b"second", b"secondsecond")
    assert lists.bitstrings() == b"secondsecondsecond"
    names = sorted(one.name for one in (tmp_path / "published").iterdir())
    assert names == ["status-list.cwt", "status-list.json", "trust-list.json"]


@pytest.mark.parametrize(
    ("folder", "begin"),
    [
        ("evidence/incoming", lambda home: FolderEvidenceFiles(home / "evidence")),
        ("keys", lambda home: FolderSealedKeys(home / "keys")),
        ("published/trust/followed", lambda home: FolderPublishedLists(home / "published")),
        (".", desk_id),
    ],
    ids=["evidence", "keys", "lists", "the desk's id"],
)
def test_what_a_stopped_program_left_is_swept_and_what_is_being_written_is_not(
    tmp_path: Path, folder: str, begin: Callable[[Path], object]
) -> None:
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    stale, fresh = (tmp_path / folder / f"1.{name}{PARTIAL}" for name in ("0a", "0b"))
    for partial in (stale, fresh):
        partial.write_bytes(b"half of a sc")
    two_hours_ago = time.time() - 7200
    os.utime(stale, (two_hours_ago, two_hours_ago))

    begin(tmp_path)

    assert not stale.exists()
    assert fresh.exists()
    assert FolderPublishedLists(tmp_path / "published").names("followed") == ()


def test_a_desk_keeps_its_id_and_another_has_another(tmp_path: Path) -> None:
    first = desk_id(tmp_path / "a")
    assert desk_id(tmp_path / "a") == first
    assert desk_id(tmp_path / "b") != first


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"not an id"])
def test_a_damaged_id_of_the_desk_is_not_replaced_in_silence(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "desk-id").write_bytes(content)
    with pytest.raises(StoreCorruptError, match="names this desk") as caught:
        desk_id(tmp_path)
    assert isinstance(caught.value, CoreError)
    assert (tmp_path / "desk-id").read_bytes() == content
