"""A session that asks how it was, answered by real keys in the real window, up to the morning after."""

import sqlite3

import pytest
from sessions import history

from sound_server import wait_until

ASKING = """\
hiptimer: 1
id: asks-it-all
title: Asks it all
author: Dana W.
assigned: {by: Dana W., from: 2026-01-05, times: 3 per week}
ask: {pain: [before, after, next_morning], effort: yes, difficulty: yes, note: yes}
safety: {pain_bands: {ok_to: 2, caution_to: 5, caution: Fine if settled by morning.}}
defaults: {get_ready: 1 s, rest_after: 0 s}
steps:
  - {name: First, hold: 30 s}
  - {name: Second, hold: 20 s}
  - {name: Third, hold: 1 s}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "asks.yaml"
    path.write_text(ASKING, encoding="utf-8")
    return path


def stops(data):
    """Return what the journal says of the pain stops."""
    with sqlite3.connect(data / "journal.db") as db:
        found = db.execute("SELECT name, pain, answer FROM pain_stop ORDER BY seq").fetchall()
    db.close()
    return found


def test_from_before_to_the_morning_after(open_window, data, file):
    window = open_window(file, STORY_NOW="2026-01-14T12:00:00+00:00")
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("2", "Return")
    window.wait(page="player")
    window.wait("a hold", lambda now: now.get("name") == "First" and now.get("kind") == "hold")
    window.press("p")
    window.wait(sheet="Stopped. Ease out slowly.", focus="End session")
    window.press("6", "Tab")
    window.wait(focus="Skip this one")
    window.press("Return")
    window.wait("the next one", lambda now: now.get("name") == "Second", sheet="")
    window.wait("a hold", lambda now: now.get("kind") == "hold")
    window.press("Right")
    window.wait(page="finished", focus="0")
    assert "1 of 3 this week." in window.state["words"]
    assert "before the session: 2" in window.state["words"]

    # As many keys as one presses within the quarter of a minute that all of it may take.
    window.press("4", "Tab", "3", "Tab", "Tab", "2", "Tab")
    window.wait(focus="Note")
    window.press("Tab", "Return", "Tab", "Tab")
    window.wait(focus="Done")
    shown = window.state["words"]
    assert any(words.startswith("Saved on this computer") for words in shown)
    window.press("Return")
    window.wait(page="today")

    [run] = history(data)
    answers = run["check_ins"]
    assert (answers["pain_before"], answers["effort"], answers["pain_after"]) == (2, 4, 3)
    assert answers["difficulty"] == "about_right"
    assert run["note"] == "Felt easy."
    assert stops(data) == [("First", 6, "skip")]
    reasons = {one["prescribed"]["name"]: one["done"].get("why") for one in run["intervals"]}
    assert reasons == {"First": "pain", "Second": None, "Third": None}
    window.kill()

    window = open_window(STORY_NOW="2026-01-15T12:00:00+00:00")
    window.wait(page="today")
    window.press_until("Tab", "the morning", lambda now: now["focus"] == "0")
    window.press("1", "Tab", "1")
    # The focus is there before the answer is.
    wait_until(lambda: "settled" in history(data)[0]["check_ins"], "the answer")
    window.kill()
    [run] = history(data)
    answers = run["check_ins"]
    assert (answers["pain_next_morning"], answers["settled"]) == (1, True)
    assert (answers["pain_before"], answers["effort"]) == (2, 4)


def test_again_asks_again_and_today_does_not_pass_over_the_question(open_window, data, file):
    window = open_window(file)
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("7", "Return")
    window.wait(page="player")
    window.run_fast(300)
    window.wait(page="finished")
    window.press(*["Tab"] * 6)  # past every question
    window.wait(focus="Do it again")
    window.press("Return")
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("Return")
    window.wait(page="player")
    window.wait(page="finished")
    assert [run["check_ins"].get("pain_before") for run in history(data)] == [None, 7]
    window.press(*["Tab"] * 7)
    window.wait(focus="Done")
    window.press("Return")
    window.wait(page="today")
    window.go_to("Start")
    window.press("Return")
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
