"""The person's choices: sound, look, how a session runs, and where their files are."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hiptimer.engine.exercise import Posture, Side
from hiptimer.figure.looks import Build, LookName
from hiptimer.language import gettext as _
from hiptimer.preferences import Preferences, ReduceMotion, WaitForMe
from hiptimer.preferences import Theme as Colours
from hiptimer.resources import notices
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.about_sheet import AboutSheet
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import (
    Page,
    Thumb,
    empty,
    focus_again,
    name_of,
    stacked,
    tab_through,
)
from hiptimer.ui.pages.setting_rows import (
    OneOf,
    RadioList,
    fixed_percent,
    labelled,
    setting_card,
    setting_toggle,
    wide,
)
from hiptimer.ui.pages.shared_settings import SharedSettings
from hiptimer.ui.pages.sound_settings import Named, SoundSettings
from hiptimer.ui.pages.words import Link, WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from hiptimer.ui.theme import Theme

SMALLEST, LARGEST = 90, 200
SAMPLE = FigureSpec("low-lunge", Posture.HALF_KNEELING, Side.LEFT)


class SettingsPage(Page):
    """Shows `Preferences` and tells each change at once."""

    changed = Signal(Preferences)
    preview_voice = Signal()
    preview_tone = Signal()
    preflight_wanted = Signal()
    open_folder = Signal()
    choose_shared_folder = Signal()
    export_history = Signal()
    take_in_history = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Settings"), parent)
        self._preferences = Preferences()
        self._folder = ""
        self._shared_said = ""
        self._taking_in_said = ""
        self._voices: Named = ()
        self._devices: Named = ()
        self._tight = False
        self._lost = ""
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
        self.about = Link(theme, _("About hiptimer"))
        self.about.clicked.connect(self._about)
        self.body.addWidget(self.about)
        self.body.addStretch(1)

    @property
    def preferences(self) -> Preferences:
        """Return what is chosen now."""
        return self._preferences

    def show_content(
        self,
        preferences: Preferences,
        folder: str,
        voices: Named = (),
        devices: Named = (),
    ) -> None:
        """Show what is chosen; `folder` is where the person's own files are.

        `voices` and `devices` are who can speak here and where it can be heard, each as its name in
        the preferences and its words; the usual device need not be among them.
        """
        content = (preferences, folder, tuple(voices), tuple(devices))
        shown = (self._preferences, self._folder, self._voices, self._devices)
        if content == shown and self._left.count():
            return
        self._preferences, self._folder, self._voices, self._devices = content
        self._build()

    def arrange(self, narrow: bool) -> None:
        """Stack the columns, and names over their controls."""
        stacked(self._columns, narrow)
        stacked(self._head, narrow)

    def _about(self) -> None:
        sheet = AboutSheet(self._theme, self.window(), notices())
        sheet.open(sheet.close_button)

    def _measure(self) -> None:
        super()._measure()
        tight = self.window().width() < self._theme.type.px(620)
        if tight != self._tight and self._left.count():
            self._tight = tight
            self._build()
        self._tight = tight

    def _build(self) -> None:
        focus = QApplication.focusWidget()
        held = name_of(focus) if focus is not None and self.isAncestorOf(focus) else ""
        if not self.isVisible():
            self._lost = name_of(self.focusWidget()) or self._lost
        empty(self._left)
        empty(self._right)
        sound = self._sound()
        left, right = sound.cards, (self._look(), self._session(), self._files(), self._shared())
        for column, cards in ((self._left, left), (self._right, right)):
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        tab_through(*left, *right, self.about)
        if held:
            # What is new in a layout is shown later, and only what is shown can have the focus.
            for card in (*left, *right):
                card.show()
            focus_again(held, *left, *right, self.about)

    def showEvent(self, event: "QShowEvent") -> None:
        """Be where the person was, even if the page was built anew meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._lead)

    def _lead(self) -> None:
        lost, self._lost = self._lost, ""
        focus = self.window().focusWidget()
        if lost and (focus is None or self.isAncestorOf(focus)):
            focus_again(lost, self.widget())

    def _card(self, name: str) -> Card:
        return setting_card(self._theme, name, tight=self._tight)

    def _sound(self) -> SoundSettings:
        voices, devices = self._voices, self._devices
        chosen, tight = self._preferences, self._tight
        self.sound = SoundSettings(self._theme, chosen, voices, devices, tight=tight)
        self.sound.chosen.connect(lambda field, value: self._set(**{field: value}))
        self.sound.preview_voice.connect(self.preview_voice)
        self.sound.preview_tone.connect(self.preview_tone)
        self.sound.try_wanted.connect(self.preflight_wanted)
        return self.sound

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
        percent = fixed_percent(theme, chosen.text_size)
        control = QWidget()
        row = hbox(control, spacing=12)
        row.addWidget(self.text, 1)
        row.addWidget(percent)
        # While the thumb is dragged the page must not grow under it.
        self.text.setTracking(False)
        self.text.sliderMoved.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.text.valueChanged.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.text.valueChanged.connect(lambda n: self._set(text_size=n))
        card.body.addLayout(wide(theme, _("Text size"), control, stack=tight))
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
        self._where = Words(theme, self._where_words(), "small", "ink_2")
        card.body.addWidget(self._where)
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
        card.body.addWidget(_in_a_row(show))
        card.body.addWidget(Line(theme))
        said = _("The whole history can go into one file, and from there into another hiptimer.")
        card.body.addWidget(Words(theme, said, "small", "ink_2"))
        secondary = ButtonKind.SECONDARY
        self.export = WordButton(theme, _("Export the whole history"), kind=secondary, icon="file")
        self.export.clicked.connect(self.export_history)
        self.take_in = WordButton(theme, _("Take in a history"), kind=secondary, icon="download")
        self.take_in.clicked.connect(self.take_in_history)
        card.body.addWidget(_in_a_row(self.export, self.take_in))
        self.taking_in = Words(theme, self._taking_in_said, "small", "ink_2")
        card.body.addWidget(self.taking_in)
        self.taking_in.setVisible(bool(self._taking_in_said))
        return card

    def share_in(self, folder: str) -> None:
        """Choose the folder that the person's computers share; empty for none."""
        self._set(shared_folder=folder)
        self.shared.show_folder(folder, self._shared_said)
        self._where.setText(self._where_words())

    def tell_shared(self, said: str) -> None:
        """Say what happened in the shared folder last."""
        self._shared_said = said
        if self._left.count():
            self.shared.show_folder(self._preferences.shared_folder, said)

    def tell_taking_in(self, said: str) -> None:
        """Say how far a history has come that is being taken in; nothing when none is any more."""
        self._taking_in_said = said
        if self._left.count():
            self.taking_in.setText(said)
            self.taking_in.setVisible(bool(said))

    def _where_words(self) -> str:
        if self._preferences.shared_folder:
            return _("Your history, sessions and settings are in this folder.")
        return _("Your history, sessions and settings are in this folder, and nowhere else.")

    def _shared(self) -> Card:
        folder = self._preferences.shared_folder
        self.shared = SharedSettings(self._theme, folder, self._shared_said, tight=self._tight)
        self.shared.choose_wanted.connect(self.choose_shared_folder)
        self.shared.stop_wanted.connect(lambda: self.share_in(""))
        return self.shared

    def _toggle(self, card: Card, name: str, explained: str, field: str) -> Toggle:
        on = getattr(self._preferences, field)
        toggle = setting_toggle(self._theme, card, name, explained, on=on)
        toggle.toggled.connect(lambda on: self._set(**{field: on}))
        return toggle

    def _set(self, **changed: Any) -> None:
        after = replace(self._preferences, **changed)
        if after != self._preferences:
            self._preferences = after
            self.changed.emit(after)


def _in_a_row(*buttons: WordButton) -> Flow:
    row = Flow(across=12, upright=12)
    for button in buttons:
        row.addWidget(button)
    return row
