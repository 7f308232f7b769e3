"""What comes next and where in the session it stands, as plain words."""

from hiptimer.engine.exercise import side_word
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.player import Player
from hiptimer.engine.timeline import Timeline
from hiptimer.engine.wording import dose_words, kind_words, length_words
from hiptimer.language import gettext as _
from hiptimer.ui.showing import figure_of, moment_of, next_work
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.next_up import NextUp
from hiptimer.ui.widgets.timeline_strip import Block, BlockState


def upcoming(player: Player) -> NextUp:
    """Return what follows the interval in hand."""
    following = player.following
    if following is None:
        return NextUp(_("Then you are done"), moment=Moment.REST)
    work = next_work(player.timeline, following.index)
    moment = moment_of(work.kind if work else following.kind)
    match following.kind:
        case Kind.SWITCH if work is not None:
            dose = dose_words(work)
            here = player.interval
            if here is not None and here.kind.is_work and dose_words(here) == dose:
                dose = _("same again, {dose}").format(dose=dose)
            return NextUp(_("Switch sides"), dose, work.side, moment=moment, figure=figure_of(work))
        case Kind.REST:
            name = _("Rest {time}").format(time=length_words(following.duration_s))
            if work is None:
                return NextUp(name, moment=moment)
            same = work.set > 1 and work.step == following.step
            after = _("set {set} of {sets}").format(set=work.set, sets=work.sets)
            dose = after if same else work.name
            return NextUp(name, dose, work.side, _("then"), moment, figure_of(work))
        case Kind.RELEASE:
            return NextUp(_("Ease out"), moment=Moment.REST, figure=figure_of(following))
        case Kind.WAIT:
            return NextUp(following.name, moment=Moment.SWITCH)
        case _:
            shown = work or following
            return NextUp(
                following.name,
                dose_words(shown),
                shown.side,
                moment=moment,
                figure=figure_of(shown),
            )


def exercise_steps(timeline: Timeline) -> list[int]:
    """Return the numbers of the steps that have work in them, in order, each once."""
    return list(dict.fromkeys(one.step for one in timeline.intervals if one.kind.is_work))


def place_words(interval: Interval, timeline: Timeline) -> str:
    """Return where in the session an interval stands: "Step 3 of 5", with the round of a circuit."""
    steps = exercise_steps(timeline)
    here = interval if interval.step in steps else next_work(timeline, interval.index)
    if here is None:
        return ""
    words = _("Step {n} of {m}").format(n=steps.index(here.step) + 1, m=len(steps))
    if interval.rounds > 1:
        words += " · " + _("round {n} of {m}").format(n=interval.round, m=interval.rounds)
    return words


def blocks(
    timeline: Timeline,
    done: frozenset[int] = frozenset(),
    not_done: frozenset[int] = frozenset(),
) -> tuple[Block, ...]:
    """Return the timeline as the strip shows it; `done` are over, `not_done` were left out.

    Steps are numbered as in the list of the session, so that a circuit has the same number each round.

    Rests and waits that stand by themselves are drawn with the exercise before them.
    """
    numbers = {step: number for number, step in enumerate(exercise_steps(timeline))}
    group = 0
    shown: list[Block] = []
    for interval in timeline.intervals:
        known = interval.step in numbers
        group = numbers.get(interval.step, group)
        state = BlockState.DONE if interval.index in done else BlockState.TO_DO
        shown.append(
            Block(
                kind=moment_of(interval.kind),
                seconds=interval.duration_s,
                step=group,
                label=interval.name if known else _label_before(shown),
                title=_title(interval),
                state=BlockState.SKIPPED if interval.index in not_done else state,
            )
        )
    return tuple(shown)


def _label_before(shown: list[Block]) -> str:
    return shown[-1].label if shown else ""


def _title(interval: Interval) -> str:
    parts = [interval.name]
    if not interval.kind.is_work:
        parts.append(kind_words(interval.kind).lower())
    if interval.side is not None:
        parts.append(side_word(interval.side))
    if interval.sets > 1:
        parts.append(_("set {set} of {sets}").format(set=interval.set, sets=interval.sets))
    return ", ".join(dict.fromkeys(part for part in parts if part))
