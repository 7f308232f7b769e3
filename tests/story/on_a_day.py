"""`shown.py` on the day that STORY_NOW names: the clock on the wall begins there and goes on from it."""

import os
import runpy
import time
from datetime import datetime, timedelta
from pathlib import Path

from hiptimer.journal import store

BEGUN = datetime.fromisoformat(os.environ["STORY_NOW"])
STARTED_S = time.monotonic()

# Before anything takes the clock from there.
store.wall_clock = lambda: BEGUN + timedelta(seconds=time.monotonic() - STARTED_S)

runpy.run_path(str(Path(__file__).with_name("shown.py")), run_name="__main__")
