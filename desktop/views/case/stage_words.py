"""The words of the stage bar."""

from PySide6.QtCore import QCoreApplication

from core.domain.case import Stage
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_stages import StageFact, StageStanding, stage_facts
from desktop.texts import capital, words
from desktop.widgets.dates import day
from desktop.widgets.stage_bar import StageItem, StageState

_STATES = {
    StageStanding.NOT_GIVEN: StageState.NOT_GIVEN,
    StageStanding.DONE: StageState.DONE,
    StageStanding.NOW: StageState.NOW,
    StageStanding.WAITING: StageState.WAITING,
    StageStanding.ENDED: StageState.ENDED,
}


def stage_items(page: CaseOnPage) -> list[StageItem]:
    """What the bar says about each of the six stages."""
    return [
        StageItem(
            name=capital(fact.stage),
            state=_STATES[fact.standing],
            when=day(fact.when),
            who=page.name_of(fact.who),
            note=_note(page, fact),
        )
        for fact in stage_facts(page)
    ]


def rows_with_evidence(covered: int, rows: int) -> str:
    """A count, never a percentage."""
    said = QCoreApplication.translate("Stages", "{covered} of {rows} rows have evidence")
    return said.format(covered=covered, rows=rows)


def _note(page: CaseOnPage, fact: StageFact) -> str:
    if fact.standing is StageStanding.ENDED and page.case.end is not None:
        return words(page.case.end)
    if fact.standing is StageStanding.NOT_GIVEN:
        return QCoreApplication.translate("Stages", "no contact before leaving")
    say = _NOTES.get(fact.stage)
    return say(page) if say else ""


def _exhibits(page: CaseOnPage) -> str:
    translate, count = QCoreApplication.translate, len(page.file.binder)
    one, many = translate("Stages", "1 exhibit"), translate("Stages", "{count} exhibits")
    return one if count == 1 else many.format(count=count)


def _rows(page: CaseOnPage) -> str:
    covered, rows = page.covered
    said = QCoreApplication.translate("Stages", "{covered} of {rows} rows")
    return said.format(covered=covered, rows=rows) if rows else ""


def _receipt(page: CaseOnPage) -> str:
    if not page.file.freezes:
        return ""
    digest = page.file.freezes[0].digest[:8]
    return QCoreApplication.translate("Stages", "digest {digest}").format(digest=digest)


def _verified(page: CaseOnPage) -> str:
    file = page.file
    if not file.frozen or not file.units:
        return ""
    verified = sum(file.verified(unit.id) is not None for unit in file.units)
    said = QCoreApplication.translate("Stages", "{verified} of {units} units verified")
    return said.format(verified=verified, units=len(file.units))


def _passport(page: CaseOnPage) -> str:
    return page.file.passports[-1].reference if page.file.passports else ""


_NOTES = {
    Stage.ASSEMBLE: _exhibits,
    Stage.MAP: _rows,
    Stage.FINALISE: _receipt,
    Stage.ASSESS_AND_VERIFY: _verified,
    Stage.RECOGNISE: _passport,
}
