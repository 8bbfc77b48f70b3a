"""The centre's key: how it stands, its successor and its recovery; registration; places."""

from core.domain.people import Role
from core.domain.rules import holds_role
from core.services.key_requests import (
    prepare_next_centre_key,
    request_for_centre,
    switch_to_next_centre_key,
)
from core.services.reserving_places import take_in_grant
from desktop.presenters.administration.centre import (
    CentreKeyOnPage,
    next_registration,
    read_centre_key,
)
from desktop.presenters.administration.my_keys import strength_at
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.reasons import Reason
from desktop.presenters.session import Session
from desktop.texts import refusal_texts, words
from desktop.theme import Icon, Space
from desktop.views.administration.centre_recovery import CentreRecovery
from desktop.views.administration.change_panel import ChangePanel
from desktop.views.administration.next_key_card import NextKeyCard
from desktop.views.administration.parts import (
    AskPanel,
    FingerprintView,
    NewPassphrase,
    Section,
    action,
    main_action,
    muted,
)
from desktop.views.key_field import KeyField
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import label, row
from desktop.widgets.reasoned import set_reasons


class CentreKeyPage(Section):
    """Registrars use the key; administrators also replace, divide and recover it."""

    def __init__(self, session: Session, keys: CentreKeys) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("Centre key")
        self.head.set_title(
            self.title, self.tr("What the centre issues with, and what the agency gets each month.")
        )
        self._session, self._keys = session, keys
        self._against = holds_role(session.sitting.staff, Role.ADMINISTRATOR)
        self._may = not self._against
        self.key = KeyField(keys, CENTRE, self.tr("Passphrase of the centre's key"))
        self.recovery = CentreRecovery(self, session, keys)
        if not self._may:  # shown before it has a parent it would be a window of its own
            self.recovery.hide()
        self.next_key = NextKeyCard()
        self.build(self._make_registration(), self._make_key(), self.next_key, self.recovery)
        self._connect()

    def refresh(self) -> None:
        """Read how everything stands."""
        desk = self._session.desk
        self.key.refresh()
        self.acting.do(lambda: read_centre_key(desk), self._show)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        super().show_problem(error)
        self.key.refresh()

    def _show(self, page: CentreKeyOnPage) -> None:
        self.key.refresh()
        self._show_registration(page)
        self.replace.setVisible(self._may and page.following is None and page.key is not None)
        self.recovery.divide.setVisible(page.key is not None)
        self.next_key.show_key(
            page.following,
            self.tr("The agency lists it: you can change to it."),
            self.tr("The agency does not list it yet; until it does, the old key issues."),
            refusal_texts(self._against),
        )
        for part in (self.fingerprint, self.request, self.passphrase):
            part.setVisible(page.key is not None)
        if page.key is None:
            self._standing.setText(
                self.tr("The key is not at this desk. Both holders can bring it back below.")
            )
            return
        self.fingerprint.show_digits(page.key.fingerprint)
        self._standing.setText(
            self.tr("In the agency's list: {standing}.").format(standing=words(page.key.standing))
            if page.key.standing is not None
            else self.tr("Not in the agency's list yet: make a key request and send it there.")
        )

    def _show_registration(self, page: CentreKeyOnPage) -> None:
        waiting = self.tr("Waiting to be registered: {count}.").format(count=page.waiting)
        last = (
            self.tr("The last file is number {number}, of {day}.").format(
                number=page.last.number, day=day(page.last.made_at)
            )
            if page.last is not None
            else self.tr("No file was made yet.")
        )
        nothing = self.tr("Everything that was issued here is registered.")
        self.registered.setText(f"{waiting if page.waiting else nothing} {last}")
        self._overdue.setVisible(page.overdue)
        nothing_new = Reason(
            self.tr("Each file registers what was issued since the last one."),
            nothing,
            self.tr("Nothing has to be done until another passport is issued."),
        )
        no_key = Reason(
            self.tr("The centre's key signs the file."),
            self.tr("The key is not at this desk."),
            self.tr("Both holders of its parts can bring it back below."),
        )
        against = () if page.waiting else (nothing_new,)
        set_reasons(self.register, (*against, *(() if page.key else (no_key,))))
        self._places.setText(
            self.tr("Free places in the status list: {count}.").format(count=page.places)
        )

    # -- registration and places ------------------------------------------------------------------

    def _make_registration(self) -> Card:
        self.registered = label("", wrap=True)
        self._overdue = label(
            self.tr("This month's file is due: the agency confirms dates by it."),
            "strong",
            wrap=True,
        )
        self._overdue.setProperty("tone", "warning")
        self._overdue.hide()
        self.register = main_action(Icon.EXPORT, self.tr("Make this month's registration file…"))
        self._places = muted()
        self.take_places = action(Icon.IMPORT, self.tr("Take in a grant of places…"))
        card = Card(self.tr("For the agency"))
        asked = row(self.key, self.register, gap=Space.S)
        asked.setStretchFactor(self.key, 1)
        places = row(self._places, self.take_places, gap=Space.S)
        places.setStretchFactor(self._places, 1)
        card.add(self.registered, self._overdue, asked, places)
        return card

    def make_file(self) -> None:
        """Write the next registration file."""
        if self._lacks_key():
            return
        session, keys, secret = self._session, self._keys, self.key.take()
        self.acting.do(lambda: next_registration(session, keys, secret), self._keep_file)

    def _keep_file(self, raw: bytes) -> None:
        today = day(self._session.desk.clock.today())
        self.save_as(
            f"registration-{today}.json",
            raw,
            self.tr("Send it to the agency; it anchors it in its next list."),
        )
        self.refresh()

    def take_in(self, raw: bytes) -> None:
        """Take in a grant of places."""
        desk = self._session.desk
        self.acting.do(lambda: take_in_grant(desk, raw), self._on_places)

    def _on_places(self, count: int) -> None:
        self.say_done(self.tr("Places that are new here: {count}.").format(count=count))
        self.refresh()

    # -- the key ----------------------------------------------------------------------------------

    def _make_key(self) -> Card:
        self.fingerprint = FingerprintView(self.tr("Fingerprint, to be read aloud"))
        self._standing = label("", "strong", wrap=True)
        self.request = action(Icon.EXPORT, self.tr("Key request for the agency…"))
        self.passphrase = action(Icon.LOCK, self.tr("Change the passphrase…"))
        self.replace = action(Icon.KEY, self.tr("Replace this key…"))
        set_reasons(self.passphrase, refusal_texts(self._against))
        again = self.tr("The same once more")
        self.change_panel = ChangePanel(self, self._session, again)
        self.replace_panel = AskPanel(self.tr("Make the new key"))
        self.next_new = NewPassphrase(
            self.replace_panel, self.tr("Passphrase of the new key"), again
        )
        card = Card(self.tr("Key"))
        buttons = row(self.request, self.passphrase, self.replace, None, gap=Space.S)
        card.add(self.fingerprint, self._standing, buttons, self.change_panel, self.replace_panel)
        return card

    def make_request(self) -> None:
        """Write the request that has the centre's key listed."""
        if self._lacks_key():
            return
        desk, keys, secret = self._session.desk, self._keys, self.key.take()
        me = self._session.sitting.staff.id
        self.acting.do(
            lambda: request_for_centre(desk, keys.get(CENTRE, secret), by=me), self._keep_request
        )

    def _keep_request(self, raw: bytes) -> None:
        self.save_as(
            "key-request-centre.json",
            raw,
            self.tr("Send it to the agency, then read the fingerprint to them when they call."),
        )
        self.refresh()

    def change_passphrase(self) -> None:
        """Seal the key with the new passphrase."""
        said = self.tr("The key opens with the new passphrase from now on.")
        self.change_panel.change(CENTRE, self._is_good, said)

    def replace_key(self) -> None:
        """Make the next key and its request, signed by both."""
        if not self._is_good(self.next_new) or self._lacks_key():
            return
        desk, keys, secret = self._session.desk, self._keys, self.key.take()
        me, new = self._session.sitting.staff.id, self.next_new.take()
        self.replace_panel.close_panel()

        def job() -> bytes:
            key = keys.get(CENTRE, secret)
            return prepare_next_centre_key(desk, key, new, strength=strength_at(desk), by=me)

        self.acting.do(job, self._keep_request)

    def switch_key(self) -> None:
        """Issue with the new key from now on."""
        desk, me = self._session.desk, self._session.sitting.staff.id
        self.acting.do(lambda: switch_to_next_centre_key(desk, by=me), self._on_switched)

    def _on_switched(self, _: object) -> None:
        self._keys.wipe()
        self.say_done(
            self.tr("The centre issues with the new key from now on."),
            self.tr("Have the agency retire the old one, and divide the new one again."),
        )
        self.refresh()

    def _lacks_key(self) -> bool:
        if self.key.lacks_passphrase:
            self.lacks(self.tr("Type the passphrase of the centre's key first."), self.key.field)
            return True
        self.banner.clear()
        return False

    def _is_good(self, new: NewPassphrase) -> bool:
        field = new.problem_field
        if field is not None:
            self.lacks(self.tr("Type the new passphrase twice, the same each time."), field)
        return field is None

    def _connect(self) -> None:
        self.register.clicked.connect(self.make_file)
        self.key.entered.connect(self.make_file)
        self.request.clicked.connect(self.make_request)
        self.next_key.switch.clicked.connect(self.switch_key)
        self.take_places.clicked.connect(
            lambda: self.open_file(self.take_places.text(), self.take_in)
        )
        self.passphrase.clicked.connect(lambda: self.change_panel.ask())
        self.replace.clicked.connect(lambda: self.replace_panel.ask())
        self.change_panel.given.connect(self.change_passphrase)
        self.replace_panel.given.connect(self.replace_key)
