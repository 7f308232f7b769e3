"""A newer version of a session has come: the person decides which one to follow."""

from typing import TYPE_CHECKING

from hiptimer.language import gettext as _
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hiptimer.ui.theme import Theme

USE_NEW, KEEP_OLD = "new", "old"


class NewRevisionSheet(Sheet):
    """Closes with USE_NEW or KEEP_OLD; Esc closes with nothing, and nothing is changed then."""

    def __init__(self, theme: "Theme", parent: "QWidget", title: str, changes: str = "") -> None:
        """Ask about the session called `title`; `changes` says what is different, if that is known."""
        said = _("This is a newer version of “{title}”. Use it from now on?").format(title=title)
        super().__init__(theme, parent, _("A newer version"), width=560)
        self.body.addWidget(Words(theme, said, "lead_plain"))
        if changes:
            self.body.addWidget(Words(theme, changes))
        kept = _("What you have done so far keeps the version that you followed then.")
        self.body.addWidget(Words(theme, kept, "small", "ink_2"))
        self.keep = WordButton(theme, _("Keep the one I have"), kind=ButtonKind.SECONDARY, size=48)
        self.use = WordButton(theme, _("Use the new one"), kind=ButtonKind.PRIMARY, size=48)
        self.keep.clicked.connect(lambda: self.finish(KEEP_OLD))
        self.use.clicked.connect(lambda: self.finish(USE_NEW))
        buttons = Flow(across=12, upright=12)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.use)
        self.body.addWidget(buttons)
