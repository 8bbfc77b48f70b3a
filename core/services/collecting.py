"""Take evidence into the portfolio: numbered exhibits and their files."""

from datetime import date, datetime

from core.domain.case import CaseNote, NoteKind
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Exhibit, ExhibitFile, FileRole
from core.domain.rules import may_advise, may_change_exhibit, require
from core.errors import NotFoundError
from core.ids import CaseId, CaseNoteId, ExhibitFileId, ExhibitId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.inspecting_files import InspectedFile


def add_exhibit(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    *,
    kind: ExhibitKind,
    title: str,
    file: InspectedFile | None = None,
    issued_on: date | None = None,
    note: str = "",
) -> Exhibit:
    """Add an exhibit under the next number, with its first file if there is one already.

    A number is never used again, not even after its exhibit was taken out. After the freeze the
    exhibit belongs to the next supplement. `note` goes into the case's history; `{exhibit}` in it
    stands for the number.
    """
    stored = desk.files.put(file.content) if file else None
    now = desk.clock.now()
    with desk.uow() as uow:
        case_file = uow.case_file(case_id)
        require(may_advise(case_file, by.staff))
        number = max((one.number for one in case_file.exhibits), default=0) + 1
        exhibit = uow.save(
            Exhibit(
                id=ExhibitId(new_id()),
                case_id=case_id,
                number=number,
                kind=kind,
                title=title.strip(),
                issued_on=issued_on,
                supplement=len(case_file.freezes),
            )
        )
        if file and stored:
            uow.append(_file_of(exhibit, file, stored.sha256, FileRole.DOCUMENT, by, now))
        if note:
            uow.append(_note_of(exhibit, note, by, now))
        facts = {"number": number, "kind": kind.value, "sha256": stored.sha256 if stored else ""}
        uow.note("exhibit.added", exhibit.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return exhibit


def attach_file(
    desk: Desk,
    by: Sitting,
    exhibit: Exhibit,
    file: InspectedFile,
    role: FileRole = FileRole.DOCUMENT,
) -> ExhibitFile:
    """Attach one more file to an exhibit: another page, or its translation."""
    stored = desk.files.put(file.content)
    now = desk.clock.now()
    with desk.uow() as uow:
        case_file = uow.case_file(exhibit.case_id)
        require(may_change_exhibit(case_file, case_file.exhibit(exhibit.id), by.staff))
        attached = uow.append(_file_of(exhibit, file, stored.sha256, role, by, now))
        facts = {"number": exhibit.number, "sha256": stored.sha256, "role": role.value}
        uow.note("exhibit.file-attached", exhibit.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return attached


def save_exhibit(desk: Desk, by: Sitting, exhibit: Exhibit) -> Exhibit:
    """Keep what was changed about an exhibit; taking it out of the binder is saving it `removed`.

    Raises:
        RefusedError: it was handed over, or `by` is not an advisor of an open case.
        StaleRecordError: somebody else changed it.
    """
    with desk.uow() as uow:
        case_file = uow.case_file(exhibit.case_id)
        before = case_file.exhibit(exhibit.id)
        require(may_change_exhibit(case_file, before, by.staff))
        if (before.number, before.supplement) != (exhibit.number, exhibit.supplement):
            raise NotFoundError("exhibit", exhibit.id)
        saved = uow.save(exhibit)
        action = "exhibit.removed" if saved.removed else "exhibit.changed"
        uow.note(action, exhibit.id, by=by.staff.id, at=desk.clock.now(), number=exhibit.number)
        uow.commit()
    return saved


def _note_of(exhibit: Exhibit, note: str, by: Sitting, now: datetime) -> CaseNote:
    return CaseNote(
        id=CaseNoteId(new_id()),
        case_id=exhibit.case_id,
        kind=NoteKind.NOTE,
        text=note.replace("{exhibit}", str(exhibit.number)),
        at=now,
        by=by.staff.id,
    )


def _file_of(
    exhibit: Exhibit,
    file: InspectedFile,
    sha256: str,
    role: FileRole,
    by: Sitting,
    now: datetime,
) -> ExhibitFile:
    return ExhibitFile(
        id=ExhibitFileId(new_id()),
        case_id=exhibit.case_id,
        exhibit_id=exhibit.id,
        role=role,
        name=file.name,
        media_type=file.media_type,
        sha256=sha256,
        size=len(file.content),
        pages=file.pages,
        at=now,
        by=by.staff.id,
    )
