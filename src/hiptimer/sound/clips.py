"""The WAV file of each tone: shipped with the program, or made when first wanted and kept."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from hiptimer.engine.cues import Tone, ToneCue
from hiptimer.engine.exercise import Side
from hiptimer.files import is_file, replacing
from hiptimer.sound.synthesis import BREATHS, LASTING, TEMPO, Pitch, panned, render

# Raised whenever `synthesis` changes what is heard, so that clips kept from before are not used.
KEPT_VERSION = 2

_STEP_S = 0.1  # glides of nearly the same length share a clip
_SHORTEST_S = dict.fromkeys(BREATHS, 0.5) | dict.fromkeys(TEMPO, 0.3)
_LONGEST_S = dict.fromkeys(BREATHS, 60.0) | dict.fromkeys(TEMPO, 15.0)

# The paces of most sessions, in the middle and at the middle pitch. Others are made: a second of
# sound in about 20 ms, once.
SHIPPED_S: dict[Tone, tuple[float, ...]] = {
    Tone.BREATH_IN: (3, 4, 5),
    Tone.BREATH_OUT: (3, 4, 5, 6),
    Tone.TEMPO_UP: (0.4, 0.9, 1.9, 2.9),  # most end a rep, and leave a moment to its tick
    Tone.TEMPO_LEVEL: (0.4, 1, 2),
    Tone.TEMPO_DOWN: (0.4, 1, 2, 3),
}


def clip_name(
    tone: Tone, length_s: float = 0.0, pitch: Pitch = Pitch.MID, side: Side | None = None
) -> str:
    """Give the file name of a tone, as `start.wav`, `breath-in-4.wav` or `tempo-up-2.5-high-left.wav`.

    A glide carries its length in seconds; what is as usual, the middle pitch and no side, is left out.
    """
    words: list[str] = [tone]
    if tone in LASTING:
        words.append(f"{_rounded(tone, length_s):g}")
    if pitch is not Pitch.MID and tone not in BREATHS:
        words.append(pitch)
    if side is not None:
        words.append(side)
    return f"{'-'.join(words)}.wav"


def shipped_clips() -> dict[str, bytes]:
    """Make every file that belongs in `assets/sounds/`, by name."""
    return {
        clip_name(tone, length_s): render(tone, length_s)
        for tone in Tone
        for length_s in SHIPPED_S.get(tone, (0,))
    }


class Clips:
    """Finds the file of a tone in the shipped folder, else in the kept one, else makes it there.

    `pitch` is where the tones lie, and `mono` whether all come from the middle whatever their side:
    for one loudspeaker, or one ear. Both may be changed at any time. Any thread may ask for files.
    """

    def __init__(
        self, shipped: Path, kept: Path, pitch: Pitch = Pitch.MID, *, mono: bool = False
    ) -> None:
        """Take the folder of `assets/sounds/` and one in which made clips may be kept."""
        self._shipped = shipped
        self._kept = kept / f"tones-{KEPT_VERSION}"
        self.pitch = pitch
        self.mono = mono

    def path(self, tone: Tone, length_s: float = 0.0, side: Side | None = None) -> Path | None:
        """Give a playable file, or None if there is none and none can be written."""
        pitch, side = self.pitch, None if self.mono else side
        name = clip_name(tone, length_s, pitch, side)
        for folder in (self._shipped, self._kept):
            if is_file(folder / name):
                return folder / name
        try:
            self._keep(name, self._made(tone, length_s, pitch, side))
        except OSError:
            return self._next_best(tone, length_s, side)
        return self._kept / name

    def for_cues(self, cues: Iterable[ToneCue]) -> list[Path]:
        """Give the file of each different tone among the cues, making those that are missing.

        Many new ones take a second or more, so it is best called where nobody waits for it.
        """
        wanted = {clip_name(cue.tone, cue.length_s, side=cue.side): cue for cue in cues}
        paths = (self.path(cue.tone, cue.length_s, cue.side) for cue in wanted.values())
        return list(dict.fromkeys(path for path in paths if path is not None))

    def _made(self, tone: Tone, length_s: float, pitch: Pitch, side: Side | None) -> bytes:
        ready = self._shipped / clip_name(tone, length_s, pitch)
        length_s = _rounded(tone, length_s)
        plain = ready.read_bytes() if ready.is_file() else render(tone, length_s, pitch)
        return plain if side is None else panned(plain, side)

    def _keep(self, name: str, content: bytes) -> None:
        if not self._kept.is_dir():
            for other in self._kept.parent.glob("tones-*"):
                if other != self._kept:  # another thread may have made it just now
                    shutil.rmtree(other, ignore_errors=True)
        with replacing(self._kept / name) as file:
            file.write(content)

    def _next_best(self, tone: Tone, length_s: float, side: Side | None) -> Path | None:
        """Give a file that is there already: a full disk must not silence what leads a person."""
        if side is not None:
            return self.path(tone, length_s)
        # A shorter glide, at the usual pitch, still leads.
        for candidate_s in sorted(SHIPPED_S.get(tone, (0,)), reverse=True):
            path = self._shipped / clip_name(tone, candidate_s)
            if candidate_s <= _rounded(tone, length_s) and path.is_file():
                return path
        return None


def _rounded(tone: Tone, length_s: float) -> float:
    """Bring a glide's length to a tenth of a second within what can sensibly be led; else give 0."""
    if tone not in LASTING:
        return 0.0
    steps = round(min(max(length_s, _SHORTEST_S[tone]), _LONGEST_S[tone]) / _STEP_S)
    return round(steps * _STEP_S, 1)
