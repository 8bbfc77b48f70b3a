"""What is left after `kill -9`, and after many hands at once."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.domain.audit import first_break
from core.domain.people import Candidate
from core.ids import DeskId, new_id
from core.storage.backups import integrity_problems
from core.storage.engine import open_database
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.conftest import TickingClock, sqlite_only

Uow = Callable[[], SqlUnitOfWork]

WRITER = """
import sys, uuid
from pathlib import Path
from core.storage.engine import open_database
from core.storage.unit_of_work import SqlUnitOfWork
from tests.storage import made
from tests.storage.conftest import TickingClock

engine = open_database(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with SqlUnitOfWork(engine, uuid.UUID(sys.argv[2]), TickingClock()) as work:
        worker = work.save(made.candidate(f"Worker {number}"))
        work.note("candidate.added", worker.id, by=None, at=made.NOON, number=number)
        print("writing", number, flush=True)
        work.commit()
    print("written", number, flush=True)
"""


@sqlite_only
@pytest.mark.parametrize("lines", [9, 40, 41])
def test_a_killed_program_loses_at_most_what_it_was_writing(
    path: Path, desk: DeskId, lines: int
) -> None:
    open_database(path).dispose()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(desk)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline().split() for _ in range(lines)]
    writer.kill()
    said += [line.split() for line in writer.stdout.read().splitlines()]
    writer.wait()
    writer.stdout.close()
    written = max(int(number) for what, number in said if what == "written")
    begun = max(int(number) for what, number in said if what == "writing")

    engine = open_database(path)
    with SqlUnitOfWork(engine, desk, TickingClock()) as work:
        names = [one.name for one in work.find(Candidate)]
        log = list(work.audit_log(desk))
    engine.dispose()

    assert written <= len(names) <= begun
    assert names == [f"Worker {number}" for number in range(1, len(names) + 1)]
    assert [line.facts["number"] for line in log] == list(range(1, len(names) + 1))
    assert first_break(log) is None
    assert integrity_problems(path) == []


def test_many_hands_at_once_write_one_unbroken_log(uow: Uow, desk: DeskId) -> None:
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(15):
                with uow() as work:
                    worker = work.save(made.candidate())
                    work.note("candidate.added", worker.id, by=None, at=made.NOON)
                    work.commit()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with uow() as work:
        log = list(work.audit_log(desk))
        assert len(work.find(Candidate)) == 60
    assert failed == []
    assert len(log) == 60
    assert first_break(log) is None


@sqlite_only
def test_a_line_that_was_changed_in_the_file_shows(uow: Uow, desk: DeskId, engine: Engine) -> None:
    with uow() as work:
        for number in range(5):
            work.note("test.line", new_id(), by=None, at=made.NOON, number=number)
        work.commit()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql("UPDATE audit_log SET action = 'x' WHERE sequence = 3")

    with uow() as work:
        broken = first_break(work.audit_log(desk))

    assert broken is not None
    assert broken.sequence == 3
