"""A test day on paper: from the admission list to the registry, and every sheet that goes wrong."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.assessment import Mark
from core.domain.case import Case, Route
from core.domain.checklist_reading import LeftOut, PageProblem, ScannedPage, SheetProblem
from core.domain.checklists import BoxColumn, CheckBox, write_code
from core.domain.people import Consent
from core.domain.planning import SigningWay
from core.domain.rules import Rule
from core.domain.sessions import CheckKind
from core.domain.test_days import PaperSheet, rating, registry_rows, result_lines
from core.errors import CoreError, RefusedError
from core.ids import CaseId, SessionId
from core.reporting.checklist_layout import lay_out
from core.reporting.checklist_pdf import checklist_pdf
from core.reporting.practice_drawings import holder_portrait_jpeg, signature_png
from core.scanning.checklist_marks import read_checklists
from core.services import holding_test_days, planning, registering, running_sessions
from core.services import placing_checklists as placing
from core.services import taking_in_checklists as taking_in
from core.services.printing_checklists import checklist_sheets
from core.services.reading_sessions import read_session
from core.services.seating_latecomers import seat_latecomer, who_may_come
from core.services.session_parts import NotAPhotoError
from desktop.demo.centre import practice_unit
from desktop.demo.invented import Worker
from desktop.demo.walk import Walk
from desktop.presenters.intake_state import IntakeSheet, intake_sheet
from desktop.presenters.test_day_papers import DayPaper, day_paper, registry_table
from desktop.texts.paper import left_out_text
from tests import practice
from tests.handwriting import Scan, as_pdf, drawn_page, filled_in, scanned
from tests.practice import D4_EVIDENCE, DARA, PAPERS
from tests.reporting.pages import page_texts

SEEN = {"1": BoxColumn.MET, "2": BoxColumn.MET, "3": BoxColumn.NOT_SEEN, "4": BoxColumn.MET,
        "5": BoxColumn.NOT_MET, "6": BoxColumn.MET}  # fmt: skip
"""Row 7 is left empty on the paper."""
MARKS = {
    BoxColumn.MET: Mark.MET,
    BoxColumn.NOT_MET: Mark.NOT_MET,
    BoxColumn.NOT_SEEN: Mark.NOT_SEEN,
}
DONE_ON_PAPER = [
    CheckBox(kind, answer=kind is not CheckKind.CONSENT_TO_RECORD) for kind in CheckKind
]


def ready(walk: Walk, worker: Worker) -> Case:
    case = walk.open(worker, Route.RMCS_UNITS, [practice_unit(walk.desk, "D4")])
    walk.collect(case, PAPERS)
    walk.map(case, practice_unit(walk.desk, "D4"), D4_EVIDENCE)
    walk.finalise(case)
    walk.hand_over(case)
    return case


def filled(walk: Walk, session_id: SessionId, case_id: CaseId) -> list[ScannedPage]:
    """Print a worker's checklist, fill it in by hand, scan it upside down with noise, read it."""
    rng = random.Random(7)
    sheets = checklist_sheets(walk.desk, session_id, [case_id])
    pdf = checklist_pdf(*sheets)
    (sheet,) = sheets
    pages = []
    for at, page in enumerate(lay_out(sheet)):
        marks = {
            number: [SEEN[one.row.number]]
            for number, one in enumerate(page.rows)
            if one.row.number in SEEN
        }
        paper = filled_in(drawn_page(pdf, at), page.code, marks, rng, DONE_ON_PAPER)
        pages.append(scanned(paper, Scan(dpi=110, turned=177, noise=40, shadow=0.2), rng))
    return list(read_checklists(as_pdf(pages), name="scan.pdf"))


def one_sheet(walk: Walk, pages: list[ScannedPage]) -> IntakeSheet:
    found = placing.sort_pages(walk.desk, pages)
    assert not found.left_out
    (sheets,) = found.workers
    return intake_sheet(sheets)


def refused(error: RefusedError) -> set[str]:
    return {one.rule for one in error.refusals}


