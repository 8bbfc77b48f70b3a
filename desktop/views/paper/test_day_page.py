"""One test day: when, where, which units, who; then its session and its papers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from core.domain.rules import may_arrange, may_change_day
from core.domain.sessions import AssessmentSession
from core.domain.test_days import MOST_PLACES, rating
from core.ids import CaseId, TestDayId
from core.ports.lists import CaseRow, UnitListRow
from core.services.holding_test_days import TestDayDraft, TestDayFile
from desktop.presenters.session import Session
from desktop.presenters.test_day import TestDayPresenter
from desktop.texts import problem_text, refusal_texts
from desktop.theme import Space, look
from desktop.views.paper.candidates_card import CandidatesCard
from desktop.views.paper.papers_card import PapersCard
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, Tone, pinned
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingChoice, SavingDate

_UNITS_HIGH = 112
_PLACES = 8


class TestDayPage(QWidget):
    """`session_opened(session_id)`, `scans_asked(session_id)`, `keyed(task_id, case_id)`."""

    session_opened = Signal(object)  # SessionId
    scans_asked = Signal(object)  # SessionId
    keyed = Signal(object, object)  # SessionTaskId, CaseId

    def __init__(
        self, session: Session, day_id: TestDayId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Test day")
        self._session = session
        self._found: TestDayFile | None = None
        self._units: tuple[UnitListRow, ...] = ()
        self._dirty = day_id is None
        self.presenter = TestDayPresenter(self, session, day_id)
        self.head, self.banner = PageHead(self.title), Banner()
        self._make_fields()
        self.candidates = CandidatesCard()
        self.candidates.hide()
        self.papers = PapersCard()
        self.papers.hide()
        self.footer = ActionFooter("")
        whole = QWidget()
        whole.setProperty("kind", "page")
        parts = (self.head, self._about, self.candidates, self.papers, None)
        whole.setLayout(column(*parts, gap=Space.M, margin=Space.XL))
        above = pinned(self.banner)
        self.setLayout(column(above, scrolled(whole), self.footer, gap=Space.NONE))
        self.setFocusProxy(self.place)
        self._connect()
        self._show_main()
        self.presenter.read()

    # -- what the presenter says ------------------------------------------------------------------

    def show_units(self, units: Sequence[UnitListRow]) -> None:
        """Show the units that there are, and their levels."""
        self._units = tuple(units)
        levels = sorted({one.level for one in units if one.level})
        kept = self._found.day.level if self._found else ""
        self.level.set_choices([("", self.tr("any level")), *((one, one) for one in levels)])
        self.level.set_value(kept)
        self._list_units()

    def show_day(self, found: TestDayFile) -> None:
        """Show the day as it is now."""
        self._found, self._dirty, day = found, False, found.day
        self.on.set_value(day.on)
        self.place.setText(day.place)
        self.capacity.set_value(day.capacity)
        self.level.set_value(day.level)
        self._list_units()
        self._dirty = False
        codes = ", ".join(unit.code for unit in found.units)
        said = "  ·  ".join(filter(None, (day.on.isoformat(), day.place, codes)))
        self.head.set_title(self.title, said)
        self._about.setVisible(not day.held)  # the head says it, and it stays as it is
        self.candidates.show()
        self.candidates.show_day(found)
        self.papers.show()
        self.papers.show_held(day.held)
        if not day.held:
            self.presenter.look_for(self.candidates.search.text(), found)
        self._show_main()

    def show_candidates(self, rows: Sequence[CaseRow]) -> None:
        """Show whom the day could still admit."""
        self.candidates.show_candidates(rows)

    def show_saved(self, path: Path) -> None:
        """A paper was written."""
        self.banner.say(self.tr("Saved as {path}").format(path=str(path)), tone=Tone.DONE)

    def show_printable(self, pdf: bytes) -> None:
        """A paper is ready: ask for a printer."""
        from desktop.views.printing import ask_and_print  # large: only when needed

        if ask_and_print(pdf, self):
            self.banner.say(self.tr("Printed."), tone=Tone.DONE)

    def show_held(self, session: AssessmentSession) -> None:
        """The day has become a session."""
        said = self.tr("The session is made: {place}. Everybody has a seat and a bib number.")
        what = self.tr("Print the checklists, or open the session at the bench.")
        self.banner.say(said.format(place=session.place or "–"), what, tone=Tone.DONE)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def refresh(self) -> None:
        """Read the day again, unless something is being written."""
        if not self._dirty:
            self.presenter.read()

    def panes(self) -> Sequence[QWidget]:
        """The panes that F6 goes through."""
        return (self._about, self.candidates, self.papers, self.footer)

    # -- inside -----------------------------------------------------------------------------------

    def draft(self) -> TestDayDraft | None:
        """What is written; None without a day."""
        on = self.on.value()
        if on is None:
            return None
        chosen = self._checked()
        level, places = self.level.value(), self.capacity.value()
        return TestDayDraft(
            on=on,
            place=self.place.text(),
            units=tuple(one.id for one in self._units if str(one.id) in chosen),
            level=level if isinstance(level, str) else "",
            capacity=places if isinstance(places, int) else _PLACES,
        )

    def _on_main(self) -> None:
        found = self._found
        if self._dirty or found is None:
            draft = self.draft()
            if draft is None:
                self.banner.say(self.tr("Write the day first."), tone=Tone.WARNING)
                self.on.setFocus()
            elif not draft.units:
                self.banner.say(self.tr("Choose at least one unit."), tone=Tone.WARNING)
                self.units.setFocus()
            else:
                self.banner.clear()
                self.presenter.save(draft)
        elif found.day.session_id is not None:
            self.session_opened.emit(found.day.session_id)
        else:
            self.banner.clear()
            self.presenter.hold()

    def _show_main(self) -> None:
        found, staff = self._found, self._session.sitting.staff
        if self._dirty or found is None:
            against = may_change_day(found.day, staff) if found else may_arrange(staff)
            words = self.tr("Keep this test day")
        else:
            against = may_arrange(staff)
            held = found.day.held
            words = self.tr("Open the session") if held else self.tr("Make it a session")
        self.footer.set_main(words, refusal_texts(against))

    def _on_changed(self) -> None:
        self._dirty = True
        self._show_main()

    def _checked(self) -> set[str]:
        items = [self.units.item(at) for at in range(self.units.count())]
        on = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return {str(one.data(Qt.ItemDataRole.UserRole)) for one in on}

    def _list_units(self) -> None:
        level = self.level.value()
        wanted = self._checked()
        if not self._dirty and self._found is not None:
            wanted = {str(one) for one in self._found.day.units}
        self.units.blockSignals(True)
        self.units.clear()
        for one in self._units:
            if level and one.level != level and str(one.id) not in wanted:
                continue
            grade = f"  ·  {one.level}" if one.level else ""
            item = QListWidgetItem(f"{one.code}  {one.title}{grade}  ·  {one.framework_code}")
            item.setData(Qt.ItemDataRole.UserRole, str(one.id))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            chosen = str(one.id) in wanted
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.units.addItem(item)
        self.units.blockSignals(False)

    def _make_fields(self) -> None:
        self.on = SavingDate(self._session.desk.clock.today(), name=self.tr("Day"))
        self.place = QLineEdit()
        self.place.setMaxLength(300)
        places = [(number, str(number)) for number in range(1, MOST_PLACES + 1)]
        self.capacity = SavingChoice(places, name=self.tr("Places for candidates"))
        self.capacity.set_value(_PLACES)
        self.level = SavingChoice(name=self.tr("Level"))
        self.units = QListWidget()
        self.units.setFixedHeight(look().px(_UNITS_HIGH))
        form = Form(2)
        form.add(self.tr("Day"), self.on)
        form.add(self.tr("Place"), self.place)
        form.add(self.tr("Places for candidates"), self.capacity)
        form.add(self.tr("Level"), self.level)
        hint = self.tr("Space chooses or leaves out. Each unit becomes a task of the session.")
        form.add(self.tr("Units"), self.units, hint=hint, wide=True)
        self._about = Card(self.tr("When, where, what"))
        self._about.add(form)

    def _connect(self) -> None:
        for changed in (
            self.on.textEdited,
            self.place.textEdited,
            self.capacity.activated,
            self.level.activated,
            self.units.itemChanged,
        ):
            changed.connect(lambda _: self._on_changed())
        self.level.activated.connect(lambda _: self._list_units())
        self.footer.triggered.connect(self._on_main)
        self.candidates.admitted.connect(self.presenter.admit)
        self.candidates.left_out.connect(self.presenter.leave_out)
        self.candidates.looked_for.connect(self._on_looked_for)
        self.candidates.keyed.connect(self._on_keyed)
        self.candidates.printed.connect(self.presenter.print_one)
        self.papers.printed.connect(self.presenter.print)
        self.papers.saved.connect(self.presenter.save_paper)
        self.papers.table_saved.connect(self.presenter.save_table)
        self.papers.scans.clicked.connect(self._on_scans)
        self.destroyed.connect(self.presenter.stop)

    def _on_looked_for(self, words: str) -> None:
        if self._found is not None:
            self.presenter.look_for(words, self._found)

    def _on_scans(self) -> None:
        if self._found is not None and self._found.day.session_id is not None:
            self.scans_asked.emit(self._found.day.session_id)

    def _on_keyed(self, case_id: CaseId) -> None:
        tasks = self._found.tasks if self._found else ()
        own = [one for one in tasks if one.of(case_id)]
        if self._found is not None and own:
            file = self._found.files[case_id]
            task = next((one for one in own if not rating(file, [one])), own[0])
            self.keyed.emit(task.id, case_id)
