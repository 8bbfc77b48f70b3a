"""Every text a person reads goes through translation, in a form the tools can collect."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

import desktop
from desktop.translation import install_translation
from desktop.widgets.mark import mark_word

FOLDER = Path(desktop.__file__).parent
FILES = sorted(
    path
    for part in ("views", "widgets", "models", "main_window.py", "app.py")
    for path in ([FOLDER / part] if part.endswith(".py") else (FOLDER / part).rglob("*.py"))
    if path.exists()
)
SHOWING = {
    "setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "setTitle", "setStatusTip", "addTab", "addAction", "addItem",
    "set_title", "set_main", "say", "problem", "offer", "say_when_empty", "begin", "set_practice",
    "label", "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction",
    "PageHead", "Card", "EmptyPage", "ActionFooter", "MainButton", "DropField", "SearchField",
    "DataTable", "SavingCheck", "ElidedLabel", "Column",
}  # fmt: skip
NOT_WORDS = {"Touchstone", "F1", "F2"}  # the product's name and keys; single letters are keys


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node


def untranslated(path: Path) -> list[str]:
    found = []
    for name, call in calls(path):
        if name not in SHOWING:
            continue
        texts = list(call.args[:3])
        if name in {"label", "ElidedLabel"}:
            texts = texts[:1]  # the second says how large
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                words = text.value.strip()
                spoken = len(words) > 1 and any(letter.isalpha() for letter in words)
                if spoken and words not in NOT_WORDS:
                    found.append(f"{path.name}:{call.lineno} {name}({words!r})")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_text_is_shown_past_translation(path: Path) -> None:
    assert untranslated(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_tools_can_read_what_is_to_be_translated(path: Path) -> None:
    unreadable = [
        f"{path.name}:{call.lineno}"
        for name, call in calls(path)
        if name in {"tr", "translate"}
        for text in (call.args[0] if name == "tr" else call.args[1],)
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert unreadable == []


def test_the_search_for_untranslated_texts_finds_one(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text('label("Candidates", "h1")\nlabel(self.tr("Cases"), "h1")\n')
    assert untranslated(file) == ["page.py:1 label('Candidates')"]


def test_a_translation_file_changes_the_words(qapp: QApplication, tmp_path: Path) -> None:
    release = Path(sys.executable).with_name("pyside6-lrelease")
    if not release.exists() and shutil.which("pyside6-lrelease") is None:
        pytest.skip("pyside6-lrelease is not installed")
    source = tmp_path / "touchstone_km.ts"
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="km">'
        "<context><name>Mark</name><message><source>met</source>"
        "<translation>បាន</translation></message></context></TS>",
        "utf-8",
    )
    subprocess.run([str(release), "-silent", str(source)], check=True)
    try:
        assert install_translation(qapp, "km", tmp_path)
        assert QCoreApplication.translate("Mark", "met") == "បាន"
        assert QCoreApplication.translate("Mark", "not met") == "not met", (
            "what lacks stays English"
        )
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.setParent(None)


def test_without_a_file_the_window_stays_english(qapp: QApplication, tmp_path: Path) -> None:
    from core.domain.assessment import Mark

    assert not install_translation(qapp, "km", tmp_path)
    assert mark_word(Mark.MET) == "met"
