"""The full credential of a passport: what it says of the evidence, and what is published with it.

The file travels inside the printed passport's PDF. Strangers' verifiers also need the keys of
centre and agency (`did.json`), the one context that is ours, and the Bitstring Status Lists.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.domain.assessment import Mark
from core.domain.casefile import CaseFile
from core.domain.grid import Grid, unit_grid
from core.domain.people import Centre
from core.domain.portfolio import Exhibit
from core.domain.recognition import Award
from core.domain.standards import Unit
from core.errors import NotFoundError
from core.ids import CaseId, UnitId
from core.ports.unit_of_work import UnitOfWork
from credentials.keys import PublicKey, public_key
from credentials.openbadges.content import EvidenceItem
from credentials.openbadges.did import centre_did, did_document, did_web
from credentials.passport import EvidenceKind
from credentials.trust_list import TrustList


def evidence_of(
    uow: UnitOfWork, awards: Sequence[Award], read: CaseFile
) -> Mapping[tuple[bytes, str], tuple[EvidenceItem, ...]]:
    """Return what each unit of each award rests on, out of the grids of their cases.

    By the award's document and the unit's code.

    `read` is the case at hand, as it was read already.
    """
    files: dict[CaseId, CaseFile] = {read.case.id: read}
    found = {}
    for award in awards:
        file = files.get(award.case_id) or uow.case_file(award.case_id)
        files[award.case_id] = file
        for unit_id in award.unit_ids:
            grid = unit_grid(file, unit := _unit(uow, file, unit_id))
            items = (*_exhibits(file, grid), *_tasks(grid), *_questions(grid))
            found[award.document, unit.code] = items
    return found


def centre_did_json(centre: Centre) -> bytes:
    """Return the centre's `did.json`: whose key proves its files."""
    did = centre_did(centre.passport_address, centre.code)
    return _json(did_document(did, [public_key(centre.public_key)]))


def agency_did_json(centre: Centre, trust: TrustList) -> bytes:
    """Return the agency's `did.json`: whose keys prove its Bitstring Status Lists."""
    keys: list[PublicKey] = [life.key for life in trust.content.status_keys]
    return _json(did_document(did_web(centre.passport_address), keys))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _unit(uow: UnitOfWork, file: CaseFile, unit_id: UnitId) -> Unit:
    try:
        return file.unit(unit_id)
    except NotFoundError:  # its claim was withdrawn after the award; the unit is still there
        return uow.get(Unit, unit_id)


def _exhibits(file: CaseFile, grid: Grid) -> Iterator[EvidenceItem]:
    exhibits: dict[int, Exhibit] = {
        cell.exhibit.number: cell.exhibit for row in grid.judged for cell in row.portfolio
    }
    for number, exhibit in sorted(exhibits.items()):
        name = f"Exhibit {number}: {exhibit.title}"
        said = (exhibit.kind.value, exhibit.dated and exhibit.dated.isoformat())
        narrative = ", ".join(part for part in said if part)
        item = EvidenceItem(EvidenceKind.PORTFOLIO, name, narrative)
        files = file.files_of(exhibit.id)
        yield from (replace(item, sha256=bytes.fromhex(one.sha256)) for one in files)
        if not files:
            yield item


def _tasks(grid: Grid) -> Iterator[EvidenceItem]:
    cells = [cell for row in grid.judged for cell in row.tasks]
    tasks = {cell.task.number: cell.task for cell in cells if cell.observation.mark is Mark.MET}
    for number, task in sorted(tasks.items()):
        marks = [cell.observation.mark for cell in cells if cell.task.number == number]
        narrative = f"Met in {marks.count(Mark.MET)} of {len(marks)} rows observed"
        yield EvidenceItem(EvidenceKind.TASKS, f"{task.label} {task.title}", narrative)


def _questions(grid: Grid) -> Iterator[EvidenceItem]:
    # Without their words: a question that is known to the next worker asks nothing any more.
    answers = (answer for row in grid.judged for answer in row.questions)
    met = {answer.number: answer for answer in answers if answer.mark is Mark.MET}
    for _, answer in sorted(met.items()):
        yield EvidenceItem(EvidenceKind.QUESTIONS, f"Question {answer.label}", "Answered as asked")
