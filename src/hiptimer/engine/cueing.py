"""Laying cues on intervals: which sound and which sentence leads a person, and when.

Speech announces what comes and is over half a second before it; nothing but "last breath" is said in
the last four seconds of a hold; a form cue is given once. The moments follow the second-by-second plan
that physiotherapists and users of other timers asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, cycle_s
from hiptimer.engine.exercise import side_word
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

COUNTDOWN_S = 3.0
COUNTDOWN_FROM_S = 6.0  # a shorter hold has no room for a countdown
HALFWAY_FROM_S = 20.0
FORM_FROM_S = 12.0
SENTENCE_S = 2.0  # room for a short sentence
QUIET_END_S = 4.0
SPEECH_ENDS_BEFORE_S = 0.5
AFTER_END_S = 1.5  # "And release." is over by then
SETUP_AFTER_S = 3.0  # the name and the side are over by then
REST_ENDING_S = 10.0
REST_ENDING_FROM_S = 20.0
SPOKEN_BREATHS = 2  # "in" and "out" are said for the first two only
SPOKEN_ALTERNATIONS = 2


def with_cues(intervals: Sequence[Interval], language: str) -> tuple[Interval, ...]:
    """Return the intervals with their cues, each list in order of time."""
    said_form: set[tuple[int, str]] = set()
    cued = []
    for interval in intervals:
        following = intervals[interval.index + 1 : interval.index + 2]
        previous = intervals[interval.index - 1] if interval.index else None
        context = _Context(interval, previous, following[0] if following else None, language)
        once = (interval.step, interval.words)
        cues = sorted(_cues(context, say_form=once not in said_form), key=lambda cue: cue.at_s)
        if interval.kind.is_work:
            said_form.add(once)
        cued.append(replace(interval, cues=tuple(cues)))
    return tuple(cued)


def finale(at_s: float) -> tuple[Cue, ...]:
    """Return the cues that tell a person with closed eyes that all is over."""
    return (
        ToneCue(at_s, Tone.FINISHED, Priority.STOP),
        VoiceCue(at_s, _("Session done. Well worked."), Topic.FINISHED, Priority.STOP),
    )


def closing(interval: Interval, at_s: float) -> tuple[Cue, ...]:
    """Return the cues for the end of a work interval that ends at `at_s`, open ones included."""
    return (
        ToneCue(at_s, Tone.END, Priority.END),
        VoiceCue(at_s, _release_words(interval.kind), Topic.END, Priority.END),
    )


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

    def voice_from_s(self) -> float:
        """Return when speech may begin: after the words that ended a piece of work."""
        after_work = self.previous is not None and self.previous.kind.is_work
        return to_ms(self.start_s + (min(AFTER_END_S, self.length_s / 3) if after_work else 0.0))

    def over_by_s(self, before_s: float = 0.0) -> float:
        """Return when speech must be over that announces what comes `before_s` before the end."""
        return max(self.voice_from_s(), to_ms(self.end_s - before_s - SPEECH_ENDS_BEFORE_S))

    def name(self, interval: Interval) -> str:
        """Return the name as it stands inside a sentence."""
        name = interval.name
        if self.language.startswith("en") and name[1:2].islower():
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
            yield ToneCue(context.start_s, Tone.SWITCH, Priority.CHANGE)
            yield VoiceCue(context.voice_from_s(), interval.words, Topic.WAIT, Priority.CHANGE)
            if interval.say:
                at_s = to_ms(context.voice_from_s() + SETUP_AFTER_S)
                yield VoiceCue(at_s, interval.say, Topic.FORM, Priority.FORM)
        case Kind.HOLD | Kind.MOVE | Kind.BREATHE | Kind.REPS:
            yield from _work(context, say_form=say_form)
        case _:
            assert_never(interval.kind)


def _get_ready(context: _Context) -> Iterator[Cue]:
    interval = context.interval
    yield VoiceCue(
        context.voice_from_s(),
        _("Next: {name}.").format(name=context.name(interval)) + _side_sentence(interval),
        Topic.NEXT,
        Priority.CHANGE,
        end_by_s=context.over_by_s(),
    )
    setup_s = context.voice_from_s() + SETUP_AFTER_S
    if interval.new_kit and setup_s < context.over_by_s():
        kit = ", ".join(kit_word(kit) for kit in interval.new_kit)
        yield VoiceCue(
            to_ms(setup_s), _("You need: {kit}.").format(kit=kit), Topic.SETUP, Priority.CHANGE
        )
        setup_s += SETUP_AFTER_S  # the time that new kit takes is there for both sentences
    yield from _into_position(context, setup_s)


def _switch(context: _Context) -> Iterator[Cue]:
    yield ToneCue(context.start_s, Tone.SWITCH, Priority.CHANGE)
    yield VoiceCue(
        context.voice_from_s(),
        _("Change sides.") + _side_sentence(context.interval),
        Topic.SWITCH,
        Priority.CHANGE,
        end_by_s=context.over_by_s(),
    )
    yield from _into_position(context, context.voice_from_s() + SETUP_AFTER_S)


def _into_position(context: _Context, setup_s: float) -> Iterator[Cue]:
    interval = context.interval
    begin_s = to_ms(setup_s)
    end_by_s = context.over_by_s(COUNTDOWN_S)
    if interval.words and begin_s < end_by_s:
        yield VoiceCue(begin_s, interval.words, Topic.SETUP, Priority.FORM, end_by_s=end_by_s)
    yield from _ticks(context)


def _ticks(context: _Context) -> Iterator[Cue]:
    if context.length_s > COUNTDOWN_S:
        at_s = to_ms(context.end_s - COUNTDOWN_S)
        yield ToneCue(at_s, Tone.READY_COUNTDOWN, Priority.COUNTDOWN)


def _rest(context: _Context) -> Iterator[Cue]:
    interval, following = context.interval, context.following
    seconds = round(context.length_s)
    words = ngettext("Rest, {n} second.", "Rest, {n} seconds.", seconds).format(n=seconds)
    yield ToneCue(context.start_s, Tone.REST, Priority.CHANGE)
    if following is not None and following.kind.is_work:
        words += " " + _("Next: set {set} of {sets}.").format(
            set=following.set, sets=following.sets
        )
        words += _side_sentence(following)
        yield from _ticks(context)
    elif following is not None and following.kind is Kind.GET_READY:
        words += " " + _("Then: {name}.").format(name=context.name(following))
    yield VoiceCue(context.voice_from_s(), words, Topic.REST, Priority.CHANGE)
    if interval.say:
        yield VoiceCue(
            min(context.end_s, to_ms(context.voice_from_s() + SETUP_AFTER_S)),
            interval.say,
            Topic.FORM,
            Priority.FORM,
        )
    if context.length_s >= REST_ENDING_FROM_S:
        at_s = to_ms(context.end_s - REST_ENDING_S)
        yield ToneCue(at_s, Tone.REST_ENDING, Priority.HALFWAY)
        yield VoiceCue(at_s, _("Ten seconds."), Topic.REST, Priority.HALFWAY)


def _work(context: _Context, *, say_form: bool) -> Iterator[Cue]:
    interval = context.interval
    yield ToneCue(context.start_s, Tone.START, Priority.CHANGE)
    if words := _start_words(interval):
        yield VoiceCue(context.start_s, words, Topic.START, Priority.CHANGE)
    yield from _sentences(context, say_form=say_form)
    if interval.cycle and interval.paced:
        yield from _counted(context)
    elif not interval.open:
        yield from _timed(context)
    yield from _enough(context)
    if not interval.open:
        tone, voice = closing(interval, context.end_s)
        if context.following is not None:  # at the very end the finale is the end note
            yield tone
        yield voice


def _enough(context: _Context) -> Iterator[Cue]:
    """Yield what tells that the lower end of the dose is done, where the guide still goes on."""
    interval = context.interval
    if interval.enough_s is None:
        return
    at_s = to_ms(context.start_s + interval.enough_s)
    if at_s < context.end_s or (interval.open and at_s == context.end_s):
        yield ToneCue(at_s, Tone.MINIMUM, Priority.COUNTDOWN)
        if interval.open or interval.count is not None or at_s <= context.end_s - QUIET_END_S:
            yield VoiceCue(at_s, _minimum_words(interval), Topic.MINIMUM, Priority.COUNTDOWN)


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
        at_s = to_ms(context.start_s + max(1.0, context.length_s * 0.6))
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


def _counted(context: _Context) -> Iterator[Cue]:
    """Yield the cues of each breath or rep: glides or ticks, and the numbers."""
    interval = context.interval
    one_s = cycle_s(interval.cycle)
    cycles = round(context.length_s / one_s)
    if interval.open and interval.linger_s is not None:
        cycles += round(interval.linger_s / one_s)  # the guide goes on while the person stays
    for cycle in range(cycles):
        begin_s = context.start_s + cycle * one_s
        yield from _glides(interval, begin_s, say=cycle < SPOKEN_BREATHS)
        if interval.kind is Kind.BREATHE:
            yield from _breath_number(interval, cycle - interval.lead_in, begin_s)
        else:
            yield from _rep_number(interval, cycle - interval.lead_in, begin_s, one_s)


def _glides(interval: Interval, begin_s: float, *, say: bool) -> Iterator[Cue]:
    at_s = begin_s
    for phase in interval.cycle:
        tone = {Air.IN: Tone.BREATH_IN, Air.OUT: Tone.BREATH_OUT}.get(phase.breathe)
        if tone is not None:
            yield ToneCue(to_ms(at_s), tone, Priority.FORM, length_s=phase.for_s)
            if say:
                yield VoiceCue(to_ms(at_s), f"{phase.say}.", Topic.BREATH, Priority.HALFWAY)
        at_s += phase.for_s


def _breath_number(interval: Interval, breath: int, begin_s: float) -> Iterator[Cue]:
    """Yield the number at half and the word at the last; `breath` counts from 0."""
    count = interval.count or 0
    at_s = to_ms(begin_s)
    if breath == count // 2 and count > SPOKEN_BREATHS:
        yield ToneCue(at_s, Tone.BREATH_COUNT, Priority.HALFWAY)
        done = ngettext("{n} breath done.", "{n} breaths done.", breath).format(n=breath)
        yield VoiceCue(at_s, done, Topic.BREATH, Priority.HALFWAY)
    elif breath == count - 1 and breath > 0 and not interval.open:
        yield VoiceCue(at_s, _("Last breath."), Topic.BREATH, Priority.COUNTDOWN)


def _rep_number(interval: Interval, rep: int, begin_s: float, one_s: float) -> Iterator[Cue]:
    """Yield what is said and ticked for one rep; `rep` counts from 0, over both sides if they alternate."""
    if rep < 0:
        return
    turns = 2 if interval.first_side else 1
    number, turn = divmod(rep, turns)
    count = interval.count or 0
    if interval.first_side and number < SPOKEN_ALTERNATIONS:
        side = interval.first_side if turn == 0 else interval.first_side.other
        yield VoiceCue(
            to_ms(begin_s), f"{_capital(side_word(side))}.", Topic.COUNT, Priority.HALFWAY
        )
    if number == count - 1 and turn == 0 and count > 1 and not interval.open:
        yield VoiceCue(to_ms(begin_s), _("Last one."), Topic.COUNT, Priority.COUNTDOWN)
    end_s = to_ms(begin_s + one_s)
    is_last = number == count - 1 and turn == turns - 1
    if not (is_last and not interval.open):  # the end note stands for the last one
        yield ToneCue(end_s, Tone.REP, Priority.FORM)
        if turn == turns - 1:
            yield VoiceCue(end_s, str(number + 1), Topic.COUNT, Priority.FORM)


def _side_sentence(interval: Interval) -> str:
    if interval.first_side is not None:
        side = _capital(interval.names_side or side_word(interval.first_side))
        return " " + _("{side} first, then change each time.").format(side=side)
    if interval.side is None:
        return ""
    return f" {_capital(interval.names_side or side_word(interval.side))}."


def _start_words(interval: Interval) -> str:
    if interval.kind is Kind.HOLD:
        return _("Hold.")
    if not interval.paced:
        count = interval.count or 0
        if interval.kind is Kind.BREATHE:
            return ngettext(
                "{n} breath in your own time.", "{n} breaths in your own time.", count
            ).format(n=count)
        return ngettext("{n} rep in your own time.", "{n} reps in your own time.", count).format(
            n=count
        )
    if interval.cycle and interval.cycle[0].breathe is not Air.FREE:
        return ""  # "Breathe in." is the word to begin with
    return _("Begin.")


def _release_words(kind: Kind) -> str:
    return _("And release.") if kind in (Kind.HOLD, Kind.BREATHE) else _("Done.")


def _minimum_words(interval: Interval) -> str:
    if interval.minimum_count is not None:
        done = ngettext("{n} done.", "{n} done.", interval.minimum_count).format(
            n=interval.minimum_count
        )
        if interval.open:
            return done + " " + _("Go on if it feels good.")
        more = (interval.count or 0) - interval.minimum_count
        return (
            done
            + " "
            + ngettext("{n} more if it feels good.", "{n} more if it feels good.", more).format(
                n=more
            )
        )
    seconds = round(interval.enough_s or 0)
    done = ngettext("{n} second.", "{n} seconds.", seconds).format(n=seconds)
    return done + " " + _("Stay if it feels good.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def kit_word(kit: str) -> str:
    """Return a piece of equipment in the person's language; unknown ones as they were written."""
    words = {
        "mat": _("mat"),
        "wall": _("wall"),
        "chair": _("chair"),
        "desk": _("desk"),
        "mini_band": _("mini band"),
        "box": _("box"),
        "step": _("step"),
        "strap": _("strap"),
        "weight": _("weight"),
        "cushion": _("cushion"),
        "bed": _("bed"),
    }
    return words.get(kit, kit.replace("_", " "))
