"""What the person has chosen: one frozen value, kept as a file that they can read and edit."""

import json
import os
import tomllib
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, Final

from hiptimer.files import replacing
from hiptimer.language import gettext as _


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class WaitForMe(StrEnum):
    """When the last second of getting ready lasts until the person says go."""

    ALWAYS = "always"
    FIRST_RUN_AND_ASSIGNED = "first_run_and_assigned"
    NEVER = "never"


class ReduceMotion(StrEnum):
    """Whether changes on screen happen at once instead of fading."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


LOOKS: Final = ("teal", "plum", "moss", "berry")
BUILDS: Final = ("slender", "sturdy")
SOUND_LEVELS: Final = ("full", "standard", "sparse", "soft", "silent")
VOICES: Final = (
    "auto",
    "shipped",
    "espeak-ng",
    "flite",
    "system",
    "speech-dispatcher",
    "none",
)
PITCHES: Final = ("low", "mid", "high")
MUSIC: Final = ("leave", "lower", "pause")
MOST_TARGET_MIN: Final = 600
"""The highest weekly target, in minutes."""
LONGEST_TEXT: Final = 500
"""The most letters that a preference in free words may have."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything the person can choose; ValueError for a value that the file could not hold."""

    theme: Theme = Theme.SYSTEM
    text_size: int = 100
    """Percent of the size that the design names."""
    reduce_motion: ReduceMotion = ReduceMotion.SYSTEM
    full_screen: bool = True
    """Whether a session fills the screen."""
    mirror: bool = True
    """Whether the person's left is on the left of the screen, as in a mirror."""
    figure: str = "teal"
    """One of LOOKS: who shows the exercises."""
    build: str = "slender"
    """One of BUILDS: the body of who shows them."""
    sound_level: str = "standard"
    """One of SOUND_LEVELS."""
    hear_directions: bool = True
    """Whether it is said what comes, on which side, and when it is over."""
    hear_form: bool = True
    """Whether it is said how to do it well."""
    hear_counts: bool = True
    """Whether halfway, numbers and the words of breaths and phases are said."""
    hear_signals: bool = True
    """Whether starts, countdowns, ends and changes have a tone."""
    hear_guide: bool = True
    """Whether breaths and reps have tones to follow."""
    voice: str = "auto"
    """One of VOICES: who speaks."""
    voice_volume: int = 80
    """Percent."""
    tone_volume: int = 80
    """Percent."""
    pitch: str = "mid"
    """One of PITCHES: where the tones lie."""
    mono: bool = False
    """Whether left and right sound alike."""
    music: str = "lower"
    """One of MUSIC: what other players do while something is said."""
    output_device: str = ""
    """The system's name of the loudspeaker; empty for the usual one."""
    border_pulse: bool = True
    """Whether the border of the window pulses once at each change."""
    sound_checked: bool = False
    """Whether the person has said that they hear the sounds where they exercise."""
    voice_captions: bool = True
    """Whether what the voice says also stands on screen."""
    wait_for_me: WaitForMe = WaitForMe.FIRST_RUN_AND_ASSIGNED
    single_letter_keys: bool = True
    """Whether keys such as P work without Ctrl."""
    weekly_target_min: int = 0
    """Minutes of work that the person means to do each week; 0 for none."""
    shared_folder: str = ""
    """The folder in which the person's computers tell each other what was done; empty for none."""

    def __post_init__(self) -> None:
        """Refuse what reading the file would refuse."""
        for name, value in asdict(self).items():
            if not _fits(name, value):
                raise ValueError(f"{name} cannot be {value!r}")


@dataclass(frozen=True, slots=True)
class PreferencesRead:
    """What reading the file gave."""

    preferences: Preferences
    messages: tuple[str, ...] = ()
    """A sentence for each thing that could not be used as it stood in the file."""
    set_aside: Path | None = None
    """Where an unreadable file now stands, under its new name."""


# What may stand behind each name: one of some words, the lowest and highest number, a yes or no, or
# text of so many letters at most.
_ALLOWED: Final[dict[str, tuple[str, ...] | range | int | None]] = {
    "theme": tuple(Theme),
    "text_size": range(90, 201),
    "reduce_motion": tuple(ReduceMotion),
    "full_screen": None,
    "mirror": None,
    "figure": LOOKS,
    "build": BUILDS,
    "sound_level": SOUND_LEVELS,
    "hear_directions": None,
    "hear_form": None,
    "hear_counts": None,
    "hear_signals": None,
    "hear_guide": None,
    "voice": VOICES,
    "voice_volume": range(101),
    "tone_volume": range(101),
    "pitch": PITCHES,
    "mono": None,
    "music": MUSIC,
    "output_device": LONGEST_TEXT,
    "border_pulse": None,
    "sound_checked": None,
    "voice_captions": None,
    "wait_for_me": tuple(WaitForMe),
    "single_letter_keys": None,
    "weekly_target_min": range(MOST_TARGET_MIN + 1),
    "shared_folder": LONGEST_TEXT,
}
_ENUMS: Final[dict[str, type[StrEnum]]] = {
    "theme": Theme,
    "reduce_motion": ReduceMotion,
    "wait_for_me": WaitForMe,
}


