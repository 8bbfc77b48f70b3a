"""The assessor's way to the plan and to the bench, in one line above the grid."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from core.domain.planning import PlanSide
from desktop.presenters.case_on_page import CaseOnPage
from desktop.theme import Icon, Space, icon
from desktop.widgets.dates import day
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import row
from desktop.widgets.shapes import Shape, ShapeView


class BenchBar(QWidget):
    """Says how far the plan is, and leads to it and to a session."""

    plan_asked = Signal()
    session_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offered = False
        self._shape = ShapeView(Shape.OPEN, "not_seen", 18)
        self.said = ElidedLabel()
        self.plan = QPushButton(icon(Icon.SIGN), self.tr("Assessment plan"))
        self.session = QPushButton(icon(Icon.TASK, "accent"), self.tr("Start session"))
        self.plan.clicked.connect(self.plan_asked)
        self.session.clicked.connect(self.session_asked)
        self.plan.setAccessibleName(self.plan.text())
        self.session.setToolTip(self.tr("Ctrl+B"))
        for keys, button in (("Ctrl+Shift+P", self.plan), ("Ctrl+B", self.session)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        margin = (Space.L, Space.NONE, Space.L, Space.NONE)
        self._line = row(
            self._shape, self.said, self.plan, self.session, gap=Space.S, margin=margin
        )
        self._line.setStretchFactor(self.said, 1)
        self.setLayout(self._line)
        self.hide()

    def set_slim(self, slim: bool) -> None:
        """Leave the words to the tooltip, where there is room for the two buttons only."""
        for part in (self._shape, self.said):
            part.setVisible(not slim)
        self.plan.setText("" if slim else self.plan.accessibleName())
        side = Space.NONE if slim else Space.L
        self._line.setContentsMargins(side, Space.NONE, side, Space.NONE)

    def show_case(self, page: CaseOnPage, *, assesses: bool, at_bench: bool) -> None:
        """Show how far the plan is, to whoever assesses, `at_bench` in a session of their own."""
        self.offered = assesses
        self.setVisible(assesses)
        begin, go_on = self.tr("Start session"), self.tr("Go on with the session")
        self.session.setText(go_on if at_bench else begin)
        plan = page.file.plan
        sides = [page.file.plan_agreement(side) for side in PlanSide]
        agreed = [one for one in sides if one is not None]
        if plan is None:
            said = self.tr("No assessment plan yet: it is agreed with the worker before a decision")
        elif len(agreed) < len(sides):
            said = self.tr("Plan {number} waits for a signature").format(number=plan.number)
        else:
            signed = max(one.signed_on for one in agreed)
            said = self.tr("Plan {number} agreed by worker and assessor on {day}")
            said = said.format(number=plan.number, day=day(signed))
        done = plan is not None and len(agreed) == len(sides)
        self._shape.set_shape(Shape.FILLED if done else Shape.OPEN, "met" if done else "not_seen")
        self.said.setText(said)
        keys = self.tr("Assessment plan (Ctrl+Shift+P)")
        self.plan.setToolTip(f"{keys}\n{said}")
