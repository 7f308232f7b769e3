"""The drawing ground: what is put on it can be read back, stays on the page, and is grey."""

import pytest
from printed import Printed, colours, needs_poppler
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from drawn import draw, hold
from hiptimer.figure.baked import read_figure
from hiptimer.figure.looks import Ground, LookName
from hiptimer.report.figure_drawing import draw_figure
from hiptimer.report.lettering import BODY, HEADING, SMALL, TITLE, Align, font_family
from hiptimer.report.paper import MARGIN, TIGHTER, Paper, print_pdf
from hiptimer.report.table import Cell, Column

pytestmark = needs_poppler

FOOTER = "Foot of the page."
GROUND = Ground(dark=False, mat="#3060c0", surface="#ffffff", target="#c04060")


@pytest.fixture
def printed(tmp_path):
    def one(fill, **how):
        return Printed(tmp_path, print_pdf(fill, title="A title", footer=FOOTER, **how))

    return one


def stays_inside(pdf):
    """Say whether every word stands between the margins."""
    inside = []
    for word, (left, top, right, bottom), (width, height) in pdf.words():
        fits = left >= MARGIN - 1 and right <= width - MARGIN + 1
        fits = fits and top >= MARGIN - 3 and bottom <= height - MARGIN + 6
        inside.append((word, fits))
    assert inside
    return [word for word, fits in inside if not fits] == []


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_the_paper_is_the_one_asked_for(printed, paper, size):
    pdf = printed(lambda page: page.words("Words"), paper=paper)
    assert pdf.size == pytest.approx(size, abs=0.5)
    assert (pdf.pages, pdf.title) == (1, "A title")


def test_letters_come_back_as_they_went_in(printed):
    said = "Office fi fl ffi, 3x8 -> 12 × 8 · “quoted” é ü ß Ż – † ≥ 7"  # noqa: RUF001
    pdf = printed(lambda page: page.words(said))
    assert said in pdf.text
    assert pdf.fonts
    assert all(one == ("yes", "yes") for one in pdf.fonts)  # embedded, and knows its letters


def test_a_long_paragraph_goes_on_over_the_page(printed):
    words = [f"word{n}" for n in range(3000)]
    pdf = printed(lambda page: page.words(" ".join(words)), running="The same again")
    assert pdf.pages > 1
    kept = [word for word in pdf.written.split() if word.startswith("word")]
    assert kept == words
    assert f"Page 1 of {pdf.pages}" in pdf.text
    assert f"Page {pdf.pages} of {pdf.pages}" in pdf.text
    assert pdf.text.count(FOOTER) == pdf.pages
    assert pdf.text.count("The same again") == pdf.pages - 1
    assert stays_inside(pdf)


def test_a_word_that_is_too_long_is_broken(printed):
    long = "M" * 400
    pdf = printed(lambda page: page.words(long, TITLE))
    assert pdf.text.replace(" ", "").count("M") == 400
    assert stays_inside(pdf)


def test_nothing_but_letters_reaches_the_page(printed):
    pdf = printed(lambda page: page.words("one\x1b[31mtwo\x00three\u202efour\nfive"))
    assert "one [31mtwo three four five" in pdf.text


def test_a_table_repeats_its_head_and_keeps_its_rows_whole(printed):
    rows = [
        (f"name{n} with words enough for two lines in a narrow column", f"{n} s") for n in range(90)
    ]
    columns = (Column(1), Column(3, Align.RIGHT))
    pdf = printed(lambda page: page.table(columns, rows, head=("Exercise", "Left")))
    assert pdf.pages > 1
    assert pdf.text.count("Exercise") == pdf.pages
    assert stays_inside(pdf)
    places = {}
    for word, (_left, top, _right, _bottom), _page in pdf.words():
        places.setdefault(word, top)
    assert places["name0"] < places["name1"]
    assert places["name1"] == pytest.approx(
        next(top for word, (_l, top, _r, _b), _p in pdf.words() if word == "1"), abs=0.5
    )


def test_two_tables_stand_side_by_side(printed):
    def fill(page):
        top = page.y
        page.table((Column(1),), [("leftmost",)], part=(0, 0.48))
        page.y = top
        page.table((Column(1),), [("rightmost",)], part=(0.52, 1))

    found = {word: place for word, place, _page in printed(fill).words()}
    assert found["leftmost"][1] == found["rightmost"][1]
    assert found["leftmost"][2] < 595 / 2 < found["rightmost"][0]


def test_columns_on_the_right_end_at_the_right(printed):
    def fill(page):
        page.table((Column(1), Column(1, Align.RIGHT)), [("a", "12"), ("b", "1234")])
        page.text("middle", QRectF(page.left, page.y, page.width, 0), BODY, Align.CENTRE)

    found = {word: place for word, place, _page in printed(fill).words()}
    assert found["12"][2] == pytest.approx(found["1234"][2], abs=0.3)
    assert (found["middle"][0] + found["middle"][2]) / 2 == pytest.approx(595 / 2, abs=0.5)


