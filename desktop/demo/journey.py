"""One worker through all six steps: a lathe operator who is back from Korea."""

from collections.abc import Callable
from datetime import date
from typing import Final

from core.domain.assessment import Mark
from core.domain.case import Case, NoteKind, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.personal_skills import Basis, PersonalSkillKind
from core.domain.portfolio import Sight, Signatory
from core.domain.recognition import Passport
from core.domain.worker_answers import WorkerSays
from core.reporting.practice_drawings import holder_portrait_jpeg, workshop_photo_jpeg
from core.reporting.practice_exhibits import (
    employer_statement_pdf,
    job_description_pdf,
    payslip_pdf,
    work_log_pdf,
)
from core.services.handling_cases import add_note
from desktop.demo.centre import practice_unit
from desktop.demo.invented import Piece, Work, Worker
from desktop.demo.walk import Walk

Say = Callable[[str], None]
"""Is told each step as it is done."""

_ABROAD: Final = (date(2019, 3, 4), date(2025, 6, 20))


def lathe_operator() -> Worker:
    """The worker. Invented, like everybody in the practice centre."""
    return Worker(
        name="Sok Dara",
        own_name="សុខ ដារ៉ា",
        born=date(1988, 4, 12),
        nationality="KH",
        document="N00124821",
        languages=("km", "ko", "en"),
        goal="Work as a turner in a machine shop in Phnom Penh",
        programme="Employment Permit System, Republic of Korea",
        photo=holder_portrait_jpeg(),
        history=(
            Work(
                "Bicycle repairer",
                "family workshop",
                "KH",
                date(2010, 1, 11),
                date(2018, 11, 30),
                before_departure=True,
            ),
            Work("Lathe operator", "Hanshin Precision Co., Ltd.", "KR", *_ABROAD),
        ),
    )


def _pieces() -> tuple[Piece, ...]:
    signed = Signatory("Kim Jae-ho", "production supervisor", date(2025, 6, 14))
    return (
        Piece(
            ExhibitKind.JOB_DESCRIPTION,
            "Job description, lathe operator",
            "job-description.pdf",
            job_description_pdf(),
            issued_on=date(2019, 3, 4),
        ),
        Piece(
            ExhibitKind.WORK_HISTORY,
            "Payslip, May 2025",
            "payslip-2025-05.pdf",
            payslip_pdf(),
            issued_on=date(2025, 5, 31),
            sight=Sight.COPY,
        ),
        Piece(
            ExhibitKind.STATEMENT,
            "Statement of the supervisor on the quality of work",
            "statement.pdf",
            employer_statement_pdf(),
            issued_on=date(2025, 6, 14),
            covers=_ABROAD,
            signatory=signed,
        ),
        Piece(
            ExhibitKind.WORK_LOG,
            "Daily work log, two weeks at lathe 2",
            "work-log.pdf",
            work_log_pdf(),
            covers=(date(2025, 5, 12), date(2025, 5, 24)),
        ),
        Piece(
            ExhibitKind.PHOTOGRAPH,
            "At the lathe, with safety glasses",
            "at-the-lathe.jpg",
            workshop_photo_jpeg(),
            issued_on=date(2025, 4, 2),
            sight=Sight.PHOTO,
        ),
    )


def take_one_worker(walk: Walk, say: Say) -> tuple[Case, Passport]:
    """Take the lathe operator from the first visit to the issued passport."""
    unit = practice_unit(walk.desk, "D4")
    clock = walk.clock
    case = walk.open(lathe_operator(), Route.RMCS_UNITS, [unit])
    say(f"1 Advise: not given before departure; case {case.reference} opened on return")
    walk.collect(case, _pieces())
    for kind, text, basis in (
        (PersonalSkillKind.TEAMWORK, "Led a shift", Basis.TESTIMONIAL),
        (PersonalSkillKind.LANGUAGE, "Korean, TOPIK 2", Basis.CERTIFICATE_SEEN),
        (PersonalSkillKind.CULTURE, "Korea", Basis.STATED),
    ):
        walk.skill(case, kind, text, basis)
    say("2 Assemble: five exhibits filed, soft skills, languages and cultures entered")
    clock.turn(days=2)
    walk.map(
        case,
        unit,
        {
            "": ["1", "3.1"],
            "1": ["5"],
            "2": ["3.2"],
            "3": ["4"],
            "5": ["3.1", "4"],
            "6": ["3.2", "4"],
            "7": ["3.2"],
        },
    )
    unsure = {"4": WorkerSays.UNSURE}
    can = dict.fromkeys(("1", "2", "3", "5", "6", "7"), WorkerSays.CAN)
    walk.ask_worker(case, unit, can | unsure)
    add_note(
        walk.desk,
        walk.advisor,
        case.id,
        NoteKind.CALL,
        "Called Hanshin Precision, Mr Kim: confirms that he wrote exhibit 3",
    )
    say("3 Map: six of seven rows of D4 have evidence; row 4 is a gap")
    walk.finalise(case)
    clock.turn(days=1)
    receipt = walk.hand_over(case)
    say(f"4 Finalise: portfolio frozen and handed over, digest {receipt.digest[:12]}")
    _assess(walk, case)
    assessor, verifier = walk.staff.assessor.name, walk.staff.verifier.name
    say(f"5 Assess and verify: {assessor} signed competent, {verifier} countersigned")
    passport = walk.issue(case)
    say(f"6 Recognise: passport {passport.reference} issued, its printed page read back")
    return case, passport


def _assess(walk: Walk, case: Case) -> None:
    unit = practice_unit(walk.desk, "D4")
    walk.declare(case)
    walk.clock.turn(days=2)
    walk.observe(
        case,
        unit,
        "Turn a stepped shaft to drawing 4",
        {number: Mark.MET for number in ("1", "2", "3", "4", "5", "6", "7")},
        place="Lathe 2, workshop A",
        photos={"6": workshop_photo_jpeg()},
    )
    walk.ask(
        case,
        unit,
        "4",
        "Which spindle speed for 40 mm mild steel with a carbide tool, and how do you find it?",
        "About 1,200 a minute: cutting speed 150 by pi and 0.04, then the next lower step",
    )
    walk.ask(
        case,
        unit,
        "3",
        "How do you set the job up with the dial test indicator?",
        "Clamps lightly, turns by hand, taps until it moves less than 0.02, clamps and looks again",
    )
    walk.judge(case, unit)
    walk.qualities(case, unit)
    decision = walk.decide(case, unit)
    walk.clock.turn(days=1)
    walk.verify(case, decision)
    walk.clock.turn(hours=3)
