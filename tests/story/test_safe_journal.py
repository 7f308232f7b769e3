"""A journal that something has damaged is there again at the next start, and the person is told."""

from sessions import THREE_HOLDS, history

from sound_server import wait_until


def test_what_was_done_is_there_again_after_the_journal_was_damaged(open_window, data, tmp_path):
    file = tmp_path / "three-holds.yaml"
    file.write_text(THREE_HOLDS)
    window = open_window(file)
    window.wait(page="detail")
    window.press("space")
    window.wait(page="player")
    window.run_fast(200)
    window.wait(page="finished")
    wait_until(lambda: any(data.glob("backups/journal-*.db")), "the copy of the day")
    before = history(data)
    assert [run["status"] for run in before] == ["complete"]
    window.kill()
    journal = data / "journal.db"
    journal.write_bytes(b"\0" * journal.stat().st_size)

    window = open_window()
    window.wait(
        "a word about it",
        lambda now: "The journal was damaged." in now["toast"],
        page="today",
    )
    assert "restored from the copy of" in window.state["toast"]
    assert history(data) == before
    window.kill()

    window = open_window()
    window.wait(page="today", toast="")
