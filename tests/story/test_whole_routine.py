"""The complete routine, chosen and led by real keys in the real window, to its end."""

import json
import subprocess
import sys

from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import bundled_sessions

REAL_S = 5
SPEED = 150


def routine():
    path = next(one for one in bundled_sessions() if one.stem == "complete-routine")
    catalogue = bundled_catalogue()
    return unroll(read_session(path, catalogue).session, catalogue)


def history(data):
    """Return what `hiptimer history --json` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "hiptimer", "history", "--json", "--data-dir", str(data)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_plays_to_its_end_and_is_in_the_history(open_window, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "preferences.toml").write_text('wait_for_me = "never"\n')
    window = open_window()
    window.wait(page="today")
    titles = ("Complete hip routine", "Example of an assigned file")
    window.press_until("Tab", "the sessions", lambda now: now["focus"] in titles)
    window.press_until("Right", "the routine", focus=titles[0])
    window.press("Return")
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("space")
    window.wait(page="player", kind="get_ready", paused=False, full_screen=True)
    window.press("Escape")
    window.wait(full_screen=False)
    window.press("space")
    window.wait(paused=True)
    window.press("space")
    window.wait(paused=False)
    window.press("Right")
    window.wait(kind="reps", index=1)
    start_s = window.state["played_s"]
    window.wait("real seconds", lambda now: now["played_s"] >= start_s + REAL_S)
    window.run_fast(SPEED)
    window.wait(page="finished")
    asked = [one for one in routine().intervals if one.kind.is_work]
    shown = window.state["words"]
    assert "All done" in shown
    window.kill()

    [run] = history(data)
    print(json.dumps(run)[:600], shown)
    assert run["status"] == "complete"
