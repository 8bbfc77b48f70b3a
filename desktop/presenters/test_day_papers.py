"""The papers of a test day. All of them say what is marked and decided; nothing is typed in."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final

from core.domain.assessment import Mark, Result
from core.domain.casefile import CaseFile
from core.domain.people import Consent
from core.domain.standards import Unit
from core.domain.test_days import ResultLine, rating, registry_rows, result_lines
from core.ids import CaseId, SessionId, TestDayId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.reporting.flowing_paper import FlowingPaper, Level, Paragraph, Table, flowing_pdf
from core.services.holding_test_days import TestDayFile, read_test_day
from core.services.printing_checklists import checklist_sheets
from desktop.presenters.verify_report import WORDS
from desktop.texts import words
from desktop.texts.translating import say

_ACROSS: Final = 10
"""Workers beside each other on one rating sheet."""
_SHORT: Final = {Mark.MET: "met", Mark.NOT_MET: "NOT MET", Mark.NOT_SEEN: "not seen"}


class DayPaper(Enum):
    """What is printed for a test day."""

    ADMISSION = "admission list"
    CHECKLISTS = "observation checklists"
    RATING = "rating sheet"
    RESULTS = "result sheet"
    REGISTRY = "registry of workers assessed"


NEEDS_SESSION: Final = frozenset({DayPaper.CHECKLISTS, DayPaper.RATING})
"""Papers that there are only once the day is a session."""

_REFERENCE: Final = 22
"""Share of 122 of a page's width in which the widest reference, all M and W, stays on one line."""


def day_paper(desk: Desk, by: Sitting, day_id: TestDayId, paper: DayPaper) -> bytes:
    """Return one paper of a test day as PDF. A job.

    Raises:
        UnprintableTextError: of core.reporting; no font has a character of it.
    """
    found = read_test_day(desk, by, day_id)
    if paper is DayPaper.CHECKLISTS and found.day.session_id is not None:
        return session_checklists(desk, found.day.session_id)
    return flowing_pdf(_flowing(found, paper, desk.clock.today().isoformat()))


def session_checklists(desk: Desk, session_id: SessionId, cases: Sequence[CaseId] = ()) -> bytes:
    """Return the checklists of these workers of a session, or of all, as PDF. A job.

    Raises:
        NoTaskYetError: no task was set for them.
        UnprintableTextError: of core.reporting; no font has a character of it.
    """
    from core.reporting.checklist_pdf import checklist_pdf  # large: only when needed

    sheets = checklist_sheets(desk, session_id, cases, practice=say(WORDS["practice"]))
    return checklist_pdf(*sheets)


def registry_table(desk: Desk, by: Sitting, day_id: TestDayId) -> bytes:
    """Return the registry rows of a test day as CSV. A job."""
    from core.reporting.csv_table import csv_bytes

    return csv_bytes(_registry_titles(), _registry(read_test_day(desk, by, day_id)))


def _flowing(found: TestDayFile, paper: DayPaper, today: str) -> FlowingPaper:
    parts: dict[DayPaper, Callable[[TestDayFile], Iterable[Paragraph | Table]]] = {
        DayPaper.ADMISSION: _admission,
        DayPaper.RATING: _rating,
        DayPaper.RESULTS: _results,
        DayPaper.REGISTRY: _registry_paper,
    }
    day, centre = found.day, found.centre
    signed = paper in (DayPaper.RATING, DayPaper.RESULTS)
    return FlowingPaper(
        sender=(centre.name, centre.agency, centre.accreditation),
        addressee=(),
        day=today,
        reference="",
        title=_title(paper),
        parts=(
            Paragraph(_title(paper), level=Level.SUBJECT),
            Paragraph(
                say("Test day of {day}, {place}").format(
                    day=day.on.isoformat(), place=day.place or "–"
                )
            ),
            Paragraph("\n".join(_named(unit) for unit in found.units), level=Level.STRONG),
            *parts[paper](found),
        ),
        signature=(say("Name, signature and date of the assessor"),) if signed else (),
        practice=say(WORDS["practice"]) if centre.practice else "",
    )


def _title(paper: DayPaper) -> str:
    titles = {
        DayPaper.ADMISSION: say("Admission list"),
        DayPaper.CHECKLISTS: say("Observation checklists"),
        DayPaper.RATING: say("Rating sheet"),
        DayPaper.RESULTS: say("Result sheet and results summary"),
        DayPaper.REGISTRY: say("Registry of workers assessed and certified"),
    }
    return titles[paper]


def _named(unit: Unit) -> str:
    return f"{unit.code}  {unit.title.original}"


def _names(file: CaseFile) -> str:
    person = file.candidate
    return "\n".join(filter(None, (person.name, person.own_script_name)))


def _admission(found: TestDayFile) -> Iterable[Paragraph | Table]:
    titles = (
        *(say("Bib"), say("Registration"), say("Worker"), say("Born"), say("Document")),
        *(say("Units"), say("Signature")),
    )
    rows = tuple(
        (
            *(str(bib), file.case.reference, _names(file), file.candidate.birth_date.isoformat()),
            f"{file.candidate.document_kind} {file.candidate.document_number}".strip(),
            ", ".join(unit.code for unit in file.units if unit.id in found.day.units),
            "",
        )
        for bib, file in found.admitted
    )
    yield Table(titles, (6, _REFERENCE, 25, 14, 18, 15, 21), rows)
    free = say("{admitted} of {places} places are taken.")
    yield Paragraph(
        free.format(admitted=len(found.day.cases), places=found.day.capacity), level=Level.NOTE
    )


