"""What was said last, to be read again: the newest first, each with how long ago it was."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hiptimer.engine.wording import clock_words
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.captions import Said
from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.page import empty
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Line
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class LastWords(Sheet):
    """The session goes on behind it, so it goes on too: call `show_said` as often as you like."""

    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        """Make the sheet over `parent`, with nothing said yet."""
        super().__init__(theme, parent, _("What was said"), width=round(theme.type.px(560)))
        self._shown: tuple[Said, ...] | None = None
        self._ages: list[Words] = []
        self._rows = vbox(spacing=12)
        self.body.addLayout(self._rows)
        close = WordButton(theme, _("Close"), kind=ButtonKind.PRIMARY)
        close.clicked.connect(lambda: self.finish())
        self.actions.addStretch(1)
        self.actions.addWidget(close)

    def show_said(self, said: Sequence[Said], now_s: float) -> None:
        """Show these sentences, the newest first; `now_s` is the time by the clock they go by."""
        if tuple(said) != self._shown:
            self._shown = tuple(said)
            self._build()
        for age, one in zip(self._ages, self._shown or (), strict=True):
            words = ago(now_s - one.at_s)
            if words != age.text():
                age.setText(words)

    def _build(self) -> None:
        empty(self._rows)
        self._ages = []
        if not self._shown:
            self._rows.addWidget(Words(self._theme, _("Nothing has been said yet.")))
        for place, one in enumerate(self._shown or ()):
            if place:
                self._rows.addWidget(Line(self._theme))
            row = vbox(spacing=0)
            row.addWidget(Words(self._theme, one.text, "lead" if place == 0 else "lead_plain"))
            age = Words(self._theme, "", "small", "ink_2")
            row.addWidget(age)
            self._ages.append(age)
            self._rows.addLayout(row)


def ago(seconds: float) -> str:
    """Return how long ago something was, in words."""
    whole = int(seconds)
    if whole < 1:
        return _("just now")
    if whole < 60:
        return ngettext("{n} second ago", "{n} seconds ago", whole).format(n=whole)
    return _("{time} ago").format(time=clock_words(whole))
