import sys
from pathlib import Path

import pytest

from tools import set_up, system_packages


class Machine:
    """A machine in a folder: remembers which lock was installed, and by what."""

    def __init__(self, folder: Path) -> None:
        self.installed: list[tuple[str, str]] = []
        self.uv_works = True
        self.pip_works = True
        self.run_lock = folder / "requirements.lock"
        self.test_lock = folder / "requirements-test.lock"
        self.python = folder / ".venv" / "bin" / "python"

    def make_venv(self) -> None:
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def sync_with_uv(self, lock: Path) -> bool:
        if self.uv_works:
            self.installed.append(("uv", lock.name))
        return self.uv_works

    def install_with_pip(self, lock: Path) -> None:
        if not self.pip_works:
            raise set_up.SetUpError("no network")
        self.installed.append(("pip", lock.name))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    made.run_lock.write_text("a==1\n")
    made.test_lock.write_text("a==1\nb==1\n")
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(set_up, "STAMP", tmp_path / ".venv" / "set-up.json")
    monkeypatch.setattr(set_up, "LOCKS", {"run": made.run_lock, "test": made.test_lock})
    monkeypatch.setattr(set_up, "venv_python", lambda: made.python)
    monkeypatch.setattr(set_up, "fetch_uv", lambda: True)
    monkeypatch.setattr(set_up, "make_venv", made.make_venv)
    monkeypatch.setattr(set_up, "sync_with_uv", made.sync_with_uv)
    monkeypatch.setattr(set_up, "install_with_pip", made.install_with_pip)
    return made


def test_a_second_set_up_installs_nothing(machine: Machine) -> None:
    assert set_up.install_packages("run")
    assert not set_up.install_packages("run")
    assert machine.installed == [("uv", "requirements.lock")]


def test_run_after_test_takes_nothing_away(machine: Machine) -> None:
    set_up.install_packages("test")
    assert not set_up.install_packages("run")
    assert machine.installed == [("uv", "requirements-test.lock")]


def test_test_after_run_brings_the_test_packages(machine: Machine) -> None:
    set_up.install_packages("run")
    assert set_up.install_packages("test")
    assert machine.installed[-1] == ("uv", "requirements-test.lock")


def test_a_changed_lock_is_installed_and_the_test_packages_stay(machine: Machine) -> None:
    set_up.install_packages("test")
    machine.run_lock.write_text("a==2\n")
    assert set_up.install_packages("run")
    assert machine.installed[-1] == ("uv", "requirements-test.lock")


def test_where_uv_fails_pip_installs_the_same_lock(machine: Machine) -> None:
    machine.uv_works = False
    assert set_up.install_packages("run")
    assert machine.installed == [("pip", "requirements.lock")]


def test_a_set_up_that_failed_is_begun_again(machine: Machine) -> None:
    set_up.install_packages("run")
    machine.run_lock.write_text("a==2\n")
    machine.uv_works = machine.pip_works = False
    with pytest.raises(set_up.SetUpError):
        set_up.install_packages("run")
    machine.uv_works = True
    assert set_up.install_packages("run")


def test_a_stamp_that_is_not_ours_counts_as_none(machine: Machine) -> None:
    set_up.install_packages("run")
    set_up.STAMP.write_text("[half")
    assert set_up.install_packages("run")


def test_a_vanished_interpreter_is_noticed(machine: Machine) -> None:
    set_up.install_packages("run")
    machine.python.unlink()
    assert set_up.install_packages("run")


def test_an_unknown_word_is_refused_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert set_up.main(["everything"]) == 2
    assert "run|test" in capsys.readouterr().err


def test_an_old_python_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(set_up.SetUpError, match="PYTHON="):
        set_up.check_python()


@pytest.fixture
def bare_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "loads", lambda soname: soname != "libEGL.so.1")
    monkeypatch.setattr(system_packages, "install", lambda packages: False)


@pytest.mark.usefixtures("bare_system")
def test_a_missing_library_is_named_by_its_debian_package() -> None:
    assert system_packages.missing(on_screen=False) == ["libegl1"]


def test_libraries_of_the_screen_are_asked_for_only_with_a_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "loads", lambda soname: False)
    assert {"libegl1", "libxcb-cursor0"} <= set(system_packages.missing(on_screen=True))
    assert "libxcb-cursor0" not in system_packages.missing(on_screen=False)


@pytest.mark.usefixtures("bare_system")
def test_where_qt_cannot_start_set_up_stops_with_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(set_up, "qt_starts", lambda on_screen: False)
    with pytest.raises(set_up.SetUpError, match=r"apt-get install .* libegl1$"):
        set_up.provide_system_packages("test")


@pytest.mark.usefixtures("bare_system")
def test_where_qt_starts_all_the_same_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(set_up, "qt_starts", lambda on_screen: True)
    set_up.provide_system_packages("test")
    assert "apt-get install" in capsys.readouterr().out


def test_a_library_that_is_nowhere_does_not_load() -> None:
    assert not system_packages.loads("libthere-is-no-such-thing.so.7")
