"""The one style sheet of the program, written from the roles of a theme.

Widgets choose a look by property, never by a sheet of their own:
`role` on buttons (primary, quiet, danger, link, choice, nav), `kind` on frames (card, banner, …),
`tone` on banners and labels (warning, problem, done, met), `level` on labels (display, h1, h2, h3,
strong, meta, muted, caps).
"""

from collections.abc import Callable
from string import Template
from typing import Final

from desktop.theme.colours import Colours
from desktop.theme.scale import ICON, RADIUS, SIGN, Text

_BASE: Final = """
* { outline: 0; }
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QDialog, QWidget[kind="page"] { background: $window; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[level="display"] { font-size: ${display}px; font-weight: 600; }
QLabel[level="h1"] { font-size: ${h1}px; font-weight: 600; }
QLabel[level="h2"] { font-size: ${h2}px; font-weight: 600; }
QLabel[level="h3"] { font-size: ${h3}px; font-weight: 600; }
QLabel[level="strong"] { font-weight: 600; }
QLabel[level="meta"] { font-size: ${meta}px; color: $muted; }
QLabel[level="muted"] { color: $muted; }
QLabel[level="caps"] { font-size: ${meta}px; font-weight: 600; color: $muted; }
QLabel[tone="met"] { color: $met; }
QLabel[tone="not_met"], QLabel[tone="problem"] { color: $not_met; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="not_seen"] { color: $not_seen; }
QLabel[struck="true"] { text-decoration: line-through; color: $muted; }
QLabel[kind="keys"] { background: $sunken; color: $muted; border: 1px solid $border;
    border-radius: 4px; padding: 1px 6px; font-size: ${meta}px; }
"""

_FRAMES: Final = """
QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: ${radius}px; }
QFrame[kind="sunken"] { background: $sunken; border: 0; border-radius: ${radius}px; }
QFrame[kind="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="header"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[kind="footer"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[kind="nav"] { background: $nav; border: 0; }
QFrame[kind="nav"] QLabel { color: $nav_text; }
QFrame[kind="nav"] QLabel[level="meta"] { color: $nav_muted; }
QFrame[kind="practice"] { background: $practice; border: 0; }
QFrame[kind="practice"] QLabel { color: $on_practice; font-weight: 600; }
QFrame[kind="undo"] { background: $nav; border: 0; border-radius: ${radius}px; }
QFrame[kind="undo"] QLabel { color: $nav_text; }
QFrame[kind="undo"] QPushButton { background: transparent; color: $on_nav_selected;
    border: 1px solid $nav_muted; }
QFrame[kind="banner"] { border: 1px solid $accent; border-radius: ${radius}px;
    background: $accent_soft; }
QFrame[kind="banner"][tone="warning"] { border-color: $warning; background: $warning_soft; }
QFrame[kind="banner"][tone="problem"] { border-color: $not_met; background: $not_met_soft; }
QFrame[kind="banner"][tone="done"] { border-color: $met; background: $met_soft; }
QFrame[kind="answer"] { border: 2px solid transparent; border-radius: ${radius}px; }
QFrame[kind="answer"][focused="true"] { border-color: $focus; background: $hover; }
QFrame[kind="verdict"] { border: 2px solid $not_seen; border-radius: ${radius}px;
    background: $not_seen_soft; }
QFrame[kind="verdict"][tone="valid"] { border-color: $met; background: $met_soft; }
QFrame[kind="verdict"][tone="invalid"] { border-color: $not_met; background: $not_met_soft; }
QFrame[kind="drop"] { border: 2px dashed $border_strong; border-radius: ${radius}px;
    background: $surface; }
QFrame[kind="drop"][over="true"] { border-color: $accent; background: $accent_soft; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[kind="page"] { background: $window; }
QScrollArea[kind="plain"] > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QGraphicsView, QPdfView, QAbstractScrollArea[kind="viewer"] { background: $sunken;
    border: 1px solid $border; border-radius: ${radius}px; }
QAbstractScrollArea[kind="viewer"]:focus { border: 2px solid $focus; }
"""

