"""My own record as an assessor: what lapses soon, what I did, and the paper of it."""

from core.domain.staff_records import WorkCount
from core.services.reading_assessors import Register, read_register, read_work
from desktop.presenters.administration.assessor_record import record_pdf
from desktop.presenters.session import Session
from desktop.views.administration.assessor_card import AssessorCard
from desktop.views.administration.parts import Section, muted


class OwnRecordPage(Section):
    """For whoever assesses; an administrator enters what is new."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("My record as an assessor")
        self.head.set_title(
            self.title, self.tr("As the register keeps it. An administrator enters what is new.")
        )
        self._session = session
        self._register: Register | None = None
        self.card = AssessorCard(may_change=False)
        self.card.add_practice.hide()
        self.card.print_asked.connect(self._print)
        self._nothing = muted(self.tr("You are not on the register of assessors."))
        self._nothing.hide()
        self.build(self.card, self._nothing)

    def refresh(self) -> None:
        """Read it again."""
        desk, me = self._session.desk, self._session.sitting.staff
        self.acting.do(lambda: (read_register(desk), read_work(desk, me)), self._show)

    def _show(self, read: tuple[Register, tuple[WorkCount, ...]]) -> None:
        self._register, work = read
        person = self._register.person(self._session.sitting.staff.id)
        self._nothing.setVisible(person is None)
        if person is not None:
            self.card.show_person(person, self._register)
            self.card.show_work(work)

    def _print(self) -> None:
        register, person = self._register, self.card.person
        if register is None or person is None:
            return
        desk = self._session.desk
        name = f"assessor-{person.staff.person_number}.pdf"
        self.acting.do(
            lambda: record_pdf(register, person, read_work(desk, person.staff)),
            lambda raw: self.save_as(
                name, raw, self.tr("Print it for the agency's recertification.")
            ),
        )
