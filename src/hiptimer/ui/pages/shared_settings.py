"""The card in the settings for a folder that a person's computers share."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from hiptimer.language import gettext as _
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class SharedSettings(Card):
    """Names the folder and says what happened there last; wishes are told, and nothing is done here."""

    choose_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: "Theme", folder: str, said: str, *, tight: bool) -> None:
        """Show the folder, empty if there is none, and a sentence about it; `tight` has less air."""
        super().__init__(theme, padding=16 if tight else 24)
        self.body.addWidget(Words(theme, _("Two computers"), "section"))
        explained = _(
            "Keep one history on several computers, in a folder that Syncthing, Nextcloud or a stick "
            "carries between them. Each writes a file of its own there and reads all. "
            "Whoever can look into that folder can read your history."
        )
        self.body.addWidget(Words(theme, explained, "small", "ink_2"))
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(_("Shared folder"))
        self.folder.setProperty("radius", 12.0)
        self.body.addWidget(self.folder)
        self.said = Words(theme, "", "small", "ink_2")
        self.body.addWidget(self.said)
        self.choose = WordButton(theme, "", kind=ButtonKind.SECONDARY, icon="folder")
        self.choose.clicked.connect(self.choose_wanted)
        self.stop = WordButton(theme, _("Stop using it"), kind=ButtonKind.SECONDARY)
        self.stop.clicked.connect(self.stop_wanted)
        self._buttons = Flow(across=12, upright=12)
        self._buttons.addWidget(self.choose)
        self._buttons.addWidget(self.stop)
        self.body.addWidget(self._buttons)
        self.show_folder(folder, said)

    def show_folder(self, folder: str, said: str) -> None:
        """Show another folder, empty if there is none any more, and a sentence about it."""
        self.folder.setText(folder)
        self.folder.setToolTip(folder)
        self.folder.setCursorPosition(0)
        self.folder.setVisible(bool(folder))
        self.said.setText(said)
        self.said.setVisible(bool(said))
        words = _("Choose another folder") if folder else _("Choose a folder")
        self.choose.setText(words)
        self.choose.setAccessibleName(words)
        if not folder and self.stop.hasFocus():
            self.choose.setFocus()  # what has the focus is about to go
        self.stop.setVisible(bool(folder))
        self._buttons.updateGeometry()
