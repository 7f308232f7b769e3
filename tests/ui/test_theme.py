"""The theme: choices are followed, text keeps its place, digits stand still."""

import re

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hiptimer.ui import icons, layouts
from hiptimer.ui.tokens import DARK, HIGH_CONTRAST_LIGHT, LIGHT
from hiptimer.ui.type_scale import ROLES, TypeScale, digits_width, fit_text, paint_digits


def test_the_chosen_scheme_is_used(qapp, theme):
    heard = []
    theme.changed.connect(lambda: heard.append(theme.dark))
    theme.set_scheme("dark")
    assert theme.color("bg") == QColor(DARK.bg)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    theme.set_scheme("light")
    assert theme.color("bg") == QColor(LIGHT.bg)
    assert heard[-1] is False
    assert True in heard


def test_disabled_text_stays_readable(qapp, theme):
    group, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText
    assert qapp.palette().color(group, role) == QColor(LIGHT.ink_3)


def test_a_colour_can_be_changed_without_changing_the_theme(theme):
    colour = theme.color("ink")
    colour.setAlphaF(0.1)
    assert theme.color("ink").alphaF() == 1


def test_an_unknown_colour_is_refused(theme):
    with pytest.raises(AttributeError):
        theme.color("mauve")


def test_high_contrast_by_own_choice(theme):
    theme.set_contrast("on")
    assert theme.tokens == HIGH_CONTRAST_LIGHT
    assert theme.border == 2
    theme.set_contrast("off")
    assert theme.border == 1


def test_reduced_motion_by_own_choice(theme):
    heard = []
    theme.changed.connect(lambda: heard.append(theme.reduced_motion))
    theme.set_motion("on")
    theme.set_motion("off")
    assert heard == [True, False]


def test_text_size_is_held_to_its_limits_and_scales_every_role(theme):
    theme.set_text_percent(150)
    assert theme.font("body").pixelSize() == round(ROLES["body"].px * 1.5)
    theme.set_text_percent(500)
    assert theme.type.percent == 200
    theme.set_text_percent(10)
    assert theme.type.percent == 90


def test_the_style_sheet_is_filled_and_sets_no_font(qapp, theme):
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    assert not re.search(r"font-(size|family)", sheet)
    assert "outline" not in sheet


def test_digits_take_the_same_room_whatever_they_are(theme):
    font = theme.type.exact(200, 700)
    assert len({round(digits_width(text, font), 3) for text in ("11", "18", "00", "47")}) == 1


def test_digits_are_centred_on_their_ink(theme):
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    with QPainter(picture) as painter:
        font = theme.type.exact(200, 700)
        paint_digits(painter, QPointF(200, 200), "0", font, QColor("black"))
    rows = [
        y
        for y in range(400)
        if any(picture.pixelColor(x, y).value() < 128 for x in range(0, 400, 4))
    ]
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(200, abs=3)


LONG = "Hüftbeugerdehnung im halben Kniestand mit Seitneigung und Drehung"


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "Wadenmuskulaturdehnungsübungsbeschreibung" * 2,
        "Hip",
        "",
        "深い呼吸を続けてください" * 4,
    ],
)
@pytest.mark.parametrize("width", [60.0, 140.0, 452.0])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_text_is_fitted_to_its_width(theme, text, width, lines):
    fitted = fit_text(
        text, theme.type.exact(40, 700), width, lines=lines, smallest_px=14, balance=True
    )
    metrics = QFontMetricsF(fitted.font)
    assert len(fitted.lines) <= lines
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in fitted.lines)
    if not fitted.elided:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")


def test_a_heading_is_broken_into_even_lines(theme):
    fitted = fit_text("Switch to your right", theme.type.exact(56, 700), 452, lines=2, balance=True)
    assert fitted.lines == ("Switch to", "your right")


def test_a_font_is_not_shared_between_sizes():
    scale = TypeScale(100)
    scale.exact(20).setPixelSize(99)
    assert scale.exact(20).pixelSize() == 20


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_every_icon_stays_on_its_grid(qapp, name):
    bounds = icons.icon_path(name).boundingRect()
    grid = QRectF(1.5, 1.5, 21, 21)
    assert grid.contains(bounds.topLeft())
    assert grid.contains(bounds.bottomRight())
    assert bounds.width() + bounds.height() > 4


def test_arcs_are_those_of_svg(qapp):
    # A quarter of a circle of 10 about (0, 0), by the short way and clockwise on the screen.
    path = icons.parse_path("M10 0A10 10 0 0 1 0 10")
    middle = path.pointAtPercent(0.5)
    assert (middle.x(), middle.y()) == pytest.approx((7.07, 7.07), abs=0.1)
    path = icons.parse_path("M10 0A10 10 0 1 0 0 10")
    middle = path.pointAtPercent(0.5)
    assert (middle.x(), middle.y()) == pytest.approx((-7.07, -7.07), abs=0.1)


def test_an_icon_is_painted_in_its_colour_and_at_its_size(qapp):
    picture = icons.icon("tick", QColor("red"), QColor("blue"))
    for mode, expected in ((QIcon.Mode.Normal, "red"), (QIcon.Mode.Disabled, "blue")):
        image = picture.pixmap(QSize(64, 64), mode).toImage()
        seen = {image.pixelColor(x, y).name() for x in range(64) for y in range(64)}
        assert QColor(expected).name() in seen


def test_an_unknown_icon_is_refused(qapp):
    with pytest.raises(KeyError):
        icons.icon("flame", QColor("red"))


def test_the_logo_fills_its_square(qapp):
    image = icons.logo_icon(QColor("green"), QColor("white")).pixmap(QSize(32, 32)).toImage()
    assert image.pixelColor(16, 2).name() == QColor("green").name()
    assert image.pixelColor(0, 0).alpha() == 0


def test_layouts_have_no_margins_of_their_own(qapp):
    for make in (layouts.vbox, layouts.hbox, layouts.grid):
        margins = make().contentsMargins()
        assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (0, 0, 0, 0)
    with pytest.raises(ValueError, match="not on the scale"):
        layouts.vbox(spacing=7)


def test_a_long_word_does_not_widen_its_window(theme, show):
    window = QWidget()
    row = layouts.hbox(window)
    row.addWidget(layouts.Text(theme, LONG * 3, elide=True))
    row.addWidget(layouts.Text(theme, LONG * 3, wrap=True), 1)
    show(window, 420, 300)
    assert window.width() == 420
    assert all(label.geometry().right() < 420 for label in window.findChildren(QLabel))


def test_an_elided_label_keeps_its_words_in_a_tooltip(theme, show):
    label = layouts.Text(theme, LONG, elide=True)
    show(label, 120, 30)
    assert label.toolTip() == LONG
    label.resize(900, 30)
    assert label.toolTip() == ""


def test_a_plain_text_label_shows_markup_as_it_is(theme):
    assert layouts.Text(theme, "<b>x</b>").textFormat() == Qt.TextFormat.PlainText


def test_native_buttons_follow_the_font_of_the_theme(qapp, theme):
    theme.set_text_percent(150)
    assert QPushButton("x").font().pixelSize() == round(15 * 1.5)
    theme.set_text_percent(100)
