"""Start an agency's desk in an empty folder, on a machine of its own."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from credentials.keys import SealedKey
from desktop.presenters.reasons import Reason
from desktop.presenters.running import TaskRunner
from desktop.views.administration.next_key import NextKey
from desktop.views.administration.parts import AskPanel, NewPassphrase, Section
from desktop.widgets.card import Card
from desktop.widgets.reasoned import allow, set_busy
from desktop.widgets.saving import SavingLineEdit

Start = Callable[[str, frozenset[str], str, str], SealedKey]
"""Starts the agency: name, hosts, passphrases of the root and of the next root. A job."""


class StartAgencyPage(Section):
    """Leaves only when the next root key is on a stick."""

    done = Signal()
    left = Signal()

    def __init__(self, start: Start, kept: Callable[[], object], tasks: TaskRunner) -> None:
        """Make it; `kept` is the job once the next root key is on its stick."""
        super().__init__("", "", tasks)
        self.title = self.tr("Start an agency's desk")
        self.head.set_title(
            self.title, self.tr("For a national agency that accredits centres and assessors.")
        )
        self._start = start
        self.next_key = NextKey(self, kept)
        self.next_key.kept.connect(self.done)
        card = Card()
        self.panel = AskPanel(self.tr("Start the agency"))
        self.name, self.hosts = SavingLineEdit(), SavingLineEdit()
        self.panel.add(self.tr("Name of the agency"), self.name)
        hint = self.tr("Where its pages are, such as skills.example; with commas between")
        self.panel.add(self.tr("Names of its web hosts"), self.hosts, hint=hint)
        again = self.tr("The same once more")
        self.root = NewPassphrase(
            self.panel,
            self.tr("Passphrase of the root key and the status key"),
            again,
            self.tr("Typed whenever a list is published."),
        )
        self.following = NewPassphrase(
            self.panel,
            self.tr("Passphrase of the next root key"),
            again,
            self.tr("Another one: kept apart from the stick that the next key goes on."),
        )
        card.add(self.panel)
        self.build(card, above=(self.next_key,))
        self.panel.ask(
            self.tr(
                "This belongs on a machine of its own, that does nothing else and is best never on "
                "the network: whoever holds the root key says who may assess in your country. The "
                "next root key is made at once; have a stick ready for it."
            )
        )
        self.panel.given.connect(self.start)
        self.panel.closed.connect(self._on_closed)

    def start(self) -> None:
        """Make the keys and the first list, and ask where the next key goes."""
        hosts = frozenset(filter(None, (one.strip() for one in self.hosts.text().split(","))))
        if not self.name.text().strip():
            self.lacks(self.tr("Type the name of the agency first."), self.name)
            return
        if not hosts:
            self.lacks(self.tr("Name at least one web host."), self.hosts)
            return
        for secret in (self.root, self.following):
            wrong = secret.problem_field
            if wrong is not None:
                self.lacks(self.tr("Type each passphrase twice, the same each time."), wrong)
                return
        name, root = self.name.text().strip(), self.root.first.text()
        following = self.following.first.text()
        self.banner.clear()
        set_busy(self.panel.do, busy=True)
        self.acting.do(lambda: self._start(name, hosts, root, following), self._on_started)

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong; what was typed stays."""
        set_busy(self.panel.do, busy=False)
        super().show_problem(error)

    def _on_started(self, sealed: SealedKey) -> None:
        self.root.take()
        self.following.take()
        made = Reason(
            self.tr("A machine keeps one agency."),
            self.tr("This one was just made."),
            self.tr("Keep its next key on paper or a stick, as the page asks."),
        )
        allow(self.panel, possible=False, otherwise=made)
        self.next_key.keep(sealed.to_bytes())

    def _on_closed(self) -> None:
        self.root.take()
        self.following.take()
        self.left.emit()
