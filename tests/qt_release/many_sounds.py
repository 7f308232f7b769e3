"""Sounds one after another through our own output, as in a session; prints "heard out" at the end."""

import random
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from hiptimer.resources import asset
from hiptimer.sound.qt_output import QtOutput

SOUNDS, EVERY_MS = 60, 50

qt = QCoreApplication([])
output = QtOutput()
if not output.device:
    sys.exit("no sound device")
clips = sorted(Path(asset("sounds")).glob("*.wav"))
output.prepare(clips)
left = [SOUNDS]
choose = random.Random(1)


def play() -> None:
    output.play(choose.choice(clips), 0.5)
    left[0] -= 1
    if not left[0]:
        print("heard out", flush=True)
        qt.quit()


timer = QTimer()
timer.timeout.connect(play)
timer.start(EVERY_MS)
qt.exec()
output.close()
