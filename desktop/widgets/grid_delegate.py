"""Draws the cells of the grid: pieces of evidence, gaps, headings, and where the keyboard is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from desktop.presenters.grid_cells import (
    CHIPS_ROLE,
    HEADING_ROLE,
    Chip,
    ChipKind,
    Content,
    GridColumn,
)
from desktop.theme import Space, look
from desktop.widgets.mark import SHAPES, MarkDelegate, colour_of, mark_font, mark_word
from desktop.widgets.shapes import Shape, paint_shape

Index = QModelIndex | QPersistentModelIndex

_BOLD = 1.1  # how much wider bold letters are


class GridDelegate(MarkDelegate):
    """A piece is a word in a frame; a marked one carries shape and colour of its mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The keyboard's place is drawn here, over the whole cell, not by the style.
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        chips: tuple[Chip, ...] | None = index.data(CHIPS_ROLE)
        if index.data(HEADING_ROLE):
            self._paint_heading(painter, option, index)
            return
        if chips is None:
            super().paint(painter, option, index)
        else:
            self._paint_chips(painter, option, index, chips)
        if focused:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look().colour("focus"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 4, 4)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        size = super().sizeHint(option, index)
        chips: tuple[Chip, ...] | None = index.data(CHIPS_ROLE)
        if not chips:
            return size
        metrics = QFontMetrics(option.font)
        wide = sum(_width(metrics, chip) + Space.XS for chip in chips) + 2 * Space.S
        return QSize(max(size.width(), wide), size.height())

    def width_of(self, content: Content, metrics: QFontMetrics) -> int:
        """The width that a cell with this content wants."""
        if content.chips is not None:
            return sum(_width(metrics, chip) + Space.XS for chip in content.chips) + 2 * Space.S
        text = content.text or (mark_word(content.mark) if content.mark else "")
        wide = metrics.horizontalAdvance(text) + 3 * Space.S
        if content.mark:
            wide = round(wide * _BOLD) if look().strong else wide
            wide += look().px(22)
        return wide

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.fillRect(option.rect, look().colour("sunken"))
        self.initStyleOption(option, index)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look().colour("text"))
        room = option.rect.adjusted(Space.S + 3, 0, -Space.XS, 0)
        if index.column() in (GridColumn.NUMBER, GridColumn.ROW):
            flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, option.text)
        painter.restore()

    def _paint_chips(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        chips: tuple[Chip, ...],
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget | None = option.widget  # None when a model is drawn without a view
        style = QApplication.style() if widget is None else widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setClipRect(option.rect)
        painter.setFont(mark_font(option.font))
        if not chips:
            painter.setPen(look().colour("muted"))
            room = option.rect.adjusted(Space.S + 3, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "·")
        left, end = option.rect.left() + Space.S, option.rect.right() - Space.XS
        metrics = QFontMetrics(painter.font())
        for number, chip in enumerate(chips):
            wide = _width(metrics, chip)
            rest = len(chips) - number
            spare = metrics.horizontalAdvance(f"+{rest}") + Space.XS if rest > 1 else 0
            if number and left + wide > end - spare:
                painter.setPen(look().colour("muted"))
                more = QRect(left, option.rect.top(), end - left, option.rect.height())
                painter.drawText(more, Qt.AlignmentFlag.AlignVCenter, f"+{rest}")
                break
            _paint_chip(painter, QRect(left, option.rect.top(), wide, option.rect.height()), chip)
            left += wide + Space.XS
        painter.restore()


def _width(metrics: QFontMetrics, chip: Chip) -> int:
    words = metrics.horizontalAdvance(_words(chip))
    return words + (_side(metrics) + Space.S if _shaped(chip) else 2 * Space.S)


def _words(chip: Chip) -> str:
    return f"{chip.text} {mark_word(chip.mark)}" if chip.mark else chip.text


def _shaped(chip: Chip) -> bool:
    return chip.mark is not None or chip.kind is ChipKind.GAP


def _side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * 0.78)


def _paint_chip(painter: QPainter, room: QRect, chip: Chip) -> None:
    metrics = QFontMetrics(painter.font())
    if _shaped(chip):
        role = colour_of(chip.mark) if chip.mark else "warning"
        shape = SHAPES[chip.mark] if chip.mark else Shape.DASHED
        side = _side(metrics)
        top = room.center().y() + 1 - side / 2
        paint_shape(painter, QRectF(room.left(), top, side, side), shape, role, "surface")
        painter.setPen(look().colour(role))
        words = room.adjusted(side + Space.XS, 0, Space.S, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _words(chip))
        return
    typed = chip.kind is ChipKind.TYPED
    high = metrics.height() + 4
    frame = QRectF(room.left() + 0.5, room.center().y() - high / 2 + 0.5, room.width() - 1, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look().colour("focus" if typed else "border_strong"), 1))
    painter.setBrush(look().colour("accent_soft" if typed else "surface"))
    painter.drawRoundedRect(frame, 4, 4)
    painter.setPen(look().colour("on_accent_soft" if typed else "text"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, chip.text)
