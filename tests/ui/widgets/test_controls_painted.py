"""Buttons, choices, scale, slider, toast, drop zone: worked by pointer and by keys."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from hiptimer.engine.exercise import Side
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.widgets.badges import Kbd, SideBadge, Tag
from hiptimer.ui.widgets.buttons import Button, ButtonKind, Captioned, PauseButton, RoundButton
from hiptimer.ui.widgets.cards import Card, Note
from hiptimer.ui.widgets.choices import Chip, Segmented, Toggle
from hiptimer.ui.widgets.drop_zone import DropState, DropZone
from hiptimer.ui.widgets.fields import PacePill, Select, Stepper
from hiptimer.ui.widgets.focus_ring import FocusRing
from hiptimer.ui.widgets.scale010 import Band, BandKind, Scale010
from hiptimer.ui.widgets.slider import Slider
from hiptimer.ui.widgets.toast import Toast

LEFT = Qt.MouseButton.LeftButton
BANDS = (
    Band(0, 2, BandKind.OK, "Carry on"),
    Band(3, 5, BandKind.CAUTION, "Acceptable"),
    Band(6, 10, BandKind.WARN, "Too much"),
)


class _Keys(QWidget):
    """What lies below a control, and hears the keys that it leaves."""

    def __init__(self):
        super().__init__()
        self.keys = []

    def keyPressEvent(self, event):  # noqa: N802  (Qt's own word)
        self.keys.append(event.key())


def _role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.mark.parametrize("kind", list(ButtonKind))
@pytest.mark.parametrize("size", [40, 48, 64])
def test_a_button_keeps_its_height_and_room_for_its_words(theme, show, kind, size):
    button = Button(theme, "Start", kind=kind, size=size, icon="play")
    show(button)
    assert button.sizeHint().height() == size
    assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance("Start") + 24
    heard = []
    button.clicked.connect(lambda: heard.append("clicked"))
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.mouseClick(button, LEFT)
    assert heard == ["clicked", "clicked"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_a_button_once_however_long_it_is_held(theme, show, key):
    outside = _Keys()
    button = Button(theme, "Start", parent=outside)
    show(outside)
    clicks = []
    button.clicked.connect(lambda: clicks.append(key))
    none = Qt.KeyboardModifier.NoModifier
    for held in (False, True, True):
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, none, "\r", held))
    assert clicks == [key]
    assert outside.keys == []
    QTest.keyPress(button, Qt.Key.Key_N)
    assert outside.keys == [Qt.Key.Key_N]


def test_larger_text_makes_a_taller_button(theme, show):
    button = Button(theme, "Start", size=40)
    show(button)
    theme.set_text_percent(200)
    assert button.sizeHint().height() > 40
    assert button.font().pixelSize() == 30
    theme.set_text_percent(100)


def test_a_tile_says_both_its_lines(theme):
    tile = Button(theme, "End session", subtitle="saves what you did", size=64)
    said = QAccessible.queryAccessibleInterface(tile)
    assert said.text(QAccessible.Text.Name) == "End session"
    assert said.text(QAccessible.Text.Description) == "saves what you did"


def test_a_round_button_is_named_with_its_key(theme):
    button = RoundButton(theme, "Skip", icon="skip", key="→")
    assert button.accessibleName() == "Skip"
    assert button.toolTip() == "Skip (→)"
    assert (button.width(), button.height()) == (64, 64)
    assert button.property("radius") == 32


def test_the_pause_button_says_what_it_does_next(theme):
    button = PauseButton(theme)
    assert (button.accessibleName(), button.width(), button.height()) == ("Pause", 88, 64)
    button.set_paused(True)
    assert button.accessibleName() == "Resume"


def test_keys_below_a_button_can_be_hidden(theme, show):
    part = Captioned(theme, RoundButton(theme, "Back", icon="back"), "Back", ("←",))
    show(part)
    (key,) = part.findChildren(Kbd)
    assert key.isVisible()
    part.show_keys(False)
    assert not key.isVisible()


def test_a_chip_grows_its_tick_when_on(theme, show):
    chip = Chip(theme, "Mat")
    show(chip)
    off = chip.sizeHint().width()
    QTest.mouseClick(chip, LEFT)
    assert chip.isChecked()
    assert chip.sizeHint().width() > off
    assert chip.property("radius") == chip.sizeHint().height() / 2


def test_segmented_is_chosen_by_click_and_arrow(theme, show):
    row = Segmented(
        theme, "Theme", [("system", "System"), ("light", "Light"), ("dark", "Dark")], "light"
    )
    show(row)
    heard = []
    row.chosen.connect(heard.append)
    cells = row.findChildren(QRadioButton)
    QTest.mouseClick(cells[2], LEFT)
    assert row.value() == "dark"
    QTest.keyClick(cells[2], Qt.Key.Key_Left)
    assert heard == ["dark", "light"]
    row.set_value("system")
    assert (row.value(), heard) == ("system", ["dark", "light"])
    assert _role(cells[0]) == QAccessible.Role.RadioButton
    assert cells[0].accessibleName() == "Theme: System"


def test_choosing_does_not_move_the_other_answers(theme, show):
    row = Segmented(theme, "Snooze", [("5", "5 min"), ("10", "10 min")], "5")
    show(row)
    before = [cell.geometry() for cell in row.findChildren(QRadioButton)]
    row.set_value("10")
    QApplication.processEvents()
    assert [cell.geometry() for cell in row.findChildren(QRadioButton)] == before


def test_a_toggle_is_a_check_box_of_fixed_size(theme, show):
    toggle = Toggle(theme, "Voice")
    show(toggle)
    assert (toggle.width(), toggle.height()) == (44, 24)
    QTest.mouseClick(toggle, LEFT, pos=QPoint(40, 4))
    assert toggle.isChecked()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert not toggle.isChecked()
    assert _role(toggle) == QAccessible.Role.CheckBox


def test_a_slider_goes_where_it_is_clicked_and_by_keys(theme, show):
    slider = Slider(theme, "Text size", 90, 200, step=10, marked=100)
    show(slider, 222, 32)
    QTest.mouseClick(slider, LEFT, pos=QPoint(220, 16))
    assert slider.value() == 200
    QTest.keyClick(slider, Qt.Key.Key_Minus)
    assert slider.value() == 190
    QTest.keyClick(slider, Qt.Key.Key_Plus)
    assert slider.value() == 200
    QTest.mouseClick(slider, LEFT, pos=QPoint(0, 16))
    assert slider.value() == 90


def test_a_slider_runs_the_other_way_in_a_script_from_the_right(theme, show):
    slider = Slider(theme, "Text size", 0, 100)
    slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(slider, 222, 32)
    QTest.mouseClick(slider, LEFT, pos=QPoint(220, 16))
    assert slider.value() == 0


@pytest.mark.parametrize(("keys", "value"), [("0", 0), ("7", 7), ("10", 10), ("1", 1), ("12", 2)])
def test_the_scale_is_answered_by_digits(theme, show, keys, value):
    scale = Scale010(theme, "Pain now", BANDS)
    show(scale, 600, 80)
    assert scale.value() is None
    scale.setFocus()
    for key in keys:
        QTest.keyClicks(QApplication.focusWidget(), key)
    assert scale.value() == value


def test_the_scale_moves_by_arrow_and_tells(theme, show):
    scale = Scale010(theme, "Pain now", BANDS)
    show(scale, 600, 80)
    heard = []
    scale.value_changed.connect(heard.append)
    cells = scale.findChildren(QRadioButton)
    QTest.mouseClick(cells[4], LEFT)
    QTest.keyClick(cells[4], Qt.Key.Key_Right)
    assert heard == [4, 5]
    scale.set_value(None)
    assert (scale.value(), heard) == (None, [4, 5])
    assert cells[3].accessibleName() == "Pain now 3, Acceptable"


@pytest.mark.parametrize("width", [340, 420, 640])
def test_the_bands_of_the_scale_stand_apart(theme, show, width):
    scale = Scale010(theme, "Pain now", BANDS)
    show(scale, width, 80)
    cells = [cell.geometry() for cell in scale.findChildren(QRadioButton)]
    gaps = [b.left() - a.right() for a, b in pairwise(cells)]
    assert min(gaps[2], gaps[5]) > max(gaps[:2] + gaps[3:5] + gaps[6:])
    assert cells[-1].right() <= width
    assert min(cell.width() for cell in cells) >= 26


def test_a_note_says_its_lead_and_shows_markup_as_words(theme, show):
    note = Note(theme, "a < b & c", kind="caution", lead="Dana's note:")
    show(note, 500, 60)
    assert note.accessibleName() == "Dana's note: a < b & c"


def test_a_select_ignores_the_wheel_and_a_stepper_its_limits(theme, show):
    stepper = Stepper(theme, "Every", 5, 15, step=5, words=lambda n: f"{n} min")
    show(stepper)
    heard = []
    stepper.value_changed.connect(heard.append)
    for _ in range(4):
        QTest.keyClick(stepper, Qt.Key.Key_Up)
    QTest.keyClick(stepper, Qt.Key.Key_Minus)
    assert heard == [10, 15, 10]
    assert stepper.accessibleName() == "Every: 10 min"
    select = Select(theme, "Voice")
    select.addItems(["Calm", "Bright"])
    show(select)
    QTest.keyClick(select, Qt.Key.Key_Down)
    assert select.currentText() == "Bright"


def test_the_pace_is_changed_by_its_two_buttons(theme, show):
    pill = PacePill(theme)
    pill.set_lines("3 s in", "5 s out")
    show(pill)
    heard = []
    pill.slower.connect(lambda: heard.append("slower"))
    pill.faster.connect(lambda: heard.append("faster"))
    for button in pill.findChildren(RoundButton):
        QTest.mouseClick(button, LEFT)
    assert heard == ["slower", "faster"]
    assert pill.accessibleName() == "3 s in, 5 s out"


def test_badges_are_named(theme, show):
    badge = SideBadge(theme, Side.LEFT, large=True)
    small = SideBadge(theme, Side.LEFT)
    assert badge.accessibleName() == "LEFT"
    assert badge.width() > small.width()
    badge.set_side(Side.RIGHT)
    assert badge.accessibleName() == "RIGHT"
    tag = Tag(theme, "Due today", icon="clock")
    assert tag.minimumSizeHint().width() < tag.sizeHint().width()


def test_a_toast_can_be_dismissed_and_acted_on(theme, show):
    window = QWidget()
    show(window, 600, 400)
    toast = Toast(theme, window)
    heard = []
    toast.action_taken.connect(lambda: heard.append("undo"))
    toast.show_message("Session removed.", action="Undo")
    assert toast.accessibleName() == "Session removed."
    assert window.rect().contains(toast.geometry())
    QTest.mouseClick(toast.findChild(Button), LEFT)
    assert heard == ["undo"]
    assert not toast.isVisible()
    toast.show_message("Saved.")
    QTest.mouseClick(toast.findChild(RoundButton), LEFT)
    assert not toast.isVisible()


def _drag(zone, *names):
    data = QMimeData()
    zone.data = data  # an event does not keep what is dragged
    data.setUrls([QUrl.fromLocalFile(str(name)) for name in names])
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, LEFT, none)
    QApplication.sendEvent(zone, enter)
    return QDropEvent(QPointF(5, 5), action, data, LEFT, none)


def test_a_session_file_is_dropped(theme, show, tmp_path):
    zone = DropZone(theme)
    show(zone, 320, 72)
    heard = []
    zone.file_dropped.connect(heard.append)
    drop = _drag(zone, tmp_path / "hips.yaml")
    assert zone.state() is DropState.OVER
    assert zone.accessibleName() == "Drop to open"
    QApplication.sendEvent(zone, drop)
    assert heard == [tmp_path / "hips.yaml"]
    assert zone.state() is DropState.IDLE


@pytest.mark.parametrize("names", [("hips.txt",), ("a.yaml", "b.yaml")])
def test_another_file_is_refused_with_a_reason(theme, show, tmp_path, names):
    zone = DropZone(theme)
    show(zone, 320, 72)
    heard = []
    zone.file_dropped.connect(heard.append)
    QApplication.sendEvent(zone, _drag(zone, *(tmp_path / name for name in names)))
    assert heard == []
    assert zone.state() is DropState.BAD
    assert len(zone.accessibleName()) > 20
    zone.set_bad("")
    assert zone.state() is DropState.IDLE


def test_the_focus_ring_waits_for_the_keyboard(theme, show):
    window = QWidget()
    column = vbox(window, spacing=16, margins=24)
    first, second = Button(theme, "One"), Button(theme, "Two")
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(theme, window)
    ring.start()
    show(window, 300, 200)
    first.setFocus()
    assert ring.target() is None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert ring.target() is second
    assert ring.geometry().contains(second.geometry())
    assert ring.width() > second.width() + 6
    window.resize(500, 300)
    QApplication.processEvents()
    assert ring.geometry().contains(second.geometry())
    QTest.mouseClick(second, LEFT)
    assert ring.target() is None


def test_no_layout_here_has_odd_margins(theme):
    card = Card(theme)
    row = hbox(spacing=8)
    card.body.addLayout(row)
    assert card.body.contentsMargins().left() == 24
    assert row.contentsMargins().left() == 0
