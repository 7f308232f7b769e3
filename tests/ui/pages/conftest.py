"""A player's page, laid for a session."""

import pytest
from player_table import Table

from made import hold, step


@pytest.fixture
def lay(theme, show):
    tables = []

    def _lay(*entries, **changes):
        entries = entries or (step("lunge", hold(30)), step("sit", hold(20)))
        tables.append(Table(theme, show, *entries, **changes))
        return tables[-1]

    yield _lay
    for table in tables:
        table.played.playback.end()
