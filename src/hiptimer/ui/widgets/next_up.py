"""What comes next: a card beside the controls, and the strip at the foot of the far mode."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.ui.figure_painter import paint_figure
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.type_scale import fit_text
from hiptimer.ui.widgets.badges import badge_size, paint_side_badge, side_word
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.painting import LEFT, RIGHT, box
from hiptimer.ui.widgets.timeline_strip import TimelineStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

VCENTRE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class NextUp:
    """What comes next: `name`, the side as a badge, and the dose; `before` stands before the badge."""

    name: str
    dose: str = ""
    side: Side | None = None
    before: str = ""
    moment: Moment = Moment.WORK
    figure: FigureSpec | None = None


def paint_thumb(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    next_up: NextUp,
    ground: QColor | None = None,
) -> None:
    """Draw a small figure on the tint of its moment."""
    field = ground or theme.color(f"field_{next_up.moment.value}")
    edge = theme.color("ink") if theme.tokens.high_contrast else None
    box(painter, rect, 12, field, edge)
    if next_up.figure is None:
        side = rect.height() * 0.5
        place = QRectF(0, 0, side, side)
        place.moveCenter(rect.center())
        paint_icon(painter, place, "tick", theme.color(next_up.moment.value))
        return
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(rect, 12, 12)
    painter.setClipPath(clip)
    inner = rect.adjusted(rect.width() * 0.07, rect.height() * 0.12, -rect.width() * 0.07, 0)
    inner.setBottom(rect.bottom() - rect.height() * 0.08)
    paint_figure(painter, theme, inner, next_up.figure)
    painter.restore()


class _Shows(QWidget):
    """What card and strip share: the value they show."""

    def __init__(self, theme: "Theme", parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._next: NextUp | None = None
        theme.changed.connect(self._dress)

    def set_next(self, next_up: NextUp | None) -> None:
        """Show what comes next, or nothing."""
        if next_up == self._next:
            return
        self._next = next_up
        words = [_("Next up")]
        if next_up is not None:
            side = side_word(next_up.side).lower() if next_up.side else ""
            words += [part for part in (next_up.name, next_up.before, side, next_up.dose) if part]
        self.setAccessibleName(", ".join(words))
        self.update()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class NextUpCard(_Shows):
    """The card with thumbnail, name, side badge and dose; low and without a frame when `narrow`."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing until `set_next`."""
        super().__init__(theme, parent)
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Use one line without a frame, for windows below 700 px."""
        self._narrow = narrow
        self._dress()

    def sizeHint(self) -> QSize:
        """As wide as the design has it; the words fit themselves to less."""
        return QSize(448, 52) if self._narrow else QSize(368, 88)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the thumbnail and a few words."""
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the card."""
        if self._next is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._narrow:
                self._paint_narrow(painter, self._next)
            else:
                self._paint_card(painter, self._next)

    def _paint_card(self, painter: QPainter, shown: NextUp) -> None:
        theme = self._theme
        rect = QRectF(self.rect())
        box(painter, rect, 20, theme.color("surface"), theme.color("line"), theme.border)
        thumb = QRectF(8, 8, 88, rect.height() - 16)
        paint_thumb(painter, theme, thumb, shown)
        left, width = 112.0, rect.width() - 112 - 16
        head = fit_text(_("Next up"), theme.type.exact(14, 600), width, leading=1.2)
        name = fit_text(shown.name, theme.type.exact(20, 600), width, smallest_px=15, leading=1.3)
        y = (rect.height() - head.height - name.height - 26) / 2
        head.paint(painter, QRectF(left, y, width, 0), theme.color("ink_2"))
        name.paint(painter, QRectF(left, y + head.height, width, 0), theme.color("ink"))
        line = QRectF(left, y + head.height + name.height + 2, width, 22)
        _dose_line(painter, theme, line, shown, 14)

    def _paint_narrow(self, painter: QPainter, shown: NextUp) -> None:
        theme = self._theme
        rect = QRectF(self.rect())
        paint_thumb(painter, theme, QRectF(0, 0, 64, rect.height()), shown)
        line = rect.adjusted(76, 0, 0, 0)
        badge = badge_size(theme, shown.side, 15).width() + 12 if shown.side else 0
        words = _("Next: {name}").format(name=shown.name)
        text = fit_text(words, theme.type.exact(17, 600), line.width() - badge, smallest_px=14)
        text.paint(painter, line, theme.color("ink"), vertical=VCENTRE)
        if shown.side:
            size = badge_size(theme, shown.side, 15)
            top = line.center().y() - size.height() / 2
            place = QRectF(line.left() + text.width + 12, top, size.width(), size.height())
            paint_side_badge(painter, theme, place, shown.side, 15)


def _dose_line(painter: QPainter, theme: "Theme", line: QRectF, shown: NextUp, px: float) -> None:
    """Write "then [LEFT] set 3 of 3" in a line."""
    x = line.left()
    font = theme.type.exact(px + 1, 400)
    if shown.before:
        text = fit_text(shown.before, font, line.width() / 2)
        text.paint(
            painter,
            QRectF(x, line.top(), text.width, line.height()),
            theme.color("ink_2"),
            vertical=VCENTRE,
        )
        x += text.width + 8
    if shown.side is not None:
        size = badge_size(theme, shown.side, px)
        top = line.center().y() - size.height() / 2
        paint_side_badge(
            painter, theme, QRectF(x, top, size.width(), size.height()), shown.side, px
        )
        x += size.width() + 8
    room = line.right() - x
    if shown.dose and room > 20:
        text = fit_text(shown.dose, font, room, smallest_px=12)
        place = QRectF(x, line.top(), room, line.height())
        text.paint(painter, place, theme.color("ink_2"), vertical=VCENTRE)


class FarStrip(_Shows):
    """The foot of the far mode: the timeline, the step, the time left, and what comes next."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet; `timeline` is filled as any other strip."""
        super().__init__(theme, parent)
        self.timeline = TimelineStrip(theme, labels=False, parent=self)
        self.timeline.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._step = ""
        self._left = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @staticmethod
    def height_for(width: int, height: int) -> int:
        """Return how high the strip is on a screen of that size."""
        return round(144 * min(width / 1920, height / 1080))

    def set_words(self, step: str, left: str) -> None:
        """Show "Step 1 of 5" and "12:58 left"."""
        if (step, left) != (self._step, self._left):
            self._step, self._left = step, left
            self.update(self._words_rect().toAlignedRect())

    def _unit(self) -> float:
        return self.height() / 144

    def _words_rect(self) -> QRectF:
        u = self._unit()
        return QRectF(48 * u, 76 * u, self.width() * 0.5375, 48 * u)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place the timeline."""
        u = self._unit()
        self.timeline.set_unit(1.6 * u)
        top = round(20 * u)
        height = self.timeline.sizeHint().height()
        self.timeline.setGeometry(round(48 * u), max(0, top), round(self.width() * 0.5375), height)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw words and thumbnail."""
        theme, u = self._theme, self._unit()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.color("bg"))
            words = self._words_rect()
            painter.setFont(theme.type.exact(28 * u, 600))
            painter.setPen(theme.color("ink_2"))
            painter.drawText(words, LEFT, self._step)
            painter.drawText(words, RIGHT, self._left)
            if self._next is None:
                return
            thumb = QRectF(words.right() + 56 * u, 16 * u, 136 * u, 112 * u)
            paint_thumb(painter, theme, thumb, self._next)
            left = thumb.right() + 24 * u
            room = self.width() - left - 24 * u
            head = fit_text(_("Next"), theme.type.exact(28 * u, 500), room)
            head.paint(painter, QRectF(left, 20 * u, room, 0), theme.color("ink_2"))
            line = QRectF(left, 54 * u, room, 70 * u)
            self._paint_name(painter, line, self._next, u)

    def _paint_name(self, painter: QPainter, line: QRectF, shown: NextUp, u: float) -> None:
        theme = self._theme
        badge = badge_size(theme, shown.side, 40 * u) if shown.side else None
        room = line.width() - (badge.width() + 18 * u if badge else 0)
        name = fit_text(
            shown.name, theme.type.exact(56 * u, 700), room, smallest_px=round(24 * u) or 1
        )
        name.paint(painter, line, theme.color("ink"), vertical=VCENTRE)
        if badge and shown.side:
            x = line.left() + name.width + 18 * u
            top = line.center().y() - badge.height() / 2
            place = QRectF(x, top, badge.width(), badge.height())
            paint_side_badge(painter, theme, place, shown.side, 40 * u)
