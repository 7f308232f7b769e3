"""The theme in force: scheme, contrast, motion and text size as colours, fonts and a style."""

import gc
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from hiptimer.figure.looks import Build, LookName, Person
from hiptimer.ui import tokens
from hiptimer.ui.tokens import Tokens
from hiptimer.ui.type_scale import TypeScale

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scheme(StrEnum):
    """Which scheme the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Choice(StrEnum):
    """A choice that can be left to the system: reduced motion, high contrast."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


class Theme(QObject):
    """What every widget asks for its colours and fonts, and for the person that figures show.

    `changed` says that any of them may differ; widgets then measure and paint themselves anew.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Remember the application; `start` dresses it."""
        super().__init__()
        self._app = app
        # Kept: an object that Python holds only through a chain of calls is deleted under it.
        self._hints = app.styleHints()
        # Older Qt has no such hints, and some have only one of the two: asked for by name below.
        self._accessibility: Any = (
            self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        )
        self._scheme = Scheme.SYSTEM
        self._motion = Choice.SYSTEM
        self._contrast = Choice.SYSTEM
        self._tokens = tokens.LIGHT
        self._type = TypeScale()
        self._person = Person()
        self._started = False

    def start(self) -> None:
        """Dress the application and follow the system from now on."""
        self._started = True
        with _nothing_collected():
            self._app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._dress)
        for name in ("motionPreferenceChanged", "contrastPreferenceChanged"):
            if hasattr(self._accessibility, name):
                getattr(self._accessibility, name).connect(self._dress)
        self._dress()

    def choose(self, scheme: Scheme | str, motion: Choice | str, text_percent: int) -> None:
        """Take all that a person can choose at once; what stays as it is costs nothing."""
        before = (self._scheme, self._motion, self._type.percent)
        if (Scheme(scheme), Choice(motion), text_percent) == before:
            return
        self._motion = Choice(motion)
        self._type = TypeScale(text_percent, self._type.family)
        self.set_scheme(scheme)

    def choose_person(self, look: LookName | str, build: Build | str) -> None:
        """Draw figures with this look and this body."""
        person = Person(LookName(look), Build(build))
        if person != self._person:
            self._person = person
            self.changed.emit()

    def set_scheme(self, scheme: Scheme | str) -> None:
        """Use the system's scheme, or the light or dark one whatever the system says."""
        self._scheme = Scheme(scheme)
        if hasattr(self._hints, "setColorScheme"):
            wanted = {
                Scheme.SYSTEM: Qt.ColorScheme.Unknown,
                Scheme.LIGHT: Qt.ColorScheme.Light,
                Scheme.DARK: Qt.ColorScheme.Dark,
            }[self._scheme]
            with _nothing_collected():
                self._hints.setColorScheme(wanted)
        self._dress()

    def set_motion(self, reduced: Choice | str) -> None:
        """Reduce motion always, never, or when the system asks for it."""
        self._motion = Choice(reduced)
        self.changed.emit()

    def set_contrast(self, high: Choice | str) -> None:
        """Use high contrast always, never, or when the system asks for it."""
        self._contrast = Choice(high)
        self._dress()

    def set_text_percent(self, percent: int) -> None:
        """Set the text size, 90 to 200 %."""
        self._type = TypeScale(percent, self._type.family)
        self._dress()

    def set_family(self, family: str) -> None:
        """Use another face than the system's."""
        self._type = TypeScale(self._type.percent, family)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def type(self) -> TypeScale:
        """The fonts in force."""
        return self._type

    @property
    def dark(self) -> bool:
        """Whether the dark scheme is in force."""
        return self._tokens.dark

    @property
    def person(self) -> Person:
        """Who is drawn."""
        return self._person

    @property
    def border(self) -> int:
        """Width of the border of a control in pixels."""
        return 2 if self._tokens.high_contrast else 1

    @property
    def reduced_motion(self) -> bool:
        """Whether movement on the screen is to be kept to what carries meaning."""
        if self._motion is not Choice.SYSTEM:
            return self._motion is Choice.ON
        if not hasattr(self._accessibility, "motionPreference"):
            return False
        return self._accessibility.motionPreference().name == "ReducedMotion"

    def color(self, name: str) -> QColor:
        """Return the colour of a token, by its name in `Tokens`."""
        return QColor(_colour(getattr(self._tokens, name)))

    def font(self, role: str) -> QFont:
        """Return the font of a role of the type scale."""
        return self._type.font(role)

    def _dress(self) -> None:
        if not self._started:
            return
        self._tokens = self._pick()
        with _nothing_collected():
            self._app.setPalette(_palette(self._tokens))
            self._app.setFont(self._type.font("body"))
            self._app.setStyleSheet(_style_sheet(self._tokens))
            self.changed.emit()

    def _pick(self) -> Tokens:
        if self._scheme is Scheme.SYSTEM:
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._scheme is Scheme.DARK
        if self._high_contrast():
            return tokens.HIGH_CONTRAST_DARK if dark else tokens.HIGH_CONTRAST_LIGHT
        return tokens.DARK if dark else tokens.LIGHT

    def _high_contrast(self) -> bool:
        if self._contrast is not Choice.SYSTEM:
            return self._contrast is Choice.ON
        if not hasattr(self._accessibility, "contrastPreference"):
            return False
        return self._accessibility.contrastPreference().name == "HighContrast"


