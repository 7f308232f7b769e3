"""The session files of the story, and what the journal says of them afterwards."""

import json
import subprocess
import sys

THREE_HOLDS = """\
hiptimer: 1
id: three-holds
title: Three holds
defaults: {get_ready: 1 s, rest_after: 0 s}
steps:
  - {name: First, hold: 1 s}
  - {name: Second, hold: 40 s}
  - {name: Third, hold: 2 s}
"""


def history(data):
    """Return what `hiptimer history --json` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "hiptimer", "history", "--json", "--data-dir", str(data)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def work_done(run):
    """Return the name and the outcome of each work interval of a run, in the order done."""
    return [
        (one["prescribed"]["name"], one["done"]["outcome"])
        for one in run["intervals"]
        if one["prescribed"]["kind"] in ("hold", "breathe", "reps", "move")
    ]
