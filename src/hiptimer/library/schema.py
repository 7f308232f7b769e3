"""The JSON Schema of the session file, for editors: made from the tables that the reader uses."""

from typing import Any

from hiptimer.library.sessions import SESSION
from hiptimer.library.stepkeys import DEFINITIONS


def session_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12).

    A schema sees the values of a YAML file, not how they were typed, and knows neither the catalogue
    nor the folder: `hiptimer check` finds more than it can.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hiptimer session file, version 1",
        **SESSION.schema(),
        "$defs": DEFINITIONS,
    }
