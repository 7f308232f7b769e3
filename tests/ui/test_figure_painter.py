"""The figure on the screen: what is drawn where, mirrored, in which look, and what stands in for it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from drawn import draw, header, hold, standing
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.session import Version
from hiptimer.figure import finding
from hiptimer.figure.baked import read_figure
from hiptimer.figure.looks import LOOKS, Build, LookName, Person, paints
from hiptimer.figure.phase import Beginning, Held, Part, Repeated
from hiptimer.report.figure_drawing import picture
from hiptimer.ui.figure_painter import paint_figure, shown_frames
from hiptimer.ui.tokens import DARK, LIGHT, figure_ground
from hiptimer.ui.widgets.figure_placeholder import paint_placeholder
from hiptimer.ui.widgets.moments import FigureSpec

BRIDGE = FigureSpec("bridge", Posture.SUPINE)
LUNGE = FigureSpec("lunge", Posture.HALF_KNEELING, Side.LEFT)
MIDWAY = Repeated((Part(2, moves=True), Part(2, moves=True)), 0, 0.5)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of the figures, with one movement and one hold in it."""
    monkeypatch.setattr(finding, "figure_file", standing(tmp_path))
    draw(tmp_path, header("bridge"), hold("lunge"))
    return tmp_path


def painted(theme, spec, width=400, height=300, paint=paint_figure, ratio=1.0, **how):
    """Return what is painted of a spec on a ground that is see-through."""
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        paint(painter, theme, QRectF(0, 0, width, height), spec, **how)
    return image


def seen(image):
    """Return the rows and columns on which anything is painted, as (left, top, right, bottom)."""
    rows = [
        y for y in range(image.height()) if any(alpha(image, x, y) for x in range(image.width()))
    ]
    columns = [
        x for x in range(image.width()) if any(alpha(image, x, y) for y in range(image.height()))
    ]
    return columns[0], rows[0], columns[-1], rows[-1]


def turned(image):
    """Return the picture with its columns in the other order."""
    other = image.copy()
    last = image.width() - 1
    for x in range(image.width()):
        for y in range(image.height()):
            other.setPixelColor(x, y, image.pixelColor(last - x, y))
    return other


def alpha(image, x, y):
    return image.pixelColor(x, y).alpha()


def has(image, colour):
    wanted = QColor(colour)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_stands_on_the_foot_of_its_place_as_large_as_fits(folder, theme):
    # The box is twice as wide as high; the mat in it ends at 2000 of 2048.
    left, _top, right, bottom = seen(painted(theme, BRIDGE, 400, 300))
    assert (left, right) == (pytest.approx(400 * 200 / 4096, abs=1), pytest.approx(381, abs=1))
    assert bottom == pytest.approx(300 - 200 * 48 / 2048, abs=1)
    left, _top, right, bottom = seen(painted(theme, BRIDGE, 400, 100))
    assert right - left == pytest.approx(200 * 3700 / 4096, abs=2)
    assert (left + right) / 2 == pytest.approx(100 + 200 * 2050 / 4096, abs=1)


def test_the_ground_shows_through(folder, theme):
    image = painted(theme, LUNGE)
    assert alpha(image, 5, 5) == 0
    assert alpha(image, 395, 295) == 0


def test_the_right_side_is_the_mirror_pixel_by_pixel(folder):
    figure = read_figure(folder / "slender" / "lunge.figure")
    on = figure_ground(LIGHT, None)
    for number in (0, 5):
        for size in (QSizeF(301, 200), QSizeF(64, 64)):
            left = picture(figure, number, size, LookName.MOSS, on)
            right = picture(figure, number, size, LookName.MOSS, on, mirrored=True)
            assert right == turned(left)
            assert right != left


