"""The keys of a terminal: read one by one as they are pressed, and put back as they were."""

import os
import select
import time
from contextlib import suppress
from enum import StrEnum
from typing import Any, Protocol, TextIO

try:
    import termios
    import tty
except ImportError:  # Windows has no such terminals
    HAS_TERMINALS = False
else:
    HAS_TERMINALS = True

_ESCAPE = b"\x1b"
_MOST = 1024

# UTF-8: the first bytes of a letter of so many, and the mark of those that continue it.
_LEADS = ((0xC2, 0xE0, 2), (0xE0, 0xF0, 3), (0xF0, 0xF5, 4))
_CONTINUES, _CONTINUED = 0xC0, 0x80


class Key(StrEnum):
    """A key that has a name of its own; all others are the letter they type."""

    UP = "up"
    DOWN = "down"
    RIGHT = "right"
    LEFT = "left"
    ESCAPE = "escape"
    ENTER = "enter"


_LAST_LETTERS = {b"A": Key.UP, b"B": Key.DOWN, b"C": Key.RIGHT, b"D": Key.LEFT}


class HungUpError(OSError):
    """The terminal is gone: the line was cut, or the window closed."""


class Keys(Protocol):
    """Where a person's keys come from."""

    answers: bool
    """Whether there is anybody to press them."""

    def open(self) -> None:
        """Begin to listen, or go on after the shell had the terminal."""

    def wait(self, seconds: float) -> list[str]:
        """Return the keys pressed, after so many seconds at most; named ones as a Key."""

    def close(self) -> None:
        """Leave the terminal as it was found."""


class Nobody:
    """No terminal to read keys from: time passes, and nobody presses anything."""

    answers = False

    def open(self) -> None:
        """Do nothing."""

    def wait(self, seconds: float) -> list[str]:
        """Wait, and return no keys."""
        time.sleep(seconds)  # the pace of the loop; there is nothing that could wake it earlier
        return []

    def close(self) -> None:
        """Do nothing."""


class Keyboard:
    """The keys of the terminal behind a file descriptor, each at once and unseen.

    Ctrl-C and Ctrl-Z stay what they are.
    """

    answers = True

    def __init__(self, fd: int) -> None:
        """Take the descriptor."""
        self._fd = fd
        self._begun = b""
        self._before: list[Any] | None = None

    def open(self) -> None:
        """Take each key as it is pressed, remembering how the terminal was at first."""
        if self._before is None:
            self._before = termios.tcgetattr(self._fd)
        tty.setcbreak(self._fd, termios.TCSADRAIN)

    def wait(self, seconds: float) -> list[str]:
        """Return the keys pressed; raise HungUpError if there is no terminal any more."""
        if not select.select([self._fd], [], [], seconds)[0]:
            # An escape that nothing follows is the key itself.
            begun, self._begun = self._begun, b""
            return [Key.ESCAPE] if begun == _ESCAPE else []
        try:
            typed = os.read(self._fd, _MOST)
        except OSError as error:
            raise HungUpError from error
        if not typed:
            raise HungUpError
        keys, self._begun = keys_in(self._begun + typed)
        return keys

    def close(self) -> None:
        """Put the terminal back; keys still unread were meant for us, not for the shell."""
        if self._before is not None:
            # Where the terminal is gone, nothing is left to put back.
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSAFLUSH, self._before)


def keys_in(typed: bytes) -> tuple[list[str], bytes]:
    """Return the keys that these bytes are, and what is left of one that is not yet complete."""
    keys: list[str] = []
    while typed:
        length = _length(typed)
        if not length:
            break
        one, typed = typed[:length], typed[length:]
        if one[:1] != _ESCAPE:
            letter = one.decode("utf-8", "replace")
            keys.append(Key.ENTER if letter in "\r\n" else letter)
        elif one == _ESCAPE:
            keys.append(Key.ESCAPE)
        elif one[-1:] in _LAST_LETTERS:
            keys.append(_LAST_LETTERS[one[-1:]])
    return keys, typed


def _length(typed: bytes) -> int:
    """Return how many bytes the first key takes; 0 if more must come to know."""
    if typed[:1] != _ESCAPE:
        return _letter_length(typed)
    if len(typed) == 1:
        return 0
    if typed[1:2] not in (b"[", b"O"):
        return 1
    for place in range(2, len(typed)):
        if 0x40 <= typed[place] <= 0x7E:  # noqa: PLR2004  (where a control sequence ends)
            return place + 1
    return 0


def _letter_length(typed: bytes) -> int:
    """Return how many bytes the first letter takes in UTF-8; nonsense is a letter that nobody wants."""
    first = typed[0]
    whole = next((n for low, high, n in _LEADS if low <= first < high), 1)
    for place in range(1, min(whole, len(typed))):
        if typed[place] & _CONTINUES != _CONTINUED:
            return place
    return whole if len(typed) >= whole else 0


def keys_of(stream: TextIO | None) -> Keys:
    """Return the keys of the terminal behind a stream, if somebody types there, and to this program."""
    try:
        fd = stream.fileno() if stream else -1
        is_terminal = HAS_TERMINALS and os.isatty(fd)
    except (OSError, ValueError):  # closed, or not a file at all
        return Nobody()
    return Keyboard(fd) if is_terminal and not _belongs_to_another(fd) else Nobody()


def _belongs_to_another(fd: int) -> bool:
    """Say whether the terminal's keys go to another program in front of this one."""
    try:
        return os.tcgetpgrp(fd) != os.getpgrp()
    except OSError:
        return False  # nobody shares it out among programs