def _rating(found: TestDayFile) -> Iterable[Paragraph | Table]:
    for unit in found.units:
        tasks = [task for task in found.tasks if task.unit_id == unit.id]
        workers = [(bib, file) for bib, file in found.admitted if unit in file.units]
        for first in range(0, len(workers), _ACROSS):
            some = workers[first : first + _ACROSS]
            yield Paragraph(_named(unit), level=Level.HEADING)
            marks = [(bib, rating(file, tasks)) for bib, file in some]
            titles = (say("No."), say("Row"), *(f"[{bib}]" for bib, _ in marks))
            rows = tuple(
                (
                    row.number,
                    row.text.original,
                    *(say(_SHORT[given[row.id]]) if row.id in given else "–" for _, given in marks),
                )
                for row in unit.judged_rows()
            )
            yield Table(titles, (8, 60, *(12 for _ in marks)), rows)
            bibs = "   ".join(f"[{bib}] {file.candidate.name}" for bib, file in some)
            yield Paragraph(bibs, level=Level.NOTE)
    yield Paragraph(say("– means unmarked: neither met nor not met."), level=Level.NOTE)


def _results(found: TestDayFile) -> Iterable[Paragraph | Table]:
    lines = [
        (bib, file, line)
        for bib, file in found.admitted
        for line in result_lines(file, found.day.units)
    ]
    titles = (
        *(say("Bib"), say("Registration"), say("Worker"), say("Unit"), say("Result")),
        *(say("Decided"), say("Verified")),
    )
    rows = tuple(
        (
            *(str(bib), file.case.reference, _names(file), line.unit.code, _result(line)),
            _when(line.decided_on.isoformat() if line.decided_on else "", line.assessor),
            _when(line.verified_on.isoformat() if line.verified_on else "", line.verifier),
        )
        for bib, file, line in lines
    )
    yield Table(titles, (6, _REFERENCE, 25, 14, 17, 19, 19), rows)
    yield Paragraph(say("Summary"), level=Level.HEADING)
    yield _summary(found.units, [line for _, _, line in lines])
    yield Paragraph(say("A result counts when it is verified."), level=Level.NOTE)


def _summary(units: Sequence[Unit], lines: Sequence[ResultLine]) -> Table:
    def count(unit: Unit, results: Sequence[Result | None], *, verified: bool | None) -> str:
        return str(
            sum(
                line.unit.id == unit.id
                and line.result in results
                and verified in (None, line.verified_on is not None)
                for line in lines
            )
        )

    titles = (
        *(say("Unit"), say("Workers"), say("Competent"), say("Not yet competent")),
        *(say("To be verified"), say("Open")),
    )
    rows = tuple(
        (
            _named(unit),
            str(sum(line.unit.id == unit.id for line in lines)),
            count(unit, (Result.COMPETENT,), verified=True),
            count(unit, (Result.NOT_YET_COMPETENT,), verified=True),
            count(unit, tuple(Result), verified=False),
            count(unit, (None,), verified=None),
        )
        for unit in units
    )
    return Table(titles, (50, 14, 16, 22, 20, 10), rows)


def _result(line: ResultLine) -> str:
    return words(line.result) if line.result else say("open")


def _when(day: str, who: str) -> str:
    return "\n".join(filter(None, (day, who)))


def _registry_paper(found: TestDayFile) -> Iterable[Paragraph | Table]:
    titles = (
        *(say("Worker"), say("Born"), say("Unit"), say("Result")),
        *(say("Decided"), say("Verified"), say("Passport")),
    )
    rows = tuple(
        (
            "\n".join(filter(None, (row.name, row.own_name))),
            f"{row.born.isoformat()}\n{row.nationality}",
            f"{row.unit.code}\n{row.unit.level or ''}".strip(),
            words(row.result),
            f"{row.decided_on.isoformat()}\n{row.assessor}",
            f"{row.verified_on.isoformat()}\n{row.verifier}",
            row.passport,
        )
        for _, file in found.admitted
        for row in registry_rows(file, found.day.units)
    )
    yield Table(titles, (24, 13, 13, 14, 18, 18, _REFERENCE), rows)
    left = sum(file.candidate.register_consent is not Consent.YES for _, file in found.admitted)
    said = say("{count} without consent to the register are not in this list.")
    yield Paragraph(said.format(count=left), level=Level.NOTE)


def _registry_titles() -> tuple[str, ...]:
    return (
        *("registration", "name", "name_own_script", "born", "nationality"),
        *("unit", "title", "level", "standard", "result"),
        *("decided_on", "assessor", "verified_on", "verifier", "passport"),
    )


def _registry(found: TestDayFile) -> Iterable[Sequence[str]]:
    for _, file in found.admitted:
        for row in registry_rows(file, found.day.units):
            yield (
                *(row.reference, row.name, row.own_name, row.born.isoformat(), row.nationality),
                *(row.unit.code, row.unit.title.original, row.unit.level or "", row.framework),
                *(row.result.value, row.decided_on.isoformat(), row.assessor),
                *(row.verified_on.isoformat(), row.verifier, row.passport),
            )
