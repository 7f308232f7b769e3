"""The stage: field, gutters, clock and words, whatever its size."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from drawn import draw, header, hold, standing
from hiptimer.engine.exercise import Posture, Side
from hiptimer.figure import finding
from hiptimer.figure.phase import Held, Part, Repeated
from hiptimer.ui.widgets.moments import (
    BreathClock,
    ComingUp,
    FigureSpec,
    Moment,
    OpenClock,
    Phase,
    Phases,
    RepsClock,
    SecondsClock,
    SetCount,
    SideNote,
    StageState,
)
from hiptimer.ui.widgets.next_up import FarStrip, NextUp, NextUpCard
from hiptimer.ui.widgets.phase_bar import cells
from hiptimer.ui.widgets.stage import Stage
from hiptimer.ui.widgets.stage_plan import far_unit, plan

LIFT = (Phase("Lift", 2), Phase("Hold", 1), Phase("Lower", 3))
FIGURE = FigureSpec("lunge", Posture.HALF_KNEELING, Side.LEFT)
HOLD = StageState(
    moment=Moment.WORK,
    clock=SecondsClock(12, 30, label="Hold", below="of 30 seconds"),
    name="Half-kneeling hip flexor stretch",
    cue="Tuck your tailbone under.",
    side=Side.LEFT,
    left_note=SideNote.FIRST,
    right_note=SideNote.NEXT,
    figure=FIGURE,
)
LONG = "Hüftbeugerdehnung im halben Kniestand mit Seitneigung und Drehung"
STATES = {
    "hold": HOLD,
    "paused": replace(HOLD, paused=True),
    "long": replace(HOLD, name=LONG, subtitle=LONG * 2, cue=LONG * 3, sets=SetCount(2, 12, 0.5)),
    "word": replace(HOLD, name="Wadenmuskulaturdehnungsübungsbeschreibungstext"),
    "range": replace(HOLD, clock=SecondsClock(36, 45, 30, "Hold", "30 to 45 seconds")),
    "last": replace(HOLD, clock=SecondsClock(28.05, 30, label="Hold")),
    "breath": replace(
        HOLD,
        moment=Moment.BREATHE,
        clock=BreathClock(4, 10, 0.6, Phases((Phase("In", 4), Phase("Breathe out", 6)), 1, 0.3)),
    ),
    "breaths": replace(HOLD, moment=Moment.BREATHE, clock=BreathClock(31, 40, minimum=35)),
    "reps": replace(HOLD, clock=RepsClock(5, 8, 0.7, Phases(LIFT, 2, 0.5)), sets=SetCount(2, 3)),
    "many": replace(HOLD, clock=RepsClock(23, 60, 0.1, Phases(LIFT * 2, 3, 0.5), minimum=40)),
    "too-many": replace(HOLD, clock=RepsClock(230, 600)),
    "one": replace(HOLD, clock=RepsClock(1, 1, 1.0)),
    "self": replace(HOLD, clock=OpenClock("8", "reps, at your own pace", "Press Space to go on")),
    "wait": StageState(
        moment=Moment.SWITCH,
        clock=OpenClock("", "Fetch the band and a chair.", "Press Space to go on"),
        name="Fetch the band",
        headline=True,
    ),
    "switch": replace(HOLD, moment=Moment.SWITCH, name="Switch to your right", headline=True),
    "waiting": replace(HOLD, moment=Moment.SWITCH, waiting=True),
    "rest": StageState(
        moment=Moment.REST,
        clock=SecondsClock(8, 30, label="Rest", below="2 of 3 sets done"),
        coming_up=ComingUp(LONG, "Set 3 of 3 · 8 reps", Side.LEFT, LONG),
        figure=FIGURE,
        left_note=SideNote.NEXT,
        right_note=SideNote.AFTER,
    ),
    "empty": StageState(moment=Moment.WORK, clock=SecondsClock(0, 0)),
}
SIZES = [(1132, 512), (448, 500), (388, 300), (1872, 900), (752, 512), (320, 240)]


@pytest.fixture
def stage(theme, show):
    stage = Stage(theme)
    show(stage, 1132, 512)
    return stage


def _pixel(stage, x, y):
    return stage.grab().toImage().pixelColor(x, y)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_drawn_at_every_size(stage, name, size):
    stage.resize(*size)
    stage.set_state(STATES[name])
    assert not stage.grab().isNull()
    assert stage.accessibleName() or name == "empty"


@pytest.mark.parametrize("size", [(1132, 512), (388, 300)], ids=str)
def test_in_large_text_the_whole_cue_stands_on_the_stage(stage, theme, size):
    theme.set_text_percent(200)
    stage.resize(*size)
    cue = "Hold, 30 seconds. Tuck your tail and ease the hips forward."
    stage.set_state(replace(HOLD, side=None, left_note=None, right_note=None, cue=cue))
    image = stage.grab().toImage()
    foot = {image.pixelColor(x, size[1] - 3).name() for x in range(40, size[0] - 40)}
    theme.set_text_percent(100)
    assert foot == {theme.color("field_work").name()}


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_drawn_from_afar_in_large_text(stage, theme, name):
    theme.set_text_percent(200)
    stage.set_far(True)
    stage.resize(1920, 936)
    stage.set_state(STATES[name])
    assert not stage.grab().isNull()
    theme.set_text_percent(100)


@pytest.mark.parametrize("moment", list(Moment))
def test_the_field_is_the_colour_of_the_moment(stage, theme, moment):
    stage.set_state(replace(HOLD, moment=moment))
    assert _pixel(stage, 580, 6) == theme.color(f"field_{moment.value}")
    stage.set_state(replace(HOLD, moment=moment, paused=True))
    assert _pixel(stage, 580, 6) == theme.color("sunken")


def test_the_slab_stands_at_the_edge_of_its_side(stage, theme):
    stage.set_state(HOLD)
    field = theme.color("field_work")
    assert (_pixel(stage, 50, 20), _pixel(stage, 1080, 20)) == (theme.color("left"), field)
    stage.set_state(replace(HOLD, side=Side.RIGHT))
    assert (_pixel(stage, 50, 20), _pixel(stage, 1080, 20)) == (field, theme.color("right"))
    stage.set_state(replace(HOLD, side=None))
    assert (_pixel(stage, 50, 20), _pixel(stage, 1080, 20)) == (field, field)


def test_the_gutters_do_not_turn_round_with_the_script(stage, theme):
    stage.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage.set_state(HOLD)
    assert _pixel(stage, 50, 20) == theme.color("left")


def test_paused_the_slab_is_hollow(stage, theme):
    stage.set_state(replace(HOLD, paused=True))
    assert _pixel(stage, 50, 20) == theme.color("sunken")
    assert "paused" in stage.accessibleName()


def test_without_sides_the_gutters_are_empty(stage, theme):
    stage.set_state(replace(HOLD, side=None, left_note=None, right_note=None))
    image = stage.grab().toImage()
    field = theme.color("field_work")
    seen = {image.pixelColor(x, y).name() for x in range(20, 100, 5) for y in range(40, 470, 5)}
    assert seen == {field.name()}


def test_nothing_but_the_gutters_moves_when_the_side_changes(stage):
    stage.set_state(HOLD)
    before = stage.plan()
    stage.set_state(replace(HOLD, side=Side.RIGHT, left_note=SideNote.DONE))
    assert stage.plan() == before


def test_the_stage_says_what_is_on_it(stage):
    stage.set_state(HOLD)
    assert stage.accessibleName() == "Half-kneeling hip flexor stretch, left"
    assert stage.accessibleDescription() == "18 seconds left"
    stage.set_state(STATES["reps"])
    assert stage.accessibleDescription() == "rep 5 of 8"
    stage.set_state(STATES["waiting"])
    assert stage.accessibleDescription() == "Press Space when you are ready"
    stage.set_state(STATES["rest"])
    assert stage.accessibleName() == f"Rest, {LONG}"
    stage.set_state(replace(HOLD, spoken_time="almost there"))
    assert stage.accessibleDescription() == "almost there"


def test_a_click_anywhere_is_told(stage):
    heard = []
    stage.clicked.connect(lambda: heard.append("click"))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(1100, 500))
    QTest.mouseClick(stage, Qt.MouseButton.RightButton, pos=QPoint(300, 200))
    assert heard == ["click"]


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """A bridge that moves and a lunge that breathes."""
    monkeypatch.setattr(finding, "figure_file", standing(tmp_path))
    draw(tmp_path, header("bridge"), hold("lunge"))


def _figure(stage):
    """Return the part of the stage on which the figure is."""
    return stage.grab(QRectF(152, 160, 452, 280).toRect()).toImage()


@pytest.mark.usefixtures("drawn")
def test_the_figure_moves_with_the_phases(stage):
    parts = (Part(2, moves=True), Part(1, moves=False), Part(2, moves=True))
    pictures = []
    for index, into in ((0, 0.0), (0, 0.5), (1, 0.0), (1, 0.9), (2, 0.5), (2, 1.0)):
        bridge = FigureSpec("bridge", Posture.SUPINE, at=Repeated(parts, index, into))
        stage.set_state(replace(STATES["reps"], figure=bridge))
        pictures.append(_figure(stage))
    down, rising, up, still, sinking, down_again = pictures
    assert down != rising != up
    assert still == up
    assert sinking == rising
    assert down_again == down


@pytest.mark.usefixtures("drawn")
def test_the_figure_is_drawn_anew_only_when_it_moves_on(stage, qapp):
    seen = []
    stage.set_state(replace(HOLD, figure=replace(FIGURE, at=Held(0.0))))
    qapp.processEvents()
    stage.paintEvent, paint = (lambda e: (seen.append(e.region()), paint(e)), stage.paintEvent)
    figure = QPoint(300, 300)
    for elapsed in (0.03, 0.06, 2.0):
        held = replace(FIGURE, at=Held(elapsed))
        stage.set_state(replace(HOLD, clock=SecondsClock(elapsed, 30), figure=held))
        qapp.processEvents()
    assert [region.contains(figure) for region in seen] == [False, False, True]


@pytest.mark.usefixtures("drawn")
def test_the_other_side_is_the_mirror(stage):
    stage.set_state(HOLD)
    left = _figure(stage)
    stage.set_state(replace(HOLD, figure=replace(FIGURE, side=Side.RIGHT)))
    assert _figure(stage) != left
    stage.set_state(HOLD)
    assert _figure(stage) == left


@pytest.mark.usefixtures("drawn")
def test_a_paused_figure_stands_still(stage):
    held = replace(HOLD, figure=replace(FIGURE, at=Held(3.0)))
    stage.set_state(replace(held, paused=True))
    before = _figure(stage)
    stage.set_state(replace(held, paused=True, spoken_time="still here"))
    assert _figure(stage) == before


def test_the_clock_moves_on_without_the_rest_being_drawn_anew(stage, qapp):
    seen = []
    stage.set_state(HOLD)
    qapp.processEvents()
    stage.paintEvent, paint = (
        lambda e: (seen.append(e.region().boundingRect()), paint(e)),
        stage.paintEvent,
    )
    stage.set_state(replace(HOLD, clock=SecondsClock(13, 30)))
    qapp.processEvents()
    (region,) = seen
    clock = stage.plan().clock.toAlignedRect()
    assert region.contains(clock)
    assert region.width() <= clock.width() + 8
    assert region.left() > 500


def test_in_reduced_motion_the_ring_steps_once_a_second(stage, theme):
    def picture(elapsed):
        stage.set_state(replace(HOLD, clock=SecondsClock(elapsed, 30)))
        return stage.grab().toImage()

    assert picture(12.1) != picture(12.6)
    theme.set_motion("on")
    assert picture(12.1) == picture(12.6)
    theme.set_motion("off")


def test_the_theme_repaints_the_stage(stage, theme):
    stage.set_state(HOLD)
    theme.set_scheme("dark")
    assert _pixel(stage, 580, 6) == theme.color("field_work")
    assert theme.dark


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("face", ["ring", "segments", "disc"])
@pytest.mark.parametrize("bar", [False, True])
@pytest.mark.parametrize("far", [False, True])
def test_the_parts_stand_inside_the_stage_and_apart(size, face, bar, far):
    width, height = size
    place = plan(width, height, far=far, face=face, bar=bar)
    whole = QRectF(0, 0, width, height)
    for part in (place.clock, place.left, place.right, place.column, place.cue):
        assert whole.contains(part)
    assert place.clock.width() == pytest.approx(place.clock.height())
    assert place.clock.width() > 0.2 * min(width, height)
    if bar:
        assert whole.contains(place.bar)
        assert not place.bar.intersects(place.clock)
        assert not place.bar.intersects(place.cue)
    if not place.narrow:
        assert not place.clock.intersects(place.left)
        assert not place.clock.intersects(place.right)


def test_the_window_stage_has_the_measures_of_the_design():
    place = plan(1132, 512, far=False, face="ring", bar=False)
    assert place.left == QRectF(0, 0, 104, 512)
    assert place.right == QRectF(1028, 0, 104, 512)
    assert place.clock == QRectF(572, 36, 440, 440)
    reps = plan(1132, 512, far=False, face="segments", bar=True)
    assert reps.bar == QRectF(588, 416, 424, 72)
    assert reps.clock.width() == 376


def test_far_mode_scales_with_one_unit():
    assert far_unit(1920, 1080) == 1
    assert far_unit(3840, 2160) == 2
    assert far_unit(1920, 540) == 0.5
    assert plan(3840, 1872, far=True, face="ring", bar=False).clock.width() == 2 * 728
    assert FarStrip.height_for(1920, 1080) == 144


def test_phases_are_halfway_to_scale_and_fill_the_bar():
    rect = QRectF(0, 0, 424, 72)
    places = cells(rect, Phases(LIFT, 0, 0))
    assert places[-1].right() == pytest.approx(424)
    assert places[1].width() < places[0].width() < places[2].width()
    assert places[1].left() - places[0].right() == pytest.approx(8)
    assert cells(rect, Phases(LIFT, 2, 0.9)) == places


def test_next_up_is_named_whole(theme, show):
    card = NextUpCard(theme)
    card.set_next(NextUp("Rest 30 s", "set 3 of 3", Side.LEFT, before="then", figure=FIGURE))
    show(card, 368, 88)
    assert card.accessibleName() == "Next up, Rest 30 s, then, left, set 3 of 3"
    card.set_narrow(True)
    assert card.sizeHint().height() == 52
    card.grab()
    card.set_next(None)
    assert card.accessibleName() == "Next up"
    card.grab()


def test_the_strip_of_the_far_mode_holds_a_timeline(theme, show):
    strip = FarStrip(theme)
    strip.set_next(NextUp("Switch to", side=Side.RIGHT, figure=FIGURE))
    strip.set_words("Step 1 of 5", "12:58 left")
    show(strip, 1920, 144)
    assert strip.rect().contains(strip.timeline.geometry())
    assert strip.timeline.focusPolicy() == Qt.FocusPolicy.NoFocus
