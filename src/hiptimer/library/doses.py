"""What the session file and the catalogue write alike: doses, breaths, and how long a rep takes."""

from typing import Any

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
from hiptimer.language import gettext as _
from hiptimer.library import quantities
from hiptimer.library.fields import (
    Fields,
    Form,
    Kind,
    Schema,
    choice,
    mapping,
    quantity,
    rows,
    text,
)
from hiptimer.library.quantities import shown
from hiptimer.library.telling import Reader

DOSES: dict[str, type[Hold | Breaths | Reps | Move]] = {
    "hold": Hold,
    "breaths": Breaths,
    "reps": Reps,
    "time": Move,
}
"""The keys of which a step has one at most, and the dose that each makes."""

REP = ("every", "tempo", "phases")
"""The keys that say how long one rep takes, of which one at most may stand."""

COUNTED = ("breaths", "reps")


def number_or(pattern: str, *, least: float, most: float, whole: bool = False) -> Schema:
    """Return the schema of a bare number, or of a text that follows a pattern."""
    number: Schema = {"type": "integer" if whole else "number", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


_SECONDS: dict[str, Any] = {"least": 0, "most": quantities.MOST_S}
_DOSE_SECONDS: dict[str, Any] = {"least": 1, "most": quantities.MOST_S}
_DOSE_COUNTS: dict[str, Any] = {"least": 1, "most": quantities.MOST_COUNT, "whole": True}


def duration() -> Kind:
    """Return the kind of a length of time, 0 included."""
    return quantity(quantities.duration, number_or(quantities.DURATION, **_SECONDS))


def some_duration() -> Kind:
    """Return the kind of a length of time that is more than nothing."""
    schema = number_or(
        quantities.DURATION, least=quantities.SHORTEST_CYCLE_S, most=quantities.MOST_S
    )
    return quantity(quantities.some_duration, schema)


def auto_or_duration() -> Kind:
    """Return the kind of a length of time that may be left to be worked out."""
    schema = number_or(quantities.AUTO_OR_DURATION, **_SECONDS)
    return quantity(quantities.auto_or_duration, schema)


def count() -> Kind:
    """Return the kind of a whole number, 0 included."""
    schema = number_or(quantities.COUNT, least=0, most=quantities.MOST_COUNT, whole=True)
    return quantity(quantities.count, schema)


def amount_of_sets() -> Kind:
    """Return the kind of a number of sets or rounds, or a range of it."""
    schema = number_or(quantities.AMOUNT_OF_SETS, least=1, most=quantities.MOST_SETS, whole=True)
    return quantity(quantities.amount_of_sets, schema)


def dose_keys(*, exact: bool = False) -> dict[str, Kind]:
    """Return the four doses; `exact` ones are a single number."""
    of_time = quantities.exact_time if exact else quantities.amount_of_time
    of_counts = quantities.exact_counts if exact else quantities.amount_of_counts
    time = quantity(of_time, number_or(quantities.AMOUNT_OF_TIME, **_DOSE_SECONDS))
    counts = quantity(of_counts, number_or(quantities.AMOUNT_OF_COUNTS, **_DOSE_COUNTS))
    return {"hold": time, "breaths": counts, "reps": counts, "time": time}


def dose_of(fields: Fields) -> Dose | None:
    """Return the dose that was written."""
    for key, make in DOSES.items():
        amount = fields.get(key)
        if amount is not None:
            return make(amount)
    return None


def key_of(dose: Dose) -> str:
    """Return the key that a dose is written with."""
    return next(key for key, make in DOSES.items() if isinstance(dose, make))


def _breath(_reader: Reader, fields: Fields) -> Breath:
    usual = Breath()
    return Breath(
        in_s=fields.get("in", usual.in_s),
        hold_s=fields.get("hold", usual.hold_s),
        out_s=fields.get("out", usual.out_s),
        pause_s=fields.get("pause", usual.pause_s),
    )


def _phase(_reader: Reader, fields: Fields) -> Phase | None:
    say, for_s = fields.get("say"), fields.get("for")
    if say is None or for_s is None:
        return None
    return Phase(say, for_s, fields.get("breathe", Air.FREE))


BREATH = Form(
    {"in": some_duration(), "hold": duration(), "out": some_duration(), "pause": duration()}
)
PHASE = Form(
    {"say": text(), "breathe": choice(Air), "for": some_duration()}, required=("say", "for")
)


def breath() -> Kind:
    """Return the kind of one breath's seconds."""
    return mapping(BREATH, _breath)


def rep_keys() -> dict[str, Kind]:
    """Return the three ways to say how long one rep takes."""
    tempo: Schema = {"type": "string", "pattern": quantities.TEMPO}
    return {
        "every": some_duration(),
        "tempo": quantity(quantities.tempo, tempo),
        "phases": rows(mapping(PHASE, _phase)),
    }


def rep_of(fields: Fields) -> RepPace | None:
    """Return how long one rep takes, if it was written."""
    for key in REP:
        value = fields.get(key)
        if value is None:
            continue
        if isinstance(value, Tempo):
            return value
        return Phases(value) if isinstance(value, tuple) else Every(value)
    return None


def only_with_reps(reader: Reader, fields: Fields, kind: str | None) -> None:
    """Note what says how long a rep takes where no reps are done."""
    for key in fields.written(*REP) if kind not in (None, "reps") else ():
        said = _("{key} goes with reps only, and this is a dose of {kind}.").format(
            key=shown(key), kind=shown(str(kind))
        )
        reader.wrong(fields.key(key), said, _("Leave it out, or write reps."))


def counted_only(reader: Reader, fields: Fields, key: str, kind: str | None) -> None:
    """Note a key that goes with breaths and reps where neither is done."""
    if key in fields and kind not in (None, *COUNTED):
        said = _("{key} goes with breaths or reps only, and this is a dose of {kind}.").format(
            key=shown(key), kind=shown(str(kind))
        )
        reader.wrong(fields.key(key), said, _("Leave it out, or write breaths or reps."))
