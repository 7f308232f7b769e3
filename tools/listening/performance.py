"""Plays a session file as the terminal does, and tells what was asked of the loudspeaker and when.

Arguments: the file, a folder for kept clips, a sound level or an empty word for the session's own, and
how often the player is asked, in milliseconds. Prints a line of JSON for each cue, and for each clip begun
or cut off, with its moment on `time.monotonic`.
"""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hiptimer.engine.cues import Priority, ToneCue, VoiceCue
from hiptimer.engine.player import Player
from hiptimer.engine.session import Session, SoundLevel
from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.preferences import Preferences
from hiptimer.resources import asset
from hiptimer.sound.clips import Clips
from hiptimer.sound.ducking import Ducking, Music
from hiptimer.sound.hearing import every_cue, expect, hear
from hiptimer.sound.levels import heard
from hiptimer.sound.output import Output, open_output
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.voice.speaking import Voice

PATIENCE_S = 60.0
SETTLE_S = 2.0  # a person takes longer to read the overview
RING_S = 2.5  # the last tone is heard out


def note(what: str, **more: Any) -> None:
    """Print what happened just now."""
    print(json.dumps({"what": what, "at": time.monotonic(), **more}), flush=True)


class NotedOutput:
    """An output that notes what is asked of it."""

    def __init__(self, output: Output) -> None:
        """Take the output that is heard."""
        self._output = output

    @property
    def device(self) -> str:
        """Say where sound goes."""
        return self._output.device

    def devices(self) -> list[tuple[str, str]]:
        """Return each device."""
        return self._output.devices()

    @property
    def trouble(self) -> str:
        """Say why nothing may be heard."""
        return self._output.trouble

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files."""
        self._output.prepare(clips)

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start."""
        note("play", clip=str(clip), volume=volume)
        self._output.play(clip, volume)

    def stop(self, clip: Path | None = None) -> None:
        """Cut off one file, or everything."""
        note("stop", clip=str(clip or ""))
        self._output.stop(clip)

    def let_go(self, clips: Iterable[Path]) -> None:
        """Forget files that were loaded."""
        self._output.let_go(clips)

    def tend(self) -> None:
        """Do what is due."""
        self._output.tend()

    def close(self) -> None:
        """Let go of the device."""
        self._output.close()


class NotedSpeaker(Speaker):
    """A speaker that notes each cue it is given and what it makes of it."""

    asked_at = 0.0  # when the player was asked last

    def sound(self, cue: ToneCue, late_s: float = 0.0) -> bool:
        """Sound a cue."""
        note(
            "tone",
            due=self.asked_at - late_s,
            at_s=cue.at_s,
            tone=cue.tone,
            length_s=cue.length_s,
            side=cue.side,
            wanted=self.heard.has(cue),
        )
        return super().sound(cue, late_s)

    def say(self, cue: VoiceCue, late_s: float = 0.0) -> bool:
        """Say a cue."""
        due = self.asked_at - late_s
        note(
            "voice",
            due=due,
            at_s=cue.at_s,
            words=cue.text,
            wanted=self.heard.has(cue),
            important=cue.priority >= Priority.END,
            over_by=None if cue.end_by_s is None else due + cue.end_by_s - cue.at_s,
        )
        is_said = super().say(cue, late_s)
        note("answer", words=cue.text, is_said=is_said)
        return is_said

    def speak(self, text: str, clip: Path | None) -> None:
        """Begin a sentence."""
        note("speak", words=text)
        super().speak(text, clip)


def main(file: str, kept: str, level: str, tick_ms: str) -> int:
    """Play the file to its end."""
    catalogue = bundled_catalogue()
    reading = read_session(Path(file), catalogue)
    if reading.session is None:
        print(*reading.errors, sep="\n", file=sys.stderr)
        return 2
    perform(reading.session, Path(kept), level, float(tick_ms) / 1000)
    return 0


def perform(session: Session, kept: Path, level: str, tick_s: float) -> None:
    """Play a session to its end; nobody presses a key."""
    catalogue = bundled_catalogue()
    preferences = Preferences()
    chosen = SoundLevel(level or session.sound or preferences.sound_level)
    voice = Voice(asset("voice"), kept)
    speaker = NotedSpeaker(
        Clips(asset("sounds"), kept),
        voice,
        lambda: NotedOutput(open_output(kept)),
        heard(preferences, chosen),
        quiet=Ducking(Music(preferences.music), kept),
    )
    now = time.monotonic()

    def clock() -> float:
        return now

    player = Player(lambda choices: unroll(session, catalogue, choices), clock)
    speaker.prepare(every_cue(player.timeline), session.language)
    voice.wait(PATIENCE_S)
    latest_at = time.monotonic() + PATIENCE_S
    while not (speaker.output.device or speaker.trouble) and time.monotonic() < latest_at:
        time.sleep(tick_s)
    _tend(speaker, SETTLE_S, tick_s)
    note("begin", device=speaker.output.device, seconds=player.timeline.duration_s)
    now = speaker.asked_at = time.monotonic()
    hear(speaker, player.play(), player.timeline.intervals)
    while not player.is_over:
        time.sleep(tick_s)
        now = speaker.asked_at = time.monotonic()
        hear(speaker, player.advance(), player.timeline.intervals)
        _go_on_alone(speaker, player)
        expect(speaker, player.interval, player.position_s)
        speaker.tend()
    _tend(speaker, RING_S, tick_s)
    note("end", trouble=speaker.trouble)
    speaker.close()


def _go_on_alone(speaker: Speaker, player: Player) -> None:
    """Do what the terminal does for a person without keys."""
    progress = player.progress
    if progress is None:
        return
    interval = progress.interval
    waits = interval.open and interval.linger_s is None
    own_time_s = (interval.count or 0) * interval.count_s
    if player.is_waiting or (waits and progress.elapsed_s >= own_time_s):
        hear(speaker, player.next(), player.timeline.intervals)


def _tend(speaker: Speaker, seconds: float, tick_s: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        speaker.tend()
        time.sleep(tick_s)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
