"""The printed session: real PDFs, read back as words and looked at as pictures."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QTransform

from hiptimer.figure.baked import Figure, FigureFileError
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.finding import load_path
from hiptimer.report.paper import MARGIN, Paper
from hiptimer.report.session_sheet import session_pdf
from hiptimer.report.session_sheet_content import SheetStep, sheet_content
from hiptimer.resources import bundled_sessions

TODAY = date(2026, 11, 23)
INCH = 72  # points


def content(path, week=None):
    loaded, problems = load_path(path, bundled_catalogue())
    assert loaded is not None, problems
    return sheet_content(loaded.session, bundled_catalogue(), TODAY, week)


def bundled(name):
    return content(next(path for path in bundled_sessions() if path.stem == name))


class Printed:
    """A PDF as others see it."""

    def __init__(self, folder, made, **how):
        self.path = folder / "sheet.pdf"
        self.path.write_bytes(session_pdf(made, **how))

    @property
    def pages(self):
        return self._run("pdftotext", "-layout", self.path, "-").split("\f")[:-1]

    @property
    def text(self):
        return " ".join(self._run("pdftotext", self.path, "-").split())

    @property
    def info(self):
        return self._run("pdfinfo", self.path)

    def picture(self, page=1, dots=50):
        target = self.path.with_name(f"page-{page}")
        self._run(
            "pdftoppm", "-png", "-singlefile", "-r", dots, "-f", page, "-l", page, self.path, target
        )
        return QImage(f"{target}.png")

    def words(self):
        """Return the boxes of all words: page, left, top, right, bottom in points, word."""
        found, page = [], 0
        for line in self._run("pdftotext", "-bbox", self.path, "-").splitlines():
            page += line.strip().startswith("<page ")
            if match := re.search(
                r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<', line
            ):
                *box, word = match.groups()
                found.append((page, *map(float, box), word))
        return found

    def _run(self, *words):
        done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout


NAMES = [path.stem for path in bundled_sessions()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("large", [False, True])
def test_every_session_that_ships_can_be_read_from_its_sheet(tmp_path, name, large):
    made = bundled(name)
    text = Printed(tmp_path, made, large=large).text
    assert made.title in text
    for entry in made.entries:
        if isinstance(entry, SheetStep):
            for words in (entry.name, entry.dose, entry.sides, entry.note, *entry.how):
                assert words in text
        else:
            assert entry.text in text
    assert "What I have done" in text


@pytest.mark.parametrize(
    ("name", "large", "paper"),
    [(name, large, Paper.A4) for name in NAMES for large in (False, True)]
    + [("physio-example", True, Paper.LETTER), ("complete-routine", False, Paper.LETTER)],
)
def test_nothing_is_outside_the_margins_and_each_step_is_whole(tmp_path, name, large, paper):
    made = bundled(name)
    printed = Printed(tmp_path, made, large=large, paper=paper)
    width, height = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    for _page, left, top, right, bottom, word in printed.words():
        assert MARGIN - 1 <= left <= right <= width - MARGIN + 1, word
        assert MARGIN - 9 <= top <= bottom <= height - MARGIN + 9, word
    pages = [" ".join(page.split()) for page in printed.pages]
    for entry in made.entries:
        if isinstance(entry, SheetStep):
            (page,) = (one for one in pages if f"{entry.number}. {entry.name}" in one)
            assert (entry.how[-1].split()[-1]) in page
            assert f"{entry.number}. {entry.name}" in page


def test_the_paper_and_its_size(tmp_path):
    made = bundled("desk-break")
    assert "595" in Printed(tmp_path, made).info
    letter = Printed(tmp_path, made, paper=Paper.LETTER).info
    assert "612 x 792" in letter
    assert re.search(r"Title: +5-minute desk break", letter)


def test_large_print_is_sixteen_points_and_more(tmp_path):
    def height(word, **how):
        words = Printed(tmp_path, bundled("physio-example"), **how).words()
        return min(bottom - top for _p, _l, top, _r, bottom, one in words if one == word)

    smallest = 9 * height("numbness", large=True) / height("numbness")  # is 9 points otherwise
    assert smallest >= 16
    assert height("rolls", large=True) > 1.3 * height("rolls")


def test_the_authors_own_words_stand_on_the_first_page(tmp_path):
    first = " ".join(Printed(tmp_path, bundled("physio-example")).pages[0].split())
    assert "Pain up to 5 out of 10 is all right if it has settled by the next morning." in first
    assert "Pain 6 to 10: Leave this one for today, and tell me when we speak next." in first
    assert "in the words of Dana W." in first
    assert "999" in first
    assert "J. Example" in first


def test_the_days_of_the_assignment_are_there_to_be_ticked(tmp_path):
    pages = Printed(tmp_path, bundled("physio-example")).pages
    last = pages[-1]
    for words in ("Week 1", "Week 4", "23 Nov", "14 Dec", "before /", "next morning", "of 3"):
        assert words in last
    assert "Week 5" not in last


def test_it_is_printed_in_greys_with_real_black(tmp_path):
    image = Printed(tmp_path, bundled("complete-routine")).picture(dots=100)
    colours = {
        QColor(image.pixel(x, y)).getRgb()[:3]
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert {(r, g, b) for r, g, b in colours if not r == g == b} == set()
    assert (0, 0, 0) in colours


def ink(image, left, top, right, bottom):
    """Return the part of a place, in parts of the page, that is nearly black."""
    xs = range(int(left * image.width()), int(right * image.width()))
    ys = range(int(top * image.height()), int(bottom * image.height()))
    dark = sum(QColor(image.pixel(x, y)).lightness() < 90 for x in xs for y in ys)
    return dark / (len(xs) * len(ys))


def test_each_step_has_its_drawing_beside_it(tmp_path):
    printed = Printed(tmp_path, bundled("desk-break"))
    words = printed.words()
    starts = [(page, top) for page, left, top, *_rest, word in words if word in ("1.", "2.", "3.")]
    image = printed.picture(dots=INCH)
    for page, top in starts:
        assert page == 1
        place = (45 / 595, top / 842, 240 / 595, (top + 110) / 842)
        assert ink(image, *place) > 0.02


def test_the_other_side_is_drawn_the_other_way_round(tmp_path):
    def drawn(first):
        path = tmp_path / "one.yaml"
        path.write_text(
            f"hiptimer: 1\ntitle: One\nsteps:\n  - {{exercise: low-lunge, first: {first}}}\n",
            encoding="utf-8",
        )
        printed = Printed(tmp_path, content(path))
        top = next(top for _p, _l, top, *_r, word in printed.words() if word == "1.")
        image = printed.picture(dots=INCH)
        # As high as it may be, and as wide as the figure then is.
        return image.copy(round(MARGIN), int(top), 152, 122).convertToFormat(
            QImage.Format.Format_Grayscale8
        )

    left, right = drawn("left"), drawn("right")
    turned = right.transformed(QTransform().scale(-1, 1))
    assert difference(left, turned) < 0.5 * difference(left, right)


def difference(one, other):
    """Return how much darker or lighter the dots of two pictures are, on average."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) for a, b in pairs) / one.sizeInBytes()


