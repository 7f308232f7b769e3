"""The WAV file of each tone: shipped with the program, or made when first wanted and kept."""

from collections.abc import Iterable
from pathlib import Path

from hiptimer.engine.cues import Tone, ToneCue
from hiptimer.files import replacing
from hiptimer.sound.synthesis import BREATHS, render

# Raised whenever `synthesis` changes what is heard, so that clips kept from before are not used.
KEPT_VERSION = 1

_STEP_S = 0.1  # breaths of nearly the same length share a clip
_SHORTEST_S, _LONGEST_S = 0.5, 60.0

# The paces most sessions breathe at. Others cost a fifth of a second each, once.
SHIPPED_BREATHS_S: dict[Tone, tuple[int, ...]] = {
    Tone.BREATH_IN: (3, 4, 5),
    Tone.BREATH_OUT: (4, 5, 6),
}


def clip_name(tone: Tone, length_s: float = 0.0) -> str:
    """Give the file name of a tone; breaths carry their length in seconds, as `breath-in-4.wav`."""
    return f"{tone}-{_rounded(length_s):g}.wav" if tone in BREATHS else f"{tone}.wav"


def shipped_clips() -> dict[str, bytes]:
    """Make every file that belongs in `assets/sounds/`, by name."""
    fixed = {clip_name(tone): render(tone) for tone in Tone if tone not in BREATHS}
    breaths = {
        clip_name(tone, length_s): render(tone, length_s)
        for tone, lengths_s in SHIPPED_BREATHS_S.items()
        for length_s in lengths_s
    }
    return fixed | breaths


class Clips:
    """Finds the file of a tone in the shipped folder, else in the kept one, else makes it there."""

    def __init__(self, shipped: Path, kept: Path) -> None:
        """Take the folder of `assets/sounds/` and one in which made clips may be kept."""
        self._shipped = shipped
        self._kept = kept / f"tones-{KEPT_VERSION}"

    def path(self, tone: Tone, length_s: float = 0.0) -> Path | None:
        """Give a playable file, or None if there is none and none can be written."""
        name = clip_name(tone, length_s)
        for folder in (self._shipped, self._kept):
            if (folder / name).is_file():
                return folder / name
        try:
            with replacing(self._kept / name) as file:
                file.write(render(tone, _rounded(length_s)))
        except OSError:
            # A full disk must not silence the breathing: a shorter glide still leads it.
            return self._nearest_shipped(tone, length_s)
        return self._kept / name

    def for_cues(self, cues: Iterable[ToneCue]) -> list[Path]:
        """Give the file of each different tone among the cues, making those that are missing."""
        wanted = {clip_name(cue.tone, cue.length_s): cue for cue in cues}
        paths = (self.path(cue.tone, cue.length_s) for cue in wanted.values())
        return [path for path in paths if path is not None]

    def _nearest_shipped(self, tone: Tone, length_s: float) -> Path | None:
        lengths_s = SHIPPED_BREATHS_S.get(tone, ())
        for candidate_s in sorted(lengths_s, reverse=True):
            path = self._shipped / clip_name(tone, candidate_s)
            if candidate_s <= length_s and path.is_file():
                return path
        return None


def _rounded(length_s: float) -> float:
    """Bring a breath's length to a tenth of a second within what can sensibly be breathed."""
    steps = round(min(max(length_s, _SHORTEST_S), _LONGEST_S) / _STEP_S)
    return round(steps * _STEP_S, 1)
