"""The cues of what lies between work: getting into position, changing sides, resting, waiting, easing out.

What comes is announced, and the announcement is over half a second before it comes.
"""

from collections.abc import Iterator

from hiptimer.engine.context import Context
from hiptimer.engine.counting import tells_does
from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.exercise import Side, side_word
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.lengths import said_s, spoken_s
from hiptimer.engine.sayings import (
    count_words,
    kit_off_words,
    kit_words,
    level_words,
    name_words,
    next_set_words,
    next_words,
    sets_words,
    short_turns_sentence,
    side_sentence,
    start_words,
    switch_words,
    turns_sentence,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

COUNTDOWN_S = 3.0
REST_ENDING_S = 10.0
REST_ENDING_FROM_S = 20.0
SENTENCE_S = 2.0  # room for a short sentence
SETTLE_S = 5.0  # quiet to move in
PAUSE_S = 1.0  # so that what follows is heard to be something else


def get_ready(context: Context) -> Iterator[Cue]:
    """Yield what announces an exercise, what it needs, and what leads into it.

    The name, the side and the way into position are told in any case. Of the rest comes what there is
    room for: what the body does first, then how often, and what it needs last.
    """
    interval, before, following = context.interval, context.previous, context.following
    told_by_author = before is not None and (before.kind is Kind.WAIT or bool(before.say))
    first, last = context.is_first_step, context.is_last_step
    name = next_words(interval, context.language, first=first, last=last)
    side = side_sentence(interval)
    kit_off = "" if told_by_author else kit_off_words(interval.kit_off)
    level = level_words(context.posture_before, interval.posture)
    setup = interval.words
    room = _Room(context, [name, side, kit_off, level, setup])
    led_in = following is not None and tells_does(following)
    does = "" if led_in else room.take(interval.does) or room.take_early(_form(following))
    count = room.take(_count_before(following))
    short = room.take(short_turns_sentence(interval))
    sets = room.take(sets_words(interval))
    if before is None:  # as the session begins all that it needs is named; it was to be seen before
        kit = room.take(kit_words(context.equipment), kit_words(interval.new_kit))
        body = [setup, does, kit]
    else:
        body = [room.take(kit_words(interval.new_kit)), setup, does]
    turns = room.instead(short, turns_sentence(interval))
    announced = " ".join(filter(None, (name, sets, side)))
    yield from _in_turn(context, Topic.NEXT, [announced, kit_off, level, *body, count, turns])


def switch(context: Context) -> Iterator[Cue]:
    """Yield what announces the other side and leads into its position.

    Where the way into position names the side, and is late, it is all that names it.
    """
    interval = context.interval
    yield ToneCue(context.tone_from_s(), Tone.SWITCH, Priority.CHANGE, side=interval.side)
    setup, side = interval.words, side_sentence(interval)
    words = f"{switch_words()} {side}".rstrip()
    over_s = context.voice_from_s() + spoken_s(words) + said_s(setup)
    if over_s > context.end_s - COUNTDOWN_S and _names(setup, interval.side):
        words = switch_words()
    count = _Room(context, [words, setup]).take(_count_before(context.following))
    yield from _in_turn(context, Topic.SWITCH, [words, setup, count])


def rest(context: Context) -> Iterator[Cue]:
    """Yield what tells of a rest, of what comes after it, and that it is nearly over."""
    interval, following = context.interval, context.following
    over_by_s = context.over_by_s()
    seconds = round(context.length_s)
    words = ngettext("Rest, {n} second.", "Rest, {n} seconds.", seconds).format(n=seconds)
    position = ""
    yield ToneCue(context.tone_from_s(), Tone.REST, Priority.CHANGE)
    if following is not None and following.kind.is_work:
        is_further = following.set > 1
        coming = _next_set(context, following, words) if is_further else _new(context, following)
        words = f"{words} {coming}"
        position = interval.words
        yield from _ticks(context)
    elif following is not None and following.kind is Kind.GET_READY:
        name = name_words(following, context.language)
        words += " " + _("Then: {name}.").format(name=name)
    at_s = context.voice_from_s()
    next_s = to_ms(at_s + spoken_s(words))
    if interval.say and next_s >= context.end_s:
        words = f"{words} {interval.say}"
    yield VoiceCue(at_s, words, Topic.REST, Priority.CHANGE, end_by_s=over_by_s)
    if interval.say and next_s < context.end_s:
        end_by_s = max(next_s, over_by_s)
        yield VoiceCue(next_s, interval.say, Topic.SETUP, Priority.CHANGE, end_by_s=end_by_s)
    if context.length_s < REST_ENDING_FROM_S:
        if position and next_s + spoken_s(position) <= over_by_s:
            yield VoiceCue(next_s, position, Topic.SETUP, Priority.CHANGE, end_by_s=over_by_s)
        return
    at_s = to_ms(context.end_s - REST_ENDING_S)
    yield ToneCue(at_s, Tone.REST_ENDING, Priority.HALFWAY)
    ten, ten_by_s = _("Ten seconds left."), to_ms(at_s + SENTENCE_S)
    yield VoiceCue(at_s, ten, Topic.REST, Priority.HALFWAY, end_by_s=ten_by_s)
    if position:  # the other side is in front again, and on one's feet one is no longer in position
        at_s = to_ms(at_s + spoken_s(ten) + PAUSE_S)
        yield VoiceCue(at_s, position, Topic.SETUP, Priority.CHANGE, end_by_s=over_by_s)


def _new(context: Context, following: Interval) -> str:
    """Return what announces an exercise for which no time was given to get ready."""
    sides = side_sentence(following) or turns_sentence(following)
    count = count_words(following) if following.first_side else ""  # others are told as they begin
    name = next_words(following, context.language, first=False, last=False)
    return " ".join(filter(None, (name, sets_words(following), sides, count)))


def _next_set(context: Context, following: Interval, words: str) -> str:
    """Return what announces the next set, by name if there is room for that and the position too."""
    sides = side_sentence(following) or turns_sentence(following)
    full = next_set_words(following, context.language, named=True)
    full = " ".join(filter(None, (full, sides)))
    if said_s(context.interval.words) <= _Room(context, [f"{words} {full}"]).left_s:
        return full
    short = next_set_words(following, context.language, named=False)
    return " ".join(filter(None, (short, sides)))


def _names(sentence: str, side: Side | None) -> bool:
    """Say whether a sentence has the word of a side in it."""
    return side is not None and side_word(side) in sentence.casefold().split()


def release(context: Context) -> Iterator[Cue]:
    """Yield the way out of what was done."""
    words = context.interval.words
    if words:
        at_s, over_by_s = context.voice_from_s(), context.end_s
        yield VoiceCue(at_s, words, Topic.SETUP, Priority.CHANGE, end_by_s=over_by_s)


def wait(context: Context) -> Iterator[Cue]:
    """Yield what the author has to say before the person goes on."""
    interval = context.interval
    yield ToneCue(context.tone_from_s(), Tone.SWITCH, Priority.CHANGE)
    yield VoiceCue(context.voice_from_s(), interval.words, Topic.WAIT, Priority.CHANGE)
    if interval.say:
        at_s = to_ms(context.voice_from_s() + spoken_s(interval.words))
        yield VoiceCue(at_s, interval.say, Topic.SETUP, Priority.CHANGE)


class _Room:
    """The time that is left to speak in, before what is announced begins."""

    def __init__(self, context: Context, spoken: list[str]) -> None:
        """Take off what these sentences need."""
        self.left_s = context.over_by_s() - context.voice_from_s()
        self.left_s -= sum(spoken_s(sentence) for sentence in spoken if sentence)

    def instead(self, short: str, sentence: str) -> str:
        """Return a sentence in the place of a shorter one that was taken, if there is room for it."""
        if not short or said_s(sentence) - said_s(short) > self.left_s:
            return short
        return sentence

    def take_early(self, sentence: str) -> str:
        """Return the sentence if there is time to do as it says before the work begins, else none."""
        return self.take(sentence) if said_s(sentence) + SETTLE_S <= self.left_s else ""

    def take(self, *sentences: str) -> str:
        """Return the first of the sentences that there is room for, and none if there is for none."""
        for sentence in filter(None, sentences):
            if said_s(sentence) <= self.left_s:
                self.left_s -= spoken_s(sentence)
                return sentence
        return ""


def _form(following: Interval | None) -> str:
    """Return the form cue of what is held: of a stretch it tells what the body does."""
    if following is None or following.kind is not Kind.HOLD:
        return ""
    return following.words


def _count_before(following: Interval | None) -> str:
    """Return how many there will be, where the first word of the work leaves no room for it."""
    if following is not None and not start_words(following):
        return count_words(following)
    return ""


def _in_turn(context: Context, topic: Topic, sentences: list[str]) -> Iterator[Cue]:
    """Yield the sentences one after another, those that cannot begin in time left out, and the ticks."""
    at_s, over_by_s = context.voice_from_s(), context.over_by_s()
    for number, sentence in enumerate(filter(None, sentences)):
        if not number or at_s < over_by_s:
            said_of = Topic.SETUP if number else topic
            yield VoiceCue(at_s, sentence, said_of, Priority.CHANGE, end_by_s=over_by_s)
            at_s = to_ms(at_s + spoken_s(sentence))
    yield from _ticks(context)


def _ticks(context: Context) -> Iterator[Cue]:
    if context.length_s > COUNTDOWN_S:
        at_s = to_ms(context.end_s - COUNTDOWN_S)
        yield ToneCue(at_s, Tone.READY_COUNTDOWN, Priority.COUNTDOWN)
