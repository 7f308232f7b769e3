"""Hypothesis strategies for sessions: what a file could say, and a catalogue that goes with it."""

from dataclasses import dataclass

from hypothesis import strategies as st

from hiptimer.engine.dose import (
    Air,
    Breath,
    Breaths,
    Every,
    Hold,
    Move,
    Phase,
    Phases,
    Reps,
    Tempo,
    with_amount,
)
from hiptimer.engine.exercise import Catalogue, Exercise, FirstMove, Posture, Side, Sides, Variant
from hiptimer.engine.session import (
    Auto,
    Circuit,
    Linger,
    OwnExercise,
    Pace,
    Rest,
    Session,
    SideChange,
    Step,
    Timing,
    Version,
    Wait,
)
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from made import amount, catalogue


@dataclass(frozen=True)
class Given:
    """A session, the catalogue it leans on, and what the person chose."""

    session: Session
    book: Catalogue
    choices: Choices

    def unrolled(self, choices=None):
        return unroll(self.session, self.book, choices or self.choices)


def maybe(strategy):
    return st.none() | strategy


# Tenths of a second are awkward for binary fractions, and a person may well write them.
def seconds(least, most):
    return st.integers(int(least * 10), int(most * 10)).map(lambda tenths: tenths / 10)


def amounts(numbers):
    one = numbers.map(amount)
    ranges = st.tuples(numbers, numbers).map(lambda pair: amount(min(pair), max(pair)))
    or_more = numbers.map(lambda number: amount(number, open=True))
    return one | ranges | or_more


times = amounts(seconds(1, 70))
counts = amounts(st.integers(1, 12))
set_counts = st.integers(1, 3).map(amount) | st.just(amount(1, 3)) | st.just(amount(2, 3))
reps_doses = counts.map(Reps)
doses = reps_doses | times.map(Hold) | times.map(Move) | counts.map(Breaths)

_phase = st.builds(
    Phase, st.sampled_from(["Press", "Ease"]), seconds(0.5, 4), st.sampled_from(list(Air))
)
rep_paces = (
    st.builds(Tempo, seconds(0.5, 4), seconds(0, 2), seconds(0, 3), seconds(0, 2))
    | st.builds(Every, seconds(0.5, 9))
    | st.lists(_phase, min_size=1, max_size=3).map(lambda phases: Phases(tuple(phases)))
)
breath_paces = st.builds(Breath, seconds(1, 5), seconds(0, 2), seconds(1, 8), seconds(0, 2))
gaps = seconds(0, 40)
lingers = st.builds(Linger, st.integers(0, 20), st.booleans())


@st.composite
def exercises(draw, id_):
    sides = draw(st.sampled_from(list(Sides)))
    fitting = reps_doses if sides is Sides.ALTERNATE else doses
    variants = st.builds(
        Variant,
        name=st.just(f"{id_} another way"),
        cue=st.sampled_from(["", "Softly."]),
        posture=maybe(st.sampled_from(list(Posture))),
        equipment=maybe(st.just(("box",))),
        dose=maybe(fitting),
    )
    return Exercise(
        id=id_,
        name=id_.capitalize(),
        posture=draw(maybe(st.sampled_from(list(Posture)))),
        sides=sides,
        dose=draw(fitting),
        side_means="{side} hip",
        sets=draw(st.integers(1, 3)),
        rest_s=draw(maybe(gaps)),
        breath=draw(maybe(breath_paces)),
        lead_in=draw(st.integers(0, 2)),
        rep=draw(maybe(rep_paces)),
        first_move=draw(st.sampled_from(list(FirstMove))),
        release_s=draw(st.sampled_from([0.0, 0.0, 5.0])),
        equipment=draw(st.sampled_from([(), (), ("mat",), ("mini_band",), ("strap", "weight")])),
        setup=draw(st.sampled_from(["", "{other} foot forward."])),
        cue=draw(st.sampled_from(["", "{side} knee out.", "Tall."])),
        get_out="Come up slowly.",
        easier=draw(maybe(variants)),
        deeper=draw(maybe(variants)),
    )