def read_preferences(path: Path) -> PreferencesRead:
    """Answer what stands in the file; what is missing or wrong takes its default.

    A file that is not TOML is kept under a new name beside its old one.
    """
    try:
        table = _table(path)
    except FileNotFoundError:
        return PreferencesRead(Preferences())
    except OSError as error:
        said = _("The preferences in {path} cannot be read: {why}. The built-in ones are used.")
        return PreferencesRead(
            Preferences(), (said.format(path=path, why=error.strerror or error),)
        )
    except ValueError as error:
        return _read_broken(path, error)
    known: dict[str, Any] = {}
    messages = []
    for name in _ALLOWED.keys() & table.keys():
        if _fits(name, table[name]):
            known[name] = _ENUMS[name](table[name]) if name in _ENUMS else table[name]
        else:
            messages.append(_mismatch(path, name, table[name]))
    return PreferencesRead(Preferences(**known), tuple(sorted(messages)))


def write_preferences(path: Path, preferences: Preferences) -> None:
    """Put the preferences into the file, whole or not at all, beside names it holds but we do not.

    Raises OSError if that cannot be done; the file is then as it was.
    """
    # A file kept elsewhere and linked to stays where it is.
    path = path.resolve()
    try:
        others = {k: v for k, v in _table(path).items() if k not in _ALLOWED}
    except FileNotFoundError:
        others = {}
    except ValueError:
        _set_aside(path)
        others = {}
    lines = ["# hiptimer's preferences. Edit them while it is not running."]
    for name, value in asdict(preferences).items():
        lines += ["", f"# {_words(name)}", f"{name} = {_toml(value)}"]
    if others:
        lines += ["", "# Not known to this version, and kept."]
        lines += [f"{_toml(name)} = {_toml(value)}" for name, value in others.items()]
    with replacing(path) as file:
        file.write(("\n".join(lines) + "\n").encode())


def _table(path: Path) -> dict[str, Any]:
    # Some editors put a byte order mark in front, which TOML does not know.
    return tomllib.loads(path.read_bytes().decode("utf-8-sig"))


def _fits(name: str, value: object) -> bool:
    allowed = _ALLOWED[name]
    if allowed is None:
        return isinstance(value, bool)
    if isinstance(allowed, range):
        return isinstance(value, int) and not isinstance(value, bool) and value in allowed
    if isinstance(allowed, int):
        return isinstance(value, str) and len(value) <= allowed and value.isprintable()
    return isinstance(value, str) and value in allowed


def _words(name: str) -> str:
    allowed = _ALLOWED[name]
    if allowed is None:
        return _("true or false")
    if isinstance(allowed, range):
        return _("{lowest} to {highest}").format(lowest=allowed[0], highest=allowed[-1])
    if isinstance(allowed, int):
        return _("at most {n} letters in quotes").format(n=allowed)
    return _("one of {words}").format(words=", ".join(f'"{word}"' for word in allowed))


def _mismatch(path: Path, name: str, value: object) -> str:
    default = next(field.default for field in fields(Preferences) if field.name == name)
    said = _("{path}: {name} is {value}, which cannot be used. Write {words}; {default} is used.")
    return said.format(
        path=path, name=name, value=_toml(value), words=_words(name), default=_toml(default)
    )


def _read_broken(path: Path, error: ValueError) -> PreferencesRead:
    try:
        aside = _set_aside(path)
    except OSError:
        said = _("The preferences in {path} are damaged: {why}. The built-in ones are used.")
        return PreferencesRead(Preferences(), (said.format(path=path, why=error),))
    said = _(
        "The preferences in {path} are damaged: {why}. "
        "The file is kept as {aside}, and the built-in ones are used."
    )
    return PreferencesRead(
        Preferences(), (said.format(path=path, why=error, aside=aside.name),), aside
    )


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.broken-{number}") for number in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    path.rename(aside)
    return aside


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON's strings are TOML's but for one character.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return repr(value)
