"""A step of a session as a row that opens: what it asks, and below it how it is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hiptimer.engine.wording import clock_words
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.help_sheet import bullet
from hiptimer.ui.pages.page import Thumb, stacked
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.buttons import pressed_with_enter
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.painting import box, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from hiptimer.ui.pages.detail_content import StepContent
    from hiptimer.ui.theme import Theme


class _Dot(QWidget):
    """The colour of a kind of moment, round for stillness and square for movement."""

    def __init__(self, theme: "Theme", moment: Moment, *, square: bool) -> None:
        super().__init__()
        self._theme, self._moment, self._square = theme, moment, square
        self.setFixedSize(12, 12)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        with QPainter(self) as painter:
            place = QRectF(1, 1, 10, 10)
            radius = 2 if self._square else 5
            box(painter, place, radius, self._theme.color(self._moment.value))


class _Head(QAbstractButton):
    """The part of a row that opens and closes it."""

    def __init__(self, theme: "Theme", opens: bool) -> None:
        super().__init__()
        self._theme = theme
        self._opens = opens
        self.setCheckable(opens)
        self.row = hbox(self, spacing=12, margins=(8, 8, 32 if opens else 8, 8))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_focus_radius(self, 14)
        theme.changed.connect(self.update)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open and close it with Enter, as with Space."""
        if not pressed_with_enter(self, event):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the words inside."""
        return self.row.minimumSize()

    def sizeHint(self) -> QSize:
        """As large as what is inside."""
        return self.row.sizeHint()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the ground and the sign that it opens."""
        if not self._opens:
            return
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            if self.underMouse() or self.isDown():
                box(painter, rect, 14, theme.color("sunken"))
            sign = "chevron-up" if self.isChecked() else "chevron-down"
            place = QRectF(rect.right() - 24, rect.center().y() - 8, 16, 16)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(8)
            paint_icon(painter, place, sign, theme.color("ink_3"))


class StepRow(QWidget):
    """One step; `included` says that the person wants, or leaves out, an optional one."""

    included = Signal(int, bool)

    def __init__(self, theme: "Theme", step: "StepContent", *, narrow: bool, wanted: bool) -> None:
        """Show `step`; `wanted` is whether an optional step is to be done."""
        super().__init__()
        self._theme = theme
        self.step = step
        column = vbox(self, spacing=4)
        self.head = _Head(theme, step.has_more)
        self.head.setAccessibleName(_spoken(step))
        self._fill_head(narrow)
        column.addWidget(self.head)
        if step.optional:
            column.addLayout(self._choice(wanted))
        self._more: QWidget | None = None
        self._column = column
        self.head.toggled.connect(self.open)

    def open(self, shown: bool) -> None:
        """Show or hide how it is done."""
        if shown and self._more is None:
            self._more = self._details()
            self._column.addWidget(self._more)
        if self._more is not None:
            self._more.setVisible(shown)
        self.head.setChecked(shown)
        state = _("open") if shown else _("closed")
        self.head.setAccessibleDescription(state)

    def show_amount(self, step: "StepContent") -> None:
        """Show another dose and length of the same step."""
        self.step = step
        self._dose.setText(step.dose)
        self._sets.setText(step.sets)
        self._sets.setVisible(bool(step.sets))
        self._length.setText(_length(step))
        self.head.setAccessibleName(_spoken(step))

    def _fill_head(self, narrow: bool) -> None:
        theme, step = self._theme, self.step
        row = self.head.row
        if step.number:
            size = (72, 60) if narrow else (96, 80)
            thumb = Thumb(theme, step.figure, step.moment, size=size)
            row.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)
        facts = hbox(spacing=12)
        names = vbox(spacing=4)
        name = f"{step.number}. {step.name}" if step.number else step.name
        names.addWidget(Words(theme, name, "lead" if step.number else "body"))
        words = " · ".join(part for part in (step.kind_words, step.load) if part)
        if words:
            kind = hbox(spacing=8)
            square = step.moment is Moment.WORK and bool(step.sets)
            kind.addWidget(_Dot(theme, step.moment, square=square))
            kind.addWidget(Words(theme, words, "small", "ink_2"), 1)
            names.addLayout(kind)
        if step.note:
            names.addWidget(Words(theme, step.note, "small", "ink"))
        names.addStretch(1)
        facts.addLayout(names, 1)
        amount = vbox(spacing=4)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self._dose = Words(theme, step.dose, "body_strong")
        self._sets = Words(theme, step.sets, "small", "ink_2")
        if not step.sets:
            self._sets.hide()
        for label in (self._dose, self._sets):
            label.setAlignment(side)
            amount.addWidget(label)
        amount.addStretch(1)
        facts.addLayout(amount)
        self._length = Words(theme, _length(step), "body", "ink_3")
        self._length.setAlignment(side)
        facts.addWidget(self._length)
        self._length.setMinimumWidth(round(theme.type.px(48)))
        stacked(facts, narrow)
        row.addLayout(facts, 1)
        for part in self.head.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _choice(self, wanted: bool) -> "QHBoxLayout":
        row = hbox(spacing=8, margins=(8, 0, 8, 8))
        said = _("Include {name}").format(name=self.step.name)
        self.toggle = Toggle(self._theme, said)
        self.toggle.setChecked(wanted)
        self.toggle.toggled.connect(lambda on: self.included.emit(self.step.index, on))
        row.addWidget(self.toggle)
        words = _("Include this step; the author leaves it to you")
        row.addWidget(Words(self._theme, words, "small", "ink_2"), 1)
        return row

    def _details(self) -> QWidget:
        theme, step = self._theme, self.step
        panel = QWidget()
        column = vbox(panel, spacing=12, margins=(8, 4, 8, 16))
        if step.instructions:
            column.addLayout(_list(theme, _("How to do it"), step.instructions))
        if step.feel:
            column.addLayout(_paragraph(theme, _("Where you should feel it"), step.feel))
        if step.mistakes:
            column.addLayout(_list(theme, _("Easily done wrong"), step.mistakes))
        if step.cautions:
            column.addLayout(_list(theme, _("Take care"), step.cautions))
        for version in step.versions:
            head = f"{version.label}: {version.name}"
            column.addLayout(_paragraph(theme, head, version.words))
        return panel


def _length(step: "StepContent") -> str:
    if not step.length_s:
        return ""
    length = clock_words(step.length_s)
    return f"{length}+" if step.at_least else length


def _spoken(step: "StepContent") -> str:
    parts = (str(step.number) if step.number else "", step.name, step.dose, step.sets, step.note)
    return ", ".join(part for part in parts if part)


def _paragraph(theme: "Theme", head: str, text: str) -> "QVBoxLayout":
    column = vbox(spacing=4)
    column.addWidget(Words(theme, head, "small_strong", "ink_2"))
    if text:
        column.addWidget(Words(theme, text))
    return column


def _list(theme: "Theme", head: str, points: tuple[str, ...]) -> "QVBoxLayout":
    column = _paragraph(theme, head, "")
    for point in points:
        column.addLayout(bullet(theme, point))
    return column
