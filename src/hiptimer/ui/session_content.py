"""A session as its tile and its page show it: plain values made from session and timeline."""

from collections.abc import Iterable, Sequence

from hiptimer.engine.exercise import Catalogue, Exercise, Variant, told
from hiptimer.engine.interval import Interval
from hiptimer.engine.pain import bands_of, written_by
from hiptimer.engine.sayings import kit_word
from hiptimer.engine.session import Assigned, Often, Rest, Session, Step, Wait, When
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline, unroll
from hiptimer.engine.wording import dose_words, kind_words, length_words
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.pages.detail_content import (
    DetailContent,
    SessionChoices,
    StepContent,
    VersionWords,
)
from hiptimer.ui.pages.tiles import Asked, Tile
from hiptimer.ui.showing import figure_of, moment_of
from hiptimer.ui.upcoming import blocks, exercise_steps
from hiptimer.ui.widgets.moments import FigureSpec, Moment


def tile(key: str, session: Session, timeline: Timeline, asked: Asked | None) -> Tile:
    """Return the tile of a session; `asked` is how often it is asked for now, None if it is not."""
    first = next((one for one in timeline.intervals if one.kind.is_work), None)
    assigned = session.assigned
    return Tile(
        key=key,
        title=session.title,
        duration_s=timeline.duration_s,
        at_least=timeline.is_at_least,
        steps=len(exercise_steps(timeline)),
        kit=tuple(kit_word(kit) for kit in timeline.equipment),
        by=assigned.by if assigned else "",
        asked=asked,
        figure=figure_of(first) if first else FigureSpec(),
        moment=moment_of(first.kind) if first else Moment.WORK,
    )


def detail(
    key: str,
    session: Session,
    catalogue: Catalogue,
    chosen: Choices,
    choices: SessionChoices,
    *,
    first_time: bool,
) -> DetailContent:
    """Return the page of a session at the choices made so far; all its steps are shown."""
    timeline = unroll(session, catalogue, chosen)
    whole = unroll(
        session, catalogue, Choices(scale=chosen.scale, week=chosen.week, first=chosen.first)
    )
    assigned = session.assigned
    return DetailContent(
        key=key,
        title=session.title,
        total_s=timeline.duration_s,
        at_least=timeline.is_at_least,
        kit=tuple(kit_word(kit) for kit in timeline.equipment),
        author=session.author,
        description=session.description,
        cautions=session.cautions,
        stop_rule=session.safety.stop_rule,
        assigned=assigned_words(assigned) if assigned else "",
        assigned_by=assigned.by if assigned else "",
        assigned_note=assigned.note if assigned else "",
        has_days=assigned is not None and bool(assigned.times),
        steps=tuple(_steps(session, catalogue, whole)),
        blocks=blocks(timeline),
        locked=session.locked,
        chooses_side=_chooses_side(session, timeline),
        choices=choices,
        first_time=first_time,
        asks_pain=When.BEFORE in session.ask.pain,
        bands=bands_of(session),
        written_by=written_by(session),
    )


def assigned_words(assigned: Assigned) -> str:
    """Return an assignment in words: "3 times per week until 20 December 2026"."""
    words = ""
    if assigned.times:
        words = {
            Often.PER_DAY: ngettext("{n} time per day", "{n} times per day", assigned.times),
            Often.PER_WEEK: ngettext("{n} time per week", "{n} times per week", assigned.times),
            Often.EVERY_DAYS: ngettext("every day", "every {n} days", assigned.times),
        }[assigned.often].format(n=assigned.times)
    if assigned.until is not None:
        date = f"{assigned.until.day} {assigned.until:%B %Y}"
        words = f"{words} {_('until {date}').format(date=date)}".strip()
    return words


def has_floor(timeline: Timeline) -> bool:
    """Say whether the person goes down to the floor, and so sees the screen from afar."""
    return any(one.posture is not None and one.posture.is_floor for one in timeline.intervals)


