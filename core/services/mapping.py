"""Map the portfolio: link exhibits to the rows of a unit, unlink them, remark on a row."""

import re
from dataclasses import dataclass, replace
from typing import Final

from core.domain.casefile import CaseFile
from core.domain.portfolio import EvidenceLink, Exhibit, RowRemark
from core.domain.rules import may_map, may_remark, require
from core.errors import WrongInputError
from core.ids import CaseId, ExhibitId, LinkId, RemarkId, RowId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.ports.unit_of_work import UnitOfWork
from core.services.standing import read_standing

_TYPED: Final = re.compile(r"(\d{1,6})(?:\.(\d{1,6})?)?")


class NoSuchPageError(WrongInputError):
    """The exhibit has no page with this number."""

    code = "mapping.no-such-page"


class NoSuchExhibitError(WrongInputError):
    """The binder holds no exhibit with this number."""

    code = "mapping.no-such-exhibit"


class HeadingRowError(WrongInputError):
    """A heading takes no evidence; its criteria do."""

    code = "mapping.heading"


def link_number(
    desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId, row_id: RowId, typed: str
) -> EvidenceLink:
    """Link what was typed into the grid: `3` for exhibit 3, `3.2` for its page 2.

    The digits of every script count: a Khmer keyboard gives ៣.

    Raises:
        NoSuchExhibitError, NoSuchPageError, HeadingRowError, RefusedError.
    """
    read = _TYPED.fullmatch(typed.strip())
    number, page = (int(one) if one else None for one in read.groups()) if read else (None, None)
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        exhibit = next((one for one in file.binder if one.number == number), None)
        if exhibit is None:
            raise NoSuchExhibitError(f"the binder holds no exhibit {typed!r}", typed=typed)
        return _link(desk, by, uow, file, _Cell(unit_id, row_id, exhibit, page))


def link_exhibit(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    unit_id: UnitId,
    row_id: RowId,
    exhibit_id: ExhibitId,
    *,
    page: int | None = None,
) -> EvidenceLink:
    """Link an exhibit, or one page of it (counted from 1), to a row. Twice is once.

    Raises:
        NoSuchPageError, HeadingRowError: see there.
        NoSuchExhibitError: it was taken out of the binder.
        RefusedError: not this person's to map now (`core.domain.rules.may_map`).
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        exhibit = file.exhibit(exhibit_id)
        return _link(desk, by, uow, file, _Cell(unit_id, row_id, exhibit, page))


@dataclass(frozen=True, slots=True)
class _Cell:
    """An exhibit in a row; `page` None: all of it."""

    unit_id: UnitId
    row_id: RowId
    exhibit: Exhibit
    page: int | None

    def is_of(self, link: EvidenceLink) -> bool:
        return (link.unit_id, link.row_id, link.exhibit_id, link.page) == (
            self.unit_id,
            self.row_id,
            self.exhibit.id,
            self.page,
        )


def _link(desk: Desk, by: Sitting, uow: UnitOfWork, file: CaseFile, cell: _Cell) -> EvidenceLink:
    _require_linkable(desk, by, uow, file, cell)
    link = next(filter(cell.is_of, file.links), None)
    if link is not None and not link.removed:
        return link
    saved = uow.save(
        replace(link, removed=False)
        if link is not None
        else EvidenceLink(
            id=LinkId(new_id()),
            case_id=file.case.id,
            unit_id=cell.unit_id,
            row_id=cell.row_id,
            exhibit_id=cell.exhibit.id,
            page=cell.page,
        )
    )
    facts = {"exhibit": cell.exhibit.number, "page": cell.page, "row": str(cell.row_id)}
    uow.note("evidence.linked", saved.id, by=by.staff.id, at=desk.clock.now(), **facts)
    uow.commit()
    return saved


def _require_linkable(
    desk: Desk, by: Sitting, uow: UnitOfWork, file: CaseFile, cell: _Cell
) -> None:
    unit, exhibit = file.unit(cell.unit_id), cell.exhibit
    standing = read_standing(uow, desk.clock.today())
    require(may_map(file, unit, exhibit, by.staff, standing))
    row = next(one for one in unit.rows() if one.id == cell.row_id)
    if not row.takes_evidence:
        raise HeadingRowError(f"{row.number} is a heading", row=row.number)
    if exhibit.removed:
        typed = str(exhibit.number)
        raise NoSuchExhibitError(f"the binder holds no exhibit {typed}", typed=typed)
    pages = max((one.pages for one in file.files_of(exhibit.id)), default=1)
    if cell.page is not None and not 1 <= cell.page <= pages:
        raise NoSuchPageError(
            f"exhibit {exhibit.number} has {pages} pages, not {cell.page}",
            exhibit=exhibit.number,
            page=cell.page,
            pages=pages,
        )


def unlink(desk: Desk, by: Sitting, link: EvidenceLink) -> EvidenceLink:
    """Take a link back. It is kept, and `relink` undoes this."""
    return _set_removed(desk, by, link, removed=True)


def relink(desk: Desk, by: Sitting, link: EvidenceLink) -> EvidenceLink:
    """Undo `unlink`."""
    return _set_removed(desk, by, link, removed=False)


def remark(
    desk: Desk, by: Sitting, case_id: CaseId, unit_id: UnitId, row_id: RowId, text: str
) -> RowRemark:
    """Keep the remark to a row; an empty text clears it.

    Raises:
        RefusedError: the person has no part in this case now.
    """
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        require(may_remark(file, by.staff))
        known = [one for one in file.remarks if (one.unit_id, one.row_id) == (unit_id, row_id)]
        before = known[0] if known else RowRemark(
            id=RemarkId(new_id()), case_id=case_id, unit_id=unit_id, row_id=row_id, text=""
        )  # fmt: skip
        saved = uow.save(replace(before, text=text))
        uow.note("row.remarked", saved.id, by=by.staff.id, at=desk.clock.now(), row=str(row_id))
        uow.commit()
    return saved


def _set_removed(desk: Desk, by: Sitting, link: EvidenceLink, *, removed: bool) -> EvidenceLink:
    with desk.uow() as uow:
        file = uow.case_file(link.case_id)
        standing = read_standing(uow, desk.clock.today())
        exhibit = file.exhibit(link.exhibit_id)
        require(may_map(file, file.unit(link.unit_id), exhibit, by.staff, standing))
        saved = uow.save(replace(uow.get(EvidenceLink, link.id), removed=removed))
        action = "evidence.unlinked" if removed else "evidence.linked"
        facts = {"exhibit": exhibit.number, "page": link.page, "row": str(link.row_id)}
        uow.note(action, link.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return saved
