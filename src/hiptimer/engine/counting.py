"""The cues of breaths and reps: glides and ticks, the words of the phases, and the numbers."""

from collections.abc import Iterator

from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, Way, cycle_s
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.lengths import said_s
from hiptimer.engine.placing import SLACK_S
from hiptimer.engine.sayings import (
    more_breaths_words,
    now_count_words,
    short_side_sentence,
    turn_sentence,
)
from hiptimer.engine.tempo import ways
from hiptimer.language import gettext as _

GLIDES = {Air.IN: Tone.BREATH_IN, Air.OUT: Tone.BREATH_OUT}
TEMPO_TONES = {Way.UP: Tone.TEMPO_UP, Way.LEVEL: Tone.TEMPO_LEVEL, Way.DOWN: Tone.TEMPO_DOWN}
SPOKEN_CYCLES = 2  # the words of the phases and the sides are said for the first two only
SPOKEN_PHASE_S = 1.0  # a shorter phase has no time for its word
QUIET_END_S = 4.0  # of a hold, of breaths
PULSE_FROM_S = 6.0  # a pause this long is told second by second
PULSE_S = 0.4  # each of those seconds, as long as it sounds
SHORT_TURN_WORDS = 2  # "Left leg." is no longer than it has to be
SHORTEST_TEMPO_S = 0.4  # a shorter phase has no tone


def counted(interval: Interval, opening: str = "") -> Iterator[Cue]:
    """Yield the cues of each breath or rep: glides or ticks, and the numbers.

    The words of the phases are said twice, of each side where they alternate. `opening` is what is
    said as the first begins.
    """
    one_s = cycle_s(interval.cycle)
    cycles = round(interval.duration_s / one_s)
    if interval.open and interval.linger_s is not None:
        cycles += round(interval.linger_s / one_s)  # the guide goes on while the person stays
    turns = 2 if interval.first_side else 1
    say_until = SPOKEN_CYCLES * turns
    for cycle in range(cycles):
        begin_s = interval.at_s + cycle * one_s
        count = cycle - interval.lead_in
        turn = ""
        if interval.kind is Kind.BREATHE:
            yield from _breath_number(interval, count, begin_s)
        else:
            yield from _rep_number(interval, count, begin_s, one_s)
            turn = _turn_words(interval, count)
            yield from _tempo(interval, begin_s, side_of(interval, count))
        if not count and now_count_words(interval):
            opening = now_count_words(interval)
            yield VoiceCue(to_ms(begin_s), opening, Topic.COUNT, Priority.CHANGE)
        leads_in = count < 0 and cycle == 0 and tells_does(interval)
        does = interval.does if leads_in else ""
        if cycle < say_until:
            yield from _phase_words(interval, begin_s, (opening, turn), does)
        yield from _glides(interval, begin_s)
        number, turn_before = divmod(count + 1, turns)
        opening = "" if turn_before else f"{number}."  # said as the next begins


def tells_does(interval: Interval) -> bool:
    """Say whether the breath that leads in tells what the body does: "Breathe out. Fold."."""
    return interval.kind is Kind.BREATHE and interval.paced and interval.lead_in > 0


def side_of(interval: Interval, rep: int) -> Side | None:
    """Return the side that a rep works, numbered from 0 over both sides where they alternate."""
    if interval.first_side is None:
        return interval.side
    return interval.first_side.other if rep % 2 else interval.first_side


def tells_phases(interval: Interval) -> bool:
    """Say whether the first phase of each breath or rep has a word that is said."""
    if not interval.cycle or not interval.paced:
        return False
    first = interval.cycle[0]
    return first.breathe in GLIDES or (len(interval.cycle) > 1 and first.for_s >= SPOKEN_PHASE_S)


def _glides(interval: Interval, begin_s: float) -> Iterator[Cue]:
    """Yield a glide for each breath in and out."""
    at_s = begin_s
    for phase in interval.cycle:
        tone = GLIDES.get(phase.breathe)
        if tone is not None:
            yield ToneCue(to_ms(at_s), tone, Priority.FORM, length_s=to_ms(phase.for_s))
        at_s += phase.for_s


