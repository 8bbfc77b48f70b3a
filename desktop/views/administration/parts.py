"""What the pages of administration are built of."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from credentials.trust_changes import Change, Weight
from desktop.presenters.acting import Acting
from desktop.presenters.files import read_file, write_file
from desktop.presenters.running import TaskRunner
from desktop.texts import problem_text
from desktop.texts.changes import change_text
from desktop.theme import Icon, Space, icon
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import clear_layout
from desktop.widgets.form import Form
from desktop.widgets.in_sight import tab_through
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.page_head import PageHead
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.shapes import Shape, ShapeView


class Section(QWidget):
    """One page: a head, a banner, cards that scroll. Jobs that end after it is gone are silent."""

    def __init__(self, title: str, subtitle: str, tasks: TaskRunner) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = title
        self.head = PageHead(title, subtitle)
        self.banner = Banner()
        self.acting = Acting(self, tasks)
        self.destroyed.connect(self.acting.stop)

    def build(self, *parts: QWidget, above: Sequence[QWidget] = ()) -> None:
        """Lay the cards out below the head; what is `above` them does not scroll."""
        self._build(parts, above, (), bottom=Space.XL, gap=Space.M)

    def _build(
        self,
        parts: Sequence[QWidget],
        above: Sequence[QWidget],
        below: Sequence[QWidget],
        *,
        bottom: Space,
        gap: Space,
    ) -> None:
        inner = QWidget()
        inner.setProperty("kind", "page")
        margins = (Space.XL, Space.NONE, Space.XL, bottom)
        inner.setLayout(column(*parts, None, gap=Space.M, margin=margins))
        top = QWidget()
        margins = (Space.XL, Space.L, Space.XL, Space.NONE)
        top.setLayout(column(self.head, self.banner, *above, gap=gap, margin=margins))
        body = scrolled(inner)
        whole = column(top, body, *below, gap=gap)
        whole.setStretchFactor(body, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Read again what is shown; a page that shows nothing of the desk has nothing to read."""

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        return (self,)

    def focus_work(self) -> None:
        """Give the keyboard to what waits to be done here: the first list, unless a page says."""
        next((one for one in self.panes() if not one.isHidden()), self).setFocus()

    def show_problem(self, error: Exception) -> None:
        """Say what went wrong."""
        problem = problem_text(error)
        self.banner.problem(problem.sentence, problem.what_to_do)

    def say_done(self, sentence: str, what_next: str = "") -> None:
        """Say what was done and what comes next."""
        self.banner.say(sentence, what_next, tone=Tone.DONE)

    def lacks(self, sentence: str, field: QWidget) -> None:
        """Say what must be typed first, and go there."""
        self.banner.say(sentence)
        field.setFocus()

    def save_as(self, proposed: str, raw: bytes, what_next: str) -> None:
        """Ask where to keep a file, and keep it there."""
        self.save_all([(self.title, proposed, raw)], what_next)

    def save_all(self, files: Sequence[tuple[str, str, bytes]], what_next: str) -> None:
        """Ask where to keep files, each with a title and a proposed name, and keep them there."""
        chosen: list[tuple[Path, bytes]] = []
        for title, proposed, raw in files:
            name, _ = QFileDialog.getSaveFileName(self, title, proposed)
            if not name:
                self.banner.say(
                    self.tr("No file was kept: no place was chosen for it."),
                    self.tr("Do the same again and choose a place."),
                    tone=Tone.WARNING,
                )
                return
            chosen.append((Path(name), raw))

        def job() -> str:
            return ", ".join(str(write_file(path, raw)) for path, raw in chosen)

        self.acting.do(job, lambda where: self._on_saved(where, what_next))

    def _on_saved(self, where: str, what_next: str) -> None:
        self.say_done(self.tr("Kept in {where}.").format(where=where), what_next)

    def open_file(self, words: str, done: Callable[[bytes], None]) -> None:
        """Ask for a file and hand over what is in it."""
        name, _ = QFileDialog.getOpenFileName(self, words)
        if name:
            self.read(Path(name), done)

    def read(self, path: Path, done: Callable[[bytes], None]) -> None:
        """Read a file and hand over what is in it."""
        self.acting.do(lambda: read_file(path), done)


