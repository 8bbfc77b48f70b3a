"""The fields that open on a person of the register: profile, post, training, observed practice."""

from PySide6.QtWidgets import QWidget

from core.domain.staff_records import AssessorQuality, PostKind, TrainingKind
from core.services.reading_assessors import Assessor
from desktop.texts import capital
from desktop.theme import Space
from desktop.views.administration.parts import AskPanel
from desktop.widgets.layouts import column, label
from desktop.widgets.saving import (
    SavingCheck,
    SavingChoice,
    SavingDate,
    SavingLineEdit,
    SavingTextEdit,
)


class ProfilePanel(AskPanel):
    """Address, languages, nomination and current practice."""

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Keep it"))
        self.address, self.languages = SavingLineEdit(), SavingLineEdit()
        self.nominated_by, self.current_practice = SavingLineEdit(), SavingLineEdit()
        hint = self.tr("Compared with the worker's when a case is assigned; printed nowhere")
        self.add(self.tr("Address"), self.address, hint=hint)
        hint = self.tr("As en, km, vi, with commas between")
        self.add(self.tr("Languages"), self.languages, hint=hint)
        hint = self.tr("The employers' or workers' body that proposed the person")
        self.add(self.tr("Nominated by"), self.nominated_by, hint=hint)
        self.add(self.tr("In the industry now"), self.current_practice)

    def ask_for(self, person: Assessor | None) -> None:
        """Open with what is known of a person."""
        profile = person.profile if person is not None else None
        self.address.set_value(profile.address if profile else "")
        self.languages.set_value(", ".join(profile.languages) if profile else "")
        self.nominated_by.set_value(profile.nominated_by if profile else "")
        self.current_practice.set_value(profile.current_practice if profile else "")
        self.ask()

    def tags(self) -> tuple[str, ...]:
        """The languages that were typed."""
        return tuple(filter(None, (one.strip() for one in self.languages.text().split(","))))


class PostPanel(AskPanel):
    """A post elsewhere, by which independence can be looked at."""

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Add the post"))
        self.kind = SavingChoice([(one, capital(one)) for one in PostKind])
        self.employer, self.role = SavingLineEdit(), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        self.add(self.tr("What"), self.kind)
        self.add(self.tr("Employer or school"), self.employer)
        self.add(self.tr("As what"), self.role)
        self.add(self.tr("First day"), self.starts)
        self.add(self.tr("Last day"), self.ends, hint=self.tr("Empty while it goes on"))


class TrainingPanel(AskPanel):
    """A line of the training log."""

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Add the training"))
        self.kind = SavingChoice([(one, capital(one)) for one in TrainingKind])
        self.name, self.provider = SavingLineEdit(), SavingLineEdit()
        self.hours, self.certificate = SavingLineEdit(max_length=6), SavingLineEdit()
        self.starts, self.ends = SavingDate(), SavingDate()
        self.add(self.tr("Kind"), self.kind)
        self.add(self.tr("Title"), self.name)
        self.add(self.tr("Provider"), self.provider)
        self.add(self.tr("Hours"), self.hours)
        self.add(self.tr("First day"), self.starts)
        self.add(self.tr("Last day"), self.ends)
        self.add(self.tr("Certificate"), self.certificate)


class PracticePanel(AskPanel):
    """What somebody saw of an assessor at work, by the five qualities of the Guidelines."""

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Write it down"))
        self.observed_on = SavingDate()
        self.narrative = SavingTextEdit(lines=3)
        self.seen = {one: SavingCheck(capital(one)) for one in AssessorQuality}
        self.to_work_on = {one: SavingCheck(capital(one)) for one in AssessorQuality}
        self.add(self.tr("Day"), self.observed_on)
        self.add(self.tr("What was seen, in words"), self.narrative, wide=True)
        self.form.add(self.tr("Seen"), _boxes(self.seen))
        self.form.add(self.tr("To work on"), _boxes(self.to_work_on))
        self.form.add("", label(self.tr("Guidelines, section 5"), "meta"), wide=True)

    def chosen(self, boxes: dict[AssessorQuality, SavingCheck]) -> tuple[AssessorQuality, ...]:
        """The qualities that are ticked."""
        return tuple(one for one, box in boxes.items() if box.isChecked())


def _boxes(boxes: dict[AssessorQuality, SavingCheck]) -> QWidget:
    made = QWidget()
    made.setLayout(column(*boxes.values(), gap=Space.XS))
    return made
