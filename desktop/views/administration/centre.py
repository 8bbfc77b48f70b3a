"""The centre: what its accreditation says, and the agreements that let it assess."""

from PySide6.QtWidgets import QWidget

from core.domain.people import CentreAuthority, Role
from core.domain.rules import holds_role
from core.services.administering import add_agreement
from desktop.presenters.administration.centre import CentreOnPage, read_centre
from desktop.presenters.session import Session
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, Section, main_action, muted
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label
from desktop.widgets.page_head import PageHead
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class CentrePage(Section):
    """An administrator adds agreements; a registrar looks."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Centre")
        self._session = session
        self._page: CentreOnPage | None = None
        self.add = main_action(Icon.ADD, self.tr("Add an agreement…"))
        if holds_role(session.sitting.staff, Role.ADMINISTRATOR):
            self.add.hide()  # never shown before it has a parent: it would be a window of its own
        self.head = PageHead(self.title, "", (self.add,))
        self._facts = column(gap=Space.S)
        facts = Card(self.tr("Accreditation"))
        facts.add(self._facts)
        self._agreements = column(gap=Space.S)
        agreements = Card(self.tr("Agreements, by framework"))
        agreements.add(self._agreements)
        self._make_panel()
        self.build(self.panel, facts, agreements)
        self.add.clicked.connect(self._ask)
        self.panel.given.connect(self.add_agreement)

    def refresh(self) -> None:
        """Read the centre again."""
        desk = self._session.desk
        self.acting.do(lambda: read_centre(desk), self._show)

    def add_agreement(self) -> None:
        """Record the agreement that was typed."""
        starts, ends = self.starts.value(), self.ends.value()
        if starts is None or ends is None:
            field = self.starts if starts is None else self.ends
            self.lacks(self.tr("Write the first and the last day as year-month-day."), field)
            return
        desk, by = self._session.desk, self._session.sitting
        framework, document = self.framework.value(), self.document.text()
        known = self._page.frameworks if self._page is not None else ()
        chosen = next((one.id for one in known if one.id == framework), None)
        if chosen is None:
            self.lacks(self.tr("Choose the framework."), self.framework)
            return
        self.acting.do(
            lambda: add_agreement(desk, by, chosen, document=document, starts=starts, ends=ends),
            self._on_added,
        )

    def _on_added(self, _: object) -> None:
        self.panel.close_panel()
        self.say_done(
            self.tr("The agreement is recorded."),
            self.tr("The next key request of the centre asks the agency to list it."),
        )
        self.refresh()

    def _show(self, page: CentreOnPage) -> None:
        self._page = page
        centre = page.centre
        self.head.set_title(centre.name, centre.code)
        clear_layout(self._facts)
        accredited = self.tr("{number} by {agency}, {starts} to {ends}").format(
            number=centre.accreditation,
            agency=centre.agency,
            starts=day(centre.accredited_from),
            ends=day(centre.accredited_until),
        )
        self._facts.addWidget(label(accredited, "strong", wrap=True))
        if page.ends_soon(centre.accredited_until):
            self._facts.addWidget(self._warning(centre.accredited_until < page.today))
        address = self.tr("Passports point to {address}").format(address=centre.passport_address)
        self._facts.addWidget(muted(address))
        if centre.contact:
            self._facts.addWidget(muted(centre.contact))
        clear_layout(self._agreements)
        for one in reversed(page.agreements):
            self._agreements.addWidget(self._line(one, page))
        if not page.agreements:
            none = self.tr("None yet: without one the centre may not assess against a framework.")
            self._agreements.addWidget(muted(none))
        self.framework.set_choices(
            [(one.id, f"{one.code}  {one.title}, {one.edition}") for one in page.frameworks]
        )

    def _warning(self, over: bool) -> QWidget:
        ended = self.tr("It has ended: nothing that is issued now would count.")
        soon = self.tr("It ends soon: ask the agency for the next one now.")
        made = label(ended if over else soon, "strong", wrap=True)
        made.setProperty("tone", "warning")
        return made

    def _line(self, one: CentreAuthority, page: CentreOnPage) -> QWidget:
        framework = page.framework(one.framework_id)
        said = self.tr("{framework}: {document}, {starts} to {ends}").format(
            framework=framework.code if framework is not None else "",
            document=one.document,
            starts=day(one.starts),
            ends=day(one.ends),
        )
        if one.ends < page.today:
            said += " · " + self.tr("ended")
        elif page.ends_soon(one.ends):
            said += " · " + self.tr("ends soon")
        return label(said, "" if one.in_force(page.today) else "muted", wrap=True)

    def _make_panel(self) -> None:
        self.panel = AskPanel(self.tr("Record the agreement"), columns=2)
        self.framework, self.document = SavingChoice(), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        self.panel.add(self.tr("Framework"), self.framework, wide=True)
        hint = self.tr("As it stands on the agreement")
        self.panel.add(
            self.tr("Name or number of the agreement"), self.document, hint=hint, wide=True
        )
        self.panel.add(self.tr("First day"), self.starts)
        self.panel.add(self.tr("Last day"), self.ends)

    def _ask(self) -> None:
        self.banner.clear()
        for field in (self.document, self.starts, self.ends):
            field.clear()
        self.panel.ask()
