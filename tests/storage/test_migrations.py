import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from core.domain.assessment import Decision
from core.domain.recognition import Award, ProposedAward, StatusPlace
from core.domain.verifying import Verification
from core.ids import AwardId, ProposedAwardId, StatusPlaceId, new_id
from core.ports.unit_of_work import UnitOfWork
from core.storage.migrations import HEAD, REVISIONS, running
from core.storage.tables import metadata
from tests.storage import made
from tests.storage.conftest import sqlite_only

pytestmark = sqlite_only
VERSIONS = Path(running.__file__).parent / "versions"


def schema(connection: Connection) -> dict[str, str]:
    """Every table and index by its name, as SQL with its parts in one order."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') "
        "AND name != 'alembic_version'"
    )
    return {name: "\n".join(sorted(re.split(r",?\s*\n\s*", sql))) for name, sql in rows}


def test_the_newest_schema_is_that_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_checks_and_constraints_are_those_of_the_tables_to_the_letter(engine: Engine) -> None:
    of_tables = create_engine("sqlite://")
    metadata.create_all(of_tables)
    with engine.connect() as migrated, of_tables.connect() as made:
        assert schema(migrated) == schema(made)
    of_tables.dispose()


def test_the_list_of_revisions_is_alembics_own() -> None:
    known = [one.revision for one in running.scripts().walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS
    assert running.scripts().get_heads() == [HEAD]


def test_up_and_down_leaves_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        running.downgrade(connection)
        left = inspect(connection).get_table_names()
        triggers = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
        assert left == ["alembic_version"]
        assert connection.exec_driver_sql("SELECT * FROM alembic_version").all() == []
    assert triggers == 2, "the version's table and its own index"


def test_up_again_after_down_is_the_same_schema(engine: Engine) -> None:
    with engine.begin() as connection:
        before = schema(connection)
        running.downgrade(connection)
        running.upgrade(connection)
        assert schema(connection) == before


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("r*.py")), ids=lambda path: path.stem)
def test_a_migration_never_imports_the_program(path: Path) -> None:
    imports = r"^\s*(?:from|import) ((?:core|desktop|credentials)\b\S*)"
    assert set(re.findall(imports, path.read_text(), re.M)) <= {"core.storage.migrations.steps"}


def step(number: str) -> ModuleType:
    found = running.scripts().get_revision(number)
    assert found is not None
    return found.module


def awarded(uow: Callable[[], UnitOfWork], *, joint: bool) -> tuple[ProposedAward, Award]:
    """Write one unit's decision, answer and award: as the earlier schema had it, or newer."""
    opened = made.open_case(uow)
    with uow() as work:
        decided = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        waits = work.append(made.decision(opened.case, opened.unit, opened.assessor))
        work.append(made.verification(decided, opened.verifier))
        place = work.save(StatusPlace(id=StatusPlaceId(new_id()), list_uri="https://a/1", index=1))
        proposed = made.proposal(*((decided, waits) if joint else (decided,)), place=place.id)
        if not joint:
            proposed = replace(proposed, id=ProposedAwardId(decided.id))
        work.append(proposed)
        given = work.append(
            Award(
                id=AwardId(new_id()),
                candidate_id=opened.candidate.id,
                case_id=opened.case.id,
                proposed_id=proposed.id,
                unit_ids=(opened.unit.id,) * len(proposed.decision_ids),
                decision_ids=proposed.decision_ids,
                status_place_id=place.id,
                decided_on=made.NOON.date(),
                expires=None,
                document=b"under both signatures",
                at=made.NOON,
                by=opened.verifier.id,
            )
        )
        work.commit()
    return proposed, given


def test_an_award_of_one_unit_stays_what_it_is_through_joint_awards(
    engine: Engine, uow: Callable[[], UnitOfWork]
) -> None:
    proposed, award = awarded(uow, joint=False)
    kinds = (Decision, Verification, ProposedAward, Award)
    with uow() as work:
        before = [work.find(kind) for kind in kinds]
    decision = award.decision_ids[0]

    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            step("0012").downgrade()
            rows = connection.execute(text("SELECT id, award FROM decisions")).all()
            [old] = connection.execute(text("SELECT * FROM awards")).mappings()
            answers = connection.execute(text("SELECT award FROM verifications")).scalars().all()
            step("0012").upgrade()
    assert {one.id: one.award for one in rows if one.award} == {decision.hex: proposed.document}
    assert (old["decision_id"], old["document"]) == (decision.hex, award.document)
    assert answers == [award.document]
    with uow() as work:
        assert [work.find(kind) for kind in kinds] == before
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        names = connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
        held = {name.rpartition("_no_")[0] for name in names.scalars()}
    assert {"decisions", "verifications", "awards", "proposed_awards"} <= held


def test_an_award_of_several_units_is_not_forced_into_the_earlier_schema(
    engine: Engine, uow: Callable[[], UnitOfWork]
) -> None:
    awarded(uow, joint=True)
    module = step("0012")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context), pytest.raises(module.SignedSinceError):
            module.downgrade()
