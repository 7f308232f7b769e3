"""The morning after, from the journal to the card on Today and back."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, RunRecord, Status, WholeRun
from hiptimer.ui.mornings import Mornings
from hiptimer.ui.pages.today import TodayContent
from hiptimer.ui.window import TODAY, Window

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC).astimezone()


def a_run(run_id, days=1, **changes):
    begun = NOW - timedelta(days=days)
    usual = {
        "id": run_id,
        "session_id": "hips",
        "title": f"Session {run_id}",
        "session_hash": "ab" * 32,
        "session_text": "",
        "started_at": begun,
        "ended_at": begun + timedelta(minutes=10),
        "status": Status.COMPLETE,
        "app_version": "0.1.0",
        "check_ins": CheckIns(pain_before=2, pain_after=3, effort=4),
        "ask_next_morning": True,
    }
    return RunRecord(**(usual | changes))


class Morning:
    """A window that shows Today, as the program does, over a real journal."""

    def __init__(self, theme, show, path):
        self.journal = Journal(path, lambda: NOW)
        self.window = Window(theme)
        self.window.show_page(TODAY)
        self.mornings = Mornings(self.journal, self.window, self.show_today)
        show(self.window, 1180, 760)

    def add(self, *runs):
        for run in runs:
            self.journal.add(WholeRun(run))
        self.show_today()

    def show_today(self):
        card = self.mornings.card(NOW.date())
        self.window.today.show_content(
            TodayContent(greeting="Good morning", date_text="", morning=card)
        )
        QApplication.processEvents()

    @property
    def card(self):
        return self.window.today._morning_card

    def asked(self):
        return self.card and self.card._content


@pytest.fixture
def morning(theme, show, tmp_path):
    made = Morning(theme, show, tmp_path / "journal.db")
    yield made
    made.journal.close()


def test_the_newest_run_is_asked_about(morning):
    morning.add(a_run("old", 2), a_run("new", 1))
    asked = morning.asked()
    assert (asked.run_id, asked.title, asked.when) == ("new", "Session new", "yesterday")
    assert asked.is_today


def test_of_an_older_run_the_day_is_said(morning):
    morning.add(a_run("old", 1.9))
    asked = morning.asked()
    assert (asked.when, asked.is_today) == ("Sunday", False)


@pytest.mark.parametrize("changes", [{"ask_next_morning": False}, {"status": Status.RUNNING}])
def test_nothing_is_asked_where_the_file_or_the_person_does_not_want_it(morning, changes):
    morning.add(a_run("one", 1, **changes))
    assert morning.asked() is None


def test_answers_are_kept_beside_those_of_the_day_before(morning):
    morning.add(a_run("one"))
    morning.card.pain.scale.type_digit("1")
    kept = morning.journal.run("one").check_ins
    assert kept == CheckIns(pain_before=2, pain_after=3, effort=4, pain_next_morning=1)
    morning.card.settled.answers["yes"].click()
    kept = morning.journal.run("one").check_ins
    assert (kept.pain_next_morning, kept.settled, kept.effort) == (1, True, 4)
    assert not morning.card._saved.isHidden()
    morning.show_today()
    assert morning.asked() is None


def test_what_was_put_right_since_it_was_asked_stays(morning):
    morning.add(a_run("one"))
    right = CheckIns(pain_before=2, pain_after=7, effort=4)
    morning.journal.check_in("one", right)  # as from another window or computer
    morning.card.pain.scale.type_digit("1")
    assert morning.journal.run("one").check_ins == replace(right, pain_next_morning=1)
    morning.card.never.click()
    assert morning.journal.run("one").check_ins.pain_after == 7


def test_put_off_it_is_gone_for_this_start_alone(morning, theme):
    morning.add(a_run("one"))
    morning.card.later.click()
    assert morning.asked() is None
    again = Mornings(morning.journal, morning.window, morning.show_today)
    assert again.card(NOW.date()).run_id == "one"


def test_refused_it_is_never_asked_again(morning):
    morning.add(a_run("one"))
    morning.card.never.click()
    assert morning.asked() is None
    run = morning.journal.run("one")
    assert not run.ask_next_morning
    assert run.check_ins == CheckIns(pain_before=2, pain_after=3, effort=4)


def test_what_cannot_be_kept_is_told_and_not_called_saved(morning):
    morning.add(a_run("one"))
    card = morning.card
    morning.journal.close()
    damaged = sqlite3.connect(morning.journal.path)
    damaged.execute("PRAGMA user_version = 999")
    damaged.close()
    card.pain.scale.type_digit("1")
    assert card._saved.isHidden()
    assert morning.window.toast.accessibleName()
    morning.show_today()
    assert morning.asked() is None
