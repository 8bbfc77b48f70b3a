"""A key in two people's hands: dividing it, and bringing it back from both halves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from credentials.recovery import Holder
from desktop.theme import Icon, Space, icon
from desktop.views.administration.parts import AskPanel, NewPassphrase, muted
from desktop.widgets.layouts import column
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.saving import SavingLineEdit


class DividePanel(AskPanel):
    """Two holders, each with a passphrase that the other does not know."""

    lacking = Signal(str, object)  # a sentence, the field

    def __init__(self) -> None:
        super().__init__("", columns=2)
        self.do.setText(self.tr("Make both halves"))
        self.key = PassphraseField(self.tr("Passphrase of the key"))
        self.form.add(self.tr("Passphrase of the key"), self.key, wide=True)
        self._fields.append(self.key)
        self.first, self.second = SavingLineEdit(), SavingLineEdit()
        self.add(self.tr("First holder"), self.first)
        self.add(self.tr("Second holder"), self.second)
        again = self.tr("The same once more")
        self._secrets = (PassphraseField(), PassphraseField(), PassphraseField(), PassphraseField())
        self.add(self.tr("Passphrase of the first holder"), self._secrets[0])
        self.add(self.tr("Passphrase of the second holder"), self._secrets[1])
        self.add(again, self._secrets[2])
        self.add(again, self._secrets[3])

    def holders(self) -> tuple[Holder, Holder] | None:
        """Return both holders, or say what is missing and return None."""
        one, two, one_again, two_again = (field.text() for field in self._secrets)
        typed = (self.first.text().strip(), self.second.text().strip())
        if not self.key.text():
            self.lacking.emit(self.tr("Type the passphrase of the key first."), self.key)
        elif not typed[0] or not typed[1]:
            self.lacking.emit(self.tr("Name both holders."), self.first)
        elif not one or one != one_again:
            said = self.tr("The first holder types a passphrase twice, the same each time.")
            self.lacking.emit(said, self._secrets[0])
        elif not two or two != two_again:
            said = self.tr("The second holder types a passphrase twice, the same each time.")
            self.lacking.emit(said, self._secrets[1])
        else:
            return Holder(typed[0], one), Holder(typed[1], two)
        return None


class HalfField(QWidget):
    """One half: its file and its holder's passphrase."""

    asked = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.raw = b""
        self.choose = QPushButton(icon(Icon.OPEN), words)
        self.choose.clicked.connect(self.asked)
        self._here = muted(self.tr("No file yet"))
        self.passphrase = PassphraseField(self.tr("Its holder's passphrase"))
        self.setLayout(column(self.choose, self._here, self.passphrase, gap=Space.XS))

    def give(self, raw: bytes) -> None:
        """Take the file that was chosen."""
        self.raw = raw
        self._here.setText(self.tr("The file is read"))
        self.passphrase.setFocus()

    def forget(self) -> None:
        """Forget the file; what was typed is forgotten by the panel."""
        self.raw = b""
        self._here.setText(self.tr("No file yet"))


class RecoverPanel(AskPanel):
    """Both halves, and the passphrase that opens the key from now on."""

    lacking = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("")
        self.do.setText(self.tr("Bring the key back"))
        self.first = HalfField(self.tr("File of the first half…"))
        self.second = HalfField(self.tr("File of the second half…"))
        self.form.add(self.tr("First half"), self.first)
        self.form.add(self.tr("Second half"), self.second)
        self._fields += [self.first.choose]
        self.new = NewPassphrase(
            self, self.tr("New passphrase of the key"), self.tr("The same once more")
        )
        self.closed.connect(self._on_closed)

    def is_complete(self) -> bool:
        """Say what is missing, if anything is."""
        for half in (self.first, self.second):
            if not half.raw:
                self.lacking.emit(self.tr("Choose the files of both halves."), half.choose)
                return False
            if not half.passphrase.text():
                self.lacking.emit(self.tr("Each holder types a passphrase."), half.passphrase)
                return False
        field = self.new.problem_field
        if field is not None:
            self.lacking.emit(self.tr("Type the new passphrase twice, the same each time."), field)
        return field is None

    def halves(self) -> tuple[tuple[bytes, str], tuple[bytes, str]]:
        """Return each half's file and passphrase."""
        first, second = self.first, self.second
        return (first.raw, first.passphrase.text()), (second.raw, second.passphrase.text())

    def _on_closed(self) -> None:
        self.first.forget()
        self.second.forget()
