"""Turns down what other programs play while something is said, and up again whatever happens.

What was turned down is written into a file before it is; what the file names is put right by the next
start of the program, if this one is cut short. What somebody has changed meanwhile is left as they like it.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hiptimer.files import is_file, replacing
from hiptimer.sound.source import Sounding, Source, Volumes

if TYPE_CHECKING:
    from hiptimer.sound.players import Players

BEFORE_S = 0.3  # how long before a sentence `begin` is best called
AFTER_S = 0.3  # how long after `end` the music stays low, or for the next sentence

_WATCH_S = 2.0  # between two looks for a song that has begun as quietly as the one before ended
_WATCH_FOR_S = 60.0


class Music(StrEnum):
    """What other players do while something is said."""

    LEAVE = "leave"
    LOWER = "lower"
    PAUSE = "pause"


class Pausable(Protocol):
    """Players that can be paused too."""

    def playing(self) -> list[str]:
        """Return those that are playing."""

    def pause(self, player: str) -> None:
        """Pause one."""

    def go_on(self, player: str) -> None:
        """Let one go on, if it is paused still."""


Sources = tuple[dict[str, Source], Pausable | None]
"""What can be turned down, by a word for each kind, the best first; and who can be paused."""


@dataclass(frozen=True, slots=True)
class _Lowered:
    """What was turned down: as it was, and as it is now unless somebody changes it."""

    source: str
    name: str
    program: str
    was: Volumes
    now: Volumes


class Ducking:
    """Does it all in a thread of its own, since a player may take its time to answer."""

    def __init__(
        self,
        mode: Music,
        kept: Path,
        sources: Callable[[], Sources] | None = None,
    ) -> None:
        """Take a folder for the file; nobody is asked anything until `begin` or `mend`."""
        self.mode = mode
        self._path = kept / "turned-down.json"
        self._find_sources = sources or _sources_here
        self._sources: dict[str, Source] = {}
        self._players: Pausable | None = None
        self._paused: list[str] = []
        self._changed = threading.Condition()
        self._is_wanted = False
        self._is_low = False
        self._release_at = 0.0
        self._watch_until = 0.0
        self._closing = False
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Have others be quiet for what is about to be said."""
        if self.mode is not Music.LEAVE and not self._closing:
            self._tell(is_wanted=True)

    def end(self) -> None:
        """Let the music be as it was, unless more is said at once."""
        if self._is_wanted:
            self._release_at = time.monotonic() + AFTER_S
            self._tell(is_wanted=False)

    def mend(self) -> None:
        """Turn up what a program that was cut short has left low; best called once, after a start."""
        if is_file(self._path):
            self._watch_until = time.monotonic() + _WATCH_FOR_S
            self._tell(is_wanted=self._is_wanted)

    def close(self) -> None:
        """Turn everything up again, now."""
        with self._changed:
            self._is_wanted, self._closing = False, True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(2 * _WATCH_S)

    def _tell(self, *, is_wanted: bool) -> None:
        with self._changed:
            self._is_wanted = is_wanted
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="ducking", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        self._sources, self._players = self._find_sources()
        self._raise()
        while not self._closing:
            if self._is_wanted and not self._is_low:
                self._is_low = True
                self._quieten()
            elif self._is_low and not self._is_wanted and time.monotonic() >= self._release_at:
                self._release()
            self._wait()
        self._release()

    def _wait(self) -> None:
        now = time.monotonic()
        with self._changed:
            if self._closing or (self._is_wanted and not self._is_low):
                return
            if self._is_low and not self._is_wanted:
                self._changed.wait(max(0.0, self._release_at - now))
            elif not self._is_low and now < self._watch_until and is_file(self._path):
                if not self._changed.wait(_WATCH_S):
                    self._raise()
            else:
                self._changed.wait()

    def _quieten(self) -> None:
        if self.mode is Music.PAUSE and self._players is not None:
            self._paused = self._players.playing()
            for player in self._paused:
                self._players.pause(player)
        if not self._paused:
            self._lower()

    def _release(self) -> None:
        self._is_low = False
        self._watch_until = time.monotonic() + _WATCH_FOR_S
        self._raise()
        for player in self._paused:
            if self._players is not None:
                self._players.go_on(player)
        self._paused = []

    def _lower(self) -> None:
        for name, source in self._sources.items():
            sounding = source.sounding()
            if sounding is None:
                continue
            left = self._read()
            lowered = [_lower_one(name, source, one, left) for one in sounding if one.plays]
            if lowered and self._write(_joined(left, lowered)):
                for one in lowered:
                    source.set_volume(one.name, one.now)
            return  # one kind is enough: what plays in a player is a stream, too

    def _raise(self) -> None:
        left = self._read()
        for name, source in self._sources.items():
            mine = [one for one in left if one.source == name]
            there_are = source.sounding() if mine else None
            if there_are is None:
                continue
            sounding = {one.name: one for one in there_are}
            # First those that are still there; then songs that began as low as the one before ended.
            gone = [one for one in mine if not _is_same(one, sounding.get(one.name))]
            for one in mine:
                if one in gone:
                    continue
                there = sounding.pop(one.name)
                if _is_near(there.volumes, one.now, source):
                    source.set_volume(one.name, one.was)
                left.remove(one)
            for one in gone:
                heirs = [
                    there
                    for there in sounding.values()
                    if there.program == one.program and _is_near(there.volumes, one.now, source)
                ]
                for heir in heirs:
                    source.set_volume(heir.name, one.was)
                    del sounding[heir.name]
                if heirs:
                    left.remove(one)
        self._write(left)

    def _read(self) -> list[_Lowered]:
        try:
            listed = json.loads(self._path.read_bytes())
            return [
                _Lowered(**(one | {"was": tuple(one["was"]), "now": tuple(one["now"])}))
                for one in listed
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def _write(self, lowered: list[_Lowered]) -> bool:
        """Write down what is low; tell whether that was done, or else nothing may be turned down."""
        try:
            if not lowered:
                self._path.unlink(missing_ok=True)
                return True
            with replacing(self._path) as file:
                file.write(json.dumps([asdict(one) for one in lowered]).encode())
        except OSError:
            return False
        return True


def _lower_one(name: str, source: Source, one: Sounding, left: list[_Lowered]) -> _Lowered:
    """Return what to turn down, which may be low already from before."""
    for before in left:
        of_same = before.source == name and before.program == one.program
        if of_same and _is_near(one.volumes, before.now, source):
            return replace(before, name=one.name)
    now = tuple(volume * source.lowered for volume in one.volumes)
    return _Lowered(name, one.name, one.program, one.volumes, now)


def _joined(left: list[_Lowered], lowered: list[_Lowered]) -> list[_Lowered]:
    """Return both; of a program that is low again, only what holds true now."""
    again = {(one.source, one.program) for one in lowered}
    return [one for one in left if (one.source, one.program) not in again] + lowered


def _is_same(one: _Lowered, there: Sounding | None) -> bool:
    return there is not None and there.program == one.program


def _is_near(one: Volumes, other: Volumes, source: Source) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= source.tolerance for a, b in zip(one, other, strict=True)
    )


def _sources_here() -> Sources:
    """Find what can be turned down on this computer; nothing yet on Windows and the Mac."""
    if not sys.platform.startswith("linux"):
        return {}, None
    from hiptimer.sound.streams import Streams  # noqa: PLC0415 - asked for where it can be used

    sources: dict[str, Source] = {"stream": Streams()}
    players: Players | None = None
    try:
        from hiptimer.sound import players as on_the_bus  # noqa: PLC0415

        sources["player"] = players = on_the_bus.Players()
    except ImportError:
        pass
    return sources, players
