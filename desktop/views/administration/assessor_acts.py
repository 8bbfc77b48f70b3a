"""What the page of the register does for its cards: each a use case, then it reads again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.staff_records import (
    PostKind,
    StaffPost,
    TrainingEntry,
    TrainingKind,
    WorkCount,
)
from core.ids import CertificationId, StaffPostId, TrainingEntryId, new_id
from core.services import keeping_assessors as keeping
from core.services.finding_scope_invalid import resting_on
from core.services.reading_assessors import Assessor, read_work
from desktop.presenters.administration.assessor_record import record_pdf
from desktop.presenters.administration.scope import Undone, undo_scope
from desktop.presenters.session import Session

if TYPE_CHECKING:
    from desktop.views.administration.assessors import AssessorsPage


translate = QCoreApplication.translate


class AssessorActs:
    """Takes what the cards ask for to the services, and the answer back to the page."""

    def __init__(self, page: AssessorsPage, session: Session) -> None:
        self._page, self._session = page, session
        self._undone: tuple[Undone, ...] = ()
        card = page.card
        card.profile.given.connect(self._keep_profile)
        card.post.given.connect(self._add_post)
        card.training.given.connect(self._add_training)
        card.practice.given.connect(self._add_practice)
        card.post_removed.connect(self._remove_post)
        card.training_removed.connect(self._remove_training)
        card.print_asked.connect(self._print)
        card.scope.looked.connect(self._look)
        card.scope.given.connect(self._undo)
        card.scope.letters_asked.connect(self._keep_letters)
        page.requirements.set_asked.connect(self._require)
        page.requirements.dropped.connect(self._drop)

    def read_work(self, person: Assessor) -> None:
        """Count what a person did, and show it on the card if it is still the person's."""
        desk, card = self._session.desk, self._page.card

        def show(work: tuple[WorkCount, ...]) -> None:
            if card.person is not None and card.person.staff.id == person.staff.id:
                card.show_work(work)

        self._page.acting.do(lambda: read_work(desk, person.staff), show)

    # -- what is known ------------------------------------------------------------------------

    def _keep_profile(self) -> None:
        person, panel = self._page.card.person, self._page.card.profile
        if person is None:
            return
        made = person.profile or keeping.new_profile(person.staff.id)
        profile = replace(
            made,
            address=panel.address.text().strip(),
            languages=panel.tags(),
            nominated_by=panel.nominated_by.text().strip(),
            current_practice=panel.current_practice.text().strip(),
        )
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: keeping.save_profile(desk, by, profile),
            translate("AssessorActs", "It is kept."),
        )

    def _add_post(self) -> None:
        person, panel = self._page.card.person, self._page.card.post
        starts, kind = panel.starts.value(), panel.kind.value()
        if person is None or not isinstance(kind, PostKind):
            return
        if starts is None:
            self._page.lacks(
                translate("AssessorActs", "Write the first day as year-month-day."), panel.starts
            )
            return
        post = StaffPost(
            id=StaffPostId(new_id()),
            staff_id=person.staff.id,
            kind=kind,
            employer=panel.employer.text().strip(),
            role=panel.role.text().strip(),
            starts=starts,
            ends=panel.ends.value(),
        )
        self._save(post, translate("AssessorActs", "The post is written down."))

    def _add_training(self) -> None:
        person, panel = self._page.card.person, self._page.card.training
        starts, kind = panel.starts.value(), panel.kind.value()
        if person is None or not isinstance(kind, TrainingKind):
            return
        ends = panel.ends.value() or starts
        if starts is None or ends is None:
            self._page.lacks(
                translate("AssessorActs", "Write the first day as year-month-day."), panel.starts
            )
            return
        entry = TrainingEntry(
            id=TrainingEntryId(new_id()),
            staff_id=person.staff.id,
            kind=kind,
            title=panel.name.text().strip(),
            provider=panel.provider.text().strip(),
            hours=_number(panel.hours.text()),
            starts=starts,
            ends=ends,
            certificate=panel.certificate.text().strip(),
        )
        self._save(entry, translate("AssessorActs", "The training is written down."))

    def _remove_post(self, post: StaffPost) -> None:
        self._save(replace(post, removed=True), translate("AssessorActs", "The post is taken out."))

    def _remove_training(self, entry: TrainingEntry) -> None:
        self._save(
            replace(entry, removed=True), translate("AssessorActs", "The training is taken out.")
        )

    def _save(self, kept: StaffPost | TrainingEntry, said: str) -> None:
        desk, by = self._session.desk, self._session.sitting

        def job() -> object:
            if isinstance(kept, StaffPost):
                return keeping.save_post(desk, by, kept)
            return keeping.save_training(desk, by, kept)

        self._do(job, said)

    def _add_practice(self) -> None:
        person, panel = self._page.card.person, self._page.card.practice
        observed_on = panel.observed_on.value()
        if person is None:
            return
        if observed_on is None:
            self._page.lacks(
                translate("AssessorActs", "Write the day as year-month-day."), panel.observed_on
            )
            return
        desk, by, staff_id = self._session.desk, self._session.sitting, person.staff.id
        seen, to_work_on = panel.chosen(panel.seen), panel.chosen(panel.to_work_on)
        narrative = panel.narrative.value()
        self._do(
            lambda: keeping.record_practice(
                desk,
                by,
                staff_id,
                observed_on=observed_on,
                seen=seen,
                to_work_on=to_work_on,
                narrative=narrative,
            ),
            translate("AssessorActs", "It is written down, and stays as it is."),
        )

    def _require(self, framework: str, hours: str, months: str, source: str) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: keeping.require_training(
                desk, by, framework, hours=_number(hours), months=_number(months), source=source
            ),
            translate("AssessorActs", "It is required from now on."),
        )

    def _drop(self, framework: str) -> None:
        desk, by = self._session.desk, self._session.sitting
        self._do(
            lambda: keeping.require_no_training(desk, by, framework),
            translate("AssessorActs", "It is not required any more."),
        )

    # -- the record and the scope ---------------------------------------------------------------

    def _print(self) -> None:
        person, register, desk = self._page.card.person, self._page.register, self._session.desk
        if person is None or register is None:
            return
        name = f"assessor-{person.staff.person_number}.pdf"
        self._page.acting.do(
            lambda: record_pdf(register, person, read_work(desk, person.staff)),
            lambda raw: self._page.save_as(
                name, raw, translate("AssessorActs", "Print it for the agency's recertification.")
            ),
        )

    def _look(self, certification_id: CertificationId, since: date) -> None:
        desk, panel = self._session.desk, self._page.card.scope
        self._page.acting.do(lambda: resting_on(desk, certification_id, since), panel.show_resting)

    def _undo(self) -> None:
        panel = self._page.card.scope
        chosen, since = panel.chosen, panel.since.value()
        if since is None or chosen is None:
            return
        desk, by, reason = self._session.desk, self._session.sitting, panel.reason.text()
        self._page.acting.do(
            lambda: undo_scope(desk, by, chosen.id, since, reason),
            self._on_undone,
        )

    def _on_undone(self, undone: tuple[Undone, ...]) -> None:
        self._undone = undone
        self._page.card.scope.show_undone(undone)
        self._page.refresh()
        self._page.say_done(
            translate("AssessorActs", "The scope is withdrawn. Decisions undone: {count}.").format(
                count=len(undone)
            ),
            translate(
                "AssessorActs",
                "Give the workers their letters, publish the status list, and tell the agency.",
            ),
        )

    def _keep_letters(self) -> None:
        title = translate("AssessorActs", "Letter to {worker}")
        files = [
            (title.format(worker=one.worker), f"letter-{one.reference}.pdf", one.letter)
            for one in self._undone
        ]
        self._page.save_all(
            files, translate("AssessorActs", "Print them and give them to the workers.")
        )

    def _do(self, job: Callable[[], object], said: str) -> None:
        page = self._page

        def done(_: object) -> None:
            for panel in (
                page.card.profile,
                page.card.post,
                page.card.training,
                page.card.practice,
            ):
                panel.close_panel()
            page.requirements.panel.close_panel()
            page.say_done(said)
            page.refresh()

        page.acting.do(job, done)


def _number(typed: str) -> int:
    """The whole number that was typed, in digits of any script; 0 if it is none."""
    stripped = typed.strip()
    return int(stripped) if stripped.isdecimal() else 0
