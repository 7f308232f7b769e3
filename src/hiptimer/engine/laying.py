"""Laying a session out, interval by interval: the rules of the timeline's arithmetic.

Each of the session file's thirteen rules is named where it is applied; those that concern one step
alone are in `settling`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breaths, Dose, Hold, Move, Reps, amount_of, cycle_s
from hiptimer.engine.exercise import Catalogue, Posture, Side, Sides, told
from hiptimer.engine.interval import Interval, Kind, to_ms
from hiptimer.engine.session import Auto, Circuit, Linger, Rest, Session, Step, Wait
from hiptimer.engine.settling import BUILT_IN_REST_S, Choices, Settled, settle
from hiptimer.language import gettext as _

FIRST_GET_READY_S = 10.0
SAME_POSTURE_S = 8.0
OTHER_FLOOR_POSTURE_S = 12.0
FLOOR_AND_STANDING_S = 20.0
NEW_KIT_S = 5.0
KIT_THAT_TAKES_TIME = frozenset({"band", "mini_band", "box", "strap", "weight"})
KIT_THAT_IS_WORN = frozenset({"band", "mini_band"})
SWITCH_UPRIGHT_S = 6.0
SWITCH_FLOOR_S = 10.0
LINGER_S = 15.0
LINGER_COUNTS = 4


@dataclass(frozen=True, slots=True)
class _Bout:
    """One set on one side."""

    set: int
    sets: int
    side: Side | None
    dose: Dose
    may_be_left: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the session a step stands, and whether it may be left out there."""

    round: int = 1
    rounds: int = 1
    may_be_left: bool = False


