"""A test day that is being arranged, with those admitted who wait for their assessment."""

from datetime import timedelta
from typing import Final

from core.domain.case import Stage
from core.services import holding_test_days
from core.services.holding_test_days import TestDayDraft
from desktop.demo.centre import practice_unit
from desktop.demo.walk import Walk

_LOOKED_AT: Final = 20


def arrange_test_day(walk: Walk) -> None:
    """Arrange a day at the lathes next week and admit who is with the assessor."""
    desk, by, unit = walk.desk, walk.assessor, practice_unit(walk.desk, "D4")
    draft = TestDayDraft(
        on=walk.clock.today() + timedelta(days=7),
        place="Workshop A, four lathes",
        units=(unit.id,),
        capacity=8,
    )
    day = holding_test_days.plan_test_day(desk, by, draft)
    for row in desk.lists.cases(stage=Stage.ASSESS_AND_VERIFY, offset=0, limit=_LOOKED_AT):
        if unit.code in row.units and row.end is None:
            holding_test_days.admit(desk, by, day.id, row.id)
