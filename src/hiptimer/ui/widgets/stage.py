"""The stage: one tint for the kind of moment, the side at the edge, the clock in the right half."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.figure.phase import Telling
from hiptimer.language import gettext as _
from hiptimer.ui.figure_painter import paint_figure, shown_frames
from hiptimer.ui.widgets.badges import side_word
from hiptimer.ui.widgets.clocks import Face, face_of, paint_clock
from hiptimer.ui.widgets.gutters import paint_gutters
from hiptimer.ui.widgets.moments import (
    BreathClock,
    Moment,
    OpenClock,
    Phases,
    RepsClock,
    SecondsClock,
    StageState,
)
from hiptimer.ui.widgets.phase_bar import paint_phase_bar
from hiptimer.ui.widgets.stage_column import Spaces, paint_column, paint_pills
from hiptimer.ui.widgets.stage_plan import Plan, plan

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme


class Stage(QWidget):
    """Shows one `StageState` at a time; a click anywhere on it means pause or go on.

    What stands still is kept as a picture; only the clock is drawn anew, and the figure when it moves on.
    """

    clicked = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing until `set_state`."""
        super().__init__(parent)
        self._theme = theme
        self._state = StageState(moment=Moment.SWITCH, clock=OpenClock())
        self._far = False
        self._plan: Plan | None = None
        self._spaces = Spaces(QRectF(), QRectF())
        self._still: QPixmap | None = None
        self._pressed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._forget)

    def state(self) -> StageState:
        """Return what is shown."""
        return self._state

    def set_state(self, state: StageState) -> None:
        """Show `state`; may be called at any rate."""
        before, self._state = self._state, state
        if _still_part(before) != _still_part(state):
            self._forget()
        else:
            self._update_moving(before)
        self._describe()

    def set_far(self, far: bool) -> None:
        """Use the sizes for a whole screen seen from 3 or 4 m."""
        if far != self._far:
            self._far = far
            self._forget()

    def plan(self) -> Plan:
        """Return where the parts stand now."""
        if self._plan is None:
            self._plan = plan(
                self.width(),
                self.height(),
                far=self._far,
                face=face_of(self._state.clock),
                bar=_phases(self._state) is not None,
            )
        return self._plan

    def sizeHint(self) -> QSize:
        """Ask for the stage of a window of 1180 x 760."""
        return QSize(1132, 512)

    def minimumSizeHint(self) -> QSize:
        """Stay legible in the smallest window."""
        return QSize(320, 240)

    def _forget(self) -> None:
        self._still = None
        self._plan = None
        self.update()

    def _update_moving(self, before: StageState) -> None:
        state, place = self._state, self.plan()
        if before.clock != state.clock:
            self.update(place.clock.toAlignedRect().adjusted(-4, -4, 4, 4))
            if not place.bar.isEmpty():
                self.update(place.bar.toAlignedRect())
        if self._frames(before) != self._frames(state):
            self.update(self._spaces.figure.toAlignedRect())
        if before.sets != state.sets:
            self.update(self._spaces.pills.toAlignedRect())

    def _describe(self) -> None:
        """Put the stage into words; never announced each second, only there to be read."""
        state = self._state
        what = state.coming_up.name if state.coming_up else state.name
        parts = [_("Rest") if state.moment is Moment.REST else "", what]
        parts.append(side_word(state.side).lower() if state.side else "")
        parts.append(_("paused") if state.paused else "")
        name = ", ".join(part for part in parts if part)
        if name != self.accessibleName():
            self.setAccessibleName(name)
        time = state.spoken_time or _spoken(state)
        if time != self.accessibleDescription():
            self.setAccessibleDescription(time)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew where the direction of the script or the style changed."""
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Draw anew at the scale of another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget()
        return super().event(event)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Lay the parts out anew."""
        self._forget()

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Remember where a click began."""
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Tell of a click that began and ended here."""
        if self._pressed and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        self._pressed = False

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw the picture of what stands still, then what moves."""
        if self._still is None or self._still.devicePixelRatioF() != self.devicePixelRatioF():
            self._still = self._picture(QRectF(self.rect()), self._paint_still)
        state, place = self._state, self.plan()
        with QPainter(self) as painter:
            painter.setClipRegion(event.region())
            painter.drawPixmap(0, 0, self._still)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if event.region().intersects(self._spaces.figure.toAlignedRect()):
                self._paint_figure(painter)
            if state.sets is not None and not self._spaces.pills.isEmpty():
                colour = "rest" if state.paused else state.moment.value
                paint_pills(painter, self._theme, place, state.sets, self._spaces.pills, colour)
            paint_clock(painter, self._theme, state.clock, self._face(place))
            phases = _phases(state)
            if phases is not None:
                paint_phase_bar(
                    painter, self._theme, place.bar, phases, state.moment, paused=state.paused
                )

    def _face(self, place: Plan) -> Face:
        m, state = place.measures, self._state
        thick = state.moment in (Moment.WORK, Moment.BREATHE)
        part = place.clock.width() / place.px(m.ring) if place.narrow else 1.0
        return Face(
            rect=place.clock,
            moment=state.moment,
            paused=state.paused,
            waiting=state.waiting,
            stroke=place.px(m.stroke if thick else m.thin_stroke) * min(1.0, max(0.8, part)),
            digits=m.digits,
            label=place.px(m.label) * min(1.0, max(0.75, part)),
            below=place.px(m.below) * min(1.0, max(0.75, part)),
        )

    def _picture(self, rect: QRectF, paint: "object") -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap((rect.size() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)  # type: ignore[operator]
        return picture

    def _paint_still(self, painter: QPainter) -> None:
        theme, state, place = self._theme, self._state, self.plan()
        rect = QRectF(self.rect())
        radius = 0.0 if self._far else place.measures.radius
        shape = QPainterPath()
        shape.addRoundedRect(rect, radius, radius)
        painter.setClipPath(shape)
        field = "sunken" if state.paused else f"field_{state.moment.value}"
        painter.fillRect(rect, theme.color(field))
        paint_gutters(painter, theme, place, state)
        self._spaces = paint_column(painter, theme, place, state)
        painter.setClipping(False)
        if theme.tokens.high_contrast:
            self._paint_border(painter)

    def _paint_figure(self, painter: QPainter) -> None:
        spec, rect = self._state.figure, self._spaces.figure
        if spec is None or rect.width() < 24 or rect.height() < 24:
            return
        paint_figure(painter, self._theme, rect, spec)

    def _frames(self, state: StageState) -> tuple[int, ...]:
        return shown_frames(self._theme, state.figure) if state.figure else ()

    def _paint_border(self, painter: QPainter) -> None:
        width = 2
        place = self.plan()
        radius = max(0.0, (0.0 if self._far else place.measures.radius) - width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("ink"), width))
        half = width / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, radius, radius)


def _phases(state: StageState) -> Phases | None:
    clock = state.clock
    return clock.phases if isinstance(clock, RepsClock | BreathClock) else None


def _still_part(state: StageState) -> tuple[object, ...]:
    """Return what of a state is in the picture that is kept."""
    figure = replace(state.figure, at=Telling()) if state.figure else None
    sets = replace(state.sets, progress=0.0) if state.sets else None
    still = replace(state, clock=OpenClock(), figure=figure, sets=sets, spoken_time="")
    return still, face_of(state.clock), _phases(state) is None


def _spoken(state: StageState) -> str:
    clock = state.clock
    if state.waiting:
        return _("Press Space when you are ready")
    if isinstance(clock, SecondsClock):
        if clock.beyond:
            return _("{seconds} seconds past the minimum").format(seconds=clock.digits()[1:])
        return _("{seconds} seconds left").format(seconds=clock.digits())
    if isinstance(clock, RepsClock):
        return _("rep {rep} of {total}").format(rep=clock.rep, total=clock.total)
    if isinstance(clock, BreathClock):
        return _("breath {breath} of {total}").format(breath=clock.breath, total=clock.total)
    return " ".join(part for part in (clock.big, clock.words, clock.hint) if part)
