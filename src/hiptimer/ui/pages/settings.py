"""The person's choices: sound, look, how a session runs, and where their files are."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QWidget

from hiptimer.engine.exercise import Posture, Side
from hiptimer.figure.looks import Build, LookName
from hiptimer.language import gettext as _
from hiptimer.preferences import Preferences, ReduceMotion, WaitForMe
from hiptimer.preferences import Theme as Colours
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.pages.detail_content import sound_levels
from hiptimer.ui.pages.page import Page, Thumb, empty, stacked
from hiptimer.ui.pages.setting_rows import OneOf, RadioList, labelled
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind, RoundButton
from hiptimer.ui.widgets.cards import Card, Line
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

SMALLEST, LARGEST = 90, 200
SAMPLE = FigureSpec("low-lunge", Posture.HALF_KNEELING, Side.LEFT)


class SettingsPage(Page):
    """Shows `Preferences` and tells each change at once."""

    changed = Signal(Preferences)
    preview = Signal()
    open_folder = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Settings"), parent)
        self._preferences = Preferences()
        self._folder = ""
        self._tight = False
        self.text: Slider | None = None
        self.volume: Slider | None = None
        head = hbox(spacing=16)
        head.addWidget(Words(theme, _("Settings"), "title"), 1)
        self._hint = Words(theme, _("Changes are saved as you make them"), "small", "ink_2")
        head.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head = head
        self.body.addLayout(head)
        self._columns = hbox(spacing=16)
        self._left = vbox(spacing=16)
        self._right = vbox(spacing=16)
        self._columns.addLayout(self._left, 1)
        self._columns.addLayout(self._right, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    @property
    def preferences(self) -> Preferences:
        """Return what is chosen now."""
        return self._preferences

    def show_content(self, preferences: Preferences, folder: str) -> None:
        """Show what is chosen; `folder` is where the person's own files are."""
        if preferences == self._preferences and folder == self._folder and self._left.count():
            return
        self._preferences = preferences
        self._folder = folder
        self._build()

    def arrange(self, narrow: bool) -> None:
        """Stack the columns, and names over their controls."""
        stacked(self._columns, narrow)
        stacked(self._head, narrow)

    def _measure(self) -> None:
        super()._measure()
        tight = self.window().width() < self._theme.type.px(620)
        if tight != self._tight and self._left.count():
            self._tight = tight
            self._build()
        self._tight = tight

    def _build(self) -> None:
        held = self._held()
        empty(self._left)
        empty(self._right)
        cards = self._sound(), self._files(), self._look(), self._session()
        for column, card in zip(
            (self._left, self._left, self._right, self._right), cards, strict=True
        ):
            column.addWidget(card)
        self._left.addStretch(1)
        self._right.addStretch(1)
        if held:
            # What is new in a layout is shown later, and only what is shown can have the focus.
            for card in cards:
                card.show()
            getattr(self, held).setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> str:
        """Return the name of the slider that has the focus: the page is built anew under it."""
        focus = QApplication.focusWidget()
        return next((n for n in ("text", "volume") if focus and getattr(self, n) is focus), "")

    def _card(self, name: str) -> Card:
        card = Card(self._theme, padding=16 if self._tight else 24)
        card.body.addWidget(Words(self._theme, name, "section"))
        return card

    def _sound(self) -> Card:
        theme, chosen = self._theme, self._preferences
        card = self._card(_("Sound"))
        self.sound = RadioList(theme, _("Sound"), sound_levels(), chosen.sound_level)
        self.sound.chosen.connect(lambda level: self._set(sound_level=level))
        card.body.addWidget(self.sound)
        card.body.addWidget(Line(theme))
        self.volume = Slider(theme, _("Volume"), 0, 100, step=5)
        self.volume.setValue(chosen.volume)
        percent = _fixed(theme, _("{n} %"), chosen.volume)
        self.play = RoundButton(theme, _("Play a tone"), icon="play", size=40, kind=ButtonKind.SOFT)
        self.play.clicked.connect(self.preview)
        control = QWidget()
        row = hbox(control, spacing=12)
        row.addWidget(self.volume, 1)
        row.addWidget(percent)
        row.addWidget(self.play)
        self.volume.valueChanged.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.volume.valueChanged.connect(lambda n: self._set(volume=n))
        card.body.addLayout(_wide(theme, _("Volume"), control, stack=self._tight))
        card.body.addWidget(Line(theme))
        self.captions = self._toggle(
            card,
            _("Show what the voice says"),
            _("Its words stand on the screen as well"),
            "voice_captions",
        )
        return card

    def _look(self) -> Card:
        theme, chosen, tight = self._theme, self._preferences, self._tight
        card = self._card(_("Look"))
        colours = (
            (Colours.SYSTEM.value, _("System")),
            (Colours.LIGHT.value, _("Light")),
            (Colours.DARK.value, _("Dark")),
        )
        self.colours = OneOf(theme, _("Theme"), colours, chosen.theme.value)
        self.colours.chosen.connect(lambda value: self._set(theme=Colours(value)))
        card.body.addLayout(labelled(theme, _("Theme"), self.colours, stack=tight))
        self.text = Slider(theme, _("Text size"), SMALLEST, LARGEST, step=5, marked=100)
        self.text.setValue(chosen.text_size)
        percent = _fixed(theme, _("{n} %"), chosen.text_size)
        control = QWidget()
        row = hbox(control, spacing=12)
        row.addWidget(self.text, 1)
        row.addWidget(percent)
        # While the thumb is dragged the page must not grow under it.
        self.text.setTracking(False)
        self.text.sliderMoved.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.text.valueChanged.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.text.valueChanged.connect(lambda n: self._set(text_size=n))
        card.body.addLayout(_wide(theme, _("Text size"), control, stack=tight))
        motion = (
            (ReduceMotion.SYSTEM.value, _("System")),
            (ReduceMotion.ON.value, _("On")),
            (ReduceMotion.OFF.value, _("Off")),
        )
        self.motion = OneOf(theme, _("Reduce motion"), motion, chosen.reduce_motion.value)
        self.motion.chosen.connect(lambda value: self._set(reduce_motion=ReduceMotion(value)))
        said = _("Rings and figures step instead of gliding")
        card.body.addLayout(labelled(theme, _("Reduce motion"), self.motion, said, stack=tight))
        self._person(card)
        self.mirror = self._toggle(
            card, _("Mirror view"), _("Your left is on the left of the screen"), "mirror"
        )
        return card

    def _person(self, card: Card) -> None:
        """Add who is drawn, with a picture that follows the choice."""
        theme, chosen, tight = self._theme, self._preferences, self._tight
        looks = [(look.value, look.words()) for look in LookName]
        self.figure = OneOf(theme, _("Figure"), looks, chosen.figure)
        builds = [(build.value, build.words()) for build in Build]
        self.build = OneOf(theme, _("Build"), builds, chosen.build)
        told = Words(theme, LookName(chosen.figure).told(), "small", "ink_2")
        self.figure.chosen.connect(lambda value: told.setText(LookName(value).told()))
        self.figure.chosen.connect(lambda value: self._set(figure=value))
        self.build.chosen.connect(lambda value: self._set(build=value))
        card.body.addWidget(Line(theme))
        card.body.addLayout(labelled(theme, _("Figure"), self.figure, stack=tight))
        card.body.addLayout(labelled(theme, _("Build"), self.build, stack=tight))
        row = hbox(spacing=16)
        row.addWidget(Thumb(theme, SAMPLE, Moment.WORK, size=(144, 120)))
        row.addWidget(told, 1)
        card.body.addLayout(row)
        card.body.addWidget(Line(theme))

    def _session(self) -> Card:
        theme = self._theme
        card = self._card(_("During a session"))
        self.full = self._toggle(
            card,
            _("Full screen for sessions on the floor"),
            _("Large enough to read from the mat; other sessions keep their window"),
            "full_screen",
        )
        card.body.addWidget(Line(theme))
        card.body.addWidget(Words(theme, _("Wait for me"), "body_strong"))
        said = _("Getting ready then ends when you press Space, not when the time is up.")
        card.body.addWidget(Words(theme, said, "small", "ink_2"))
        options = (
            (WaitForMe.ALWAYS.value, _("Always"), ""),
            (
                WaitForMe.FIRST_RUN_AND_ASSIGNED.value,
                _("The first time, and with assigned files"),
                "",
            ),
            (WaitForMe.NEVER.value, _("Never"), ""),
        )
        chosen = self._preferences.wait_for_me.value
        self.wait = RadioList(theme, _("Wait for me"), options, chosen)
        self.wait.chosen.connect(lambda value: self._set(wait_for_me=WaitForMe(value)))
        card.body.addWidget(self.wait)
        card.body.addWidget(Line(theme))
        self.letters = self._toggle(
            card,
            _("Single-letter keys"),
            _("P for pain, E for easier and the like; other keys always work"),
            "single_letter_keys",
        )
        return card

    def _files(self) -> Card:
        theme = self._theme
        card = self._card(_("Your files"))
        said = _("Your history, sessions and settings are in this folder, and nowhere else.")
        card.body.addWidget(Words(theme, said, "small", "ink_2"))
        self.folder = QLineEdit(self._folder)
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(_("Folder"))
        self.folder.setToolTip(self._folder)
        self.folder.setCursorPosition(0)
        self.folder.setProperty("radius", 12.0)
        card.body.addWidget(self.folder)
        show = WordButton(theme, _("Open the folder"), kind=ButtonKind.SECONDARY, icon="folder")
        show.clicked.connect(self.open_folder)
        self.show_folder = show
        row = hbox()
        row.addWidget(show)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _toggle(self, card: Card, name: str, explained: str, field: str) -> Toggle:
        toggle = Toggle(self._theme, name)
        toggle.setAccessibleDescription(explained)
        toggle.setChecked(getattr(self._preferences, field))
        toggle.toggled.connect(lambda on: self._set(**{field: on}))
        card.body.addLayout(labelled(self._theme, name, toggle, explained))
        return toggle

    def _set(self, **changed: Any) -> None:
        after = replace(self._preferences, **changed)
        if after != self._preferences:
            self._preferences = after
            self.changed.emit(after)


def _fixed(theme: "Theme", pattern: str, value: int) -> Text:
    """Return a label as wide as its largest number, so that the slider beside it stays."""
    label = Text(theme, pattern.format(n=value), "small", "ink_2")
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(pattern.format(n=200)) + 4)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _wide(theme: "Theme", name: str, control: QWidget, *, stack: bool) -> QBoxLayout:
    """Return a row whose control takes the room there is."""
    row = vbox(spacing=4) if stack else hbox(spacing=16)
    middle = Qt.AlignmentFlag(0) if stack else Qt.AlignmentFlag.AlignVCenter
    row.addWidget(Words(theme, name, "body_strong"), 0 if stack else 2, middle)
    row.addWidget(control, 0 if stack else 5)
    return row
