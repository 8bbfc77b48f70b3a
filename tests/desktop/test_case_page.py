"""The case page on a real database, by clicking and typing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.domain.case import CaseEnd, Duty, HandlingOutcome, NoteKind, Route, Stage
from core.domain.personal_skills import Basis, PersonalSkillKind
from core.domain.portfolio import FileRole, Sight
from core.domain.standards import Unit
from core.ids import CaseId, RowId, UnitId
from core.ports.sitting import Sitting
from core.services.handling_cases import change_case, open_case
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk
from desktop.presenters.session import Session
from desktop.tasks import QtTaskRunner
from desktop.texts import words
from desktop.theme import look
from desktop.views.case.assemble_panel import Part
from desktop.views.case.binder_section import BinderSection
from desktop.views.case.factories import StageFactories
from desktop.views.case_page import CasePage
from desktop.widgets.main_button import MainButton
from desktop.widgets.saving import SavingChoice
from tests import practice
from tests.fakes import Immediately

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Sitting, CaseId], CasePage]


class Surface(QLabel):
    """Stands in for a grid: says which one was asked for."""

    has_footer = False

    def __init__(self, name: str, unit: UnitId) -> None:
        super().__init__(name)
        self.name, self.unit = name, unit
        self.row: RowId | None = None

    def go_to_row(self, row: RowId) -> None:
        self.row = row


FACTORIES = StageFactories(
    grid=lambda _session, _case, unit: Surface("grid", unit),
    assessment=lambda _session, _case, unit: Surface("assessment", unit),
    verification=lambda _session, _case, unit: Surface("verification", unit),
)


@pytest.fixture
def settled(qtbot: QtBot, reads: QtTaskRunner) -> Callable[[], None]:
    def settle() -> None:
        qtbot.waitUntil(lambda: not reads.busy)
        QApplication.processEvents()  # parts that were added meanwhile show themselves

    return settle


@pytest.fixture
def opened(qtbot: QtBot, reads: QtTaskRunner, walk: Walk, settled: Callable[[], None]) -> Open:
    def show(by: Sitting, case_id: CaseId) -> CasePage:
        page = CasePage(Session(walk.desk, by, reads), case_id, factories=FACTORIES)
        qtbot.addWidget(page)
        page.resize(1158, 768)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        settled()
        return page

    return show


def test_the_three_questions_are_answered_without_scrolling(walk: Walk, opened: Open) -> None:
    case = practice.mapped(walk)

    page = opened(walk.advisor, case.id)

    assert "Mey Leakhena" in page.header.turn.text()
    assert "missing" in page.header.missing.text()
    assert page.header.first_missing.text()
    assert main(page).text() == "Finalise portfolio"
    for part in (page.header.turn, page.header.missing, main(page)):
        inside = part.mapTo(page, part.rect().bottomLeft())
        assert part.isVisible()
        assert page.rect().contains(inside)


def test_who_what_and_how_much_stand_on_the_page_as_counts(
    walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    page = opened(walk.advisor, practice.mapped(walk).id)
    page.show_stage(Stage.FINALISE)
    settled()

    said = words_of(page)
    assert "gives: RMCS recognition" in said
    assert "Sok Dara" in said
    assert "សុខ ដារ៉ា" in said
    assert "born 1988-04-12" in said
    assert "6 of 7 rows have evidence" in said
    assert "%" not in said


def test_advice_that_was_not_given_is_neither_an_error_nor_a_tick(walk: Walk, opened: Open) -> None:
    page = opened(walk.advisor, practice.mapped(walk).id)

    first = page.bar.findChildren(QWidget)[0]
    assert "not given" in first.accessibleDescription()
    assert "done" not in first.accessibleDescription()


def test_a_worker_is_led_from_questions_to_hand_over_by_clicks(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None], tmp_path: Path
) -> None:
    case = open_case(walk.desk, walk.advisor, walk.register(practice.DARA).id)
    page = opened(walk.advisor, case.id)
    start = page.panels.assemble.start

    choose(start.standards_available, True)
    settled()
    choose(start.units_realistic, True)
    settled()
    choose(start.route, Route.RMCS_UNITS)
    settled()
    lathe = next(i for i, one in enumerate(start.claims.model.rows) if one.code == "D4")
    start.claims.table.go_to(lathe)
    qtbot.mouseClick(start.claims.claim, LEFT)
    settled()
    page.panels.assemble.show_part(Part.BINDER)
    page.panels.assemble.binder.take_in([a_text(tmp_path, "job.txt")])
    settled()
    for _ in range(2):  # on to mapping, on to finalising
        qtbot.mouseClick(main(page), LEFT)
        settled()
    choose(page.panels.finalise.assessor, walk.staff.assessor.id)
    settled()
    choose(page.panels.finalise.verifier, walk.staff.verifier.id)
    settled()
    qtbot.mouseClick(main(page), LEFT)
    settled()

    file = walk.file(case.id)
    assert file.case.answers.units_realistic is True
    assert file.case.stage is Stage.ASSESS_AND_VERIFY
    assert file.case.assessor_id == walk.staff.assessor.id
    assert [one.code for one in file.units] == ["D4"]
    [receipt] = file.freezes
    assert receipt.digest[:16] in page.banner.sentence


def test_what_the_advisor_cannot_do_yet_is_explained_by_rule_fact_and_remedy(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    qtbot.mouseClick(main(page), LEFT)
    settled()
    assert page.panels.finalise.isVisible()

    main(page).setFocus()
    assert main(page).hasFocus()
    qtbot.keyClick(main(page), Qt.Key.Key_F1)

    assert page.footer.footer.panel.isVisible()
    [reason] = main(page).refusals
    assert "assessor" in reason.fact
    qtbot.mouseClick(main(page), LEFT)
    settled()
    assert walk.file(case.id).freezes == ()


def test_keys_go_to_stages_to_what_is_missing_and_to_a_note(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)

    qtbot.keyClick(page, Qt.Key.Key_4, CTRL)
    assert page.panels.finalise.isVisible()
    assert page.panels.finalise.isAncestorOf(page.focusWidget())
    page.side.history.table.setFocus()
    qtbot.keyClick(page.side.history.table, Qt.Key.Key_M)
    assert page.side.missing.table.hasFocus()
    qtbot.keyClick(page.side.missing.table, Qt.Key.Key_N)
    entry = page.side.history.entry
    assert entry.text.hasFocus()
    choose(entry.kind, NoteKind.CALL)
    qtbot.keyClicks(entry.text, "Mr Kim: yes, I wrote that. No more mail.")
    qtbot.keyClick(entry.text, Qt.Key.Key_Return)
    settled()

    [note] = walk.file(case.id).notes
    assert (note.kind, note.text) == (NoteKind.CALL, "Mr Kim: yes, I wrote that. No more mail.")
    assert "Mr Kim" in page.side.history.model.rows[0].text


def test_the_main_actions_key_adds_the_note_that_is_being_typed_and_moves_nothing(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    before = walk.file(case.id).case.stage

    page.side.history.add_note.click()
    qtbot.keyClicks(page.side.history.entry.text, "half a sentence")
    qtbot.keyClick(page.side.history.entry.text, Qt.Key.Key_Return, CTRL)
    settled()

    assert [one.text for one in walk.file(case.id).notes] == ["half a sentence"]
    assert walk.file(case.id).case.stage is before


def test_enter_on_what_is_missing_goes_where_it_can_be_supplied(
    qtbot: QtBot, walk: Walk, opened: Open
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    table = page.side.missing.table

    go_to(page, "no-assessor")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.panels.finalise.isVisible()

    go_to(page, "row-empty")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    surface = page.panels.map.current
    assert isinstance(surface, Surface)
    assert surface.isVisible()
    row_four = next(one for one in lathe(walk).rows() if one.number == "4")
    assert surface.row == row_four.id


def test_an_untranslated_exhibit_is_found_from_the_list_of_what_is_missing(
    walk: Walk, opened: Open, settled: Callable[[], None], tmp_path: Path
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    exhibit = walk.file(case.id).binder[1]
    page.panels.assemble.binder.tree.choose(exhibit.id)
    editor = page.panels.assemble.binder.editor
    choose(editor.language, "ko")
    settled()
    go_to(page, "exhibit-untranslated")
    page.side.missing.table.opened.emit(page.side.missing.table.row)
    assert page.panels.assemble.binder.isVisible()

    editor.attach(a_text(tmp_path, "translation.txt"), FileRole.TRANSLATION)
    settled()

    roles = [one.role for one in walk.file(case.id).files_of(exhibit.id)]
    assert roles == [FileRole.DOCUMENT, FileRole.TRANSLATION]
    assert "exhibit-untranslated" not in {one.code for one in page.side.missing.model.rows}


def test_what_is_typed_about_an_exhibit_is_kept(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    binder = show_binder(page, 2)
    editor = binder.editor

    typed(qtbot, editor.exhibit_title, "Statement of Mr Kim")
    typed(qtbot, editor.issued_on, "2025-06-14")
    typed(qtbot, editor.signatory.role, "production supervisor")
    choose(editor.sight, Sight.ORIGINAL)
    settled()

    exhibit = walk.file(case.id).binder[1]
    assert exhibit.title == "Statement of Mr Kim"
    assert exhibit.issued_on == date(2025, 6, 14)
    assert exhibit.signatory.role == "production supervisor"
    assert exhibit.signatory.name == "Kim Jae-ho"
    assert exhibit.sight is Sight.ORIGINAL


def test_an_exhibit_goes_out_by_del_and_comes_back_by_undo_under_its_number(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    binder = show_binder(page, 1)

    qtbot.keyClick(binder.tree, Qt.Key.Key_Delete)
    settled()
    assert [one.number for one in walk.file(case.id).binder] == [2]
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    settled()

    assert [one.number for one in walk.file(case.id).binder] == [1, 2]


def test_arrows_go_from_exhibit_to_exhibit_past_the_dividers_and_show_each(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    binder = show_binder(page, 1)
    settled()
    assert "turns shafts" in words_of_texts(binder)

    qtbot.keyClick(binder.tree, Qt.Key.Key_Down)
    settled()

    assert binder.editor.head.text() == "Exhibit 2"
    assert "good work" in words_of_texts(binder)


def test_an_exhibit_whose_file_was_changed_on_disk_is_not_shown_as_if_nothing_had_been(
    walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    file = walk.file(case.id)
    [paper] = file.files_of(file.binder[1].id)
    path = walk.desk.files.path(paper.sha256)
    path.chmod(0o600)
    path.write_bytes(b"excellent work")
    page = opened(walk.advisor, case.id)

    binder = show_binder(page, 2)
    settled()

    assert binder.viewer.banner.isVisible()
    assert "excellent work" not in words_of_texts(binder)


def test_files_that_cannot_be_used_are_named_and_the_others_are_filed(
    walk: Walk, opened: Open, settled: Callable[[], None], tmp_path: Path
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    binder = show_binder(page, 1)
    empty, lie = tmp_path / "empty.pdf", tmp_path / "scan.pdf"
    empty.write_bytes(b"")
    lie.write_bytes(b"\xff\xd8\xff not a pdf")

    binder.take_in([empty, a_text(tmp_path, "log.txt"), lie])
    settled()

    assert "empty.pdf" in binder.banner.sentence
    assert "1 more" in binder.banner.what_to_do
    assert [one.title for one in walk.file(case.id).binder][2:] == ["log"]


def test_after_the_hand_over_the_frozen_part_is_shut_and_new_papers_come_as_a_supplement(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None], tmp_path: Path
) -> None:
    case = practice.handed_over(walk)
    page = opened(walk.advisor, case.id)
    assert main(page).refusals
    binder = show_binder(page, 1)
    assert not binder.editor.exhibit_title.isEnabled()

    binder.take_in([a_text(tmp_path, "late.txt")])
    settled()
    assert main(page).text() == "Hand over supplement 1"
    qtbot.mouseClick(main(page), LEFT)
    settled()

    first, second = walk.file(case.id).freezes
    assert [one.number for one in second.exhibits] == [3]
    assert len(first.exhibits) == 2


def test_soft_skills_languages_and_cultures_are_entered_with_their_basis(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    page.show_stage(Stage.ASSEMBLE)
    page.panels.assemble.show_part(Part.SKILLS)
    skills = page.panels.assemble.skills

    choose(skills.kind, PersonalSkillKind.LANGUAGE)
    choose(skills.basis, Basis.TESTIMONIAL)
    choose(skills.exhibit, walk.file(case.id).binder[1].id)
    qtbot.keyClicks(skills.text, "Korean, TOPIK level 2")
    qtbot.keyClick(skills.text, Qt.Key.Key_Return)
    settled()

    [skill] = walk.file(case.id).skills
    assert (skill.kind, skill.text) == (PersonalSkillKind.LANGUAGE, "Korean, TOPIK level 2")
    assert skill.basis is Basis.TESTIMONIAL
    assert skill.exhibit_id == walk.file(case.id).binder[1].id
    assert skills.text.text() == ""


def test_a_claim_is_withdrawn_and_taken_back_by_undo(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    page.show_stage(Stage.ASSEMBLE)

    button = next(
        one
        for one in page.panels.assemble.start.claims.findChildren(QWidget)
        if one.accessibleName() == "Withdraw the claim of D4"
    )
    qtbot.mouseClick(button, LEFT)
    settled()
    assert walk.file(case.id).units == ()
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    settled()

    assert [one.code for one in walk.file(case.id).units] == ["D4"]
    assert not any(one.removed for one in walk.file(case.id).links)


@pytest.mark.parametrize("end", [CaseEnd.WITHDRAWN, CaseEnd.AWAY_AGAIN, CaseEnd.NOT_REACHED])
def test_a_case_rests_and_is_taken_up_again_where_it_was_left(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None], end: CaseEnd
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    actions = {one.text().lower(): one for one in page.footer.rest.menu().actions()}

    actions[words(end)].trigger()
    settled()
    assert walk.file(case.id).case.end is end
    assert "Rests" in page.header.turn.text()
    assert main(page).text() == "Take up again"
    qtbot.mouseClick(main(page), LEFT)
    settled()

    assert walk.file(case.id).case.end is None
    assert walk.file(case.id).case.stage is Stage.MAP


def test_the_assessor_declares_before_the_case_opens_to_work(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    page = opened(walk.assessor, case.id)
    assert page.panels.assess.surface is None
    assert "conflict" in " ".join(one.rule for one in main(page).refusals).lower()

    qtbot.mouseClick(page.panels.assess.conflict.none, LEFT)
    settled()

    [declared] = walk.file(case.id).conflicts
    assert (declared.duty, declared.conflict) == (Duty.ASSESS, False)
    surface = page.panels.assess.surface
    assert isinstance(surface, Surface)
    assert surface.name == "assessment"


def test_a_conflict_without_its_handling_keeps_the_work_refused(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    walk.finalise(case)
    walk.hand_over(case)
    page = opened(walk.assessor, case.id)

    qtbot.mouseClick(page.panels.assess.conflict.there_is, LEFT)
    assert not page.panels.assess.conflict.none.isVisible(), "no slip says the contrary"
    assert not page.panels.assess.conflict.declare.isEnabled(), "not without saying what it is"
    qtbot.keyClicks(page.panels.assess.conflict.what, "his cousin")
    qtbot.mouseClick(page.panels.assess.conflict.declare, LEFT)
    settled()

    [declared] = walk.file(case.id).conflicts
    assert (declared.conflict, declared.what, declared.proposed) == (True, "his cousin", "")
    assert main(page).refusals
    assert page.panels.assess.surface is None, "the case stays shut"
    own = page.panels.assess.handling
    assert not own.decide.isEnabled()
    assert "active administrator" in own.decide.toolTip()

    above = opened(walk.registrar, case.id).panels.assess.handling
    qtbot.mouseClick(above.decide, LEFT)  # nothing is chosen yet
    assert walk.file(case.id).handlings == ()
    choose(above.outcome, HandlingOutcome.OTHER_PRESENT)
    above.outcome.hidePopup()
    qtbot.keyClicks(above.measures, "Lim Bopha is present")
    qtbot.mouseClick(above.decide, LEFT)
    settled()

    [handled] = walk.file(case.id).handlings
    assert (handled.by, handled.measures) == (walk.staff.registrar.id, "Lim Bopha is present")
    assert not above.isVisible()
    page.work.refresh()
    settled()
    assert page.panels.assess.surface is not None


def test_the_verifier_gets_the_surface_for_verifying(walk: Walk, opened: Open) -> None:
    case, _ = practice.decided(walk)

    page = opened(walk.verifier, case.id)

    surface = page.panels.assess.surface
    assert isinstance(surface, Surface)
    assert surface.name == "verification"
    assert not page.side.isVisible()


def test_the_registrar_is_led_to_issuing(qtbot: QtBot, walk: Walk, opened: Open) -> None:
    case = practice.verified(walk)
    page = opened(walk.registrar, case.id)
    asked: list[CaseId] = []
    page.issue_asked.connect(asked.append)
    assert page.panels.recognise.isVisible()
    assert not main(page).refusals  # the spelling is agreed to where the button leads

    qtbot.mouseClick(main(page), LEFT)

    assert asked == [case.id]


def test_a_change_made_elsewhere_meanwhile_is_shown_and_not_overwritten(
    qtbot: QtBot, walk: Walk, opened: Open, settled: Callable[[], None]
) -> None:
    case = practice.mapped(walk)
    page = opened(walk.advisor, case.id)
    page.show_stage(Stage.ASSEMBLE)
    change_case(walk.desk, walk.advisor, case.id, goal="A workshop of his own")

    typed(qtbot, page.panels.assemble.start.adjustment, "large print")
    settled()

    stored = walk.file(case.id).case
    assert (stored.goal, stored.adjustment) == ("A workshop of his own", "large print")
    assert page.panels.assemble.start.goal.text() == "A workshop of his own"


def test_a_second_case_of_the_same_person_is_linked(qtbot: QtBot, walk: Walk, opened: Open) -> None:
    case = practice.mapped(walk)
    earlier = open_case(walk.desk, walk.advisor, case.candidate_id)
    page = opened(walk.advisor, case.id)
    asked: list[CaseId] = []
    page.case_opened.connect(asked.append)

    button = next(
        one for one in page.header.findChildren(QWidget) if is_button(one, earlier.reference)
    )
    qtbot.mouseClick(button, LEFT)

    assert asked == [earlier.id]


def test_at_twice_the_size_the_side_pane_stands_below_and_nothing_is_cut_at_the_right(
    qtbot: QtBot, walk: Walk, opened: Open, qapp: object
) -> None:
    page = opened(walk.advisor, practice.mapped(walk).id)
    page.show_stage(Stage.FINALISE)
    assert page.body.orientation() is Qt.Orientation.Horizontal

    look().apply(qapp, text_scale=2.0)  # type: ignore[arg-type]
    page.resize(1157, 700)

    assert page.body.orientation() is Qt.Orientation.Vertical
    assert page.header.width() <= page.width()


def test_a_page_that_was_closed_while_it_read_is_left_in_peace(qtbot: QtBot, walk: Walk) -> None:
    case, held = practice.mapped(walk), Immediately(hold=True)
    page = CasePage(Session(walk.desk, walk.advisor, held), case.id, factories=FACTORIES)
    work = page.work
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))

    held.release()

    assert work.page is not None  # it was read, and nobody was shown it


def main(page: CasePage) -> MainButton:
    return page.footer.footer.main


def lathe(walk: Walk) -> Unit:
    return practice_unit(walk.desk, "D4")


def words_of(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def words_of_texts(page: QWidget) -> str:
    return "\n".join(one.toPlainText() for one in page.findChildren(QPlainTextEdit))


def choose(choice: SavingChoice, key: object) -> None:
    """Choose as a person does: by the list that opens."""
    keys = [choice.itemData(index) for index in range(choice.count())]
    choice.setCurrentIndex(keys.index(key))
    choice.activated.emit(keys.index(key))


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def a_text(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(f"the content of {name}")
    return path


def go_to(page: CasePage, code: str) -> None:
    page.show_missing()
    codes = [one.code for one in page.side.missing.model.rows]
    page.side.missing.table.go_to(codes.index(code))


def is_button(widget: QWidget, text: str) -> bool:
    said = getattr(widget, "text", None)
    return (
        callable(said) and said() == text and widget.isVisible() and not isinstance(widget, QLabel)
    )


def show_binder(page: CasePage, number: int) -> BinderSection:
    page.show_stage(Stage.ASSEMBLE)
    page.panels.assemble.show_part(Part.BINDER)
    page.panels.assemble.binder.go_to(number)
    return page.panels.assemble.binder
