"""What sounds besides this program, in the words that `ducking` understands."""

from dataclasses import dataclass
from typing import Protocol

Volumes = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sounding:
    """Something that plays or has paused: its own name, that of its program, and its volumes."""

    name: str
    """Told apart from all others; never used again for another one, while the server lives."""
    program: str
    """What keeps its name when the next song begins."""
    volumes: Volumes
    """Of each channel, on a scale of the source's own."""
    plays: bool = True
    """Whether it plays just now."""


class Source(Protocol):
    """A kind of things that sound, whose volume can be asked for and set."""

    lowered: float
    """What a volume is multiplied by to turn it down."""
    tolerance: float
    """How far two volumes may differ and yet be the same."""

    def sounding(self) -> list[Sounding] | None:
        """Return what plays or has paused, and is not ours; None if nobody can be asked."""

    def set_volume(self, one: str, volumes: Volumes) -> None:
        """Set the volume of one, by its name."""
