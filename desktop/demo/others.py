"""More workers, left half-way at every stage, so that every place in the window has work."""

from dataclasses import replace
from datetime import date, timedelta

from core.domain.assessment import Mark, Result
from core.domain.case import CaseEnd, Duty, NoteKind, Route
from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import Consent
from core.domain.personal_skills import Basis, PersonalSkillKind
from core.domain.portfolio import Sight, Signatory
from core.domain.sessions import SessionEventKind
from core.domain.verifying import RowAnswer
from core.reporting.practice_drawings import workshop_photo_jpeg
from core.services import running_sessions
from core.services.handling_cases import add_note, declare_conflict, end_case
from core.services.observing import observe
from desktop.demo.centre import practice_unit
from desktop.demo.invented import Piece, Work, Worker
from desktop.demo.walk import Walk

_SHOP = {
    "": ["1"],
    "1.1": ["2"],
    "1.2": ["1", "3"],
    "1.3": ["2"],
    "2.1": ["1", "3"],
    "2.2": ["3"],
    "2.3": ["2"],
    "3.1": ["3"],
    "3.2": ["2"],
    "4.1": ["2"],
    "4.2": ["1"],
    "4.3": ["2"],
}
_LATHE = {
    "": ["1", "2"],
    "1": ["3"],
    "2": ["1"],
    "3": ["2"],
    "4": ["2"],
    "5": ["2"],
    "6": ["1"],
    "7": ["1"],
}


def leave_others_half_way(walk: Walk) -> None:
    """Make one worker for each stage, and one for each way a case can rest."""
    _assembling(walk)
    _mapping(walk)
    _finalising(walk)
    _assessing(walk)
    _at_the_bench(walk)
    _verifying(walk)
    _conflicting(walk)
    _returned(walk)
    _recognising(walk)
    _portfolio_only(walk)
    _not_reached(walk)
    _withdrawn(walk)


def _assembling(walk: Walk) -> None:
    worker = _worker("Chea Lina", "ជា លីណា", date(1994, 8, 3), "KH", "SG", "Kitchen help")
    case = walk.open(worker, Route.NATIONAL_UNITS, [practice_unit(walk.desk, "ALT723205")])
    walk.collect(case, _papers("Sunrise Motors Pte Ltd", "SG")[:1])


def _mapping(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "ALT723205")
    case = walk.open(
        _worker("Heng Kosal", "ហេង កុសល", date(1990, 1, 22), "KH", "MY", "Motor mechanic"),
        Route.NATIONAL_UNITS,
        [unit],
    )
    walk.collect(case, _papers("Ipoh Motor Works Sdn Bhd", "MY"))
    walk.map(case, unit, {row: typed for row, typed in _SHOP.items() if row < "3"})
    add_note(walk.desk, walk.advisor, case.id, NoteKind.NOTE, "Will bring the tool log next week")


def _finalising(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "D4")
    worker = _worker("Aung Min Thu", "အောင်မင်းသူ", date(1991, 11, 5), "MM", "TH", "Turner")
    case = walk.open(worker, Route.RMCS_UNITS, [unit])
    walk.collect(case, _papers("Rayong Shaft Co., Ltd.", "TH"))
    walk.map(case, unit, _LATHE)
    walk.finalise(case)


def _assessing(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "D4")
    worker = _worker("Nguyễn Văn Hùng", "", date(1986, 2, 17), "VN", "JP", "Machine operator")
    case = walk.to_assess(
        worker,
        Route.RMCS_UNITS,
        unit,
        _papers("Sakai Machine Parts", "JP"),
        {row: typed for row, typed in _LATHE.items() if row != "4"},
        due_in_days=6,
    )
    walk.observe(case, unit, "Turn a bush to drawing 7", {"1": Mark.MET, "3": Mark.MET}, "Lathe 1")
    walk.judge(case, unit, last=2)


