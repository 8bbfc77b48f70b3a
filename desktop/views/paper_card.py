"""The paper of a passport: printed, read back, handed over; spoiled or lost, and printed again."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.domain.handing_out import SheetEventKind
from core.domain.rules import may_hand_out
from desktop.presenters.passport import PassportOnPage
from desktop.presenters.session import Session
from desktop.texts import capital, refusal_texts
from desktop.theme import Icon, Space, icon
from desktop.views.verify.camera_pane import CameraPane
from desktop.widgets.card import Card, clear_layout
from desktop.widgets.dates import minute
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingLineEdit

_ASKED = (SheetEventKind.HANDED_OVER, SheetEventKind.SPOILED, SheetEventKind.LOST)


class PaperCard(Card):
    """What happened to the paper, newest first, and the buttons for what happens next."""

    noted = Signal(object, str)  # SheetEventKind, note
    files_given = Signal(list)  # of Path: scans of the sheets
    read = Signal(frozenset)  # of str: the codes that the camera has seen
    lacking = Signal(str, str)  # why not yet, what to do

    def __init__(self, session: Session, *, may_change: bool) -> None:
        super().__init__()
        self.set_title(self.tr("The paper"))
        self._session = session
        self._page: PassportOnPage | None = None
        self._wanted: SheetEventKind | None = None
        self._seen: frozenset[str] = frozenset()
        self._history = column(gap=Space.XS)
        self.scan = QPushButton(icon(Icon.DOCUMENT), self.tr("Read back from a scan…"))
        self.film = QPushButton(icon(Icon.CAMERA), self.tr("Read back with the camera"))
        self.camera = CameraPane(session.tasks)
        self.buttons = {
            SheetEventKind.HANDED_OVER: QPushButton(self.tr("Hand over…")),
            SheetEventKind.SPOILED: QPushButton(self.tr("Spoiled…")),
            SheetEventKind.LOST: QPushButton(self.tr("Lost…")),
        }
        self.who = SavingLineEdit(name=self.tr("Who took it"))
        self.what = SavingLineEdit()
        self.do, self.cancel = QPushButton(), QPushButton(self.tr("Cancel"))
        self._fields, self._actions = QWidget(), QWidget()
        self._lay_out()
        self._actions.setVisible(may_change)
        self._connect()

    def show_paper(self, page: PassportOnPage) -> None:
        """Show what happened to the paper."""
        self._page, self._seen = page, frozenset()
        clear_layout(self._history)
        for event, name in reversed(page.events):
            said = self.tr("{when}  {what}, {name}").format(
                when=minute(event.at), what=capital(event.kind), name=name
            )
            said += f": {event.note}" if event.note else ""
            self._history.addWidget(label(said, "muted", wrap=True))
        if not page.events:
            self._history.addWidget(label(self.tr("Not printed yet."), "muted"))
        self._close()

    def ask(self, kind: SheetEventKind) -> None:
        """Open the fields for what happened; a hand-over that may not be says why."""
        if self._page is None:
            return
        refusals = may_hand_out(
            self._page.file, self._page.passport, self._session.sitting.staff, kind
        )
        if refusals:
            reason = refusal_texts(refusals)[0]
            self.lacking.emit(reason.fact, reason.mend)
            return
        self._wanted = kind
        handing = kind is SheetEventKind.HANDED_OVER
        self.who.setVisible(handing)
        self._who.setVisible(handing)
        names = {
            SheetEventKind.HANDED_OVER: self.tr("What was shown to prove it"),
            SheetEventKind.SPOILED: self.tr("What happened to it"),
            SheetEventKind.LOST: self.tr("What is known of the loss"),
        }
        self._what.setText(names[kind])
        self.what.setAccessibleName(names[kind])
        verbs = {
            SheetEventKind.HANDED_OVER: self.tr("It was handed over"),
            SheetEventKind.SPOILED: self.tr("It is spoiled"),
            SheetEventKind.LOST: self.tr("It is lost"),
        }
        self.do.setText(verbs[kind])
        self._fields.show()
        (self.who if handing else self.what).setFocus()

    def see(self, texts: tuple[str, ...]) -> None:
        """Take in what the camera has read; a paper of several sheets is shown one by one."""
        if self._page is None:
            return
        own = frozenset(self._page.passport.code_texts)
        self._seen |= frozenset(texts)
        if self._seen >= own or self._seen - own:
            seen, self._seen = self._seen, frozenset()
            self.camera.close_camera()
            self.read.emit(seen)
            return
        said = self.tr("{seen} of {all} codes were read.").format(
            seen=len(self._seen), all=len(own)
        )
        self.lacking.emit(said, self.tr("Show the next sheet to the camera."))

    def _on_do(self) -> None:
        if self._wanted is None:
            return
        empty = [one for one in (self.who, self.what) if one.isVisible() and not one.text().strip()]
        if empty:
            self.lacking.emit(self.tr("Write it down first: it is kept with the paper."), "")
            empty[0].setFocus()
            return
        note = self.what.text().strip()
        if self._wanted is SheetEventKind.HANDED_OVER:
            note = self.tr("to {who}, who showed {what}").format(
                who=self.who.text().strip(), what=note
            )
        self.noted.emit(self._wanted, note)

    def _on_scan(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.scan.text(),
            "",
            self.tr("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp)"),
        )
        if names:
            self.files_given.emit([Path(name) for name in names])

    def _close(self) -> None:
        self._wanted = None
        for field in (self.who, self.what):
            field.clear()
        self._fields.hide()

    def _connect(self) -> None:
        self.scan.clicked.connect(self._on_scan)
        self.film.clicked.connect(self.camera.open_camera)
        self.camera.read.connect(self.see)
        self.do.clicked.connect(self._on_do)
        self.cancel.clicked.connect(self._close)
        self.what.returnPressed.connect(self._on_do)
        for kind in _ASKED:
            self.buttons[kind].clicked.connect(lambda _=False, kind=kind: self.ask(kind))

    def _lay_out(self) -> None:
        form = Form()
        self._who = form.add(self.tr("Who took it"), self.who)
        self._what = form.add(self.tr("What was shown to prove it"), self.what)
        buttons = row(None, self.cancel, self.do, gap=Space.S)
        self._fields.setLayout(column(form, buttons, gap=Space.S))
        said = self.tr(
            "Spoiled or lost paper is printed again: it is the same document, and needs no second "
            "person. Only what is said anew is issued anew, below."
        )
        self._actions.setLayout(
            column(
                row(self.scan, self.film, None, gap=Space.S),
                self.camera,
                row(*self.buttons.values(), None, gap=Space.S),
                self._fields,
                label(said, "meta", wrap=True),
                gap=Space.S,
            )
        )
        self._fields.hide()
        self.add(self._history, self._actions)
