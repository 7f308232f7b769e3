"""Before a history is taken in, what that would add; and what is wrong with a file that is refused."""

from typing import TYPE_CHECKING

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hiptimer.ui.theme import Theme

TAKE_IN = "take in"


class TakeInSheet(Sheet):
    """Closes with TAKE_IN; Cancel and Esc close with nothing, and nothing is taken in then."""

    def __init__(
        self, theme: "Theme", parent: "QWidget", file: str, said: str, *, is_new: bool
    ) -> None:
        """Tell what is `said` of the file called `file`; `is_new` is whether there is anything to take."""
        super().__init__(theme, parent, _("Take in a history"), width=round(theme.type.px(560)))
        self.body.addWidget(Words(theme, file, "body_strong"))
        lines = vbox(spacing=4)
        for line in said.splitlines():
            lines.addWidget(Words(theme, line, "lead_plain"))
        self.body.addLayout(lines)
        stays = _("What is here already is not changed.")
        self.body.addWidget(Words(theme, stays, "small", "ink_2"))
        buttons = Flow(across=12, upright=12)
        if is_new:
            self.cancel = WordButton(theme, _("Cancel"), kind=ButtonKind.SECONDARY, size=48)
            self.take_in = WordButton(theme, _("Take in"), kind=ButtonKind.PRIMARY, size=48)
            self.take_in.clicked.connect(lambda: self.finish(TAKE_IN))
            buttons.addWidget(self.cancel)
            buttons.addWidget(self.take_in)
        else:
            self.cancel = WordButton(theme, _("Close"), kind=ButtonKind.PRIMARY, size=48)
            buttons.addWidget(self.cancel)
        self.cancel.clicked.connect(lambda: self.finish())
        self.actions.addStretch(1)
        self.actions.addWidget(buttons)
        self.closed.connect(lambda _answer: self.deleteLater())


class TroubleSheet(Sheet):
    """Tells in full why a file could not be read or written."""

    def __init__(self, theme: "Theme", parent: "QWidget", title: str, said: str) -> None:
        """Tell what is `said`, a line for each thing that is wrong."""
        width = round(theme.type.px(640))
        super().__init__(theme, parent, title, icon="triangle", icon_colour="caution", width=width)
        first, *more = said.splitlines() or [""]
        self.body.addWidget(Words(theme, first, "lead_plain"))
        lines = vbox(spacing=4)
        for line in more:
            lines.addWidget(Words(theme, line, "body", "ink_2"))
        self.body.addLayout(lines)
        self.close_it = WordButton(theme, _("Close"), kind=ButtonKind.PRIMARY, size=48)
        self.close_it.clicked.connect(lambda: self.finish())
        buttons = Flow(across=12, upright=12)
        buttons.addWidget(self.close_it)
        self.actions.addStretch(1)
        self.actions.addWidget(buttons)
        self.closed.connect(lambda _answer: self.deleteLater())