def _chooses_side(session: Session, timeline: Timeline) -> bool:
    said = {
        number for number, leaf in session.leaves() if isinstance(leaf, Step) and leaf.timing.first
    }
    sided = (one for one in timeline.intervals if one.side or one.first_side)
    return any(one.step not in said for one in sided)


def _steps(session: Session, catalogue: Catalogue, timeline: Timeline) -> Iterable[StepContent]:
    shown = 0
    for number, leaf in session.leaves():
        intervals = [one for one in timeline.intervals if one.step == number]
        match leaf:
            case Step():
                shown += 1
                yield _step(number, shown, leaf, catalogue, intervals)
            case Rest(rest_s=rest_s, note=note):
                yield StepContent(
                    index=number,
                    number=0,
                    name=_("Rest"),
                    moment=Moment.REST,
                    dose=length_words(rest_s),
                    length_s=rest_s,
                    note=note,
                )
            case Wait(text=text, note=note):
                words = _("until you go on")
                yield StepContent(
                    index=number, number=0, name=text, moment=Moment.SWITCH, dose=words, note=note
                )


def _step(
    number: int, shown: int, step: Step, catalogue: Catalogue, intervals: Sequence[Interval]
) -> StepContent:
    work = [one for one in intervals if one.kind.is_work]
    first = work[0]
    exercise = catalogue.get(step.exercise) if isinstance(step.exercise, str) else None
    own = step.exercise.instructions if not isinstance(step.exercise, str) else ()
    return StepContent(
        index=number,
        number=shown,
        name=first.name,
        kind_words=kind_words(first.kind),
        moment=moment_of(first.kind),
        dose=_dose(work),
        sets=_sets(intervals, first),
        length_s=sum(one.duration_s for one in intervals),
        at_least=any(one.open for one in intervals),
        optional=step.optional,
        load=step.load,
        note=step.note,
        instructions=_told(exercise.instructions, first) if exercise else own,
        feel=told(exercise.feel, first.side) if exercise else "",
        mistakes=_told(exercise.mistakes, first) if exercise else (),
        cautions=_told(exercise.cautions, first) if exercise else (),
        versions=_versions(exercise, first) if exercise else (),
        figure=figure_of(first),
    )


def _told(sentences: Iterable[str], work: Interval) -> tuple[str, ...]:
    return tuple(told(sentence, work.side or work.first_side) for sentence in sentences)


def _dose(work: Sequence[Interval]) -> str:
    by_side = {one.side: dose_words(one) for one in work}
    doses = list(dict.fromkeys(by_side.values()))
    if work[0].first_side is not None:
        return _("{dose} each side, in turn").format(dose=doses[0])
    if None in by_side:
        return doses[0]
    if len(by_side) == 1:
        side = next(iter(by_side))
        words = _("{dose}, left") if side == "left" else _("{dose}, right")
        return words.format(dose=doses[0])
    if len(doses) == 1:
        return _("{dose} each side").format(dose=doses[0])
    left, right = (
        next(dose for side, dose in by_side.items() if side == name) for name in ("left", "right")
    )
    return _("left {left}, right {right}").format(left=left, right=right)


def _sets(intervals: Sequence[Interval], first: Interval) -> str:
    sets = max(one.sets for one in intervals)
    parts = []
    if sets > 1:
        parts.append(ngettext("{n} set", "{n} sets", sets).format(n=sets))
        rest = next((one.duration_s for one in intervals if one.kind == "rest"), 0.0)
        if rest:
            parts.append(_("{time} rest").format(time=length_words(rest)))
    if first.rounds > 1:
        parts.append(ngettext("{n} round", "{n} rounds", first.rounds).format(n=first.rounds))
    return ", ".join(parts)


def _versions(exercise: Exercise, work: Interval) -> tuple[VersionWords, ...]:
    def words(label: str, variant: Variant) -> VersionWords:
        return VersionWords(label, variant.name, " ".join(_told(variant.instructions, work)))

    pairs = ((_("Easier"), exercise.easier), (_("Deeper"), exercise.deeper))
    return tuple(words(label, variant) for label, variant in pairs if variant is not None)
