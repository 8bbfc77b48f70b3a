"""The ways to the verifier's queue, from it to one decision after the other, and back."""

from core.ids import CaseId
from desktop.main_window import MainWindow
from desktop.presenters.session import Session


def open_queue(window: MainWindow, session: Session, place: str) -> None:
    """Open what waits for a verifier over the page of a place."""
    from desktop.views.verifying.queue_page import ToVerifyPage

    page = ToVerifyPage(session)
    page.case_opened.connect(lambda case_id: open_desk(window, session, place, case_id))
    page.work_asked.connect(window.go_back)
    window.open_page(page, place)


def open_desk(window: MainWindow, session: Session, place: str, case_id: CaseId) -> None:
    """Open the verifier's desk on a case; when it is through, the queue says what comes next."""
    from desktop.views.verifying.desk_page import VerifierDeskPage

    page = VerifierDeskPage(session, case_id)
    back = lambda: open_queue(window, session, place)  # noqa: E731
    page.finished.connect(back)
    window.open_page(page, place, back)