OWN = """\
hiptimer: 1
title: Own
steps:
  - name: Wall press
    time: 40 s
    instructions: [Stand., Press.]
    picture: wall.png
    picture_source: own photo, CC0
"""


def test_the_files_own_picture_is_printed_and_one_that_is_gone_is_left_out(tmp_path):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    image.save(str(tmp_path / "wall.png"))
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    made = content(path)
    printed = Printed(tmp_path, made)
    assert "own photo, CC0" in printed.text
    assert ink(printed.picture(), 0.08, 0.2, 0.4, 0.5) > 0.2
    Path(tmp_path / "wall.png").unlink()
    gone = Printed(tmp_path, made)
    assert "Wall press" in gone.text
    assert ink(gone.picture(), 0.08, 0.25, 0.4, 0.4) < 0.1


def test_a_step_longer_than_a_page_goes_on_over_the_next(tmp_path):
    note = " ".join(f"word{number}" for number in range(1500))
    path = tmp_path / "long.yaml"
    path.write_text(
        f"hiptimer: 1\ntitle: {'Long ' * 40}\nsteps:\n  - {{exercise: camel, note: {note}}}\n",
        encoding="utf-8",
    )
    printed = Printed(tmp_path, content(path))
    assert "word0 " in printed.text
    assert "word1499" in printed.text
    assert len(printed.pages) > 2
    for _page, _left, _top, right, bottom, word in printed.words():
        assert right <= 595 - MARGIN + 1, word
        assert bottom <= 842 - MARGIN + 9, word


def test_twelve_times_a_day_are_counted_in_figures(tmp_path):
    path = tmp_path / "often.yaml"
    path.write_text(
        "hiptimer: 1\ntitle: Often\nassigned: {times: 12 per day}\nsteps: [{exercise: camel}]\n",
        encoding="utf-8",
    )
    assert Printed(tmp_path, content(path)).text.count("of 12") == 4 * 7


def test_a_damaged_drawing_costs_nobody_the_sheet(tmp_path, monkeypatch):
    def damaged(_figure, _number):
        raise FigureFileError("damaged")

    monkeypatch.setattr(Figure, "frame", damaged)
    printed = Printed(tmp_path, bundled("desk-break"))
    assert "6. Standing back bend" in printed.text
    assert ink(printed.picture(dots=INCH), 0.08, 0.3, 0.4, 0.9) < 0.01


def test_pain_that_is_asked_for_has_its_place_in_large_print_too(tmp_path):
    usual = Printed(tmp_path, bundled("physio-example")).pages[-1]
    large = Printed(tmp_path, bundled("physio-example"), large=True).pages[-1]
    assert usual.count("morning") == 1  # in the sentence above; the figures stand beside each other
    assert large.count("morning") == 1 + 4  # and below each other, each with its word
