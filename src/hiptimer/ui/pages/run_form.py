"""What the sheets that put right or add a run share: their fields, and Cancel beside one thing to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QPlainTextEdit, QSizePolicy, QWidget

from hiptimer.journal.records import Status
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.run_rows import status_words
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.painting import box, set_focus_radius
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QVBoxLayout

    from hiptimer.ui.theme import Theme


def statuses() -> tuple[tuple[str, str, str], ...]:
    """Return what can become of a run, as a list of answers takes it."""
    return tuple(
        (status.value, status_words(status), "")
        for status in (Status.COMPLETE, Status.STOPPED, Status.PAIN)
    )


def under(theme: "Theme", name: str, control: QWidget) -> "QVBoxLayout":
    """Return a control with its name above it."""
    column = vbox(spacing=4)
    column.addWidget(Words(theme, name, "small_strong", "ink_2"))
    column.addWidget(control)
    return column


def placed(theme: "Theme", name: str, control: QWidget) -> QWidget:
    """Return a control with its name above it, for a row that may break."""
    place = QWidget()
    column = vbox(place, spacing=4)
    column.addWidget(Words(theme, name, "small_strong", "ink_2"))
    column.addWidget(control)
    return place


def note_field(text: str) -> QPlainTextEdit:
    """Return a field for a note."""
    note = QPlainTextEdit(text)
    note.setAccessibleName(_("Note"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(120)
    note.setProperty("radius", 12.0)
    return note


class Boxed(QFrame):
    """Draws the border of a field that has none of its own."""

    def __init__(self, theme: "Theme", field: QAbstractSpinBox) -> None:
        """Hold `field`."""
        super().__init__()
        self._theme = theme
        field.setFrame(False)
        field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        # The border and the air round the words are drawn here, not by the field's inside.
        field.lineEdit().setStyleSheet("border: none; padding: 0; min-height: 0;")
        field.setMinimumHeight(theme.type.line("body"))
        set_focus_radius(field, 4)
        self.setMinimumHeight(40)
        row = hbox(self, margins=(12, 4))
        row.addWidget(field)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the border."""
        theme = self._theme
        with QPainter(self) as painter:
            colours = theme.color("surface"), theme.color("line_strong")
            box(painter, QRectF(self.rect()), 12, *colours, theme.border)


class Form(Sheet):
    """A sheet with Cancel and one thing to do."""

    def __init__(self, theme: "Theme", parent: QWidget, title: str, does: str) -> None:
        """Make it over `parent`; `does` is what its button says."""
        super().__init__(theme, parent, title, width=round(theme.type.px(552)))
        self._foot = Flow(across=12, upright=12)
        self.cancel = WordButton(theme, _("Cancel"), kind=ButtonKind.SECONDARY)
        self.save = WordButton(theme, does, kind=ButtonKind.PRIMARY)
        self.cancel.clicked.connect(lambda: self.finish())
        self.save.clicked.connect(self._save)
        self.closed.connect(lambda _answer: self.deleteLater())

    def _end(self) -> None:
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.save)
        self.actions.addStretch(1)
        self.actions.addWidget(self._foot)

    def _save(self) -> None:
        raise NotImplementedError
