"""A PDF as others see it: its words, where they stand, and its pages as pictures."""

import re
import shutil
import subprocess

import pytest
from PySide6.QtGui import QImage

TOOLS = ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts")
needs_poppler = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="not installed: apt poppler-utils"
)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>'
)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')


class Printed:
    """A PDF on the disk."""

    def __init__(self, folder, data):
        self.path = folder / "printed.pdf"
        self.path.write_bytes(data)

    @property
    def pages(self):
        return int(re.search(r"Pages:\s+(\d+)", self._run("pdfinfo"))[1])

    @property
    def size(self):
        """Width and height of the paper in points."""
        found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", self._run("pdfinfo"))
        return float(found[1]), float(found[2])

    @property
    def title(self):
        return re.search(r"Title:\s+(.*)", self._run("pdfinfo"))[1]

    @property
    def text(self):
        """The words in reading order, as it stands on the page, with single spaces."""
        return " ".join(self._run("pdftotext", "-layout", to="-").split())

    @property
    def lines(self):
        text = self._run("pdftotext", "-layout", to="-").replace("\f", "\n")
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    @property
    def written(self):
        """The words in the order in which they were written."""
        return " ".join(self._run("pdftotext", "-raw", to="-").split())

    def words(self):
        """Yield each word with its place: left, top, right, bottom, and the size of its page."""
        page = None
        for line in self._run("pdftotext", "-bbox", to="-").splitlines():
            if found := _PAGE.search(line):
                page = float(found[1]), float(found[2])
            elif found := _WORD.search(line):
                yield found[5], tuple(float(found[n]) for n in range(1, 5)), page

    @property
    def fonts(self):
        """Whether each font is embedded, and tells its letters."""
        lines = self._run("pdffonts").splitlines()[2:]
        return [(line.split()[-5], line.split()[-3]) for line in lines]

    def pictures(self):
        folder = self.path.parent / "pictures"
        folder.mkdir(exist_ok=True)
        command = ["pdftoppm", "-r", "80", "-png", str(self.path), str(folder / "page")]
        subprocess.run(command, check=True)
        return [QImage(str(path)) for path in sorted(folder.glob("page*.png"))]

    def _run(self, tool, *options, to=None):
        command = [tool, *options, str(self.path), *([to] if to else [])]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def colours(image):
    """Return how far the colours of a picture are from greys, at most: 0 is black and white."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(image.constBits())
    most = 0
    for y in range(image.height()):
        row = data[y * image.bytesPerLine() : y * image.bytesPerLine() + 3 * image.width()]
        red, green, blue = row[0::3], row[1::3], row[2::3]
        if red != green or green != blue:
            most = max(most, *(max(one) - min(one) for one in zip(red, green, blue, strict=True)))
    return most
