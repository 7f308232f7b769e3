"""Draw the app's icon, from the same code as the window does, for every system that shows one.

`assets/icons/` then holds `hiptimer.svg`, a PNG of each size that desktops ask for, `hiptimer.ico` for
Windows and `hiptimer.icns` for macOS, and the icon of session files.
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402
from PySide6.QtCore import QBuffer, QIODevice, QRectF  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter  # noqa: E402

from hiptimer.ui.icons import paint_logo, parse_path  # noqa: E402
from hiptimer.ui.tokens import LIGHT  # noqa: E402

FOLDER: Final = CHECKOUT / "assets" / "icons"
SIZES_PX: Final = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_PX: Final = (16, 24, 32, 48, 64, 128, 256)
MAC_PX: Final = 1024
MARGIN: Final = 0.04  # of the side, so that no desktop cuts the corners

# The strokes of `ui.icons.paint_logo`, on its square of 40.
SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.7 -1.7 43.4 43.4" stroke="none">
<rect width="40" height="40" rx="11" fill="{ground}"/>
<g fill="none" stroke="{mark}" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round">
<path d="M20 8.5A11.5 11.5 0 1 1 8.892 17.024"/>
<path d="M14.2 26.5L19 19.2H25.6V26"/>
</g>
<circle cx="12.3" cy="11.4" r="2.3" fill="{mark}"/>
</svg>
"""

Paint = Callable[[QPainter, QRectF], None]


def main() -> int:
    """Write every file."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, paint in (("hiptimer", _app), ("application-x-hiptimer-session", _session)):
        for size in SIZES_PX:
            (FOLDER / f"{name}-{size}.png").write_bytes(_png(_drawn(size, paint)))
    pictures = [_as_pillow(_drawn(size, _app)) for size in WINDOWS_PX]
    pictures[-1].save(FOLDER / "hiptimer.ico", append_images=pictures[:-1])
    _as_pillow(_drawn(MAC_PX, _app)).save(FOLDER / "hiptimer.icns")
    (FOLDER / "hiptimer.svg").write_text(
        SVG.format(ground=LIGHT.accent, mark=LIGHT.on_accent), encoding="utf-8"
    )
    print(f"{len(list(FOLDER.iterdir()))} files in {FOLDER}")
    del app
    return 0


def _app(painter: QPainter, place: QRectF) -> None:
    paint_logo(painter, place, QColor(LIGHT.accent), QColor(LIGHT.on_accent))


def _session(painter: QPainter, place: QRectF) -> None:
    """Draw a sheet of paper with the mark of the app on it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / 40, place.height() / 40)
    painter.setPen(QColor(LIGHT.line_strong))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawPath(parse_path("M7 2H26L34 10V38H7Z"))
    painter.drawPath(parse_path("M26 2V10H34"))
    paint_logo(painter, QRectF(11.5, 15, 18, 18), QColor(LIGHT.accent), QColor(LIGHT.on_accent))
    painter.restore()


def _drawn(size: int, paint: Paint) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    edge = size * MARGIN
    with QPainter(image) as painter:
        paint(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _as_pillow(image: QImage) -> Image.Image:
    return Image.open(BytesIO(_png(image)))


if __name__ == "__main__":
    sys.exit(main())
