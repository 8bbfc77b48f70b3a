"""What a person should know before the day's work: what lapses, and conflicts to decide about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.people import Role
from core.domain.upkeep import UpkeepWarning
from core.ports.lists import WaitingConflict
from core.services.reading_assessors import OF_THE_TRADE, read_warnings
from desktop.presenters.acting import Acting
from desktop.presenters.session import Session
from desktop.texts import problem_text, words
from desktop.texts.upkeep import upkeep_text
from desktop.theme import Space
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.layouts import column

_DECIDES = frozenset({Role.ADMINISTRATOR, Role.LEAD_VERIFIER})

Found = tuple[tuple[UpkeepWarning, ...], Sequence[WaitingConflict]]


class StandingNotices(QWidget):
    """Hidden while there is nothing to say."""

    record_asked = Signal()
    case_opened = Signal(object)  # CaseId

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._conflict: WaitingConflict | None = None
        self.upkeep, self.conflict = Banner(), Banner()
        self.upkeep.acted.connect(self.record_asked)
        self.conflict.acted.connect(self._open)
        self._acting = Acting(self, session.tasks)
        self.destroyed.connect(self._acting.stop)
        self.setLayout(column(self.upkeep, self.conflict, gap=Space.S))
        self.hide()

    def refresh(self) -> None:
        """Look again, if it concerns this person at all."""
        if self._session.sitting.staff.roles & (OF_THE_TRADE | _DECIDES):
            self._acting.do(self._read, self._show)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.upkeep.problem(problem.sentence, problem.what_to_do)
        self.show()

    def _read(self) -> Found:
        desk, me = self._session.desk, self._session.sitting.staff
        warnings = read_warnings(desk, me.id) if me.roles & OF_THE_TRADE else ()
        waiting = desk.lists.waiting_conflicts() if me.roles & _DECIDES else ()
        return warnings, [one for one in waiting if one.person_id != me.id]

    def _show(self, found: Found) -> None:
        warnings, waiting = found
        self.upkeep.clear()
        self.conflict.clear()
        if warnings:
            lapsed = any(one.lapsed for one in warnings)
            self.upkeep.say(
                " ".join(map(upkeep_text, warnings)),
                self.tr("An administrator enters what is renewed; the register holds your record."),
                tone=Tone.PROBLEM if lapsed else Tone.WARNING,
                button=self.tr("My record"),
            )
        self._conflict = waiting[0] if waiting else None
        if self._conflict is not None:
            self._say_conflict(self._conflict, len(waiting))
        self.setVisible(bool(warnings or waiting))

    def _say_conflict(self, one: WaitingConflict, count: int) -> None:
        said = self.tr("{name} declared a conflict of interest for {duty} {worker}: {what}").format(
            name=one.person, duty=words(one.duty), worker=one.worker, what=one.what
        )
        others = self.tr("{count} conflicts of interest wait for a decision.").format(count=count)
        self.conflict.say(
            said,
            others if count > 1 else self.tr("It waits for your decision."),
            tone=Tone.WARNING,
            button=self.tr("Open the case"),
        )

    def _open(self) -> None:
        if self._conflict is not None:
            self.case_opened.emit(self._conflict.case_id)
