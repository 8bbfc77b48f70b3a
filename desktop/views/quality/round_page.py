"""One round: judge blind by 1, 2 and 3; when it is closed, where and how far all agree."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from core.domain.assessment import Mark
from core.domain.moderation import AgreedAction, RowInRound, standing_marks
from core.domain.rules.fairness import leads_quality, may_moderate
from core.ids import DecisionId, ModerationRoundId, RowId, StaffId
from core.ports.desk import Desk
from core.services.moderating import (
    RoundFile,
    agree_action,
    close_round,
    finish_action,
    mark_row,
    read_round,
)
from core.services.standing import read_standing
from desktop.models.rows import Column, RowsModel
from desktop.presenters.case_reading import OpenCase
from desktop.presenters.grid_state import GridMode, GridState
from desktop.presenters.quality.round_report import (
    agreement_of,
    agreement_sentence,
    asked_of,
    case_letter,
    marks_of,
    reasons_of,
    round_report,
)
from desktop.presenters.session import Session
from desktop.texts import refusal_texts
from desktop.theme import Icon, Space, look
from desktop.views.administration.parts import AskPanel, action, muted
from desktop.views.quality.actions_card import ActionsCard
from desktop.views.quality.judged_evidence import EvidenceLine, JudgedEvidence
from desktop.views.quality.page_of_one import PageOfOne
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.layouts import label, row
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.saving import SavingChoice, SavingLineEdit


class RoundPage(PageOfOne):
    """Nobody sees another's marks before the round is closed; then rows are named, not people.

    Who differed is shown to the moderator alone, to talk with them.
    """

    def __init__(self, session: Session, round_id: ModerationRoundId) -> None:
        super().__init__("", session.tasks, self.tr("Close the round"))
        self.title = self.tr("Moderation round")
        self._session, self.round_id = session, round_id
        self._found: RoundFile | None = None
        self._cases: dict[DecisionId, OpenCase] = {}
        self._make_judging()
        self._make_result()
        self.agreed_on = ActionsCard()
        self.closing = AskPanel(self.tr("Close the round"))
        self._closed_now = False
        self.build(self._judging, self._result, self.agreed_on, above=(self.closing,))
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the round again."""
        desk, of = self._session.desk, self.round_id
        self.acting.do(lambda: _read(desk, of), self._show)

    def panes(self) -> Sequence[QWidget]:
        """The rows and their evidence; what was agreed."""
        found = (self.evidence.table, self.evidence.evidence, self.table)
        return [one for one in found if one.isVisible()]

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self, read: tuple[RoundFile, dict[DecisionId, OpenCase]]) -> None:
        first = self._found is None
        self._found, self._cases = read
        of, me = self._found.round, self._session.sitting.staff
        unit = self._found.unit
        due = self.tr("due {day}").format(day=day(of.due)) if of.due else ""
        facts = [f"{unit.code} {unit.title.original}", due]
        if of.closed_on is not None:
            facts.append(self.tr("closed {day}").format(day=day(of.closed_on)))
        self.head.set_title(of.title, " · ".join(filter(None, facts)))
        if first:
            said = self.tr("Case {letter}")
            self.case.set_choices(
                [
                    (one, said.format(letter=chr(ord("A") + place)))
                    for place, one in enumerate(of.decision_ids)
                ]
            )
        judges = not may_moderate(of, me)
        self._judging.setVisible(judges)
        if judges:
            self._show_case()
            if first:
                self.evidence.table.setFocus()
        self._show_result(me.id)
        leads = not leads_quality(me)
        people = [one for one in self._found.staff if one.id in (*of.participants, of.moderator_id)]
        self.agreed_on.show_actions(self._found.actions, people, may_add=leads)
        self.agreed_on.setVisible(of.closed_on is not None)
        if of.closed_on is None:
            self.footer.set_main(self.tr("Close the round"), refusal_texts(leads_quality(me)))
        else:
            self.footer.hide()
            if first or self._closed_now:
                self._closed_now = False
                mine = any(one.who_id == me.id and not one.done_on for one in self._found.actions)
                (self.agreed_on.table if mine else self.table).setFocus()

    def _show_case(self) -> None:
        found, of = self._found, self._decision()
        if found is None or of is None:
            return
        me = self._session.sitting.staff
        own = {
            row_id: (one.mark, one.reason)
            for (decision, row_id), one in found.own(me.id).items()
            if decision == of and one.mark is not Mark.NOT_SEEN
        }
        state = GridState(self._cases[of], found.unit.id, me, GridMode.READ)
        self.evidence.show_rows(state, own)
        done = self.tr("{done} of {rows} rows judged").format(
            done=len(own), rows=len(found.unit.judged_rows())
        )
        self._done.setText(done)

    def _show_result(self, me: StaffId) -> None:
        found = self._found
        if found is None:
            return
        of = found.round
        moderates = me == of.moderator_id
        shown = of.closed_on is not None and (moderates or me in of.participants)
        self._result.setVisible(shown)
        self._hidden.setVisible(not shown and of.closed_on is None)
        if shown:
            self._alpha.setText(agreement_sentence(found))
            self.model.set_rows(found.result.rows)
            self.table.setColumnHidden(5, not moderates)
            self._say_reasons()

    def _decision(self) -> DecisionId | None:
        value = self.case.value()
        return next((one for one in self._cases if one == value), None)

    def _number(self, one: RowInRound) -> str:
        rows = self._found.unit.rows() if self._found is not None else ()
        return next((line.number for line in rows if line.id == one.row_id), "")

    def _letter(self, one: RowInRound) -> str:
        return case_letter(self._found, one) if self._found is not None else ""

    def _asked(self, one: RowInRound) -> str:
        return asked_of(self._found, one) if self._found is not None else ""

    def _say_reasons(self) -> None:
        """What was written beside the marks of the row where the keyboard is."""
        at, found = self.table.row, self._found
        if found is None or not 0 <= at < len(self.model.rows):
            self._why.setText("")
            return
        one = self.model.row(at)
        none = self.tr("Nobody wrote a reason.")
        said = "\n".join(reasons_of(found, one)) or none
        self._why.setText(f"{self._number(one)}  {asked_of(found, one)}\n{said}")

    def _who(self, one: RowInRound) -> str:
        staff = self._found.staff if self._found is not None else ()
        return ", ".join(person.name for person in staff if person.id in one.differing)

    # -- what is done -----------------------------------------------------------------------------

    def mark(self, row_id: RowId, mark: Mark) -> None:
        """Keep a mark of the row, and go on to the next row."""
        of, reason = self._decision(), self.reason.text()
        desk, by = self._session.desk, self._session.sitting
        if of is None:
            return

        def done(_: object) -> None:
            self.reason.clear()
            self.evidence.next_row()
            self.refresh()

        self.acting.do(lambda: mark_row(desk, by, self.round_id, of, row_id, mark, reason), done)

    def ask_finish(self) -> None:
        """Say who has judged everything, and ask once more: closing shows the marks to all."""
        found = self._found
        if found is None:
            return
        rows = len(found.unit.judged_rows()) * len(found.round.decision_ids)
        done = Counter(who for _, _, who in standing_marks(found.marks))
        through = sum(done[one] >= rows for one in found.round.participants)
        self.closing.ask(
            self.tr(
                "Judged everything: {count} of {all}. Once the round is closed nobody judges in "
                "it any more, and its participants see all marks."
            ).format(count=through, all=len(found.round.participants))
        )

    def finish(self) -> None:
        """Close the round."""
        self.closing.close_panel()
        desk, by = self._session.desk, self._session.sitting

        def done(_: object) -> None:
            self.say_done(
                self.tr("The round is closed; its participants see how far they agree."),
                self.tr("Talk about the rows at the top, and write down what is agreed."),
            )
            self._closed_now = True
            self.refresh()

        self.acting.do(lambda: close_round(desk, by, self.round_id), done)

    def _on_marked(self, row_id: RowId, mark: Mark) -> None:
        self.mark(row_id, mark)

    def _on_picked(self, mark: Mark | None) -> None:
        line = self.evidence.line
        if line is not None:
            self.mark(line.line.row.id, mark or Mark.NOT_SEEN)

    def _on_row(self, line: EvidenceLine) -> None:
        self.picker.show_mark(line.mark)

    def _agree(self, what: str, who: StaffId, due: date | None) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: agree_action(desk, by, what=what, who=who, due=due, round_id=self.round_id)
        )

    def _finish_action(self, one: AgreedAction) -> None:
        desk, by = self._session.desk, self._session.sitting
        today = desk.clock.today()
        self._do(lambda: finish_action(desk, by, one.id, None if one.done_on else today))

    def _do(self, job: Callable[[], object]) -> None:
        self.acting.do(job, lambda _: self.refresh())

    def print_report(self) -> None:
        """Print the report of the round."""
        desk, of = self._session.desk, self.round_id
        self.acting.do(lambda: round_report(desk, of), self.print_paper)

    # -- how it is laid out -----------------------------------------------------------------------

    def _make_judging(self) -> None:
        self._judging = Card(self.tr("Judge the evidence"))
        self.case = SavingChoice(name=self.tr("Case"))
        self._done = muted()
        self._hidden = muted(self.tr("Nobody sees the marks of others before the round is closed."))
        self.evidence = JudgedEvidence(self._session, self.tr("Your mark"), marking=True)
        self.picker = MarkPicker()
        self.reason = SavingLineEdit(name=self.tr("Why"))
        self.reason.setPlaceholderText(self.tr("Why, before the mark is given"))
        top = row(self.case, self._done, self._hidden, None, gap=Space.M)
        marks = row(self.picker, self.reason, gap=Space.S)
        self._judging.add(top, self.evidence, marks)

    def _make_result(self) -> None:
        self._result = Card(self.tr("How far all agree"))
        self._alpha = label("", wrap=True)
        self.table = DataTable(self.tr("Rows, the least agreed first"))
        columns: list[Column[RowInRound]] = [
            Column(self.tr("Case"), self._letter),
            Column(self.tr("Row"), self._number),
            Column(self.tr("What is asked"), self._asked),
            Column(self.tr("Marks"), marks_of),
            Column(self.tr("Agreement"), lambda one: agreement_of(one.agreed.share)),
            Column(self.tr("Who differed (only you see this)"), self._who),
        ]
        self.model: RowsModel[RowInRound] = RowsModel(columns)
        self.table.set_model(self.model, stretch=2, widths={0: 60, 1: 60, 3: 170, 4: 110, 5: 220})
        self.table.say_when_empty(self.tr("Nobody has judged anything: too few to say."))
        self.print = action(Icon.PRINT, self.tr("Print the report…"))
        self._why = label("", wrap=True)
        self._result.add(self._alpha, self.table, self._why, row(self.print, None))
        look().changed.connect(self._fit)
        self._fit()

    def _connect(self) -> None:
        self.case.saved.connect(lambda _: self._show_case())
        self.evidence.marked.connect(self._on_marked)
        self.evidence.row_moved.connect(self._on_row)
        self.picker.marked.connect(self._on_picked)
        self.footer.triggered.connect(self.ask_finish)
        self.closing.given.connect(self.finish)
        self.table.moved.connect(lambda _: self._say_reasons())
        self.print.clicked.connect(self.print_report)
        self.agreed_on.agreed.connect(self._agree)
        self.agreed_on.finished.connect(self._finish_action)

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(200))


def _read(desk: Desk, round_id: ModerationRoundId) -> tuple[RoundFile, dict[DecisionId, OpenCase]]:
    with desk.uow() as uow:
        found = read_round(uow, round_id)
        standing = read_standing(uow, desk.clock.today())
    return found, {one: OpenCase(file, standing) for one, file in found.evidence.items()}
