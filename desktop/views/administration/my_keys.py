"""My keys: what I sign with, how it stands, its passphrase, its successor, and its loss."""

from PySide6.QtWidgets import QWidget

from core.services.key_care import make_encryption_key, report_key
from core.services.key_requests import (
    prepare_next_personal_key,
    request_for_person,
    switch_to_next_personal_key,
)
from credentials.key_report import Loss
from desktop.presenters.administration.my_keys import MyKeys, read_my_keys, strength_at
from desktop.presenters.session import Session
from desktop.texts import capital, words
from desktop.theme import Icon, Space
from desktop.views.administration.change_panel import ChangePanel
from desktop.views.administration.next_key_card import NextKeyCard
from desktop.views.administration.parts import (
    AskPanel,
    FingerprintView,
    NewPassphrase,
    Section,
    action,
    begin_of,
    main_action,
    muted,
)
from desktop.widgets.card import Card
from desktop.widgets.layouts import label, row
from desktop.widgets.saving import SavingChoice, SavingDate


class MyKeysPage(Section):
    """Everybody's own. Nobody else can open these keys, and there is no way to recover them."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "", session.tasks)
        self.title = self.tr("My keys")
        self.head.set_title(
            self.title,
            self.tr("What you sign with. Only your passphrase opens it; nobody can recover it."),
        )
        self._session = session
        self._shown: MyKeys | None = None
        self._make_signing()
        self._make_encryption()
        self.next_key = NextKeyCard()
        self.build(self._signing_card(), self.next_key, self._encryption_card())
        self._connect()

    def refresh(self) -> None:
        """Read the keys again."""
        desk, me = self._session.desk, self._session.sitting.staff.id
        self.acting.do(lambda: read_my_keys(desk, me), self._show)

    def _show(self, keys: MyKeys) -> None:
        self._shown = keys
        self.fingerprint.show_digits(keys.signing.fingerprint)
        standing = keys.signing.standing
        if standing is None:
            self._standing.setText(
                self.tr("Not in the agency's list yet: make a key request and send it there.")
            )
        else:
            said = self.tr("In the agency's list: {standing}.").format(standing=words(standing))
            self._standing.setText(said)
        self._show_next(keys)
        made = keys.encryption is not None
        self.encryption.setVisible(made)
        self._no_encryption.setVisible(not made)
        self.make_encryption.setVisible(not made)
        if keys.encryption is not None:
            self.encryption.show_digits(keys.encryption.fingerprint)

    def _show_next(self, keys: MyKeys) -> None:
        self.replace.setVisible(keys.following is None)
        self.next_key.show_key(
            keys.following,
            self.tr("The agency lists it: you can change to it. Until you do, the old one signs."),
            self.tr("The agency does not list it yet; until it does, the old key signs."),
        )

    # -- the signing key --------------------------------------------------------------------------

    def _make_signing(self) -> None:
        self.fingerprint = FingerprintView(self.tr("Fingerprint, to be read aloud"))
        self._standing = label("", "strong", wrap=True)
        self.request = main_action(Icon.EXPORT, self.tr("Key request for the agency…"))
        self.passphrase = action(Icon.LOCK, self.tr("Change the passphrase…"))
        self.replace = action(Icon.KEY, self.tr("Replace this key…"))
        self.report = action(Icon.WARNING, self.tr("Lost or stolen…"), danger=True)
        self.change_panel = ChangePanel(
            self,
            self._session,
            self.tr("New passphrase once more"),
            self.tr("Several words are better than one; nobody can tell it to you if you forget."),
        )
        self.replace_panel = AskPanel(self.tr("Make the new key"))
        self.next_new = NewPassphrase(
            self.replace_panel,
            self.tr("Passphrase of the new key"),
            self.tr("The same once more"),
        )
        self.report_panel = AskPanel(self.tr("Write the report"), danger=True)
        self.loss = SavingChoice([(one, capital(one)) for one in Loss])
        self.since = SavingDate()
        self.report_panel.add(
            self.tr("What happened"),
            self.loss,
            hint=self.tr(
                "Lost: nobody can use it any more, and what it signed counts. Stolen: somebody "
                "else may use it, and nothing it signed counts unless it was registered before."
            ),
        )
        hint = self.tr("The first day on which you cannot be sure; empty means from now on")
        self.report_panel.add(self.tr("Since"), self.since, hint=hint)

    def _signing_card(self) -> Card:
        card = Card(self.tr("Signing key"))
        card.add(
            self.fingerprint,
            self._standing,
            row(self.request, None),
            row(self.passphrase, self.replace, None, self.report, gap=Space.S),
            self.change_panel,
            self.replace_panel,
            self.report_panel,
        )
        return card

    def make_request(self) -> None:
        """Write the request that has this key listed."""
        desk, by = self._session.desk, self._session.sitting
        self.acting.do(lambda: request_for_person(desk, by), self._keep_request)

    def _keep_request(self, raw: bytes) -> None:
        number = self._session.sitting.staff.person_number
        self.save_as(
            f"key-request-{number}.json",
            raw,
            self.tr("Send it to the agency, then read the fingerprint to them when they call."),
        )
        self.refresh()

    def change_passphrase(self) -> None:
        """Seal the key with the new passphrase."""
        said = self.tr("Your key opens with the new passphrase from now on.")
        self.change_panel.change(self._name(), self._is_good, said)

    def replace_key(self) -> None:
        """Make the next key beside the present one, and its request."""
        if not self._is_good(self.next_new):
            return
        desk, by, secret = self._session.desk, self._session.sitting, self.next_new.take()
        self.replace_panel.close_panel()
        self.acting.do(
            lambda: prepare_next_personal_key(desk, by, secret, strength=strength_at(desk)),
            self._keep_request,
        )

    def switch_key(self) -> None:
        """Sign with the new key from the next sign-in on."""
        desk, me = self._session.desk, self._session.sitting.staff.id
        self.acting.do(lambda: switch_to_next_personal_key(desk, me, by=me), self._on_switched)

    def _on_switched(self, _: object) -> None:
        self.say_done(
            self.tr("The new key is yours from the next sign-in on, with its own passphrase."),
            self.tr("Have the agency retire the old one, then sign out and in again."),
        )
        self.refresh()

    def write_report(self) -> None:
        """Write the report of a loss, signed as long as there is something to sign with."""
        loss, since = self.loss.value(), self.since.value()
        if self.since.text().strip() and since is None:
            self.lacks(self.tr("Write the day as year-month-day."), self.since)
            return
        if not isinstance(loss, Loss):
            return
        desk, by, name = self._session.desk, self._session.sitting, self._name()
        self.report_panel.close_panel()

        def job() -> bytes:
            now = desk.clock.now().replace(microsecond=0)
            at = min(begin_of(since), now) if since is not None else now
            return report_key(desk, name, loss, at, signer=by.key, by=by.staff.id)

        self.acting.do(job, self._keep_report)

    def _keep_report(self, raw: bytes) -> None:
        number = self._session.sitting.staff.person_number
        self.save_as(
            f"key-report-{number}.json",
            raw,
            self.tr("Send it to the agency at once. Then replace this key."),
        )

    # -- the encryption key -----------------------------------------------------------------------

    def _make_encryption(self) -> None:
        self.encryption = FingerprintView(self.tr("Fingerprint"))
        self._no_encryption = muted(
            self.tr("None yet. Others need it to send you files that only you can open.")
        )
        self.make_encryption = action(Icon.KEY, self.tr("Make an encryption key…"))
        self.encryption_panel = AskPanel(self.tr("Make it"))
        self.encryption_new = NewPassphrase(
            self.encryption_panel,
            self.tr("Passphrase of the encryption key"),
            self.tr("The same once more"),
        )

    def _encryption_card(self) -> QWidget:
        card = Card(self.tr("Encryption key"))
        card.add(
            self._no_encryption,
            self.encryption,
            row(self.make_encryption, None),
            self.encryption_panel,
        )
        self.encryption.hide()
        return card

    def make_key(self) -> None:
        """Make the encryption key."""
        if not self._is_good(self.encryption_new):
            return
        desk, me = self._session.desk, self._session.sitting.staff.id
        secret = self.encryption_new.take()
        self.encryption_panel.close_panel()
        self.acting.do(
            lambda: make_encryption_key(desk, me, secret, strength=strength_at(desk)),
            self._on_encryption,
        )

    def _on_encryption(self, _: object) -> None:
        self.say_done(
            self.tr("The encryption key is made."), self.tr("Your next key request names it.")
        )
        self.refresh()

    def _is_good(self, new: NewPassphrase) -> bool:
        field = new.problem_field
        if field is None:
            return True
        if field is new.first:
            self.lacks(self.tr("Type the new passphrase first."), field)
        else:
            self.lacks(self.tr("The two new passphrases differ; type them once more."), field)
        return False

    def _name(self) -> str:
        return self._shown.signing.name if self._shown is not None else ""

    def _connect(self) -> None:
        self.request.clicked.connect(self.make_request)
        for button, panel in (
            (self.passphrase, self.change_panel),
            (self.replace, self.replace_panel),
            (self.report, self.report_panel),
            (self.make_encryption, self.encryption_panel),
        ):
            button.clicked.connect(lambda _=False, panel=panel: self._open(panel))
        self.change_panel.given.connect(self.change_passphrase)
        self.replace_panel.given.connect(self.replace_key)
        self.report_panel.given.connect(self.write_report)
        self.encryption_panel.given.connect(self.make_key)
        self.next_key.switch.clicked.connect(self.switch_key)

    def _open(self, panel: AskPanel) -> None:
        self.banner.clear()
        notes = {
            self.replace_panel: self.tr(
                "The new key lies beside the old one until the agency lists it. The request is "
                "signed with both, so nobody needs to ring you."
            ),
            self.report_panel: self.tr(
                "The report is signed with this key, so the agency can act on it at once."
            ),
        }
        panel.ask(notes.get(panel, ""))
