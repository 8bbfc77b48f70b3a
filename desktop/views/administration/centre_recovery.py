"""The centre's key in two people's hands, and back from them."""

from core.services.key_recovery import make_recovery, recover_key
from credentials.recovery import Holder
from desktop.presenters.administration.my_keys import strength_at
from desktop.presenters.centre_keys import CENTRE, CentreKeys
from desktop.presenters.session import Session
from desktop.theme import Icon, Space
from desktop.views.administration.parts import Section, action, muted
from desktop.views.administration.recovery import DividePanel, RecoverPanel
from desktop.widgets.card import Card
from desktop.widgets.layouts import row


class CentreRecovery(Card):
    """Divides the key and brings it back; the page says how it ended."""

    def __init__(self, page: Section, session: Session, keys: CentreKeys) -> None:
        super().__init__()
        self.set_title(self.tr("Recovery"))
        self._page, self._session, self._keys = page, session, keys
        self.divide = action(Icon.STAFF, self.tr("Divide it between two people…"))
        self.recover = action(Icon.RETURN, self.tr("Bring it back from both halves…"))
        self.divide_panel, self.recover_panel = DividePanel(), RecoverPanel()
        self.add(
            muted(
                self.tr(
                    "If this desk burns, the key comes back from two halves, kept by two people in "
                    "two places. One half alone is worth nothing."
                )
            ),
            row(self.divide, self.recover, None, gap=Space.S),
            self.divide_panel,
            self.recover_panel,
        )
        self.divide.clicked.connect(lambda: self.divide_panel.ask())
        self.recover.clicked.connect(lambda: self.recover_panel.ask())
        self.divide_panel.given.connect(self.divide_key)
        self.recover_panel.given.connect(self.recover_key)
        for panel in (self.divide_panel, self.recover_panel):
            panel.lacking.connect(page.lacks)
        for half in (self.recover_panel.first, self.recover_panel.second):
            half.asked.connect(lambda half=half: page.open_file(half.choose.text(), half.give))

    def divide_key(self) -> None:
        """Make both halves and ask where to keep each."""
        holders = self.divide_panel.holders()
        if holders is None:
            return
        desk, me, secret = (
            self._session.desk,
            self._session.sitting.staff.id,
            self.divide_panel.key.text(),
        )
        self.divide_panel.close_panel()
        self._page.acting.do(
            lambda: make_recovery(
                desk, CENTRE, secret, *holders, strength=strength_at(desk), by=me
            ),
            lambda halves: self._keep_halves(holders, halves),
        )

    def _keep_halves(self, holders: tuple[Holder, Holder], halves: tuple[bytes, bytes]) -> None:
        files = [
            (
                self.tr("Half of {name}").format(name=holder.name),
                f"recovery-half-{number}.json",
                half,
            )
            for number, (holder, half) in enumerate(zip(holders, halves, strict=True), start=1)
        ]
        self._page.save_all(files, self.tr("Put each on a stick of its own and keep them apart."))

    def recover_key(self) -> None:
        """Bring the key back from both halves."""
        if not self.recover_panel.is_complete():
            return
        desk, me = self._session.desk, self._session.sitting.staff.id
        first, second = self.recover_panel.halves()
        new = self.recover_panel.new.take()
        self.recover_panel.close_panel()
        self._page.acting.do(
            lambda: recover_key(
                desk, CENTRE, first, second, new, strength=strength_at(desk), by=me
            ),
            self._on_recovered,
        )

    def _on_recovered(self, _: object) -> None:
        self._keys.wipe()
        self._page.say_done(self.tr("The key is back and opens with the new passphrase."))
        self._page.refresh()
