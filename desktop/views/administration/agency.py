"""An agency's desk. What is changed gathers in a draft; it counts once it is published."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QPushButton, QWidget

from core.ids import StaffId
from core.ports.desk import Desk
from core.services import keeping_agency as keeping
from core.services import publishing_trust as publishing
from core.services.next_root import let_next_root_go
from credentials.key_request import KeyRequest
from credentials.trust_list import ForeignAgency, Period, RevocationReason, Role
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.presenters.administration.agency import (
    AgencyOnPage,
    Entry,
    change,
    end_key,
    read_agency,
    restore,
    set_scope,
)
from desktop.presenters.reasons import Reason
from desktop.presenters.running import TaskRunner
from desktop.theme import Icon, Space
from desktop.views.administration.agency_admit import AdmitPanel
from desktop.views.administration.agency_entries import EntriesCard
from desktop.views.administration.agency_files import FilesCard
from desktop.views.administration.agency_foreign import ForeignCard
from desktop.views.administration.agency_keys import AgencyKeys
from desktop.views.administration.agency_root import RootCard
from desktop.views.administration.next_key import NextKey
from desktop.views.administration.parts import (
    AskPanel,
    ChangesView,
    FingerprintView,
    Section,
    action,
    main_action,
)
from desktop.widgets.banner import Tone
from desktop.widgets.card import Card
from desktop.widgets.dates import day
from desktop.widgets.layouts import label, row
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.reasoned import allow
from desktop.widgets.undo_bar import UndoBar


class AgencyPage(Section):
    """For the machine that keeps a national agency's list, and nothing else."""

    def __init__(self, desk: Desk, tasks: TaskRunner, by: StaffId | None = None) -> None:
        super().__init__("", "", tasks)
        self.title = self.tr("Agency")
        self._desk, self._by = desk, by
        self._page: AgencyOnPage | None = None
        self.undo = UndoBar()
        self.next_key = NextKey(self, lambda: let_next_root_go(desk, by=by))
        self.entries, self.foreign, self.root = EntriesCard(), ForeignCard(), RootCard()
        self.admit_panel = AdmitPanel()
        self._make_draft()
        self.files = FilesCard(self, desk, self._change)
        self.build(
            self.admit_panel,
            self._draft,
            self.entries,
            self.foreign,
            self.files,
            self._make_published(),
            self.root,
            above=(self.next_key, self.undo),
        )
        self.keys = AgencyKeys(self, self.root, self.next_key, desk, by, self._on_published)
        self._connect()

    def refresh(self) -> None:
        """Read the list and the draft again."""
        desk = self._desk
        self.acting.do(lambda: read_agency(desk), self._show)

    def panes(self) -> Sequence[QWidget]:
        """The draft, the entries, the other agencies, the keys."""
        return (self._draft, self.entries, self.foreign, self.root)

    def _show(self, page: AgencyOnPage) -> None:
        self._page = page
        published = page.published
        said = self.tr("List {number} of {issued}, next one due by {due}.").format(
            number=published.number, issued=day(published.issued_at), due=day(published.next_update)
        )
        if published.practice:
            said += " " + self.tr("PRACTICE: nothing in it is real.")
        self.head.set_title(published.agency, said)
        self.fingerprint.show_digits(published.fingerprint)
        self.changes.show_changes(
            page.changes, self.tr("Nothing waits. Publishing renews the list before it is overdue.")
        )
        self._overdue.setVisible(published.overdue)
        self.discard.setVisible(bool(page.changes))
        words = self.tr("Publish list {number}…").format(number=published.number + 1)
        self.publish.setText(words)
        no_root = Reason(
            self.tr("The agency's root key signs each trust list."),
            self.tr("The root key is not on this machine."),
            self.tr("Whoever keeps the root key publishes from that machine, or brings it here."),
        )
        allow(self.publish, page.has_root, no_root)
        self.entries.show_page(page)
        self.foreign.show_page(page)
        self.next_key.remind(page.next_root)

    # -- the draft --------------------------------------------------------------------------------

    def _make_draft(self) -> None:
        self.discard = QPushButton(self.tr("Discard all of it"))
        self.discard.setProperty("role", "quiet")
        self.publish = main_action(Icon.EXPORT, self.tr("Publish…"))
        self.changes = ChangesView()
        self._overdue = label(
            self.tr("The list is overdue: nobody can check passports by it. Publish the next one."),
            "strong",
            wrap=True,
        )
        self._overdue.setProperty("tone", "warning")
        self._overdue.hide()
        self.publish_panel = AskPanel(self.tr("Sign and publish"))
        self.passphrase = PassphraseField()
        self.publish_panel.add(self.tr("Passphrase of the root key"), self.passphrase)
        self._draft = Card(self.tr("Waits to be published"))
        buttons = row(self.publish, self.discard, None, gap=Space.S)
        self._draft.add(self._overdue, self.changes, buttons, self.publish_panel)

    def publish_draft(self) -> None:
        """Sign the draft as the next list."""
        typed, desk, by = self.passphrase.text(), self._desk, self._by
        if not typed:
            self.lacks(self.tr("Type the passphrase of the root key first."), self.passphrase)
            return
        self.publish_panel.close_panel()
        self.acting.do(
            lambda: publishing.publish(desk, typed, by=by), lambda _: self._on_published()
        )

    def _on_published(self) -> None:
        self.undo.clear()

        def shown(page: AgencyOnPage) -> None:
            self._show(page)
            number = page.published.number
            self.banner.say(
                self.tr("List {number} is published.").format(number=number),
                self.tr("Keep it as a file and put it where centres and employers get it."),
                tone=Tone.DONE,
                button=self.tr("Keep it as a file…"),
            )

        desk = self._desk
        self.acting.do(lambda: read_agency(desk), shown)

    def keep_list(self) -> None:
        """Keep the published list as a file."""
        raw = self._desk.published.trust()
        if raw is not None and self._page is not None:
            number = self._page.published.number
            what_next = self.tr("Put it where centres and employers get it.")
            self.save_as(f"trust-list-{number}.json", raw, what_next)

    def discard_draft(self) -> None:
        """Forget what waits; there is a way back until the next step."""
        desk = self._desk
        self._change(lambda: restore(desk, None), self.tr("Nothing waits any more."))

    def _change(
        self,
        act: Callable[[], object],
        sentence: str,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        desk = self._desk
        self.banner.clear()

        def done(before: bytes | None) -> None:
            then()
            self.undo.offer(sentence, lambda: self._take_back(before))
            self.refresh()

        self.acting.do(lambda: change(desk, act), done)

    def _take_back(self, before: bytes | None) -> None:
        desk = self._desk
        self.acting.do(lambda: restore(desk, before), lambda _: self.refresh())

    # -- entries ----------------------------------------------------------------------------------

    def look_at_request(self, raw: bytes) -> None:
        """Show a key request; nothing is admitted yet."""
        self.acting.do(lambda: keeping.read_request(raw), self._show_request)

    def _show_request(self, request: KeyRequest) -> None:
        self.banner.clear()
        if self._page is not None:
            self.admit_panel.show_request(request, self._page.today)

    def admit(self) -> None:
        """Take the key of the request that is shown into the draft."""
        request, period = self.admit_panel.request, self.admit_panel.period()
        typed, desk = self.admit_panel.typed.text(), self._desk
        if request is None:
            return
        if period is None:
            said = self.tr("Write the first and the last day as year-month-day.")
            self.lacks(said, self.admit_panel.ends)
            return
        if not typed.strip() and request.replaces is None:
            said = self.tr("Type the fingerprint that the owner reads to you.")
            self.lacks(said, self.admit_panel.typed)
            return

        self._change(
            lambda: keeping.admit_key(desk, request, period=period, typed_fingerprint=typed),
            self.tr("{name} is admitted in the draft.").format(name=request.name),
            self.admit_panel.close_panel,
        )

    def set_scope(
        self, one: Entry, code: str, units: frozenset[str], period: Period, roles: frozenset[Role]
    ) -> None:
        """Set a scope in the draft."""
        desk = self._desk
        said = self.tr("The scope of {name} is set in the draft.").format(name=one.name)
        self._change(lambda: set_scope(desk, one, code, units, period, roles), said)

    def rename(self, one: Entry, name: str) -> None:
        """Give a person or centre another name in the draft."""
        desk = self._desk
        said = self.tr("{name} has a new name in the draft.").format(name=one.name)
        self._change(lambda: keeping.rename(desk, one.number, name), said)

    def end_key(self, one: Entry, reason: RevocationReason, since: datetime) -> None:
        """End a key in the draft."""
        desk = self._desk
        said = self.tr("The key of {name} is ended in the draft.").format(name=one.name)
        self._change(lambda: end_key(desk, one, reason, since), said)

    # -- other agencies ---------------------------------------------------------------------------

    def look_at_foreign(self, raw: bytes) -> None:
        """Show whose list it is and ask what to recognise it for."""

        def shown(agency: str) -> None:
            if self._page is not None:
                self.foreign.ask(agency, raw, self._page)

        self.acting.do(lambda: open_trust_list_unpinned(raw).content.agency, shown)

    def recognise(self, raw: bytes, codes: frozenset[str], period: Period, typed: str) -> None:
        """Recognise the agency of a list in the draft."""
        desk = self._desk

        self._change(
            lambda: keeping.recognise(
                desk, raw, frameworks=codes, period=period, typed_fingerprint=typed
            ),
            self.tr("It is recognised in the draft."),
            self.foreign.panel.close_panel,
        )

    def stop_recognising(self, one: ForeignAgency) -> None:
        """End a recognition from now on, in the draft."""
        desk, page = self._desk, self._page
        if page is not None:
            said = self.tr("{name} is not recognised any more in the draft.").format(name=one.name)
            self._change(lambda: keeping.stop_recognising(desk, one.key_sha256, page.now), said)

    def _make_published(self) -> Card:
        self.fingerprint = FingerprintView(
            self.tr("Fingerprint of the root key, for everybody who takes in the list")
        )
        self.keep = action(Icon.SAVE, self.tr("Keep the published list as a file…"))
        card = Card(self.tr("Published"))
        card.add(self.fingerprint, row(self.keep, None))
        return card

    def _connect(self) -> None:
        self.publish.clicked.connect(lambda: self.publish_panel.ask())
        self.publish_panel.given.connect(self.publish_draft)
        self.discard.clicked.connect(self.discard_draft)
        self.keep.clicked.connect(self.keep_list)
        self.banner.acted.connect(self.keep_list)
        self.admit_panel.given.connect(self.admit)
        self.entries.scope_asked.connect(self.set_scope)
        self.entries.rename_asked.connect(self.rename)
        self.entries.end_asked.connect(self.end_key)
        self.foreign.recognise_asked.connect(self.recognise)
        self.foreign.stop_asked.connect(self.stop_recognising)
        for card in (self.entries, self.foreign):
            card.lacking.connect(self.lacks)
        self._opens(self.entries.admit_asked, self.tr("Key request"), self.look_at_request)
        self._opens(self.foreign.choose_asked, self.tr("Their trust list"), self.look_at_foreign)

    def _opens(self, signal: object, words: str, then: Callable[[bytes], None]) -> None:
        signal.connect(lambda: self.open_file(words, then))  # type: ignore[attr-defined]
