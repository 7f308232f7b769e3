"""Saving a file where the person says, and offering to open it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from hiptimer.errors import HiptimerError
from hiptimer.files import replacing
from hiptimer.language import gettext as _
from hiptimer.ui.theme import Theme
from hiptimer.ui.widgets.toast import Toast
from hiptimer.ui.window import Window

_LONGEST_NAME = 80


class Saving(QObject):
    """Asks where to save one sort of file."""

    def __init__(self, theme: Theme, window: Window) -> None:
        """Ask over `window`; its own message tells that all went well."""
        super().__init__(window)
        self._window = window
        self._saved: Path | None = None
        self.toast = Toast(theme, window)
        self.toast.action_taken.connect(self._open)

    def ask(
        self, title: str, name: str, kinds: Sequence[tuple[str, str]], made: Callable[[Path], bytes]
    ) -> QFileDialog:
        """Show a dialog that proposes `name`; `made` gives what is written to the path chosen.

        `kinds` are the sorts of file with the ending of each, the usual one first. The dialog asks before
        it takes a name that is in use.
        """
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        endings = {f"{words} (*{ending})": ending for words, ending in kinds}
        dialog.setNameFilters(list(endings))
        dialog.setDefaultSuffix(kinds[0][1])
        dialog.filterSelected.connect(lambda chosen: _end_with(dialog, endings[chosen]))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(file_name(name) + kinds[0][1])
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), made))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, path: Path, made: Callable[[Path], bytes]) -> None:
        """Write the file whole or not at all, and tell which of the two it was."""
        try:
            data = made(path)
            with replacing(path) as file:
                file.write(data)
        except HiptimerError as error:
            self._window.warn(str(error))
        except OSError as error:
            said = _("{path} cannot be written: {why}.")
            self._window.warn(said.format(path=path, why=error.strerror or error))
        else:
            self._saved = path
            said = _("{name} is saved.").format(name=path.name)
            self.toast.show_message(said, action=_("Open"))

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))


def _end_with(dialog: QFileDialog, ending: str) -> None:
    """Let the name that is proposed be that of another sort of file."""
    dialog.setDefaultSuffix(ending)
    for chosen in dialog.selectedFiles()[:1]:
        dialog.selectFile(str(Path(chosen).with_suffix(ending)))


def file_name(title: str) -> str:
    """Return a title as a name that every disk takes."""
    kept = " ".join(re.sub(r"[^\w\s-]", " ", title).split())[:_LONGEST_NAME].strip()
    return kept or "hiptimer"
