"""What an interval sounds and says, each with its moment from the interval's own start."""

from hiptimer.engine.cues import ToneCue, VoiceCue


def heard(interval):
    """Return the tones of an interval with their moments from its own start."""
    return [
        (round(cue.at_s - interval.at_s, 3), cue.tone.value)
        for cue in interval.cues
        if isinstance(cue, ToneCue)
    ]


def guide(interval):
    """Return the tones of an interval, each with its moment, its length and its side."""
    return [
        (round(cue.at_s - interval.at_s, 3), cue.tone.value, cue.length_s, cue.side)
        for cue in interval.cues
        if isinstance(cue, ToneCue)
    ]


def said(interval):
    return [
        (round(cue.at_s - interval.at_s, 3), cue.text)
        for cue in interval.cues
        if isinstance(cue, VoiceCue)
    ]


def texts(interval):
    return [text for _at_s, text in said(interval)]


def voices(interval):
    return [cue for cue in interval.cues if isinstance(cue, VoiceCue)]


def cue_saying(text, interval):
    (one,) = (cue for cue in interval.cues if isinstance(cue, VoiceCue) and cue.text == text)
    return one


def first(kind, timeline):
    return next(one for one in timeline.intervals if one.kind is kind)
