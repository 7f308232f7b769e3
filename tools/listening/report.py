"""What was heard of a session, held against its timeline."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from hiptimer.engine.cues import Tone
from hiptimer.engine.exercise import Side
from hiptimer.sound.synthesis import BREATHS, LASTING, LEAD_IN_S, RECIPES, TAIL_S
from tools.listening.matching import WHOLE_SCORE, Listening, Sound, heard_of, samples_of
from tools.listening.recording import RATE_HZ, Heard

COUNTDOWNS = (Tone.READY_COUNTDOWN, Tone.COUNTDOWN)
_ROUGHLY_S = 0.05  # what is due nearly together may be heard in any order
_HEARD_ROUGHLY_S = 0.2
_LEVEL_SHARE = 0.03  # what changes its pitch by less stays level
_SIDE_DB = 6.0  # what comes from a side is louder there by more than this
_BEAT_MORE_S = 0.03  # of a beat's ringing belongs to it
_BEAT_SCORE = 0.6
_LAST_WORDS_S = 0.4
_ROOM_S = 0.5  # speech that announces a change may run into its own half second of quiet
_FRAME_S = 0.05
_LOUD = 0.01  # of full scale: -40 dB
_CLIPPED = 0.999
_WAYS = {
    Tone.BREATH_IN: "up",
    Tone.BREATH_OUT: "down",
    Tone.TEMPO_UP: "up",
    Tone.TEMPO_LEVEL: "level",
    Tone.TEMPO_DOWN: "down",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of the run: when it was due, what was made of it, and which of the sounds it is."""

    name: str
    due: float
    is_voice: bool = False
    side: Side | None = None
    length_s: float = 0.0
    over_by: float | None = None
    is_important: bool = True
    said: str = ""
    number: int | None = None

    @property
    def tone(self) -> Tone | None:
        """The tone, if it is one."""
        return None if self.is_voice else Tone(self.name)


@dataclass(frozen=True, slots=True)
class Result:
    """One cue as it was heard; times are in seconds, `error_s` beside the run's median."""

    cue: Cue
    is_heard: bool
    error_s: float = 0.0
    asked_late_s: float = 0.0  # of which the player's share
    beats_s: tuple[float, ...] = ()  # the error of each beat of a countdown
    way: str = ""  # where the pitch goes
    heard_side: Side | None = None
    ears_db: float = 0.0
    is_whole: bool = True
    over_late_s: float | None = None  # how long after the moment by which it was to be over


@dataclass(frozen=True, slots=True)
class Run:
    """A whole session as it was heard."""

    results: tuple[Result, ...]
    unasked_s: tuple[float, ...]  # sounds that nobody had asked for, seconds into the recording
    peak: float
    drift_ms: float
    seconds: float
    faults: tuple[str, ...] = field(default=())


def cues_of(notes: Iterable[str]) -> tuple[list[Cue], list[Sound]]:
    """Return the cues that were to be heard and the sounds that were asked for, from what was noted."""
    cues: list[Cue] = []
    sounds: list[Sound] = []
    playing_for: int | None = None
    for line in notes:
        noted: dict[str, Any] = json.loads(line)
        match noted["what"]:
            case "tone" if noted["wanted"]:
                side = Side(noted["side"]) if noted["side"] else None
                cues.append(Cue(noted["tone"], noted["due"], side=side, length_s=noted["length_s"]))
                playing_for = len(cues) - 1
            case "voice" if noted["wanted"]:
                cues.append(
                    Cue(
                        noted["words"],
                        noted["due"],
                        is_voice=True,
                        over_by=noted["over_by"],
                        is_important=noted["important"],
                    )
                )
            case "speak":
                playing_for = _spoken_now(cues, noted["words"])
            case "play":
                if playing_for is not None:
                    cues[playing_for] = replace(cues[playing_for], number=len(sounds))
                    playing_for = None
                sounds.append(Sound(Path(noted["clip"]), noted["at"], noted["volume"]))
            case "stop":
                sounds = [_cut_off(one, noted["clip"], noted["at"]) for one in sounds]
            case _:
                pass
    return cues, sounds


def _spoken_now(cues: list[Cue], words: str) -> int | None:
    """Mark the latest sentence that begins so as said; it may have been shortened to be over in time."""
    for number in reversed(range(len(cues))):
        cue = cues[number]
        if cue.is_voice and not cue.said and cue.name.startswith(words):
            cues[number] = replace(cue, said=words)
            return number
    return None


def _cut_off(sound: Sound, clip: str, at: float) -> Sound:
    length_s = samples_of(sound.clip).shape[1] / RATE_HZ
    sounds_still = sound.asked_at + min(length_s - TAIL_S, sound.cut_after_s) > at
    if clip in ("", str(sound.clip)) and sounds_still:
        return replace(sound, cut_after_s=at - sound.asked_at)
    return sound


