"""Map the portfolio: link exhibits to the rows of a unit, unlink them, remark on a row."""

import re
from dataclasses import replace
from typing import Final

from core.domain.portfolio import EvidenceLink, RowRemark
from core.domain.rules import may_map, may_remark, require
from core.errors import WrongInputError
from core.ids import CaseId, ExhibitId, LinkId, RemarkId, RowId, UnitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
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
    return link_exhibit(desk, by, case_id, unit_id, row_id, exhibit.id, page=page)


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
        unit = file.unit(unit_id)
        exhibit = file.exhibit(exhibit_id)
        standing = read_standing(uow, desk.clock.today())
        require(may_map(file, unit, exhibit, by.staff, standing))
        row = next(one for one in unit.rows() if one.id == row_id)
        if not row.takes_evidence:
            raise HeadingRowError(f"{row.number} is a heading", row=row.number)
        if exhibit.removed:
            typed = str(exhibit.number)
            raise NoSuchExhibitError(f"the binder holds no exhibit {typed}", typed=typed)
        pages = max((one.pages for one in file.files_of(exhibit_id)), default=1)
        if page is not None and not 1 <= page <= pages:
            raise NoSuchPageError(
                f"exhibit {exhibit.number} has {pages} pages, not {page}",
                exhibit=exhibit.number,
                page=page,
                pages=pages,
            )
        same = [
            one
            for one in file.links
            if (one.unit_id, one.row_id, one.exhibit_id, one.page)
            == (unit_id, row_id, exhibit_id, page)
        ]
        link = (
            replace(same[0], removed=False)
            if same
            else EvidenceLink(
                id=LinkId(new_id()),
                case_id=case_id,
                unit_id=unit_id,
                row_id=row_id,
                exhibit_id=exhibit_id,
                page=page,
            )
        )
        if same and not same[0].removed:
            return same[0]
        saved = uow.save(link)
        facts = {"exhibit": exhibit.number, "page": page, "row": str(row_id)}
        uow.note("evidence.linked", saved.id, by=by.staff.id, at=desk.clock.now(), **facts)
        uow.commit()
    return saved


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
