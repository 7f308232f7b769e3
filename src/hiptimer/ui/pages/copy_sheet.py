"""A sheet with something to copy and to pass on, and Close beside it."""

from PySide6.QtGui import QGuiApplication

from hiptimer.language import gettext as _
from hiptimer.ui.announcing import announce
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.sheet import Sheet


class CopySheet(Sheet):
    """Fill its body, then call `_end`; it is gone once it is closed."""

    def _end(self, copies: str) -> None:
        """Add the row of buttons; `copies` is what the one that copies says."""
        theme = self._theme
        self.copied = Words(theme, _("Copied."), "small_strong", "ok")
        self.copied.hide()
        self.copy = WordButton(theme, copies, kind=ButtonKind.SECONDARY)
        self.close_button = WordButton(theme, _("Close"), kind=ButtonKind.PRIMARY)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(lambda: self.finish())
        self.actions.addWidget(self.copied)
        self.actions.addStretch(1)
        self.actions.addWidget(self.copy)
        self.actions.addWidget(self.close_button)
        self.closed.connect(lambda _answer: self.deleteLater())

    def _words_to_copy(self) -> str:
        raise NotImplementedError

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words_to_copy())
        self.copied.show()
        announce(self, self.copied.text())
