"""How a case is written in a list: its names, its turn and what is to be done next."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from core.domain.case import Stage
from core.domain.people import Role
from core.ports.lists import CandidateRow, CaseRow
from desktop.texts import capital, words
from desktop.widgets.dates import day


def names(row: CaseRow | CandidateRow) -> str:
    """A person's name in Latin letters and in the own script, in one line."""
    return " · ".join(part for part in (row.name, row.own_script_name) if part)


def stage_of(row: CaseRow) -> str:
    """The stage, with the end of a case that rests."""
    stage = f"{int(row.stage)} {capital(row.stage)}"
    return f"{stage} · {words(row.end)}" if row.end else stage


def turn_of(row: CaseRow) -> str:
    """Who has the case: a person, or the role while nobody is assigned."""
    if row.turn is None:
        return ""
    return f"{row.person}, {words(row.turn)}" if row.person else capital(row.turn)


def due_of(row: CaseRow, today: date) -> str:
    """The day it is due, and whether that day is past; nothing for a case that rests."""
    if row.due is None or row.end is not None:
        return ""
    if row.due < today:
        late = QCoreApplication.translate("CaseRows", "{day} · overdue")
        return late.format(day=day(row.due))
    return day(row.due)


def next_of(row: CaseRow) -> str:
    """What is to be done next, in words."""
    translate = QCoreApplication.translate
    if row.end is not None:
        return translate("CaseRows", "Rests: {end}").format(end=words(row.end))
    if row.turn is Role.VERIFIER:
        return translate("CaseRows", "Verify the decision: {units}").format(units=_units(row))
    if row.turn is Role.ASSESSOR:
        return translate("CaseRows", "Assess {units}").format(units=_units(row))
    if row.turn is Role.REGISTRAR:
        return translate("CaseRows", "Issue the skill passport")
    by_stage = {
        Stage.ADVISE: translate("CaseRows", "Advise the worker"),
        Stage.ASSEMBLE: translate("CaseRows", "Assemble the portfolio of evidence"),
        Stage.MAP: translate("CaseRows", "Map the evidence to the rows"),
        Stage.FINALISE: translate("CaseRows", "Finalise the portfolio and hand it over"),
    }
    return by_stage.get(row.stage, "")


def _units(row: CaseRow) -> str:
    return ", ".join(row.units)
