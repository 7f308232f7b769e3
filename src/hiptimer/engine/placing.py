"""Placing the cues of an interval: one sentence at a time, and no tone upon another.

Which of two gives way is a matter of priority; how long a sentence takes is reckoned at a calm voice's
speed, for the voice itself knows it only when it has spoken.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from math import inf

from hiptimer.engine.cues import NOTE_S, Cue, Priority, ToneCue, Topic, VoiceCue
from hiptimer.engine.interval import to_ms
from hiptimer.engine.lengths import said_s, spoken_s

SHORTEST_GLIDE_S = 0.4  # a shorter one tells nothing
SLACK_S = 0.3  # voices are often a little quicker than reckoned
_LONGEST_NOTE_S = max(NOTE_S.values())

# Of sentences that belong to one moment, which is said first: what is over, then what comes.
_ORDER = (
    Topic.NEXT,
    Topic.SWITCH,
    Topic.START,
    Topic.COUNT,
    Topic.MINIMUM,
    Topic.HALFWAY,
    Topic.REST,
    Topic.SIDE,
    Topic.BREATH,
    Topic.TEMPO,
)
SAID_FIRST = {topic: place for place, topic in enumerate(_ORDER)}

# What is told by the moment it is said at: it belongs to no other, and needs no caption of its own.
_OF_THE_MOMENT = frozenset({Topic.COUNT, Topic.SIDE, Topic.TEMPO})

_BEGIN_OR_END = frozenset({Topic.NEXT, Topic.SWITCH, Topic.START, Topic.END})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the cues of an interval have to keep to, in seconds from the start of the session.

    From `quiet_from_s` on only `last_words` may still be said; None where it need not be quiet.
    Before `note_until_s` the note sounds that ended the interval before, and before `voice_from_s` its
    last words. `end_s` is infinite where nobody knows the end.
    """

    end_s: float
    quiet_from_s: float | None = None
    last_words: str = ""
    note_until_s: float = 0.0
    voice_from_s: float = 0.0


def placed(cues: Iterable[Cue], bounds: Bounds) -> tuple[Cue, ...]:
    """Return the cues in order of time, with what cannot be heard beside the others left out."""
    tones, voices = [], []
    for cue in cues:
        if isinstance(cue, ToneCue):
            tones.append(cue)
        else:
            voices.append(cue)
    both: list[Cue] = [*_untangled(tones, bounds), *_one_at_a_time(voices, bounds)]
    return tuple(sorted(both, key=lambda cue: cue.at_s))


def _untangled(tones: list[ToneCue], bounds: Bounds) -> list[ToneCue]:
    """Return the tones that can be heard apart: the notes by priority, then what room glides have."""
    notes: list[ToneCue] = []
    for note in sorted(tones, key=lambda cue: (-cue.priority, cue.at_s)):
        if note.length_s or note.at_s < bounds.note_until_s:
            continue
        if not _within(notes, note.at_s, _over_s(note)):
            insort(notes, note, key=_begin_s)
    glides = [_beside(cue, notes, bounds) for cue in tones if cue.length_s]
    return notes + [glide for glide in glides if glide is not None]


def _within(notes: list[ToneCue], begin_s: float, end_s: float) -> list[ToneCue]:
    """Return those of the notes, in order of time, that are heard between two moments."""
    near = notes[bisect_left(notes, begin_s - _LONGEST_NOTE_S, key=_begin_s) :]
    soon = takewhile(lambda note: note.at_s < end_s, near)
    return [note for note in soon if _over_s(note) > begin_s]


def _begin_s(note: ToneCue) -> float:
    return note.at_s


def _over_s(note: ToneCue) -> float:
    return to_ms(note.at_s + NOTE_S[note.tone])


def _beside(glide: ToneCue, notes: list[ToneCue], bounds: Bounds) -> ToneCue | None:
    """Return the glide in the room that the notes leave it; it still ends at the turn it leads to."""
    begin_s, end_s = max(glide.at_s, bounds.note_until_s), to_ms(glide.at_s + glide.length_s)
    for note in _within(notes, begin_s, end_s):
        if note.at_s <= begin_s:
            begin_s = _over_s(note)
        else:
            end_s = note.at_s
            break
    length_s = to_ms(end_s - begin_s)
    if length_s < SHORTEST_GLIDE_S:
        return None
    return replace(glide, at_s=begin_s, length_s=length_s)


