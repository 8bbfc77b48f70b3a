"""The sealed next root key, until it is on a stick: without it the agency could not go on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.presenters.files import write_file
from desktop.views.administration.parts import Section
from desktop.widgets.banner import Banner, Tone


class NextKey(Banner):
    """Stays in sight until the key is kept. Nothing else of it is on this machine."""

    kept = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.raw = b""
        self.acted.connect(self.ask)
        self.dismissed.connect(self._remind)

    def keep(self, raw: bytes) -> None:
        """Ask where to keep a sealed next root key."""
        self.raw = raw
        self._remind()
        self.ask()

    def ask(self) -> None:
        """Ask for a place and write the key there."""
        title, raw = self.tr("Next root key: choose a stick"), self.raw
        name, _ = QFileDialog.getSaveFileName(self, title, "next-root-key.json")
        if name:
            path = Path(name)
            self._section.acting.do(lambda: write_file(path, raw), self._on_kept)

    def _remind(self) -> None:
        if self.raw:
            self.say(
                self.tr("The next root key is not kept yet. Do not close this window."),
                self.tr("Put it on a stick; without it this agency can never change its root key."),
                tone=Tone.WARNING,
                button=self.tr("Choose a place…"),
            )

    def _on_kept(self, path: Path) -> None:
        self.raw = b""
        self.clear()
        self._section.say_done(
            self.tr("The next root key is in {path}.").format(path=path),
            self.tr("Take the stick to another place, with its passphrase apart."),
        )
        self.kept.emit()
