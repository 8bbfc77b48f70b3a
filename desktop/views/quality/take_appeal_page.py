"""Take an appeal: against what, written or said, taken down and read back, its letter scanned."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from core.domain.appeals import Appeal, AppealForm
from core.domain.people import Role
from core.domain.rules import Rule
from core.errors import Refusal
from core.ids import CaseId
from core.services.hearing_appeals import Brought, receive_appeal
from core.services.inspecting_files import InspectedFile, inspect
from desktop.presenters.files import read_file
from desktop.presenters.quality.appealing import Appealable, TakingAppeal, read_taking
from desktop.presenters.session import Session
from desktop.texts import capital, refusal_texts
from desktop.theme import Icon, Space
from desktop.views.administration.parts import action, muted
from desktop.views.languages import language_choices
from desktop.views.narrow import narrow
from desktop.views.quality.page_of_one import PageOfOne
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import row
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingDate, SavingTextEdit


class TakeAppealPage(PageOfOne):
    """Ctrl+Enter puts it into the log. `taken(AppealId)`."""

    taken = Signal(object)

    def __init__(self, session: Session, case_id: CaseId) -> None:
        super().__init__("", session.tasks, self.tr("Put it into the log"))
        self.title = self.tr("Record an appeal")
        self._session, self.case_id = session, case_id
        self._page: TakingAppeal | None = None
        self._scan: InspectedFile | None = None
        self.against, self.form = SavingChoice(), SavingChoice()
        self.against_whom = SavingChoice()
        self.language, self.received = SavingChoice(language_choices()), SavingDate()
        self.grounds = SavingTextEdit(lines=6)
        self.read_back = SavingCheck(self.tr("Read back to the worker, who agreed to these words"))
        self.attach = action(Icon.ADD, self.tr("Add the scan of the letter…"))
        self._scanned = muted()
        self._term = muted()
        narrow(self.against, self.against_whom, self.language)
        self._lay_out()
        self.form.saved.connect(lambda _: self._on_form())
        self.against.saved.connect(lambda _: self._on_against())
        self.grounds.textChanged.connect(self._say_refusals)
        self.read_back.saved.connect(lambda _: self._say_refusals())
        self.attach.clicked.connect(self._choose_scan)
        self.footer.triggered.connect(self.take)
        self.refresh()

    def refresh(self) -> None:
        """Read what can be appealed."""
        if self._page is None:
            desk = self._session.desk
            self.acting.do(lambda: read_taking(desk, self.case_id), self._show)

    def take(self) -> None:
        """Put the appeal into the log."""
        page, received = self._page, self.received.value()
        chosen = self._chosen()
        if page is None or chosen is None:
            return
        if received is None:
            self.lacks(self.tr("Write the day of reception as year-month-day."), self.received)
            return
        who = self.against_whom.value()
        brought = Brought(
            subject=chosen.subject,
            subject_id=chosen.subject_id,
            form=self._form(),
            grounds=self.grounds.value(),
            received_on=received,
            language=str(self.language.value() or ""),
            read_back=self.read_back.isChecked(),
            against=tuple(one.id for one in page.staff if one.id == who),
            scan=self._scan,
        )
        desk, by = self._session.desk, self._session.sitting
        self.acting.do(lambda: receive_appeal(desk, by, self.case_id, brought), self._on_taken)

    def add_scan(self, path: Path) -> None:
        """Attach the scan of a written appeal."""

        def job() -> InspectedFile:
            return inspect(path.name, read_file(path))

        self.acting.do(job, self._on_scan)

    def _on_taken(self, appeal: Appeal) -> None:
        self.taken.emit(appeal.id)

    def _on_scan(self, scan: InspectedFile) -> None:
        self._scan = scan
        self._scanned.setText(self.tr("Attached: {name}").format(name=scan.name))

    def _show(self, page: TakingAppeal) -> None:
        self._page = page
        worker = page.file.candidate
        names = " · ".join(filter(None, (worker.name, worker.own_script_name)))
        self.head.set_title(self.title, f"{names}  {page.file.case.reference}")
        self.against.set_choices(
            [(place, one.sentence) for place, one in enumerate(page.appealable)]
        )
        self.form.set_choices([(one, capital(one)) for one in AppealForm])
        self.form.set_value(AppealForm.ORAL)
        self.against_whom.set_choices([(one.id, one.name) for one in page.staff])
        self.against_whom.set_value(page.file.case.advisor_id)
        spoken = next((one for one in worker.languages if one != "en"), "en")
        self.language.set_value(spoken)
        self.received.set_value(self._session.desk.clock.today())
        if page.answer_days is None:
            self._term.setText(self.tr("The centre has set no term for its answers."))
        else:
            said = self.tr("The centre answers within {days} days.")
            self._term.setText(said.format(days=page.answer_days))
        self._on_form()
        self._on_against()
        self.grounds.setFocus()

    def _chosen(self) -> Appealable | None:
        place = self.against.value()
        known = self._page.appealable if self._page is not None else ()
        return known[place] if isinstance(place, int) else None

    def _form(self) -> AppealForm:
        value = self.form.value()
        return value if isinstance(value, AppealForm) else AppealForm.ORAL

    def _on_form(self) -> None:
        oral = self._form() is AppealForm.ORAL
        self.read_back.setVisible(oral)
        self.attach.setVisible(not oral)
        self._scanned.setVisible(not oral)
        self._say_refusals()

    def _on_against(self) -> None:
        chosen = self._chosen()
        self._whom.setVisible(chosen is not None and chosen.subject_id is None)

    def _say_refusals(self) -> None:
        found = []
        if not self.grounds.value():
            found.append(Refusal(Rule.APPEAL_REASONS.value, {"what": self.tr("grounds")}, ""))
        if self._form() is AppealForm.ORAL and not self.read_back.isChecked():
            found.append(Refusal(Rule.APPEAL_NOT_READ_BACK.value, {}, Role.ADVISOR.value))
        self.footer.set_main(self.tr("Put it into the log"), refusal_texts(found))

    def _choose_scan(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Scan of the letter"))
        if name:
            self.add_scan(Path(name))

    def _lay_out(self) -> None:
        form = Form(2)
        form.add(self.tr("Against what"), self.against, wide=True)
        form.add(self.tr("How it was brought"), self.form)
        form.add(self.tr("Received on"), self.received)
        form.add(
            self.tr("Grounds, in the worker's own words"),
            self.grounds,
            hint=self.tr("As it was said or written, in the language it was said in"),
            wide=True,
        )
        form.add(self.tr("Language of these words"), self.language)
        self._whom = Form()
        self._whom.add(self.tr("Who decided it"), self.against_whom)
        card = Card(self.tr("What the worker says"))
        attached = row(self.attach, self._scanned, None, gap=Space.S)
        card.add(form, self._whom, self.read_back, attached, self._term)
        self.build(card)
