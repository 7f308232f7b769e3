"""What turns text into speech on this computer: the types, and which of them there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hiptimer.language import gettext as _
from hiptimer.sound.voice.recording import Recording


class Engine(StrEnum):
    """Who speaks, as it is chosen and kept in the preferences."""

    AUTO = "auto"
    SHIPPED = "shipped"
    ESPEAK_NG = "espeak-ng"
    FLITE = "flite"
    SYSTEM = "system"  # what Windows or macOS speaks with
    SPEECH_DISPATCHER = "speech-dispatcher"
    NONE = "none"


class ClipEngine(Protocol):
    """Renders text to samples: its length is known, and its end can be placed."""

    engine: Engine

    def is_here(self) -> bool:
        """Say whether this computer has it; found out without starting it."""

    def voice_for(self, language: str) -> str | None:
        """Return the name of its voice for a language such as "en" or "de-AT"; None if it has none."""

    def render(self, sentence: str, voice: str) -> Recording | None:
        """Return the sentence as spoken; None if that did not work. Never raises for what it is given.

        Blocks for some hundredths of a second, a few seconds at most: not for the window's thread.
        """

    def close(self) -> None:
        """End what is running; `render` returns None from now on."""


class LiveEngine(Protocol):
    """Speaks by itself, on a device and at a time of its own: there is no clip.

    Its lengths are estimates, so the end of a sentence cannot be placed, nor others' sound be turned
    down exactly as long as it speaks.
    """

    engine: Engine

    def is_here(self) -> bool:
        """Say whether this computer has it; found out without starting it."""

    def estimated_s(self, text: str) -> float:
        """Return roughly how many seconds the text will take, at a calm pace."""

    def say(self, text: str, language: str, volume: float = 1.0) -> None:
        """Begin to speak, in place of what is being said; `volume` is 0 to 1. Returns at once."""

    def stop(self) -> None:
        """Be silent."""

    def close(self) -> None:
        """Be silent, and leave nothing running."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An engine that can be chosen on this computer, with its name for people.

    `is_live` says that it speaks by itself, as a `LiveEngine` does.
    """

    engine: Engine
    name: str
    is_live: bool = False


def offers(clip_engines: Sequence[ClipEngine], live: LiveEngine) -> tuple[Offer, ...]:
    """Return what can be chosen here."""
    here = [
        Offer(Engine.AUTO, name_of(Engine.AUTO)),
        Offer(Engine.SHIPPED, name_of(Engine.SHIPPED)),
    ]
    here += [Offer(one.engine, name_of(one.engine)) for one in clip_engines if one.is_here()]
    if live.is_here():
        here.append(Offer(live.engine, name_of(live.engine), is_live=True))
    return (*here, Offer(Engine.NONE, name_of(Engine.NONE)))


def name_of(engine: Engine) -> str:
    """Return what an engine is called in a list of choices."""
    match engine:
        case Engine.AUTO:
            return _("The best that is here")
        case Engine.SHIPPED:
            return _("The voice that comes with hiptimer")
        case Engine.SYSTEM:
            return _("The voice of this computer")
        case Engine.ESPEAK_NG:
            return "eSpeak NG"
        case Engine.FLITE:
            return "Flite"
        case Engine.SPEECH_DISPATCHER:
            return _("Speech Dispatcher (begins and ends less exactly)")
        case Engine.NONE:
            return _("No voice")