_BUTTONS: Final = """
QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $border_strong;
    border-radius: ${radius}px; padding: ${pad_y}px ${pad_x}px; min-height: ${control}px;
    icon-size: ${icon}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $sunken; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $sunken;
    border-color: $border; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus;
    padding: ${pad_y_f}px ${pad_x_f}px; }
QPushButton:checked, QToolButton:checked { background: $accent_soft; color: $on_accent_soft;
    border-color: $accent; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled, QPushButton[role="primary"][refused="true"] {
    background: $sunken; color: $muted; border: 1px solid $border_strong; }
QPushButton[role="primary"][refused="true"]:focus { border: 2px solid $focus; }
QPushButton[role="danger"] { background: $surface; color: $danger; border-color: $danger; }
QPushButton[role="danger"]:hover { background: $danger; color: $on_danger; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
    border: 1px solid transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover;
    border-color: $border; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked { background: $accent_soft; }
QToolButton { padding: ${tool_pad}px; }
QToolButton:focus { padding: ${tool_pad_f}px; }
QLineEdit > QToolButton, QLineEdit > QToolButton:hover, QLineEdit > QToolButton:checked {
    border: 0; padding: 0; min-height: 0; background: transparent; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent;
    padding: 2px 4px; min-height: 0; text-align: left; text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $focus; padding: 1px 3px; }
QPushButton[role="nav"] { background: transparent; color: $nav_text; border: 2px solid transparent;
    text-align: left; padding: ${nav_pad}px ${pad_x}px; }
QPushButton[role="nav"]:hover { background: $nav_selected; color: $on_nav_selected; }
QPushButton[role="nav"]:checked { background: $nav_selected; color: $on_nav_selected;
    font-weight: 600; }
QPushButton[role="nav"]:focus { border: 2px solid $focus; }
QPushButton[role="choice"] { text-align: left; padding: 10px 14px; }
QPushButton[lines="2"] { min-height: ${two_lines}px; }
QPushButton[role="choice"]:checked { background: $accent_soft; color: $on_accent_soft;
    border: 2px solid $accent; padding: 9px 13px; font-weight: 600; }
QPushButton[role="stage"] { background: transparent; border: 0; border-radius: 0; padding: 0; }
QPushButton[role="mark"] { padding: ${pad_y}px ${pad_x}px; }
QPushButton[role="target"] { font-size: ${h2}px; font-weight: 600; border-width: 2px; }
QPushButton[mark="met"]:checked { background: $met_soft; color: $met; border: 2px solid $met; }
QPushButton[mark="not_met"]:checked { background: $not_met_soft; color: $not_met;
    border: 2px solid $not_met; }
QPushButton[mark="not_seen"]:checked { background: $not_seen_soft; color: $not_seen;
    border: 2px solid $not_seen; }
"""

_FIELDS: Final = """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {
    background: $surface; color: $text; border: 1px solid $border_strong;
    border-radius: ${radius}px; padding: 3px 8px; min-height: ${field}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QTextEdit, QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $focus; padding: 2px 7px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QDateEdit:disabled, QLineEdit:read-only, QTextEdit:read-only, QPlainTextEdit:read-only {
    background: $sunken; color: $text; border-color: $border; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QDateEdit[wrong="true"] {
    border: 2px solid $not_met; padding: 2px 7px; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: ${arrow_room}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($g_down); width: ${sign}px;
    height: ${sign}px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border_strong;
    selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: 0; width: 20px; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: 0; width: 20px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($g_up); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($g_down); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 3px;
    border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: ${sign}px;
    height: ${sign}px; border: 1px solid $border_strong; background: $surface; border-radius: 3px; }
QRadioButton::indicator { border-radius: ${half_sign}px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
    border-color: $accent; image: url($g_tick); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($g_dot); }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
"""

_LISTS: Final = """
QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
    border-radius: ${radius}px; gridline-color: $border; selection-background-color: $accent_soft;
    selection-color: $on_accent_soft; icon-size: ${sign}px; }
QAbstractItemView:focus { border: 1px solid $focus; }
QAbstractItemView::item { padding: 2px 8px; border: 0; }
QAbstractItemView::item:hover { background: $hover; color: $text; }
QAbstractItemView::item:selected { background: $accent_soft; color: $on_accent_soft; }
QListView::item { padding: 6px 8px; }
QTableView::item, QTreeView::item { border-bottom: 1px solid $border; }
QTreeView::branch { background: $surface; }
QTreeView::branch:closed:has-children { image: url($g_right); }
QTreeView::branch:open:has-children { image: url($g_down); }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0;
    border-bottom: 1px solid $border_strong; padding: 6px 8px 6px 11px; font-size: ${meta}px;
    font-weight: 600; }
QTableCornerButton::section { background: $surface; border: 0; }
QTableView[kind="bench"], QTableView[kind="bench"] QHeaderView,
QTableView[kind="bench"] QHeaderView::section {
    font-size: ${h3}px; color: $text; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 16px;
    border-bottom: 3px solid transparent; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 3px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; min-height: 8px;
    max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
"""

_SHEET: Final = Template(_BASE + _FRAMES + _BUTTONS + _FIELDS + _LISTS)


def style_sheet(colours: Colours, text_scale: float, glyph: Callable[[str], str]) -> str:
    """Write the sheet; `glyph` gives the file of a small picture by name."""
    sizes = {text.name.lower(): round(text * text_scale) for text in Text}
    return _SHEET.substitute(
        {name: getattr(colours, name) for name in colours.__slots__},
        **sizes,
        radius=RADIUS,
        pad_y=5,
        pad_y_f=4,
        pad_x=14,
        pad_x_f=13,
        nav_pad=7,
        tool_pad=5,
        tool_pad_f=4,
        icon=round(ICON * text_scale),
        sign=round(SIGN * text_scale),
        half_sign=round(SIGN * text_scale) // 2,
        arrow_room=round(1.5 * SIGN * text_scale),
        control=round(20 * text_scale),
        two_lines=round(40 * text_scale),
        field=round(24 * text_scale),
        g_down=glyph("down"),
        g_up=glyph("up"),
        g_right=glyph("right"),
        g_tick=glyph("tick"),
        g_dot=glyph("dot"),
    )