def timings(paces):
    return st.builds(
        Timing,
        get_ready=maybe(gaps | st.just(Auto.AUTO)),
        switch=maybe(gaps | st.just(Auto.AUTO)),
        rest_s=maybe(gaps),
        rest_after_s=maybe(gaps),
        linger=maybe(lingers),
        pace=paces,
        breath=maybe(breath_paces),
        rep=maybe(rep_paces),
        first=maybe(st.sampled_from(list(Side))),
    )


@st.composite
def steps(draw, book, paces):
    known = draw(st.sampled_from(list(book)))
    own = draw(st.integers(0, 5)) == 0
    sides = draw(maybe(st.sampled_from(list(Sides))))
    effective = sides or (Sides.BOTH if own else book[known].sides)
    usual = book[known]
    variant_doses = [one.dose for one in (usual.easier, usual.deeper) if one and one.dose]
    all_reps = all(isinstance(one, Reps) for one in (usual.dose, *variant_doses))
    if effective is Sides.ALTERNATE:
        dose = draw(reps_doses if own or not all_reps else maybe(reps_doses))
    else:
        dose = draw(doses if own else maybe(doses))

    def changes():
        if dose is None:
            return st.builds(SideChange, sets=maybe(set_counts))
        same = amounts(st.integers(1, 12)).map(lambda new: with_amount(dose, lambda _old: new))
        return st.builds(SideChange, dose=maybe(same), sets=maybe(set_counts))

    own_exercise = OwnExercise(
        name="Wall press", posture=draw(maybe(st.just(Posture.STANDING))), instructions=("Press.",)
    )
    return Step(
        exercise=own_exercise if own else known,
        dose=dose,
        sides=sides,
        sets=draw(maybe(set_counts)),
        lead_in=draw(maybe(st.integers(0, 2))),
        timing=draw(timings(paces)),
        left=draw(st.none() | st.none() | changes()),
        right=draw(st.none() | st.none() | changes()),
        weeks=draw(st.just({}) | st.dictionaries(st.integers(1, 4), changes(), max_size=2)),
        variant=draw(maybe(st.sampled_from(list(Version)))),
        optional=draw(st.booleans()),
        say=draw(st.sampled_from(["", "Breathe on."])),
    )


@st.composite
def given_sessions(draw, *, may_wait: bool = True):
    """Draw a whole session with its catalogue and the person's choices.

    Without `may_wait` nothing in it waits for the person: it ends by itself.
    """
    book = catalogue(*(draw(exercises(id_)) for id_ in ("camel", "twist")))
    paces = maybe(st.sampled_from(list(Pace))) if may_wait else st.none()
    leaf = steps(book, paces) | st.builds(Rest, rest_s=seconds(0, 60))
    if may_wait:
        leaf |= st.builds(Wait, text=st.just("Fetch the band."), say=st.sampled_from(["", "Red."]))
    circuits = st.builds(
        Circuit,
        steps=st.lists(leaf, min_size=1, max_size=2).map(tuple),
        rounds=set_counts,
        rest_s=maybe(gaps),
    )
    entries = draw(st.lists(leaf | leaf | circuits, min_size=1, max_size=3))
    session = Session(
        title="Drawn",
        id="drawn",
        entries=tuple(entries),
        locked=draw(st.booleans()),
        defaults=draw(timings(st.none())),
    )
    numbers = [number for number, _leaf in session.leaves()]
    choices = Choices(
        scale=draw(st.sampled_from([50, 75, 100, 110, 125])),
        week=draw(st.integers(1, 5)),
        first=draw(maybe(st.sampled_from(list(Side)))),
        left_out=draw(st.frozensets(st.sampled_from(numbers), max_size=1)),
    )
    return Given(session, book, choices)
