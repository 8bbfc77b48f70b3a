"""`touchstone standards`: which units are there, and one unit with its rows and questions."""

from collections.abc import Sequence
from textwrap import fill

from core.domain.standards import BankQuestion, Framework, RowKind, Unit
from core.errors import CoreError
from core.ids import UnitId
from core.ports.desk import Desk
from desktop.commands.output import say, say_table

_WIDTH = 96


class UnknownUnitError(CoreError):
    """No unit of any standard has this code."""

    code = "standard.unknown-unit"

    def __init__(self, unit_code: str) -> None:
        super().__init__(
            f"no unit has the code {unit_code}; `touchstone standards list` shows all",
            unit_code=unit_code,
        )


def list_standards(desk: Desk) -> int:
    """Print one line for each unit. Returns the exit status."""
    rows = [
        (row.code, row.title, row.framework_code, row.edition, row.status.value, str(row.rows))
        for row in desk.lists.units()
    ]
    say_table([("CODE", "TITLE", "STANDARD", "EDITION", "STATUS", "ROWS"), *rows])
    return 0


def show_standard(desk: Desk, code: str) -> int:
    """Print the units that have this code. Returns the exit status.

    Raises:
        UnknownUnitError: there is none.
    """
    found = [row.id for row in desk.lists.units() if row.code.casefold() == code.casefold()]
    if not found:
        raise UnknownUnitError(code)
    for number, unit_id in enumerate(found):
        if number:
            say()
        _show(desk, unit_id)
    return 0


def _show(desk: Desk, unit_id: UnitId) -> None:
    with desk.uow() as uow:
        unit = uow.get(Unit, unit_id)
        framework = uow.get(Framework, unit.framework_id)
        questions = uow.find(BankQuestion, unit_id=unit_id)
    say(f"{unit.code}  {unit.title.original}")
    say(f"{framework.title}, {framework.edition} ({framework.status.value})")
    say(_wrapped(f"Published by {framework.publisher}", ""))
    say(_wrapped(f"Source: {framework.source}", ""))
    if unit.level is not None:
        say(f"Level: {unit.level}")
    for row in unit.rows():
        say()
        say(_wrapped(f"{row.number} {row.text.original}".strip(), ""))
        if row.kind is not RowKind.HEADING:
            _show_questions([question for question in questions if question.row_id == row.id])
    if any(question.ours for question in questions):
        say()
        say("* written for Touchstone; the other questions are from the source")


def _show_questions(questions: Sequence[BankQuestion]) -> None:
    for question in questions:
        mark = " *" if question.ours else ""
        purpose = question.purpose.value.capitalize()
        say(_wrapped(f"{purpose}{mark}: {question.text.original}", "    "))


def _wrapped(text: str, indent: str) -> str:
    return fill(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
