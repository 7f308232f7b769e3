"""The keys of a step: what each may hold, and which go together."""

import re
from collections.abc import Mapping

from hiptimer.engine.exercise import Posture, Side, Sides
from hiptimer.engine.session import Pace, SideChange, Timing, Version
from hiptimer.language import gettext as _
from hiptimer.library import quantities
from hiptimer.library.doses import (
    DOSES,
    REP,
    amount_of_sets,
    auto_or_duration,
    breath,
    count,
    dose_keys,
    dose_of,
    duration,
    number_or,
    rep_keys,
    rep_of,
)
from hiptimer.library.fields import (
    Fields,
    Form,
    Kind,
    Schema,
    as_keys,
    choice,
    mapping,
    quantity,
    rows,
    text,
    yes_no,
)
from hiptimer.library.quantities import shown
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Node, Row

LONGEST_HOLD_S = 120
WEEK = "^[1-9][0-9]{0,2}$"
_WEEK = re.compile(WEEK)


def timing_keys() -> dict[str, Kind]:
    """Return the keys that may stand on a step and in the file's defaults."""
    return {
        "get_ready": auto_or_duration(),
        "switch": auto_or_duration(),
        "rest": duration(),
        "rest_after": duration(),
        "linger": quantity(
            quantities.linger,
            number_or(quantities.DURATION, least=0, most=quantities.MOST_S),
        ),
        "pace": choice(Pace),
        "breath": breath(),
        **rep_keys(),
        "first": choice(Side),
    }


def timing_of(fields: Fields) -> Timing:
    """Return what was said of the timing."""
    return Timing(
        get_ready=fields.get("get_ready"),
        switch=fields.get("switch"),
        rest_s=fields.get("rest"),
        rest_after_s=fields.get("rest_after"),
        linger=fields.get("linger"),
        pace=fields.get("pace"),
        breath=fields.get("breath"),
        rep=rep_of(fields),
        first=fields.get("first"),
    )


def doubt_long_hold(reader: Reader, fields: Fields, key: str) -> None:
    """Note a hold that is longer than is good for anybody."""
    amount = fields.get(key)
    if key == "hold" and amount is not None and amount.most > LONGEST_HOLD_S:
        node = fields.node_of(key)
        reader.doubt(
            node.line,
            node.column,
            _("This is held for more than {most} s.").format(most=LONGEST_HOLD_S),
            _("See whether that is meant."),
        )


def _change(reader: Reader, fields: Fields) -> SideChange:
    for key in fields.written(*DOSES):
        doubt_long_hold(reader, fields, key)
    return SideChange(dose_of(fields), fields.get("sets"))


def _weeks(reader: Reader, node: Node, name: str) -> Mapping[int, SideChange] | None:
    keys = as_keys(reader, node, shown(name))
    if keys is None:
        return None
    weeks = {}
    for key, value in keys.pairs.values():
        change = _CHANGE_KIND.read(reader, value, key.value)
        if not _WEEK.fullmatch(key.value):
            said = _("{text} is not the number of a week.").format(text=shown(key.value))
            reader.wrong(key, said, _("Write 1 for the first week, 2 for the second, and so on."))
        elif change is not None:
            weeks[int(key.value)] = change
    return weeks


CHANGE = Form(dose_keys() | {"sets": amount_of_sets()}, at_most_one=(tuple(DOSES),))
_CHANGE_KIND = mapping(CHANGE, _change)
_WEEK_KIND = Kind(
    _weeks,
    {
        "type": "object",
        "patternProperties": {WEEK: _CHANGE_KIND.schema},
        "additionalProperties": False,
        "minProperties": 1,
    },
)

OWN = {
    "posture": choice(Posture),
    "instructions": rows(text()),
    "picture": text(),
    "picture_source": text(),
}
OF_CATALOGUE = {"variant": choice(Version)}
ANY_STEP = {
    "exercise": text(),
    "name": text(),
    **dose_keys(),
    "lead_in": count(),
    "sides": choice(Sides),
    "sets": amount_of_sets(),
    "left": _CHANGE_KIND,
    "right": _CHANGE_KIND,
    "week": _WEEK_KIND,
    **OF_CATALOGUE,
    **timing_keys(),
    "optional": yes_no(),
    "load": text(),
    "note": text(),
    "say": text(),
    **OWN,
}
_AT_MOST_ONE = (tuple(DOSES), REP)


