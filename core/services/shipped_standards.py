"""The standards that the program brings along, and how they come into a centre's database."""

from functools import cache
from importlib.resources import files

from core.domain.standards import BankQuestion, Framework, Unit
from core.errors import NotFoundError
from core.ports.desk import Desk
from core.ports.unit_of_work import UnitOfWork
from core.services.standard_files import Standard, parse_standard


@cache
def shipped_standards() -> tuple[Standard, ...]:
    """Read every standard in `resources/standards`, by file name.

    Raises:
        StandardFormatError: a shipped file is broken, so the installation is.
    """
    folder = files("resources") / "standards"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".json"))
    return tuple(parse_standard((folder / name).read_bytes()) for name in names)


def install_shipped_standards(desk: Desk) -> tuple[Unit, ...]:
    """Put the shipped standards into the database, and return their units as they are there.

    Meant for every start: what is there already is left as it is, also where the centre changed
    it. Only what a later release adds is written, with one line in the audit log per framework.
    """
    return tuple(unit for standard in shipped_standards() for unit in _install(standard, desk))


def _install(standard: Standard, desk: Desk) -> tuple[Unit, ...]:
    framework = standard.framework
    with desk.uow() as uow:
        added = int(_save_if_new(uow, framework))
        there = {unit.id: unit for unit in uow.find(Unit, framework_id=framework.id)}
        for unit in standard.units:
            if unit.id not in there:
                there[unit.id] = uow.save(unit)
                added += 1
            added += _save_new_questions(uow, unit, standard.questions)
        if added:
            uow.note(
                "standard.installed",
                framework.id,
                by=None,
                at=desk.clock.now(),
                code=framework.code,
                edition=framework.edition,
                records=added,
            )
            uow.commit()
    return tuple(there[unit.id] for unit in standard.units)


def _save_if_new(uow: UnitOfWork, framework: Framework) -> bool:
    try:
        uow.get(Framework, framework.id)
    except NotFoundError:
        uow.save(framework)
        return True
    return False


def _save_new_questions(uow: UnitOfWork, unit: Unit, questions: tuple[BankQuestion, ...]) -> int:
    there = {question.id for question in uow.find(BankQuestion, unit_id=unit.id)}
    new = [q for q in questions if q.unit_id == unit.id and q.id not in there]
    for question in new:
        uow.save(question)
    return len(new)