def test_a_printed_checklist_comes_back_with_its_marks_and_its_image_and_feeds_every_paper(
    walk: Walk,
) -> None:
    desk, by, unit = walk.desk, walk.assessor, practice_unit(walk.desk, "D4")
    dara = ready(walk, DARA)
    lina = ready(walk, replace(DARA, name="Chea Lina", own_name="ជា លីណា", document="N002"))
    walk.declare(lina)
    draft = holding_test_days.TestDayDraft(walk.clock.today(), "Hall 2", (unit.id,), capacity=2)
    day = holding_test_days.plan_test_day(desk, by, draft)
    for case in (dara, lina):
        holding_test_days.admit(desk, by, day.id, case.id)

    # Not before everybody may be observed; then one click.
    with pytest.raises(RefusedError) as no:
        holding_test_days.hold(desk, by, day.id)
    assert {Rule.TEST_DAY_NOT_YET.value, Rule.CONFLICT_UNDECLARED.value} <= refused(no.value)
    assert not holding_test_days.read_test_day(desk, by, day.id).day.held
    walk.declare(dara)
    session = holding_test_days.hold(desk, by, day.id)
    assert holding_test_days.hold(desk, by, day.id).id == session.id
    running = read_session(desk, session.id)
    assert [(seat.bib, seat.case_id) for seat in running.seats] == [(1, dara.id), (2, lina.id)]
    assert [task.unit_id for task in running.tasks] == [unit.id]
    with pytest.raises(RefusedError):
        holding_test_days.leave_out(desk, by, day.id, lina.id)

    # On paper, and back: what was crossed, and nothing for the row that was left empty.
    walk.clock.turn(hours=2)
    observed_at = walk.clock.now()
    walk.clock.turn(hours=5)
    pages = filled(walk, session.id, dara.id)
    sheet = one_sheet(walk, pages)
    assert {row.row.number: row.mark for row in sheet.rows if row.settled} == {
        **{number: MARKS[column] for number, column in SEEN.items()},
        "7": None,
    }
    assert sheet.checks == {kind: kind is not CheckKind.CONSENT_TO_RECORD for kind in CheckKind}
    with pytest.raises(NotAPhotoError):
        taking_in.take_in(desk, by, sheet.intake(observed_at))
    assert not walk.file(dara.id).observations
    sheet.photo = holder_portrait_jpeg()
    for wrong in (walk.clock.now() + timedelta(hours=1), session.opened_at - timedelta(days=2)):
        with pytest.raises(taking_in.ObservedDayError):
            taking_in.take_in(desk, by, sheet.intake(wrong))
    whole = sheet.intake(observed_at)
    with pytest.raises(taking_in.PageTwiceError):
        taking_in.take_in(desk, by, replace(whole, pages=(*whole.pages, whole.pages[0])))
    seen = taking_in.take_in(desk, by, whole)

    assert {(one.observed_at, one.by, one.session_id) for one in seen} == {
        (observed_at, by.staff.id, session.id)
    }
    assert all(one.at > observed_at for one in seen)
    file = walk.file(dara.id)
    numbers = {row.id: row.number for row in unit.rows()}
    assert {numbers[one.row_id]: one.mark for one in file.observations} == {
        number: MARKS[column] for number, column in SEEN.items()
    }
    kept = taking_in.papers_of(desk, file.observations[0])
    assert [one.page for one in kept] == [page.code.page for page in pages if page.code]
    for one, page in zip(kept, pages, strict=True):
        assert desk.files.get(one.sha256) == page.image

    # The same sheet again, one of another session, one twice, one that is torn: each is named.
    again = placing.sort_pages(desk, pages)
    assert {one.problem for one in again.left_out} == {SheetProblem.ENTERED}
    assert "Sok Dara" in left_out_text(again.left_out[0])
    with pytest.raises(taking_in.AlreadyEnteredError):
        taking_in.take_in(desk, by, sheet.intake(observed_at))
    other = walk.seat(lina)
    strange = placing.sort_pages(desk, pages, session_id=other.id)
    assert {one.problem for one in strange.left_out} == {SheetProblem.OTHER_SESSION}
    theirs = filled(walk, session.id, lina.id)
    torn = replace(theirs[0], problem=PageProblem.PARTLY, rows=())
    mixed = placing.sort_pages(desk, [*theirs[1:], *theirs[1:], torn])
    assert {one.problem for one in mixed.left_out} <= {SheetProblem.TWICE, PageProblem.PARTLY}
    assert mixed.workers == () or mixed.workers[0].missing == (1,)

    # One mark flows on: rating sheet, decision, result sheet, letter, award, registry.
    tasks = read_session(desk, session.id).tasks
    assert rating(file, tasks) == {one.row_id: one.mark for one in seen}
    walk.judge(dara, unit)
    walk.qualities(dara, unit)
    decision = walk.decide(dara, unit)
    signed = {row.number: row.evidence for row in decision.rows}
    assert "T1" in signed["4"]
    assert [one.decision_ids for one in walk.file(dara.id).proposals] == [(decision.id,)]
    assert [line.verified_on for line in result_lines(walk.file(dara.id), [unit.id])] == [None]
    walk.verify(dara, decision)
    file = walk.file(dara.id)
    (line,) = result_lines(file, [unit.id])
    assert line.recognised
    assert registry_rows(file, [unit.id]) == ()
    person = replace(file.candidate, register_consent=Consent.YES)
    registering.save_candidate(desk, walk.advisor, person)
    said = {paper: " ".join(page_texts(day_paper(desk, by, day.id, paper))) for paper in DayPaper}
    assert "[1]" in said[DayPaper.RATING]
    assert said[DayPaper.RATING].count("NOT MET") == 1
    assert "Sok Dara" in said[DayPaper.ADMISSION]
    assert dara.reference in said[DayPaper.RESULTS]
    assert "competent" in said[DayPaper.RESULTS]
    assert said[DayPaper.REGISTRY].count("D4") >= 2
    assert "1 without consent" in said[DayPaper.REGISTRY]
    table = registry_table(desk, by, day.id).decode("utf-8")
    assert table.count("\r\n") == 2
    assert dara.reference in table
    assert lina.reference not in table


