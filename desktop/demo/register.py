"""What the practice centre's register of assessors holds: posts, training, observed practice."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from core.domain.people import Staff
from core.domain.staff_records import (
    AssessorQuality,
    PostKind,
    StaffPost,
    TrainingEntry,
    TrainingKind,
)
from core.ids import StaffPostId, TrainingEntryId, new_id
from core.services import keeping_assessors as keeping
from desktop.demo.walk import Walk

HOURS: Final = 24
MONTHS: Final = 36
"""What the practice agency requires: an invented agency's invented rule, to show how it works."""


@dataclass(frozen=True, slots=True)
class _Known:
    person: Staff
    address: str
    languages: tuple[str, ...]
    nominated_by: str
    practice: str
    post: tuple[PostKind, str, str, date, date | None]
    trained_days_ago: int


def fill_register(walk: Walk) -> None:
    """Write down what is known of the four who assess. One's training lapses within weeks."""
    staff = walk.staff
    federation = "Practice Federation of Employers"
    for known in (
        _Known(
            staff.assessor,
            "No. 12, Street 271, Kampong Cham",
            ("km", "en"),
            federation,
            "Runs a tool room two days a week",
            (
                PostKind.WORK,
                "Rayong Shaft Co., Ltd.",
                "foreman",
                date(2017, 3, 1),
                date(2019, 8, 31),
            ),
            400,
        ),
        _Known(
            staff.verifier,
            "No. 4, National Road 7, Kampong Cham",
            ("km", "en", "fr"),
            "",
            "",
            (PostKind.TRAINING, "Practice Polytechnic", "instructor", date(2012, 9, 1), None),
            300,
        ),
        _Known(staff.lead, "", ("km", "en"), "", "", _TAUGHT, 200),
        _Known(staff.colleague, "", ("km", "vi"), federation, "Own workshop", _TAUGHT, 1060),
    ):
        _write(walk, known)
    keeping.require_training(
        walk.desk,
        walk.registrar,
        "RMCS-MAN",
        hours=HOURS,
        months=MONTHS,
        source="Practice agency, circular 3",
    )
    keeping.record_practice(
        walk.desk,
        walk.verifier,
        staff.assessor.id,
        observed_on=walk.clock.today() - timedelta(days=60),
        seen=(AssessorQuality.OBJECTIVITY, AssessorQuality.TECHNIQUES),
        to_work_on=(AssessorQuality.SHARED_CONTROL,),
        narrative="Explained each task before it began. Could ask the worker more often what "
        "the worker thinks of the own result.",
    )


_TAUGHT: Final = (PostKind.TRAINING, "Practice Polytechnic", "instructor", date(2010, 1, 4), None)


def _write(walk: Walk, known: _Known) -> None:
    desk, by, staff_id = walk.desk, walk.registrar, known.person.id
    keeping.save_profile(
        desk,
        by,
        replace(
            keeping.new_profile(staff_id),
            address=known.address,
            languages=known.languages,
            nominated_by=known.nominated_by,
            current_practice=known.practice,
        ),
    )
    kind, employer, role, starts, ends = known.post
    keeping.save_post(
        desk,
        by,
        StaffPost(
            id=StaffPostId(new_id()),
            staff_id=staff_id,
            kind=kind,
            employer=employer,
            role=role,
            starts=starts,
            ends=ends,
        ),
    )
    ended = walk.clock.today() - timedelta(days=known.trained_days_ago)
    keeping.save_training(
        desk,
        by,
        TrainingEntry(
            id=TrainingEntryId(new_id()),
            staff_id=staff_id,
            kind=TrainingKind.INITIAL,
            title="Assessing a portfolio of evidence",
            provider="Practice Recognition Agency",
            hours=HOURS,
            starts=ended - timedelta(days=4),
            ends=ended,
            certificate=f"T-{known.person.person_number}",
        ),
    )