class Laying:
    """Lays a session out, interval by interval, remembering what the next one depends on."""

    def __init__(self, session: Session, catalogue: Catalogue, choices: Choices) -> None:
        """Begin with nothing laid; `equipment` fills with what the exercises need."""
        self._session = session
        self._catalogue = catalogue
        self._choices = choices
        self._laid: list[Interval] = []
        self._rests: list[tuple[bool, Interval]] = []  # rests that meet: (written as a step, rest)
        self._is_first = True
        self._posture: Posture | None = None
        self._worn: tuple[str, ...] = ()
        self.equipment: list[str] = []

    def lay(self) -> list[Interval]:
        """Return every interval in order, not yet placed in time."""
        number = 0
        for entry in self._session.entries:
            if isinstance(entry, Circuit):
                self._circuit(number, entry)
                number += len(entry.steps)
            else:
                self._leaf(number, entry, _Place())
                number += 1
        # Rule 7: no rest ends a session, unless its author wrote one there.
        self._rests = [pair for pair in self._rests if pair[0]]
        self._settle_rests()
        return self._laid

    def _circuit(self, number: int, circuit: Circuit) -> None:
        leaves = [
            (number + offset, leaf)
            for offset, leaf in enumerate(circuit.steps)
            if not self._is_left_out(number + offset, leaf)
        ]
        if not leaves:
            return  # rounds of nothing have no rests between them
        rounds = int(circuit.rounds.most)
        usual = self._session.defaults.rest_s
        rest_s = next(s for s in (circuit.rest_s, usual, BUILT_IN_REST_S) if s is not None)
        for turn in range(1, rounds + 1):
            place = _Place(turn, rounds, may_be_left=turn > circuit.rounds.least)
            if turn > 1:
                self._rest(number, rest_s, place, name=_("Rest"))
            for at, leaf in leaves:
                self._leaf(at, leaf, place)

    def _is_left_out(self, number: int, leaf: Step | Rest | Wait) -> bool:
        return isinstance(leaf, Step) and leaf.optional and number in self._choices.left_out

    def _leaf(self, number: int, leaf: Step | Rest | Wait, place: _Place) -> None:
        match leaf:
            case Step():
                if not self._is_left_out(number, leaf):
                    settled = settle(number, leaf, self._session, self._catalogue, self._choices)
                    self._step(settled, place)
            case Rest():
                self._rest(
                    number,
                    leaf.rest_s,
                    place,
                    _("Rest"),
                    written=True,
                    note=leaf.note,
                    say=leaf.say,
                )
            case Wait():
                self._add(
                    Interval(
                        kind=Kind.WAIT,
                        duration_s=0.0,
                        minimum_s=0.0,
                        open=True,
                        step=number,
                        name=leaf.text,
                        words=leaf.text,
                        round=place.round,
                        rounds=place.rounds,
                        note=leaf.note,
                        say=leaf.say,
                    )
                )
            case _:
                assert_never(leaf)

    def _rest(
        self,
        number: int,
        rest_s: float,
        place: _Place,
        name: str,
        *,
        written: bool = False,
        note: str = "",
        say: str = "",
    ) -> None:
        rest = Interval(
            kind=Kind.REST,
            duration_s=to_ms(rest_s),
            minimum_s=0.0 if place.may_be_left else to_ms(rest_s),
            step=number,
            name=name,
            round=place.round,
            rounds=place.rounds,
            note=note,
            say=say,
        )
        self._rests.append((written, rest))

    def _settle_rests(self) -> None:
        # Rule 7: where rests meet, only the longest stands.
        rests = [rest for _written, rest in self._rests]
        self._rests = []
        if rests:
            longest = max(rests, key=lambda rest: rest.duration_s)
            self._laid.append(
                replace(
                    longest,
                    minimum_s=max(rest.minimum_s for rest in rests),
                    # Only a rest written as a step has words of its own: they are not lost.
                    note=next((rest.note for rest in rests if rest.note), ""),
                    say=next((rest.say for rest in rests if rest.say), ""),
                )
            )

    def _add(self, interval: Interval) -> None:
        self._settle_rests()
        self._laid.append(interval)

    def _step(self, settled: Settled, place: _Place) -> None:
        step = settled.step
        place = replace(place, may_be_left=place.may_be_left or step.optional)
        bouts = list(_bouts(settled, place))
        new_kit = tuple(kit for kit in settled.equipment if kit not in self.equipment)
        self.equipment.extend(new_kit)
        self._add(
            self._in_between(
                settled, place, bouts[0], Kind.GET_READY, self._get_ready_s(settled, new_kit)
            )
        )
        self._laid[-1] = replace(
            self._laid[-1],
            new_kit=tuple(k for k in new_kit if k in KIT_THAT_TAKES_TIME),
            kit_off=tuple(k for k in self._worn if k not in settled.equipment),
        )
        self._worn = tuple(k for k in settled.equipment if k in KIT_THAT_IS_WORN)
        for before, bout in zip([None, *bouts], bouts, strict=False):
            if before is not None:
                kind, seconds = _between(settled, before, bout)
                self._add(self._in_between(settled, place, bout, kind, seconds))
            self._add(_work(settled, place, bout))
            if settled.exercise.release_s:  # rule 8
                self._add(
                    replace(
                        self._in_between(
                            settled, place, bout, Kind.RELEASE, settled.exercise.release_s
                        ),
                        words=told(settled.exercise.get_out, bout.side),
                        does="",
                    )
                )
        self._is_first = False
        self._posture = settled.posture
        self._rest(settled.number, settled.rest_after_s, place, _("Rest"))

    def _in_between(
        self, settled: Settled, place: _Place, bout: _Bout, kind: Kind, seconds: float
    ) -> Interval:
        plain = _of_step(settled, place, bout)
        return replace(
            plain,
            kind=kind,
            duration_s=to_ms(seconds),
            minimum_s=0.0 if bout.may_be_left else to_ms(seconds),
            side=None if kind is Kind.REST else bout.side,
            words=told(settled.setup, bout.side or plain.first_side),
        )

    def _get_ready_s(self, settled: Settled, new_kit: tuple[str, ...]) -> float:
        # Rule 2. From a chair to standing is taken like from the floor: both are a change of level.
        if not isinstance(settled.get_ready, Auto):
            return settled.get_ready
        before, after = self._posture, settled.posture
        if self._is_first:
            seconds = FIRST_GET_READY_S
        elif before is None or after is None:
            seconds = OTHER_FLOOR_POSTURE_S
        elif before is after:
            seconds = SAME_POSTURE_S
        elif before.is_floor and after.is_floor:
            seconds = OTHER_FLOOR_POSTURE_S
        else:
            seconds = FLOOR_AND_STANDING_S
        return seconds + (NEW_KIT_S if KIT_THAT_TAKES_TIME.intersection(new_kit) else 0.0)


def _bouts(settled: Settled, place: _Place) -> Iterator[_Bout]:
    # Rule 6: each set does its sides in order, as long as a side has sets left.
    rounds = max(int(one.sets.most) for one in settled.per_side.values())
    for number in range(1, rounds + 1):
        for side, one in settled.per_side.items():
            if number <= one.sets.most:
                may_be_left = place.may_be_left or number > one.sets.least  # rule 9
                yield _Bout(number, int(one.sets.most), side, one.dose, may_be_left)


