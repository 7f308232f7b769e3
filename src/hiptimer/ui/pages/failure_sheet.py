"""The calm page for what nobody foresaw: what is safe, and the details for whoever can mend it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class FailureSheet(Sheet):
    """Shows the details of a failure of our own, to copy and to pass on."""

    def __init__(self, theme: "Theme", parent: QWidget, details: str, log_path: str) -> None:
        """Show `details`, many lines; `log_path` is where they also stand."""
        super().__init__(
            theme,
            parent,
            _("Something went wrong inside hiptimer"),
            subtitle=_("What you have done is saved. You can go on."),
            width=round(theme.type.px(640)),
        )
        said = _("The fault is ours. These details help to mend it; they hold nothing about you.")
        self.body.addWidget(Words(theme, said, "body", "ink_2"))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(160)
        self.details.setProperty("radius", 12.0)
        self.body.addWidget(self.details)
        where = _("They also stand in {path}.").format(path=log_path)
        self.body.addWidget(Words(theme, where, "small", "ink_2"))
        self.copied = Words(theme, _("Copied."), "small_strong", "ok")
        self.copied.hide()
        self.copy = WordButton(theme, _("Copy details"), kind=ButtonKind.SECONDARY)
        self.close_button = WordButton(theme, _("Close"), kind=ButtonKind.PRIMARY)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(lambda: self.finish())
        self.actions.addWidget(self.copied)
        self.actions.addStretch(1)
        self.actions.addWidget(self.copy)
        self.actions.addWidget(self.close_button)
        self.closed.connect(lambda _answer: self.deleteLater())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copied.show()
