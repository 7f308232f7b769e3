"""A file that cannot be played as it is: its text, and everything found in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.code_view import CodeView
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import Page, empty, stacked
from hiptimer.ui.pages.words import Link, WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card
from hiptimer.ui.widgets.painting import box, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.errors import Problem
    from hiptimer.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsContent:
    """A file's name, its text as far as it could be read, and what was found in it."""

    file: str
    text: str
    problems: "tuple[Problem, ...]"

    @property
    def playable(self) -> bool:
        """Say whether there are only warnings."""
        return all(problem.is_warning for problem in self.problems)


class _Found(QAbstractButton):
    """One problem; a press shows its line."""

    def __init__(self, theme: "Theme", problem: "Problem") -> None:
        super().__init__()
        self._theme = theme
        self._problem = problem
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_focus_radius(self, 12)
        self._words = column = vbox(self, spacing=4, margins=(40, 8, 8, 8))
        line = _("Line {n}").format(n=problem.line)
        column.addWidget(Words(theme, line, "small_strong", "ink_2"))
        column.addWidget(Words(theme, problem.said, "body_strong"))
        if problem.meant:
            column.addWidget(Words(theme, problem.meant, "body"))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{line}: {problem.said} {problem.meant}".strip())

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Words break."""
        return self._words.minimumSize()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the ground and the sign."""
        theme, warning = self._theme, self._problem.is_warning
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                box(painter, QRectF(self.rect()), 12, theme.color("sunken"))
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            place = QRectF(self.width() - 30 if rtl else 8, 10, 22, 22)
            sign = "triangle" if warning else "octagon"
            paint_icon(painter, place, sign, theme.color("caution" if warning else "warn"))


class ProblemsPage(Page):
    """Shows a `ProblemsContent`; the file is put right in the person's own editor."""

    try_again = Signal()
    use_anyway = Signal()
    back = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Problems in a file"), parent)
        self.back_button = Link(theme, _("Back"), icon="chevron-left")
        self.back_button.clicked.connect(self.back)
        self.body.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._title = Words(theme, "", "title")
        self._told = Words(theme, "", "body", "ink_2")
        self.body.addWidget(self._title)
        self.body.addWidget(self._told)
        self._columns = hbox(spacing=16)
        self.view = CodeView(theme)
        self.view.setMinimumHeight(200)
        self._columns.addWidget(self.view, 5)
        self._card = Card(theme, padding=8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("page")
        self._list = vbox(inner, spacing=4)
        scroll.setWidget(inner)
        self._card.body.addWidget(scroll)
        self._card.setMinimumHeight(160)
        self._columns.addWidget(self._card, 4)
        self.body.addLayout(self._columns, 1)
        foot = Flow(across=12, upright=12)
        self.again_button = WordButton(
            theme, _("Try again"), kind=ButtonKind.PRIMARY, icon="repeat"
        )
        self.anyway_button = WordButton(theme, _("Use it anyway"), kind=ButtonKind.SECONDARY)
        self.again_button.clicked.connect(self.try_again)
        self.anyway_button.clicked.connect(self.use_anyway)
        foot.addWidget(self.again_button)
        foot.addWidget(self.anyway_button)
        self.body.addWidget(foot)
        self.found: list[QAbstractButton] = []

    def show_content(self, content: ProblemsContent) -> None:
        """Show a file."""
        count = len(content.problems)
        self._title.setText(content.file)
        if content.playable:
            said = ngettext("{n} thing is doubtful.", "{n} things are doubtful.", count)
            after = _("It can be played as it is.")
        else:
            said = ngettext("{n} thing to put right.", "{n} things to put right.", count)
            after = _("Change the file in any text editor, save it, and try again.")
        self._told.setText(f"{said.format(n=count)} {after}")
        self.anyway_button.setVisible(content.playable)
        self.view.show_file(content.text, content.problems)
        empty(self._list)
        self.found = []
        for problem in content.problems:
            found = _Found(self._theme, problem)
            found.clicked.connect(lambda _on=False, one=problem: self.view.go_to(one))
            self._list.addWidget(found)
            self.found.append(found)
        self._list.addStretch(1)
        if content.problems:
            self.view.go_to(content.problems[0])

    def arrange(self, narrow: bool) -> None:
        """Show the list beside the file, or below it."""
        stacked(self._columns, narrow)
