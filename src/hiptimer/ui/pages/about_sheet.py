"""What hiptimer is and is not, which version runs, and who made the parts that it is built of."""

import platform
import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt, qVersion
from PySide6.QtGui import QFont, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from hiptimer import __version__
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import Text
from hiptimer.ui.pages.copy_sheet import CopySheet
from hiptimer.ui.pages.detail_content import disclaimer
from hiptimer.ui.pages.words import Words

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

_PLACE = 4
"""Notices set in deeper than this many spaces are places and names, each on a line of its own."""
_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def versions() -> str:
    """Return what a report of a fault begins with, a part on each line; nothing in it is of the person."""
    return "\n".join(
        (
            f"hiptimer {__version__}",
            f"Qt {qVersion()} ({QGuiApplication.platformName()})",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            platform.platform(),
        )
    )


def parts_in(notices: str) -> tuple[tuple[str, str], ...]:
    """Return the name of each part that NOTICES tells of, with its paragraphs for any width of page.

    There, a name is underlined and lines end where the file is full. What stands before the first
    name belongs to none, and is given with an empty one.
    """
    parts: list[tuple[str, list[str]]] = [("", [])]
    lines = notices.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line and _is_rule(after, len(line)):
            parts.append((line, []))
        elif not _is_rule(line, len(parts[-1][0])):
            parts[-1][1].append(line)
    return tuple((name, told) for name, own in parts if (told := _reflowed(own)) or name)


def _is_rule(line: str, length: int) -> bool:
    return length > 0 and line in ("-" * length, "=" * length)


def _reflowed(lines: list[str]) -> str:
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        words, depth = line.strip(), len(line) - len(line.lstrip())
        if words and is_open and depth <= _PLACE:
            paragraphs[-1] += " " + words
        elif words:
            paragraphs.append(words)
        is_open = bool(words) and depth <= _PLACE
    return "\n".join(paragraphs)


class AboutSheet(CopySheet):
    """Shows all of it, to read, to select and to copy."""

    def __init__(self, theme: "Theme", parent: QWidget, notices: str) -> None:
        """Show the sheet over `parent`; `notices` is the text of the file NOTICES."""
        super().__init__(theme, parent, _("About hiptimer"), width=round(theme.type.px(680)))
        self.version = self._told(_("Version {number}").format(number=__version__), "lead_plain")
        self.intended_use = self._told(disclaimer())
        licence = _("hiptimer is free to use, to change and to pass on, under the MIT licence.")
        self._told(f"{licence} ©\u00a02026 {_('The hiptimer authors')}", colour="ink_2")
        self.body.addWidget(Words(theme, _("Made with"), "section"))
        self.parts = QTextEdit()
        self.parts.setReadOnly(True)
        self.parts.setTextInteractionFlags(_SELECTABLE)
        self.parts.setAccessibleName(_("Made with"))
        self.parts.setTabChangesFocus(True)
        self.parts.setMinimumHeight(round(theme.type.px(180)))
        self.parts.setProperty("radius", 12.0)
        self._fill(notices)
        self.body.addWidget(self.parts)
        where = QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)
        said = _(
            "Qt and PySide6 are yours to replace by builds of your own with the same binary interface. "
            "Those that run now are in {folder}."
        )
        self.where = self._told(said.format(folder=where), "small", "ink_2")
        self._end(_("Copy versions"))

    def _told(self, words: str, role: str = "body", colour: str = "ink") -> Text:
        """Add a paragraph that can be selected, with a mouse or by keys."""
        told = Text(self._theme, words, role, colour, wrap=True)
        told.setTextInteractionFlags(_SELECTABLE)
        told.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told.setProperty("radius", 8.0)
        self.body.addWidget(told)
        return told

    def _fill(self, notices: str) -> None:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        cursor = QTextCursor(self.parts.document())
        for name, told in parts_in(notices):
            if not name:
                continue  # what is said to those who have the file itself before them
            cursor.insertText(name, strong)
            cursor.insertText(f"\n{told}\n\n", QTextCharFormat())
        self.parts.moveCursor(QTextCursor.MoveOperation.Start)

    def _words_to_copy(self) -> str:
        return versions()
