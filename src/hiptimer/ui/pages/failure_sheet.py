"""The calm page for what nobody foresaw: what is safe, and the details for whoever can mend it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.pages.copy_sheet import CopySheet
from hiptimer.ui.pages.words import Words

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class FailureSheet(CopySheet):
    """Shows the details of a failure of our own, to copy and to pass on."""

    def __init__(self, theme: "Theme", parent: QWidget, details: str, log_path: str) -> None:
        """Show `details`, many lines; `log_path` is where they also stand."""
        super().__init__(
            theme,
            parent,
            _("Something went wrong inside hiptimer"),
            subtitle=_("What you have done is saved. You can go on."),
            width=round(theme.type.px(680)),
        )
        said = _("The fault is ours. These details help to mend it; they hold nothing about you.")
        self.body.addWidget(Words(theme, said, "body", "ink_2"))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(160)
        self.details.setProperty("radius", 12.0)
        self.details.setFont(theme.type.code())
        self.body.addWidget(self.details)
        where = _("They also stand in {path}.").format(path=log_path)
        self.body.addWidget(Words(theme, where, "small", "ink_2"))
        self._end(_("Copy details"))

    def _words_to_copy(self) -> str:
        return self.details.toPlainText()
