"""The JSON Schema of the session file, for editors: made from the tables that the reader uses."""

import copy
from typing import Any

from hiptimer.engine.exercise import Catalogue
from hiptimer.library.sessions import SESSION
from hiptimer.library.stepkeys import DEFINITIONS

_BEYOND = """\
What a schema cannot say, and `hiptimer check` finds: numbers inside a text (30-20 s runs backwards, 25 h \
is too long, 0 s is nothing), days that no calendar has, dates and pain bands in the wrong order, \
keys written twice, tabs, letters that cannot be seen, pictures that are missing, too large or outside the \
file's folder, what goes together only with an exercise's own dose, sides and versions, and how long the \
whole session takes."""


def session_schema(catalogue: Catalogue | None = None) -> dict[str, Any]:
    """Return the schema (draft 2020-12); with a catalogue, it takes that catalogue's exercises only.

    A schema sees the values of a YAML file, not how they were typed: `hiptimer check` finds more.
    """
    definitions = copy.deepcopy(DEFINITIONS)
    if catalogue is not None:
        for step in definitions["leaf"]["anyOf"]:
            if "exercise" in step["properties"]:
                step["properties"]["exercise"] = {"enum": sorted(catalogue)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hiptimer session file, version 1",
        "description": _BEYOND,
        **SESSION.schema(),
        "$defs": definitions,
    }
