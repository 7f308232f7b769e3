"""How often a session is asked for today: the weeks on Today are those of the sheet for the physio."""

from datetime import date, datetime

import pytest

from hiptimer.app import App
from hiptimer.places import Places
from hiptimer.preferences import read_preferences
from hiptimer.report.facts import gather, period_of
from hiptimer.ui import choosing
from sheet_samples import FILE, played, session_of

THURSDAYS = FILE.replace("from: 2026-11-23", "from: 2026-11-26")


@pytest.fixture
def app(qapp, tmp_path):
    (tmp_path / "preferences.toml").write_text('sound_level = "silent"\n')
    app = App(qapp, Places.of(tmp_path))
    app.keeping.start(read_preferences(tmp_path / "preferences.toml"))
    file = tmp_path / "hip.yaml"
    file.write_text(THURSDAYS)
    app.choosing.open_file(file)
    yield app
    app.window.close()
    app.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def on(app, monkeypatch):
    """Show Today as it is at noon of a day, and return what it asks for first."""

    def shown(month, day):
        noon = datetime(2026, month, day, 12).astimezone()
        monkeypatch.setattr(choosing, "wall_clock", lambda: noon)
        app.choosing.show_today()
        content = app.window.today._content
        return content.hero_label, content.hero.asked

    return shown


def test_weeks_begin_with_the_assignment_as_they_do_on_the_sheet(app, on):
    runs = [played(day, month=month, text=THURSDAYS) for month, day in ((11, 27), (11, 30))]
    for one in runs:
        app.journal.add(one)
    label, asked = on(12, 2)  # Wednesday, the last day of the first week
    assert (label, asked.words()) == ("Due this week", "2 of 3 this week")
    assert app.window.today._content.hero_is_due
    runs.append(played(3, text=THURSDAYS))
    app.journal.add(runs[-1])
    assert on(12, 3)[1].words() == "1 of 3 this week"
    session, today = session_of(THURSDAYS), date(2026, 12, 3)
    period = period_of(session.assigned, [one.run.started_at.date() for one in runs], today)
    assert [week.done for week in gather(session, runs, period, today).weeks] == [2, 1]


def test_more_than_was_asked_for_reads_as_such(app, on):
    for day in (26, 27, 28, 29):
        app.journal.add(played(day, month=11, text=THURSDAYS))
    label, asked = on(11, 30)
    assert label == "Last done"
    assert not app.window.today._content.hero_is_due
    assert asked.words() == "3 of 3 this week, and 1 more"


@pytest.mark.parametrize(("month", "day"), [(11, 25), (12, 21)])
def test_nothing_is_due_before_the_first_day_or_after_the_last(app, on, month, day):
    app.journal.add(played(24, month=11, text=THURSDAYS))
    label, asked = on(month, day)
    assert (label, asked) == ("Last done", None)
