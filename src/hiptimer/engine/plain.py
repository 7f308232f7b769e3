"""A timeline as plain data: what `hiptimer timeline --json` prints and the journal keeps."""

from hiptimer.engine.cues import Cue, ToneCue
from hiptimer.engine.interval import Interval
from hiptimer.engine.timeline import Timeline

Plain = dict[str, object]
"""Names and JSON values."""


def timeline_as_plain(timeline: Timeline) -> Plain:
    """Return a timeline as JSON values: its totals, its kit, and every interval with its cues."""
    intervals = [interval_as_plain(interval) for interval in timeline.intervals]
    if intervals:
        cues = (*timeline.intervals[-1].cues, *timeline.finale)
        intervals[-1]["cues"] = [_cue_as_plain(cue) for cue in cues]
    return {
        "title": timeline.title,
        "duration_s": timeline.duration_s,
        "minimum_s": timeline.minimum_s,
        "at_least": timeline.is_at_least,
        "equipment": list(timeline.equipment),
        "intervals": intervals,
    }


def interval_as_plain(interval: Interval) -> Plain:
    """Return an interval as JSON values; what does not belong to its kind is left out."""
    return prescription(interval) | {"cues": [_cue_as_plain(cue) for cue in interval.cues]}


def prescription(interval: Interval) -> Plain:
    """Return what an interval asks for, without its cues: the copy that a record of it keeps."""
    plain: Plain = {
        "index": interval.index,
        "kind": interval.kind.value,
        "at_s": interval.at_s,
        "duration_s": interval.duration_s,
        "minimum_s": interval.minimum_s,
        "step": interval.step,
        "exercise": interval.exercise,
        "name": interval.name,
        "side": interval.side.value if interval.side else None,
        "set": interval.set,
        "sets": interval.sets,
        "round": interval.round,
        "rounds": interval.rounds,
        "open": interval.open,
    }
    said: Plain = {
        "version": interval.version.value if interval.version else None,
        "first_side": interval.first_side.value if interval.first_side else None,
        "posture": interval.posture.value if interval.posture else None,
        "names_side": interval.names_side,
        "count": interval.count,
        "minimum_count": interval.minimum_count,
        "lead_in": interval.lead_in,
        "optional": interval.optional,
        "words": interval.words,
        "load": interval.load,
        "note": interval.note,
    }
    if interval.count is not None:
        said["pace"] = "guided" if interval.paced else "self"
    if interval.cycle and interval.paced:
        said["cycle"] = [
            {"say": phase.say, "for_s": phase.for_s, "breathe": phase.breathe.value}
            for phase in interval.cycle
        ]
    if interval.linger_s is not None:  # 0 is not None: it moves on at once
        plain["linger_s"] = interval.linger_s
    return plain | {name: value for name, value in said.items() if value}


def _cue_as_plain(cue: Cue) -> Plain:
    if isinstance(cue, ToneCue):
        tone: Plain = {"at_s": cue.at_s, "kind": "tone", "name": cue.tone.value}
        tone |= {"length_s": cue.length_s} if cue.length_s else {}
        return tone | ({"side": cue.side.value} if cue.side else {})
    voice: Plain = {"at_s": cue.at_s, "kind": "voice", "text": cue.text, "topic": cue.topic.value}
    return voice | ({} if cue.end_by_s is None else {"end_by_s": cue.end_by_s})
