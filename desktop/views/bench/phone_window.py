"""Send from phone: the code that a phone opens, for one worker, while this window is open."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QSizePolicy, QWidget

from core.domain.recordings import BenchPlace, Recording, RecordingSource
from core.ports.desk import Desk
from desktop.phone import PhoneServer, Target, Visit
from desktop.presenters.recordings import Recordings
from desktop.texts import capital
from desktop.theme import Icon, Space, icon, look
from desktop.views.bench.address_code import address_code
from desktop.views.bench.own_addresses import own_addresses
from desktop.views.bench.phone_inbox import PhoneInbox, Waiting
from desktop.views.narrow import narrow
from desktop.widgets.banner import Banner, Tone
from desktop.widgets.layouts import column, label, row
from desktop.widgets.saving import SavingChoice

_LOOK_EVERY_MS: Final = 5_000
_CODE_PX: Final = 260
"""At any size of letters: enough for a phone, and the window stays on the screen."""


class PhoneWindow(QDialog):
    """Uploads go to `work` as they arrive. Marks go on in the other window meanwhile.

    Closing it ends the visit: the page is gone, and so is the secret in its address.
    """

    def __init__(
        self,
        desk: Desk,
        work: Recordings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self._target: Target | None = None
        self._in_sight: Target | None = None
        self._server: PhoneServer | None = None
        self._inbox: PhoneInbox | None = None
        self.setWindowTitle(self.tr("Send from phone"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.banner = Banner()
        self._for = label("", "h2")
        self._steps = label(
            self.tr(
                "Have the phone join this laptop's hotspot or network, then point its camera at "
                "the code. No internet is needed. The first phone that opens it is the only one."
            ),
            wrap=True,
        )
        self.code = QLabel()
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(self.tr("Code with the address of the page"))
        self.code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._left = label("", "meta")
        self.choice = SavingChoice([], name=self.tr("Network"))
        narrow(self.choice)
        self.choice.saved.connect(lambda _: self._serve())
        self.again = QPushButton(icon(Icon.QR), self.tr("New code"))
        self.again.clicked.connect(self._serve)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.close)
        foot = row(self._left, None, self.again, self.close_button, gap=Space.S)
        self.setLayout(
            column(
                *(self._for, self._steps, self.banner, self.code, self.choice, foot),
                gap=Space.M,
                margin=Space.L,
            )
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._show_left)

    @property
    def url(self) -> str:
        """What the code says; empty while nothing is served."""
        return self._server.url if self._server is not None else ""

    @property
    def worker(self) -> object:
        """Whom the code is for."""
        return self._target.worker if self._target is not None else None

    def open_for(self, target: Target) -> None:
        """Show a code for this worker."""
        self._target = self._in_sight = target
        networks = own_addresses()
        self.choice.set_choices([(ip, f"{name}  {ip}" if name else ip) for ip, name in networks])
        self.choice.setVisible(len(networks) > 1)
        self.setMinimumWidth(look().px(380))
        self._serve()
        self.show()

    def point_at(self, target: Target | None) -> None:
        """Another row or worker is in sight. The code stays the one of its worker."""
        self._in_sight = target
        if self._inbox is not None:
            self._inbox.point_at(target)
        if self._server is not None and self._target is not None:
            elsewhere = target is None or target.worker != self._target.worker
            if elsewhere:
                self._say(
                    self.tr("Another worker is in sight, so the phone waits."),
                    self.tr("Go back to worker {bib}, or make a new code.").format(
                        bib=self._target.bib
                    ),
                    tone=Tone.WARNING,
                )
            elif self.url:
                self.banner.clear()

    def show_kept(self, kept: Recording) -> None:
        """Say what has come from the phone."""
        if kept.source is RecordingSource.PHONE:
            when = kept.taken_at.astimezone().strftime("%H:%M")
            told = self.tr("{kind} {when} has arrived.")
            self._say(told.format(kind=capital(kept.kind), when=when), tone=Tone.DONE)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc closes it like its button does."""
        self.close()

    def stop(self) -> None:
        """End the visit and serve nothing any more."""
        self._timer.stop()
        inbox, self._inbox = self._inbox, None
        server, self._server = self._server, None
        if inbox is not None:
            inbox.close()
        if server is not None:
            server.stop()
        if inbox is not None:
            inbox.deleteLater()

    # -- inside ---------------------------------------------------------------------------------

    def _serve(self) -> None:
        """Serve anew under a new secret; the old code is worth nothing from now on."""
        self.stop()
        self.banner.clear()
        self._target = self._in_sight or self._target
        target, address = self._target, self.choice.value()
        if target is None:
            return
        self._for.setText(self.tr("For worker {bib}").format(bib=target.bib))
        if not isinstance(address, str):
            self._say_no_network()
            return
        self._inbox = PhoneInbox(self._desk, self)
        self._inbox.point_at(target)
        self._inbox.arrived.connect(self._on_arrived)
        try:
            self._server = PhoneServer(Visit(target.worker), self._inbox, address)
        except OSError:
            self.stop()
            self._say_no_network()
            return
        self._server.start()
        self._show_code()
        self._show_left()
        self._timer.start()

    def _on_arrived(self, waiting: Waiting) -> None:
        sent, place = waiting.sent, waiting.sent.target.place
        if isinstance(place, BenchPlace):
            self._work.keep_sent(place, sent.kind, sent.path, waiting.kept, waiting.refused)

    def _say_no_network(self) -> None:
        self.code.clear()
        self._left.clear()
        self._say(
            self.tr("This laptop is in no network that a phone could join."),
            self.tr("Switch on its hotspot, or connect the phone by cable; then “New code”."),
            tone=Tone.WARNING,
        )

    def _say(self, sentence: str, what_to_do: str = "", tone: Tone = Tone.NOTICE) -> None:
        self.banner.say(sentence, what_to_do, tone=tone)
        self._fit()

    def _fit(self) -> None:
        """Grow, so that the code is never covered: a phone could not read it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), self.height()))

    def _show_code(self) -> None:
        side = round(_CODE_PX * self.devicePixelRatioF())
        picture = QPixmap.fromImage(address_code(self.url, side))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.code.setPixmap(picture)
        self.code.setMinimumSize(picture.deviceIndependentSize().toSize())
        self._fit()

    def _show_left(self) -> None:
        if self._server is None:
            return
        seconds = self._server.visit.seconds_left
        if seconds <= 0:
            self.stop()
            self.code.clear()
            self._left.clear()
            self._say(self.tr("The code has ended."), self.tr("“New code” shows another one."))
            return
        minutes = -(-seconds // 60)
        self._left.setText(self.tr("good for {minutes} min").format(minutes=minutes))
