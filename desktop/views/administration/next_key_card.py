"""The key that shall replace another one, until it does."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.services.key_care import KeyFile
from credentials.trust_list import Standing
from desktop.presenters.reasons import Reason
from desktop.theme import Icon
from desktop.views.administration.parts import (
    FingerprintView,
    main_action,
    muted,
)
from desktop.widgets.card import Card
from desktop.widgets.layouts import row
from desktop.widgets.reasoned import set_reasons


class NextKeyCard(Card):
    """Hidden while there is none. One changes to it once the agency lists it."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("New key"))
        self.fingerprint = FingerprintView(self.tr("Fingerprint of the new key"))
        self._standing = muted()
        self.switch = main_action(Icon.DONE, self.tr("Change to the new key"))
        self.add(self.fingerprint, self._standing, row(self.switch, None))
        self.hide()

    def show_key(
        self, key: KeyFile | None, listed: str, not_listed: str, against: Sequence[Reason] = ()
    ) -> None:
        """Show it, with what to say if it is listed or not, and what else is against a change."""
        self.setVisible(key is not None)
        if key is None:
            return
        self.fingerprint.show_digits(key.fingerprint)
        in_force = key.standing is Standing.IN_FORCE
        self._standing.setText(listed if in_force else not_listed)
        set_reasons(self.switch, (*against, *(() if in_force else (_not_listed_yet(),))))


def _not_listed_yet() -> Reason:
    """Why nobody changes to a key that the agency has not listed."""
    translate = QCoreApplication.translate
    return Reason(
        translate("Keys", "A key signs once it is in the agency's list."),
        translate("Keys", "The list at this desk does not have the new key in force yet."),
        translate("Keys", "The agency lists it; then take its newer list in under Trust list."),
    )
