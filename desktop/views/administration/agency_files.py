"""Files that came to the agency: reports of lost keys, and what centres register each month."""

from collections.abc import Callable

from core.ports.desk import Desk
from core.services import keeping_agency as keeping
from desktop.theme import Icon, Space
from desktop.views.administration.parts import AskPanel, Section, action
from desktop.widgets.card import Card
from desktop.widgets.layouts import row
from desktop.widgets.saving import SavingLineEdit

Change = Callable[[Callable[[], object], str, Callable[[], None]], None]
"""Does something to the draft, says it with a way back, then calls the last."""


class FilesCard(Card):
    """Chooses a file and takes it into the draft."""

    def __init__(self, page: Section, desk: Desk, change: Change) -> None:
        super().__init__()
        self.set_title(self.tr("Files that came"))
        self._desk, self._change, self._report = desk, change, b""
        self.report = action(Icon.WARNING, self.tr("Act on a report of a loss…"))
        self.anchor = action(Icon.IMPORT, self.tr("Anchor a registration file…"))
        self.panel = AskPanel(self.tr("Act on it in the draft"))
        self.digits = SavingLineEdit(max_length=60)
        hint = self.tr("Only needed if the report is not signed: ring back on a number you know.")
        self.panel.add(self.tr("Fingerprint, as its owner reads it to you"), self.digits, hint=hint)
        self.add(row(self.anchor, self.report, None, gap=Space.S), self.panel)
        self.report.clicked.connect(lambda: page.open_file(self.report.text(), self.look_at_report))
        self.anchor.clicked.connect(lambda: page.open_file(self.anchor.text(), self.anchor_file))
        self.panel.given.connect(self.act_on_report)

    def look_at_report(self, raw: bytes) -> None:
        """Go on with a report that was chosen."""
        self._report = raw
        self.digits.clear()
        self.panel.ask()

    def act_on_report(self) -> None:
        """End the key that the report gives up, in the draft."""
        desk, raw, typed = self._desk, self._report, self.digits.text()
        self._change(
            lambda: keeping.act_on_report(desk, raw, typed_fingerprint=typed),
            self.tr("The key of the report is ended in the draft."),
            self.panel.close_panel,
        )

    def anchor_file(self, raw: bytes) -> None:
        """Take a centre's registration file into the draft."""
        desk = self._desk
        said = self.tr("The registration file is anchored in the draft.")
        self._change(lambda: keeping.anchor_registration(desk, raw), said, lambda: None)
