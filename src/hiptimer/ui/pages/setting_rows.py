"""Rows of settings: a name with its control beside or below it, and one of a few answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.cards import Card
from hiptimer.ui.widgets.choices import Segmented, Toggle
from hiptimer.ui.widgets.painting import box, follow, set_focus_radius

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

DOT = 22
DEEP = 32


class _Answer(QRadioButton):
    """One answer with a line that explains it."""

    def __init__(self, theme: "Theme", text: str, explained: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleDescription(explained)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_focus_radius(self, 10)
        self._name = Words(theme, text, "body_strong")
        self._line = Words(theme, explained, "small", "ink_2")
        if not explained:
            self._line.hide()
        self._words = column = vbox(self, margins=(DEEP, 4, 4, 4))
        for words in (self._name, self._line):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(words)
        follow(theme, self.updateGeometry)

    def hitButton(self, pos: "QPoint") -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Words break."""
        return self._words.minimumSize()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the ground and the dot."""
        theme = self._theme
        with QPainter(self) as painter:
            if self.underMouse():
                box(painter, QRectF(self.rect()), 10, theme.color("sunken"))
            line = max(theme.type.line("body"), self._name.fontMetrics().height())
            x = DOT / 2
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x
            centre = QPointF(x, 4 + line / 2)
            on = self.isChecked()
            painter.setBrush(theme.color("surface"))
            painter.setPen(QPen(theme.color("accent" if on else "line_strong"), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(centre, DOT / 2 - 2, DOT / 2 - 2)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(centre, 5, 5)


class RadioList(QWidget):
    """One of a few answers below each other, each explained in a line; arrows move the choice."""

    chosen = Signal(str)

    def __init__(
        self, theme: "Theme", name: str, options: "Sequence[tuple[str, str, str]]", value: str
    ) -> None:
        """Offer `options` as (value, words, explained)."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.answers: dict[str, _Answer] = {}
        column = vbox(self, spacing=4)
        for key, words, explained in options:
            answer = _Answer(theme, words, explained)
            answer.setAccessibleName(f"{name}: {words}")
            self._group.addButton(answer)
            self.answers[key] = answer
            column.addWidget(answer)
        self.set_value(value)
        self._group.buttonToggled.connect(self._tell)

    def value(self) -> str:
        """Return the value chosen."""
        return next((key for key, answer in self.answers.items() if answer.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        blocked = self._group.blockSignals(True)
        self.answers[value].setChecked(True)
        self._group.blockSignals(blocked)
        self._lead_to_chosen()

    def _lead_to_chosen(self) -> None:
        # Tab comes to what is chosen; from there the arrows move on.
        for answer in self.answers.values():
            chosen = answer.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            answer.setFocusPolicy(policy)

    def _tell(self, _answer: _Answer, checked: bool) -> None:
        if checked:
            self._lead_to_chosen()
            self.chosen.emit(self.value())


class OneOf(QWidget):
    """One of a few answers side by side, or below each other where they do not fit."""

    chosen = Signal(str)

    def __init__(
        self, theme: "Theme", name: str, options: "Sequence[tuple[str, str]]", value: str
    ) -> None:
        """Offer `options` as (value, words)."""
        super().__init__()
        self._row = Segmented(theme, name, options, value, self)
        listed = [(key, words, "") for key, words in options]
        self._list = RadioList(theme, name, listed, value)
        self._list.setParent(self)
        self._list.hide()
        self._row.chosen.connect(self._from_row)
        self._list.chosen.connect(self._from_list)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._arrange)

    def value(self) -> str:
        """Return the value chosen."""
        return self._row.value()

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        self._row.set_value(value)
        self._list.set_value(value)

    def _from_row(self, value: str) -> None:
        self._list.set_value(value)
        self.chosen.emit(value)

    def _from_list(self, value: str) -> None:
        self._row.set_value(value)
        self.chosen.emit(value)

    def _fits(self, width: int) -> bool:
        return self._row.sizeHint().width() <= width

    def sizeHint(self) -> QSize:
        """As wide as all answers in a row."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Answers may stand below each other."""
        return QSize(min(120, self._row.sizeHint().width()), self._row.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row, or of the list."""
        if self._fits(width):
            return self._row.sizeHint().height()
        return self._list.heightForWidth(width)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Use the row where it fits."""
        self._arrange()

    def _arrange(self) -> None:
        fits = self._fits(self.width())
        self._row.setVisible(fits)
        self._list.setVisible(not fits)
        if fits:
            size = self._row.sizeHint()
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - size.width() if rtl else 0
            self._row.setGeometry(left, 0, size.width(), size.height())
        else:
            self._list.setGeometry(self.rect())
        self.updateGeometry()


def labelled(
    theme: "Theme", name: str, control: QWidget, explained: str = "", *, stack: bool = False
) -> QBoxLayout:
    """Return a row with the name, a line that explains it, and the control beside or below it."""
    words = vbox(spacing=4)
    words.addStretch(1)
    words.addWidget(Words(theme, name, "body_strong"))
    if explained:
        words.addWidget(Words(theme, explained, "small", "ink_2"))
    words.addStretch(1)
    row = vbox(spacing=8) if stack else hbox(spacing=16)
    row.addLayout(words, 1)
    middle = Qt.AlignmentFlag(0) if stack else Qt.AlignmentFlag.AlignVCenter
    row.addWidget(control, 0, middle)
    return row


def wide(theme: "Theme", name: str, control: QWidget, *, stack: bool) -> QBoxLayout:
    """Return a row whose control takes the room there is."""
    row = vbox(spacing=4) if stack else hbox(spacing=16)
    middle = Qt.AlignmentFlag(0) if stack else Qt.AlignmentFlag.AlignVCenter
    row.addWidget(Words(theme, name, "body_strong"), 0 if stack else 2, middle)
    row.addWidget(control, 0 if stack else 5)
    return row


def fixed_percent(theme: "Theme", value: int) -> Text:
    """Return a label as wide as its largest number, so that the slider beside it stays."""
    pattern = _("{n} %")
    label = Text(theme, pattern.format(n=value), "small", "ink_2")
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(pattern.format(n=200)) + 4)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def setting_card(theme: "Theme", name: str, *, tight: bool) -> Card:
    """Return a card with its name on it; `tight` has less air round it."""
    card = Card(theme, padding=16 if tight else 24)
    card.body.addWidget(Words(theme, name, "section"))
    return card


def setting_toggle(theme: "Theme", card: Card, name: str, explained: str, *, on: bool) -> Toggle:
    """Add a row with a switch to a card, and return the switch."""
    toggle = Toggle(theme, name)
    toggle.setAccessibleDescription(explained)
    toggle.setChecked(on)
    card.body.addLayout(labelled(theme, name, toggle, explained))
    return toggle