class Enlarged:
    """The same theme in larger letters, for what is read from the mat; all else is the theme's own."""

    def __init__(self, theme: Theme, percent: int) -> None:
        """Take the theme and the text size, as far as the type scale goes."""
        self._theme = theme
        self.type = TypeScale(percent, theme.type.family)

    def font(self, role: str) -> QFont:
        """Return the font of a role in the larger size."""
        return self.type.font(role)

    def __getattr__(self, name: str) -> Any:
        """Answer everything else as the theme does."""
        return getattr(self._theme, name)


@contextmanager
def _nothing_collected() -> "Iterator[None]":
    """Keep Python from collecting widgets while Qt walks over all of them.

    Qt makes its list of widgets first and then tells each of the change. Where that runs Python, a
    collection there could delete a widget further down the list.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=256)
def _colour(value: str) -> QColor:
    return QColor(value)


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: t.bg,
        role.WindowText: t.ink,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.ink,
        role.PlaceholderText: t.ink_3,
        role.Button: t.surface,
        role.ButtonText: t.ink,
        role.BrightText: t.warn,
        role.ToolTipBase: t.ink,
        role.ToolTipText: t.bg,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.surface,
        role.Midlight: t.sunken,
        role.Mid: t.line,
        role.Dark: t.line_strong,
        role.Shadow: t.line_strong,
        role.Accent: t.accent,
    }
    palette = QPalette()
    for where, colour in colours.items():
        palette.setColor(where, _colour(colour))
    # Disabled text stays readable: ink-3, never a fainter grey.
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, _colour(t.ink_3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, _colour(t.sunken))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, _colour(t.ink_3))
    return palette


_STYLE = Template("""
QLineEdit, QPlainTextEdit, QTextEdit {
  background: $surface; color: $ink; border: ${border}px solid $line_strong; border-radius: 12px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { padding: 0 12px; min-height: ${field}px; }
QPlainTextEdit, QTextEdit { padding: 8px; }
QLineEdit[error="true"], QPlainTextEdit[error="true"] { border: 2px solid $warn; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $bg; color: $ink_3; }
QScrollArea, QAbstractScrollArea#plain { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#page { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical {
  background: $line_strong; min-height: 32px; border-radius: 3px; margin: 2px 4px 2px 2px;
}
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal {
  background: $line_strong; min-width: 32px; border-radius: 3px; margin: 2px 2px 4px 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $ink; border: ${border}px solid $line_strong; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; border: $selected; }
QMenu::item:disabled { color: $ink_3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $ink; color: $bg; border: none; padding: 4px 8px; }
""")


def _style_sheet(t: Tokens) -> str:
    names = ("surface", "ink", "ink_3", "bg", "line", "line_strong", "accent", "on_accent")
    values = {name: getattr(t, name) for name in (*names, "accent_soft", "warn")}
    border = 2 if t.high_contrast else 1
    selected = f"2px solid {t.ink}" if t.high_contrast else "none"
    return _STYLE.substitute(values, border=border, field=40 - 2 * border, selected=selected)
