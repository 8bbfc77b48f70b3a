"""How one unit is assessed: its methods, or its complete testing programme."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from core.domain.planning import Method, UnitPlan
from core.domain.standards import Unit
from core.ids import UnitId
from desktop.texts import capital
from desktop.theme import Space, restyle
from desktop.widgets.layouts import column, label, row


class UnitMethods(QFrame):
    """A tick for each method. One method alone warns; it is not refused."""

    changed = Signal()

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.unit_id: UnitId = unit.id
        self.methods = {one: QCheckBox(capital(one)) for one in Method}
        self.programme = QCheckBox(self.tr("Complete testing programme of the unit"))
        self.warning = label("", "meta", wrap=True)
        restyle(self.warning, tone="warning")
        title = label(f"{unit.code}  {unit.title.original}", "strong", wrap=True)
        ticks = list(self.methods.values())
        self.setLayout(
            column(
                title,
                row(*ticks[:3], None, gap=Space.M),
                row(*ticks[3:], self.programme, None, gap=Space.M),
                self.warning,
                gap=Space.XS,
                margin=Space.M,
            )
        )
        for box in (*ticks, self.programme):
            box.toggled.connect(self._on_changed)
        self._warn()

    def value(self) -> UnitPlan:
        """What is ticked."""
        methods = tuple(one for one, box in self.methods.items() if box.isChecked())
        return UnitPlan(self.unit_id, methods, self.programme.isChecked())

    def show_value(self, planned: UnitPlan | None) -> None:
        """Tick what a plan says."""
        for method, box in self.methods.items():
            box.setChecked(planned is not None and method in planned.methods)
        self.programme.setChecked(planned is not None and planned.testing_programme)
        self._warn()

    def _on_changed(self) -> None:
        self._warn()
        self.changed.emit()

    def _warn(self) -> None:
        planned = self.value()
        if planned.methods and planned.thin:
            said = self.tr(
                "The unit would rest on one method only. A second one makes it stronger."
            )
        elif not planned.methods and not planned.testing_programme:
            said = self.tr("Choose how this unit is assessed.")
        else:
            said = ""
        self.warning.setText(said)
        self.warning.setVisible(bool(said))
