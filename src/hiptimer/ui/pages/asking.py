"""What is asked over the player before a session is ended or jumps, and the list of keys."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.actions import table
from hiptimer.ui.layouts import Text, grid, hbox
from hiptimer.ui.widgets.badges import Kbd
from hiptimer.ui.widgets.buttons import Button, ButtonKind
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

END, KEEP, JUMP = "end", "keep", "jump"


def end_sheet(theme: "Theme", parent: QWidget) -> Sheet:
    """Return the sheet that asks before a session is ended early."""
    sheet = Sheet(
        theme,
        parent,
        _("End the session here?"),
        subtitle=_("What you have done is saved."),
        width=round(theme.type.px(480)),
    )
    keep = Button(theme, _("Keep going"), kind=ButtonKind.PRIMARY, size=48)
    end = Button(theme, _("End session"), size=48)
    keep.clicked.connect(lambda: sheet.finish(KEEP))
    end.clicked.connect(lambda: sheet.finish(END))
    sheet.actions.addStretch(1)
    sheet.actions.addWidget(end)
    sheet.actions.addWidget(keep)
    return sheet


def jump_sheet(theme: "Theme", parent: QWidget, name: str) -> Sheet:
    """Return the sheet that asks before the session goes to another interval."""
    sheet = Sheet(
        theme,
        parent,
        _("Go to {name}?").format(name=name),
        subtitle=_("What is passed over counts as left out."),
        width=round(theme.type.px(480)),
    )
    stay = Button(theme, _("Stay here"), size=48)
    go = Button(theme, _("Go there"), kind=ButtonKind.PRIMARY, size=48)
    stay.clicked.connect(lambda: sheet.finish(KEEP))
    go.clicked.connect(lambda: sheet.finish(JUMP))
    sheet.actions.addStretch(1)
    sheet.actions.addWidget(stay)
    sheet.actions.addWidget(go)
    return sheet


def key_sheet(theme: "Theme", parent: QWidget) -> Sheet:
    """Return the list of keys."""
    sheet = Sheet(theme, parent, _("Keys"), width=round(theme.type.px(560)))
    lines = grid(across=24, upright=8)
    for row, entry in enumerate(table().values()):
        keys = hbox(spacing=4)
        for key in entry.written:
            keys.addWidget(Kbd(theme, key))
        keys.addStretch(1)
        lines.addLayout(keys, row, 0)
        lines.addWidget(Text(theme, entry.does, "body", wrap=True), row, 1)
    lines.setColumnStretch(1, 1)
    sheet.body.addLayout(lines)
    close = Button(theme, _("Close"), kind=ButtonKind.PRIMARY)
    close.clicked.connect(lambda _checked=False: sheet.finish())
    sheet.actions.addStretch(1)
    sheet.actions.addWidget(close)
    return sheet
