"""What a page says of one worker's checklist, and how a time is read."""

from datetime import time

from PySide6.QtCore import QCoreApplication

from desktop.presenters.intake_state import IntakeSheet


def name_of(sheet: IntakeSheet) -> str:
    """Bib, worker, unit and task, and how many rows are still to be decided."""
    of, translate = sheet.sheets, QCoreApplication.translate
    said = f"[{of.bib}]  {of.file.candidate.name}  ·  {of.unit.code}  ·  {of.task.title}"
    if sheet.undecided:
        said += "  ·  " + translate("TakingInPage", "{count} to decide").format(
            count=len(sheet.undecided)
        )
    return said


def about(sheet: IntakeSheet) -> str:
    """Reference, pages, and what is missing or attached."""
    of, translate = sheet.sheets, QCoreApplication.translate
    said = [f"{of.file.case.reference}  {of.file.candidate.own_script_name}".strip()]
    if sheet.scanned:
        numbers = ", ".join(str(one.code.page) for one in of.pages if one.code)
        said.append(translate("TakingInPage", "pages {numbers}").format(numbers=numbers))
    else:
        said.append(translate("TakingInPage", "keyed in from the paper"))
    if of.missing:
        numbers = ", ".join(map(str, of.missing))
        said.append(
            translate("TakingInPage", "page {numbers} is still missing").format(numbers=numbers)
        )
    if sheet.attached:
        said.append(
            translate("TakingInPage", "{count} pictures attached").format(count=len(sheet.attached))
        )
    return "  ·  ".join(said)


def read_time(text: str) -> time | None:
    """A time of day as people write it: 14:30, 14.30."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":").zfill(5))
    except ValueError:
        return None
