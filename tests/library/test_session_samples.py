"""Every sample file: the good ones play, the bad ones are told what is wrong, word for word.

The reader and the JSON Schema must agree on both. What a schema cannot say is in `beyond_schema`, where
each file begins with the reason. The schema sees values as YAML 1.2's core rules make them, the rules of
the editors that use it: words, but whole and decimal numbers, true and false, and nothing at all. A
number with a leading zero stays a word, since programs differ on it.
"""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hiptimer.library.reading import Unreadable, grow_tree
from hiptimer.library.schema import session_schema
from hiptimer.library.sessions import read_session
from hiptimer.library.tree import Keys, Row, Word

SAMPLES = Path(__file__).parent / "samples"


def samples(folder):
    return [pytest.param(path, id=path.stem) for path in sorted((SAMPLES / folder).glob("*.yaml"))]


def value(node):
    if isinstance(node, Row):
        return [value(item) for item in node.items]
    if not isinstance(node, Word):
        return {key: value(inner) for key, (_key, inner) in node.pairs.items()}
    if not node.plain:
        return node.value
    if node.is_nothing:
        return None
    if node.value in {"true", "false"}:
        return node.value == "true"
    if re.fullmatch(r"-?(0|[1-9][0-9]*)", node.value):
        return int(node.value)
    if re.fullmatch(r"-?(0|[1-9][0-9]*)\.[0-9]+", node.value):
        return float(node.value)
    return node.value


def fits_schema(path, catalogue=None):
    try:
        tree = grow_tree(path.read_bytes())
    except Unreadable:
        return False
    return Draft202012Validator(session_schema(catalogue)).is_valid(value(tree.root))


def told(path, catalogue):
    errors = read_session(path, catalogue).errors
    return [str(error).removeprefix(f"{path}:") for error in errors]


@pytest.mark.parametrize("path", samples("good"))
def test_a_good_sample_reads_without_errors_and_fits_the_schema(path, catalogue):
    reading = read_session(path, catalogue)
    assert reading.errors == ()
    assert reading.session is not None
    assert fits_schema(path)
    assert fits_schema(path, catalogue)


@pytest.mark.parametrize("path", samples("bad") + samples("beyond_schema"))
def test_a_bad_sample_is_told_exactly_what_is_wrong(path, catalogue):
    assert told(path, catalogue) == path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert read_session(path, catalogue).session is None


@pytest.mark.parametrize("path", samples("bad"))
def test_the_schema_refuses_what_the_reader_refuses(path):
    assert not fits_schema(path)


def bad_steps():
    """Yield each wrong step of the bad samples: those in whose line the reader finds an error."""
    for path in sorted((SAMPLES / "bad").glob("*.yaml")):
        lines = {
            int(line.split(":")[0])
            for line in path.with_suffix(".txt").read_text().split("\n")[:-1]
        }
        try:
            root = grow_tree(path.read_bytes()).root
        except Unreadable:
            continue
        steps = root.pairs["steps"][1] if isinstance(root, Keys) and "steps" in root.pairs else None
        for node in steps.items if isinstance(steps, Row) else ():
            if node.line in lines:
                yield pytest.param(value(node), id=f"{path.stem}-{node.line}")


@pytest.mark.parametrize("step", list(bad_steps()))
def test_the_schema_refuses_each_bad_step_by_itself(step):
    lone = {"hiptimer": 1, "title": "Trial", "steps": [step]}
    assert not Draft202012Validator(session_schema()).is_valid(lone)


@pytest.mark.parametrize("path", samples("beyond_schema"))
def test_the_schema_cannot_see_what_is_beyond_it(path):
    assert path.read_text("utf-8").startswith("# Not in the schema: ")
    assert fits_schema(path)


def test_with_a_catalogue_the_schema_takes_its_exercises_only(catalogue):
    def fits(exercise):
        session = {"hiptimer": 1, "title": "Trial", "steps": [{"exercise": exercise}]}
        return Draft202012Validator(session_schema(catalogue)).is_valid(session)

    assert all(map(fits, catalogue))
    assert not fits("camle")
    assert not fits_schema(SAMPLES / "beyond_schema" / "unknown_exercise.yaml", catalogue)
    assert fits_schema(SAMPLES / "beyond_schema" / "unknown_exercise.yaml")  # it was not changed


def test_the_schema_is_one(catalogue):
    Draft202012Validator.check_schema(session_schema())
    Draft202012Validator.check_schema(session_schema(catalogue))
