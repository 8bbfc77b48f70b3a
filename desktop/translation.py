"""The language of the window. English is in the program; every other language is a file."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def install_translation(
    app: QCoreApplication, language: str = "", folder: Path | None = None
) -> bool:
    """Put the window into a language such as "km" or "si_LK"; the system's when empty.

    Returns:
        Whether there is a file `touchstone_<language>.qm` for it. If not, the window stays English.
    """
    locale = QLocale(language) if language else QLocale.system()
    here = folder or Path(str(files("resources"))) / "translations"
    own = QTranslator(app)
    if not own.load(locale, "touchstone", "_", str(here)):
        own.deleteLater()
        return False
    app.installTranslator(own)
    of_qt = QTranslator(app)
    if of_qt.load(
        locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(of_qt)
    return True


def texts_in(language: str, folder: Path | None = None) -> Callable[[str, str], str]:
    """The way from context and English text to a language that is not that of the window.

    For a worker at the turned screen. Where there is no translation the text stays English.
    """
    here = folder or Path(str(files("resources"))) / "translations"
    own = QTranslator()
    if not own.load(QLocale(language), "touchstone", "_", str(here)):
        return lambda _, text: text
    return lambda context, text: own.translate(context, text) or text


def translate_texts() -> None:
    """Have the texts of `desktop.texts` translated too. They are slow to import, so not at once."""
    from desktop.texts import set_translator

    set_translator(QCoreApplication.translate)
