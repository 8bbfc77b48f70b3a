"""The sealed next root key, until it is on a stick: without it the agency could not go on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.presenters.files import write_file
from desktop.views.administration.parts import Section
from desktop.widgets.banner import Banner, Tone


class NextKey(Banner):
    """Stays in sight until the key is on its stick, also when the program is begun again."""

    kept = Signal()

    def __init__(self, section: Section, let_go: Callable[[], object]) -> None:
        """Make it; `let_go` is the job that makes this machine forget the key."""
        super().__init__()
        self._section, self._let_go = section, let_go
        self.raw = b""
        self.acted.connect(self.ask)
        self.dismissed.connect(lambda: self.remind(self.raw))

    def keep(self, raw: bytes) -> None:
        """Ask where to keep a sealed next root key."""
        self.remind(raw)
        self.ask()

    def ask(self) -> None:
        """Ask for a place, write the key there, and let it go here."""
        title, raw = self.tr("Next root key: choose a stick"), self.raw
        name, _ = QFileDialog.getSaveFileName(self, title, "next-root-key.json")
        if name:
            self._section.acting.do(lambda: self._put(Path(name), raw), self._on_kept)

    def remind(self, raw: bytes) -> None:
        """Say that a key is not on its stick yet; with no bytes nothing is to be said."""
        self.raw = raw
        if not raw:
            self.clear()
            return
        self.say(
            self.tr("The next root key is still on this machine."),
            self.tr("Put it on a stick; kept beside the root key, it is stolen and lost with it."),
            tone=Tone.WARNING,
            button=self.tr("Choose a place…"),
        )

    def _put(self, path: Path, raw: bytes) -> Path:
        write_file(path, raw)
        self._let_go()
        return path

    def _on_kept(self, path: Path) -> None:
        self.remind(b"")
        self._section.say_done(
            self.tr("The next root key is in {path}.").format(path=path),
            self.tr("Take the stick to another place, with its passphrase apart."),
        )
        self.kept.emit()
