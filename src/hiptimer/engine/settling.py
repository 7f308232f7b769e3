"""What a step comes to: every value settled from the step, the file, the catalogue, the built-in.

The order is rule 1 of the session file's arithmetic; the other rules that concern a single step
(3 to 5, 10, 12 and 13) are here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, assert_never

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import (
    Air,
    Breath,
    Breaths,
    Cycle,
    Dose,
    Every,
    Hold,
    Move,
    Phase,
    Phases,
    RepPace,
    Reps,
    Tempo,
    Way,
    with_amount,
)
from hiptimer.engine.exercise import (
    Catalogue,
    Exercise,
    FirstMove,
    Posture,
    Side,
    Sides,
    Variant,
)
from hiptimer.engine.session import Auto, Linger, Pace, Session, Step, Timing, Version
from hiptimer.language import gettext as _

_T = TypeVar("_T")

BUILT_IN_REST_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person chose for one run.

    `scale` is the dose in percent, `week` the week of a progression. `first` is the side to begin with
    where a step does not name one. `left_out` holds the numbers of optional steps to leave out,
    `versions` the version of a step by its number, and `cycle_percent` how long one breath or rep of a
    step takes, against the written 100. `extra` is what was added by hand to an interval, by its index:
    breaths or reps where they are counted, else seconds; negative where something was taken away.
    """

    scale: int = 100
    week: int = 1
    first: Side | None = None
    left_out: frozenset[int] = frozenset()
    versions: Mapping[int, Version] = field(default_factory=dict)
    cycle_percent: Mapping[int, int] = field(default_factory=dict)
    extra: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SideDose:
    """The dose of one side and how many sets of it."""

    dose: Dose
    sets: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A step with nothing left open: what `timeline.unroll` lays out.

    `per_side` holds the dose of each side in the order done; the key is None where there is no side.
    """

    number: int
    step: Step
    exercise: Exercise
    known: bool
    name: str
    version: Version | None
    posture: Posture | None
    equipment: tuple[str, ...]
    sides: Sides
    first: Side
    per_side: Mapping[Side | None, SideDose]
    cycle: Cycle
    lead_in: int
    paced: bool
    linger: Linger | None
    get_ready: float | Auto
    switch: float | Auto
    rest_s: float
    rest_after_s: float
    setup: str
    does: str
    cue: str


def settle(number: int, step: Step, session: Session, book: Catalogue, chosen: Choices) -> Settled:
    """Return the step with every value settled.

    `number` is the step's place among the leaves of the session. Raises KeyError if the exercise is
    not in the catalogue: reading a file has seen to it that it is.
    """
    exercise = _exercise(step, book)
    version = chosen.versions.get(number, step.variant)
    variant = _variant(exercise, version)
    said, usual = step.timing, session.defaults
    sides = step.sides or exercise.sides
    first = said.first or chosen.first or usual.first or Side.LEFT
    per_side = _per_side(
        step, exercise, variant, sides, first, chosen, scale=_scale(session, chosen)
    )
    kind = next(iter(per_side.values())).dose
    auto: float | Auto = Auto.AUTO
    return Settled(
        number=number,
        step=step,
        exercise=exercise,
        known=isinstance(step.exercise, str),
        name=variant.name if variant else exercise.name,
        version=version if variant else None,
        posture=(variant and variant.posture) or exercise.posture,
        equipment=_equipment(exercise, variant),
        sides=sides,
        first=first,
        per_side=per_side,
        cycle=_slowed(_cycle(kind, said, usual, exercise), chosen.cycle_percent.get(number, 100)),
        lead_in=_lead_in(kind, step, exercise),
        paced=_paced(kind, said, usual),
        linger=said.linger or usual.linger,
        get_ready=_settled(auto, said.get_ready, usual.get_ready),
        switch=_settled(auto, said.switch, usual.switch),
        rest_s=_settled(BUILT_IN_REST_S, said.rest_s, usual.rest_s, exercise.rest_s),
        rest_after_s=_settled(0.0, said.rest_after_s, usual.rest_after_s),
        setup=_setup(exercise, variant),
        does=variant.does if variant else exercise.does,
        cue=(variant and variant.cue) or exercise.cue,
    )


def _settled(built_in: _T, *said: _T | None) -> _T:
    return next((value for value in said if value is not None), built_in)


def _exercise(step: Step, book: Catalogue) -> Exercise:
    if isinstance(step.exercise, str):
        return book[step.exercise]
    own = step.exercise
    if step.dose is None:
        raise ValueError(f"{own.name}: a step of its own name needs a dose")
    return Exercise(
        id="",
        name=own.name,
        posture=own.posture,
        sides=Sides.BOTH,
        dose=step.dose,
        setup=own.instructions[0] if own.instructions else "",
        does=own.instructions[1] if len(own.instructions) > 1 else "",
        instructions=own.instructions,
    )


def _variant(exercise: Exercise, version: Version | None) -> Variant | None:
    match version:
        case None:
            return None
        case Version.EASIER:
            return exercise.easier
        case Version.DEEPER:
            return exercise.deeper
        case _:
            assert_never(version)


def _setup(exercise: Exercise, variant: Variant | None) -> str:
    if variant and variant.instructions:
        return variant.instructions[0]
    return exercise.setup


def _equipment(exercise: Exercise, variant: Variant | None) -> tuple[str, ...]:
    if variant and variant.equipment is not None:
        return variant.equipment
    return exercise.equipment


def _scale(session: Session, chosen: Choices) -> int:
    return 100 if session.locked else chosen.scale


def _per_side(
    step: Step,
    exercise: Exercise,
    variant: Variant | None,
    sides: Sides,
    first: Side,
    chosen: Choices,
    scale: int,
) -> dict[Side | None, SideDose]:
    dose, sets = _dose_and_sets(step, exercise, variant, chosen.week)

    def of(side: Side | None) -> SideDose:
        change = {Side.LEFT: step.left, Side.RIGHT: step.right}[side] if side else None
        own_dose = (change and change.dose) or dose
        own_sets = (change and change.sets) or sets
        return SideDose(with_amount(own_dose, lambda amount: amount.scaled(scale)), own_sets)

    match sides:
        case Sides.BOTH | Sides.ALTERNATE:
            return {None: of(None)}
        case Sides.EACH:
            return {side: of(side) for side in (first, first.other)}
        case Sides.LEFT:
            return {Side.LEFT: of(Side.LEFT)}
        case Sides.RIGHT:
            return {Side.RIGHT: of(Side.RIGHT)}
        case _:
            assert_never(sides)


def _dose_and_sets(
    step: Step, exercise: Exercise, variant: Variant | None, week: int
) -> tuple[Dose, Amount]:
    this_week = max((key for key in step.weeks if key <= week), default=None)
    change = step.weeks[this_week] if this_week is not None else None
    dose = (change and change.dose) or step.dose
    sets = (change and change.sets) or step.sets
    if dose is not None:
        return dose, sets or Amount.exactly(1)
    usual = (variant and variant.dose) or exercise.dose
    return usual, sets or Amount.exactly(exercise.sets)


def _lead_in(kind: Dose, step: Step, exercise: Exercise) -> int:
    match kind:
        case Breaths() | Reps():
            return exercise.lead_in if step.lead_in is None else step.lead_in
        case Hold() | Move():
            return 0
        case _:
            assert_never(kind)


def _paced(kind: Dose, said: Timing, usual: Timing) -> bool:
    match kind:
        case Breaths() | Reps():
            return _settled(Pace.GUIDED, said.pace, usual.pace) is Pace.GUIDED
        case Hold() | Move():
            return True
        case _:
            assert_never(kind)


def _cycle(kind: Dose, said: Timing, usual: Timing, exercise: Exercise) -> Cycle:
    match kind:
        case Breaths():
            return _breath(_settled(Breath(), said.breath, usual.breath, exercise.breath))
        case Reps():
            named = exercise.rep if isinstance(exercise.rep, Phases) else None
            built_in: RepPace = Tempo()
            pace = _settled(built_in, said.rep, named, usual.rep, exercise.rep)
            return _rep(pace, exercise.first_move)
        case Hold() | Move():
            return ()
        case _:
            assert_never(kind)


def _breath(breath: Breath) -> Cycle:
    return _lasting(
        Phase(_("Breathe in"), breath.in_s, Air.IN),
        Phase(_("Hold"), breath.hold_s),
        Phase(_("Breathe out"), breath.out_s, Air.OUT),
        Phase(_("Pause"), breath.pause_s),
    )


def _rep(pace: RepPace, first: FirstMove) -> Cycle:
    match pace:
        case Phases(cycle):
            return cycle
        case Every(each_s):
            return (Phase(_("Move"), each_s, moves=True),)
        case Tempo(lower_s, bottom_s, lift_s, top_s):
            lower = (_moving(_("Lower"), lower_s, Way.DOWN), _still(bottom_s))
            lift = (_moving(_("Lift"), lift_s, Way.UP), _still(top_s))
            return _lasting(*(lift + lower if first is FirstMove.LIFT else lower + lift))
        case _:
            assert_never(pace)


def _moving(say: str, for_s: float, way: Way) -> Phase:
    return Phase(say, for_s, moves=True, way=way)


def _still(for_s: float) -> Phase:
    return Phase(_("Hold"), for_s, moves=False, way=Way.LEVEL)


def _lasting(*phases: Phase) -> Cycle:
    return tuple(phase for phase in phases if phase.for_s > 0)


def _slowed(cycle: Cycle, percent: int) -> Cycle:
    return tuple(replace(phase, for_s=phase.for_s * percent / 100) for phase in cycle)
