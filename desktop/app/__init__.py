"""Starts the program: the only place where window, pages, desk and keys are put together."""

import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop.app.program import Program
from desktop.app.unexpected import Unexpected
from desktop.garbage import IdleGarbage
from desktop.main_window import MainWindow
from desktop.translation import install_translation

__all__ = ["make_program", "run", "start"]


def run(home: Path) -> int:
    """Open the window on the centre in `home` and stay until it is closed.

    Returns:
        The exit status of the event loop.
    """
    program = make_program(home)
    with Unexpected(program.window), IdleGarbage(program.window):
        program.start()
        status = QApplication.exec()
        program.close()
    return status


def start(home: Path) -> tuple[QApplication, MainWindow]:
    """Show the first window without staying; the desk opens behind it once events are handled."""
    program = make_program(home)
    program.start()
    return cast("QApplication", QApplication.instance()), program.window


def make_program(home: Path, settings: QSettings | None = None) -> Program:
    """Put the program together. Nothing is shown and nothing is opened yet.

    Args:
        home: the centre's folder; it need not exist.
        settings: where size and look are kept; this person's usual place if left out.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("Touchstone")
    install_translation(app)
    return Program(home, settings or _usual_settings())


def _usual_settings() -> QSettings:
    from platformdirs import user_config_path

    file = user_config_path("Touchstone", appauthor=False) / "window.ini"
    return QSettings(str(file), QSettings.Format.IniFormat)
