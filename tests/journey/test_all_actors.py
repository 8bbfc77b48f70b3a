"""Random sequences of what everybody at a centre can do: no way leads past the guards.

Each step is one use case on a real database, tried by whoever it happens to be. What is refused
says why and writes nothing; what was signed stays; and whatever led to an award, every guard was
satisfied, as `guard_check` finds out of the raw records alone.

`TOUCHSTONE_WALKS=200` walks longer than the check of every day.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.domain.appeals import AppealForm, AppealOutcome, AppealSubject
from core.domain.assessment import Decision, Mark, Quality, Recommendation, Result
from core.domain.audit import first_break
from core.domain.case import CaseEnd, Duty, HandlingOutcome, Stage
from core.domain.casefile import CaseFile
from core.domain.people import Certification, Staff
from core.domain.planning import Method, SigningWay, UnitPlan
from core.domain.recognition import Award, Status, StatusPlace
from core.domain.rules import Rule
from core.domain.sessions import CheckKind, SeatCheck
from core.domain.standards import FrameworkStatus, Unit, UnitRow
from core.domain.verifying import Principle, RowAnswer
from core.errors import CoreError, RefusedError
from core.ids import CaseId, CertificationId, SessionId
from core.ports.sitting import Sitting
from core.reporting.practice_drawings import signature_png
from core.services import (
    administering,
    answering_rows,
    claiming,
    deciding,
    finding_scope_invalid,
    handing_out,
    handling_cases,
    handling_conflicts,
    hearing_appeals,
    issuing,
    judging,
    observing,
    planning,
    running_sessions,
    status_places,
    verifying_decisions,
)
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from core.storage.tables import TABLES
from desktop.demo.centre import PASSPHRASE, sit_down
from desktop.demo.clock import TurnedClock
from desktop.parts import open_desk
from desktop.texts import problem_text, refusal_text
from tests.journey.guard_check import Evidence, broken_guards
from tests.practice import Template, added_unit, mapped, practice_walk

T = TypeVar("T")

_EVERY_DAY: Final = 8
WALKS: Final = int(os.environ.get("TOUCHSTONE_WALKS", _EVERY_DAY))
STEPS: Final = 40
PEOPLE: Final = ("advisor", "assessor", "verifier", "lead", "colleague", "registrar")
_KNOWN: Final = {one.value for one in Rule} | {"case.move", "case.ended", "case.not-ended"}
_ENTRIES: Final = [table.name for table in TABLES.values() if table.info.get("append_only")]

assessing = st.sampled_from(("the assessor",) * 6 + PEOPLE)
verifying = st.sampled_from(("the verifier",) * 6 + PEOPLE)
anybody = st.sampled_from(PEOPLE)
seldom = st.sampled_from((True, False, False, False))
some_rows = st.sampled_from((0, 1, 2, 3, 4, 5, 6, None, None, None))  # None: all of them
units = st.sampled_from((0, 0, 1, None, None))  # None: both
any_mark = st.sampled_from((Mark.MET, Mark.MET, Mark.MET, Mark.NOT_MET, Mark.NOT_SEEN))
returned = st.sampled_from((None, None, 0, 1))
mostly = st.sampled_from((True, True, True, False))


class AllActors(RuleBasedStateMachine):
    """Six people, one case of two units that was handed over, and everything that they may try."""

    template: Template
    prepared_case: CaseId

    @initialize(
        left_out=st.integers(0, 13),
        observer=st.sampled_from(("assessor", "assessor", "verifier")),
        back=returned,
        again=st.sampled_from(Result),
    )
    def begin(
        self,
        left_out: int,
        observer: str,
        back: int | None = None,
        again: Result = Result.COMPETENT,
    ) -> None:
        """Copy the centre and do everything in its order, but for one step that is left out."""
        self.stack = ExitStack()
        home = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        shutil.copytree(self.template.home, home)
        self.clock = TurnedClock(40)
        self.desk = open_desk(home, self.clock)
        self.stack.callback(self.desk.close)
        self.people: dict[str, Sitting] = {}
        for name in PEOPLE:
            self.people[name] = sit_down(self.desk, getattr(self.template.staff, name))
            self.stack.callback(self.people[name].end)
        self.raw = self.stack.enter_context(closing(sqlite3.connect(home / "touchstone.db")))
        self.case = self.prepared_case
        self.units = tuple(sorted(self.file().units, key=lambda one: one.code, reverse=True))
        self.unit = self.units[0]
        self.by_hand: set[UUID] = set()
        self.withdrawn_at: dict[CertificationId, datetime] = {}
        self.superseded: list[tuple[datetime, datetime | None]] = []
        self.entries: dict[str, dict[bytes, tuple[object, ...]]] = {}
        self.checked: set[UUID] = set()
        self.session: SessionId | None = None
        self.goes_the_whole_way("assessor", "verifier", observer, left_out, back, again)

    def teardown(self) -> None:
        """The audit log holds to the end; everything is put away."""
        if not hasattr(self, "stack"):
            return
        with self.desk.uow() as uow:
            for desk in uow.desks():
                assert first_break(uow.audit_log(desk)) is None
        self.stack.close()

    # -- what people do ---------------------------------------------------------------------------

    @rule(assessor=anybody, verifier=anybody, who=st.sampled_from(("advisor", "advisor", "lead")))
    def assigns(self, assessor: str, verifier: str, who: str) -> None:
        """Arrange for the two."""
        ids = self.people[assessor].staff.id, self.people[verifier].staff.id
        self.attempt(who, handling_cases.assign, self.case, assessor=ids[0], verifier=ids[1])

    @rule(who=anybody, duty=st.sampled_from(Duty), conflict=st.sampled_from((False, False, True)))
    def declares(self, who: str, duty: Duty = Duty.ASSESS, conflict: bool = False) -> None:
        """Declare a conflict of interest, or that there is none."""
        self.attempt(
            who,
            handling_cases.declare_conflict,
            self.case,
            duty,
            conflict=conflict,
            what="a cousin",
        )

    @rule(who=anybody, outcome=st.sampled_from(HandlingOutcome))
    def handles(self, who: str, outcome: HandlingOutcome) -> None:
        """Decide about the newest conflict that was declared."""
        declared = [one for one in self.file().conflicts if one.conflict]
        if declared:
            self.attempt(
                who,
                handling_conflicts.handle_conflict,
                self.case,
                declared[-1].id,
                outcome,
                "watched",
            )

    @rule(who=assessing, explained=mostly, worker=mostly)
    def plans(self, who: str, explained: bool = True, worker: bool = True) -> None:
        """Make a plan; the assessor agrees, and the worker mostly does."""
        draft = planning.PlanDraft(
            [UnitPlan(unit.id, (Method.DEMONSTRATION, Method.INTERVIEW)) for unit in self.units],
            place="Workshop",
            starts=self.clock.now(),
            appeal_explained=explained,
        )
        plan = self.attempt(who, planning.make_plan, self.case, draft)
        if plan is None:
            return
        self.attempt(who, planning.agree_as_assessor, plan)
        if worker:
            self.attempt(
                who, planning.agree_as_worker, plan, SigningWay.ON_SCREEN, sheet=signature_png()
            )

    @rule(who=assessing, checked=st.sampled_from((*CheckKind, None, None, None, None)))
    def sits(self, who: str, checked: CheckKind | None = None) -> None:
        """Open a session and check the seat; `checked` is left out."""
        session = self.attempt(who, running_sessions.open_session, [self.case], place="Bench")
        if session is None:
            return
        self.session = session.id
        for kind in CheckKind:
            if kind is not checked:
                self.attempt(
                    who,
                    running_sessions.check,
                    session.id,
                    self.case,
                    kind,
                    True,
                    photo=signature_png(),
                )

    @rule(who=assessing, really=seldom)
    def closes(self, who: str, really: bool) -> None:
        """Close the session."""
        if really and self.session is not None:
            self.attempt(who, running_sessions.close_session, self.session)

    @rule(who=assessing, row=some_rows, mark=any_mark)
    def marks(self, who: str, row: int | None, mark: Mark = Mark.MET) -> None:
        """Set a task and mark one row of its checklist, or all."""
        unit = self.unit.id
        self.attempt(who, observing.set_task, self.case, unit, title="Turn a stepped shaft")
        task = next(reversed(self.file().tasks), None)
        if task is None:
            return
        for one in self.rows(row):
            where = (self.case, unit, one.id, task.id, mark)
            self.attempt(who, observing.observe, *where, session_id=self.session)

    @rule(who=assessing, row=some_rows, mark=any_mark)
    def asks(self, who: str, row: int | None, mark: Mark) -> None:
        """Ask the worker."""
        for one in self.rows(row)[:1]:
            self.attempt(who, observing.ask, self.case, self.unit.id, one.id,
                    question="How?", answer="So.", mark=mark,)  # fmt: skip

    @rule(who=assessing, row=some_rows, mark=any_mark, of=units)
    def judges(
        self, who: str, row: int | None, mark: Mark = Mark.MET, of: int | None = None
    ) -> None:
        """Judge one row of a unit, or all."""
        for unit in self.chosen(of):
            for one in self.rows(row, unit):
                where = (self.case, unit.id, one.id, mark)
                self.attempt(who, judging.judge, *where, reason="seen")

    @rule(
        who=assessing, quality=st.sampled_from((*Quality, None, None, None)), holds=mostly, of=units
    )
    def finds(
        self,
        who: str,
        quality: Quality | None = None,
        holds: bool = True,
        of: int | None = None,
    ) -> None:
        """Answer for one of the five qualities, or for all."""
        for unit in self.chosen(of):
            for one in Quality if quality is None else (quality,):
                self.attempt(who, judging.judge_quality, self.case, unit.id, one, holds)

    @rule(who=assessing, result=st.sampled_from((Result.COMPETENT, *Result)), of=units)
    def decides(self, who: str, result: Result, of: int | None = None) -> None:
        """Sign the decision about a unit, or about both in one sitting."""
        conclusion = deciding.Conclusion(result, Recommendation.ISSUE)
        signed = {unit.id: conclusion for unit in self.chosen(of)}
        self.attempt(who, deciding.decide_together, self.case, signed)

    @rule(
        who=verifying,
        row=some_rows,
        answer=st.sampled_from((RowAnswer.AGREE, *RowAnswer, None)),
        of=units,
    )
    def agrees(
        self, who: str, row: int | None, answer: RowAnswer | None, of: int | None = None
    ) -> None:
        """Answer for one row of the newest decision about a unit, or for all."""
        for unit, decision in self.newest(of):
            for one in self.rows(row, unit):
                self.attempt(who, answering_rows.agree, self.case, decision.id, one.id, answer,
                        remark="look",)  # fmt: skip

    @rule(who=verifying, of=units)
    def agrees_again(self, who: str, of: int | None) -> None:
        """Agree at once to what was agreed to in the decision before."""
        for _, decision in self.newest(of):
            self.attempt(who, answering_rows.agree_again, self.case, decision.id)

    @rule(who=verifying, left_out=st.sampled_from((*Principle, None, None, None, None)), of=units)
    def countersigns(self, who: str, left_out: Principle | None, of: int | None = None) -> None:
        """Countersign the newest decision about a unit, or about each."""
        kept = [one for one in Principle if one is not left_out]
        for _, decision in self.newest(of):
            self.attempt(who, verifying_decisions.countersign, self.case, decision.id, kept)

    @rule(who=verifying, reasons=st.sampled_from(("Row 2 rests on one task.", "")), of=units)
    def returns(self, who: str, reasons: str, of: int | None) -> None:
        """Return the newest decision about a unit."""
        for _, decision in self.newest(of):
            self.attempt(who, verifying_decisions.return_decision, self.case, decision.id, reasons)

    @rule(who=st.sampled_from(("registrar", "lead")), really=seldom)
    def revokes(self, who: str, really: bool) -> None:
        """Revoke the newest award by hand: all of its units lose it."""
        awards = self.file().awards
        if really and awards:
            place = awards[-1].status_place_id
            gone = self.attempt(who, status_places.change_status, place, Status.REVOKED, "mixed up")
            if gone is not None:
                self.by_hand.add(place)

    @rule(
        assessor=st.sampled_from(("assessor", "colleague", "lead")),
        verifier=st.sampled_from(("verifier", "lead", "colleague", "assessor")),
        observer=st.sampled_from(("assessor", "colleague", "verifier")),
        left_out=st.integers(0, 16),
        back=returned,
        again=st.sampled_from(Result),
        apart=seldom,
    )
    def goes_the_whole_way(
        self,
        assessor: str,
        verifier: str,
        observer: str,
        left_out: int,
        back: int | None = None,
        again: Result = Result.COMPETENT,
        apart: bool = False,
    ) -> None:
        """What an ordinary day is, but for who does it, and one step that may be left out.

        The units are signed together or `apart`; the unit `back` is returned first, when the other
        was agreed to, and decided anew.
        """
        steps: tuple[Callable[[], None], ...] = (
            lambda: self.assigns(assessor, verifier, "advisor"),
            lambda: self.declares(assessor, Duty.ASSESS),
            lambda: self.declares(verifier, Duty.VERIFY),
            lambda: self.plans(assessor),
            lambda: self.sits(observer),
            lambda: self.marks(observer, None),
            lambda: self.asks(observer, 3, Mark.MET),
            lambda: self.judges(assessor, None),
            lambda: self.finds(assessor),
            lambda: self.decides_all(assessor, apart=apart),
            lambda: self.has_one_back(assessor, verifier, back, again),
            lambda: self.agrees(verifier, None, RowAnswer.AGREE),
            lambda: self.countersigns(verifier, None),
            lambda: self.issues("registrar"),
        )
        if observer != assessor:
            self.declares(observer, Duty.ASSESS)
        for number, step in enumerate(steps):
            if number != left_out:
                step()

    def decides_all(self, who: str, *, apart: bool) -> None:
        """Sign both units in one sitting, or one after the other."""
        for of in (0, 1) if apart else (None,):
            self.decides(who, Result.COMPETENT, of)

    def has_one_back(self, assessor: str, verifier: str, back: int | None, again: Result) -> None:
        """Agree to one unit, return the other, and decide that one anew."""
        if back is None:
            return
        self.agrees(verifier, None, RowAnswer.AGREE, 1 - back)
        self.countersigns(verifier, None, 1 - back)
        self.returns(verifier, "Row 2 rests on one task.", back)
        if again is Result.NOT_YET_COMPETENT:
            self.judges(assessor, 1, Mark.NOT_MET, back)
        self.decides(assessor, again, back)

    @rule(who=st.sampled_from(PEOPLE[1:5]), on=st.sampled_from((0, 0, None)), really=seldom)
    def loses_certification(self, who: str, on: int | None, really: bool) -> None:
        """Withdraw a person's certifications from today on, or take the withdrawal back."""
        if not really:
            return
        day = None if on is None else self.clock.today()
        with self.desk.uow() as uow:
            found = uow.find(Certification, staff_id=self.people[who].staff.id)
        for one in found:
            if one.withdrawn_on is None or day is None:
                self.attempt("registrar", administering.withdraw_certification, one.id, day)
                self.withdrawn_at[one.id] = self.clock.now()

    @rule(
        who=st.sampled_from(PEOPLE[1:5]),
        by=st.sampled_from(("registrar", "registrar", "lead")),
        really=seldom,
    )
    def had_no_scope(self, who: str, by: str, really: bool) -> None:
        """Find that a certification never covered what its holder did."""
        if not really:
            return
        with self.desk.uow() as uow:
            found = uow.find(Certification, staff_id=self.people[who].staff.id)
        for one in found:
            self.attempt(
                by,
                finding_scope_invalid.find_scope_invalid,
                one.id,
                since=one.starts,
                reason="never in scope",
            )

    @rule(
        who=anybody,
        reviewer=anybody,
        outcome=st.sampled_from(AppealOutcome),
        new=st.sampled_from((*PEOPLE, None)),
        really=seldom,
        of=st.sampled_from((0, 1)),
    )
    def appeals(
        self,
        who: str,
        reviewer: str,
        outcome: AppealOutcome,
        new: str | None,
        really: bool,
        of: int,
    ) -> None:
        """Appeal against the newest decision about a unit, and answer it."""
        if not really:
            return
        for _, decision in self.newest(of):
            brought = hearing_appeals.Brought(
                AppealSubject.DECISION,
                AppealForm.WRITTEN,
                "I did it right.",
                self.clock.today(),
                subject_id=decision.id,
            )
            appeal = self.attempt(who, hearing_appeals.receive_appeal, self.case, brought)
            if appeal is None:
                continue
            self.attempt(
                "lead", hearing_appeals.assign_reviewer, appeal.id, self.people[reviewer].staff.id
            )
            self.attempt(reviewer, hearing_appeals.answer_appeal, appeal.id, outcome, "looked at again",
                    new_assessor=self.people[new].staff.id if new else None,)  # fmt: skip

    @rule(really=seldom)
    def supersedes(self, really: bool) -> None:
        """A newer edition comes out, or the old one is in force again."""
        if not really:
            return
        with self.desk.uow() as uow:
            framework = uow.case_file(self.case).framework(self.unit.framework_id)
            was = framework.status is FrameworkStatus.SUPERSEDED
            status = FrameworkStatus.ENDORSED if was else FrameworkStatus.SUPERSEDED
            ends = None if was else self.clock.today() - timedelta(days=1)
            uow.save(replace(framework, status=status, valid_until=ends))
            uow.commit()
        now = self.clock.now()
        if was:
            self.superseded[-1] = (self.superseded[-1][0], now)
        else:
            self.superseded.append((now, None))

    @rule(end=st.sampled_from((CaseEnd.WITHDRAWN, CaseEnd.AWAY_AGAIN)), who=anybody, really=seldom)
    def rests(self, end: CaseEnd, who: str, really: bool) -> None:
        """Let the case rest; take it up again at once or at some later step."""
        if not really:
            return
        self.attempt(who, handling_cases.end_case, self.case, end)

    @rule(who=st.sampled_from(("advisor", "advisor", "assessor")))
    def goes_on(self, who: str) -> None:
        """Take the case up again."""
        self.attempt(who, handling_cases.take_up_again, self.case)

    @rule(who=st.sampled_from(("registrar", "registrar", "advisor")))
    def issues(self, who: str) -> None:
        """Take the spelling proof and issue the passport."""
        self.attempt(who, handing_out.prove_spelling, self.case, agreed=True)
        with unlock_key(self.desk, CENTRE_KEY, PASSPHRASE) as key:
            self.attempt(who, issuing.issue_passport, self.case, key)

    @rule(hours=st.integers(1, 60))
    def waits(self, hours: int) -> None:
        """Time goes by."""
        self.clock.turn(hours=hours)

    # -- what holds at all times ------------------------------------------------------------------

    @invariant()
    def nothing_that_was_said_is_lost_or_changed(self) -> None:
        """Every entry that was ever there is there, to the byte."""
        if not hasattr(self, "entries"):
            return
        for name in _ENTRIES:
            now = {row[0]: row for row in self.raw.execute(f'SELECT * FROM "{name}"')}
            before = self.entries.get(name, {})
            changed = [key for key, row in before.items() if now.get(key) != row]
            assert not changed, f"{name}: {len(changed)} entries are gone or changed"
            self.entries[name] = now

    @invariant()
    def every_award_came_past_every_guard(self) -> None:
        """Each new award is checked once, on the records as they are when it appears."""
        if not hasattr(self, "checked"):
            return
        with self.desk.uow() as uow:
            new = [one for one in uow.find(Award) if one.id not in self.checked]
            if not new:
                return
            known = Evidence(
                file=uow.case_file(self.case),
                staff=uow.find(Staff),
                certifications=uow.find(Certification),
                checks=uow.find(SeatCheck),
                withdrawn_at=self.withdrawn_at,
                standard_in_force=self.in_force,
                day=_day,
            )
        for award in new:
            self.checked.add(award.id)
            assert broken_guards(award, known) == []

    @invariant()
    def what_is_void_is_revoked(self) -> None:
        """No award of a void decision stands, and no passport that rests on it alone."""
        if not hasattr(self, "checked") or not self.checked:
            return
        with self.desk.uow() as uow:
            file = uow.case_file(self.case)
            taken = [one.status_place_id for one in file.awards]
            taken += [one.status_place_id for one in file.passports]
            places = {one: uow.get(StatusPlace, one).status for one in taken}
        void = {one.decision_id for one in file.voids}
        for award in file.awards:
            revoked = places[award.status_place_id] is Status.REVOKED
            void_in_it = bool(void.intersection(award.decision_ids))
            assert revoked == (void_in_it or award.status_place_id in self.by_hand)
        standing = {one.id for one in file.awards if void.isdisjoint(one.decision_ids)}
        for passport in file.passports:
            if places[passport.status_place_id] is Status.VALID:
                assert standing & set(passport.award_ids), "a valid passport without an award"
        if file.case.stage is Stage.RECOGNISE and file.case.end is None and not self.by_hand:
            assert standing, "ready to issue, and nothing stands"

    # -- helpers ----------------------------------------------------------------------------------

    def attempt(self, who: str, use_case: Callable[..., T], *args: Any, **named: Any) -> T | None:
        """Have somebody do it, or be refused with rule, fact and sentence, and nothing written."""
        before = self.written()
        try:
            return use_case(self.desk, self.people[self.named(who)], *args, **named)
        except RefusedError as error:
            refused: CoreError = error
        except CoreError as error:
            refused = error
        _says_why(refused)
        assert self.written() == before, f"refused, and something was written: {refused}"
        return None

    def named(self, who: str) -> str:
        """Who "the assessor" and "the verifier" are: those whom the case is assigned to."""
        if who in PEOPLE:
            return who
        case = self.file().case
        assigned = case.assessor_id if who == "the assessor" else case.verifier_id
        ids = {sitting.staff.id: name for name, sitting in self.people.items()}
        return ids.get(assigned, "colleague") if assigned else "colleague"

    def written(self) -> int:
        """How many lines the audit log has: every use case writes one."""
        return int(self.raw.execute("SELECT count(*) FROM audit_log").fetchone()[0])

    def file(self) -> CaseFile:
        """The case as it is."""
        with self.desk.uow() as uow:
            return uow.case_file(self.case)

    def chosen(self, which: int | None) -> tuple[Unit, ...]:
        """One of the two units, or both."""
        return self.units if which is None else (self.units[which],)

    def newest(self, which: int | None) -> list[tuple[Unit, Decision]]:
        """The newest decision about each chosen unit."""
        decisions = self.file().decisions
        newest = {one.unit_id: one for one in decisions}
        return [(unit, newest[unit.id]) for unit in self.chosen(which) if unit.id in newest]

    def rows(self, chosen: int | None, unit: Unit | None = None) -> tuple[UnitRow, ...]:
        """One of the judged rows of a unit, or all; of the first unit unless another is named."""
        rows = (unit or self.unit).judged_rows()
        return rows if chosen is None else rows[chosen : chosen + 1]

    def in_force(self, when: datetime) -> bool:
        """Whether the standard was in force at a moment, as this test turned it."""
        return not any(
            begun <= when and (ended is None or when < ended) for begun, ended in self.superseded
        )


