"""Every sentence that a clip is made of: what the bundled sessions and exercises can say, and numbers."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from hiptimer.engine.amount import Amount
from hiptimer.engine.cueing import closing, finale
from hiptimer.engine.cues import Cue, Topic, VoiceCue
from hiptimer.engine.dose import Dose, amount_of, with_amount
from hiptimer.engine.exercise import Catalogue, Exercise, Side, Sides
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.laying import KIT_THAT_TAKES_TIME
from hiptimer.engine.sayings import (
    count_words,
    kit_word,
    minimum_words,
    more_breaths_words,
    next_set_words,
    sets_words,
    start_words,
    unplanned_words,
)
from hiptimer.engine.session import Entry, Pace, Rest, Session, Step, Timing, Version
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline, unroll
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import bundled_sessions
from hiptimer.sound.voice.generic import of_side, of_topic
from hiptimer.sound.voice.sentences import cut, key

# How far numbers go. Rarer ones are left to an engine or to the screen: a second of speech takes 8 kB.
MOST_COUNTED = 40
MOST_DONE = 30
MOST_BREATHS_DONE = 15
MOST_MORE = 6
MOST_SETS = 6
MOST_TOLD = 20
HOLD_RANGES_S = ((10, 20), (15, 30), (20, 30), (30, 45), (30, 60), (45, 60))
UNPACED_BREATHS = (*range(1, 13), 15, 20)
UNPACED_REPS = (*range(1, 16), 20)
_LONG_S = (*range(15, 61, 5), 75, 90, 100, 120, 150, 180, 240, 300)
RESTS_S = (*range(5, 15), *_LONG_S)
HOLDS_S = (*range(1, 15), *_LONG_S)
SCALES = (50, 75, 100, 125, 150)
BREATH_RANGES = ((3, 4), (3, 5), (4, 6), (5, 6), (5, 8), (5, 10), (8, 10))
REP_RANGES = (*BREATH_RANGES, (6, 8), (8, 12), (10, 12), (10, 15), (12, 15))

# What the program itself says around a session, beyond the cues of the timeline.
AROUND = (
    "Going on.",
    "Sit where you will exercise.",
    "Do you hear this?",
    "This is the voice that leads you.",
    "Get into position.",
    "Get ready.",
    "Left.",
    "Right.",
    "Both sides.",
    "Take turns.",
    "Last set.",
    "Last round.",
    "Last side.",
    "Half a minute left.",
    "One minute left.",
)


def all_sentences() -> list[str]:
    """Return every sentence of which a clip belongs in assets/voice/, in order of the alphabet.

    Of sentences that differ in nothing but capitals the first is taken.
    """
    around = (*AROUND, *unplanned_words())
    texts = itertools.chain(timeline_texts(), number_texts(), around, generic_texts())
    by_key: dict[str, str] = {}
    for sentence in sorted({sentence for text in set(texts) for sentence in cut(text)}):
        by_key.setdefault(key(sentence), sentence)
    return sorted(by_key.values())


def generic_texts() -> Iterator[str]:
    """Yield what stands for sentences that nothing can speak."""
    yield from filter(None, (of_topic(topic) for topic in Topic))
    yield from (of_side(side) for side in Side)


def timeline_texts() -> Iterator[str]:
    """Yield what the bundled sessions say in any choice, and every exercise in its usual ways."""
    catalogue = bundled_catalogue()
    for session in sessions(catalogue):
        for choices in choices_of(session):
            yield from spoken_by(unroll(session, catalogue, choices))
    for exercise in catalogue.values():
        for session in made_sessions(exercise):
            yield from spoken_by(unroll(session, catalogue))


def sessions(catalogue: Catalogue) -> Iterator[Session]:
    """Yield the bundled sessions."""
    for path in bundled_sessions():
        session = read_session(path, catalogue).session
        if session is None:
            raise SystemExit(f"{path} has errors")
        yield session


def choices_of(session: Session) -> Iterator[Choices]:
    """Yield the choices a person may make before a session, one at a time."""
    leaves = list(session.leaves())
    yield Choices()
    yield from (Choices(scale=scale) for scale in SCALES)
    yield from (Choices(first=side) for side in Side)
    steps = [(number, leaf) for number, leaf in leaves if isinstance(leaf, Step)]
    weeks = {week for _number, step in steps for week in step.weeks}
    yield from (Choices(week=week) for week in weeks)
    for version in Version:
        yield Choices(versions={number: version for number, _step in steps})
    optional = [number for number, step in steps if step.optional]
    yield Choices(left_out=frozenset(optional))
    # What comes next, and what is asked for first, depends on all that is left out before it.
    for number in optional:
        yield Choices(left_out=frozenset({number}))
        yield Choices(left_out=frozenset(one for one in optional if one <= number))


def made_sessions(exercise: Exercise) -> Iterator[Session]:
    """Yield sessions of one exercise: every version, side, pace, and kind of dose."""
    sides: tuple[Sides | None, ...] = (None,)
    if exercise.sides is not Sides.BOTH:
        sides = (None, Sides.EACH, Sides.ALTERNATE)
    for version, side, first in itertools.product((None, *Version), sides, Side):
        step = Step(
            exercise=exercise.id,
            sides=side,
            variant=version,
            sets=Amount.exactly(3),
            timing=Timing(first=first, rest_s=30.0),
        )
        in_own_time = replace(step, timing=replace(step.timing, pace=Pace.SELF))
        steps = [replace(step, dose=dose) for dose in doses_of(exercise)]
        entries: tuple[Entry, ...] = (
            replace(step, sets=None),
            Rest(rest_s=30.0),
            *steps,
            in_own_time,
        )
        yield Session(title="", id="made", entries=entries)


def doses_of(exercise: Exercise) -> Iterator[Dose]:
    """Yield the usual dose of an exercise, and the same as "or more"."""
    yield exercise.dose
    most = amount_of(exercise.dose).most
    yield with_amount(exercise.dose, lambda _amount: Amount(most, most, open=True))


def spoken_by(timeline: Timeline) -> Iterator[str]:
    """Yield the text of every voice cue of a timeline, those of ends that the player lays included."""
    cues: list[Cue] = [*timeline.finale, *finale(0.0)]
    for interval, following in itertools.pairwise([*timeline.intervals, timeline.intervals[0]]):
        cues += interval.cues
        if interval.kind.is_work:
            cues += closing(interval, following)
    yield from (cue.text for cue in cues if isinstance(cue, VoiceCue))


def number_texts() -> Iterator[str]:
    """Yield the numbers, in each sentence that holds one.

    The sentences come from the engine itself, from intervals made for the purpose, so that a change
    of words there is a change here.
    """
    yield from (f"{count}." for count in range(1, MOST_COUNTED + 1))
    for count in range(1, MOST_DONE + 1):
        yield minimum_words(_counted(Kind.REPS, count, count))
    for kind, counts, ranges in (
        (Kind.BREATHE, UNPACED_BREATHS, BREATH_RANGES),
        (Kind.REPS, UNPACED_REPS, REP_RANGES),
    ):
        yield from (start_words(_counted(kind, count, count)) for count in counts)
        yield from (start_words(_counted(kind, least, most)) for least, most in ranges)
    yield from _paced_texts()
    for more in range(1, MOST_MORE + 1):
        yield minimum_words(_counted(Kind.REPS, 1, 1 + more))
    for breaths in range(1, MOST_BREATHS_DONE + 1):
        yield more_breaths_words(breaths)
    for seconds in RESTS_S:
        yield ngettext("Rest, {n} second.", "Rest, {n} seconds.", seconds).format(n=seconds)
    for seconds in HOLDS_S:
        yield minimum_words(replace(_HOLD, enough_s=float(seconds)))
    for sets in range(2, MOST_SETS + 1):
        for number in range(2, sets + 1):
            further = replace(_HOLD, set=number, sets=sets)
            yield next_set_words(further, "en", named=False)
        yield sets_words(replace(_HOLD, sets=sets))
    for kit in KIT_THAT_TAKES_TIME:
        yield _("You need: {kit}.").format(kit=kit_word(kit))


def _paced_texts() -> Iterator[str]:
    """Yield how long a hold or a movement is to be, and how many breaths or reps."""
    for seconds in HOLDS_S:
        long = replace(_HOLD, duration_s=float(seconds), open=False)
        yield start_words(long)
        yield start_words(replace(long, kind=Kind.MOVE))
    for least, most in HOLD_RANGES_S:
        yield start_words(replace(_HOLD, duration_s=float(most), enough_s=float(least)))
    for kind in (Kind.BREATHE, Kind.REPS):
        counts = [(count, count) for count in range(1, MOST_TOLD + 1)]
        for least, most in (*counts, *(BREATH_RANGES if kind is Kind.BREATHE else REP_RANGES)):
            paced = replace(_counted(kind, least, most), paced=True)
            yield count_words(paced)
            if kind is Kind.REPS:
                yield count_words(replace(paced, first_side=Side.LEFT))


_HOLD = Interval(kind=Kind.HOLD, duration_s=30.0, minimum_s=30.0, step=0, name="", open=True)


def _counted(kind: Kind, least: int, most: int) -> Interval:
    return replace(
        _HOLD, kind=kind, count=most, minimum_count=least, paced=False, open=least == most
    )