def test_on_the_screen_the_side_turns_it_and_colours_what_is_felt(folder, theme):
    left, right, both = (
        painted(theme, replace(LUNGE, side=side)) for side in (Side.LEFT, Side.RIGHT, None)
    )
    skin = LOOKS[LookName.TEAL].light.skin
    assert _column(left, skin) < 200 < _column(right, skin)
    ground = {side: figure_ground(theme.tokens, side).target for side in (*Side, None)}
    assert len(set(ground.values())) == 3
    assert turned(left) != right  # the glow has the colour of the side
    assert both != left


def test_where_there_is_more_height_they_stand_below_each_other(folder, theme):
    theme.set_motion("on")
    image = painted(theme, replace(BRIDGE, at=MIDWAY), 400, 400)
    rows = {y for _x, y in _skin(image, range(400), range(400))}
    assert rows & set(range(195))
    assert rows & set(range(205, 400))
    assert {x for x, _y in _skin(image, range(400), range(195))} == {
        x for x, _y in _skin(image, range(400), range(205, 400))
    }


def _skin(image, columns, rows):
    wanted = QColor(LOOKS[LookName.TEAL].light.skin)
    return {(x, y) for x in columns for y in rows if image.pixelColor(x, y) == wanted}


def _column(image, colour):
    wanted = QColor(colour)
    row = image.height() - 40
    return next(x for x in range(image.width()) if image.pixelColor(x, row) == wanted)


def test_another_moment_is_another_picture(folder, theme):
    begun, midway = replace(BRIDGE, at=Beginning()), replace(BRIDGE, at=MIDWAY)
    assert [shown_frames(theme, one) for one in (begun, midway, BRIDGE)] == [(0,), (4,), (8,)]
    tops = [seen(painted(theme, one))[1] for one in (begun, midway, BRIDGE)]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 3


def test_a_hold_breathes(folder, theme):
    tops = [seen(painted(theme, replace(LUNGE, at=Held(at))))[1] for at in (0, 2, 4)]
    assert tops[0] > tops[1] > tops[2]


def test_with_motion_reduced_begin_and_end_stand_side_by_side(folder, theme):
    theme.set_motion("on")
    moving = replace(BRIDGE, at=MIDWAY)
    assert shown_frames(theme, moving) == (0, 8)
    image = painted(theme, moving, 400, 120)
    columns = [_skin(image, range(190), range(120)), _skin(image, range(210, 400), range(120))]
    assert all(columns)
    # The second is the end of the movement, where the bar is higher.
    assert min(y for _x, y in columns[1]) < min(y for _x, y in columns[0])
    assert shown_frames(theme, replace(LUNGE, at=Held(3.3))) == (0,)


@pytest.mark.parametrize("look", LookName)
def test_the_person_chosen_is_drawn(folder, theme, look):
    theme.choose_person(look, Build.SLENDER)
    own = LOOKS[look].light
    others = {LOOKS[one].light.top for one in LookName} - {own.top}
    image = painted(theme, BRIDGE)
    assert has(image, own.skin)
    assert has(image, own.top)
    assert not any(has(image, top) for top in others)


def test_another_person_can_be_asked_for(folder, theme):
    image = painted(theme, BRIDGE, person=Person(LookName.BERRY))
    assert has(image, LOOKS[LookName.BERRY].light.top)


def test_follows_the_theme(folder, theme):
    light = painted(theme, BRIDGE)
    theme.set_scheme("dark")
    dark = painted(theme, BRIDGE)
    keylines = [
        paints(LOOKS[LookName.TEAL], figure_ground(one, None))["keyline"].colour
        for one in (LIGHT, DARK)
    ]
    assert [has(light, one) for one in keylines] == [True, False]
    assert [has(dark, one) for one in keylines] == [False, True]


def test_is_sharp_on_a_fine_screen(folder, theme):
    fine = painted(theme, BRIDGE, 200, 150, ratio=2.0)
    fine.setDevicePixelRatio(1.0)
    assert fine == painted(theme, BRIDGE, 400, 300)


