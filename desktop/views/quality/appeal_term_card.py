"""An appeal's term and steps: acknowledged, given to a reviewer, paused, going on."""

from datetime import date

from PySide6.QtCore import Signal

from core.domain.appeals import AppealFile
from core.domain.people import Staff
from core.domain.rules.fairness import leads_quality, may_review
from core.ids import StaffId
from desktop.presenters.quality.reading import AppealOnPage
from desktop.texts import capital
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, action, muted
from desktop.views.narrow import narrow
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice, SavingDate, SavingTextEdit


class AppealTermCard(Card):
    """What may be done depends on who looks; what was done anybody sees."""

    acknowledge_asked = Signal()
    reviewer_chosen = Signal(object)  # Staff
    pause_asked = Signal(object, str)  # date, why
    resume_asked = Signal()
    lacking = Signal(str, object)  # a sentence, and the field to go to

    def __init__(self, me: Staff) -> None:
        super().__init__("")
        self.set_title(self.tr("Term and steps"))
        self._me = me
        self._page: AppealOnPage | None = None
        self._steps = column(gap=Space.XS)
        self.acknowledge = action(Icon.PRINT, self.tr("Print the acknowledgement"))
        self.assign = action(Icon.PERSON, self.tr("Assign a reviewer…"))
        self.pause = action(Icon.CLOCK, self.tr("Pause the term…"))
        self.resume = action(Icon.CLOCK, self.tr("Let the term go on"))
        self.reviewer = SavingChoice()
        narrow(self.reviewer)
        self.assign_panel = AskPanel(self.tr("Assign"))
        hint = self.tr("Only people who took no part in the decision")
        self.assign_panel.add(self.tr("Reviewer"), self.reviewer, hint=hint)
        self.pause_panel = AskPanel(self.tr("Pause it"))
        self.paused_on, self.paused_why = SavingDate(), SavingTextEdit(lines=2)
        self.pause_panel.add(self.tr("From"), self.paused_on)
        self.pause_panel.add(self.tr("Why"), self.paused_why)
        buttons = row(self.acknowledge, self.assign, self.pause, self.resume, None, gap=Space.S)
        self.add(self._steps, buttons, self.assign_panel, self.pause_panel)
        self.acknowledge.clicked.connect(self.acknowledge_asked)
        self.assign.clicked.connect(lambda: self.assign_panel.ask())
        self.assign_panel.given.connect(self._on_assign)
        self.pause.clicked.connect(self._ask_pause)
        self.pause_panel.given.connect(self._on_pause)
        self.resume.clicked.connect(self.resume_asked)

    def show_appeal(self, page: AppealOnPage) -> None:
        """Show how far it is, and what can be done next."""
        self._page = page
        found = page.found
        clear_layout(self._steps)
        self._steps.addWidget(label(self._due(found, page.today), "strong", wrap=True))
        for one in found.events:
            said = [day(one.on), capital(one.step), self._name(one.person_id), one.text]
            self._steps.addWidget(muted(" · ".join(filter(None, said))))
        open_, leads = found.answer is None, not leads_quality(self._me)
        self.acknowledge.setVisible(open_ and found.acknowledged_on is None)
        self.assign.setVisible(open_ and leads)
        self.pause.setVisible(open_ and leads and not found.paused)
        self.resume.setVisible(open_ and leads and found.paused)
        free = [one for one in page.staff if not may_review(found.appeal, one, page.staff)]
        self.reviewer.set_choices([(one.id, one.name) for one in free])
        self.reviewer.set_value(None)  # a person chooses

    def close_panels(self) -> None:
        """Close what was open: it was done."""
        self.assign_panel.close_panel()
        self.pause_panel.close_panel()

    def _due(self, found: AppealFile, today: date) -> str:
        if found.answer is not None:
            return self.tr("Answered on {day}.").format(day=day(found.answer.on))
        if found.paused:
            return self.tr("The term rests since {day}.").format(day=day(found.pauses[-1].starts))
        if found.due is None:
            return self.tr("The centre has set no term for its answers.")
        said = self.tr("To be answered by {day}.").format(day=day(found.due))
        return said + (" " + self.tr("That day is past.") if found.overdue(today) else "")

    def _name(self, who: StaffId | None) -> str:
        staff = self._page.staff if self._page is not None else ()
        return next((one.name for one in staff if one.id == who), "")

    def _on_assign(self) -> None:
        staff = self._page.staff if self._page is not None else ()
        chosen = next((one for one in staff if one.id == self.reviewer.value()), None)
        if chosen is not None:
            self.reviewer_chosen.emit(chosen)
        else:
            nobody = self.tr("Nobody here can review it: all took part in the decision.")
            choose = self.tr("Choose first who reviews it.")
            self.lacking.emit(choose if self.reviewer.count() else nobody, self.reviewer)

    def _ask_pause(self) -> None:
        if self._page is not None:
            self.paused_on.set_value(self._page.today)
        self.pause_panel.ask(self.tr("The days until it goes on do not count."))

    def _on_pause(self) -> None:
        on = self.paused_on.value()
        if on is None:
            self.lacking.emit(self.tr("Write the day as year-month-day."), self.paused_on)
        else:
            self.pause_asked.emit(on, self.paused_why.value())