def _at_the_bench(walk: Walk) -> None:
    """A session of two that goes on: one task, a few marks, the clock paused."""
    unit = practice_unit(walk.desk, "D4")
    cases = []
    for worker in (
        _worker("Ly Sreymom", "លី ស្រីមុំ", date(1996, 4, 18), "KH", "KR", "Lathe operator"),
        _worker("Somchai Phongphan", "สมชาย พงษ์พันธ์", date(1987, 9, 2), "TH", "KR", "Turner"),
    ):
        case = walk.to_assess(
            worker,
            Route.RMCS_UNITS,
            unit,
            _papers("Ansan Machine Tools", "KR"),
            {row: typed for row, typed in _LATHE.items() if row < "4"},
            due_in_days=4,
        )
        cases.append(case)
    desk, by = walk.desk, walk.assessor
    session = walk.seat(*cases, place="Workshop A")
    task = running_sessions.set_session_task(
        desk, by, session.id, unit.id, title="Turn a stepped shaft to drawing 4"
    )
    paused = SessionEventKind.CLOCK_PAUSED
    running_sessions.happen(
        desk, by, session.id, paused, task_id=task.id, elapsed_ms=17 * 60_000 + 40_000
    )
    for case, marks in zip(cases, ("11", "12"), strict=True):
        own = task.of(case.id)
        for line, key in zip(unit.judged_rows(), marks, strict=False):
            mark = Mark.MET if key == "1" else Mark.NOT_MET
            if own is not None:
                observe(desk, by, case.id, unit.id, line.id, own, mark, session_id=session.id)


