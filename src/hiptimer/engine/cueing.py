"""Laying cues on intervals: which sound and which sentence leads a person, and when.

Speech announces what comes and is over half a second before it; nothing but "last breath" is said in
the last four seconds of a hold; a form cue is given once. The moments follow the second-by-second plan
that physiotherapists and users of other timers asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import assert_never

from hiptimer.engine.counting import QUIET_END_S, counted
from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.sayings import (
    kit_word,
    minimum_words,
    release_words,
    side_sentence,
    spoken_s,
    start_words,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

COUNTDOWN_S = 3.0
COUNTDOWN_FROM_S = 6.0  # a shorter hold has no room for a countdown
HALFWAY_FROM_S = 20.0
FORM_FROM_S = 12.0
SENTENCE_S = 2.0  # room for a short sentence
SPEECH_ENDS_BEFORE_S = 0.5
AFTER_END_S = 1.5  # "And release." is over by then
AFTER_END_NOTE_S = 0.6  # the end note has faded by then
REST_ENDING_S = 10.0
REST_ENDING_FROM_S = 20.0


# Of sentences that belong to one moment, which is said first: what is over, then what comes.
_ORDER = (
    Topic.START,
    Topic.COUNT,
    Topic.MINIMUM,
    Topic.HALFWAY,
    Topic.SIDE,
    Topic.BREATH,
    Topic.TEMPO,
)
SAID_FIRST = {topic: place for place, topic in enumerate(_ORDER)}


def with_cues(intervals: Sequence[Interval], language: str) -> tuple[Interval, ...]:
    """Return the intervals with their cues, each list in order of time."""
    said_form: set[tuple[int, str]] = set()
    cued = []
    for interval in intervals:
        following = intervals[interval.index + 1 : interval.index + 2]
        previous = intervals[interval.index - 1] if interval.index else None
        context = _Context(interval, previous, following[0] if following else None, language)
        once = (interval.step, interval.words)
        cues = _in_order(_cues(context, say_form=once not in said_form))
        if interval.kind.is_work:
            said_form.add(once)
        cued.append(replace(interval, cues=cues))
    return tuple(cued)


def _in_order(cues: Iterator[Cue]) -> tuple[Cue, ...]:
    """Return the cues in order of time, with the sentences of one moment made into one."""
    in_order: list[Cue] = []
    spoken: dict[float, list[VoiceCue]] = {}
    for cue in cues:
        if isinstance(cue, VoiceCue):
            spoken.setdefault(cue.at_s, []).append(cue)
        else:
            in_order.append(cue)
    in_order += [_as_one(together) for together in spoken.values()]
    return tuple(sorted(in_order, key=lambda cue: cue.at_s))


def _as_one(together: list[VoiceCue]) -> VoiceCue:
    together.sort(key=lambda cue: SAID_FIRST.get(cue.topic, len(SAID_FIRST)))
    shown = [cue for cue in together if cue.topic not in (Topic.COUNT, Topic.SIDE, Topic.TEMPO)]
    return VoiceCue(
        together[0].at_s,
        " ".join(cue.text for cue in together),
        (shown or together)[0].topic,
        max(cue.priority for cue in together),
        end_by_s=min((cue.end_by_s for cue in together if cue.end_by_s is not None), default=None),
    )


def finale(at_s: float) -> tuple[Cue, ...]:
    """Return the cues that tell a person with closed eyes that all is over."""
    return (
        ToneCue(at_s, Tone.FINISHED, Priority.STOP),
        VoiceCue(at_s, _("Session done. Well worked."), Topic.FINISHED, Priority.STOP),
    )


def closing(interval: Interval, *, at_the_very_end: bool) -> tuple[Cue, ...]:
    """Return the cues for the end of a work interval, open ones included.

    At the very end of a session the finale is the end note, and says that all is done.
    """
    tone = ToneCue(interval.end_s, Tone.END, Priority.END)
    voice = VoiceCue(interval.end_s, release_words(interval.kind), Topic.END, Priority.END)
    if not at_the_very_end:
        return (tone, voice)
    return (voice,) if interval.kind in (Kind.HOLD, Kind.BREATHE) else ()


class _Context:
    """An interval between its neighbours, with the moments that its cues hang on."""

    def __init__(
        self,
        interval: Interval,
        previous: Interval | None,
        following: Interval | None,
        language: str,
    ) -> None:
        self.interval = interval
        self.previous = previous
        self.following = following
        self.language = language

    @property
    def start_s(self) -> float:
        return self.interval.at_s

    @property
    def end_s(self) -> float:
        return self.interval.end_s

    @property
    def length_s(self) -> float:
        return self.interval.duration_s

    @property
    def room_s(self) -> float:
        """Return the time there is for what is said; without end where the person is waited for."""
        return inf if self.interval.kind is Kind.WAIT else self.length_s

    def voice_from_s(self) -> float:
        """Return when speech may begin: after the words that ended a piece of work."""
        after_work = self.previous is not None and self.previous.kind.is_work
        return to_ms(self.start_s + (min(AFTER_END_S, self.room_s / 3) if after_work else 0.0))

    def tone_from_s(self) -> float:
        """Return when a tone may sound: after the note that ended a piece of work."""
        after_work = self.previous is not None and self.previous.kind.is_work
        late = after_work and self.room_s > 2 * AFTER_END_NOTE_S
        return to_ms(self.start_s + (AFTER_END_NOTE_S if late else 0.0))

    def over_by_s(self) -> float:
        """Return when speech must be over that announces what comes after this interval."""
        return max(self.voice_from_s(), to_ms(self.end_s - SPEECH_ENDS_BEFORE_S))

    def name(self, interval: Interval) -> str:
        """Return the name as it stands inside a sentence."""
        name = interval.name
        ours = interval.exercise is not None  # an author's own names stay as they were written
        if ours and self.language.startswith("en") and name[1:2].islower():
            return name[0].lower() + name[1:]
        return name


def _cues(context: _Context, *, say_form: bool) -> Iterator[Cue]:
    interval = context.interval
    match interval.kind:
        case Kind.GET_READY:
            yield from _get_ready(context)
        case Kind.SWITCH:
            yield from _switch(context)
        case Kind.REST:
            yield from _rest(context)
        case Kind.RELEASE:
            if interval.words:
                yield VoiceCue(context.voice_from_s(), interval.words, Topic.SETUP, Priority.CHANGE)
        case Kind.WAIT:
            yield ToneCue(context.tone_from_s(), Tone.SWITCH, Priority.CHANGE)
            yield VoiceCue(context.voice_from_s(), interval.words, Topic.WAIT, Priority.CHANGE)
            if interval.say:
                at_s = to_ms(context.voice_from_s() + spoken_s(interval.words))
                yield VoiceCue(at_s, interval.say, Topic.SETUP, Priority.CHANGE)
        case Kind.HOLD | Kind.MOVE | Kind.BREATHE | Kind.REPS:
            yield from _work(context, say_form=say_form)
        case _:
            assert_never(interval.kind)


def _get_ready(context: _Context) -> Iterator[Cue]:
    interval = context.interval
    words = [_("Next: {name}.").format(name=context.name(interval)) + side_sentence(interval)]
    if interval.new_kit:
        kit = ", ".join(kit_word(kit) for kit in interval.new_kit)
        words.append(_("You need: {kit}.").format(kit=kit))
    yield from _into_position(context, Topic.NEXT, words)


def _switch(context: _Context) -> Iterator[Cue]:
    yield ToneCue(context.tone_from_s(), Tone.SWITCH, Priority.CHANGE)
    words = [_("Change sides.") + side_sentence(context.interval)]
    yield from _into_position(context, Topic.SWITCH, words)


def _into_position(context: _Context, topic: Topic, words: list[str]) -> Iterator[Cue]:
    """Yield the sentences that announce what comes, the way into position after them, and the ticks."""
    at_s, over_by_s = context.voice_from_s(), context.over_by_s()
    for sentence in [*words, context.interval.words]:
        if sentence and (topic is not Topic.SETUP or at_s < over_by_s):
            yield VoiceCue(at_s, sentence, topic, Priority.CHANGE, end_by_s=over_by_s)
            at_s = to_ms(at_s + spoken_s(sentence))
        topic = Topic.SETUP
    yield from _ticks(context)


def _ticks(context: _Context) -> Iterator[Cue]:
    if context.length_s > COUNTDOWN_S:
        at_s = to_ms(context.end_s - COUNTDOWN_S)
        yield ToneCue(at_s, Tone.READY_COUNTDOWN, Priority.COUNTDOWN)


def _rest(context: _Context) -> Iterator[Cue]:
    interval, following = context.interval, context.following
    seconds = round(context.length_s)
    words = ngettext("Rest, {n} second.", "Rest, {n} seconds.", seconds).format(n=seconds)
    yield ToneCue(context.tone_from_s(), Tone.REST, Priority.CHANGE)
    if following is not None and following.kind.is_work:
        words += " " + _("Next: set {set} of {sets}.").format(
            set=following.set, sets=following.sets
        )
        words += side_sentence(following)
        yield from _ticks(context)
    elif following is not None and following.kind is Kind.GET_READY:
        words += " " + _("Then: {name}.").format(name=context.name(following))
    yield VoiceCue(context.voice_from_s(), words, Topic.REST, Priority.CHANGE)
    if interval.say:
        at_s = min(context.end_s, to_ms(context.voice_from_s() + spoken_s(words)))
        yield VoiceCue(at_s, interval.say, Topic.SETUP, Priority.CHANGE)
    if context.length_s >= REST_ENDING_FROM_S:
        at_s = to_ms(context.end_s - REST_ENDING_S)
        yield ToneCue(at_s, Tone.REST_ENDING, Priority.HALFWAY)
        yield VoiceCue(at_s, _("Ten seconds."), Topic.REST, Priority.HALFWAY)


def _work(context: _Context, *, say_form: bool) -> Iterator[Cue]:
    interval = context.interval
    yield ToneCue(context.start_s, Tone.START, Priority.CHANGE)
    if words := start_words(interval):
        yield VoiceCue(context.start_s, words, Topic.START, Priority.CHANGE)
    yield from _sentences(context, say_form=say_form)
    if interval.cycle and interval.paced:
        yield from counted(context.interval)
    elif not interval.open:
        yield from _timed(context)
    yield from _enough(context)
    if not interval.open:
        yield from closing(interval, at_the_very_end=context.following is None)


def _enough(context: _Context) -> Iterator[Cue]:
    """Yield what tells that the lower end of the dose is done, where the guide still goes on."""
    interval = context.interval
    if interval.enough_s is None:
        return
    at_s = to_ms(context.start_s + interval.enough_s)
    if at_s < context.end_s or (interval.open and at_s == context.end_s):
        yield ToneCue(at_s, Tone.MINIMUM, Priority.COUNTDOWN)
        if interval.open or interval.count is not None or at_s <= context.end_s - QUIET_END_S:
            yield VoiceCue(at_s, minimum_words(interval), Topic.MINIMUM, Priority.COUNTDOWN)


def _sentences(context: _Context, *, say_form: bool) -> Iterator[Cue]:
    """Yield the form cue at a quarter and the author's own sentence at three fifths."""
    interval = context.interval
    if not say_form:
        return
    last_s = to_ms(context.end_s - QUIET_END_S)
    if interval.words and context.length_s >= FORM_FROM_S:
        at_s = to_ms(context.start_s + context.length_s / 4)
        yield VoiceCue(at_s, interval.words, Topic.FORM, Priority.FORM, end_by_s=last_s)
    if interval.say:
        begun_s = spoken_s(start_words(interval))
        at_s = to_ms(context.start_s + max(begun_s, context.length_s * 0.6))
        at_s = at_s if interval.open else min(at_s, context.end_s)
        still = interval.kind in (Kind.HOLD, Kind.BREATHE) and not interval.open
        if not still:
            yield VoiceCue(at_s, interval.say, Topic.FORM, Priority.FORM)
        elif (at_s := min(at_s, to_ms(last_s - SENTENCE_S))) >= context.start_s:
            yield VoiceCue(at_s, interval.say, Topic.FORM, Priority.FORM, end_by_s=last_s)


def _timed(context: _Context) -> Iterator[Cue]:
    if context.length_s >= HALFWAY_FROM_S:
        at_s = to_ms(context.start_s + context.length_s / 2)
        yield ToneCue(at_s, Tone.HALFWAY, Priority.HALFWAY)
        yield VoiceCue(at_s, _("Halfway."), Topic.HALFWAY, Priority.HALFWAY)
    if context.length_s >= COUNTDOWN_FROM_S:
        at_s = to_ms(context.end_s - COUNTDOWN_S)
        yield ToneCue(at_s, Tone.COUNTDOWN, Priority.COUNTDOWN)