def test_what_needs_room_begins_a_new_page(printed):
    def fill(page):
        page.y = page.bottom - 30
        page.need(20)
        page.words("first", HEADING)
        page.need(200)
        page.words("second", HEADING)
        page.need(5000)  # more than any page has
        page.words("third", HEADING)

    pdf = printed(fill)
    assert pdf.pages == 3
    pdf = printed(lambda page: (page.need(5000), page.words("first")))
    assert pdf.pages == 1


def test_large_print_is_larger_and_headings_less_so(printed):
    def fill(page):
        page.words("small", SMALL)
        page.words("title", TITLE)
        page.table((Column(1),), [(Cell("cell", BODY),)])

    def heights(pdf):
        return {word: place[3] - place[1] for word, place, _page in pdf.words()}

    usual, large = heights(printed(fill)), heights(printed(fill, large=True))
    assert large["cell"] / usual["cell"] == pytest.approx(1.65, abs=0.02)
    assert large["small"] / usual["small"] == pytest.approx(1.65, abs=0.02)
    assert 1.2 < large["title"] / usual["title"] < 1.5


def test_all_is_set_smaller_where_that_saves_a_page_and_only_as_far_as_it_must(printed):
    def filled(lines):
        def fill(page):
            for n in range(lines):
                page.words(f"line{n}")

        return fill

    def height(pdf):
        return next(place[3] - place[1] for word, place, _page in pdf.words() if word == "line0")

    few = printed(filled(10), tighter=TIGHTER)
    usual = height(few)
    some = printed(filled(62), tighter=TIGHTER)
    assert some.pages == 1
    assert 0.87 * usual < height(some) < 0.99 * usual
    assert height(printed(filled(62))) == usual
    many = printed(filled(90), tighter=TIGHTER)
    assert many.pages == 2
    assert height(many) == usual  # smaller letters would help nobody
    large = printed(filled(40), tighter=TIGHTER, large=True)
    assert large.pages == 2
    assert height(large) > 1.6 * usual


def test_a_number_and_its_unit_stay_on_one_line(printed):
    def fill(page):
        wide = page.wide("3480 of 3480, 100")
        for words in page.lines("3480 of 3480, 100\N{NO-BREAK SPACE}%", BODY, wide + 1):
            page.words(words)

    assert printed(fill).lines[:2] == ["3480 of 3480,", "100 %"]


def test_a_long_title_at_the_head_of_later_pages_is_cut_and_not_over_the_edge(printed):
    def fill(page):
        page.new_page()
        page.words("Below it")

    pdf = printed(fill, running="A title that goes on " * 20)
    right = max(place[2] for _word, place, page in pdf.words())
    assert right <= pdf.size[0] - MARGIN + 1
    assert "A title that goes on" in pdf.text
    assert "…" in pdf.text


def test_a_line_can_go_from_left_to_right_whatever_it_begins_with(printed):
    words = "\u05d2\u05e9\u05e8: left out"

    def lefts(direction):
        pdf = printed(lambda page: page.words(words, direction=direction))
        return {word: place[0] for word, place, _page in pdf.words()}["out"]

    assert lefts(Qt.LayoutDirection.LeftToRight) > lefts(Qt.LayoutDirection.LayoutDirectionAuto)


def test_all_is_grey_whatever_is_drawn(printed, tmp_path):
    draw(tmp_path / "figures", hold("lunge"))
    figure = read_figure(tmp_path / "figures" / "slender" / "lunge.figure")

    def fill(page):
        with page.drawing(200) as (painter, box):
            painter.fillRect(box, QColor("teal"))
        with page.drawing(200) as (painter, box):
            draw_figure(painter, box, figure, 0, LookName.BERRY, GROUND)

    (picture,) = printed(fill).pictures()
    assert colours(picture) == 0
    assert len({picture.pixel(x, y) for x in range(50, 600) for y in range(60, 490, 9)}) > 4


def test_a_figure_stands_in_its_place_and_can_be_turned(printed, tmp_path):
    draw(tmp_path / "figures", hold("lunge"))
    figure = read_figure(tmp_path / "figures" / "slender" / "lunge.figure")

    def ink(mirrored):
        def fill(page):
            with page.drawing(100) as (painter, box):
                left = QRectF(box.left(), box.top(), 200, 100)
                draw_figure(painter, left, figure, 0, LookName.TEAL, GROUND, mirrored=mirrored)

        (picture,) = printed(fill).pictures()
        dots = [
            (x * 72 / 80, y * 72 / 80)
            for x in range(picture.width())
            for y in range(round(150 * 80 / 72))
            if picture.pixelColor(x, y).value() < 200
        ]
        return [x for x, _y in dots], [y for _x, y in dots]

    across, down = ink(mirrored=False)
    assert min(across) >= MARGIN
    assert max(across) <= MARGIN + 200
    assert max(down) <= MARGIN + 101
    turned, _down = ink(mirrored=True)
    middle = MARGIN + 100
    assert middle - min(across) == pytest.approx(max(turned) - middle, abs=3)
    assert sorted(across) != sorted(turned)


def test_the_family_is_one_that_is_there():
    assert font_family()