def _verifying(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "ALT723205")
    worker = _worker("Maria Santos", "", date(1989, 5, 30), "PH", "AE", "Garage assistant")
    case = walk.to_assess(
        worker,
        Route.NATIONAL_UNITS,
        unit,
        _papers("Al Noor Auto Centre", "AE"),
        _SHOP,
        due_in_days=9,
    )
    walk.observe(case, unit, "Close the shop for the day", {"1.2": Mark.MET, "1.3": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    walk.decide(case, unit)


def _conflicting(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "D4")
    worker = _worker("Phan Sophal", "ផាន សុផល", date(1993, 3, 9), "KH", "TH", "Turner")
    turner, helper = worker.history
    worker = replace(worker, history=(replace(turner, employer="Rayong Shaft Co."), helper))
    case = walk.open(worker, Route.RMCS_UNITS, [unit], due_in_days=11)
    walk.collect(case, _papers("Rayong Shaft", "TH"))
    walk.map(case, unit, _LATHE)
    walk.finalise(case)
    walk.hand_over(case)
    declare_conflict(
        walk.desk,
        walk.assessor,
        case.id,
        Duty.ASSESS,
        conflict=True,
        what="I was his foreman for half a year",
        proposed="Ms Lim Bopha assesses in my place",
    )


def _returned(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "D4")
    worker = _worker("Somphone Vongsa", "ສົມພອນ ວົງສາ", date(1993, 9, 9), "LA", "TH", "Turner")
    case = walk.to_assess(
        worker,
        Route.RMCS_UNITS,
        unit,
        _papers("Chonburi Precision Co., Ltd.", "TH"),
        _LATHE,
        due_in_days=4,
    )
    walk.judge(case, unit)
    walk.qualities(case, unit)
    decision = walk.decide(case, unit)
    walk.answer(
        case, decision, "4", RowAnswer.WANT_MORE, "One paper only: please see the calculation done"
    )
    walk.send_back(case, decision, "Everything else is clear and complete")


def _recognising(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "ALT723205")
    worker = _worker("Nimal Perera", "නිමල් පෙරේරා", date(1985, 7, 14), "LK", "QA", "Mechanic")
    case = walk.open(worker, Route.NATIONAL_UNITS, [unit])
    walk.collect(case, _papers("Doha Fleet Services", "QA"))
    walk.skill(case, PersonalSkillKind.LANGUAGE, "Arabic, everyday", Basis.STATED)
    walk.map(case, unit, _SHOP)
    walk.finalise(case)
    walk.hand_over(case)
    walk.declare(case)
    walk.observe(case, unit, "Sort and log the tool shelf", {"2.1": Mark.MET, "2.3": Mark.MET})
    walk.judge(case, unit)
    walk.qualities(case, unit)
    walk.verify(case, walk.decide(case, unit))


def _portfolio_only(walk: Walk) -> None:
    worker = _worker("Siti Rahayu", "", date(1996, 12, 1), "ID", "SA", "House-keeper")
    case = walk.open(worker, Route.PORTFOLIO_ONLY, [])
    walk.collect(case, _papers("A family in Riyadh", "SA"))
    for kind, text in (
        (PersonalSkillKind.COMMUNICATION, "Looked after two children for three years"),
        (PersonalSkillKind.TIME_MANAGEMENT, "Ran a household of seven"),
        (PersonalSkillKind.CULTURE, "Saudi Arabia, three years"),
    ):
        walk.skill(case, kind, text, Basis.TESTIMONIAL)
    walk.map(case, practice_unit(walk.desk, "D4"), {})
    walk.finalise(case)
    walk.hand_over(case)


def _not_reached(walk: Walk) -> None:
    unit = practice_unit(walk.desk, "D4")
    worker = _worker("Ram Bahadur Thapa", "राम बहादुर थापा", date(1992, 3, 8), "NP", "MY", "Fitter")
    case = walk.to_assess(
        worker,
        Route.RMCS_UNITS,
        unit,
        _papers("Penang Tooling Sdn Bhd", "MY"),
        {"": ["1"], "1": ["3"], "5": ["2"]},
    )
    walk.observe(case, unit, "Turn a stepped shaft", {"4": Mark.NOT_MET, "6": Mark.NOT_MET})
    walk.judge(case, unit, {"4": "Chose a speed four times too high, twice"}, last=4)
    walk.qualities(case, unit)
    advice = {"4": "Two days at the training workshop on speeds and feeds, then again"}
    decision = walk.decide(case, unit, Result.NOT_YET_COMPETENT, advice)
    walk.verify(case, decision)


def _withdrawn(walk: Walk) -> None:
    worker = _worker("Priya Selvam", "பிரியா செல்வம்", date(1995, 6, 25), "LK", "KW", "Cook")
    case = walk.open(worker, Route.PORTFOLIO_ONLY, [])
    end_case(walk.desk, walk.advisor, case.id, CaseEnd.AWAY_AGAIN, "Left for Kuwait on 3 November")


def _worker(name: str, own: str, born: date, home: str, abroad: str, work: str) -> Worker:
    today = date.today()  # noqa: DTZ011 - a made-up past needs no time zone
    back = today - timedelta(days=120)
    return Worker(
        name=name,
        own_name=own,
        born=born,
        nationality=home,
        document=f"{home}{born:%y%m%d}7",
        languages=("en",),
        consent=Consent.YES,
        history=(
            Work(work, "employer abroad", abroad, back - timedelta(days=1300), back),
            Work("Helper", "at home", home, date(2012, 1, 1), date(2015, 6, 30), True),
        ),
    )


def _papers(employer: str, country: str) -> tuple[Piece, ...]:
    """Three pieces: what the job was, a signed statement, a photograph."""
    issued = date.today() - timedelta(days=130)  # noqa: DTZ011 - as above
    job = f"PRACTICE\n\nJob description\n{employer} ({country})\n\nDuties as agreed.\n"
    statement = (
        f"PRACTICE\n\nTo whom it may concern\n\n{employer} ({country}) confirms that the holder "
        "did the work described, to our satisfaction.\n\nA. Manager\n"
    )
    return (
        Piece(
            ExhibitKind.JOB_DESCRIPTION,
            f"Job description, {employer}",
            "job-description.txt",
            job.encode(),
            issued_on=issued,
        ),
        Piece(
            ExhibitKind.STATEMENT,
            f"Statement of {employer}",
            "statement.txt",
            statement.encode(),
            issued_on=issued,
            signatory=Signatory("A. Manager", "manager", issued),
        ),
        Piece(
            ExhibitKind.PHOTOGRAPH,
            "At the place of work",
            "at-work.jpg",
            workshop_photo_jpeg(),
            issued_on=issued,
            sight=Sight.PHOTO,
        ),
    )