def test_faces_are_left_out_where_they_would_be_specks(folder, theme):
    ink = paints(LOOKS[LookName.TEAL], figure_ground(theme.tokens, None))["face-ink"].colour
    assert has(painted(theme, BRIDGE, 800, 600), ink)
    small = painted(theme, BRIDGE, 120, 90)
    assert has(small, LOOKS[LookName.TEAL].light.skin)
    assert not has(small, ink)


class TestWhatIsFound:
    def test_a_version_has_its_own_figure(self, folder, theme):
        draw(folder, header("bridge.easier", frames=3, path=(0, 2)))
        easier = replace(BRIDGE, version=Version.EASIER)
        assert shown_frames(theme, easier) == (2,)
        assert shown_frames(theme, BRIDGE) == (8,)
        # The deeper one is not drawn, so the exercise itself stands for it.
        assert shown_frames(theme, replace(BRIDGE, version=Version.DEEPER)) == (8,)

    def test_the_build_chosen_is_taken_where_there_is_one(self, folder, theme):
        theme.choose_person("teal", "sturdy")
        assert shown_frames(theme, BRIDGE) == (8,)
        draw(folder, header("bridge", build="sturdy", frames=4, path=(0, 3)))
        assert shown_frames(theme, BRIDGE) == (3,)

    def test_a_file_that_was_missing_is_found_later(self, folder, theme):
        camel = FigureSpec("camel", Posture.KNEELING)
        assert shown_frames(theme, camel) == ()
        draw(folder, hold("camel"))
        assert shown_frames(theme, camel) == (0,)


@pytest.mark.usefixtures("folder")
class TestPlainer:
    @pytest.mark.parametrize("exercise", ["", "unknown", "../../bridge", "*", "x" * 400, "br\0dge"])
    def test_what_is_not_drawn_is_the_flat_figure(self, theme, exercise):
        spec = FigureSpec(exercise, Posture.CHAIR, Side.RIGHT)
        assert painted(theme, spec) == painted(theme, spec, paint=paint_placeholder)

    def test_so_is_what_is_too_small(self, theme):
        for size in ((200, 31), (31, 200)):
            assert painted(theme, BRIDGE, *size) == painted(
                theme, BRIDGE, *size, paint=paint_placeholder
            )
        assert painted(theme, BRIDGE, 32, 32) != painted(
            theme, BRIDGE, 32, 32, paint=paint_placeholder
        )

    @pytest.mark.parametrize("keep", [0, 10, -4])
    def test_so_is_a_damaged_file_and_the_log_says_why(self, folder, theme, keep, caplog):
        path = folder / "slender" / "bridge.figure"
        path.write_bytes(path.read_bytes()[:keep])
        assert painted(theme, BRIDGE) == painted(theme, BRIDGE, paint=paint_placeholder)
        assert "bridge.figure is damaged" in caplog.text

    def test_so_is_a_damaged_frame_alone(self, folder, theme, caplog):
        path = folder / "slender" / "bridge.figure"
        data = path.read_bytes()
        path.write_bytes(data[:-4] + b"\0" * 4)
        for _again in range(2):
            assert painted(theme, BRIDGE) == painted(theme, BRIDGE, paint=paint_placeholder)
        assert len(caplog.records) == 1
        begun = replace(BRIDGE, at=Beginning())
        assert painted(theme, begun) != painted(theme, begun, paint=paint_placeholder)

    def test_the_files_own_picture_comes_first(self, theme, tmp_path):
        own = QImage(40, 30, QImage.Format.Format_RGB32)
        own.fill(QColor("magenta"))
        own.save(str(tmp_path / "own.png"))
        spec = replace(BRIDGE, picture=str(tmp_path / "own.png"))
        assert painted(theme, spec).pixelColor(200, 150) == QColor("magenta")
        lost = replace(BRIDGE, picture=str(tmp_path / "lost.png"))
        assert painted(theme, lost) == painted(theme, BRIDGE)
