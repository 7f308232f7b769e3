"""What goes wrong in the world is told, and the session goes on."""

from sessions import THREE_HOLDS, history


def test_a_bad_file_shows_its_errors_until_it_is_put_right(open_window, tmp_path):
    file = tmp_path / "holds.yaml"
    file.write_text(
        THREE_HOLDS.replace("First, hold", "First, hlod").replace("Third, hold: 2 s", "Third")
    )
    window = open_window(file)
    window.wait(page="problems")
    found = window.state["problems"]
    assert any(said.startswith("Line 6:") and "hlod" in said for said in found)
    assert any(said.startswith("Line 8:") for said in found)
    assert not any(said.startswith("Line 7:") for said in found)

    file.write_text(THREE_HOLDS.replace("Third, hold: 2 s", "Third"))
    window.go_to("Try again")
    window.press("space")
    window.wait("less of them", lambda now: len(now["problems"]) < len(found), page="problems")
    assert any(said.startswith("Line 8:") for said in window.state["problems"])
    file.write_text(THREE_HOLDS)
    window.go_to("Try again")
    window.press("space")
    window.wait(page="detail")
    window.press("space")
    window.wait(page="player", kind="hold")


def test_without_a_sound_server_a_banner_says_so_and_the_session_goes_on(
    open_window, data, tmp_path
):
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    nowhere = str(tmp_path / "nowhere")
    window = open_window(
        file, PULSE_SERVER=f"unix:{nowhere}", XDG_RUNTIME_DIR=nowhere, PULSE_RUNTIME_PATH=nowhere
    )
    window.may_complain = True  # Qt says that there is no sound server, as it should
    window.wait(page="detail")
    window.press("space")
    window.wait("a banner", lambda now: "shown but not heard" in now["banner"], page="player")
    window.run_fast(30)
    window.wait(page="finished")
    [run] = history(data)
    assert run["status"] == "complete"


def test_pain_stops_at_once_and_is_written_down(open_window, data, tmp_path):
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    window = open_window(file)
    window.wait(page="detail")
    window.press("space")
    window.wait(kind="hold", index=3)
    window.press("p")
    window.wait(paused=True, sheet="Stopped. Ease out slowly.", focus="End session")
    window.press("space")
    window.wait(page="finished")
    [run] = history(data)
    assert run["status"] == "pain"
    assert run["intervals"][-1]["done"]["outcome"] == "pain"