def _phase_words(
    interval: Interval, begin_s: float, before: tuple[str, str], does: str
) -> Iterator[Cue]:
    """Yield the word of each phase that has time for it.

    `before` is what is said at the same moment as the first: what begins, and whose turn it is. A phase
    that these reach into has its word after them, if they leave it a second.
    """
    at_s = free_s = begin_s
    first = " ".join(filter(None, before))
    if first:
        free_s += said_s(first)
    for phase in interval.cycle:
        breathes = phase.breathe in GLIDES
        told = breathes or (len(interval.cycle) > 1 and phase.for_s >= SPOKEN_PHASE_S)
        known = at_s == begin_s and _has_words(first, phase.say)
        if told and not known:
            leads = bool(does) and phase.breathe is Air.OUT
            words = f"{phase.say}. {does}" if leads else f"{phase.say}."
            priority = Priority.CHANGE if leads else Priority.HALFWAY
            together = f"{first} {words}" if at_s == begin_s else words
            end_s = at_s + phase.for_s
            is_late = at_s > begin_s and at_s + SLACK_S < free_s <= end_s - SPOKEN_PHASE_S
            from_s = free_s if is_late else at_s
            topic = Topic.BREATH if breathes else Topic.TEMPO
            yield VoiceCue(to_ms(from_s), words, topic, priority)
            free_s = from_s + said_s(together)
        at_s += phase.for_s


def _has_words(sentence: str, words: str) -> bool:
    return set(words.casefold().split()) <= set(sentence.casefold().replace(".", " ").split())


def _turn_words(interval: Interval, rep: int) -> str:
    """Return whose turn it is, if that is still to be said: "Turn to the left." and then "Left."."""
    number, side = rep // 2, side_of(interval, rep)
    if interval.first_side is None or side is None or not 0 <= number < SPOKEN_CYCLES:
        return ""
    named, short = turn_sentence(interval, side), short_side_sentence(side)
    if number:
        return short
    # "Knees to the left. Roll." would be two commands, and the second late.
    is_long = len(named.split()) > SHORT_TURN_WORDS and tells_phases(interval)
    return short if is_long and not _has_words(named, interval.cycle[0].say) else named


def _tempo(interval: Interval, begin_s: float, side: Side | None) -> Iterator[Cue]:
    """Yield the tone of each phase: rising, level or falling; a long pause is told by its seconds."""
    at_s = begin_s
    for phase, way in zip(interval.cycle, ways(interval.cycle), strict=True):
        if way is not None:
            pulses = way is Way.LEVEL and phase.for_s >= PULSE_FROM_S
            for second in range(round(phase.for_s) if pulses else 1):
                length_s = PULSE_S if pulses else phase.for_s
                if length_s >= SHORTEST_TEMPO_S:
                    moment_s, length_s = to_ms(at_s + second), to_ms(length_s)
                    yield ToneCue(moment_s, TEMPO_TONES[way], Priority.FORM, length_s, side)
        at_s += phase.for_s


def _breath_number(interval: Interval, breath: int, begin_s: float) -> Iterator[Cue]:
    """Yield how many are left at half, and the word at the last; `breath` counts from 0."""
    count = interval.count or 0
    at_s = to_ms(begin_s)
    at_half = breath == count // 2 and count > SPOKEN_CYCLES
    if at_half and not _is_minimum(interval, breath):
        yield ToneCue(at_s, Tone.BREATH_COUNT, Priority.HALFWAY)
        yield VoiceCue(at_s, more_breaths_words(count - breath), Topic.BREATH, Priority.HALFWAY)
    elif breath == count - 1 and breath > 0 and not interval.open:
        yield VoiceCue(at_s, last_breath_words(), Topic.BREATH, Priority.COUNTDOWN)


def last_breath_words() -> str:
    """Return the one sentence that may break the quiet at the end of what is held."""
    return _("Last breath.")


def _rep_number(interval: Interval, rep: int, begin_s: float, one_s: float) -> Iterator[Cue]:
    """Yield what is said and ticked for one rep; `rep` counts from 0, over both sides if they alternate."""
    if rep < 0:
        return
    turns = 2 if interval.first_side else 1
    number, turn = divmod(rep, turns)
    count = interval.count or 0
    side = side_of(interval, rep)
    whose = _turn_words(interval, rep)
    if whose:
        yield VoiceCue(to_ms(begin_s), whose, Topic.SIDE, Priority.HALFWAY)
    if number == count - 1 and turn == 0 and count > 1 and not interval.open:
        words = _("Last one each side.") if interval.first_side else _("Last one.")
        yield VoiceCue(to_ms(begin_s), words, Topic.COUNT, Priority.COUNTDOWN)
    end_s = to_ms(begin_s + one_s)
    is_last = number == count - 1 and turn == turns - 1
    if not (is_last and not interval.open):  # the end note stands for the last one
        if not any(phase.breathe in GLIDES for phase in interval.cycle):
            yield ToneCue(
                end_s, Tone.REP, Priority.FORM, side=side
            )  # over a breath there are no ticks
        if turn == turns - 1 and not _is_minimum(interval, number + 1):
            yield VoiceCue(end_s, f"{number + 1}.", Topic.COUNT, Priority.FORM)


def _is_minimum(interval: Interval, number: int) -> bool:
    """Say whether the sentence of the lower end of the dose, "6 done.", tells this number."""
    return interval.enough_s is not None and number == interval.minimum_count
