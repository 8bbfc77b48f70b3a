"""Passports: what is ready to issue, what was issued, and how fresh the status list is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.people import Role
from core.domain.rules import holds_role
from core.ports.lists import CaseRow, PassportRow
from desktop.models.rows import Column
from desktop.presenters.centre_keys import STATUS, CentreKeys
from desktop.presenters.passports import PassportsPresenter, StatusListState
from desktop.presenters.session import Session
from desktop.texts import problem_text, refusal_texts, words
from desktop.theme import Icon, Space, icon, look
from desktop.views.case_rows import names
from desktop.views.key_field import KeyField
from desktop.views.paged_list import PagedList
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card
from desktop.widgets.dates import day, minute
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.search_field import SearchField


class PassportsPage(QWidget):
    """Two lists: Enter opens the case to issue, or the passport that was issued."""

    case_chosen = Signal(object)  # CaseId, to issue its passport
    passport_opened = Signal(object)  # PassportId
    several_asked = Signal()  # to issue several at once

    def __init__(self, session: Session, keys: CentreKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.title = self.tr("Passports")
        self._session, self._wanted = session, ""
        self._presenter = PassportsPresenter(self, session, keys)
        self._head = PageHead(self.title)
        self.banner = Banner()
        self.several = QPushButton(icon(Icon.PASSPORTS), self.tr("Issue several…"))
        against = holds_role(session.sitting.staff, Role.REGISTRAR)
        set_reasons(self.several, refusal_texts(against))
        self.queue, self.issued = self._make_queue(), self._make_issued()
        self.search_field = SearchField(self.tr("Name, reference or unit"))
        self._status = label("", wrap=True)
        self.publish = QPushButton(icon(Icon.EXPORT), self.tr("Publish the status list"))
        self.key = KeyField(keys, STATUS, self.tr("Passphrase of the status key"))
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read both lists and the state of the status list again."""
        self.queue.refresh()
        self.issued.refresh()
        self._presenter.read()

    def show_status_list(self, state: StatusListState) -> None:
        """Show how fresh the status list is."""
        self.key.refresh()
        against = refusal_texts(holds_role(self._session.sitting.staff, Role.REGISTRAR))
        can = state.ours and not against
        self.publish.setVisible(can)
        self.key.setVisible(can)
        if state.issued_at is None:
            said = self.tr("None is published yet: employers read “status not checked”.")
        else:
            said = self.tr("Published {issued}, fresh until {until}.").format(
                issued=minute(state.issued_at), until=minute(state.fresh_until)
            )
        if state.stale and state.issued_at is not None:
            said += " " + self.tr("It is too old to rely on: publish the next one.")
        if not state.ours:
            said += " " + self.tr("The agency publishes it; this desk does not hold its key.")
        self._status.setText(said)

    def show_published(self, state: StatusListState) -> None:
        """A new status list was published."""
        self.show_status_list(state)
        until = minute(state.fresh_until)
        self.banner.say(
            self.tr("The status list is published; it is fresh until {until}.").format(until=until),
            tone=Tone.DONE,
        )

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)
        self.key.refresh()

    def panes(self) -> Sequence[QWidget]:
        """What is ready, what was issued."""
        return (self.queue.table, self.issued.table)

    def _make_queue(self) -> PagedList[CaseRow]:
        lists, me = self._session.desk.lists, self._session.sitting.staff.id
        registrar = frozenset({Role.REGISTRAR})

        def read(offset: int, limit: int) -> Sequence[CaseRow]:
            return lists.my_work(me, registrar, offset=offset, limit=limit)

        columns: list[Column[CaseRow]] = [
            Column(self.tr("Reference"), lambda found: found.reference),
            Column(self.tr("Worker"), names),
            Column(self.tr("Units"), lambda found: ", ".join(found.units)),
            Column(self.tr("Since"), lambda found: day(found.since)),
        ]
        return PagedList(
            self._session.tasks,
            self.tr("Ready to issue"),
            columns,
            read=read,
            count=lambda: lists.count_my_work(me, registrar),
            empty=EmptyPage(
                Icon.PASSPORTS,
                self.tr("No case waits for its passport."),
                self.tr("A case comes here when its decision is countersigned."),
            ),
            stretch=1,
            widths={0: 120, 2: 110, 3: 100},
        )

    def _make_issued(self) -> PagedList[PassportRow]:
        lists = self._session.desk.lists

        def read(offset: int, limit: int) -> Sequence[PassportRow]:
            return lists.passports(search=self._wanted, offset=offset, limit=limit)

        columns: list[Column[PassportRow]] = [
            Column(self.tr("Reference"), lambda found: found.reference),
            Column(self.tr("Holder"), _holder),
            Column(self.tr("Units"), self._units),
            Column(self.tr("Issued"), lambda found: day(found.issued_at)),
            Column(self.tr("Status"), lambda found: words(found.status)),
        ]
        return PagedList(
            self._session.tasks,
            self.tr("Issued passports"),
            columns,
            read=read,
            count=lambda: lists.count_passports(search=self._wanted),
            empty=EmptyPage(
                Icon.PASSPORTS,
                self.tr("No passport is like that."),
                self.tr("Search for a name, a reference or a unit."),
            ),
            stretch=1,
            widths={0: 120, 2: 110, 3: 100, 4: 110},
        )

    def _units(self, found: PassportRow) -> str:
        return ", ".join(found.units) or self.tr("portfolio only")

    def _lay_out(self) -> None:
        ready = Card(self.tr("Ready to issue"), action=self.several)
        issued = Card(self.tr("Issued"))
        ready.add(self.queue)
        issued.add(self.search_field, self.issued)
        status = Card(self.tr("Status list"))
        asked = row(self.key, self.publish, None, gap=Space.S)
        asked.setStretchFactor(self.key, 1)
        status.add(self._status, asked)
        inner = QWidget()
        inner.setProperty("kind", "page")
        margins = (Space.XL, Space.NONE, Space.XL, Space.XL)
        inner.setLayout(column(ready, issued, status, gap=Space.M, margin=margins))
        top = QWidget()
        margins = (Space.XL, Space.XL, Space.XL, Space.NONE)
        top.setLayout(column(self._head, self.banner, gap=Space.M, margin=margins))
        body = scrolled(inner)
        whole = column(top, body, gap=Space.M)
        whole.setStretchFactor(body, 1)
        self.setLayout(whole)
        look().changed.connect(self._fit)
        self._fit()

    def _connect(self) -> None:
        self.queue.opened.connect(lambda found: self.case_chosen.emit(found.id))
        self.issued.opened.connect(lambda found: self.passport_opened.emit(found.id))
        self.several.clicked.connect(self.several_asked)
        self.queue.counted.connect(self._say_how_many)
        self.search_field.searched.connect(self._on_searched)
        self.search_field.went_down.connect(self.issued.table.setFocus)
        self.publish.clicked.connect(self._on_publish)
        self.key.entered.connect(self._on_publish)
        self.destroyed.connect(self._presenter.stop)

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        self.issued.start_again()

    def _on_publish(self) -> None:
        if self.key.lacks_passphrase:
            self.banner.say(self.tr("Type the passphrase of the status key first."))
            self.key.field.setFocus()
            return
        self.banner.clear()
        self._presenter.publish(self.key.take())

    def _say_how_many(self, total: int) -> None:
        one = self.tr("1 case is ready to issue")
        many = self.tr("{count} cases are ready to issue").format(count=total)
        self._head.set_title(self.title, one if total == 1 else many if total else "")

    def _fit(self) -> None:
        self.queue.setMinimumHeight(look().px(150))
        self.issued.setMinimumHeight(look().px(190))


def _holder(found: PassportRow) -> str:
    return " · ".join(part for part in (found.name, found.own_script_name) if part)
