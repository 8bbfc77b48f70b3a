"""Taking papers into the binder: numbers that stay, files by digest, all of it or nothing."""

import errno
import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Exhibit, FileRole
from core.errors import CoreError, NotFoundError, RefusedError, StaleRecordError
from core.services.collecting import add_exhibit, attach_file, save_exhibit
from core.services.inspecting_files import inspect
from tests.core.services.conftest import Work
from tests.core.services.test_inspecting_files import pdf

PAYSLIP = inspect("payslip.pdf", pdf(2))


def add(work: Work, title: str = "Payslip") -> Exhibit:
    walk = work.walk
    return add_exhibit(
        walk.desk,
        walk.advisor,
        work.case.id,
        kind=ExhibitKind.WORK_HISTORY,
        title=title,
        file=PAYSLIP,
    )


def files(home: Path) -> list[Path]:
    return sorted(one for one in (home / "evidence").rglob("*") if one.is_file())


def test_an_exhibit_is_filed_with_its_file_and_a_line_in_the_log(at_map: Work) -> None:
    exhibit = add(at_map, "  Payslip, May 2025 ")

    file = at_map.walk.file(at_map.case.id)
    [kept] = file.files_of(exhibit.id)
    assert (exhibit.number, exhibit.title, exhibit.supplement) == (3, "Payslip, May 2025", 0)
    assert (kept.name, kept.media_type, kept.pages, kept.role) == (
        "payslip.pdf",
        "application/pdf",
        2,
        FileRole.DOCUMENT,
    )
    assert kept.sha256 == hashlib.sha256(PAYSLIP.content).hexdigest()
    assert at_map.walk.desk.files.get(kept.sha256) == PAYSLIP.content
    with at_map.walk.desk.uow() as uow:
        line = list(uow.audit_log(at_map.walk.desk.id))[-1]
    assert (line.action, line.subject, line.facts["sha256"]) == (
        "exhibit.added",
        exhibit.id,
        kept.sha256,
    )


def test_an_exhibit_can_be_filed_before_its_paper_is_scanned(at_map: Work) -> None:
    walk = at_map.walk
    exhibit = add_exhibit(
        walk.desk, walk.advisor, at_map.case.id, kind=ExhibitKind.APPRAISAL, title="to come"
    )
    assert walk.file(at_map.case.id).files_of(exhibit.id) == ()

    attach_file(walk.desk, walk.advisor, exhibit, PAYSLIP)
    attach_file(walk.desk, walk.advisor, exhibit, inspect("a.txt", b"words"), FileRole.TRANSLATION)

    kept = walk.file(at_map.case.id).files_of(exhibit.id)
    assert [(one.name, one.role) for one in kept] == [
        ("payslip.pdf", FileRole.DOCUMENT),
        ("a.txt", FileRole.TRANSLATION),
    ]


def test_the_same_paper_in_two_exhibits_is_kept_once(at_map: Work, tmp_path: Path) -> None:
    first, before = add(at_map), files(tmp_path / "home")

    second = add(at_map)

    assert second.number == first.number + 1
    assert files(tmp_path / "home") == before


def test_only_an_advisor_files_changes_and_attaches(at_map: Work) -> None:
    walk, exhibit = at_map.walk, add(at_map)
    before = walk.file(at_map.case.id)

    for by in (walk.assessor, walk.registrar):
        with pytest.raises(RefusedError):
            add_exhibit(
                walk.desk, by, at_map.case.id, kind=ExhibitKind.STATEMENT, title="x", file=PAYSLIP
            )
        with pytest.raises(RefusedError):
            save_exhibit(walk.desk, by, replace(exhibit, title="x"))
        with pytest.raises(RefusedError):
            attach_file(walk.desk, by, exhibit, PAYSLIP)
    after = walk.file(at_map.case.id)
    assert (after.exhibits, after.files) == (before.exhibits, before.files)


def test_the_number_printed_on_the_paper_is_not_changed(at_map: Work) -> None:
    exhibit = add(at_map)

    for other in (replace(exhibit, number=99), replace(exhibit, supplement=1)):
        with pytest.raises(NotFoundError):
            save_exhibit(at_map.walk.desk, at_map.walk.advisor, other)
    assert at_map.walk.file(at_map.case.id).exhibit(exhibit.id) == exhibit


def test_the_version_that_somebody_else_saved_is_kept(at_map: Work) -> None:
    walk, exhibit = at_map.walk, add(at_map)
    theirs = save_exhibit(walk.desk, walk.advisor, replace(exhibit, title="theirs"))

    with pytest.raises(StaleRecordError):
        save_exhibit(walk.desk, walk.advisor, replace(exhibit, title="mine"))

    assert walk.file(at_map.case.id).exhibit(exhibit.id) == theirs


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_files_no_exhibit_and_leaves_nothing(
    at_map: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: str
) -> None:
    walk = at_map.walk
    before = walk.file(at_map.case.id), files(tmp_path / "home")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(*((Path, call, full) if call == "replace" else (os, call, full)))
        with pytest.raises(CoreError) as caught:
            add(at_map)

    assert caught.value.code == "store.disk-full"
    assert (walk.file(at_map.case.id), files(tmp_path / "home")) == before
    assert add(at_map).number == 3
