"""Complaints: about a person, a service or a place; never handled by whom they are about.

Source: ISO/IEC 17024, clause 9.9 asks a certification body to keep them; an appeal is against a
decision, a complaint about anything else.
"""

from dataclasses import dataclass
from datetime import date

from core.domain.records import Record
from core.ids import CaseId, ComplaintId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Record):
    """One line of the log. `about_id` is the member of staff it is about, if it is about one.

    `handler_id` looks into it; `outcome` says what came of it, and `closed_on` ends it.
    """

    id: ComplaintId
    case_id: CaseId | None = None
    complainant: str
    about: str
    about_id: StaffId | None = None
    what: str
    received_on: date
    taken_by: StaffId
    handler_id: StaffId | None = None
    outcome: str = ""
    closed_on: date | None = None