def test_keyed_in_without_a_scan_is_held_to_the_same_rules(walk: Walk) -> None:
    desk, by, unit = walk.desk, walk.assessor, practice_unit(walk.desk, "D4")
    case = ready(walk, DARA)
    walk.declare(case)
    draft = holding_test_days.TestDayDraft(walk.clock.today(), "Hall 2", (unit.id,), capacity=1)
    day = holding_test_days.plan_test_day(desk, by, draft)
    day = holding_test_days.admit(desk, by, day.id, case.id)
    lina = ready(walk, replace(DARA, name="Chea Lina", document="N3"))
    with pytest.raises(RefusedError) as full:
        holding_test_days.admit(desk, by, day.id, lina.id)
    assert refused(full.value) == {Rule.TEST_DAY_FULL.value}
    with pytest.raises(holding_test_days.TestDayPlacesError):
        holding_test_days.change_test_day(desk, by, day.id, replace(draft, capacity=0))
    with pytest.raises(RefusedError):
        holding_test_days.plan_test_day(desk, walk.advisor, draft)
    session = holding_test_days.hold(desk, by, day.id)
    (task,) = read_session(desk, session.id).tasks
    walk.clock.turn(hours=3)

    sheet = intake_sheet(placing.to_be_keyed(desk, task.id, case.id))
    assert [row.mark for row in sheet.rows] == [None] * 7
    assert not sheet.undecided
    with pytest.raises(taking_in.NothingToEnterError):
        taking_in.take_in(desk, by, sheet.intake(walk.clock.now()))
    sheet.put(0, Mark.MET)
    sheet.turn_prompted(0)
    sheet.turn_prompted(1)  # nothing was marked there
    with pytest.raises(RefusedError) as unchecked:
        taking_in.take_in(desk, by, sheet.intake(walk.clock.now()))
    assert refused(unchecked.value) == {Rule.SESSION_CHECK.value}

    sheet.checks = dict.fromkeys(CheckKind, True)
    sheet.photo = holder_portrait_jpeg()
    with pytest.raises(RefusedError) as uncertified:
        taking_in.take_in(desk, walk.advisor, sheet.intake(walk.clock.now()))
    assert Rule.ROLE.value in refused(uncertified.value)
    assert not placing.to_be_keyed(desk, task.id, case.id).entered
    (seen,) = taking_in.take_in(desk, by, sheet.intake(walk.clock.now()))

    assert (seen.mark, seen.prompted) == (Mark.MET, True)
    with desk.uow() as uow:
        (paper,) = uow.find(PaperSheet, case_id=case.id)
    assert (paper.page, paper.sha256) == (0, "")
    with pytest.raises(taking_in.KeyedBeforeError):
        taking_in.take_in(desk, by, sheet.intake(walk.clock.now()))
    assert placing.to_be_keyed(desk, task.id, case.id).earlier == {seen.row_id: Mark.MET}
    # A page of a session that nobody here knows.
    (printed,) = checklist_sheets(desk, session.id)
    code = replace(lay_out(printed)[0].code, case_id=CaseId(day.id))
    assert write_code(code)
    unknown = ScannedPage("scan.pdf", 1, b"", "image/jpeg", code)
    left = placing.sort_pages(desk, [unknown]).left_out
    assert left == (LeftOut(unknown, SheetProblem.UNKNOWN_SESSION),)

    # Somebody comes late: not before a conflict is ruled out, then with a part in the same task.
    with pytest.raises(RefusedError) as undeclared:
        seat_latecomer(desk, by, session.id, lina.id)
    assert Rule.CONFLICT_UNDECLARED.value in refused(undeclared.value)
    walk.declare(lina)
    assert [one.row.id for one in who_may_come(desk, by, session.id) if not one.against] == [
        lina.id
    ]
    seat = seat_latecomer(desk, by, session.id, lina.id)
    assert seat == seat_latecomer(desk, by, session.id, lina.id)
    assert seat.bib == 2
    running = read_session(desk, session.id)
    assert [one.id for one in running.tasks] == [task.id], "it is the same task"
    theirs = intake_sheet(placing.to_be_keyed(desk, task.id, lina.id))
    theirs.put(0, Mark.MET)
    with pytest.raises(RefusedError) as unknown_worker:
        taking_in.take_in(desk, by, theirs.intake(walk.clock.now()))
    assert refused(unknown_worker.value) == {Rule.SESSION_CHECK.value}, "checked as all others"
    read = holding_test_days.read_test_day(desk, by, day.id)
    assert [file.candidate.name for _, file in read.admitted] == ["Sok Dara", "Chea Lina"]
    running_sessions.close_session(desk, by, session.id)
    with pytest.raises(RefusedError):
        seat_latecomer(desk, by, session.id, ready(walk, replace(DARA, document="N4")).id)


def test_a_signed_plan_is_a_scan_of_today_or_before(walk: Walk) -> None:
    plan = walk.file(practice.handed_over(walk).id).plan
    assert plan is not None
    today, drawn = walk.clock.today(), signature_png()

    def refused_with(way: SigningWay, sheet: bytes, on: date = today) -> str:
        with pytest.raises(CoreError) as caught:
            planning.agree_as_worker(walk.desk, walk.assessor, plan, way, signed_on=on, sheet=sheet)
        return caught.value.code

    screen, paper = SigningWay.ON_SCREEN, SigningWay.ON_PAPER
    for sheet, way in (
        (b"MZ\x90\xff", paper),
        (b"agreed", paper),
        (holder_portrait_jpeg(), screen),
    ):
        assert refused_with(way, sheet) == "plan.sheet"
    assert refused_with(paper, b"%PDF-1.7 cut off") == "evidence.broken"
    assert refused_with(paper, drawn, today + timedelta(days=1)) == "appeal.future"
    assert refused_with(paper, drawn) == RefusedError.code, "the worker agreed before"