def _between(settled: Settled, before: _Bout, after: _Bout) -> tuple[Kind, float]:
    # Rule 6: before a further set stands the longer of rest and, if the side changes, switch.
    switch_s = _switch_s(settled) if before.side is not after.side else 0.0
    if before.set == after.set:
        return Kind.SWITCH, switch_s
    if switch_s > settled.rest_s:
        return Kind.SWITCH, switch_s
    return Kind.REST, settled.rest_s


def _switch_s(settled: Settled) -> float:
    if not isinstance(settled.switch, Auto):
        return settled.switch
    upright = settled.posture in (Posture.STANDING, Posture.CHAIR)
    return SWITCH_UPRIGHT_S if upright else SWITCH_FLOOR_S


def _of_step(settled: Settled, place: _Place, bout: _Bout) -> Interval:
    alternates = settled.sides is Sides.ALTERNATE
    side = bout.side or (settled.first if alternates else None)
    return Interval(
        kind=Kind.GET_READY,
        duration_s=0.0,
        minimum_s=0.0,
        step=settled.number,
        exercise=settled.exercise.id if settled.known else None,
        name=settled.name,
        version=settled.version,
        posture=settled.posture,
        side=bout.side,
        first_side=settled.first if alternates else None,
        names_side=_names_side(settled, side),
        names_other=_names_side(settled, side and side.other),
        does=told(settled.does, side),
        set=bout.set,
        sets=bout.sets,
        round=place.round,
        rounds=place.rounds,
        optional=settled.step.optional,
        load=settled.step.load,
        note=settled.step.note,
        picture="" if isinstance(settled.step.exercise, str) else settled.step.exercise.picture,
    )


def _names_side(settled: Settled, side: Side | None) -> str:
    if side is None:
        return ""
    words = told(settled.exercise.side_means, side)
    return words[:1].lower() + words[1:]  # it stands inside a sentence


def _work(settled: Settled, place: _Place, bout: _Bout) -> Interval:
    plain = replace(
        _of_step(settled, place, bout),
        words=told(settled.cue, bout.side),
        say=settled.step.say,
        cycle=settled.cycle,
        lead_in=settled.lead_in,
        paced=settled.paced,
    )
    amount = amount_of(bout.dose)
    match bout.dose:
        case Hold():
            return _timed(plain, Kind.HOLD, amount, settled.linger, bout)
        case Move():
            return _timed(plain, Kind.MOVE, amount, settled.linger, bout)
        case Breaths():
            return _counted(plain, Kind.BREATHE, amount, settled.linger, bout)
        case Reps():
            return _counted(plain, Kind.REPS, amount, settled.linger, bout)
        case _:
            assert_never(bout.dose)


def _timed(
    plain: Interval, kind: Kind, amount: Amount, linger: Linger | None, bout: _Bout
) -> Interval:
    # Rules 9 and 10.
    return replace(
        plain,
        kind=kind,
        duration_s=to_ms(amount.most),
        minimum_s=0.0 if bout.may_be_left else to_ms(amount.least),
        enough_s=to_ms(amount.least) if amount.open or amount.is_range else None,
        open=amount.open,
        linger_s=(linger.amount if linger else LINGER_S) if amount.open else None,
    )


def _counted(
    plain: Interval, kind: Kind, amount: Amount, linger: Linger | None, bout: _Bout
) -> Interval:
    # Rules 5, 9 and 10.
    counted = replace(plain, kind=kind, count=int(amount.most), minimum_count=int(amount.least))
    if not plain.paced:
        return replace(counted, lead_in=0, duration_s=0.0, minimum_s=0.0, open=True)
    lead_in_s = plain.lead_in * cycle_s(plain.cycle)
    least_s = to_ms(lead_in_s + amount.least * counted.count_s)
    return replace(
        counted,
        duration_s=to_ms(lead_in_s + amount.most * counted.count_s),
        minimum_s=0.0 if bout.may_be_left else least_s,
        enough_s=least_s if amount.open or amount.is_range else None,
        open=amount.open,
        linger_s=_linger_s(linger, counted.count_s) if amount.open else None,
    )


def _linger_s(linger: Linger | None, count_s: float) -> float:
    if linger is None:
        return LINGER_COUNTS * count_s
    return linger.amount if linger.in_seconds else linger.amount * count_s
