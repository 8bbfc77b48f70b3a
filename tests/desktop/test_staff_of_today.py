"""Who sits at a desk while somebody on another takes them out of a role, or out of the centre."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.people import Role
from core.domain.rules import Rule
from core.errors import CoreError, RefusedError
from desktop.demo.walk import Walk
from desktop.presenters.running import Progress, Running, T
from desktop.presenters.session import TasksOfToday
from tests import practice


class AtOnce:
    """Runs each job where it is started."""

    def run(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        stepped: Callable[[int, int], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Running:
        del stepped, cancelled
        try:
            answer = job(self)
        except CoreError as error:
            failed(error)
        else:
            done(answer)
        return self

    def step(self, done: int, total: int) -> None:
        """Nobody watches."""

    def cancel(self) -> None:
        """It has ended."""


def test_who_loses_a_role_or_leaves_while_signed_in_works_on_no_more(walk: Walk) -> None:
    case, decision = practice.decided(walk)
    narrower = replace(walk.staff.verifier, roles=frozenset({Role.ASSESSOR}))
    narrower = practice.changed(walk.desk, narrower)
    with pytest.raises(RefusedError) as caught:
        walk.verify(case, decision)
    assert Rule.ROLE.value in {one.rule for one in caught.value.refusals}

    ran: list[object] = []
    failed: list[Exception] = []
    tasks = TasksOfToday(walk.desk, walk.verifier, AtOnce())
    wider = practice.changed(walk.desk, replace(narrower, roles=frozenset({Role.ADVISOR})))
    tasks.run(lambda _: walk.verifier.staff.roles, done=ran.append, failed=failed.append)
    assert ran == [{Role.ADVISOR}]
    practice.changed(walk.desk, replace(wider, active=False))
    tasks.run(lambda _: "works on", done=ran.append, failed=failed.append)
    assert ran == [{Role.ADVISOR}]
    [error] = failed
    assert isinstance(error, CoreError)
    assert error.code == "staff.not-active"
