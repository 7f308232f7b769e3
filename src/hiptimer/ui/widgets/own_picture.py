"""The picture that a session file brings along for an exercise of its own."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

KEPT = 12  # pictures; a file may bring many, and only a few are on the screen at a time


def paint_picture(painter: QPainter, rect: QRectF, path: str) -> bool:
    """Draw the picture as large as fits into `rect`; tell whether it could be read."""
    ratio = painter.device().devicePixelRatioF()
    image = _image(path, round(rect.width() * ratio), round(rect.height() * ratio))
    if image.isNull():
        return False
    size = image.size().toSizeF().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = rect.center() - QPointF(size.width() / 2, size.height() / 2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(corner, size), image)
    return True


@lru_cache(maxsize=KEPT)
def _image(path: str, width: int, height: int) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        # Scaled while it is read: a photo of 50 megapixels would take 200 MB otherwise.
        reader.setScaledSize(size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
