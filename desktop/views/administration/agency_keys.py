"""What the agency does with its own keys: the root, the status key, and grants of places."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.ids import StaffId
from core.ports.desk import Desk
from core.services import publishing_trust as publishing
from core.services.key_recovery import make_recovery, recover_key
from core.services.practice_agency import AGENCY_KEY
from core.services.reserving_places import grant_places
from credentials.keys import SealedKey, parse_key_file
from desktop.presenters.administration.agency import strength_of_agency
from desktop.views.administration.agency_root import RootCard, Rotation
from desktop.views.administration.next_key import NextKey
from desktop.views.administration.parts import Section


class AgencyKeys(QObject):
    """Does what the card of the keys asks for; the page says how it ended."""

    def __init__(
        self,
        page: Section,
        card: RootCard,
        next_key: NextKey,
        desk: Desk,
        by: StaffId | None,
        published: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._page, self.card, self._next_key = page, card, next_key
        self._desk, self._by, self._published = desk, by, published
        card.rotate_asked.connect(self.rotate)
        card.renew_asked.connect(self.renew_status_key)
        card.grant_asked.connect(self.grant)
        card.divide_asked.connect(self.divide)
        card.recover_asked.connect(self.recover)
        card.lacking.connect(page.lacks)
        for half in (card.recover_panel.first, card.recover_panel.second):
            half.asked.connect(lambda half=half: page.open_file(half.choose.text(), half.give))
        card.next_key_asked.connect(
            lambda: page.open_file(self.tr("Next root key"), card.ask_rotation)
        )

    def rotate(self, asked: Rotation) -> None:
        """Let the announced next key take over, and ask where to keep the one after it."""
        desk, by = self._desk, self._by

        def job() -> SealedKey:
            sealed, strength = parse_key_file(asked.next_key), strength_of_agency(desk)
            if not asked.root:
                return publishing.emergency_rotate(
                    desk, sealed, asked.following, asked.after, strength=strength, by=by
                )
            return publishing.rotate_root(
                desk, asked.root, sealed, asked.following, asked.after, strength=strength, by=by
            )

        def done(sealed: SealedKey) -> None:
            self._published()
            self._next_key.keep(sealed.to_bytes())

        self._page.acting.do(job, done)

    def renew_status_key(self, passphrase: str, stolen: bool) -> None:
        """Make a new status key and publish."""
        desk, by = self._desk, self._by

        def job() -> object:
            strength = strength_of_agency(desk)
            return publishing.renew_status_key(
                desk, passphrase, stolen=stolen, strength=strength, by=by
            )

        self._page.acting.do(job, lambda _: self._published())

    def grant(self, centre: str, count: int, passphrase: str) -> None:
        """Draw places for a centre and ask where to keep the grant."""
        desk = self._desk
        what_next = self.tr("Send it to the centre; each place is granted once.")
        self._page.acting.do(
            lambda: grant_places(desk, centre, count, passphrase),
            lambda raw: self._page.save_as(f"places-{centre}.json", raw, what_next),
        )

    def divide(self) -> None:
        """Divide the root between two people."""
        panel, desk, by = self.card.divide_panel, self._desk, self._by
        holders, secret = panel.holders(), panel.key.text()
        if holders is None:
            return
        panel.close_panel()

        def job() -> tuple[bytes, bytes]:
            strength = strength_of_agency(desk)
            return make_recovery(desk, AGENCY_KEY, secret, *holders, strength=strength, by=by)

        def done(halves: tuple[bytes, bytes]) -> None:
            title = self.tr("Half of {name}")
            files = [
                (title.format(name=holder.name), f"root-half-{number}.json", half)
                for number, (holder, half) in enumerate(zip(holders, halves, strict=True), start=1)
            ]
            self._page.save_all(
                files, self.tr("Put each on a stick of its own and keep them apart.")
            )

        self._page.acting.do(job, done)

    def recover(self) -> None:
        """Bring the root back from both halves."""
        panel, desk, by = self.card.recover_panel, self._desk, self._by
        if not panel.is_complete():
            return
        first, second = panel.halves()
        new = panel.new.take()
        panel.close_panel()

        def job() -> object:
            strength = strength_of_agency(desk)
            return recover_key(desk, AGENCY_KEY, first, second, new, strength=strength, by=by)

        def done(_: object) -> None:
            self._page.say_done(self.tr("The key is back and opens with the new passphrase."))
            self._page.refresh()

        self._page.acting.do(job, done)
