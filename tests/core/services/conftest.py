"""Cases made once and copied: each test goes on from the copy with a clock that is a day later."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.case import Case
from core.domain.standards import Unit
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from tests.practice import Template, mapped, practice_walk, verified


@dataclass(frozen=True)
class Work:
    """A practice centre of its own for one test, with Sok Dara's case and the unit it is about."""

    walk: Walk
    case: Case
    unit: Unit


@dataclass(frozen=True)
class _Made:
    template: Template
    case: Case


def _going_on(made: _Made, home: Path) -> Iterator[Work]:
    with practice_walk(made.template, home, days_ago=2) as walk:
        yield Work(walk, made.case, practice_unit(walk.desk, "D4"))


@pytest.fixture(scope="session")
def _mapped_once(practice_template: Template, tmp_path_factory: pytest.TempPathFactory) -> _Made:
    home = tmp_path_factory.mktemp("mapped") / "home"
    with practice_walk(practice_template, home) as walk:
        case = mapped(walk)
    return _Made(Template(home, practice_template.staff), case)


@pytest.fixture(scope="session")
def _verified_once(practice_template: Template, tmp_path_factory: pytest.TempPathFactory) -> _Made:
    home = tmp_path_factory.mktemp("verified") / "home"
    with practice_walk(practice_template, home) as walk:
        case = verified(walk)
    return _Made(Template(home, practice_template.staff), case)


@pytest.fixture
def at_map(_mapped_once: _Made, tmp_path: Path) -> Iterator[Work]:
    """The case with six of seven rows mapped, at the stage *map*."""
    yield from _going_on(_mapped_once, tmp_path / "home")


@pytest.fixture
def at_recognise(_verified_once: _Made, tmp_path: Path) -> Iterator[Work]:
    """The case found competent and countersigned, ready for its passport."""
    yield from _going_on(_verified_once, tmp_path / "home")
