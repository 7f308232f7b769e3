"""A session that is cut off in the middle goes on where it was; what was done is kept."""

import pytest
from sessions import THREE_HOLDS, history, work_done

SECOND = 3  # get ready and hold of the first, get ready and hold of the second


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    return file


def play_into_the_second_hold(window):
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("space")
    window.wait("the second hold", lambda now: now["second"] >= 1, index=SECOND)


def resume(window):
    window.wait(page="today")
    window.go_to("Resume")
    window.press("space")
    return window.wait("the second hold", index=SECOND, kind="hold")


def test_kill_in_the_middle_of_a_hold_then_resume(open_window, data, file):
    window = open_window(file)
    play_into_the_second_hold(window)
    window.kill()

    [cut_off] = history(data)
    assert work_done(cut_off) == [("First", "complete")]

    window = open_window()
    resume(window)
    assert [one["index"] for one in window.events if one["event"] == "Entered"] == [2, 3]
    window.run_fast(200)
    window.wait(page="finished")
    assert "All done" in window.state["words"]
    [run] = history(data)
    assert run["id"] == cut_off["id"]
    assert run["status"] == "complete"
    assert work_done(run) == [(name, "complete") for name in ("First", "Second", "Third")]


def test_a_newer_file_is_asked_about_and_the_run_keeps_the_one_it_followed(open_window, data, file):
    window = open_window(file)
    play_into_the_second_hold(window)
    window.kill()

    file.write_text(THREE_HOLDS.replace("hold: 40 s", "hold: 15 s"))
    window = open_window(file)
    window.wait(sheet="A newer version")
    window.go_to("Use the new one")
    window.press("space")
    window.wait(page="detail", sheet="")
    window.press("ctrl+1")
    assert resume(window)["length_s"] == 40
    window.run_fast(200)
    window.wait(page="finished")
    [run] = history(data)
    assert run["status"] == "complete"
    assert run["revision"] == 1

    window.press("space")
    window.wait(page="today")
    window.kill()
    window = open_window(file)
    window.wait(page="detail", sheet="")  # this revision is known, and nothing is asked
    window.press("space")
    window.wait(index=SECOND, length_s=15)


def test_what_is_not_resumed_is_kept_as_cut_off(open_window, data, file):
    window = open_window(file)
    play_into_the_second_hold(window)
    window.kill()

    window = open_window()
    window.wait(page="today")
    window.go_to("Let it rest")
    window.press("space")
    window.wait("the card to go", lambda now: now["focus"] != "Let it rest")
    [run] = history(data)
    assert run["status"] == "cut_off"
    assert work_done(run) == [("First", "complete")]


def test_two_windows_on_one_folder(open_window, data, file, tmp_path):
    playing = open_window(file)
    play_into_the_second_hold(playing)

    other = tmp_path / "other.yaml"
    other.write_text(
        "hiptimer: 1\ntitle: Other\ndefaults: {get_ready: 1 s}\nsteps: [{name: Press, hold: 2 s}]\n"
    )
    # Where they cannot call each other, as two users of one folder cannot, both have a window.
    (tmp_path / "elsewhere").mkdir()
    beside = open_window(other, TMPDIR=str(tmp_path / "elsewhere"))
    beside.wait(page="detail")
    beside.press("space")
    beside.wait(page="finished")
    beside.press("space")
    beside.wait(page="today")
    # The run that the first window plays is not offered here.
    assert "Resume" not in beside.stops()

    playing.run_fast(200)
    playing.wait(page="finished")
    runs = {run["title"]: run for run in history(data)}
    assert {title: run["status"] for title, run in runs.items()} == {
        "Three holds": "complete",
        "Other": "complete",
    }
    assert len(work_done(runs["Three holds"])) == 3