def listen_to(heard: Heard, cues: Sequence[Cue], sounds: Sequence[Sound]) -> Run:
    """Find every cue in the recording."""
    listening = Listening(heard, sounds)
    late = [
        listening.moment(cue.number) - cue.due
        for cue in cues
        if cue.number is not None and not cue.is_voice and listening.is_heard(cue.number)
    ]
    usual_s = float(np.median(late)) if late else 0.0
    results = tuple(_result(listening, cue, usual_s) for cue in cues)
    peak, unasked_s = _unasked(listening)
    run = Run(results, unasked_s, peak, heard.drift_ms, len(heard.frames) / RATE_HZ)
    return replace(run, faults=tuple(_faults(run)))


def _result(listening: Listening, cue: Cue, usual_s: float) -> Result:
    number = cue.number
    if number is None or not listening.is_heard(number):
        return Result(cue, is_heard=False)
    sound, moment = listening.sounds[number], listening.moment(number)
    result = Result(
        cue,
        is_heard=True,
        error_s=moment - cue.due - usual_s,
        asked_late_s=sound.asked_at - cue.due,
        is_whole=listening.places[number].whole_score >= WHOLE_SCORE,
    )
    tone = cue.tone
    if tone is None:
        return _sentence(listening, result, usual_s)
    if tone in COUNTDOWNS:
        errors = _beats(listening, number, tone)
        return replace(result, beats_s=tuple(result.error_s + error for error in errors))
    if tone in LASTING:
        result = replace(result, way=_way(listening, number, cue.length_s))
    if cue.side is not None:
        louder_db = listening.ears_db(number)
        side = Side.LEFT if louder_db > _SIDE_DB else Side.RIGHT if louder_db < -_SIDE_DB else None
        return replace(result, heard_side=side, ears_db=louder_db)
    return result


def _sentence(listening: Listening, result: Result, usual_s: float) -> Result:
    number = result.cue.number
    if number is None:
        return result
    wanted = heard_of(listening.sounds[number])
    spoken = wanted.shape[1] - round(TAIL_S * RATE_HZ)
    last = min(spoken, round(_LAST_WORDS_S * RATE_HZ))
    shift, _score = listening.part_of(number, spoken - last, last)
    end = listening.heard.moment(listening.places[number].index + spoken + shift) - usual_s
    over_by = result.cue.over_by
    late_s = None if over_by is None else end - over_by
    return replace(result, over_late_s=late_s)


def _beats(listening: Listening, number: int, tone: Tone) -> Iterable[float]:
    """Yield how much later than in its clip each beat of a countdown was heard."""
    for note in RECIPES[tone].notes:
        start = round((LEAD_IN_S + note.at_s) * RATE_HZ)
        length = round((note.length_s + _BEAT_MORE_S) * RATE_HZ)
        shift, score = listening.part_of(number, start, length)
        if score >= _BEAT_SCORE:
            yield shift / RATE_HZ


def _way(listening: Listening, number: int, length_s: float) -> str:
    early, late = (listening.pitch_hz(number, LEAD_IN_S + share * length_s) for share in (0.2, 0.8))
    if abs(late / early - 1) < _LEVEL_SHARE:
        return "level"
    return "up" if late > early else "down"


