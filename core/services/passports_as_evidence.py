"""Take a skill passport, mostly another centre's, into a case as evidence.

It is filed as any other exhibit and decides nothing by itself: an assessor judges what it is worth.
What the check found when it was filed goes into the case's history.
"""

from dataclasses import dataclass
from datetime import datetime

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.portfolio import Exhibit
from core.errors import WrongInputError
from core.ids import CaseId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.checking_passports import check_input, deciding_code
from core.services.collecting import add_exhibit
from core.services.inspecting_files import InspectedFile
from core.services.lists_at_hand import ListsAtHand
from core.services.mapping import link_exhibit
from credentials.passport import HolderCore, Passport
from credentials.report import Report, Verdict
from credentials.strict_json import write_time


class NoEvidenceError(WrongInputError):
    """What was to be filed is no passport, or one that was found not valid. Facts: name."""

    code = "evidence.no-passport"


@dataclass(frozen=True, slots=True)
class PassportFiled:
    """A passport that was filed: the exhibit, and what the check found about these very bytes."""

    exhibit: Exhibit
    verdict: Verdict
    units: tuple[tuple[str, str], ...]
    """Framework code and unit code of each award that is valid."""
    same_person: bool
    """Whether name and birth date are those of the case's candidate, to the letter."""


def file_passport(
    desk: Desk,
    by: Sitting,
    case_id: CaseId,
    file: InspectedFile,
    *,
    lists: ListsAtHand,
    at: datetime,
) -> PassportFiled:
    """File a passport as an exhibit, with a note of what its check found.

    The file is checked here once more: what is noted is about the bytes that are filed.

    Raises:
        NoEvidenceError: see there.
        CoreError: what the scanner says of a file without a readable code.
        RefusedError: `by` is not an advisor of an open case.
    """
    codes = check_input(file.content, file.name, read_codes=desk.read_codes, lists=lists, at=at)
    report = deciding_code(codes).report
    passport, holder = report.passport, report.holder
    if passport is None or holder is None or report.verdict is Verdict.INVALID:
        raise NoEvidenceError(f"{file.name} holds no passport that stands", name=file.name)
    with desk.uow() as uow:
        candidate = uow.case_file(case_id).candidate
    same = (candidate.name, candidate.birth_date) == (holder.latin_name, holder.birth_date)
    exhibit = add_exhibit(
        desk,
        by,
        case_id,
        kind=ExhibitKind.SKILL_PASSPORT,
        title=f"Skill passport, {passport.issuer.name}",
        file=file,
        issued_on=passport.issued_at.date(),
        note=_note(report, passport, holder, lists, at, same=same),
    )
    return PassportFiled(exhibit, report.verdict, _proved_units(report), same)


def link_where_proved(desk: Desk, by: Sitting, filed: PassportFiled) -> tuple[tuple[str, ...], int]:
    """Link the exhibit to every row of the claimed units that the passport proves.

    Returns:
        The codes of those units, and to how many rows it was linked.

    Raises:
        RefusedError: not this person's to map now.
    """
    case_id = filed.exhibit.case_id
    with desk.uow() as uow:
        file = uow.case_file(case_id)
    units = [
        unit
        for unit in file.units
        if (file.framework(unit.framework_id).code, unit.code) in filed.units
    ]
    linked = 0
    for unit in units:
        for row in unit.rows():
            if row.takes_evidence:
                link_exhibit(desk, by, case_id, unit.id, row.id, filed.exhibit.id)
                linked += 1
    return tuple(unit.code for unit in units), linked


def _proved_units(report: Report) -> tuple[tuple[str, str], ...]:
    if not report.confirmed:
        return ()
    return tuple(
        (found.award.framework.code, unit.code)
        for found in report.awards
        if found.verdict is Verdict.VALID
        for unit in found.award.units
    )


def _note(
    report: Report,
    passport: Passport,
    holder: HolderCore,
    lists: ListsAtHand,
    at: datetime,
    *,
    same: bool,
) -> str:
    used = [f"trust list {one.content.sequence} of {one.content.agency}" for one in lists.trust]
    used += [f"status list of {write_time(one.issued_at)}" for one in lists.status]
    person = "Name and birth date are the candidate's."
    if not same:
        person = f"NAME OR BIRTH DATE DIFFER: it is of {holder.latin_name}, {holder.birth_date}."
    lines = (
        f"Exhibit {{exhibit}}: skill passport of {passport.issuer.name}, "
        f"issued {write_time(passport.issued_at)}.",
        f"Checked as of {write_time(at)}: {report.verdict.value.upper()}. "
        f"{report.headline.message}",
        f"Agency: {report.agency or 'not known'}. Lists: {', '.join(used) or 'none at hand'}.",
        person,
    )
    return "\n".join(lines)
