"""Other programs' sound, turned up and down at the sound server of a Linux desktop."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hiptimer.sound.pulse import ask_server
from hiptimer.sound.source import Sounding, Volumes

_HEAD = re.compile(r"Sink Input #(\d+)$")
_PROPERTY = re.compile(r'\t\t([\w.-]+) = "(.*)"$')
_VOLUME = re.compile(r"\S+: +(\d+) /")

# Calls, alarms, and the voice that reads the screen to somebody: theirs are words too.
_NOT_MUSIC = frozenset({"phone", "event", "a11y", "notification"})
_SPEECH = ("speech-dispatcher", "sd_")


@dataclass(slots=True)
class _Listed:
    number: str
    is_corked: bool = False
    volumes: list[int] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


class Streams:
    """Knows every stream by its number, and speaks to the server through `pactl`."""

    lowered = 0.6  # by some 13 dB: the server's scale is a cubic one
    tolerance = 100.0  # of 65536; PipeWire rounds

    def sounding(self) -> list[Sounding] | None:
        """Return the streams of others; None without a server, or without the means to ask it."""
        listed = ask_server("list", "sink-inputs")
        if listed is None:
            return None
        return [
            Sounding(one.number, _program(one), tuple(map(float, one.volumes)), not one.is_corked)
            for one in _parse(listed.splitlines())
            if one.volumes and _is_music(one) and not _is_ours(one)
        ]

    def set_volume(self, one: str, volumes: Volumes) -> None:
        """Turn a stream up or down; one that is gone is let be."""
        ask_server("set-sink-input-volume", one, *[str(round(volume)) for volume in volumes])


def _parse(lines: Iterable[str]) -> Iterator[_Listed]:
    one: _Listed | None = None
    for line in lines:
        if head := _HEAD.match(line):
            if one is not None:
                yield one
            one = _Listed(head[1])
        elif one is None:
            continue
        elif line.startswith("\tCorked: "):
            one.is_corked = line.endswith("yes")
        elif line.startswith("\tVolume: "):
            one.volumes = [int(volume) for volume in _VOLUME.findall(line)]
        elif known := _PROPERTY.match(line):
            one.properties[known[1]] = known[2]
    if one is not None:
        yield one


def _program(one: _Listed) -> str:
    """Return by what the server remembers the volume of whoever made the stream."""
    known = one.properties
    return known.get("module-stream-restore.id") or known.get("application.name", "")


def _is_music(one: _Listed) -> bool:
    known = one.properties
    names = (known.get("application.name", ""), known.get("application.process.binary", ""))
    return known.get("media.role") not in _NOT_MUSIC and not any(
        name.startswith(_SPEECH) for name in names
    )


def _is_ours(one: _Listed) -> bool:
    number = one.properties.get("application.process.id", "")
    if not number.isdecimal():
        return False
    return os.getpid() in (int(number), _parent(int(number)))


def _parent(process: int) -> int | None:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The program's name, in brackets, may hold anything.
    return int(stat.rpartition(")")[2].split()[1])
