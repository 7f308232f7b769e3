"""Small builders of exercises, sessions, timelines and players for tests."""

from collections.abc import Iterable

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breaths, Hold, Move, Reps, Tempo
from hiptimer.engine.events import CueDue, Event
from hiptimer.engine.exercise import Catalogue, Exercise, Posture, Sides, Variant
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.player import Player
from hiptimer.engine.session import Circuit, Entry, OwnExercise, Session, Step, Timing
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline, unroll


def amount(least, most=None, *, open=False) -> Amount:  # noqa: A002  (the engine's own word)
    return Amount(least, least if most is None else most, open)


def hold(least, most=None, *, open=False) -> Hold:  # noqa: A002
    return Hold(amount(least, most, open=open))


def breaths(least, most=None, *, open=False) -> Breaths:  # noqa: A002
    return Breaths(amount(least, most, open=open))


def reps(least, most=None, *, open=False) -> Reps:  # noqa: A002
    return Reps(amount(least, most, open=open))


def move(least, most=None, *, open=False) -> Move:  # noqa: A002
    return Move(amount(least, most, open=open))


def exercise(id: str = "lunge", **changes) -> Exercise:  # noqa: A002
    """Return an exercise: half kneeling, each side, held for 30 s, unless changed."""
    usual = {
        "name": id.replace("-", " ").capitalize(),
        "posture": Posture.HALF_KNEELING,
        "sides": Sides.EACH,
        "dose": hold(30),
        "side_means": "{side} hip",
        "setup": "{other} foot forward, {side} knee down.",
        "cue": "Tail tucked, ease forward.",
    }
    return Exercise(id=id, **(usual | changes))


def catalogue(*exercises: Exercise) -> Catalogue:
    return {one.id: one for one in exercises}


LUNGE = exercise("lunge", easier=Variant(name="Lunge at a chair", posture=Posture.STANDING))
BRIDGE = exercise(
    "bridge",
    posture=Posture.SUPINE,
    sides=Sides.BOTH,
    dose=reps(10),
    setup="Lie on your back, feet flat.",
    cue="Ribs down.",
    rep=Tempo(2, 2, 2, 0),
)
TWIST = exercise(
    "twist", posture=Posture.SUPINE, dose=breaths(5), lead_in=1, setup="Knees to the {other}."
)
CAMEL = exercise(
    "camel",
    posture=Posture.KNEELING,
    sides=Sides.BOTH,
    release_s=8.0,
    get_out="Hands to the hips, come up slowly.",
    setup="Kneel tall.",
)
CLAM = exercise(
    "clam",
    posture=Posture.SIDE_LYING,
    dose=reps(12),
    equipment=("mini_band", "mat"),
    setup="Lie on your {other} side.",
)
HINGE = exercise(
    "hinge", posture=Posture.STANDING, sides=Sides.BOTH, dose=reps(8), setup="Stand tall."
)
SIT = exercise("sit", posture=Posture.CHAIR, sides=Sides.BOTH, dose=hold(20), setup="Sit tall.")
MARCH = exercise(
    "march", posture=Posture.STANDING, sides=Sides.ALTERNATE, dose=reps(6), setup="Stand tall."
)

BOOK = catalogue(LUNGE, BRIDGE, TWIST, CAMEL, CLAM, HINGE, SIT, MARCH)


def step(id: str | OwnExercise = "lunge", dose=None, *, sets=None, **changes) -> Step:  # noqa: A002
    """Return a step; what belongs to `Timing` may be given beside the rest, `sets` as a number."""
    timing = {key: changes.pop(key) for key in list(changes) if key in Timing.__slots__}
    if isinstance(sets, int):
        sets = amount(sets)
    return Step(exercise=id, dose=dose, sets=sets, timing=Timing(**timing), **changes)


def circuit(rounds, *steps, rest_s=None) -> Circuit:
    rounds = amount(rounds) if isinstance(rounds, int) else rounds
    return Circuit(steps=tuple(steps), rounds=rounds, rest_s=rest_s)


def session(*entries: Entry, **changes) -> Session:
    return Session(**({"title": "Made", "id": "made", "entries": entries} | changes))


def laid(*entries: Entry, book: Catalogue = BOOK, choices: Choices | None = None, **changes):
    """Return the timeline of a session of these entries."""
    return unroll(session(*entries, **changes), book, choices)


def sketch(timeline: Timeline | Iterable[Interval]) -> list[str]:
    """Return each interval in short: kind, seconds (`+` if open), side."""
    intervals = timeline.intervals if isinstance(timeline, Timeline) else timeline
    return [
        f"{one.kind} {one.duration_s:g}{'+' if one.open else ''} {one.side or ''}".strip()
        for one in intervals
    ]


def work(timeline: Timeline) -> list[Interval]:
    return [one for one in timeline.intervals if one.kind.is_work]


def lengths(timeline: Timeline, kind: Kind) -> list[float]:
    """Return how long each interval of a kind is, in seconds."""
    return [one.duration_s for one in timeline.intervals if one.kind is kind]


class HandClock:
    """A clock moved by hand."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Run:
    """A player, its clock, and everything that has happened so far."""

    def __init__(self, *entries: Entry, book=BOOK, choices=None, wait_for_me=False, **changes):
        made = session(*entries, **changes)
        self.clock = HandClock()
        self.player = Player(
            lambda chosen: unroll(made, book, chosen),
            self.clock,
            choices=choices,
            wait_for_me=wait_for_me,
        )
        self.events: list[Event] = []

    def do(self, command: str, *args) -> list[Event]:
        """Give a command, as the window does: ask first, then command. Return what it answers."""
        self.events += self.player.advance()
        answer = getattr(self.player, command)(*args)
        self.events += answer
        return answer

    def wait(self, seconds: float, every: float = 0.25) -> list[Event]:
        """Let time pass, asking now and then; return what happened."""
        happened: list[Event] = []
        until = self.clock.now + seconds
        while self.clock.now < until:
            self.clock.now = min(until, self.clock.now + every)
            happened += self.player.advance()
        self.events += happened
        return happened

    def late(self, seconds: float) -> list[Event]:
        """Let time pass without asking, then ask once."""
        return self.wait(seconds, every=seconds)

    @property
    def interval(self) -> Interval:
        return self.player.interval


def of(kind: type, events: Iterable[Event]) -> list:
    """Return the events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def cues_in(events: Iterable[Event]) -> list:
    return [event.cue for event in of(CueDue, events)]
