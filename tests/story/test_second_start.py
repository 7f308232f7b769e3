"""A second start with a file opens it in the first window."""

import subprocess
import sys

from sessions import THREE_HOLDS


def second_start(window, data, *file):
    """Start hiptimer again as from a file manager, and return when it has ended."""
    subprocess.run(
        [sys.executable, "-m", "hiptimer", "--data-dir", str(data), *map(str, file)],
        env=window._environment,
        check=True,
        timeout=60,
    )


def test_it_opens_in_the_first_window_and_never_disturbs_a_session(open_window, data, tmp_path):
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    other = tmp_path / "other.yaml"
    other.write_text(THREE_HOLDS.replace("three-holds", "other").replace("Three holds", "Other"))
    window = open_window()
    window.wait(page="today")
    second_start(window, data, file)
    window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
    window.press("space")
    window.wait(page="player", kind="hold")
    second_start(window, data, other)
    window.wait("a word about it", lambda now: "other.yaml" in now["toast"], page="player")
    second_start(window, data)
    assert window.wait(page="player")["active"]
