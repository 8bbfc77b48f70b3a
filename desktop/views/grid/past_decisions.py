"""What was decided about a unit so far: signed for good, a correction beside what it corrects."""

from PySide6.QtWidgets import QWidget

from core.domain.assessment import Decision, Mark
from core.domain.casefile import CaseFile
from core.domain.verifying import VerificationOutcome
from core.ids import UnitId
from desktop.texts import words
from desktop.theme import Space
from desktop.widgets.card import clear_layout
from desktop.widgets.dates import day
from desktop.widgets.layouts import column, label


class PastDecisions(QWidget):
    """Every decision about the unit, the newest first, each with its rows that are not met."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._lines = column(gap=Space.XS)
        self.setLayout(self._lines)

    def show_unit(self, file: CaseFile, unit_id: UnitId) -> None:
        """Show what was signed about a unit; without a decision nothing."""
        decided = [one for one in reversed(file.decisions) if one.unit_id == unit_id]
        texts = tuple(self._text(file, one) for one in decided)
        self.setVisible(bool(texts))
        if texts == self._shown:
            return
        self._shown = texts
        clear_layout(self._lines)
        for at, said in enumerate(texts):
            self._lines.addWidget(label(said, "" if at == 0 else "meta", wrap=True))

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, the newest first."""
        return self._shown

    # -- inside ---------------------------------------------------------------------------------

    def _text(self, file: CaseFile, decision: Decision) -> str:
        said = self.tr("Signed {day} by {name}: {result}.").format(
            day=day(decision.at),
            name=file.person(decision.by).name,
            result=words(decision.result),
        )
        parts = [said, self._answered(file, decision)]
        if void := file.void(decision.id):
            parts.append(self.tr("Found void: {reason}").format(reason=void.reason))
        if decision.advice:
            parts.append(self.tr("Advice: {advice}").format(advice=decision.advice))
        return "\n".join((" ".join(parts), *self._rows(decision)))

    def _answered(self, file: CaseFile, decision: Decision) -> str:
        answer = file.verification(decision.id)
        if answer is None:
            return self.tr("It waits for the verifier.")
        who = file.person(answer.by).name
        if answer.outcome is not VerificationOutcome.RETURNED:
            return self.tr("Countersigned by {name}.").format(name=who)
        of_rows = (f"{one.number}: {one.remark}" for one in file.row_reasons(decision.id))
        reasons = "; ".join(one for one in (answer.reasons, *of_rows) if one)
        return self.tr("Returned by {name}: {reasons}").format(name=who, reasons=reasons)

    def _rows(self, decision: Decision) -> tuple[str, ...]:
        line = self.tr("Row {number}, {mark}: {text}")
        return tuple(
            line.format(
                number=one.number,
                mark=words(one.mark),
                text=" ".join(part for part in (one.reason, one.advice) if part) or "–",
            )
            for one in decision.rows
            if one.mark is Mark.NOT_MET or one.advice
        )
