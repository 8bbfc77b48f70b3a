"""What every test has: no screen is needed, and no test leaves work behind."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.demo.walk import Walk
from tests.practice import Template, make_template, practice_walk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    """A test that leaves a thread running fails, and says which."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    ]
    assert not left, f"still running after the test: {left}; wait for them or stop them"


@pytest.fixture(scope="session")
def practice_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A practice centre without a case, made once; tests work on copies of it."""
    return make_template(tmp_path_factory.mktemp("practice") / "home")


@pytest.fixture
def walk(practice_template: Template, tmp_path: Path) -> Iterator[Walk]:
    """A practice centre of its own for one test, with its four people signed in."""
    with practice_walk(practice_template, tmp_path / "home") as walking:
        yield walking