def _without(*keys: str) -> dict[str, Kind]:
    return {key: kind for key, kind in ANY_STEP.items() if key not in keys}


def _any_of(keys: list[str]) -> Schema:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _step_rules() -> tuple[Schema, ...]:
    """Return what the code below checks of a step, as far as a schema can say it."""
    rules: list[Schema] = []
    for dose in DOSES:
        others = _any_of([other for other in DOSES if other != dose])
        same: Schema = {"not": others}
        then: Schema = {
            "left": same,
            "right": same,
            "week": {"additionalProperties": same},
        }
        unfit: list[str] = []
        if dose != "reps":
            unfit += REP
            then["sides"] = {"not": {"const": Sides.ALTERNATE.value}}
        if dose in ("hold", "time"):
            unfit.append("lead_in")
            then["pace"] = {"not": {"const": Pace.SELF.value}}
        consequence: Schema = {"properties": then}
        if unfit:
            consequence["not"] = _any_of(unfit)
        rules.append({"if": {"required": [dose]}, "then": consequence})
    rules.append(
        {
            "if": _any_of(["left", "right"]),
            "then": {"properties": {"sides": {"const": Sides.EACH.value}}},
        }
    )
    return tuple(rules)


_RULES = _step_rules()
_BOTH_BY_ITSELF: Schema = {
    "if": _any_of(["left", "right"]),
    "then": {"required": ["sides"]},
}
CATALOGUE_STEP = Form(_without("name", *OWN), ("exercise",), _AT_MOST_ONE, _RULES)
OWN_STEP = Form(
    _without("exercise", *OF_CATALOGUE),
    ("name",),
    _AT_MOST_ONE,
    (*_RULES, _any_of(list(DOSES)), _BOTH_BY_ITSELF),
)
STEP = Form(
    ANY_STEP,
    at_most_one=(("exercise", "name"), *_AT_MOST_ONE),
    heads=("exercise", "name"),
    called={"rounds": "sets"},
)
REST = Form({"rest": duration(), "note": text(), "say": text()}, ("rest",))
WAIT = Form({"wait": text(), "note": text(), "say": text()}, ("wait",))

_LEAF_SCHEMA: Schema = {"anyOf": [form.schema() for form in (CATALOGUE_STEP, OWN_STEP, REST, WAIT)]}


def _list_of(what: Schema) -> Kind:
    return Kind(_itself, {"type": "array", "items": what, "minItems": 1})


def _itself(reader: Reader, node: Node, name: str) -> Row | None:
    if not isinstance(node, Row):
        said = _("A list of steps is wanted for {key}.").format(key=shown(name))
        reader.wrong(node, said, hint_of_steps())
        return None
    return node


def hint_of_steps() -> str:
    """Return the sentence that shows how steps are written."""
    return _("Write each step below `steps:` with a dash, as in `- exercise: bridge`.")


def _hint_of_circuit() -> str:
    return _("Write `rounds:` and `steps:` below it, two spaces further in.")


CIRCUIT = Form(
    {
        "rounds": amount_of_sets(),
        "rest": duration(),
        "steps": _list_of({"$ref": "#/$defs/leaf"}),
    },
    ("rounds", "steps"),
    hints={"steps": hint_of_steps},
    called={"sets": "rounds"},
)
ENTRY_OF_CIRCUIT = Form(
    {"circuit": mapping(CIRCUIT, lambda _reader, fields: fields)},
    ("circuit",),
    hints={"circuit": _hint_of_circuit},
)
STEPS = _list_of({"anyOf": [{"$ref": "#/$defs/leaf"}, {"$ref": "#/$defs/circuit"}]})
DEFINITIONS: dict[str, Schema] = {"leaf": _LEAF_SCHEMA, "circuit": ENTRY_OF_CIRCUIT.schema()}

HEADS = {
    "exercise": ("exercise", "name", "rest"),
    "name": ("exercise", "name", "rest"),
    "circuit": ("circuit", "rest"),
    "wait": ("wait",),
    "rest": ("rest",),
}
"""The keys that say what an entry is, the strongest first, and which of them may stand with each."""
