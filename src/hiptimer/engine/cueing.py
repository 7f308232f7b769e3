"""Laying cues on intervals: which sound and which sentence leads a person, and when.

Speech announces what comes and is over half a second before it; nothing but "last breath" is said in
the last four seconds of a hold; a form cue is given once. The moments follow the second-by-second plan
that physiotherapists and users of other timers asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import assert_never

from hiptimer.engine import between
from hiptimer.engine.between import COUNTDOWN_S, SENTENCE_S
from hiptimer.engine.context import Context
from hiptimer.engine.counting import (
    QUIET_END_S,
    counted,
    last_breath_words,
    side_of,
    tells_phases,
)
from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.lengths import spoken_s
from hiptimer.engine.placing import Bounds, placed
from hiptimer.engine.sayings import (
    count_words,
    done_words,
    finished_words,
    minimum_words,
    next_set_words,
    next_words,
    release_words,
    sets_words,
    side_sentence,
    start_words,
    switch_words,
    turns_sentence,
)
from hiptimer.language import gettext as _

COUNTDOWN_FROM_S = 6.0  # a shorter hold has no room for a countdown
HALFWAY_FROM_S = 20.0
FORM_FROM_S = 12.0


@dataclass(slots=True)
class _Said:
    """What is said once only: what was told of each step, its form cues, and what the body does."""

    told: set[tuple[int, str]] = field(default_factory=set)
    forms: set[tuple[int, str]] = field(default_factory=set)
    does: set[int] = field(default_factory=set)


def with_cues(
    intervals: Sequence[Interval], language: str, equipment: tuple[str, ...] = ()
) -> tuple[Interval, ...]:
    """Return the intervals with their cues, each list in order of time.

    `equipment` is all that the session needs; it is named as the session begins.
    """
    said = _Said()
    cued = []
    for interval in intervals:
        context = Context(intervals, interval.index, language, equipment)
        cues = placed(_cues(context, said), _bounds(context))
        told = {cue.text for cue in cues if isinstance(cue, VoiceCue)}
        if interval.kind.is_work:
            said.forms.add((interval.step, interval.words))
        said.told.update((interval.step, words) for words in told)
        if interval.kind.is_work or interval.does in told:
            said.does.add(interval.step)
        cued.append(replace(interval, cues=cues))
    return tuple(cued)


def finale(at_s: float, last: Interval | None = None) -> tuple[Cue, ...]:
    """Return the cues that tell a person with closed eyes that all is over; `last` is what ended it."""
    return (
        ToneCue(at_s, Tone.FINISHED, Priority.STOP),
        VoiceCue(at_s, finished_words(last), Topic.FINISHED, Priority.STOP),
    )


def closing(interval: Interval, following: Interval | None) -> tuple[Cue, ...]:
    """Return the cues for the end of a work interval, open ones included.

    At the very end of a session there are none: the finale is the end note, and says that it is done.
    Where a way out follows, that is what is said: whoever hears "And release." first may just let go.
    """
    if following is None:
        return ()
    note = ToneCue(interval.end_s, Tone.END, Priority.END)
    if following.kind is Kind.RELEASE and following.words and interval.kind.is_still:
        return (note,)
    # Of an open one nobody knows how many it has been.
    words = release_words(interval.kind) if interval.open else done_words(interval)
    return (
        note,
        VoiceCue(interval.end_s, words, Topic.END, Priority.END),
    )


def _bounds(context: Context) -> Bounds:
    interval = context.interval
    still = interval.kind.is_still and not interval.open
    return Bounds(
        end_s=inf if interval.open else context.end_s,
        quiet_from_s=to_ms(context.end_s - QUIET_END_S) if still else None,
        last_words=last_breath_words(),
        note_until_s=context.note_until_s(),
        voice_from_s=context.voice_from_s(),
    )


def _cues(context: Context, said: _Said) -> Iterator[Cue]:
    match context.interval.kind:
        case Kind.GET_READY:
            yield from between.get_ready(context)
        case Kind.SWITCH:
            yield from between.switch(context)
        case Kind.REST:
            yield from between.rest(context)
        case Kind.RELEASE:
            yield from between.release(context)
        case Kind.WAIT:
            yield from between.wait(context)
        case Kind.HOLD | Kind.MOVE | Kind.BREATHE | Kind.REPS:
            yield from _work(context, said)
        case _:
            assert_never(context.interval.kind)


def _work(context: Context, said: _Said) -> Iterator[Cue]:
    interval = context.interval
    yield ToneCue(context.tone_from_s(), Tone.START, Priority.CHANGE, side=side_of(interval, 0))
    opening = _opening(context, _count_at_start(context, said), _does_at_start(context, said))
    if opening:
        topic = Topic.START if context.is_announced else Topic.NEXT
        at_s = context.start_s if context.is_announced else context.voice_from_s()
        yield VoiceCue(at_s, opening, topic, Priority.CHANGE)
    if (interval.step, interval.words) not in said.forms:
        yield from _sentences(context, said)
    if interval.cycle and interval.paced:
        yield from counted(interval, opening)
    elif not interval.open:
        yield from _timed(context)
    yield from _enough(context)
    if not interval.open:
        yield from closing(interval, context.following)


def _does_at_start(context: Context, said: _Said) -> str:
    """Return what the body does, if there was no time to say it before, and if there is now.

    The words of a breath are not talked over.
    """
    interval = context.interval
    if interval.step in said.does or (tells_phases(interval) and interval.kind is Kind.BREATHE):
        return ""
    counts = bool(interval.cycle) and interval.paced
    room_s = interval.count_s if counts else (inf if interval.open else context.length_s / 4)
    words = f"{start_words(interval)} {interval.does}"
    return interval.does if spoken_s(words) <= room_s else ""


def _count_at_start(context: Context, said: _Said) -> str:
    """Return how many breaths it will be, if there was no time to say it before, and if there is now."""
    interval = context.interval
    count = count_words(interval)
    if interval.kind is not Kind.BREATHE or not count or (interval.step, count) in said.told:
        return ""
    return count if spoken_s(count) + SENTENCE_S <= interval.cycle[0].for_s else ""


def _opening(context: Context, count: str, does: str) -> str:
    """Return what is said as the work begins; if nothing came before to tell what it is, that too."""
    interval = context.interval
    words = [start_words(interval), does]
    if interval.kind is Kind.HOLD:
        words.reverse()
    told = [count] if context.is_announced else _announced(context)
    words = [*told, *words]
    return " ".join(filter(None, words))


def _announced(context: Context) -> list[str]:
    """Return what comes, where no time was given to get ready for it."""
    interval, before = context.interval, context.previous
    sides = side_sentence(interval) or turns_sentence(interval)
    if before is None or (before.step, before.round) != (interval.step, interval.round):
        first, last = context.is_first_step, context.is_last_step
        name = next_words(interval, context.language, first=first, last=last)
        count = "" if start_words(interval) else count_words(interval)
        return [name, sets_words(interval), sides, count]
    if before.set == interval.set:
        return [switch_words(), sides]
    return [next_set_words(interval, context.language, named=False), sides]


def _enough(context: Context) -> Iterator[Cue]:
    """Yield what tells that the lower end of the dose is done, where the guide still goes on."""
    interval = context.interval
    if interval.enough_s is None:
        return
    at_s = to_ms(context.start_s + interval.enough_s)
    if at_s < context.end_s or (interval.open and at_s == context.end_s):
        yield ToneCue(at_s, Tone.MINIMUM, Priority.COUNTDOWN)
        yield VoiceCue(at_s, minimum_words(interval), Topic.MINIMUM, Priority.COUNTDOWN)


def _sentences(context: Context, said: _Said) -> Iterator[Cue]:
    """Yield the form cue at a quarter, if it is new, and the author's own sentence at three fifths."""
    interval = context.interval
    last_s = to_ms(context.end_s - QUIET_END_S)
    is_new = (interval.step, interval.words) not in said.told
    if interval.words and is_new and context.length_s >= FORM_FROM_S:
        at_s = to_ms(context.start_s + context.length_s / 4)
        yield VoiceCue(at_s, interval.words, Topic.FORM, Priority.FORM, end_by_s=last_s)
    if interval.say:
        at_s = to_ms(context.start_s + context.length_s * 0.6)
        still = interval.kind.is_still and not interval.open
        if not still:
            yield VoiceCue(at_s, interval.say, Topic.FORM, Priority.HALFWAY)
            return
        at_s = min(at_s, to_ms(last_s - max(SENTENCE_S, spoken_s(interval.say))))
        if at_s >= context.start_s:
            yield VoiceCue(at_s, interval.say, Topic.FORM, Priority.HALFWAY, end_by_s=last_s)


def _timed(context: Context) -> Iterator[Cue]:
    if context.length_s >= HALFWAY_FROM_S:
        at_s = to_ms(context.start_s + context.length_s / 2)
        yield ToneCue(at_s, Tone.HALFWAY, Priority.HALFWAY)
        yield VoiceCue(at_s, _("Halfway."), Topic.HALFWAY, Priority.HALFWAY)
    if context.length_s >= COUNTDOWN_FROM_S:
        at_s = to_ms(context.end_s - COUNTDOWN_S)
        yield ToneCue(at_s, Tone.COUNTDOWN, Priority.COUNTDOWN)