def _one_at_a_time(voices: list[VoiceCue], bounds: Bounds) -> list[VoiceCue]:
    """Return the sentences with those of one moment made into one, and each over before the next."""
    at_moments: dict[float, list[VoiceCue]] = {}
    for cue in voices:
        if cue.topic is not Topic.FORM and cue.at_s >= bounds.voice_from_s:
            at_moments.setdefault(cue.at_s, []).append(cue)
    spoken: list[VoiceCue] = []
    for at_s in sorted(at_moments):
        one = _as_one(at_moments[at_s], bounds)
        if one is not None:
            _say(one, spoken)
    for cue in voices:
        if cue.topic is Topic.FORM:
            spoken = _with_form(cue, spoken, bounds)
    return spoken


def _as_one(together: list[VoiceCue], bounds: Bounds) -> VoiceCue | None:
    """Return the sentences of one moment as one, without those that would break the quiet."""
    stay = sorted(together, key=lambda cue: SAID_FIRST.get(cue.topic, len(SAID_FIRST)))
    while stay and not _may_be_said(stay, bounds):
        stay.remove(min(stay, key=lambda cue: (_is_last(cue, bounds), cue.priority)))
    return _joined(stay) if stay else None


def _joined(together: list[VoiceCue]) -> VoiceCue:
    shown = [cue for cue in together if cue.topic not in _OF_THE_MOMENT]
    return VoiceCue(
        together[0].at_s,
        " ".join(cue.text for cue in together),
        (shown or together)[0].topic,
        max(cue.priority for cue in together),
        end_by_s=min((cue.end_by_s for cue in together if cue.end_by_s is not None), default=None),
    )


def _may_be_said(together: list[VoiceCue], bounds: Bounds) -> bool:
    if bounds.quiet_from_s is None or any(cue.topic in _BEGIN_OR_END for cue in together):
        return True
    if all(_is_last(cue, bounds) for cue in together):
        return True
    words = " ".join(cue.text for cue in together)
    return together[0].at_s + said_s(words) <= bounds.quiet_from_s


def _is_last(cue: VoiceCue, bounds: Bounds) -> bool:
    return cue.text == bounds.last_words


def _say(cue: VoiceCue, spoken: list[VoiceCue]) -> None:
    """Add a sentence after those before it; of two that meet, the one of less weight is left out.

    That it is over is always said: nobody is left wondering.
    """
    while spoken and cue.topic is not Topic.END:
        over_s = spoken[-1].at_s + said_s(spoken[-1].text)
        if cue.at_s + SLACK_S >= over_s:
            break
        if spoken[-1].priority >= cue.priority:
            return
        spoken.pop()
    spoken.append(cue)


def _with_form(form: VoiceCue, spoken: list[VoiceCue], bounds: Bounds) -> list[VoiceCue]:
    """Return the sentences with this one in the first pause that has room for it, or without it."""
    over_by_s = bounds.end_s if form.end_by_s is None else form.end_by_s
    form = replace(form, at_s=max(form.at_s, bounds.voice_from_s))
    for place, begin_s, end_s in _pauses(spoken, form.at_s):
        is_over = to_ms(begin_s + said_s(form.text)) <= over_by_s
        if is_over and to_ms(begin_s + spoken_s(form.text)) <= end_s:
            return [*spoken[:place], replace(form, at_s=begin_s), *spoken[place:]]
    if form.priority is Priority.FORM or form.end_by_s is not None:
        return spoken
    # An author's own sentence is said all the same, and counts give way to it.
    place = bisect_right(spoken, form.at_s, key=_said_from_s)
    before = spoken[:place]
    joined = [_joined([*before[-1:], replace(form, priority=Priority.COUNTDOWN)])]
    for cue in spoken[place:]:
        _say(cue, joined)
    return before[:-1] + joined


def _pauses(spoken: list[VoiceCue], from_s: float) -> Iterator[tuple[int, float, float]]:
    """Yield the place, begin and end of each pause in what is said from a moment on."""
    for place in range(bisect_right(spoken, from_s, key=_said_from_s), len(spoken) + 1):
        before = [to_ms(cue.at_s + spoken_s(cue.text)) for cue in spoken[max(0, place - 1) : place]]
        end_s = spoken[place].at_s if place < len(spoken) else inf
        yield place, max([from_s, *before]), end_s


def _said_from_s(cue: VoiceCue) -> float:
    return cue.at_s
