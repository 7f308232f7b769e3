"""A week of an assigned session: what was left out, cut short or hurt is on the sheet."""

import subprocess
import sys

import pytest

WEEK = """\
hiptimer: 1
id: hip-week
title: Hips, once a day
author: Dana W., physiotherapist
assigned: {to: J. Example, by: Dana W., from: 2024-01-08, until: 2024-01-14, times: daily}
ask: {pain: [before, after], effort: yes}
safety: {stop_rule: Up to 5 out of 10 is fine if it settles by the next morning.}
defaults: {get_ready: 2 s, switch: 2 s, rest_after: 0 s}
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: bridge, reps: 10, get_ready: 90 s}
  - {exercise: reclined-twist, breaths: 3, lead_in: 0, sides: each}
"""
SPEED = 300


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "hip-week.yaml"
    path.write_text(WEEK, encoding="utf-8")
    return path


class Week:
    """The days of a person with the file, evening after evening, in the real window."""

    def __init__(self, open_window, file):
        self._open, self._file = open_window, file
        self.window = None

    def begin(self, day, pain):
        """Open the window on that day of January, say how much it hurts, and start."""
        self.window = self._open(self._file, STORY_NOW=f"2024-01-{day:02}T18:30:00+00:00")
        self.window.wait("Start", lambda now: now["focus"].startswith("Start "), page="detail")
        self.window.press(str(pain), "Return")
        self.window.wait(page="player")

    def reach(self, name):
        """Wait until the work of that name is in hand."""
        self.window.wait(
            f"work of {name}",
            lambda now: now.get("name") == name and now.get("kind") in ("hold", "reps"),
        )

    def to_the_end(self):
        """Let the rest be done as asked."""
        self.window.run_fast(SPEED)
        self.window.wait(page="finished")
        self.window.run_fast(1)

    def say(self, effort, pain):
        """Answer what is asked after the session, and close the window."""
        self.answer(effort=effort, pain=pain)
        self.window.kill()

    def answer(self, effort, pain):
        """Answer what is asked after the session."""
        self.window.wait(page="finished", focus="0")
        self.window.press(str(effort))
        self.window.wait(focus=str(effort))
        self.window.press("Tab", str(pain))
        self.window.wait("both answers", lambda now: now["focus"] == str(pain))


def sheet(data, tmp_path):
    """Return the words of the sheet that `hiptimer report` makes, in reading order."""
    pdf = tmp_path / "sheet.pdf"
    words = [sys.executable, "-m", "hiptimer", "report", str(pdf), "--session", "hip-week"]
    words += ["--from", "2024-01-08", "--until", "2024-01-14", "--data-dir", str(data)]
    subprocess.run(words, check=True, timeout=120)
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return " ".join(done.stdout.split())


def test_all_of_it_is_on_the_sheet(open_window, data, tmp_path, file):
    week = Week(open_window, file)

    week.begin(8, pain=3)
    week.to_the_end()
    week.say(effort=4, pain=2)

    # Nothing on the 9th.

    week.begin(10, pain=2)
    # Not so fast that a busy machine does not get to see the bridge coming, for which there are 90 s.
    week.window.run_fast(SPEED / 15)
    week.window.wait("the bridge", lambda now: now.get("name") == "Bridge")
    week.window.run_fast(1)
    week.window.press("Right")
    week.reach("Bridge")
    week.window.press("Right")
    week.to_the_end()
    week.answer(effort=3, pain=2)
    week.window.press_until("Tab", "the reasons", lambda now: now["focus"].startswith("Say why"))
    week.window.press("Return")
    week.window.wait(focus="No time")
    week.window.press("Return")
    week.window.wait("its reason", lambda now: now["focus"].startswith("Why"))
    week.window.kill()

    week.begin(11, pain=4)
    week.reach("Low lunge")
    week.window.press("p")
    week.window.wait(sheet="Stopped. Ease out slowly.", focus="End session")
    week.window.press("7", "Return")
    week.say(effort=6, pain=5)

    week.begin(12, pain=2)
    week.reach("Low lunge")
    week.window.press("Down")
    week.window.wait("a shorter hold", length_s=20.0)
    week.to_the_end()
    week.say(effort=3, pain=2)

    for day in (13, 14):
        week.begin(day, pain=1)
        week.to_the_end()
        week.say(effort=3, pain=1)

    told = sheet(data, tmp_path)
    assert "Hips, once a day For J. Example · Asked for by Dana W." in told
    assert "5 of 7 " in told
    assert "Mon Tue Wed Thu Fri Sat Sun" in told
    assert "8 9 10 11 12 13 14 5 of 7" in told
    assert "nothing noted" in told  # the sign of the missed day, explained only where there is one
    assert "Bridge: left out, no time (10 Jan)" in told
    assert "Pain stops 11 Jan: Low lunge, left, pain 7 of 10; ended the session" in told
    assert "Low lunge, left: 20 s of 30 s (12 Jan)" in told
    assert "8 Jan to the end 100 % 3 2 – 4" in told  # noqa: RUF001
    assert "11 Jan ended: pain 0" in told
