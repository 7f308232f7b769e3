"""Doses, times and kinds in a person's words, the same wherever they are read."""

from typing import assert_never

from hiptimer.engine.interval import Interval, Kind
from hiptimer.language import gettext as _
from hiptimer.language import ngettext


def length_words(seconds: float) -> str:
    """Return a length as it is read at a glance: "45 s", "13 min 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("{n} s").format(n=rest)
    if not rest:
        return _("{n} min").format(n=minutes)
    return _("{m} min {s} s").format(m=minutes, s=rest)


def clock_words(seconds: float) -> str:
    """Return a length as a clock shows it: "0:45", "13:20", "1:02:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def dose_words(interval: Interval) -> str:
    """Return what a work interval asks for: "30 s", "20-30 s", "8 reps", "30 s or more"."""
    if interval.count is not None:
        most, least = interval.count, interval.minimum_count or interval.count
        number = f"{least}-{most}" if least < most else str(most)
        if interval.open and interval.paced:
            number = _("{n} or more").format(n=number)
        if interval.kind is Kind.BREATHE:
            return ngettext("{n} breath", "{n} breaths", most).format(n=number)
        return ngettext("{n} rep", "{n} reps", most).format(n=number)
    most_words = length_words(interval.duration_s)
    if interval.open:
        return _("{n} or more").format(n=most_words)
    if interval.enough_s is None or interval.enough_s >= interval.duration_s:
        return most_words
    in_seconds = round(interval.duration_s) < 60  # noqa: PLR2004
    least_words = str(round(interval.enough_s)) if in_seconds else length_words(interval.enough_s)
    return f"{least_words}{'-' if in_seconds else ' - '}{most_words}"


def kind_words(kind: Kind) -> str:
    """Return what kind of moment it is, in a word or two."""
    match kind:
        case Kind.GET_READY:
            return _("Get ready")
        case Kind.HOLD:
            return _("Hold")
        case Kind.BREATHE:
            return _("Breathe")
        case Kind.REPS:
            return _("Reps")
        case Kind.MOVE:
            return _("Keep moving")
        case Kind.SWITCH:
            return _("Change sides")
        case Kind.REST:
            return _("Rest")
        case Kind.RELEASE:
            return _("Ease out")
        case Kind.WAIT:
            return _("Wait")
        case _:
            assert_never(kind)
