"""A key request that came: who asks for what, compared by voice before it is admitted."""

from datetime import date

from credentials.key_request import KeyRequest, OwnerKind
from credentials.trust_list import Period
from desktop.presenters.administration.agency import ADMITTED_FOR
from desktop.views.administration.parts import AskPanel, begin_of, until_end_of
from desktop.widgets.saving import SavingDate, SavingLineEdit


class AdmitPanel(AskPanel):
    """The digits are typed as the owner reads them; that is why they are not shown here."""

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Admit into the draft"))
        self.request: KeyRequest | None = None
        self.typed = SavingLineEdit(max_length=60)
        self.starts, self.ends = SavingDate(), SavingDate()
        self.add(
            self.tr("Fingerprint, as its owner reads it to you"),
            self.typed,
            hint=self.tr("Thirty digits. Call on a number that you know; spaces do not matter."),
            wide=True,
        )
        self.add(self.tr("First day"), self.starts)
        self.add(self.tr("Last day"), self.ends)
        self.closed.connect(self._forget)

    def show_request(self, request: KeyRequest, today: date) -> None:
        """Show what a request asks for."""
        self.request = request
        self.typed.clear()
        self.starts.set_value(today)
        self.ends.set_value(today + ADMITTED_FOR)
        centre = request.kind is OwnerKind.CENTRE
        scopes = [
            f"{one.framework} ({', '.join(sorted(one.units)) or self.tr('every unit')})"
            for one in request.wanted
        ]
        if centre:
            scopes = [one.framework for one in request.wanted]
        said = (
            self.tr("Centre {name} ({number}) asks for: {scope}.")
            if centre
            else self.tr("{name} ({number}) asks for: {scope}.")
        ).format(
            name=request.name,
            number=request.number,
            scope=", ".join(scopes) or self.tr("no framework"),
        )
        if request.replaces is not None:
            said += " " + self.tr(
                "It is signed with the key until now too: if that is in force, no fingerprint is "
                "needed."
            )
        self.ask(said)

    def period(self) -> Period | None:
        """Return when the key is to be good; None if the days are missing or reversed."""
        starts, ends = self.starts.value(), self.ends.value()
        if starts is None or ends is None or ends < starts:
            return None
        return Period(begin_of(starts), until_end_of(ends))

    def _forget(self) -> None:
        self.request = None
        self.typed.clear()