def _unasked(listening: Listening) -> tuple[float, tuple[float, ...]]:
    """Return the recording's highest level, and the beginning of each sound that nobody asked for."""
    frame = round(_FRAME_S * RATE_HZ)
    frames = listening.heard.frames
    asked = np.zeros(len(frames) // frame + 1, dtype=bool)
    around = round(0.2 / _FRAME_S)
    for sound, place in zip(listening.sounds, listening.places, strict=True):
        length = heard_of(sound).shape[1]
        since = min(place.index, listening.heard.index(sound.asked_at))
        asked[max(0, since // frame - around) : (place.index + length) // frame + around] = True
    peak, found = 0.0, []
    was_loud = False
    for number in range(len(frames) // frame):
        level = float(np.abs(frames[number * frame : (number + 1) * frame].astype(int)).max())
        peak = max(peak, level / 32768)
        is_loud = level / 32768 > _LOUD and not asked[number]
        if is_loud and not was_loud:
            found.append(number * _FRAME_S)
        was_loud = is_loud
    return peak, tuple(found)


def _faults(run: Run) -> Iterable[str]:
    """Yield a sentence for each cue that was not heard as it should have been."""
    first = min((one.cue.due for one in run.results), default=0.0)
    for one in run.results:
        cue, at = one.cue, f"{one.cue.due - first:7.1f} s  {one.cue.name}"
        if not one.is_heard and (not cue.is_voice or cue.is_important or cue.said):
            yield f"{at}: not heard" if cue.number is not None else f"{at}: not played"
        elif one.way and cue.tone is not None and one.way != _WAYS[cue.tone]:
            yield f"{at}: went {one.way}"
        elif one.is_heard and cue.side is not one.heard_side:
            yield f"{at}: heard from {one.heard_side or 'the middle'}"
    in_turn = [one for one in run.results if one.is_heard and not one.cue.is_voice]
    for before, after in pairwise(in_turn):
        apart_s = after.cue.due - before.cue.due
        if apart_s > _ROUGHLY_S and apart_s + after.error_s - before.error_s < 0:
            yield f"{after.cue.due - first:7.1f} s  {after.cue.name}: heard before {before.cue.name}"


def report(run: Run) -> Iterable[str]:
    """Yield the lines that are printed."""
    tones = [one for one in run.results if not one.cue.is_voice]
    glides = [one for one in tones if one.cue.tone in LASTING]
    singles = [one for one in tones if one.cue.tone not in (*LASTING, *COUNTDOWNS)]
    counted = [one for one in tones if one.cue.tone in COUNTDOWNS]
    speech = [one for one in run.results if one.cue.is_voice]
    yield f"{'ms from the median':34}{'due':>5}{'heard':>7}{'mean':>8}{'p50':>7}{'p99':>7}{'worst':>8}"
    yield _row("single tones", singles)
    yield _row("countdown clips", counted)
    beats = [error for one in counted for error in one.beats_s]
    due = sum(len(RECIPES[one.cue.tone].notes) for one in counted if one.cue.tone)
    yield _figures("beats in them", due, beats)
    yield _row("breath glides", [one for one in glides if one.cue.tone in BREATHS])
    yield _row("tempo glides", [one for one in glides if one.cue.tone not in BREATHS])
    yield _row("all tones", tones)
    yield _row("sentences, to their moment", [one for one in speech if one.cue.said])
    yield "of which, for the tones and sentences that were heard:"
    heard_tones = [one for one in tones if one.is_heard]
    asked = [one.asked_late_s for one in heard_tones]
    middle = float(np.median(asked)) if asked else 0.0
    yield _figures("  the player asks for them", len(tones), [late - middle for late in asked])
    rest = [one.error_s - one.asked_late_s for one in run.results if one.is_heard]
    middle = float(np.median(rest)) if rest else 0.0
    yield _figures("  the output", len(rest), [late - middle for late in rest])
    yield ""
    right = sum(one.way == _WAYS.get(one.cue.tone or Tone.REP) for one in glides)
    yield f"glides that go the right way: {right} of {len(glides)}"
    sided = [one for one in tones if one.cue.side is not None]
    right = sum(one.heard_side is one.cue.side for one in sided)
    least = min((abs(one.ears_db) for one in sided if one.is_heard), default=0.0)
    yield f"tones heard from their side: {right} of {len(sided)}, by {least:.1f} dB or more"
    yield from _of_speech(speech)
    torn = [one for one in run.results if one.is_heard and not one.is_whole]
    yield f"sounds with a gap in them: {len(torn)}; that nobody asked for: {len(run.unasked_s)}"
    yield f"highest level: {20 * np.log10(max(run.peak, 1e-5)):.1f} dBFS" + (
        ", clipped" if run.peak >= _CLIPPED else ""
    )
    yield f"recorded: {run.seconds:.0f} s; the server's clock went {run.drift_ms:.1f} ms from ours"
    yield from run.faults
    yield "every cue was heard, in order" if not run.faults else f"{len(run.faults)} at fault"


def _of_speech(speech: Sequence[Result]) -> Iterable[str]:
    said = [one for one in speech if one.cue.said]
    heard = sum(one.is_heard for one in said)
    short = sum(one.cue.said != one.cue.name for one in said)
    yield (
        f"sentences: {len(speech)} due, {len(said)} said ({short} of them shortened), {heard} heard, "
        f"{sum(one.is_whole for one in said if one.is_heard)} whole"
    )
    bound = [one for one in said if one.over_late_s is not None]
    late = [one.over_late_s for one in bound if one.over_late_s is not None]
    over = sum(late_s <= 0 for late_s in late)
    within = sum(late_s <= _ROOM_S for late_s in late)
    yield (
        f"sentences that announce: {len(bound)}, {over} over half a second before it, "
        f"{within} before it; the last {1000 * max(late, default=0):+.0f} ms from that half second"
    )
    for one in speech:
        if not one.cue.said:
            yield f"  not said: {one.cue.name}"


def _row(name: str, results: Sequence[Result]) -> str:
    return _figures(name, len(results), [one.error_s for one in results if one.is_heard])


def _figures(name: str, due: int, errors_s: Sequence[float]) -> str:
    begin = f"{name:34}{due:5}{len(errors_s):7}"
    if not errors_s:
        return begin
    errors = 1000 * np.array(errors_s)
    sizes = np.abs(errors)
    p50, p99 = np.percentile(sizes, [50, 99])
    worst = errors[int(np.argmax(sizes))]
    return f"{begin}{errors.mean():+8.1f}{p50:7.1f}{p99:7.1f}{worst:+8.1f}"
