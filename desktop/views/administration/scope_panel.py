"""A scope that was found invalid: first what rests on it, then undoing it, then the letters."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton

from core.domain.people import Certification
from core.services.finding_scope_invalid import Part, Resting
from core.services.reading_assessors import Assessor
from desktop.presenters.administration.scope import Undone
from desktop.presenters.reasons import Reason
from desktop.texts import words
from desktop.theme import Icon
from desktop.views.administration.parts import AskPanel, action
from desktop.widgets.card import clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label, row
from desktop.widgets.reasoned import set_reasons
from desktop.widgets.saving import SavingChoice, SavingDate, SavingLineEdit


class ScopePanel(AskPanel):
    """Nothing is undone before what rests on the scope was shown for these very fields."""

    looked = Signal(object, object)  # CertificationId, date
    letters_asked = Signal()

    def __init__(self) -> None:
        super().__init__("", danger=True, columns=2)
        self.do.setText(self.tr("Withdraw it and undo these decisions"))
        self.certification = SavingChoice()
        self.since, self.reason = SavingDate(), SavingLineEdit()
        hint = self.tr("The first day of the certification if it never was valid")
        self.add(self.tr("Certification"), self.certification, wide=True)
        self.add(self.tr("Not valid from"), self.since, hint=hint)
        hint = self.tr("The workers read it in their letters")
        self.add(self.tr("What was found"), self.reason, hint=hint)
        self.look = QPushButton(self.tr("See what rests on it"))
        self.letters = action(Icon.PRINT, self.tr("Keep the letters…"))
        self.letters.hide()
        self._lines = column()
        self.below(column(row(self.look, None), self._lines, row(self.letters, None)))
        self._held: dict[object, Certification] = {}
        self.resting: tuple[Resting, ...] = ()
        self.look.clicked.connect(self._on_look)
        self.letters.clicked.connect(self.letters_asked)
        self.certification.currentIndexChanged.connect(self._on_chosen)
        self.since.textChanged.connect(self._forget)

    @property
    def chosen(self) -> Certification | None:
        """The certification it is about."""
        return self._held.get(self.certification.value())

    def ask_for(self, person: Assessor | None) -> None:
        """Open for a person."""
        held = person.certifications if person is not None else ()
        self._held = {one.id: one for one in held}
        self.certification.set_choices([(one.id, _named(one)) for one in held])
        self.reason.set_value("")
        self.letters.hide()
        self._on_chosen()
        self.ask(
            self.tr(
                "Decisions that rest on the scope become void, their awards and passports are "
                "revoked, and the cases are assessed again by somebody else. This is for good."
            )
        )

    def show_resting(self, resting: tuple[Resting, ...]) -> None:
        """Show what rests on it; from now on it can be undone."""
        self.resting = resting
        clear_layout(self._lines)
        for one in resting:
            self._lines.addWidget(label(_resting(one), wrap=True))
        if not resting:
            nothing = self.tr("Nothing rests on it: the certification is only withdrawn.")
            self._lines.addWidget(label(nothing, "muted", wrap=True))
        set_reasons(self.do, ())

    def show_undone(self, undone: Sequence[Undone]) -> None:
        """Show what became of each decision."""
        clear_layout(self._lines)
        for one in undone:
            self._lines.addWidget(label(_undone(one), wrap=True))
        self.letters.setVisible(bool(undone))
        self._look_first()

    def _on_chosen(self) -> None:
        chosen = self.chosen
        self.since.set_value(chosen.starts if chosen else None)
        self._forget()

    def _on_look(self) -> None:
        since = self.since.value()
        if since is not None:
            self.looked.emit(self.certification.value(), since)

    def _forget(self) -> None:
        clear_layout(self._lines)
        self._look_first()

    def _look_first(self) -> None:
        reason = Reason(
            self.tr("Nobody undoes decisions without having seen which."),
            self.tr("What rests on this certification was not shown yet."),
            self.tr("Choose “See what rests on it” first."),
        )
        set_reasons(self.do, (reason,))


def _named(one: Certification) -> str:
    return f"{one.number} · {one.framework_code} · {day(one.starts)} – {day(one.ends)}"


def _resting(one: Resting) -> str:
    translate = QCoreApplication.translate
    said = {
        Part.DECIDED: translate("ScopePanel", "{case}, {worker}: decided {unit}, {result}"),
        Part.VERIFIED: translate("ScopePanel", "{case}, {worker}: verified {unit}, {result}"),
        Part.OBSERVED: translate("ScopePanel", "{case}, {worker}: observed for {unit}, {result}"),
    }[one.part].format(
        case=one.reference,
        worker=one.worker,
        unit=one.unit_code,
        result=words(one.decision.result),
    )
    awarded = translate("ScopePanel", "an award came of it")
    if one.with_it:
        with_it = translate("ScopePanel", "an award came of it, also for {units}: it is revoked")
        awarded = with_it.format(units=", ".join(one.with_it))
    return f"{said} · {day(one.decision.decided_on)}" + (f" · {awarded}" if one.awarded else "")


def _undone(one: Undone) -> str:
    translate = QCoreApplication.translate
    said = [translate("ScopePanel", "decision void, to be assessed again by somebody new")]
    if one.award_revoked:
        said.append(translate("ScopePanel", "award revoked"))
    if one.to_award:
        anew = translate("ScopePanel", "also for {units}, to be decided and awarded anew")
        said.append(anew.format(units=", ".join(one.to_award)))
    if one.passports_revoked:
        said.append(translate("ScopePanel", "passport revoked"))
    if one.to_reissue:
        said.append(translate("ScopePanel", "passport to be issued anew with the other units"))
    return f"{one.reference}, {one.worker}, {one.unit}: {'; '.join(said)}"
