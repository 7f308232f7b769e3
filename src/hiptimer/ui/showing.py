"""What the stage shows of a player at one moment: plain values made from plain values."""

from hiptimer.engine.dose import Air
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.player import Player
from hiptimer.engine.progress import Beat, Progress
from hiptimer.engine.timeline import Timeline
from hiptimer.engine.wording import dose_words, kind_words, length_words
from hiptimer.figure.phase import (
    FORTH_AND_BACK,
    At,
    Beginning,
    Held,
    Part,
    Repeated,
    Telling,
    eased,
    repeated_at,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.widgets.moments import (
    BreathClock,
    Clock,
    ComingUp,
    FigureSpec,
    Moment,
    OpenClock,
    Phase,
    Phases,
    RepsClock,
    SecondsClock,
    SetCount,
    SideNote,
    StageState,
)


def moment_of(kind: Kind) -> Moment:
    """Return the field that a kind of interval is shown on."""
    if kind is Kind.BREATHE:
        return Moment.BREATHE
    if kind.is_work:
        return Moment.WORK
    if kind in (Kind.REST, Kind.RELEASE):
        return Moment.REST
    return Moment.SWITCH


def stage_state(
    player: Player, caption: str = "", not_done: frozenset[int] = frozenset()
) -> StageState | None:
    """Return what the stage shows now, with `caption` in place of the usual cue; None when it is over.

    `not_done` holds the intervals that are behind the person but were left out.
    """
    progress = player.progress
    if progress is None:
        return None
    interval, timeline = progress.interval, player.timeline
    beat = progress.beat
    side = interval.side or (beat.side if beat else None)
    switching = interval.kind is Kind.SWITCH and side is not None
    left_note, right_note = _notes(interval, timeline, side, not_done)
    coming = _coming_up(interval, timeline, caption) if interval.kind is Kind.REST else None
    return StageState(
        moment=moment_of(interval.kind),
        clock=_clock(progress, beat, timeline),
        name=_switch_words(side) if switching and side else interval.name,
        subtitle=_subtitle(interval),
        cue=_cue(interval, caption),
        side=side,
        left_note=left_note,
        right_note=right_note,
        sets=_sets(progress),
        figure=None if interval.kind is Kind.WAIT else _figure(progress, timeline, beat, side),
        coming_up=coming,
        headline=switching or interval.kind is Kind.WAIT,
        paused=player.is_paused,
        waiting=player.is_waiting,
    )


def announcement(interval: Interval) -> str:
    """Return how an interval that begins is told to those who hear the screen."""
    parts = [interval.name, interval.names_side]
    if interval.kind in (Kind.REST, Kind.SWITCH):
        parts.insert(0, {Kind.REST: _("Rest"), Kind.SWITCH: _("Change sides")}[interval.kind])
    return ", ".join(dict.fromkeys(part for part in parts if part))


def next_work(timeline: Timeline, index: int) -> Interval | None:
    """Return the first work interval from `index` on."""
    return next((one for one in timeline.intervals[index:] if one.kind.is_work), None)


def _cue(interval: Interval, caption: str) -> str:
    words = caption or interval.words
    return "" if words == interval.name else words  # a wait has its words in large already


def _subtitle(interval: Interval) -> str:
    # In turns the side changes with every rep; the slab says whose turn it is.
    named = interval.names_side if interval.first_side is None else ""
    parts = (named[:1].upper() + named[1:], interval.load, interval.note)
    return " · ".join(part for part in parts if part)


def _switch_words(side: Side) -> str:
    return _("Switch to your left") if side is Side.LEFT else _("Switch to your right")


def _sets(progress: Progress) -> SetCount | None:
    interval = progress.interval
    if interval.sets < 2 or not interval.kind.is_work:
        return None
    return SetCount(interval.set, interval.sets, progress.part)


_TELLING = Telling()


def figure_of(work: Interval, at: At = _TELLING, side: Side | None = None) -> FigureSpec:
    """Return the figure of an interval, turned to its side or to `side`."""
    return FigureSpec(
        exercise=work.exercise or "",
        posture=work.posture or Posture.STANDING,
        side=side or work.side or work.first_side,
        at=at,
        picture=work.picture,
        version=work.version,
    )


def _figure(
    progress: Progress, timeline: Timeline, beat: Beat | None, side: Side | None
) -> FigureSpec:
    interval = progress.interval
    if interval.kind is Kind.REST and (ahead := next_work(timeline, interval.index)) is not None:
        return figure_of(ahead, Beginning())  # a rest shows what it leads to, already turned
    return figure_of(interval, _at(progress, beat), side)


def _at(progress: Progress, beat: Beat | None) -> At:
    """Return where in its exercise the interval is; what is no work shows how it begins."""
    interval, elapsed_s = progress.interval, progress.elapsed_s
    match interval.kind:
        case Kind.HOLD:
            return Held(elapsed_s)
        case Kind.BREATHE:
            return Held(elapsed_s, _fullness(interval, beat) if beat else None)
        case Kind.REPS | Kind.MOVE:
            parts = tuple(Part(one.for_s, one.moves, one.say) for one in interval.cycle)
            if beat is None:
                return repeated_at(parts or FORTH_AND_BACK, elapsed_s)
            return Repeated(parts, beat.phase_index, _into(beat), elapsed_s)
        case _:
            return Beginning()


def _into(beat: Beat) -> float:
    return min(1.0, beat.phase_elapsed_s / beat.phase.for_s)


def _fullness(interval: Interval, beat: Beat) -> float:
    """Return how full the guided breath is, 0 to 1."""
    into = eased(_into(beat))
    match beat.phase.breathe:
        case Air.IN:
            return into
        case Air.OUT:
            return 1 - into
        case Air.FREE:  # held after the breath in, empty in the pause
            return 1.0 if interval.cycle[beat.phase_index - 1].breathe is Air.IN else 0.0


def _notes(
    interval: Interval, timeline: Timeline, side: Side | None, not_done: frozenset[int]
) -> tuple[SideNote | None, SideNote | None]:
    if interval.kind is Kind.REST:
        side = _side_after(interval, timeline)
        if side is None:
            return None, None
        return _by_side(side, SideNote.NEXT, SideNote.AFTER)
    if interval.first_side is not None:
        if side is None:
            return _by_side(interval.first_side, SideNote.FIRST, SideNote.AFTER)
        return _by_side(side, SideNote.NOW, SideNote.NEXT)
    if side is None:
        return None, None
    behind = _worked(timeline, interval, side.other, before=True)
    ahead = _worked(timeline, interval, side.other, before=False)
    done = SideNote.DONE if behind and not not_done.issuperset(behind) else None
    if interval.kind is Kind.SWITCH:
        return _by_side(side, SideNote.NOW, done)
    if behind:
        return _by_side(side, SideNote.SECOND, done)
    if ahead:
        return _by_side(side, SideNote.FIRST, SideNote.NEXT)
    return _by_side(side, SideNote.PLAIN, None)


def _by_side(
    side: Side, mine: SideNote | None, other: SideNote | None
) -> tuple[SideNote | None, SideNote | None]:
    return (mine, other) if side is Side.LEFT else (other, mine)


def _worked(timeline: Timeline, here: Interval, side: Side, *, before: bool) -> list[int]:
    """Return the intervals before, or after, this one that work `side` in the same set of the step."""
    intervals = timeline.intervals
    span = intervals[: here.index] if before else intervals[here.index + 1 :]
    place = (here.step, here.round, here.set)
    return [
        one.index
        for one in span
        if one.kind.is_work and one.side is side and (one.step, one.round, one.set) == place
    ]


def _side_after(interval: Interval, timeline: Timeline) -> Side | None:
    work = next_work(timeline, interval.index)
    return work.side if work else None


def _coming_up(interval: Interval, timeline: Timeline, caption: str) -> ComingUp | None:
    work = next_work(timeline, interval.index)
    if work is None:
        return None
    dose = dose_words(work)
    if work.sets > 1:
        dose = _("Set {set} of {sets}").format(set=work.set, sets=work.sets) + " · " + dose
    following = timeline.intervals[interval.index + 1]
    words = caption or interval.words or ("" if following.kind.is_work else following.words)
    return ComingUp(name=work.name, dose=dose, side=work.side, words=words)


def _clock(progress: Progress, beat: Beat | None, timeline: Timeline) -> Clock:
    interval = progress.interval
    match interval.kind:
        case Kind.WAIT:
            return OpenClock(words=_("Press Space to go on"))
        case Kind.HOLD | Kind.MOVE:
            return _hold_clock(progress)
        case Kind.BREATHE | Kind.REPS:
            if beat is None:
                return _own_pace(interval)
            return (
                _breaths(progress, beat) if interval.kind is Kind.BREATHE else _reps(progress, beat)
            )
        case _:
            return SecondsClock(
                progress.elapsed_s,
                interval.duration_s,
                label=_in_between_words(interval),
                below=_below(interval, timeline),
            )


def _in_between_words(interval: Interval) -> str:
    if interval.kind is Kind.SWITCH:
        return _("Get into position")
    return kind_words(interval.kind)


def _below(interval: Interval, timeline: Timeline) -> str:
    if interval.kind is Kind.RELEASE:
        return ""
    work = next_work(timeline, interval.index)
    if work is None:
        return ""
    if interval.kind is Kind.REST:
        if work.set > 1:
            return _("{done} of {sets} sets done").format(done=work.set - 1, sets=work.sets)
        return ""
    return _("then {dose}").format(dose=dose_words(work))


def _hold_clock(progress: Progress) -> SecondsClock:
    interval = progress.interval
    below = ngettext("of {n} second", "of {n} seconds", round(interval.duration_s)).format(
        n=length_words(interval.duration_s)
        if interval.duration_s >= 60
        else round(interval.duration_s)
    )
    if interval.duration_s >= 60:
        below = _("of {time}").format(time=length_words(interval.duration_s))
    if interval.open:
        below = _("at least {time}").format(time=length_words(interval.duration_s))
    return SecondsClock(
        progress.elapsed_s,
        None if interval.open else interval.duration_s,
        minimum_s=interval.enough_s,
        label=kind_words(interval.kind),
        below=below,
    )


def _own_pace(interval: Interval) -> OpenClock:
    words = (
        _("breaths, at your own pace")
        if interval.kind is Kind.BREATHE
        else _("reps, at your own pace")
    )
    return OpenClock(big=str(interval.count), words=words, hint=_("Press Space when you are done"))


def _phases(interval: Interval, beat: Beat) -> Phases:
    return Phases(
        parts=tuple(Phase(phase.say, phase.for_s) for phase in interval.cycle),
        current=beat.phase_index,
        progress=_into(beat),
    )


def _of(interval: Interval) -> str:
    return _("of {n}").format(n=dose_number(interval))


def dose_number(interval: Interval) -> str:
    """Return the number of breaths or reps asked for, as "8", "6-8" or "8+"."""
    if interval.open:
        return f"{interval.minimum_count}+"
    if interval.minimum_count is not None and interval.minimum_count < (interval.count or 0):
        return f"{interval.minimum_count}-{interval.count}"
    return str(interval.count)


def _minimum(interval: Interval) -> int | None:
    least = interval.minimum_count
    return least if least is not None and least < (interval.count or 0) else None


def _breaths(progress: Progress, beat: Beat) -> BreathClock:
    interval = progress.interval
    return BreathClock(
        breath=beat.number,
        total=interval.count or 0,
        fullness=_fullness(interval, beat),
        phases=_phases(interval, beat),
        minimum=_minimum(interval),
        label=_("Breath") if beat.number else _("Settle in"),
        below=_of(interval),
    )


def _reps(progress: Progress, beat: Beat) -> RepsClock:
    interval = progress.interval
    return RepsClock(
        rep=max(1, beat.number),
        total=interval.count or 0,
        progress=beat.part,
        phases=_phases(interval, beat),
        minimum=_minimum(interval),
        label=_("Rep"),
        below=_of(interval),
    )
