"""Paint for a moment and print how many references to None that cost.

Run as a program of its own, because with a bad release of PySide6 the interpreter aborts.
"""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

FRAMES = 400


def paint(image: QImage) -> None:
    """Draw one frame as a page of the player does: some fifty calls that return nothing."""
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor("white"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for step in range(12):
        painter.save()
        painter.setPen(QPen(QColor("black"), step))
        painter.drawArc(QRectF(10 + step, 10, 80, 80), 0, 16 * 30 * step)
        painter.restore()
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "30")
    painter.end()


def main() -> None:
    """Paint until a release that loses references has lost tens of thousands of them."""
    app = QGuiApplication(sys.argv)
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    paint(image)
    before = sys.getrefcount(None)
    for _ in range(FRAMES):
        paint(image)
        app.processEvents()
    sys.stdout.write(f"{before - sys.getrefcount(None)}\n")


main()
