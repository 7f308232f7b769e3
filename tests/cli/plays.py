"""What these tests play, and what was done of it."""

import sys

COMMAND = [sys.executable, "-m", "hiptimer"]
SILENT = ("--sound", "silent")
NEVER_ENDS = """\
hiptimer: 1
title: Long one
cautions: [Stop if it hurts.]
safety: {stop_rule: The author's own rule.}
steps:
  - {exercise: camel, hold: 100 s, get_ready: 0 s}
  - {exercise: low-lunge, hold: 100 s, sides: each}
  - {name: Wall press, time: 100 s, get_ready: 1 s}
"""


def outcomes(run, *kinds):
    return [
        one["done"]["outcome"]
        for one in run["intervals"]
        if one["prescribed"]["kind"] in (kinds or ("hold", "move", "reps", "breathe"))
    ]
