"""A decision and the one that corrects it both stay readable."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.domain.assessment import Mark, Result
from core.domain.verifying import VerificationOutcome
from desktop.views.grid.past_decisions import PastDecisions
from tests.core.domain.builders import LATHE, SHOP, answered, assessed, decision


def test_a_returned_decision_stays_readable_below_the_one_that_corrects_it(qtbot: QtBot) -> None:
    first = decision()
    back = replace(
        answered(first, VerificationOutcome.RETURNED), reasons="row 1 rests on one photo"
    )
    unmet = replace(first.rows[0], mark=Mark.NOT_MET, reason="no glasses", advice="wear them")
    second = replace(
        decision(Result.NOT_YET_COMPETENT), rows=(unmet, *first.rows[1:]), replaces=first.id
    )
    file = assessed(decisions=(first, second), verifications=(back,))
    past = PastDecisions()
    qtbot.addWidget(past)
    past.show_unit(file, LATHE.id)
    newest, before = past.texts
    assert "not yet competent. It waits for the verifier." in newest
    assert "Row 1, not met: no glasses wear them" in newest
    assert "by Virak: competent. Returned by Ponleu: row 1 rests on one photo" in before

    past.show_unit(file, SHOP.id)
    assert past.isHidden(), "nothing was decided about the other unit"
