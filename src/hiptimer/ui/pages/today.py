"""The page of the day: what to go on with, what to do, and every session there is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.pages.beads import Beads
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.morning import MorningCard, MorningContent
from hiptimer.ui.pages.page import (
    Page,
    Thumb,
    empty,
    focus_again,
    name_of,
    stacked,
    tab_through,
)
from hiptimer.ui.pages.tiles import Tile, TileGrid
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.badges import Tag, TagKind
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Note
from hiptimer.ui.widgets.drop_zone import DropState, DropZone
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QShowEvent,
    )

    from hiptimer.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCard:
    """A run that was cut off: `step` of `steps` counts from 1, `stopped_at` is a time as read.

    `next_words` says what comes first on going on ("right side next").
    """

    run_id: str
    title: str
    stopped_at: str
    step: int
    steps: int
    next_words: str = ""
    figure: FigureSpec = FigureSpec()
    moment: Moment = Moment.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayContent:
    """Everything the page shows. `hero_label` says why the hero is there ("Due today")."""

    greeting: str
    date_text: str
    morning: MorningContent | None = None
    resume: ResumeCard | None = None
    hero: Tile | None = None
    hero_label: str = ""
    hero_is_due: bool = False
    tiles: tuple[Tile, ...] = ()
    note: str = ""


class TodayPage(Page):
    """Shows a `TodayContent` and says what the person wants to do."""

    open_session = Signal(str)
    start_session = Signal(str)
    open_problems = Signal(str)
    resume_run = Signal(str)
    dismiss_run = Signal(str)
    morning_answered = Signal(str, object, object)
    """Carries the run, the pain or None, and whether it has settled or None."""
    morning_put_off = Signal(str)
    morning_refused = Signal(str)
    open_file = Signal(Path)
    choose_file = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Today"), parent)
        self._content = TodayContent(greeting="", date_text="")
        self._date = Text(theme, "", "small", "ink_2", elide=True)
        self._greeting = Words(theme, "", "title")
        self._note = Note(theme, "")
        self._morning = vbox()
        self._morning_card: MorningCard | None = None
        self._leads_to_question = False
        self._lost: str | None = None
        self._hero = vbox()
        self._hero_row = hbox()
        self._second = hbox(spacing=16)
        self._resume = vbox()
        self._resume_row = hbox()
        self.zone = DropZone(theme)
        self._head = Text(theme, _("Sessions"), "section", elide=True)
        self.tiles = TileGrid(theme, _("Sessions"))
        self._empty = Words(theme, "", "lead_plain", "ink_2")
        head = vbox(spacing=4)
        head.addWidget(self._date)
        head.addWidget(self._greeting)
        self.body.addLayout(head)
        self.body.addLayout(self._morning)
        self.body.addWidget(self._note)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._hero)
        self._second.addLayout(self._resume, 11)
        self._second.addWidget(self.zone, 5)
        self.body.addLayout(self._second)
        self.body.addSpacing(8)
        self.body.addWidget(self._head)
        self.body.addWidget(self.tiles)
        self.body.addStretch(1)
        # A scroll area hears of a drag through its viewport alone.
        self.viewport().setAcceptDrops(True)
        self.tiles.chosen.connect(self._open)
        self.zone.clicked.connect(self.choose_file)
        self.zone.file_dropped.connect(self.open_file)
        self._note.hide()

    def show_content(self, content: TodayContent) -> None:
        """Show another day, or what has changed of this one."""
        before, self._content = self._content, content
        self._date.setText(content.date_text)
        self._greeting.setText(content.greeting)
        self._note.set_text(content.note)
        self._note.setVisible(bool(content.note))
        nothing = not content.tiles and content.hero is None
        self._empty.setText(_("No sessions yet. Drop a session file below, or choose one."))
        self._empty.setVisible(nothing)
        self._head.setVisible(bool(content.tiles))
        self.tiles.setVisible(bool(content.tiles))
        self.tiles.show_tiles(content.tiles)
        focus = self.focusWidget()
        was_there = bool(focus and self._morning_card and self._morning_card.isAncestorOf(focus))
        if focus is not None and any(card.isAncestorOf(focus) for card in self._cards()):
            self._lost = name_of(focus)
        for layout in (self._morning, self._hero, self._resume):
            empty(layout)
        self._morning_card = None
        if content.morning:
            self._morning_card = self._ask_morning(content.morning)
            self._morning.addWidget(self._morning_card)
        if content.hero:
            kind = TagKind.DUE if content.hero_is_due else TagKind.NEUTRAL
            self._hero.addWidget(self._hero_card(content.hero, content.hero_label, kind))
        if content.resume:
            self._resume.addWidget(self._resume_card(content.resume))
        self._second.setStretch(0, 11 if content.resume else 0)
        tab_through(*self._cards(), self.zone, self.tiles)
        asked_before = before.morning.run_id if before.morning else ""
        is_new = content.morning is not None and content.morning.run_id != asked_before
        self._leads_to_question = self._leads_to_question or is_new or was_there
        # Not yet: what is laid out anew is shown, and can have the focus, only after this.
        QTimer.singleShot(0, self, self._lead)
        self.arrange(self.narrow)

    def _cards(self) -> list[QWidget]:
        parts = (self._morning, self._hero, self._resume)
        return [item.widget() for layout in parts if (item := layout.itemAt(0)) is not None]

    def showEvent(self, event: "QShowEvent") -> None:
        """Lead to what has come meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._lead)

    def _lead(self) -> None:
        """Give a new question the focus, which one key answers; else what stands where the focus was."""
        is_covered = any(sheet.isVisible() for sheet in self.window().findChildren(Sheet))
        if is_covered or not self.isVisible():
            return
        card, focus = self._morning_card, self.window().focusWidget()
        lost, self._lost = self._lost, None
        is_asked, self._leads_to_question = self._leads_to_question, False
        if is_asked and card is not None:
            card.pain.setFocus(Qt.FocusReason.OtherFocusReason)
        elif lost is not None and (focus is None or self.isAncestorOf(focus)):
            focus_again(lost, *self._cards(), self.tiles, self.zone)

    def arrange(self, narrow: bool) -> None:
        """Stack what stands side by side."""
        if self._morning_card is not None:
            self._morning_card.stack(narrow)
        stacked(self._second, narrow)
        stacked(self._hero_row, narrow)
        stacked(self._resume_row, narrow)

    def tell_bad_file(self, reason: str) -> None:
        """Say in the drop zone why a file could not be opened."""
        self.zone.set_bad(reason)

    def tell_morning_saved(self) -> None:
        """Say that what was answered of the morning is kept."""
        if self._morning_card is not None:
            self._morning_card.tell_saved()

    def _ask_morning(self, content: MorningContent) -> MorningCard:
        card = MorningCard(self._theme, content)
        card.answered.connect(self.morning_answered)
        card.put_off.connect(self.morning_put_off)
        card.refused.connect(self.morning_refused)
        return card

    def _hero_card(self, hero: Tile, label: str, kind: TagKind) -> QWidget:
        theme = self._theme
        card = Card(theme, padding=16, radius=24)
        self._hero_row = hbox(spacing=24)
        card.body.addLayout(self._hero_row)
        picture = Thumb(theme, hero.figure, hero.moment, size=(240, 184))
        picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        words = vbox(spacing=8, margins=(0, 8))
        self._hero_row.addWidget(picture, 3)
        self._hero_row.addLayout(words, 7)
        words.addStretch(1)
        tags = Flow()
        if label:
            tags.addWidget(Tag(theme, label, kind=kind, icon="clock"))
        if hero.by:
            words_by = _("From {name}").format(name=hero.by)
            tag = Tag(theme, words_by, icon="person")
            tag.setToolTip(words_by)
            tags.addWidget(tag)
        if tags.count():
            words.addWidget(tags)
        words.addWidget(Words(theme, hero.title, "title"))
        facts = f"{hero.length_words()} · {hero.facts()}"
        words.addWidget(Words(theme, facts, "body", "ink_2"))
        if hero.asked:
            row = Flow(across=12)
            if hero.asked.words()[0].isdigit():
                row.addWidget(Beads(theme, hero.asked))
            row.addWidget(Text(theme, hero.asked.words(), "body_strong", elide=True))
            words.addWidget(row)
        words.addSpacing(8)
        buttons = Flow(across=12)
        start = WordButton(theme, _("Start"), kind=ButtonKind.PRIMARY, size=48, icon="play")
        start.setAccessibleName(_("Start {title}").format(title=hero.title))
        steps = WordButton(theme, _("See the steps"), kind=ButtonKind.QUIET, size=48)
        start.clicked.connect(lambda: self.start_session.emit(hero.key))
        steps.clicked.connect(lambda: self.open_session.emit(hero.key))
        for button in (start, steps):
            buttons.addWidget(button)
        words.addWidget(buttons)
        words.addStretch(1)
        return card

    def _resume_card(self, resume: ResumeCard) -> QWidget:
        theme = self._theme
        card = Card(theme, padding=8)
        words = QWidget()
        column = vbox(words, spacing=4, margins=(0, 4))
        stopped = _("{title}, stopped at {time}").format(title=resume.title, time=resume.stopped_at)
        step = _("Step {n} of {count}").format(n=resume.step, count=resume.steps)
        column.addWidget(Words(theme, stopped, "lead"))
        said = ", ".join(part for part in (step, resume.next_words) if part)
        column.addWidget(Words(theme, said, "small", "ink_2"))
        row = hbox(spacing=16)
        row.addWidget(Thumb(theme, resume.figure, resume.moment, size=(72, 56)))
        row.addWidget(words, 1)
        go_on = WordButton(theme, _("Resume"), kind=ButtonKind.SECONDARY, icon="play")
        go_on.setAccessibleName(_("Resume {title}").format(title=resume.title))
        rest = WordButton(theme, _("Let it rest"), kind=ButtonKind.QUIET)
        rest.setAccessibleDescription(_("Keeps what was done, and does not ask again"))
        go_on.clicked.connect(lambda: self.resume_run.emit(resume.run_id))
        rest.clicked.connect(lambda: self.dismiss_run.emit(resume.run_id))
        buttons = Flow(across=8)
        buttons.addWidget(rest)
        buttons.addWidget(go_on)
        self._resume_row = hbox(spacing=8, margins=(0, 0, 8, 0))
        self._resume_row.addLayout(row, 1)
        self._resume_row.addWidget(buttons)
        self._resume_row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(self._resume_row)
        return card

    def _open(self, key: str) -> None:
        tile = next(tile for tile in self._content.tiles if tile.key == key)
        (self.open_problems if tile.broken else self.open_session).emit(key)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take a file anywhere on the page; the zone says what will happen."""
        self.ensureWidgetVisible(self.zone)
        self.zone.dragEnterEvent(event)

    def dragMoveEvent(self, event: "QDragMoveEvent") -> None:
        """Go on taking it while it moves over the page."""
        if self.zone.state() is not DropState.IDLE:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: "QDragLeaveEvent") -> None:
        """Be as before."""
        self.zone.dragLeaveEvent(event)

    def dropEvent(self, event: "QDropEvent") -> None:
        """Hand the file on."""
        self.zone.dropEvent(event)
