"""Before a worker's first mark: identity, safety, the plan explained, consent asked."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QWidget

from core.domain.sessions import QUESTIONS, CheckKind, standing_checks
from core.ids import CaseId
from desktop.presenters.bench_state import BenchState
from desktop.texts import Problem, capital, problem_text
from desktop.theme import Icon, Space, icon, look, restyle
from desktop.views.bench.camera_box import CameraBox
from desktop.views.bench.media_words import trouble_words
from desktop.views.bench.targets import TARGET_MM, millimetres
from desktop.views.camera.live_camera import CameraTrouble
from desktop.views.languages import language_name
from desktop.widgets.layouts import column, label, row, scrolled
from desktop.widgets.shapes import Shape, ShapeView


class ChecksPanel(QFrame):
    """The seven checks, one in view. The keys 1 (yes) and 2 (no) answer it.

    `answered(kind, answer, photo)`; the photo is empty but for *photo taken now*.
    """

    answered = Signal(object, bool, bytes)
    problem = Signal(object)  # Problem

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._case: CaseId | None = None
        self._answered: CheckKind | None = None  # by the last key; the next one is gone to
        self._kinds = tuple(CheckKind)
        self.kind = self._kinds[0]
        self.title = label("", "h1", wrap=True)
        self.language = label("", "h3", wrap=True)
        self._lines = {kind: _Line(capital(kind)) for kind in CheckKind}
        for kind, line in self._lines.items():
            line.chosen.connect(lambda kind=kind: self._go_to(kind))
        self.yes = self._target(self.tr("1   YES"), "met", lambda: self.answer(True))
        self.no = self._target(self.tr("2   NO"), "not_met", lambda: self.answer(False))
        self.camera = self._target(self.tr("E   TAKE A PHOTO"), "", self.take_photo)
        self.camera.setIcon(icon(Icon.CAMERA))
        self.file = QPushButton(icon(Icon.PHOTO), self.tr("From a file…"))
        self.file.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.file.clicked.connect(self._choose_file)
        self.box = CameraBox()
        self.box.taken.connect(self.use_photo)
        self.box.troubled.connect(self._on_trouble)
        inner = QWidget()
        inner.setLayout(column(*self._lines.values(), None, gap=Space.XS))
        self._area = scrolled(inner)
        self._area.keep_width()
        lines = row(self._area, self.box, gap=Space.L)
        lines.setStretchFactor(self._area, 1)
        keys = row(self.yes, self.no, self.camera, self.file, None, gap=Space.L)
        self.setLayout(
            column(
                self.title, self.language, lines, keys,
                gap=Space.XS, margin=Space.L,
            )
        )  # fmt: skip
        look().changed.connect(self._measure)
        self._measure()

    def show_worker(self, state: BenchState) -> None:
        """Show what is open for the worker in view."""
        if state.case_id is None:
            return
        worker, found = (
            state.file(state.case_id).candidate,
            standing_checks(state.case_id, state.checks),
        )
        missing = state.missing_checks(state.case_id)
        seat = state.running.seat(state.case_id)
        title = self.tr("[{bib}]  {name}: before the first mark")
        self.title.setText(title.format(bib=seat.bib, name=worker.name))
        spoken = ", ".join(language_name(one) for one in worker.languages) or "–"
        said = self.tr("Speaks: {languages}").format(languages=spoken)
        if worker.interpreter:
            said += " · " + self.tr("interpreter: {name}").format(name=worker.interpreter)
        self.language.setText(said)
        for kind, line in self._lines.items():
            one = found.get(kind)
            line.show_answer(one.answer if one else None, question=kind in QUESTIONS)
        if self._case != state.case_id:
            self._case, self._answered = state.case_id, None
            self._go_to(missing[0] if missing else self.kind)
        elif self._answered is self.kind or self.kind not in missing:
            self._answered = None
            self._go_to(self._following(missing))

    def answer(self, answer: bool) -> None:
        """Answer the check in view; *photo taken now* needs its picture."""
        if self.kind is CheckKind.PHOTO_NOW and answer:
            self.take_photo()
        else:
            self._answered = self.kind
            self.answered.emit(self.kind, answer, b"")

    def ask_consent(self) -> None:
        """Go to the one check that a worker may answer otherwise during a session."""
        self._go_to(CheckKind.CONSENT_TO_RECORD)

    def take_photo(self) -> None:
        """Take the photo with the camera. Where there is none, a file will do."""
        self._go_to(CheckKind.PHOTO_NOW)
        self.box.take()

    def use_photo(self, photo: bytes) -> None:
        """Take this picture as the photo taken now."""
        self.box.close_camera()
        self.answered.emit(CheckKind.PHOTO_NOW, True, photo)

    def step(self, step: int) -> None:
        """Go to another check."""
        at = self._kinds.index(self.kind) + step
        self._go_to(self._kinds[min(max(at, 0), len(self._kinds) - 1)])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._measure()  # the style sheet has set its own by now
        self._show_line()

    # -- inside ---------------------------------------------------------------------------------

    def _following(self, missing: Sequence[CheckKind]) -> CheckKind:
        # The next one that is open, then from the top: a *no* must not hold up the others.
        at = self._kinds.index(self.kind) + 1
        around = (*self._kinds[at:], *self._kinds[:at])
        return next((kind for kind in around if kind in missing), self.kind)

    def _go_to(self, kind: CheckKind) -> None:
        self.kind = kind
        for of, line in self._lines.items():
            line.set_current(of is kind)
        self._show_line()
        photo = kind is CheckKind.PHOTO_NOW
        self.yes.setVisible(not photo)
        self.camera.setVisible(photo)
        self.file.setVisible(photo)

    def _show_line(self) -> None:
        # Later: what is shown just now has no size yet.
        line = self._lines[self.kind]
        QTimer.singleShot(0, line, lambda: self._area.ensureWidgetVisible(line))

    def _choose_file(self) -> None:
        kinds = self.tr("Pictures (*.jpg *.jpeg *.png)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Photo of the worker"), "", kinds)
        if not path:
            return
        try:
            self.use_photo(Path(path).read_bytes())
        except OSError as error:
            self.problem.emit(problem_text(error))

    def _on_trouble(self, trouble: CameraTrouble) -> None:
        said, what_to_do = trouble_words(trouble)
        or_else = self.tr("A picture from a file will do as well.")
        self.problem.emit(Problem(said, f"{what_to_do} {or_else}"))

    def _target(self, words: str, mark: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "target")
        button.setProperty("mark", mark)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: act())
        return button

    def _measure(self) -> None:
        tall = max(millimetres(self, TARGET_MM), look().px(52))
        for button in (self.yes, self.no, self.camera):
            button.setMinimumHeight(tall)
            button.setMinimumWidth(look().px(170))


class _Line(QFrame):
    """One check and its answer: a shape, a word and a colour."""

    chosen = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self.setAccessibleName(words)
        self._shape = ShapeView(Shape.OPEN, "not_seen", 22)
        self._words, self._answer = label(words, "h2"), label("", "h3")
        self.setLayout(
            row(self._shape, self._words, self._answer, None, gap=Space.M, margin=Space.S)
        )

    def show_answer(self, answer: bool | None, *, question: bool) -> None:
        """Show yes, no or nothing yet. To a question *no* is as good an answer as *yes*."""
        if answer is None:
            self._shape.set_shape(Shape.OPEN, "not_seen")
        elif answer or question:
            self._shape.set_shape(Shape.FILLED, "met")
        else:
            self._shape.set_shape(Shape.CROSSED, "not_met")
        said = "" if answer is None else self.tr("yes") if answer else self.tr("no")
        self._answer.setText(said)

    def set_current(self, current: bool) -> None:
        """Whether the keys answer this one."""
        restyle(self, focused=current)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.chosen.emit()
