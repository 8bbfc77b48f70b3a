"""Whom to assign: who may, with what they have to do; who may not, with why, and F1 says it all."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.case import Duty
from core.domain.people import Role, Staff
from core.domain.rules import may_be_assigned
from core.domain.upkeep import upkeep_of
from core.domain.workload import Load
from core.ids import StaffId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import refusal_texts
from desktop.texts.upkeep import upkeep_text
from desktop.theme import Space
from desktop.views.case.cue_lines import CueLines
from desktop.views.narrow import narrow
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label
from desktop.widgets.reasoned import set_refused_lines
from desktop.widgets.saving import SavingChoice

_ROLES = {Duty.ASSESS: Role.ASSESSOR, Duty.VERIFY: Role.VERIFIER}


class PeopleChoice(QWidget):
    """A choice of people for a duty, and below it what the records point out about the chosen."""

    def __init__(self, work: CaseWork, duty: Duty) -> None:
        super().__init__()
        self._work, self._duty = work, duty
        self._shown: StaffId | None = None
        self.choice = SavingChoice()
        narrow(self.choice)
        self.setFocusProxy(self.choice)
        self._notes = label("", "meta", wrap=True)
        self._notes.hide()
        self.cues = CueLines()
        self.setLayout(column(self.choice, self._notes, self.cues, None, gap=Space.XS))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_case(self, page: CaseOnPage, loads: Mapping[StaffId, Load]) -> None:
        """Offer everybody in the role; who may not be given the case is disabled, with why."""
        case, duty = page.case, self._duty
        chosen = case.assessor_id if duty is Duty.ASSESS else case.verifier_id
        people = page.holders(_ROLES[duty])
        standing = page.open.standing
        against = {
            one.id: refusal_texts(may_be_assigned(page.file, one, duty, standing)) for one in people
        }
        self.choice.set_choices(
            [(one.id, self._line(page, one, loads.get(one.id))) for one in people]
        )
        self.choice.set_value(chosen)
        self.choice.setPlaceholderText(self.tr("Nobody yet"))
        model = self.choice.model()
        for place, one in enumerate(people):
            reasons = against[one.id]
            if reasons and isinstance(model, QStandardItemModel):
                model.item(place).setEnabled(False)
                said = " ".join(f"{reason.fact} {reason.mend}" for reason in reasons)
                self.choice.setItemData(place, said, Qt.ItemDataRole.ToolTipRole)
                refused = self.tr("{name} · not possible: {why}")
                fact = reasons[0].fact
                self.choice.setItemText(place, refused.format(name=one.name, why=fact))
        names = {one.id: one.name for one in people}
        set_refused_lines(
            self.choice,
            [
                replace(reason, action=self.tr("Choose {name}").format(name=names[who]))
                for who, reasons in against.items()
                for reason in reasons
            ],
        )
        self._show_chosen(page, next((one for one in people if one.id == chosen), None))

    def _line(self, page: CaseOnPage, person: Staff, load: Load | None) -> str:
        codes = [one.code for one in page.file.units if page.is_certified(person.id, one)]
        parts = [person.name]
        if codes:
            certified = self.tr("certified for {units}")
            parts.append(certified.format(units=", ".join(codes)))
        if load is None or not load.open:
            parts.append(self.tr("nothing open"))
        elif load.next_due is None:
            parts.append(self.tr("{count} open").format(count=load.open))
        else:
            said = self.tr("{count} open, next {day}")
            parts.append(said.format(count=load.open, day=day(load.next_due)))
        return " · ".join(parts)

    def _show_chosen(self, page: CaseOnPage, person: Staff | None) -> None:
        standing = page.open.standing
        said = ""
        if person is not None:
            warnings = upkeep_of(
                person,
                standing.certifications,
                standing.training,
                standing.requirements,
                on=standing.on,
            )
            codes = {page.file.framework(one.framework_id).code for one in page.file.units}
            said = " ".join(upkeep_text(one) for one in warnings if one.framework_code in codes)
        self._notes.setText(said)
        self._notes.setVisible(bool(said))
        chosen = person.id if person is not None else None
        if chosen != self._shown:
            self.cues.show_cues(())
            if chosen is not None:
                self.cues.ask(self._work, chosen)
        self._shown = chosen
