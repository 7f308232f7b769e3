"""The two ways to show a run in a terminal: a screen that is drawn anew, and a line for each event."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Protocol, TextIO, assert_never

from hiptimer.engine.cues import Topic, VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Event,
    Finished,
    Lengthened,
    Paused,
    Resumed,
    Stopped,
    Waiting,
    Why,
)
from hiptimer.engine.interval import Interval
from hiptimer.engine.player import Player
from hiptimer.engine.wording import clock_words
from hiptimer.language import gettext as _
from hiptimer.terminal.keys import HungUpError
from hiptimer.terminal.scene import (
    Asking,
    Tint,
    Words,
    how_much_words,
    key_lines,
    leave_words,
    pain_choices,
    pain_lines,
    scene,
)
from hiptimer.terminal.streams import drop
from hiptimer.terminal.table import cut
from hiptimer.terminal.words import asked_words, headline, note_words, plain, turn_words

_ALTERNATE, _PRIMARY = "\x1b[?1049h", "\x1b[?1049l"
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_HOME, _REST_OF_LINE, _REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"
_OFF = "\x1b[0m"
_BLOCK = "\u2588"
_USUAL_SIZE = (80, 24)

_STYLES = {
    Tint.PLAIN: "",
    Tint.STRONG: "\x1b[1m",
    Tint.QUIET: "\x1b[2m",
    Tint.WORK: "\x1b[1;32m",
    Tint.CHANGE: "\x1b[1;36m",
    Tint.WARN: "\x1b[1;33m",
}
_COLOURLESS = {**dict.fromkeys(Tint, "\x1b[1m"), Tint.PLAIN: "", Tint.QUIET: ""}


class Display(Protocol):
    """What shows a run to a person."""

    is_unread: bool
    """Whether whoever was reading has gone away."""

    def open(self) -> None:
        """Begin to show."""

    def hear(self, events: Iterable[Event], player: Player) -> None:
        """Take note of what has happened."""

    def show(self, player: Player, words: Words) -> None:
        """Bring what is shown up to date."""

    def close(self) -> None:
        """Leave the terminal as it was found."""


class Screen:
    """The whole terminal, drawn anew in place; what stood there before comes back at the end."""

    is_unread = False  # a terminal that is gone has hung up

    def __init__(self, out: TextIO, environment: Mapping[str, str]) -> None:
        """Take a stream to a terminal, and the variables that say what it can do."""
        self._out = out
        self._styles = _COLOURLESS if environment.get("NO_COLOR") else _STYLES
        self._ink = _BLOCK if _can_write(out, _BLOCK) else "#"
        self._shown = ""

    def open(self) -> None:
        """Change to the other page of the terminal."""
        self._shown = ""
        self._write(_ALTERNATE + _HIDE_CURSOR + _HOME + _REST_OF_SCREEN)

    def hear(self, events: Iterable[Event], player: Player) -> None:
        """Do nothing: all that matters can be seen in the player."""

    def show(self, player: Player, words: Words) -> None:
        """Draw the moment, if it looks otherwise than before."""
        width, height = _size(self._out)
        lines = []
        for line in scene(player, words, width, height, self._ink):
            # A letter in the last column would be taken for the rest of its line, and erased.
            text = cut("  " + line.text, width - 1) if line.text else ""
            style = self._styles[line.tint]
            lines.append(f"{style}{text}{_OFF}" if style and text else text)
        picture = (_REST_OF_LINE + "\r\n").join(lines) + _REST_OF_LINE
        picture = f"{_HOME}{picture}{_REST_OF_SCREEN}"
        # A change of size leaves remains of the old picture anywhere on the screen.
        key = f"{width} {height} {picture}"
        if key != self._shown:
            self._shown = key
            self._write(picture)

    def close(self) -> None:
        """Change back to the page that the person came from."""
        with suppress(HungUpError):
            self._write(_SHOW_CURSOR + _OFF + _PRIMARY)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            raise HungUpError from error


class Lines:
    """One line for each thing that happens: for pipes, files, screen readers and simple terminals.

    What cannot be written is told of once, and the session goes on. A reader that goes away, as `head`
    and `less` do, has seen enough: that is the person's word to end it.
    """

    def __init__(self, out: TextIO, tell: Callable[[str], None]) -> None:
        """Take the stream to write to, and what tells a person that it cannot be written."""
        self.is_unread = False
        self._out = out
        self._tell = tell
        self._is_lost = False
        self._asking = Asking.NOTHING
        self._pain: int | None = None
        self._note = ""
        self._note_told = ""
        self._has_cautioned = False

    def open(self) -> None:
        """Do nothing."""

    def hear(self, events: Iterable[Event], player: Player) -> None:
        """Write a line for each event that a person would want to know of."""
        for event in events:
            match event:
                case Entered(interval):
                    self._note_told = note_words(interval)
                    self._write(_entered(interval), _aside(self._note_told))
                case CueDue(VoiceCue(text=text)) if plain(text) == self._note_told:
                    pass  # it was told as the interval began, whether there was time to say it or not
                case _:
                    self._write(_told(event, player))

    def show(self, player: Player, words: Words) -> None:  # noqa: ARG002  (told by its events)
        """Write what is asked, once."""
        if not self._has_cautioned:
            self._has_cautioned = True
            for caution in words.cautions:
                self._write(plain(caution))
        if words.note != self._note:
            self._note = words.note
            self._write(words.note)
        if words.asking is self._asking:
            if words.asking is Asking.PAIN and words.pain != self._pain:
                self._pain = words.pain
                self._write(how_much_words(words), pain_choices())
            return
        self._asking = words.asking
        match words.asking:
            case Asking.PAIN:
                self._pain = words.pain
                self._write(*pain_lines(words), pain_choices())
            case Asking.LEAVE:
                self._write(leave_words())
            case Asking.KEYS:
                self._write(*key_lines())
            case Asking.NOTHING:
                pass

    def close(self) -> None:
        """Do nothing."""

    def _write(self, *lines: str) -> None:
        if self._is_lost:
            return
        try:
            for line in filter(None, lines):
                self._out.write(line + "\n")
            self._out.flush()
        except BrokenPipeError:
            self.is_unread = True
            self._lose(_("Nobody reads the output any more, so the session ends here."))
        except OSError as error:
            said = _("The output cannot be written: {why}. The session goes on without it.")
            self._lose(said.format(why=error.strerror or error))

    def _lose(self, sentence: str) -> None:
        self._is_lost = True
        drop(self._out)
        self._tell(sentence)


def display_for(
    out: TextIO,
    environment: Mapping[str, str],
    tell: Callable[[str], None],
    *,
    lines: bool = False,
) -> Display:
    """Return the way to show a run that fits the stream; with `lines`, the simple one in any case."""
    simple = lines or not out.isatty() or environment.get("TERM", "") in ("", "dumb")
    return Lines(out, tell) if simple else Screen(out, environment)


def _entered(interval: Interval) -> str:
    words = filter(None, (headline(interval), asked_words(interval), turn_words(interval)))
    return f"{clock_words(interval.at_s):>7}  {', '.join(words)}"


def _aside(words: str) -> str:
    return f"{'':7}  {words}" if words else ""


def _told(event: Event, player: Player) -> str:
    match event:
        case CueDue(VoiceCue(text=text, topic=topic)):
            # The start of each is told by its own line, and counts would flood the page.
            if topic in (
                Topic.BREATH,
                Topic.COUNT,
                Topic.NEXT,
                Topic.SWITCH,
                Topic.REST,
                Topic.WAIT,
            ):
                return ""
            return _aside(plain(text))
        case Waiting():
            return _aside(_("Waiting until you are ready."))
        case Paused(why):
            return _aside(paused_words(why))
        case Resumed():
            return _aside(_("Going on."))
        case Lengthened(by_s):
            words = _("{s} s longer.") if by_s > 0 else _("{s} s shorter.")
            return _aside(words.format(s=f"{abs(by_s):g}"))
        case Finished():
            return f"{clock_words(player.timeline.duration_s):>7}  " + _("Done.")
        case Stopped():
            return _aside(_("Ended here."))
        case _:
            return ""


def paused_words(why: Why) -> str:
    """Return why the session stands still."""
    match why:
        case Why.PERSON:
            return _("Paused.")
        case Why.SLEEP:
            return _("The computer was asleep, so this side begins again.")
        case Why.PAIN:
            return _("Stopped because something hurts.")
        case _:
            assert_never(why)


def _size(out: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(out.fileno())
    except OSError:
        size = shutil.get_terminal_size(_USUAL_SIZE)
    return (size.columns, size.lines) if size.columns and size.lines else _USUAL_SIZE


def _can_write(out: TextIO, letter: str) -> bool:
    try:
        letter.encode(out.encoding or sys.getdefaultencoding())
    except UnicodeEncodeError:
        return False
    return True
