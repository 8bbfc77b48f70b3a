"""Whoever is in the agency's list: a table, what is chosen in it, and the fields to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from credentials.trust_list import Period, RevocationReason, Role, Standing
from desktop.models.rows import Column, RowsModel
from desktop.presenters.administration.agency import AgencyOnPage, Entry
from desktop.presenters.reasons import Reason
from desktop.texts import capital, words
from desktop.theme import Icon, Space, look
from desktop.views.administration.parts import (
    AskPanel,
    FingerprintView,
    action,
    begin_of,
    main_action,
    muted,
    until_end_of,
)
from desktop.widgets.card import Card
from desktop.widgets.data_table import DataTable
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import allow
from desktop.widgets.saving import SavingCheck, SavingChoice, SavingDate, SavingLineEdit
from desktop.widgets.search_field import SearchField


class EntriesCard(Card):
    """Says what was asked for; the page does it."""

    admit_asked = Signal()
    scope_asked = Signal(object, str, object, object, object)  # Entry, code, units, Period, roles
    end_asked = Signal(object, object, object)  # Entry, RevocationReason, since
    rename_asked = Signal(object, str)
    lacking = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Centres, assessors and verifiers"))
        self._page: AgencyOnPage | None = None
        self._wanted = ""
        self.search_field = SearchField(self.tr("Name, number or framework"))
        self.admit = main_action(Icon.ADD, self.tr("Admit from a key request…"))
        self.table = DataTable(self.tr("Centres, assessors and verifiers"))
        self._make_table()
        self._facts = muted()
        self._name = label("", "strong", wrap=True)
        self.fingerprint = FingerprintView(self.tr("Fingerprint"))
        self.scope = action(Icon.EDIT, self.tr("Set the scope…"))
        self.rename = action(Icon.NOTE, self.tr("Rename…"))
        self.end = action(Icon.REMOVE, self.tr("End the key…"), danger=True)
        self._make_panels()
        self._chosen = QWidget()
        buttons = row(self.scope, self.rename, None, self.end, gap=Space.S)
        panels = (self.scope_panel, self.rename_panel, self.end_panel)
        self._chosen.setLayout(
            column(self._name, self._facts, self.fingerprint, buttons, *panels, gap=Space.S)
        )
        top = row(self.search_field, self.admit, gap=Space.S)
        top.setStretchFactor(self.search_field, 1)
        self.add(top, self.table, self._chosen)
        self._connect()

    def show_page(self, page: AgencyOnPage) -> None:
        """Show the entries of the draft; the one that was chosen stays chosen."""
        chosen = self.entry
        self._page = page
        rows = [one for one in page.entries if one.sought(self._wanted)]
        self.model.set_rows(rows)
        for place, one in enumerate(rows):
            if chosen is not None and one.life.key == chosen.life.key:
                self.table.go_to(place)
        self._chosen.setVisible(bool(rows))
        self._show_chosen()

    @property
    def entry(self) -> Entry | None:
        """Who is chosen in the table."""
        place = self.table.row
        return self.model.row(place) if 0 <= place < len(self.model.rows) else None

    def _make_table(self) -> None:
        columns: list[Column[Entry]] = [
            Column(self.tr("Name"), lambda one: one.name),
            Column(self.tr("Number"), lambda one: one.number),
            Column(self.tr("As"), self._as),
            Column(self.tr("Key"), self._key),
            Column(self.tr("Until"), lambda one: day(one.life.period.until)),
            Column(self.tr("Draft"), lambda one: self.tr("waits") if one.waits else ""),
        ]
        self.model = RowsModel(columns)
        self.table.set_model(self.model, widths={1: 74, 2: 140, 3: 110, 4: 100, 5: 66})
        self.table.say_when_empty(
            self.tr("Nobody is here. Centres and people send key requests; admit the first.")
        )
        look().changed.connect(self._fit)
        self._fit()

    def _as(self, one: Entry) -> str:
        if one.is_centre:
            return self.tr("centre")
        said = {Role.ASSESS: self.tr("assessor"), Role.VERIFY: self.tr("verifier")}
        return ", ".join(said[role] for role in Role if role in one.roles)

    def _key(self, one: Entry) -> str:
        return words(one.standing)

    def _show_chosen(self) -> None:
        one = self.entry
        if one is None:
            return
        self._name.setText(f"{one.name} · {one.number}")
        lines = [
            self.tr("{framework}: {units}, {starts} to {until}").format(
                framework=scope.framework,
                units=", ".join(sorted(scope.units)) or self.tr("every unit"),
                starts=day(scope.period.start),
                until=day(scope.period.until),
            )
            for scope in one.scopes
        ]
        self._facts.setText("\n".join(lines) or self.tr("No scope: this key may sign for nothing."))
        self.fingerprint.show_digits(one.fingerprint)
        over = Reason(
            self.tr("Only a key that still counts can be ended."),
            self.tr("This key is {standing}.").format(standing=words(one.standing)),
            self.tr("Nothing has to be done. A new key is admitted by a new request."),
        )
        allow(self.end, one.standing in (Standing.IN_FORCE, Standing.NOT_YET), over)

    # -- the fields -------------------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.scope_panel = AskPanel(self.tr("Set it in the draft"), columns=2)
        self.framework, self.units = SavingLineEdit(), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        add = self.scope_panel.add
        add(self.tr("Code of the framework"), self.framework)
        hint = self.tr("Codes with commas between; empty means every unit")
        add(self.tr("Units"), self.units, hint=hint)
        add(self.tr("First day"), self.starts)
        hint = self.tr("To end a scope, write a day before today's")
        add(self.tr("Last day"), self.ends, hint=hint)
        self.assess, self.verify = SavingCheck(self.tr("Assess")), SavingCheck(self.tr("Verify"))
        self._roles = QWidget()
        self._roles.setLayout(row(self.assess, self.verify, None, gap=Space.L))
        add(self.tr("May sign as"), self._roles, wide=True)
        self.rename_panel = AskPanel(self.tr("Rename in the draft"))
        self.new_name = SavingLineEdit()
        self.rename_panel.add(self.tr("New name"), self.new_name)
        self.end_panel = AskPanel(self.tr("End it in the draft"), danger=True)
        self.reason = SavingChoice([(one, capital(one)) for one in RevocationReason])
        self.since = SavingDate()
        self.end_panel.add(
            self.tr("Reason"),
            self.reason,
            hint=self.tr(
                "Retired or withdrawn: what was signed before counts. In wrong hands: nothing "
                "counts unless it was registered before."
            ),
        )
        self.end_panel.add(self.tr("From"), self.since, hint=self.tr("Empty means from now on"))

    def _connect(self) -> None:
        self.admit.clicked.connect(self.admit_asked)
        self.search_field.searched.connect(self._on_searched)
        self.search_field.went_down.connect(self.table.setFocus)
        self.table.moved.connect(self._on_moved)
        self.scope.clicked.connect(self._ask_scope)
        self.rename.clicked.connect(self._ask_name)
        self.end.clicked.connect(self._ask_end)
        self.scope_panel.given.connect(self._on_scope)
        self.rename_panel.given.connect(self._on_rename)
        self.end_panel.given.connect(self._on_end)

    def _on_searched(self, text: str) -> None:
        self._wanted = text
        if self._page is not None:
            self.show_page(self._page)

    def _on_moved(self) -> None:
        self._close_panels()
        self._show_chosen()

    def _close_panels(self) -> None:
        for panel in (self.scope_panel, self.rename_panel, self.end_panel):
            panel.close_panel()

    def _ask_scope(self) -> None:
        one = self.entry
        if one is None or self._page is None:
            return
        self._close_panels()
        first = one.scopes[0] if one.scopes else None
        self.framework.setText(first.framework if first is not None else "")
        self.units.setText(", ".join(sorted(first.units)) if first is not None else "")
        self.starts.set_value(first.period.start.date() if first else self._page.today)
        self.ends.set_value(None)
        self.assess.set_value(Role.ASSESS in one.roles)
        self.verify.set_value(Role.VERIFY in one.roles)
        self.units.setEnabled(not one.is_centre)
        self._roles.setEnabled(not one.is_centre)
        self.scope_panel.ask(self.tr("Other frameworks of {name} stay.").format(name=one.name))

    def _ask_name(self) -> None:
        if self.entry is not None:
            self._close_panels()
            self.new_name.setText(self.entry.name)
            self.rename_panel.ask()

    def _ask_end(self) -> None:
        if self.entry is not None:
            self._close_panels()
            self.since.clear()
            name = self.entry.name
            self.end_panel.ask(
                self.tr(
                    "Once published it cannot be taken back: {name} would need a new key."
                ).format(name=name)
            )

    def _on_scope(self) -> None:
        one, starts, ends = self.entry, self.starts.value(), self.ends.value()
        code = self.framework.text().strip()
        if not code:
            self.lacking.emit(self.tr("Type the code of the framework first."), self.framework)
        elif starts is None or ends is None or ends < starts:
            field = self.starts if starts is None else self.ends
            self.lacking.emit(self.tr("Write the first and the last day as year-month-day."), field)
        elif one is not None:
            units = frozenset(filter(None, (part.strip() for part in self.units.text().split(","))))
            boxes = {Role.ASSESS: self.assess, Role.VERIFY: self.verify}
            roles = frozenset(role for role, box in boxes.items() if box.isChecked())
            period = Period(begin_of(starts), until_end_of(ends))
            self.scope_panel.close_panel()
            self.scope_asked.emit(one, code, units, period, roles)

    def _on_rename(self) -> None:
        name = self.new_name.text().strip()
        if not name:
            self.lacking.emit(self.tr("Type the new name first."), self.new_name)
        elif self.entry is not None:
            self.rename_panel.close_panel()
            self.rename_asked.emit(self.entry, name)

    def _on_end(self) -> None:
        since = self.since.value()
        if self.since.text().strip() and since is None:
            self.lacking.emit(self.tr("Write the day as year-month-day."), self.since)
        elif self.entry is not None and self._page is not None:
            at = begin_of(since) if since is not None else self._page.now
            self.end_panel.close_panel()
            self.end_asked.emit(self.entry, self.reason.value(), at)

    def _fit(self) -> None:
        self.table.setMinimumHeight(look().px(190))
