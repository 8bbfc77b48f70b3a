"""The head of the case page: who this is, who has the case, since when and until when."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from core.domain.case import Case
from core.domain.people import Candidate, Consent
from core.domain.turns import turn_since
from desktop.presenters.case_on_page import CaseOnPage
from desktop.presenters.case_work import CaseWork
from desktop.texts import missing_text, words
from desktop.theme import Icon, Space, icon, restyle
from desktop.views.case_rows import turn_of
from desktop.views.languages import country_name, language_name
from desktop.views.worker.portrait import Portrait
from desktop.widgets.card import clear_layout
from desktop.widgets.dates import day
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.layouts import column, label, row
from desktop.widgets.names_label import NamesLabel

PORTRAIT_WIDTH = 48


class CaseHeader(QFrame):
    """Answers at a glance whose turn it is and what is missing."""

    case_asked = Signal(object)  # CaseId of another case of the same person
    candidate_asked = Signal()
    missing_asked = Signal()

    def __init__(self, work: CaseWork, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._work, self._now = work, now
        self._photo, self._compact, self._one_line = "", False, False
        self.portrait = Portrait(PORTRAIT_WIDTH)
        self.names = NamesLabel(level="h2")
        self.about = ElidedLabel(level="meta")
        self.reference = label("", "h3")
        self.turn = _at_the_right("strong")
        self.until = _at_the_right("meta")
        self.flags = ElidedLabel(level="meta")
        self.consents = _at_the_right("meta")
        self.missing = QPushButton(icon(Icon.WARNING, "warning"), "")
        self.missing.setProperty("role", "quiet")
        self.first_missing = _at_the_right("muted")
        self.missing.clicked.connect(self.missing_asked)
        self.record = QPushButton(icon(Icon.PERSON), self.tr("Worker's record"))
        self.record.setProperty("role", "quiet")
        self.record.setAccessibleName(self.record.text())
        self.record.setToolTip(self.record.text())
        self.record.clicked.connect(self.candidate_asked)
        self._others = row(gap=Space.S)
        self._lay_out()

    def show_case(self, page: CaseOnPage) -> None:
        """Show the head of a case."""
        file, case = page.file, page.case
        self.names.set_names(file.candidate.name, file.candidate.own_script_name)
        self.about.setText(_joined(self._about(file.candidate)))
        self.reference.setText(case.reference)
        self.turn.setText(self._turn(page))
        self.until.setText(self._until(page))
        self.flags.setText(_joined(self._flags(case)))
        self.consents.setText(self._consents(file.candidate))
        self._show_details()
        self._show_missing(page)
        self._show_others(page)
        if file.candidate.photo_sha256 != self._photo:
            self._photo = file.candidate.photo_sha256
            self._work.read_content(
                self._photo, lambda photo: self.portrait.show_photo(photo, file.candidate.name)
            )

    def set_compact(self, compact: bool) -> None:
        """Show only whose case it is and what is missing, where the page below needs the height."""
        if compact is not self._compact:
            self._compact = compact
            self._show_details()

    def set_one_line(self, one_line: bool) -> None:
        """Say who it is, whose turn it is and how much is missing in one line."""
        if one_line is self._one_line:
            return
        self._one_line = one_line
        self.names.set_short(one_line)
        self.record.setText("" if one_line else self.record.accessibleName())
        if one_line:
            self._top.addWidget(self.record)
            self._top.addWidget(self.missing)
        else:
            self._below.insertWidget(0, self.record)
            self._below.addWidget(self.missing)
        self._less.setVisible(not one_line)
        high = Space.XS if one_line else Space.S
        self._whole.setContentsMargins(Space.XL, high, Space.XL, Space.XS)

    def _show_details(self) -> None:
        for detail in (self.about, self.until, self.flags, self.consents):
            detail.setVisible(bool(detail.text()) and not self._compact)
        self.portrait.setVisible(not self._compact)

    def _lay_out(self) -> None:
        who = QWidget()
        who.setLayout(column(self.names, self.about, self.flags, gap=Space.XS))
        turn = QWidget()
        turn.setLayout(column(self.turn, self.until, self.consents, gap=Space.XS))
        self._top = row(self.portrait, who, self.reference, turn, gap=Space.L)
        self._top.setStretchFactor(who, 1)
        self._top.setStretchFactor(turn, 1)
        self._less = QWidget()
        self._below = row(self.record, self._others, self.first_missing, self.missing, gap=Space.S)
        self._below.setStretchFactor(self.first_missing, 1)
        self._less.setLayout(self._below)
        margins = (Space.XL, Space.S, Space.XL, Space.XS)
        self._whole = column(self._top, self._less, gap=Space.XS, margin=margins)
        self.setLayout(self._whole)

    def _about(self, candidate: Candidate) -> list[str]:
        spoken = ", ".join(language_name(tag) for tag in candidate.languages)
        interpreter = self.tr("interpreter: {name}").format(name=candidate.interpreter)
        return [
            self.tr("born {day}").format(day=day(candidate.birth_date)),
            country_name(candidate.nationality),
            spoken,
            interpreter if candidate.interpreter else "",
        ]

    def _flags(self, case: Case) -> list[str]:
        adjustment = self.tr("adjustment: {what}").format(what=case.adjustment)
        return [
            self.tr("employer unwilling to give evidence") if case.employer_unwilling else "",
            adjustment if case.adjustment else "",
            case.programme,
        ]

    def _turn(self, page: CaseOnPage) -> str:
        if page.case.end is not None:
            return self.tr("Rests: {end}").format(end=words(page.case.end))
        row = page.row
        if row is None or row.turn is None:
            return self.tr("With nobody now")
        said = self.tr("With {who}") if row.person else self.tr("Waits for: {who}")
        return said.format(who=turn_of(row) if row.person else words(row.turn))

    def _until(self, page: CaseOnPage) -> str:
        parts = []
        if page.row is not None and page.row.turn is not None:
            since = turn_since(page.file, page.row.turn).astimezone().date()
            today = since == self._now().astimezone().date()
            said = self.tr("since today") if today else self.tr("since {day}")
            parts.append(said.format(day=day(since)))
        if page.case.due is not None and page.case.end is None:
            parts.append(self._due(page.case.due, page.open.standing.on))
        return _joined(parts)

    def _due(self, due: date, today: date) -> str:
        said = self.tr("overdue since {day}") if due < today else self.tr("due {day}")
        return said.format(day=day(due))

    def _consents(self, candidate: Candidate) -> str:
        asked = (
            (self.tr("passport"), candidate.passport_consent),
            (self.tr("register"), candidate.register_consent),
        )
        said = ", ".join(f"{what} {_consent(answer)}" for what, answer in asked)
        return self.tr("consent: {answers}").format(answers=said)

    def _show_missing(self, page: CaseOnPage) -> None:
        found = page.missing
        restyle(self.missing, tone="warning" if found else "met")
        if found:
            self.missing.setIcon(icon(Icon.WARNING, "warning"))
            self.missing.setText(self.tr("{count} missing").format(count=len(found)))
            self.first_missing.setText(missing_text(found[0]))
        else:
            self.missing.setIcon(icon(Icon.DONE, "met"))
            self.missing.setText(self.tr("Nothing is missing"))
            self.first_missing.setText("")
        self.missing.setToolTip(self.tr("M: the list of what is missing"))

    def _show_others(self, page: CaseOnPage) -> None:
        clear_layout(self._others)
        for other in page.others:
            made = QPushButton(icon(Icon.CASES), other.reference)
            made.setProperty("role", "quiet")
            made.setToolTip(self.tr("Another case of the same person"))
            made.setAccessibleDescription(made.toolTip())
            made.clicked.connect(lambda _=False, other=other: self.case_asked.emit(other.id))
            self._others.addWidget(made)


def _at_the_right(level: str) -> ElidedLabel:
    made = ElidedLabel(level=level)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _consent(answer: Consent) -> str:
    return words(answer).upper() if answer is not Consent.NOT_ASKED else words(answer)


def _joined(parts: list[str]) -> str:
    return "  ·  ".join(part for part in parts if part)
