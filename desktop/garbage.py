"""Python's cyclic garbage, collected on the window's thread only, between two events.

Python collects in the middle of whatever allocates: while a page is being opened, and on the thread
of a background job too. A widget that only a cycle still holds would be destroyed there, and Qt
forbids that on any thread but the window's.
"""

import gc
from types import TracebackType
from typing import Final, Self

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000
"""How often is looked whether there is enough to collect."""


class IdleGarbage:
    """While entered, Python does not collect by itself; a timer does, by Python's own thresholds.

    After the first full collection all that is left counts as permanent: that is, before all, the
    modules of the program. Later ones need not go through it again.
    """

    def __init__(self, parent: QObject) -> None:
        self._timer = QTimer(parent, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._frozen = False

    def __enter__(self) -> Self:
        gc.disable()
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that has reached its threshold, with the younger ones."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if not due:
            return
        oldest = len(gc.get_threshold()) - 1
        gc.collect(due[-1])
        if due[-1] == oldest and not self._frozen:
            gc.freeze()
            self._frozen = True
