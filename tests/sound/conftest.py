"""A private sound server for the tests that hear."""

import pytest

from sound_server import private_sound_server


@pytest.fixture
def sound_server(tmp_path):
    with private_sound_server(tmp_path / "sound-server") as server:
        yield server
