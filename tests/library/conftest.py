"""A small catalogue of its own, so that these tests do not move with the bundled one."""

from pathlib import Path

import pytest
from trial import HEAD

from hiptimer.library.exercises import load_catalogue
from hiptimer.library.sessions import read_session_text

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue(sorted((SAMPLES / "exercises").glob("*.yaml")))


@pytest.fixture(scope="session")
def read(catalogue):
    """Read a text, or steps alone."""

    def read_it(text, *, folder=None, name="trial.yaml"):
        data = text if isinstance(text, bytes) else text.encode()
        return read_session_text(data, name, folder, catalogue)

    return read_it


@pytest.fixture(scope="session")
def read_steps(read):
    return lambda steps, **more: read(f"{HEAD}steps:\n{steps}", **more)


@pytest.fixture(scope="session")
def step(read_steps):
    """Read one step written in braces, which must be right."""

    def read_it(written):
        reading = read_steps(f"  - {written}\n")
        assert reading.errors == ()
        return reading.session.entries[0]

    return read_it
