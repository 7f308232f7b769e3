"""Every kind of moment that the player shows."""

from collections.abc import Callable
from dataclasses import dataclass

from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Session
from hiptimer.engine.timeline import unroll
from hiptimer.ui.actions import Action
from hiptimer.ui.playback import Playback
from tools.picturing.studio import Studio

# Every kind of interval, and every way of asking for a dose that looks different.
EVERY_KIND = """\
hiptimer: 1
id: every-kind
title: Every kind of moment
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each, sets: 2, rest: 45 s}
  - {exercise: low-lunge, hold: 20-30 s, sides: left}
  - {exercise: low-lunge, hold: 30 s or more, sides: right}
  - {exercise: reclined-twist, breaths: 5, lead_in: 1, sides: each}
  - wait: Fetch the band.
  - {exercise: band-clam, reps: 12, sides: each, load: red band}
  - {exercise: split-squat-rfe, reps: 8, sides: alternate}
  - {exercise: bridge, reps: 10, pace: self}
  - {exercise: camel, hold: 30 s}
  - {name: Wall press, time: 40 s, posture: standing, instructions: [Press and breathe.]}
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the player: the nth interval of a kind, so many seconds into it, and then."""

    kind: Kind
    nth: int = 0
    seconds: float = 0.0
    waits: bool = False
    then: Callable[[Studio, Playback], object] = lambda _studio, _playback: None


def _trouble(studio: Studio, _playback: Playback) -> None:
    studio.window.player.set_trouble(
        "No loudspeaker or headphones were found, so sessions are shown but not heard.",
        sound=True,
    )


MOMENTS = {
    "get-ready": Moment(Kind.GET_READY, seconds=4),
    "get-ready-waiting": Moment(Kind.GET_READY, seconds=40, waits=True),
    "hold-left": Moment(Kind.HOLD, seconds=12),
    "hold-right": Moment(Kind.HOLD, 1, seconds=12),
    "hold-second-set": Moment(Kind.HOLD, 2, seconds=12),
    "hold-range": Moment(Kind.HOLD, 4, seconds=12),
    "hold-past-minimum": Moment(Kind.HOLD, 5, seconds=34),
    "hold-last-seconds": Moment(Kind.HOLD, seconds=28),
    "hold-paused": Moment(Kind.HOLD, seconds=12, then=lambda _studio, playback: playback.pause()),
    "hold-trouble": Moment(Kind.HOLD, seconds=12, then=_trouble),
    "switch": Moment(Kind.SWITCH, seconds=4),
    "rest": Moment(Kind.REST, seconds=15),
    "breathe-lead-in": Moment(Kind.BREATHE, seconds=3),
    "breathe": Moment(Kind.BREATHE, seconds=27),
    "wait": Moment(Kind.WAIT),
    "reps": Moment(Kind.REPS, seconds=14),
    "reps-alternate": Moment(Kind.REPS, 2, seconds=20),
    "reps-own-pace": Moment(Kind.REPS, 3, seconds=5),
    "release": Moment(Kind.RELEASE, seconds=3),
    "move": Moment(Kind.MOVE, seconds=12),
    "pain": Moment(Kind.HOLD, seconds=12, then=lambda _studio, playback: playback.pain()),
    "end": Moment(
        Kind.HOLD,
        seconds=12,
        then=lambda studio, _playback: studio.window.player.view.end_wanted.emit(),
    ),
    "keys": Moment(
        Kind.HOLD, seconds=12, then=lambda studio, _playback: studio.window.player.act(Action.KEYS)
    ),
}


def show_moment(studio: Studio, session: Session, moment: Moment) -> None:
    """Show a moment of a session in the player."""
    found = [one for one in unroll(session, studio.catalogue).intervals if one.kind is moment.kind]
    index = found[moment.nth].index
    studio.window.player.set_trouble("")
    playback = studio.play(session, index, moment.seconds, waits=moment.waits)
    moment.then(studio, playback)