class AskPanel(QFrame):
    """Fields that open below a button and close once they were used. Escape closes."""

    given = Signal()
    closed = Signal()

    def __init__(self, do: str, *, danger: bool = False, columns: int = 1) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self.note = label("", wrap=True)
        self.note.hide()
        self.form = Form(columns)
        self._fields: list[QWidget] = []
        self.do, self.cancel = QPushButton(do), QPushButton(self.tr("Cancel"))
        self.do.setProperty("role", "danger" if danger else "primary")
        self.do.clicked.connect(self.given)
        self.cancel.clicked.connect(self.close_panel)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_panel)
        buttons = row(None, self.cancel, self.do, gap=Space.S)
        self._body = column(self.note, self.form, buttons, gap=Space.M, margin=Space.M)
        self.setLayout(self._body)
        self.hide()

    def add(self, name: str, field: QWidget, *, hint: str = "", wide: bool = False) -> QWidget:
        """Add a field. Enter in the last one does what the button does."""
        self.form.add(name, field, hint=hint, wide=wide)
        self._fields.append(field)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(lambda: self._next(field))
        elif isinstance(field, PassphraseField):
            field.entered.connect(lambda: self._next(field))
        return field

    def below(self, part: QLayout) -> None:
        """Put something between the fields and the buttons."""
        self._body.insertLayout(self._body.count() - 1, part)

    def ask(self, note: str = "") -> None:
        """Open, with a sentence above the fields; others of the same card close."""
        around = self.parentWidget()
        if around is not None:
            directly = Qt.FindChildOption.FindDirectChildrenOnly
            for other in around.findChildren(AskPanel, options=directly):
                if other is not self:
                    other.close_panel()
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.show()
        tab_through(*self._fields, self.do, self.cancel)
        (self._fields[0] if self._fields else self.do).setFocus()
        bring_into_sight(self)

    def close_panel(self) -> None:
        """Close; passphrases that were typed are forgotten."""
        if self.isHidden():
            return
        self._forget_passphrases()
        self.hide()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Forget passphrases also when the desk is locked over them."""
        super().hideEvent(event)
        self._forget_passphrases()

    def _forget_passphrases(self) -> None:
        for field in self.findChildren(PassphraseField):
            field.clear()

    def _next(self, field: QWidget) -> None:
        place = self._fields.index(field) + 1
        if place < len(self._fields):
            self._fields[place].setFocus()
        else:
            self.given.emit()


def bring_into_sight(part: QWidget) -> None:
    """Scroll to a part that has just been shown, once it has its place."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        QTimer.singleShot(0, part, partial(area.ensureWidgetVisible, part, Space.NONE, Space.L))


class NewPassphrase:
    """Two fields for a passphrase that is to be set."""

    def __init__(self, panel: AskPanel, name: str, again: str, hint: str = "") -> None:
        self.first, self.second = PassphraseField(name), PassphraseField(again)
        panel.add(name, self.first, hint=hint)
        panel.add(again, self.second)

    @property
    def problem_field(self) -> QWidget | None:
        """The field to mend: nothing was typed, or not the same twice. None if all is well."""
        if not self.first.text():
            return self.first
        return self.second if self.second.text() != self.first.text() else None

    def take(self) -> str:
        """Return what was typed, and forget it."""
        typed = self.first.text()
        self.first.clear()
        self.second.clear()
        return typed


class FingerprintView(QWidget):
    """Thirty digits in six groups, large, to be read aloud."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = label(caption, "caps", wrap=True)
        self.digits = label("", "h2", wrap=True)
        self.digits.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLayout(column(self._caption, self.digits, gap=Space.XS))

    def show_digits(self, fingerprint: str) -> None:
        """Show a fingerprint; three spaces between the groups, so that nobody loses the place."""
        self.digits.setText("   ".join(fingerprint.split()))
        self.digits.setAccessibleName(f"{self._caption.text()}: {fingerprint}")


class ChangesView(QWidget):
    """Sentences about what a list changes, the grave ones marked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=Space.S)
        self.setLayout(self._lines)
        self.sentences: tuple[str, ...] = ()

    def show_changes(self, changes: Sequence[Change], nothing: str = "") -> None:
        """Show changes in their order; `nothing` where there is none."""
        clear_layout(self._lines)
        self.sentences = tuple(map(change_text, changes))
        for change, sentence in zip(changes, self.sentences, strict=True):
            grave = change.weight is Weight.GRAVE
            shape = (Shape.ENDED, "warning") if grave else (Shape.NOW, "accent")
            words = label(sentence, "strong" if grave else "", wrap=True)
            if grave:
                words.setAccessibleName(self.tr("Look closely: {what}").format(what=sentence))
            line = row(ShapeView(*shape, 16), words, gap=Space.S)
            line.setStretchFactor(words, 1)
            self._lines.addLayout(line)
        if not changes and nothing:
            self._lines.addWidget(label(nothing, "muted", wrap=True))


def muted(text: str = "") -> QLabel:
    """Return a quiet sentence that wraps."""
    return label(text, "muted", wrap=True)


def action(meaning: Icon, words: str, *, danger: bool = False) -> QPushButton:
    """Return a button for something that opens fields or does at once."""
    made = QPushButton(icon(meaning, "danger" if danger else "text"), words)
    if danger:
        made.setProperty("role", "danger")
    return made


def main_action(meaning: Icon, words: str) -> QPushButton:
    """Return the one button of a page that matters most."""
    made = QPushButton(icon(meaning, "on_accent"), words)
    made.setProperty("role", "primary")
    return made


def begin_of(day: date) -> datetime:
    """The moment at which a day begins, in UTC, as lists carry it."""
    return datetime.combine(day, time(), UTC)


def until_end_of(day: date) -> datetime:
    """The moment at which a last day is over, in UTC."""
    return begin_of(day + timedelta(days=1))
