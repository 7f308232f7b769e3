"""The page of one session: what it is, what it asks step by step, and the way in."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hiptimer.engine.exercise import Side
from hiptimer.engine.wording import clock_words, length_words
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import Text, grid, hbox, vbox
from hiptimer.ui.pages.detail_content import (
    DetailContent,
    SessionChoices,
    disclaimer,
    sound_levels,
)
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.help_sheet import help_sheet
from hiptimer.ui.pages.page import Page, empty
from hiptimer.ui.pages.pain_scale import PainScale
from hiptimer.ui.pages.setting_rows import OneOf, labelled
from hiptimer.ui.pages.step_row import StepRow
from hiptimer.ui.pages.words import Link, WordButton, Words
from hiptimer.ui.widgets.badges import Kbd
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line, Note, NoteKind
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.fields import Select
from hiptimer.ui.widgets.sheet import Sign
from hiptimer.ui.widgets.slider import Slider
from hiptimer.ui.widgets.timeline_strip import TimelineStrip

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

SIDE_CARD = 360
LOWEST, HIGHEST, STEP = 50, 125, 5


class DetailPage(Page):
    """Shows a `DetailContent`; each choice is told, and the window answers with the new content."""

    start = Signal(SessionChoices)
    choices_changed = Signal(SessionChoices)
    back = Signal()
    print_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Session"), parent)
        self._content = DetailContent(key="", title="", total_s=0.0)
        self._rows: list[StepRow] = []
        self._shown_narrow = False
        self.pain: PainScale | None = None
        self.begin = WordButton(theme, _("Start"), kind=ButtonKind.PRIMARY)
        self._places = grid(across=24, upright=16)
        self._head = QWidget()
        self._left = vbox(self._head, spacing=16)
        self._steps = Card(theme, padding=8, spacing=4)
        self._card = Card(theme, radius=24, spacing=16)
        self.body.addLayout(self._places)
        self.body.addStretch(1)

    @property
    def choices(self) -> SessionChoices:
        """Return what is chosen now."""
        return self._content.choices

    def show_content(self, content: DetailContent) -> None:
        """Show a session, or the same one at other choices."""
        before = self._content
        self._content = content
        same = _skeleton(before) == _skeleton(content) and bool(self._rows)
        # What is chosen here is known here already; other choices come with the session opened anew.
        same = same and before.choices == content.choices
        if same and self._shown_narrow == self.narrow:
            self._renew()
        else:
            self._build()
            self.verticalScrollBar().setValue(0)

    def focus_start(self) -> None:
        """Give the focus to Start, as when the page is opened."""
        # What is new in a layout is shown later, and only what is shown can have the focus.
        self.begin.show()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, narrow: bool) -> None:
        """Stack the columns; rows have another shape then."""
        for part in (self._head, self._card, self._steps):
            self._places.removeWidget(part)
        if narrow:
            for row, part in enumerate((self._head, self._card, self._steps)):
                self._places.addWidget(part, row, 0, 1, 2)
        else:
            self._places.addWidget(self._head, 0, 0)
            self._places.addWidget(self._steps, 1, 0, Qt.AlignmentFlag.AlignTop)
            self._places.addWidget(self._card, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._places.setColumnStretch(0, 1)
        self._places.setRowStretch(1, 0 if narrow else 1)
        if self._content.key and self._shown_narrow != narrow:
            self._build()

    def _measure(self) -> None:
        super()._measure()
        wide = round(self._theme.type.px(SIDE_CARD))
        self._card.setMinimumWidth(0 if self.narrow else wide)
        self._card.setMaximumWidth(16777215 if self.narrow else wide)

    def _build(self) -> None:
        self._shown_narrow = self.narrow
        self.pain = None
        ready = self.begin.hasFocus()
        for layout in (self._left, self._card.body, self._steps.body):
            empty(layout)
        # Made in the order in which they are read, which is also that of Tab.
        self._build_head()
        if self.narrow:
            self._build_card()
            self._build_steps()
        else:
            self._build_steps()
            self._build_card()
        self._renew()
        if ready:
            self.focus_start()

    def _build_head(self) -> None:
        theme, content, left = self._theme, self._content, self._left
        self.back_button = Link(theme, _("Today"), icon="chevron-left")
        self.back_button.setAccessibleName(_("Back to Today"))
        self.back_button.clicked.connect(self.back)
        self.print_button = Link(theme, _("Print"), icon="file")
        self.print_button.clicked.connect(self.print_wanted)
        self.calendar_button = Link(theme, _("Into my calendar"), icon="history")
        self.calendar_button.clicked.connect(self.calendar_wanted)
        self.calendar_button.setVisible(content.has_days)
        top = hbox(spacing=16)
        top.addWidget(self.back_button)
        top.addStretch(1)
        top.addWidget(self.calendar_button)
        top.addWidget(self.print_button)
        left.addLayout(top)
        left.addWidget(Words(theme, content.title, "title"))
        facts = Flow(across=16)
        self._total = self._fact(facts, "clock", "body_strong", "")
        kit = ", ".join(content.kit) or _("No kit")
        self._fact(facts, "mat", "body", kit)
        if content.author:
            self._fact(facts, "person", "body", content.author)
        if content.assigned:
            self._fact(facts, "history", "body", content.assigned)
        left.addWidget(facts)
        if content.description:
            left.addWidget(Words(theme, content.description, "body", "ink_2"))
        for note in self._notes():
            left.addWidget(note)
        self.strip = TimelineStrip(theme)
        self.strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.addWidget(self.strip)

    def _build_steps(self) -> None:
        theme, content, body = self._theme, self._content, self._steps.body
        self._rows = []
        for number, step in enumerate(content.steps):
            if number:
                body.addWidget(Line(theme))
            wanted = step.index not in content.choices.left_out
            row = StepRow(theme, step, narrow=self.narrow, wanted=wanted)
            row.included.connect(self._include)
            body.addWidget(row)
            self._rows.append(row)

    def _fact(self, flow: Flow, icon: str, role: str, text: str) -> Words:
        pair = QWidget()
        row = hbox(pair, spacing=8)
        sign = Sign(self._theme, icon, "ink_2", 20, beside="body")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = Words(self._theme, text, role, "ink" if role != "body" else "ink_2")
        row.addWidget(words, 1)
        flow.addWidget(pair)
        return words

    def _notes(self) -> list[Note]:
        theme, content = self._theme, self._content
        notes: list[Note] = []
        if content.first_time:
            notes.append(Note(theme, disclaimer()))
        if content.cautions:
            notes.append(Note(theme, "\n".join(content.cautions), kind=NoteKind.CAUTION))
        if content.stop_rule:
            who = content.assigned_by or content.author
            lead = _("From {name}:").format(name=who) if who else ""
            said = f"“{content.stop_rule}”"
            notes.append(Note(theme, said, kind=NoteKind.CAUTION, lead=lead))
        return notes

    def _build_card(self) -> None:
        theme, content, body = self._theme, self._content, self._card.body
        if content.locked:
            said = _("The dose is set by the author of this file.")
            body.addWidget(Words(theme, said, "body", "ink_2"))
        else:
            self._build_dose()
        body.addWidget(Line(theme))
        choices = content.choices
        if content.chooses_side and not content.locked:
            sides = ((Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right")))
            first = (choices.first or Side.LEFT).value
            self.sides = OneOf(theme, _("Begin with"), sides, first)
            self.sides.chosen.connect(lambda side: self._choose(first=Side(side)))
            body.addLayout(labelled(theme, _("Begin with"), self.sides, stack=self._tight()))
        self.sound = Select(theme, _("Sound"))
        for value, words, _line in sound_levels():
            self.sound.addItem(words, value)
        self.sound.setCurrentIndex(self.sound.findData(choices.sound_level))
        self.sound.activated.connect(
            lambda _row: self._choose(sound_level=self.sound.currentData())
        )
        body.addLayout(labelled(theme, _("Sound"), self.sound, stack=self._tight()))
        self.full = Toggle(theme, _("Full screen"))
        self.full.setChecked(choices.full_screen)
        self.full.toggled.connect(lambda on: self._choose(full_screen=on))
        body.addLayout(labelled(theme, _("Full screen"), self.full))
        if content.asks_pain:
            body.addWidget(Line(theme))
            self._ask_pain()
        if content.assigned_note:
            lead = _("Note from {name}:").format(name=content.assigned_by or _("the author"))
            body.addWidget(Note(theme, content.assigned_note, lead=lead))
        else:
            body.addWidget(Line(theme))
        self.begin = WordButton(theme, "", kind=ButtonKind.PRIMARY, size=64, icon="play")
        self.begin.setAutoDefault(True)
        self.begin.clicked.connect(lambda: self.start.emit(self._content.choices))
        body.addWidget(self.begin)
        foot = Flow(across=12)
        self.hint = QWidget()
        row = hbox(self.hint, spacing=8)
        row.addWidget(Kbd(theme, _("Enter")))
        row.addWidget(Text(theme, _("start"), "caption", "ink_2"))
        self.begin.installEventFilter(self)
        self.help_link = Link(theme, _("When to get help"))
        self.help_link.clicked.connect(self._help)
        # The link stands first: it stays in its place when the hint comes and goes.
        foot.addWidget(self.help_link)
        foot.addWidget(self.hint)
        self.hint.hide()
        body.addWidget(foot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that Enter starts only while it does."""
        # The kind first: a scroll area filters its own events before there is a button.
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.begin:
            self.hint.setVisible(kind == QEvent.Type.FocusIn)
        if kind == QEvent.Type.KeyPress and watched is self.begin and self._answers(event):
            return True
        return super().eventFilter(watched, event)

    def _answers(self, event: QEvent) -> bool:
        """Take a digit on Start for the pain: one key answers, and Enter starts."""
        if self.pain is None or not isinstance(event, QKeyEvent):
            return False
        return self.pain.scale.type_digit(event.text())

    def _build_dose(self) -> None:
        theme, body = self._theme, self._card.body
        head = hbox(spacing=16)
        head.addWidget(Words(theme, _("Today at"), "lead"), 1, Qt.AlignmentFlag.AlignBottom)
        self._percent = Text(theme, "", "heading", "accent")
        head.addWidget(self._percent)
        body.addLayout(head)
        self.dose = Slider(theme, _("How much of the dose"), LOWEST, HIGHEST, step=STEP, marked=100)
        self.dose.setValue(self._content.choices.scale)
        self.dose.valueChanged.connect(lambda value: self._choose(scale=value))
        scale = vbox(spacing=4)
        scale.addWidget(self.dose)
        ends = hbox(spacing=8)
        ends.addWidget(Text(theme, f"{LOWEST} %", "caption", "ink_2"))
        ends.addStretch(1)
        ends.addWidget(Text(theme, f"{HIGHEST} %", "caption", "ink_2"))
        scale.addLayout(ends)
        body.addLayout(scale)
        said = _("Changes times, breaths and reps. Rests stay as they are. 100 % is as written.")
        body.addWidget(Words(theme, said, "small", "ink_2"))

    def _ask_pain(self) -> None:
        theme, content = self._theme, self._content
        part = QWidget()
        column = vbox(part, spacing=4)
        column.addWidget(Words(theme, _("Pain right now"), "section"))
        who = content.written_by
        asked = _("{name}'s file asks before each session.").format(name=who)
        if not who:
            asked = _("This file asks before each session.")
        column.addWidget(Words(theme, asked, "small", "ink_2"))
        column.addSpacing(4)
        self.pain = PainScale(theme, _("Pain right now"), content.bands, who)
        self.pain.set_value(content.choices.pain_before)
        self.pain.answered.connect(lambda pain: self._choose(pain_before=pain))
        column.addWidget(self.pain)
        self._card.body.addWidget(part)

    def _tight(self) -> bool:
        return self._theme.type.percent > 130 or self.window().width() < 520

    def _renew(self) -> None:
        content = self._content
        total = length_words(content.total_s)
        self._total.setText(_("at least {time}").format(time=total) if content.at_least else total)
        clock = clock_words(content.total_s)
        self.begin.setText(
            _("Start {time}").format(time=f"{clock}+" if content.at_least else clock)
        )
        said = _("Start {title}, {time}").format(title=content.title, time=self._total.text())
        self.begin.setAccessibleName(said)
        if not content.locked:
            self._percent.setText(_("{n} %").format(n=content.choices.scale))
        self.strip.set_blocks(content.blocks)
        self.strip.setVisible(bool(content.blocks))
        for row, step in zip(self._rows, content.steps, strict=True):
            row.show_amount(step)

    def _include(self, index: int, wanted: bool) -> None:
        out = self.choices.left_out
        self._choose(left_out=out - {index} if wanted else out | {index})

    def _choose(self, **changed: Any) -> None:
        self._content = replace(self._content, choices=replace(self.choices, **changed))
        self._renew()
        self.choices_changed.emit(self.choices)

    def _help(self) -> None:
        sheet = help_sheet(self._theme, self.window())
        sheet.closed.connect(lambda _answer: sheet.deleteLater())
        sheet.open()


def _skeleton(content: DetailContent) -> object:
    """Return all that choices do not change."""
    steps = tuple(
        replace(step, dose="", sets="", length_s=0.0, at_least=False) for step in content.steps
    )
    return replace(
        content,
        total_s=0.0,
        at_least=False,
        blocks=(),
        choices=SessionChoices(),
        steps=steps,
    )
