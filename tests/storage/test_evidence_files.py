import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import CoreError, NotFoundError, StorageError, WrongInputError
from core.ports.evidence_files import EvidenceFiles
from core.storage.errors import DiskFullError, ReadOnlyStoreError, StoreCorruptError
from core.storage.evidence_files import FolderEvidenceFiles

PHOTO = b"\xff\xd8\xff a photo"
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the evidence of this test lies."""
    return tmp_path / "evidence"


def everything(root: Path) -> list[Path]:
    return [one for one in root.rglob("*") if one.is_file()]


def test_what_was_put_in_comes_back_under_its_digest(root: Path) -> None:
    files: EvidenceFiles = FolderEvidenceFiles(root)
    stored = files.put(PHOTO)
    assert (stored.sha256, stored.size) == (DIGEST, len(PHOTO))
    assert files.get(DIGEST) == PHOTO
    assert files.path(DIGEST) == root / DIGEST[:2] / DIGEST[2:4] / DIGEST


def test_the_same_content_is_kept_once_and_not_written_again(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    files.put(PHOTO)
    first = files.path(DIGEST).stat().st_ino
    files.put(PHOTO)
    assert files.path(DIGEST).stat().st_ino == first
    assert len(everything(root)) == 1


def test_an_empty_file_can_be_kept(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    assert files.get(files.put(b"").sha256) == b""


def test_only_the_owner_can_read_a_workers_papers(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    files.put(PHOTO)
    assert files.path(DIGEST).stat().st_mode & 0o077 == 0


def test_a_file_that_was_changed_is_not_handed_out(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    files.put(PHOTO)
    files.path(DIGEST).write_bytes(PHOTO + b"!")
    with pytest.raises(StoreCorruptError, match="do not use it as evidence") as caught:
        files.get(DIGEST)
    assert caught.value.code == "store.corrupt"


def test_putting_the_content_in_again_mends_a_damaged_file(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    files.put(PHOTO)
    files.path(DIGEST).write_bytes(b"damaged")
    files.put(PHOTO)
    assert files.get(DIGEST) == PHOTO


def test_what_is_not_there_is_not_found(root: Path) -> None:
    with pytest.raises(NotFoundError):
        FolderEvidenceFiles(root).get(DIGEST)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", DIGEST.upper(), DIGEST + "0", "a/" * 32])
def test_no_path_can_be_made_of_what_is_no_digest(root: Path, name: str) -> None:
    with pytest.raises(WrongInputError):
        FolderEvidenceFiles(root).path(name)


def test_a_file_that_is_too_large_is_refused_and_one_as_large_as_may_be_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.ports.evidence_files.MAX_EVIDENCE_BYTES", 10)
    files = FolderEvidenceFiles(root)
    files.put(b"x" * 10)
    with pytest.raises(CoreError, match="at most 10") as caught:
        files.put(b"x" * 11)
    assert caught.value.code == "evidence.too-large"
    assert len(everything(root)) == 1


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EROFS, ReadOnlyStoreError),
        (errno.EIO, StorageError),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[StorageError], call: str
) -> None:
    files = FolderEvidenceFiles(root)

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((Path, call, refuse) if call == "replace" else (os, call, refuse)))
    with pytest.raises(expected) as caught:
        files.put(PHOTO)

    assert type(caught.value) is expected
    assert everything(root) == []


def test_a_disk_that_is_really_full_leaves_nothing_behind(root: Path) -> None:
    program = """
import resource, sys
from pathlib import Path
from core.storage.errors import DiskFullError
from core.storage.evidence_files import FolderEvidenceFiles
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
files = FolderEvidenceFiles(Path(sys.argv[1]))
files.put(b"small")
try:
    files.put(bytes(1_000_000))
except DiskFullError as error:
    sys.exit(7 if "Free some space" in str(error) else 1)
"""
    run = subprocess.run([sys.executable, "-c", program, str(root)], check=False)
    assert run.returncode == 7
    assert [one.read_bytes() for one in everything(root)] == [b"small"]


def test_a_file_that_was_written_bit_by_bit_is_moved_in_and_kept_once(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    for _ in range(2):
        path = files.fresh()
        path.write_bytes(PHOTO)
        assert files.take(path).sha256 == DIGEST
        assert not path.exists()
    assert files.get(DIGEST) == PHOTO
    assert files.path(DIGEST).stat().st_mode & 0o077 == 0
    assert len(everything(root)) == 1


def test_moving_a_file_in_mends_a_damaged_one(root: Path) -> None:
    files = FolderEvidenceFiles(root)
    files.put(PHOTO)
    files.path(DIGEST).write_bytes(b"damaged")
    path = files.fresh()
    path.write_bytes(PHOTO)
    files.take(path)
    assert files.get(DIGEST) == PHOTO


def test_a_disk_that_is_full_leaves_what_was_to_be_moved_in_where_it_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FolderEvidenceFiles(root)
    path = files.fresh()
    path.write_bytes(PHOTO)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        files.take(path)
    assert path.read_bytes() == PHOTO
    assert not files.path(DIGEST).exists()


def test_what_is_too_large_is_not_moved_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.ports.evidence_files.MAX_EVIDENCE_BYTES", len(PHOTO) - 1)
    files = FolderEvidenceFiles(root)
    path = files.fresh()
    path.write_bytes(PHOTO)
    with pytest.raises(WrongInputError):
        files.take(path)
    assert path.exists()


def test_recordings_that_a_stopped_program_left_are_never_swept(root: Path) -> None:
    left = FolderEvidenceFiles(root).unfinished() / "voice.wav"
    left.write_bytes(b"half a voice note")
    os.utime(left, (0, 0))
    FolderEvidenceFiles(root)
    assert left.exists()
