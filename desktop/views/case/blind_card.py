"""Whether a case is verified blind: set by an administrator or the lead verifier beforehand."""

from core.domain.case import Stage
from core.domain.people import Role
from core.domain.rules import may_order_blind
from core.services.verifying_decisions import order_blind
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import refusal_texts
from desktop.widgets.card import Card
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingCheck

_LEADS = frozenset({Role.ADMINISTRATOR, Role.LEAD_VERIFIER})


class BlindCard(Card):
    """Shown to those who may order it, until the case is verified."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__("")
        self.set_title(self.tr("Blind verification"))
        self._work = work
        self.blind = SavingCheck(
            self.tr("Show the assessor's name and marks only after the verifier's own")
        )
        self.blind.saved.connect(self._on_chosen)
        self.add(self.blind)
        self.hide()

    def show_case(self, page: CaseOnPage) -> None:
        """Show what is ordered, and why it cannot be changed any more."""
        me = self._work.session.sitting.staff
        before = page.case.end is None and page.case.stage <= Stage.ASSESS_AND_VERIFY
        self.setVisible(before and bool(me.roles & _LEADS))
        self.blind.set_value(page.file.blind)
        set_reasons(self.blind, refusal_texts(may_order_blind(page.file, me)))

    def _on_chosen(self, blind: bool) -> None:
        case_id = self._work.case_id
        self._work.write(lambda desk, by: order_blind(desk, by, case_id, blind=blind))
