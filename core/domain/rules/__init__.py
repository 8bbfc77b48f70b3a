"""The guards: who may do what in a case, and why not; one module for each trade.

Every function answers with all refusals that apply, an empty tuple meaning "may". Each refusal
names its rule, the facts that fail, and who can mend them. There is no override.
"""

from core.domain.rules.advising import (
    may_advise,
    may_change_exhibit,
    may_hand_over,
    may_remark,
    may_withdraw_claim,
)
from core.domain.rules.assessing import (
    joins_award,
    may_assess,
    may_decide,
    may_map,
    may_observe,
)
from core.domain.rules.assigning import may_be_assigned, may_handle_conflict
from core.domain.rules.base import Rule, Standing, at_stage, holds_role, require
from core.domain.rules.hearing import may_hear
from core.domain.rules.issuing import may_hand_out, may_issue, may_reissue
from core.domain.rules.marking import may_close, may_mark, may_run
from core.domain.rules.planning import may_agree, may_plan, plan_agreed
from core.domain.rules.recording import may_record
from core.domain.rules.testing import KEEPERS, may_admit, may_arrange, may_change_day
from core.domain.rules.verifying import (
    may_agree_to_element,
    may_answer,
    may_countersign,
    may_countersign_award,
    may_mark_blind,
    may_order_blind,
    may_return,
    may_verify,
)

__all__ = [
    "KEEPERS",
    "Rule",
    "Standing",
    "at_stage",
    "holds_role",
    "joins_award",
    "may_admit",
    "may_advise",
    "may_agree",
    "may_agree_to_element",
    "may_answer",
    "may_arrange",
    "may_assess",
    "may_be_assigned",
    "may_change_day",
    "may_change_exhibit",
    "may_close",
    "may_countersign",
    "may_countersign_award",
    "may_decide",
    "may_hand_out",
    "may_hand_over",
    "may_handle_conflict",
    "may_hear",
    "may_issue",
    "may_map",
    "may_mark",
    "may_mark_blind",
    "may_observe",
    "may_order_blind",
    "may_plan",
    "may_record",
    "may_reissue",
    "may_remark",
    "may_return",
    "may_run",
    "may_verify",
    "may_withdraw_claim",
    "plan_agreed",
    "require",
]