def _says_why(refused: CoreError) -> None:
    if isinstance(refused, RefusedError):
        said = [refusal_text(one) for one in refused.refusals]
        assert {one.rule for one in refused.refusals} <= _KNOWN
        sentences = [text for one in said for text in (one.rule, one.fact, one.mend)]
    else:
        problem = problem_text(refused)
        sentences = [problem.sentence, problem.what_to_do]
    assert sentences
    for sentence in sentences:
        assert sentence.strip(), refused
        assert "{" not in sentence, sentence


def _day(when: datetime) -> date:
    return when.astimezone().date()


@pytest.fixture(scope="module")
def handed_over(
    practice_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> type[AllActors]:
    """The machine, on a case of two units that was handed over; row 4 of one rests on nothing."""
    home = tmp_path_factory.mktemp("actors") / "home"
    with practice_walk(practice_template, home, days_ago=41) as walk:
        case = mapped(walk)
        more = added_unit(walk, "C2", "Mill flat faces")
        claiming.claim_unit(walk.desk, walk.advisor, case.id, more.id)
        walk.map(case, more, {"": ["1"], "1": ["1"], "2": ["2"]})
        walk.finalise(case)
        walk.hand_over(case)
    prepared = {"template": Template(home, practice_template.staff), "prepared_case": case.id}
    return type("PreparedActors", (AllActors,), prepared)


@pytest.mark.parametrize("left_out", range(15))
def test_a_step_that_matters_cannot_be_left_out(
    handed_over: type[AllActors], left_out: int
) -> None:
    # Assigning was done before; a mark and an answer each fill row 4; the passport comes after.
    needless = {"assigns": 0, "sits": 4, "marks": 5, "asks": 6, "back": 10, "issues": 13, "-": 14}
    actors = handed_over()
    try:
        actors.begin(left_out, "assessor")
        actors.every_award_came_past_every_guard()
        assert bool(actors.checked) == (left_out in needless.values())
    finally:
        actors.teardown()


def test_no_way_leads_past_the_guards(handed_over: type[AllActors]) -> None:
    run_state_machine_as_test(
        handed_over,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=WALKS == _EVERY_DAY,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
