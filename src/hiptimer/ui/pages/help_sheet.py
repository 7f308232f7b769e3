"""When to get help: information to read, with no questions and no verdict."""

from typing import TYPE_CHECKING

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

    from hiptimer.ui.theme import Theme


def _today() -> tuple[str, ...]:
    return (
        _("You feel feverish or ill, dizzy or faint"),
        _("There is a new, sudden pain, or a joint is newly hot or swollen"),
        _("Your chest hurts, or you are short of breath in an unusual way"),
    )


def _same_day() -> tuple[str, ...]:
    return (
        _("Your back hurts and you have a fever or feel unwell"),
        _("You are losing weight and do not know why"),
        _("There is a lump on your back, or its shape has changed"),
        _("Rest does not help, and it is much worse at night"),
        _("You have had cancer, have taken steroids for long, have osteoporosis, or have fallen"),
        _("Your hip hurts after a fall, or the leg does not take your weight"),
        _("Your foot drops when you walk"),
    )


def _now() -> tuple[str, ...]:
    return (
        _("Numbness or a changed feeling between the legs, round the back passage or the genitals"),
        _("Trouble starting, stopping or feeling that you pass water, or not noticing leaks"),
        _("Loss of control or feeling in the bowels"),
        _("A change in erection, ejaculation or feeling during sex"),
        _("Pain, tingling, weakness or numbness in both legs, or legs that quickly get weaker"),
        _("Chest pain"),
        _("Back or hip pain after a serious accident"),
    )


def help_sheet(theme: "Theme", parent: "QWidget") -> Sheet:
    """Return the sheet; it is read and closed, nothing more."""
    sheet = Sheet(theme, parent, _("When to get help"), width=round(theme.type.px(680)))
    for head, text, points in (
        (
            _("Call for emergency help now"),
            _(
                "With back or hip pain and any of these, if it is new. 999 in the UK, 112 in Europe."
            ),
            _now(),
        ),
        (_("Ask for advice the same day"), _("From your doctor, or 111 in the UK."), _same_day()),
        (_("Leave exercising for today"), _("If any of these is so."), _today()),
    ):
        sheet.body.addLayout(_part(theme, head, text, points))
    numb = _(
        "Numb here means a patch where you cannot feel a light touch, not only heavy or asleep."
    )
    sheet.body.addWidget(Words(theme, numb, "small", "ink_2"))
    sheet.body.addWidget(
        Note(
            theme,
            _("If you are worried, ask."),
            lead=_("Having none of these does not rule out a problem."),
        )
    )
    card = _(
        "Health services hand out a card with the full list, in more than 30 languages: ask your "
        "clinician for the “cauda equina” card."
    )
    sheet.body.addWidget(Words(theme, card, "small", "ink_2"))
    close = WordButton(theme, _("Close"), kind=ButtonKind.SECONDARY)
    close.clicked.connect(lambda: sheet.finish())
    sheet.actions.addStretch(1)
    sheet.actions.addWidget(close)
    return sheet


def _part(theme: "Theme", head: str, text: str, points: tuple[str, ...]) -> "QVBoxLayout":
    column = vbox(spacing=4)
    column.addWidget(Words(theme, head, "section"))
    column.addWidget(Words(theme, text, "body", "ink_2"))
    for point in points:
        column.addLayout(bullet(theme, point))
    return column


def bullet(theme: "Theme", text: str) -> "QHBoxLayout":
    """Return a line of a list."""
    row = hbox(spacing=8)
    dot = Words(theme, "•", "body", "ink_2")
    dot.setFixedWidth(round(theme.type.px(12)))
    row.addWidget(dot)
    row.addWidget(Words(theme, text), 1)
    return row
