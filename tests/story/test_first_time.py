"""Before a first session the person is asked whether they hear it, where they will exercise."""

import tomllib

import pytest
from sessions import THREE_HOLDS, history


@pytest.fixture
def window(open_window, data, tmp_path):
    (data / "preferences.toml").write_text('wait_for_me = "never"\n', encoding="utf-8")
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    window = open_window(file)
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("space")
    window.wait("the question", focus="Yes, I hear it", page="preflight")
    return window


def checked(data):
    kept = tomllib.loads((data / "preferences.toml").read_text(encoding="utf-8"))
    return kept.get("sound_checked", False)


def test_yes_begins_the_session_and_is_not_asked_again(window, data):
    window.press("space")
    window.wait(page="player", kind="hold")
    assert checked(data)
    window.run_fast(60)
    window.wait(page="finished")
    assert history(data)[0]["status"] == "complete"


def test_who_hears_nothing_goes_on_without_and_is_asked_another_time(window, data):
    window.go_to("I do not hear it")
    window.press("space")
    window.wait("what may help", focus="Try again", page="preflight")
    window.go_to("Go on without sound")
    window.press("space")
    window.wait(page="player", kind="hold")
    assert not checked(data)


def test_leaving_the_question_begins_nothing(window, data):
    window.press("Escape")
    window.wait(page="detail")
    assert history(data) == []
