"""Print a PDF on paper."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def ask_and_print(pdf: bytes, parent: QWidget) -> bool:
    """Ask for a printer and print every page, fitted to the paper. False if it was called off."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_pdf(pdf, printer)
    return True


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print every page at the printer's own resolution, as large as the whole paper allows."""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    printer.setFullPage(True)  # the sheet has margins of its own
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        paper = QRect(painter.viewport())
        size = (
            document.pagePointSize(page)
            .toSize()
            .scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        painter.drawImage(QRect(paper.topLeft(), size), document.render(page, size))
    painter.end()
    document.close()
