"""A mark: a shape, a word and a colour, never colour alone."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.presenters.marks import MARK_ROLE, Mark
from desktop.theme import Space, look
from desktop.widgets.shapes import Shape, paint_shape

SHAPES: Final[Mapping[Mark, Shape]] = {
    Mark.MET: Shape.FILLED,
    Mark.NOT_MET: Shape.CROSSED,
    Mark.NOT_SEEN: Shape.OPEN,
}


def colour_of(mark: Mark) -> str:
    """Return the role of the theme that colours a mark."""
    return mark.name.lower()


def mark_word(mark: Mark) -> str:
    """Return the assessor's word for a mark."""
    translate = QCoreApplication.translate
    if mark is Mark.MET:
        return translate("Mark", "met")
    if mark is Mark.NOT_MET:
        return translate("Mark", "not met")
    return translate("Mark", "not seen")


def agreement_word(mark: Mark) -> str:
    """Return the verifier's word for a mark."""
    translate = QCoreApplication.translate
    words = {
        Mark.MET: translate("Mark", "agree"),
        Mark.NOT_MET: translate("Mark", "do not agree"),
        Mark.NOT_SEEN: translate("Mark", "want more"),
    }
    return words[mark]


def mark_font(font: QFont) -> QFont:
    """The font for the word of a mark: bold where marks must be read in sunlight."""
    if not look().strong:
        return font
    bold = QFont(font)
    bold.setBold(True)
    return bold


class MarkDelegate(QStyledItemDelegate):
    """Draws the mark that an item answers for `MARK_ROLE` before the item's text."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        mark: Mark | None = index.data(MARK_ROLE)
        if mark is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = option.text or mark_word(mark), ""
        widget: QWidget | None = option.widget  # None when a model is drawn without a view
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        side = float(look().px(15))
        middle = option.rect.center().y() + 1
        left = option.rect.left() + Space.S
        box = QRectF(left, middle - side / 2, side, side)
        paint_shape(painter, box, SHAPES[mark], colour_of(mark), "surface")
        painter.save()
        painter.setFont(mark_font(option.font))
        painter.setPen(look().colour(colour_of(mark)))
        words = option.rect.adjusted(Space.S + round(side) + 6, 0, -Space.XS, 0)
        short = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
        painter.restore()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        mark: Mark | None = index.data(MARK_ROLE)
        if mark is not None and not index.data(Qt.ItemDataRole.DisplayRole):
            metrics = QFontMetrics(mark_font(option.font))
            size.setWidth(metrics.horizontalAdvance(mark_word(mark)))
        extra = look().px(30) if mark is not None else 0
        return QSize(size.width() + extra, size.height())
