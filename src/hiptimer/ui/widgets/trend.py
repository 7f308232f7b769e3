"""Pain before and after, and effort, run after run, over the bands that the session's author drew."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.engine.pain import PainBand, PainLevel
from hiptimer.language import gettext as _
from hiptimer.ui.widgets.chart import Chart, effort_colour, paint_line, paint_mark
from hiptimer.ui.widgets.painting import CENTRE, LEFT, RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

HEIGHT = 240
MOST = 10
TOKENS = {
    PainLevel.OK: ("field_ok", "ok"),
    PainLevel.CAUTION: ("field_caution", "caution"),
    PainLevel.STOP: ("field_warn", "warn"),
}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What was said around one run, or on average in a week, 0 to 10; `label` is its day."""

    label: str
    before: float | None = None
    after: float | None = None
    effort: float | None = None

    def said(self) -> tuple[tuple[str, float], ...]:
        """Return what was said, each with its name."""
        named = (
            (_("pain before"), self.before),
            (_("pain after"), self.after),
            (_("effort"), self.effort),
        )
        return tuple((name, value) for name, value in named if value is not None)


class TrendPlot(Chart):
    """One column for each point, evenly apart."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, _("Pain and effort"), parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._bands: tuple[PainBand, ...] = ()
        self._places: list[QRectF] = []
        self._plot = QRectF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: tuple[TrendPoint, ...], bands: tuple[PainBand, ...]) -> None:
        """Show these points, the earliest first, over these bands."""
        self._points, self._bands = points, bands
        self.lay_out()
        parts = []
        if points:
            parts.append(
                _("{first} to {last}.").format(first=points[0].label, last=points[-1].label)
            )
        for name, values in (
            (_("Pain before"), [one.before for one in points]),
            (_("Pain after"), [one.after for one in points]),
            (_("Effort"), [one.effort for one in points]),
        ):
            known = [value for value in values if value is not None]
            if known:
                said = _("{name}: first {first}, last {last}, highest {most}.")
                parts.append(
                    said.format(
                        name=name,
                        first=f"{known[0]:g}",
                        last=f"{known[-1]:g}",
                        most=f"{max(known):g}",
                    )
                )
        self.set_summary(" ".join(parts))

    def places(self) -> list[QRectF]:
        """Return the column of each point."""
        return self._places

    def words(self, cell: int) -> str:
        """Return the day of a point and what was said."""
        point = self._points[cell]
        said = ", ".join(f"{name} {value:g}" for name, value in point.said())
        return _("{day}: {amount}").format(day=point.label, amount=said)

    def sizeHint(self) -> QSize:
        """Room for a plot and the days below."""
        return QSize(520, HEIGHT + self._theme.type.line("caption"))

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, 160 + self._theme.type.line("caption"))

    def _band_words(self) -> list[tuple[PainBand, str]]:
        """Return the words beside the bands: their numbers where words would take too much width."""
        metrics = QFontMetricsF(self._theme.font("caption_strong"))
        named = [(band, band.label) for band in self._bands]
        widest = max((metrics.horizontalAdvance(words) for _b, words in named), default=0.0)
        if all(words for _b, words in named) and widest <= self.width() * 0.24:
            return named
        return [(band, band.range_words) for band in self._bands]

    def lay_out(self) -> None:
        """Place plot and columns."""
        caption = self._theme.type.line("caption")
        axis = QFontMetricsF(self._theme.font("caption")).horizontalAdvance("10") + 8
        metrics = QFontMetricsF(self._theme.font("caption_strong"))
        beside = max(
            (metrics.horizontalAdvance(w) + 10 for _b, w in self._band_words()), default=0.0
        )
        low = caption + 8
        self._plot = QRectF(
            axis, caption / 2, self.width() - axis - beside, self.height() - low - caption / 2
        )
        each = self._plot.width() / max(1, len(self._points))
        self._places = [
            QRectF(self._plot.left() + i * each, self._plot.top(), each, self._plot.height())
            for i in range(len(self._points))
        ]

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * min(MOST, max(0.0, value)) / MOST

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw bands, bars, lines and labels."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_bands(painter)
            self._paint_axes(painter)
            columns = list(zip(self._places, self._points, strict=True))
            wide = min(10.0, self._places[0].width() * 0.5) if columns else 0.0
            for place, point in columns:
                if point.effort is not None:
                    top = self._y(point.effort)
                    bar = QRectF(
                        place.center().x() - wide / 2, top, wide, self._plot.bottom() - top
                    )
                    box(painter, bar, min(3.0, wide / 2), effort_colour(theme))
            for kind in ("before", "after"):
                dots = [
                    QPointF(place.center().x(), self._y(value))
                    for place, point in columns
                    if (value := getattr(point, kind)) is not None
                ]
                paint_line(painter, theme, kind, dots)
                for dot in dots:
                    paint_mark(painter, theme, kind, dot)
            self.paint_ring(painter)

    def _paint_bands(self, painter: QPainter) -> None:
        theme, plot = self._theme, self._plot
        named = {id(band): words for band, words in self._band_words()}
        painter.setFont(theme.font("caption_strong"))
        if not self._bands:
            painter.fillRect(plot, theme.color("sunken"))
        for band in self._bands:
            ground, ink = TOKENS[band.level]
            top = plot.top() if band.high == MOST else self._y(band.high + 0.5)
            foot = plot.bottom() if band.low == 0 else self._y(band.low - 0.5)
            place = QRectF(plot.left(), top, plot.width(), foot - top)
            painter.fillRect(place, theme.color(ground))
            if theme.tokens.high_contrast:
                painter.setPen(theme.color("line_strong"))
                painter.drawLine(place.bottomLeft(), place.bottomRight())
            if words := named.get(id(band)):
                painter.setPen(theme.color(ink))
                beside = QRectF(plot.right() + 8, top, self.width() - plot.right() - 8, foot - top)
                painter.drawText(beside, LEFT, words)

    def _paint_axes(self, painter: QPainter) -> None:
        theme, plot = self._theme, self._plot
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("ink_2"))
        line = theme.type.line("caption")
        for value in (0, 5, 10):
            place = QRectF(0, self._y(value) - line / 2, plot.left() - 8, line)
            painter.drawText(place, RIGHT, str(value))
        metrics, last = QFontMetricsF(painter.font()), len(self._points) - 1
        if last < 0:
            return
        widest = max(metrics.horizontalAdvance(point.label) for point in self._points)
        fit = max(1, int(plot.width() / (widest + 16)))
        every = max(1, -(-len(self._points) // fit))
        for i in range(last, -1, -every):  # from the newest, which always has its day
            middle = self._places[i].center().x()
            left = min(max(middle - widest / 2, 0.0), self.width() - widest)
            painter.drawText(
                QRectF(left, plot.bottom() + 8, widest, line), CENTRE, self._points[i].label
            )
