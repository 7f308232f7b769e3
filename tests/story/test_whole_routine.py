"""The complete routine, chosen and led by real keys in the real window, to its end."""

from sessions import history, work_done

from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import bundled_sessions

REAL_S = 5
SPEED = 300


def routine():
    path = next(one for one in bundled_sessions() if one.stem == "complete-routine")
    catalogue = bundled_catalogue()
    return unroll(read_session(path, catalogue).session, catalogue)


def test_plays_to_its_end_and_is_in_the_history(open_window, data):
    asked = [one for one in routine().intervals if one.kind.is_work]
    window = open_window()
    window.wait(page="today")
    tiles = ("Complete hip routine", "Example of an assigned file")
    window.press_until("Tab", "the sessions", lambda now: now["focus"] in tiles)
    window.press_until("Right", "the routine", focus="Complete hip routine")
    window.press("Return")
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("space")
    window.wait(page="player", kind="get_ready", full_screen=True)
    window.press("Escape")
    window.wait(full_screen=False)
    window.press("space")
    window.wait(paused=True)
    window.press("space")
    window.wait(paused=False)
    window.press("Right")
    window.wait(index=asked[0].index)
    real_until_s = window.state["played_s"] + REAL_S
    window.wait("seconds at real speed", lambda now: now["played_s"] >= real_until_s)
    window.run_fast(SPEED)
    window.wait(page="finished")
    shown = window.state["words"]
    assert "All done" in shown
    assert {one.name for one in asked} <= set(shown)
    assert any(words.startswith("Saved on this computer") for words in shown)

    [run] = history(data)
    assert run["status"] == "complete"
    assert work_done(run) == [(one.name, "complete") for one in asked]
    entered = [one["index"] for one in window.events if one["event"] == "Entered"]
    assert entered == [one.index for one in routine().intervals]
    assert window.state["banner"] == ""


def test_done_leads_back_and_the_session_counts_as_done(open_window, data, tmp_path):
    file = tmp_path / "short.yaml"
    file.write_text(
        "hiptimer: 1\ntitle: Short one\ndefaults: {get_ready: 1 s}\n"
        "steps: [{name: Press, hold: 2 s}]\n"
    )
    window = open_window(file)
    window.wait(page="detail")
    window.press("space")
    window.wait(page="finished")
    window.press("space")
    window.wait(page="today")
    [run] = history(data)
    assert (run["title"], run["status"]) == ("Short one", "complete")
