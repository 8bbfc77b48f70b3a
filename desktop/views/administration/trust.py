"""Trust list: which one this desk holds, and taking in the next after reading what it changes."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.services.receiving_trust import (
    Offer,
    OfferKind,
    accept_list,
    look_at_list,
    take_in_status,
)
from credentials.status_list import StatusList
from desktop.presenters.administration.trust import ListLine, TrustOnPage, read_trust
from desktop.presenters.session import Session
from desktop.theme import Icon, Space
from desktop.views.administration.parts import (
    ChangesView,
    FingerprintView,
    Section,
    action,
    bring_into_sight,
    main_action,
    muted,
)
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import day, minute
from desktop.widgets.drop_field import DropField
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingLineEdit


class TrustPage(Section):
    """Nothing is accepted that nobody has read; a first list only by its fingerprint."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Trust list")
        self.head.set_title(
            self.title,
            self.tr("Who may issue, assess and verify, as the agency says it."),
        )
        self._session = session
        self._offer: Offer | None = None
        self._make_own()
        self._make_offer()
        self._others = column(gap=Space.M)
        self._others_card = Card(self.tr("Other agencies"))
        self._others_card.add(self._others)
        self._status = column(gap=Space.S)
        self.take_status = action(Icon.IMPORT, self.tr("Take in a status list…"))
        status = Card(self.tr("Status lists"), action=self.take_status)
        status.add(self._status)
        self.build(self._offer_card, self._own_card, self._drop_card, self._others_card, status)
        self._connect()

    def refresh(self) -> None:
        """Read what this desk holds again."""
        desk = self._session.desk
        self.acting.do(lambda: read_trust(desk), self._show)

    # -- what is at hand --------------------------------------------------------------------------

    def _make_own(self) -> None:
        self._own_card = Card(self.tr("The list at hand"))
        self.facts = label("", wrap=True)
        self._overdue = label("", "strong", wrap=True)
        self._overdue.setProperty("tone", "warning")
        self.fingerprint = FingerprintView(self.tr("Fingerprint of the agency's root key"))
        self._recognised = muted()
        self._own_card.add(self.facts, self._overdue, self.fingerprint, self._recognised)
        self._drop_card = Card(self.tr("Take in a list"))
        self.drop = DropField(self.tr("Drop the agency's list here, or a recognised agency's."))
        self._drop_card.add(self.drop)

    def _show(self, page: TrustOnPage) -> None:
        own = page.own
        self.fingerprint.setVisible(own is not None)
        self._recognised.setVisible(own is not None)
        self._overdue.setVisible(own is not None and own.overdue)
        if own is None:
            self.facts.setText(
                self.tr(
                    "None yet, so no passport can be checked here. Take in the agency's list: you "
                    "compare its fingerprint once, by telephone or from a letter."
                )
            )
        else:
            self.facts.setText(self._words(own))
            self.fingerprint.show_digits(own.fingerprint)
            self._overdue.setText(
                self.tr("It is overdue: issuers cannot be checked by it. Get the next one.")
            )
            self._recognised.setText(
                self.tr("It recognises: {names}.").format(names=", ".join(own.recognised))
                if own.recognised
                else self.tr("It recognises no agency of another country.")
            )
        self._show_others(page)
        self._show_status(page)

    def _words(self, one: ListLine) -> str:
        said = self.tr(
            "{agency}, list {number} of {issued}, next one due by {due}. "
            "Centres: {centres}. Assessors and verifiers: {people}."
        ).format(
            agency=one.agency,
            number=one.number,
            issued=day(one.issued_at),
            due=day(one.next_update),
            centres=one.centres,
            people=one.people,
        )
        return f"{said} {self.tr('PRACTICE: nothing in it is real.')}" if one.practice else said

    def _show_others(self, page: TrustOnPage) -> None:
        clear_layout(self._others)
        for one in page.foreign:
            words = label(self._words(one), wrap=True)
            shown = FingerprintView(self.tr("Fingerprint of {agency}").format(agency=one.agency))
            shown.show_digits(one.fingerprint)
            self._others.addWidget(words)
            self._others.addWidget(shown)
        if not page.foreign:
            self._others.addWidget(
                muted(
                    self.tr(
                        "No list of another agency is here. One that your agency recognises is "
                        "taken in above, like your own."
                    )
                )
            )

    def _show_status(self, page: TrustOnPage) -> None:
        clear_layout(self._status)
        for one in page.status:
            said = self.tr("{uri}, of {issued}, fresh until {until}").format(
                uri=one.uri, issued=minute(one.issued_at), until=minute(one.fresh_until)
            )
            if one.fresh_until < page.now:
                said += " · " + self.tr("too old to rely on")
            self._status.addWidget(label(said, wrap=True))
        if not page.status:
            none = self.tr("None is here: whether a passport was withdrawn cannot be checked.")
            self._status.addWidget(muted(none))

    # -- a list that came -------------------------------------------------------------------------

    def _make_offer(self) -> None:
        self._offer_card = Card()
        self._kind = label("", "strong", wrap=True)
        self.changes = ChangesView()
        self._compare = QWidget()
        form = Form()
        self.typed = SavingLineEdit(max_length=60)
        form.add(
            self.tr("Fingerprint, as the agency reads it to you"),
            self.typed,
            hint=self.tr("Thirty digits. Call on a number that you know; spaces do not matter."),
        )
        self._compare.setLayout(column(form))
        self.accept = main_action(Icon.DONE, self.tr("Accept this list"))
        self.refuse = action(Icon.CLOSE, self.tr("Do not accept it"))
        buttons = row(None, self.refuse, self.accept, gap=Space.S)
        self._offer_card.add(self._kind, self.changes, self._compare, buttons)
        self._offer_card.hide()

    def look_at(self, path: Path) -> None:
        """Read a list and show what it would change; nothing is accepted yet."""
        desk = self._session.desk
        self._close_offer()
        self.banner.clear()
        self.read(
            path, lambda raw: self.acting.do(lambda: look_at_list(desk, raw), self._show_offer)
        )

    def _show_offer(self, offer: Offer) -> None:
        if offer.kind is OfferKind.SAME:
            self.banner.say(self.tr("This is the list that is here already."))
            return
        self._offer = offer
        self._offer_card.set_title(
            self.tr("{agency}, list {number}").format(
                agency=offer.agency, number=offer.new.content.sequence
            )
        )
        kinds = {
            OfferKind.FIRST: self.tr("The first list of this desk. Read what it says:"),
            OfferKind.SUCCESSOR: self.tr("It follows the list at hand. What it changes:"),
            OfferKind.EMERGENCY: self.tr(
                "The agency says that its root key was lost or stolen. Call the agency before you "
                "accept this. What it changes:"
            ),
            OfferKind.FOREIGN_FIRST: self.tr("An agency that yours recognises. What it says:"),
            OfferKind.FOREIGN_SUCCESSOR: self.tr("It follows the one here. What it changes:"),
            OfferKind.FOREIGN_EMERGENCY: self.tr(
                "This agency says that its root key was lost or stolen. Call it before you accept "
                "this. What it changes:"
            ),
        }
        self._kind.setText(kinds[offer.kind])
        self.changes.show_changes(offer.changes)
        self._compare.setVisible(offer.needs_fingerprint)
        self.typed.clear()
        self._offer_card.show()
        (self.typed if offer.needs_fingerprint else self.accept).setFocus()
        bring_into_sight(self._offer_card)

    def accept_offer(self) -> None:
        """Accept the list that is shown."""
        offer = self._offer
        if offer is None:
            return
        typed = self.typed.text()
        if offer.needs_fingerprint and not typed.strip():
            self.lacks(self.tr("Type the fingerprint that the agency reads to you."), self.typed)
            return
        desk, me = self._session.desk, self._session.sitting.staff.id
        self.acting.do(
            lambda: accept_list(desk, offer, typed_fingerprint=typed, by=me),
            lambda _: self._on_accepted(offer),
        )

    def _on_accepted(self, offer: Offer) -> None:
        self._close_offer()
        self.say_done(
            self.tr("List {number} of {agency} is in use from now on.").format(
                number=offer.new.content.sequence, agency=offer.agency
            )
        )
        self.refresh()

    def _on_refused(self) -> None:
        self._close_offer()
        self.banner.say(self.tr("Nothing was accepted; the list at hand stays in use."))

    def _close_offer(self) -> None:
        self._offer = None
        self.typed.clear()
        self._offer_card.hide()

    def take_in(self, raw: bytes) -> None:
        """Keep a status list."""
        desk = self._session.desk
        self.acting.do(lambda: take_in_status(desk, raw), self._on_status)

    def _on_status(self, status: StatusList) -> None:
        until = minute(status.fresh_until)
        self.say_done(
            self.tr("The status list is here; it is fresh until {until}.").format(until=until)
        )
        self.refresh()

    def _connect(self) -> None:
        self.drop.files_given.connect(lambda paths: self.look_at(paths[0]))
        self.accept.clicked.connect(self.accept_offer)
        self.typed.returnPressed.connect(self.accept_offer)
        self.refuse.clicked.connect(self._on_refused)
        self.take_status.clicked.connect(
            lambda: self.open_file(self.take_status.text(), self.take_in)
        )
