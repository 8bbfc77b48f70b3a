import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [
    ROOT / "requirements.lock",
    ROOT / "requirements-test.lock",
    ROOT / "tools" / "requirements-uv.lock",
]


def pins(lock: Path) -> dict[str, str]:
    """Package name to version, for each pinned line."""
    found = re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    blocks = re.split(r"\n(?=\w)", lock.read_text(encoding="utf-8").strip())
    assert len(blocks) == len(pins(lock)) > 0
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_a_registry(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


def test_tests_run_on_the_very_versions_that_users_get() -> None:
    run, test = pins(LOCKS[0]), pins(LOCKS[1])
    assert run.items() <= test.items()
