"""Sides, doses and places in the words that tables and the terminal player share."""

import math
from typing import assert_never

from hiptimer.engine.dose import Breaths, Dose, Hold, Move, Reps
from hiptimer.engine.exercise import Posture, Side, Sides, side_word
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.pain import PainBand
from hiptimer.engine.sayings import kit_word
from hiptimer.engine.wording import clock_words, dose_words, kind_words, length_words
from hiptimer.language import gettext as _
from hiptimer.language import ngettext


def plain(text: str) -> str:
    """Return the text in one line, without anything that a terminal would obey instead of show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def band_words(band: PainBand, name: str) -> str:
    """Return what is said of a pain in this band; `name` is whose words they may be."""
    return plain(f"{band.lead(plain(name))} {band.quoted()}")


def countdown_words(seconds: float) -> str:
    """Return the time left, so that 0:00 is shown when it is over and not a second before."""
    return clock_words(max(0, math.ceil(seconds - 1e-6)))


def posture_word(posture: Posture | None) -> str:
    """Return a posture in words; without one, nothing."""
    if posture is None:
        return ""
    words = {
        Posture.STANDING: _("standing"),
        Posture.CHAIR: _("on a chair"),
        Posture.FLOOR_SITTING: _("sitting on the floor"),
        Posture.ALL_FOURS: _("on all fours"),
        Posture.KNEELING: _("kneeling"),
        Posture.HALF_KNEELING: _("half kneeling"),
        Posture.SIDE_LYING: _("lying on the side"),
        Posture.SUPINE: _("lying on the back"),
        Posture.PRONE: _("lying on the front"),
    }
    return words[posture]


def sides_word(sides: Sides) -> str:
    """Return which sides an exercise works, in words; without sides, nothing."""
    match sides:
        case Sides.BOTH:
            return ""
        case Sides.EACH:
            return _("left, then right")
        case Sides.ALTERNATE:
            return _("left and right in turn")
        case Sides.LEFT:
            return side_word(Side.LEFT)
        case Sides.RIGHT:
            return side_word(Side.RIGHT)
        case _:
            assert_never(sides)


def kit_words(equipment: tuple[str, ...]) -> str:
    """Return what is needed, in words."""
    return ", ".join(plain(kit_word(kit)) for kit in equipment)


def side_words(interval: Interval) -> str:
    """Return whose turn it is: "left hip", or for reps in turn "left first"; without a side, nothing."""
    if interval.first_side is not None:
        return _("{side} first").format(side=side_word(interval.first_side))
    if interval.side is None:
        return ""
    return plain(interval.names_side) or side_word(interval.side)


def asked_words(interval: Interval) -> str:
    """Return how much an interval asks for, and in whose time."""
    if interval.kind is Kind.WAIT:
        return _("until you go on")
    words = dose_words(interval)
    if interval.first_side is not None and interval.count is not None:
        words = _("{dose} each side").format(dose=words)
    if interval.count is not None and not interval.paced:
        words = _("{dose} in your own time").format(dose=words)
    return words


def usual_dose_words(dose: Dose, sets: int = 1) -> str:
    """Return the dose that the catalogue gives an exercise."""
    match dose:
        case Hold(amount) | Move(amount):
            words = length_words(amount.most)
        case Breaths(amount):
            words = ngettext("{n} breath", "{n} breaths", int(amount.most))
        case Reps(amount):
            words = ngettext("{n} rep", "{n} reps", int(amount.most))
        case _:
            assert_never(dose)
    words = words.format(n=int(amount.most))
    if sets == 1:
        return words
    return _("{n} sets of {dose}").format(n=sets, dose=words)


def turn_words(interval: Interval) -> str:
    """Return which set and which round it is, where there is more than one."""
    words = []
    if interval.sets > 1:
        words.append(_("Set {n} of {all}").format(n=interval.set, all=interval.sets))
    if interval.rounds > 1:
        words.append(_("Round {n} of {all}").format(n=interval.round, all=interval.rounds))
    return ", ".join(words)


def name_words(interval: Interval) -> str:
    """Return the name of what is done, unless it only repeats what kind of moment it is."""
    name = plain(interval.name)
    return "" if name.casefold() == kind_words(interval.kind).casefold() else name


def note_words(interval: Interval) -> str:
    """Return what is to be read of an interval beside its dose: how to get ready, or the author's note."""
    match interval.kind:
        case Kind.GET_READY:
            return plain(interval.words)
        case Kind.REST if interval.sets > 1:
            return ""  # between two sets stands the note of their step, told with the work
        case Kind.SWITCH | Kind.RELEASE:
            return ""
        case _:
            return plain(interval.note)


def headline(interval: Interval) -> str:
    """Return an interval in a few words: "Hold: Low lunge, left hip"."""
    kind = kind_words(interval.kind)
    named = ", ".join(filter(None, (name_words(interval), side_words(interval))))
    return _("{kind}: {name}").format(kind=kind, name=named) if named else kind
