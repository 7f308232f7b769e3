"""The cues of breaths and reps: glides and ticks, the words of the phases, and the numbers."""

from collections.abc import Iterator

from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, cycle_s
from hiptimer.engine.exercise import side_word
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.sayings import capital
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

GLIDES = {Air.IN: Tone.BREATH_IN, Air.OUT: Tone.BREATH_OUT}
SPOKEN_CYCLES = 2  # the words of the phases and the sides are said for the first two only
SPOKEN_PHASE_S = 1.0  # a shorter phase has no time for its word
QUIET_END_S = 4.0  # of a hold, of breaths


def counted(interval: Interval) -> Iterator[Cue]:
    """Yield the cues of each breath or rep: glides or ticks, and the numbers."""
    one_s = cycle_s(interval.cycle)
    cycles = round(interval.duration_s / one_s)
    if interval.open and interval.linger_s is not None:
        cycles += round(interval.linger_s / one_s)  # the guide goes on while the person stays
    for cycle in range(cycles):
        begin_s = interval.at_s + cycle * one_s
        if interval.kind is Kind.BREATHE:
            yield from _breath_number(interval, cycle - interval.lead_in, begin_s)
        else:
            yield from _rep_number(interval, cycle - interval.lead_in, begin_s, one_s)
        yield from _phases(interval, begin_s, say=cycle < SPOKEN_CYCLES)


def _phases(interval: Interval, begin_s: float, *, say: bool) -> Iterator[Cue]:
    """Yield a glide for each breath in and out, and the word of each phase if it is to be said."""
    at_s = begin_s
    for phase in interval.cycle:
        tone = GLIDES.get(phase.breathe)
        if tone is not None:
            yield ToneCue(to_ms(at_s), tone, Priority.FORM, length_s=phase.for_s)
        told = tone is not None or (len(interval.cycle) > 1 and phase.for_s >= SPOKEN_PHASE_S)
        still = interval.kind is Kind.BREATHE and not interval.open
        quiet = still and at_s > max(begin_s, interval.end_s - QUIET_END_S)
        if say and told and not quiet:
            topic = Topic.TEMPO if tone is None else Topic.BREATH
            yield VoiceCue(to_ms(at_s), f"{phase.say}.", topic, Priority.HALFWAY)
        at_s += phase.for_s


def _breath_number(interval: Interval, breath: int, begin_s: float) -> Iterator[Cue]:
    """Yield the number at half and the word at the last; `breath` counts from 0."""
    count = interval.count or 0
    at_s = to_ms(begin_s)
    at_half = breath == count // 2 and count > SPOKEN_CYCLES
    if at_half and not _is_minimum(interval, breath):
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
    if interval.first_side and number < SPOKEN_CYCLES:
        side = interval.first_side if turn == 0 else interval.first_side.other
        yield VoiceCue(to_ms(begin_s), f"{capital(side_word(side))}.", Topic.SIDE, Priority.HALFWAY)
    if number == count - 1 and turn == 0 and count > 1 and not interval.open:
        yield VoiceCue(to_ms(begin_s), _("Last one."), Topic.COUNT, Priority.COUNTDOWN)
    end_s = to_ms(begin_s + one_s)
    is_last = number == count - 1 and turn == turns - 1
    if not (is_last and not interval.open):  # the end note stands for the last one
        if not any(phase.breathe in GLIDES for phase in interval.cycle):
            yield ToneCue(end_s, Tone.REP, Priority.FORM)  # over a breath there are no ticks
        if turn == turns - 1 and not _is_minimum(interval, number + 1):
            yield VoiceCue(end_s, f"{number + 1}.", Topic.COUNT, Priority.FORM)


def _is_minimum(interval: Interval, number: int) -> bool:
    """Say whether the sentence of the lower end of the dose, "6 done.", tells this number."""
    return interval.enough_s is not None and number == interval.minimum_count
