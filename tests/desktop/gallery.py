"""Draws the widgets in every theme, for looking at: `python -m tests.desktop.gallery FOLDER`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.models.rows import Column, RowsModel
from desktop.presenters.marks import Mark
from desktop.presenters.reasons import Reason
from desktop.theme import Icon, Space, ThemeName, icon, look, restyle
from desktop.widgets.action_footer import ActionFooter
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.card import Card
from desktop.widgets.check_list import CheckAnswer, CheckItem, CheckList
from desktop.widgets.data_table import DataTable
from desktop.widgets.drop_field import DropField
from desktop.widgets.empty_page import EmptyPage
from desktop.widgets.form import Form
from desktop.widgets.layouts import column, row, scrolled
from desktop.widgets.mark_picker import MarkPicker
from desktop.widgets.names_label import NamesLabel
from desktop.widgets.page_head import PageHead
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.saving import (
    SavingCheck,
    SavingChoice,
    SavingDate,
    SavingLineEdit,
    SavingTextEdit,
)
from desktop.widgets.search_field import SearchField
from desktop.widgets.stage_bar import StageBar, StageItem, StageState
from desktop.widgets.undo_bar import UndoBar
from desktop.widgets.verdict_badge import VerdictBadge, VerdictTone

KHMER = "សុខ ដារ៉ា"
BURMESE = "မောင်အောင်ကျော်"
LONG = "Perform turning operations on a centre lathe with the full range of accessories " * 3


def case_like() -> QWidget:
    """A page that resembles a case."""
    stages = StageBar()
    stages.set_stages(
        [
            StageItem("Advise", StageState.NOT_GIVEN, note="no contact before leaving"),
            StageItem("Assemble", StageState.DONE, "03 Nov", "L. Mey", "14 exhibits"),
            StageItem("Map", StageState.DONE, "09 Nov", "L. Mey", "14 of 18 rows"),
            StageItem("Finalise", StageState.ENDED, "10 Nov", "L. Mey"),
            StageItem("Assess and verify", StageState.NOW, "20 Nov", "V. Chan", "4 rows empty"),
            StageItem("Recognise", StageState.WAITING),
        ]
    )
    stages.set_current(5)
    table = DataTable("Rows")
    rows = [
        ("1", "Observe safety precautions", "7", "T1", Mark.MET),
        ("2", "Interpret drawings, sequence", "3.2", "T1  Q2", Mark.NOT_MET),
        ("3", LONG, "", "", Mark.NOT_SEEN),
        ("4", KHMER + " " + BURMESE, "12", "", None),
    ]
    columns: list[Column[tuple[str, str, str, str, Mark | None]]] = [
        Column("#", lambda r: r[0], right=True),
        Column("Element", lambda r: r[1]),
        Column("Portfolio", lambda r: r[2]),
        Column("Tasks", lambda r: r[3]),
        Column("Judgement", lambda r: "", mark=lambda r: r[4]),
    ]
    table.set_model(RowsModel(columns, rows), stretch=1, widths={2: 90, 3: 90, 4: 130})
    claimed = Card("Claimed", note="2 units", action=QPushButton(icon(Icon.ADD), "Add a unit"))
    claimed.add(table)
    picker = MarkPicker()
    picker.show_mark(Mark.MET)
    agree = MarkPicker(agreement=True)
    agree.show_mark(Mark.NOT_MET)
    marks = Card("Marks")
    marks.add(picker, agree)
    footer = ActionFooter("Start session", (QPushButton(icon(Icon.PRINT), "Print…"),))
    reasons = [
        Reason(
            "The portfolio must be finalised before a session starts.",
            "Row 4 of D4 has no evidence and no reason why it stays empty.",
            "L. Mey, advisor: link an exhibit, or write why the row stays a gap.",
        )
    ]
    footer.set_main("Start session", reasons)
    footer.panel.explain(reasons)
    head = PageHead(f"Sok Dara / {KHMER}", "KPC-7Q4-M2 · born 1988-04-12", (primary("Next"),))
    banner = Banner()
    banner.say(
        "Exhibit 9 was not saved: the disk is full.",
        "Free some room, then drop the file again. Nothing else was lost.",
        tone=Tone.PROBLEM,
        button="Try again",
    )
    body = row(claimed, marks, gap=Space.L)
    body.setStretchFactor(claimed, 3)
    body.setStretchFactor(marks, 2)
    inner = column(head, banner, stages, body, None, gap=Space.L, margin=Space.XL)
    return page(column(scrolled(page(inner)), footer, gap=0))


def form_like() -> QWidget:
    """A page of fields, and the other small pieces."""
    form = Form(2)
    form.add("Name in Latin letters", SavingLineEdit("Sok Dara"))
    form.add("Name in own script", SavingLineEdit(f"{KHMER} {BURMESE}"), hint="As on the document")
    wrong = SavingDate()
    wrong.setText("1988-13-45")
    form.add("Born", wrong)
    form.add("Destination", SavingChoice([("kr", "Korea"), ("jp", "Japan")]))
    form.add("Remark", SavingTextEdit("Read tolerance,\nchose insert", lines=3), wide=True)
    form.add("Identity", SavingCheck("Document seen, face compared", value=True))
    form.add("Passphrase", PassphraseField())
    card = Card("Person", note="saved 10:42")
    card.add(form)
    buttons = row(
        primary("Primary"), QPushButton("Plain"), with_role("danger"), with_role("quiet"),
        with_role("link"), disabled(), None,
    )  # fmt: skip
    verdicts = column(*(verdict(tone) for tone in VerdictTone), gap=Space.S)
    checks = CheckList()
    checks.set_checks(
        [
            CheckItem("Signature", CheckAnswer.PASSED),
            CheckItem("Issuer known", CheckAnswer.FAILED, "This centre is not on the list."),
            CheckItem("Status", CheckAnswer.NOT_CHECKED, "No status list newer than 18 Nov."),
            CheckItem("Assessor", CheckAnswer.DOES_NOT_APPLY, "No unit was assessed."),
        ]
    )
    found = Card("Checks")
    found.add(checks)
    undo = UndoBar()
    undo.offer("Exhibit 3 unlinked from row 2.", lambda: None)
    progress = ProgressLine()
    progress.begin("Reading the page…")
    progress.step(2, 5)
    names = NamesLabel("Sok Dara " * 12, f"{KHMER} {BURMESE}")
    left = column(names, SearchField("Find a person"), card, buttons, undo, progress, None)
    right = column(
        verdicts, found, DropField("Drop a passport here."),
        EmptyPage(Icon.CASES, "No case is open.", "Take one from the list.", button="New case"),
    )  # fmt: skip
    return page(row(scrolled(page(left)), scrolled(page(right)), gap=Space.XL, margin=Space.XL))


def page(layout: object) -> QWidget:
    made = QWidget()
    made.setProperty("kind", "page")
    made.setLayout(layout)  # type: ignore[arg-type]  # one of our boxes
    return made


def primary(words: str) -> QPushButton:
    button = QPushButton(words)
    restyle(button, role="primary")
    return button


def with_role(role: str) -> QPushButton:
    button = QPushButton(role.capitalize())
    restyle(button, role=role)
    return button


def disabled() -> QPushButton:
    button = QPushButton("Disabled")
    button.setEnabled(False)
    return button


def verdict(tone: VerdictTone) -> VerdictBadge:
    badge = VerdictBadge()
    badge.show_verdict(
        tone, tone.value.upper(), "This is what the centre signed.", "checked 21 Nov 2025 14:05"
    )
    return badge


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for theme in ThemeName:
        for scale in (1.0, 2.0) if theme is ThemeName.LIGHT else (1.0,):
            look().apply(app, theme, text_scale=scale)
            for make in (case_like, form_like):
                shown = make()
                shown.resize(1366, 768)
                shown.show()
                app.processEvents()
                shown.grab().save(str(folder / f"{make.__name__}-{theme}-{scale}.png"))
                shown.close()


if __name__ == "__main__":
    main()
