"""What a session sounds like, written down: every tone and every sentence with its moment.

It is all that somebody with closed eyes has, and what a reader is given who is to say what the body
does when.
"""

from collections.abc import Iterator

from hiptimer.engine.cueing import closing
from hiptimer.engine.cues import Cue, ToneCue
from hiptimer.engine.interval import Interval
from hiptimer.engine.timeline import Timeline
from hiptimer.language import gettext as _


def transcript(timeline: Timeline) -> Iterator[str]:
    """Yield a line for each cue of a timeline, in the order in which they are heard.

    Where the person decides when something ends, a line says so, and what is heard at that end follows.
    """
    followings = [*timeline.intervals[1:], None]
    for interval, following in zip(timeline.intervals, followings, strict=True):
        yield from map(_line, interval.cues)
        if not interval.open:
            continue
        yield _open_end(interval)
        if interval.kind.is_work:
            yield from map(_line, closing(interval, following))
    yield from map(_line, timeline.finale)


def _line(cue: Cue) -> str:
    if isinstance(cue, ToneCue):
        words = [cue.tone.name]
        if cue.length_s:
            words.append(_("{n} s").format(n=f"{cue.length_s:g}"))
        if cue.side is not None:
            words.append(cue.side.value)
        return f"{_moment(cue.at_s):>8}  {_('tone'):<5}  {' '.join(words)}"
    over_by = ""
    if cue.end_by_s is not None:
        over_by = " " + _("(over by {time})").format(time=_moment(cue.end_by_s))
    return f"{_moment(cue.at_s):>8}  {_('voice'):<5}  {cue.text}{over_by}"


def _open_end(interval: Interval) -> str:
    if interval.linger_s is None:
        words = _("until the person goes on")
    else:
        words = _("until the person goes on, at most {n} s").format(n=f"{interval.linger_s:g}")
    return f"{_moment(interval.end_s):>8}  {_('wait'):<5}  {words}"


def _moment(at_s: float) -> str:
    """Return a moment to the tenth of a second: "0:07.5", "12:00.0"."""
    minutes, tenths = divmod(round(at_s * 10), 600)
    return f"{minutes}:{tenths // 10:02d}.{tenths % 10}"
