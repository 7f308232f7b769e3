"""A Session becomes a file again, as tidy as a person would write it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import assert_never

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import (
    Air,
    Breath,
    Breaths,
    Dose,
    Every,
    Hold,
    Move,
    Phase,
    Phases,
    RepPace,
    Reps,
    Tempo,
)
from hiptimer.engine.session import (
    Ask,
    Assigned,
    Auto,
    Circuit,
    Entry,
    Leaf,
    Linger,
    Often,
    OwnExercise,
    Rest,
    Safety,
    Session,
    SideChange,
    Step,
    Timing,
    Wait,
)
from hiptimer.library.doses import key_of
from hiptimer.library.sessions import VERSION
from hiptimer.library.stepkeys import ANY_STEP

# What stands in the file: a value ready to be written, or keys or a list of further such things.
_Block = str | Mapping[str, "_Block"] | list["_Block"]

_SECTIONS = frozenset({"assigned", "ask", "safety", "sound", "locked", "defaults", "steps"})
_LONGEST_ROW = 60
_MINUTE_S = 60
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9A-Fa-fxo._:+-]*")
_LIKE_A_SWITCH = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_BREAKS_PLAIN = re.compile(r": | #|:$|^[^\w(]|^_|\s$")
_BREAKS_FLOW = re.compile(r"[,:\[\]{}]")
_LAST_BYTE, _LAST_OF_PLANE = 0xFF, 0xFFFF


def write_session(session: Session) -> str:
    """Return the text of a file that reads as this session; the lines of its steps may differ."""
    lines: list[str] = []
    for key, block in _session(session).items():
        if key in _SECTIONS and not isinstance(block, str):
            lines.append("")
        lines += _entry(key, block)
    return "\n".join(lines) + "\n"


def _entry(key: str, block: _Block) -> list[str]:
    if isinstance(block, str):
        return [f"{key}: {block}"]
    if isinstance(block, list):
        return [f"{key}:", *_listed(block)]
    return [f"{key}:", *_indented(_keyed(block))]


def _keyed(block: Mapping[str, _Block]) -> list[str]:
    return [line for key, inner in block.items() for line in _entry(key, inner)]


def _listed(block: list[_Block]) -> list[str]:
    lines = []
    for item in block:
        first, *others = [item] if isinstance(item, str) else _inner(item)
        lines += [f"  - {first}", *_indented(_indented(others))]
    return lines


def _inner(block: Mapping[str, _Block] | list[_Block]) -> list[str]:
    assert not isinstance(block, list)  # noqa: S101  (a session has no lists in lists)
    return _keyed(block)


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _session(session: Session) -> dict[str, _Block]:
    return _said(
        {
            "hiptimer": str(VERSION),
            "title": text(session.title),
            "id": text(session.id),
            "description": text(session.description),
            "author": text(session.author),
            "language": session.language if session.language != "en" else "",
            "tags": _texts(session.tags),
            "equipment": _texts(session.equipment),
            "cautions": _texts(session.cautions),
            "assigned": _assigned(session.assigned) if session.assigned else "",
            "ask": _ask(session.ask),
            "safety": _safety(session.safety),
            "sound": session.sound.value if session.sound else "",
            "locked": _yes(session.locked),
            "defaults": _timing(session.defaults),
            "steps": [_step_or_circuit(entry) for entry in session.entries],
        }
    )


def _said(blocks: dict[str, _Block]) -> dict[str, _Block]:
    return {key: block for key, block in blocks.items() if block}


def _assigned(assigned: Assigned) -> dict[str, _Block]:
    return _said(
        {
            "to": text(assigned.to),
            "by": text(assigned.by),
            "from": assigned.start.isoformat() if assigned.start else "",
            "until": assigned.until.isoformat() if assigned.until else "",
            "times": _times(assigned.times, assigned.often) if assigned.times else "",
            "note": text(assigned.note),
        }
    )


def _times(number: int, often: Often) -> str:
    match often:
        case Often.PER_DAY:
            return "daily" if number == 1 else f"{number} per day"
        case Often.PER_WEEK:
            return f"{number} per week"
        case Often.EVERY_DAYS:
            return f"every {number} days"
        case _:
            assert_never(often)


def _ask(ask: Ask) -> dict[str, _Block]:
    return _said(
        {
            "pain": _row(when.value for when in ask.pain),
            "effort": _yes(ask.effort),
            "difficulty": _yes(ask.difficulty),
            "note": _yes(ask.note),
        }
    )


def _safety(safety: Safety) -> dict[str, _Block]:
    bands = safety.pain_bands
    written = bands and _flow(
        {
            "ok_to": str(bands.ok_to),
            "caution_to": str(bands.caution_to),
            "ok": text(bands.ok, flow=True),
            "caution": text(bands.caution, flow=True),
            "stop": text(bands.stop, flow=True),
        }
    )
    return _said({"stop_rule": text(safety.stop_rule), "pain_bands": written or ""})


def _timing(timing: Timing) -> dict[str, _Block]:
    return _said(
        {
            "get_ready": _seconds_or_auto(timing.get_ready),
            "switch": _seconds_or_auto(timing.switch),
            "rest": _seconds_or_auto(timing.rest_s),
            "rest_after": _seconds_or_auto(timing.rest_after_s),
            "linger": _linger(timing.linger) if timing.linger else "",
            "pace": timing.pace.value if timing.pace else "",
            "breath": _breath(timing.breath) if timing.breath else "",
            **(_rep(timing.rep) if timing.rep else {}),
            "first": timing.first.value if timing.first else "",
        }
    )


def _step_or_circuit(entry: Entry) -> _Block:
    if not isinstance(entry, Circuit):
        return _leaf(entry)
    circuit: dict[str, _Block] = {
        "rounds": _counts(entry.rounds),
        "rest": _seconds_or_auto(entry.rest_s),
        "steps": [_leaf(leaf) for leaf in entry.steps],
    }
    return {"circuit": _said(circuit)}


def _leaf(leaf: Leaf) -> _Block:
    match leaf:
        case Rest():
            head: dict[str, _Block] = {"rest": _seconds(leaf.rest_s)}
        case Wait():
            head = {"wait": text(leaf.text)}
        case Step():
            return _step(leaf)
        case _:
            assert_never(leaf)
    return _said({**head, "note": text(leaf.note), "say": text(leaf.say)})


def _step(step: Step) -> _Block:
    own = step.exercise if isinstance(step.exercise, OwnExercise) else None
    blocks = {
        "exercise": text(step.exercise) if isinstance(step.exercise, str) else "",
        **(_own(own) if own else {}),
        **(_dose(step.dose) if step.dose else {}),
        "lead_in": "" if step.lead_in is None else str(step.lead_in),
        "sides": step.sides.value if step.sides else "",
        "sets": _counts(step.sets) if step.sets else "",
        "left": _change(step.left) if step.left else "",
        "right": _change(step.right) if step.right else "",
        "week": _flow({str(week): _change(change) for week, change in step.weeks.items()}),
        "variant": step.variant.value if step.variant else "",
        **_timing(step.timing),
        "optional": _yes(step.optional),
        "load": text(step.load),
        "note": text(step.note),
        "say": text(step.say),
    }
    return _said({key: blocks[key] for key in ANY_STEP if key in blocks})


def _own(own: OwnExercise) -> dict[str, _Block]:
    return {
        "name": text(own.name),
        "posture": own.posture.value if own.posture else "",
        "instructions": _texts(own.instructions),
        "picture": text(own.picture),
        "picture_source": text(own.picture_source),
    }


def _dose(dose: Dose) -> dict[str, str]:
    match dose:
        case Hold(time) | Move(time):
            return {key_of(dose): _times_of(time)}
        case Breaths(count) | Reps(count):
            return {key_of(dose): _counts(count)}
        case _:
            assert_never(dose)


def _change(change: SideChange) -> str:
    dose = _dose(change.dose) if change.dose else {}
    return _flow({**dose, "sets": _counts(change.sets) if change.sets else ""})


def _rep(rep: RepPace) -> dict[str, _Block]:
    match rep:
        case Tempo(lower_s, bottom_s, lift_s, top_s):
            return {"tempo": "-".join(map(_number, (lower_s, bottom_s, lift_s, top_s)))}
        case Every(each_s):
            return {"every": _seconds(each_s)}
        case Phases(cycle):
            return {"phases": [_phase(phase) for phase in cycle]}
        case _:
            assert_never(rep)


def _phase(phase: Phase) -> str:
    breathe = "" if phase.breathe is Air.FREE else phase.breathe.value
    say = text(phase.say, flow=True)
    return _flow({"say": say, "breathe": breathe, "for": _seconds(phase.for_s)})


def _breath(breath: Breath) -> str:
    return _flow(
        {
            "in": _seconds(breath.in_s),
            "hold": _seconds(breath.hold_s),
            "out": _seconds(breath.out_s),
            "pause": _seconds(breath.pause_s),
        }
    )


def _linger(linger: Linger) -> str:
    return _seconds(linger.amount) if linger.in_seconds else _number(linger.amount)


def _counts(amount: Amount) -> str:
    if amount.is_range:
        return f"{_number(amount.least)}-{_number(amount.most)}"
    return _number(amount.least) + (" or more" if amount.open else "")


def _times_of(amount: Amount) -> str:
    if amount.is_range:
        return f"{_number(amount.least)}-{_number(amount.most)} s"
    return _seconds(amount.least) + (" or more" if amount.open else "")


def _seconds_or_auto(seconds: float | Auto | None) -> str:
    if seconds is None:
        return ""
    return seconds.value if isinstance(seconds, Auto) else _seconds(seconds)


def _seconds(seconds: float) -> str:
    minutes, rest = divmod(seconds, _MINUTE_S)
    if minutes and not rest:
        return f"{_number(minutes)} min"
    if minutes > 1 and rest == int(rest):
        return f"{_number(minutes)} min {_number(rest)} s"
    return f"{_number(seconds)} s"


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else format(Decimal(repr(number)), "f")


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _texts(texts: tuple[str, ...]) -> _Block:
    row = _row(text(one, flow=True) for one in texts)
    return row if len(row) <= _LONGEST_ROW else [text(one) for one in texts]


def _row(words: Iterable[str]) -> str:
    joined = ", ".join(words)
    return f"[{joined}]" if joined else ""


def _flow(values: Mapping[str, str]) -> str:
    joined = ", ".join(f"{key}: {value}" for key, value in values.items() if value)
    return f"{{{joined}}}" if joined else ""


def text(words: str, *, flow: bool = False) -> str:
    """Return a text as YAML, in quotes only where it needs them; `flow` is inside brackets."""
    if (
        words.isprintable()
        and not _BREAKS_PLAIN.search(words)
        and not (flow and _BREAKS_FLOW.search(words))
        and not _LIKE_A_NUMBER.fullmatch(words)
        and words.lower() not in _LIKE_A_SWITCH
    ):
        return words
    return f'"{"".join(map(_escaped, words))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n":
        return "\\n"
    if letter.isprintable():
        return letter
    code = ord(letter)
    if code <= _LAST_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_OF_PLANE else f"\\U{code:08x}"
