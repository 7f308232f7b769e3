"""Buttons, painted: with words, round with a sign, and with a caption and a key below."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.type_scale import fit_text
from hiptimer.ui.widgets.badges import Kbd
from hiptimer.ui.widgets.painting import CENTRE, LEFT, box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme


class ButtonKind(StrEnum):
    """How loudly a button speaks; a screen has one primary button."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SOFT = "soft"
    QUIET = "quiet"
    PAIN = "pain"


# Ground, words and border at rest, under the pointer and pressed; an empty name paints nothing.
_LOOKS = {
    ButtonKind.PRIMARY: (
        ("accent", "on_accent", ""),
        ("accent_hover", "on_accent", ""),
        ("accent_pressed", "on_accent", ""),
    ),
    ButtonKind.SECONDARY: (
        ("surface", "ink", "line_strong"),
        ("sunken", "ink", "line_strong"),
        ("line", "ink", "line_strong"),
    ),
    ButtonKind.SOFT: (
        ("sunken", "ink", ""),
        ("line", "ink", ""),
        ("line", "ink", "line_strong"),
    ),
    ButtonKind.QUIET: (
        ("", "accent", ""),
        ("accent_soft", "accent", ""),
        ("accent_soft", "accent", "accent"),
    ),
    ButtonKind.PAIN: (
        ("surface", "warn", "warn"),
        ("field_warn", "warn", "warn"),
        ("field_warn", "warn", "warn"),
    ),
}


def pressed_with_enter(button: QAbstractButton, event: "QKeyEvent") -> bool:
    """Click `button` if the key is Enter; say whether it was, so that it goes no further.

    A key that is held down clicks once.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class _Painted(QPushButton):
    """What every button here shares: its look by kind and state."""

    def __init__(self, theme: "Theme", kind: ButtonKind, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = ButtonKind(kind)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Press the button with Enter, as with Space."""
        if not pressed_with_enter(self, event):
            super().keyPressEvent(event)

    def set_kind(self, kind: ButtonKind) -> None:
        """Speak louder or more quietly."""
        self._kind = ButtonKind(kind)
        self.update()

    def _ground(self, painter: QPainter, radius: float) -> QColor:
        """Paint the ground and return the colour for words and signs."""
        theme = self._theme
        rect = QRectF(self.rect())
        if not self.isEnabled():
            flat = self._kind in (ButtonKind.PRIMARY, ButtonKind.SOFT)
            edge = None if self._kind is ButtonKind.QUIET else theme.color("line")
            box(painter, rect, radius, theme.color("sunken") if flat else None, edge, theme.border)
            return theme.color("ink_3")
        state = 2 if self.isDown() or self.isChecked() else int(self.underMouse())
        ground, words, border = _LOOKS[self._kind][state]
        if theme.tokens.high_contrast and not border and state:
            border = "ink"
        if theme.tokens.high_contrast and ground == "line":
            ground = "surface"
        width = 2 if self._kind is ButtonKind.PAIN else theme.border
        fill = theme.color(ground) if ground else None
        box(painter, rect, radius, fill, theme.color(border) if border else None, width)
        return theme.color(words)


class Button(_Painted):
    """A button with words; with a second line it becomes a tile for a choice in a sheet."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        size: int = 40,
        icon: str = "",
        subtitle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; `size` is the height: 40, 48 or 64 px."""
        super().__init__(theme, kind, parent)
        self._size = size
        self._icon = icon
        self._subtitle = subtitle
        self.setText(text)
        policy = QSizePolicy.Policy.Preferred if subtitle else QSizePolicy.Policy.Minimum
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        follow(theme, self._dress)

    def set_size(self, size: int) -> None:
        """Be as high as that: 40, 48 or 64 px."""
        self._size = size
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon = name
        self._dress()

    def set_subtitle(self, text: str) -> None:
        """Show other words in the second line."""
        self._subtitle = text
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font("body_strong" if self._size < 48 else "lead"))
        self.setAccessibleDescription(self._subtitle)
        self.updateGeometry()
        self.update()

    def _pad(self) -> int:
        return {40: 16, 48: 20}.get(self._size, 24)

    def _icon_px(self) -> int:
        return round(self._theme.type.px(20 if self._size < 48 else 24))

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        height = max(self._size, self._theme.type.line("lead") + 16)
        if self._subtitle:
            second = self._theme.font("small")
            words = max(words, self.fontMetrics().horizontalAdvance(self._subtitle))
            height = max(
                72, self._size, round(second.pixelSize() * 1.4) + self.fontMetrics().height() + 24
            )
        sign = self._icon_px() + 8 if self._icon else 0
        return QSize(words + sign + 2 * self._pad(), height)

    def minimumSizeHint(self) -> QSize:
        """Let a tile be cut; other buttons keep their words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 120), hint.height()) if self._subtitle else hint

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep the focus ring's corners the button's own."""
        super().resizeEvent(event)
        set_focus_radius(self, self._radius())

    def _radius(self) -> float:
        return 12 if self._size < 48 else 16

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw ground, icon and words."""
        with QPainter(self) as painter:
            ink = self._ground(painter, self._radius())
            rect = QRectF(self.rect()).adjusted(self._pad(), 0, -self._pad(), 0)
            if self._subtitle:
                self._paint_tile(painter, rect, ink)
            else:
                self._paint_words(painter, rect, ink)

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        sign = self._icon_px() + 8 if self._icon else 0
        metrics = self.fontMetrics()
        room = round(rect.width() - sign) + 1
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        x = rect.center().x() - (width + sign) / 2
        if self._icon:
            px = self._icon_px()
            place = QRectF(x, rect.center().y() - px / 2, px, px)
            paint_icon(painter, place, self._icon, ink)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(QRectF(x + sign, rect.top(), width + 2, rect.height()), LEFT, words)

    def _paint_tile(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        if self._icon:
            px = self._icon_px()
            place = QRectF(rect.left(), rect.center().y() - px / 2, px, px)
            paint_icon(painter, place, self._icon, ink)
            rect = rect.adjusted(px + 16, 0, 0, 0)
        first, small = self.fontMetrics(), self._theme.font("small")
        line = self._theme.type.line("small")
        # Which side or which exercise it is must not be cut where there is room for another line.
        lines = max(1, int((rect.height() - first.height() - 8) // line))
        px = small.pixelSize()
        below = fit_text(
            self._subtitle, small, rect.width(), lines=lines, smallest_px=px, leading=line / px
        )
        top = rect.center().y() - (first.height() + below.height) / 2
        words = fit_text(self.text(), self.font(), rect.width())
        place = QRectF(rect.left(), top, rect.width(), first.height())
        words.paint(painter, place, ink, vertical=Qt.AlignmentFlag.AlignVCenter)
        place = QRectF(rect.left(), top + first.height(), rect.width(), below.height)
        below.paint(painter, place, ink)


class RoundButton(_Painted):
    """A round button with a sign or a few letters; its name is said and shown as a tooltip."""

    def __init__(
        self,
        theme: "Theme",
        name: str,
        *,
        icon: str = "",
        text: str = "",
        size: int = 64,
        width: int = 0,
        kind: ButtonKind = ButtonKind.SECONDARY,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show the icon, or `text`; `width` makes it a pill, `key` stands in the tooltip."""
        super().__init__(theme, kind, parent)
        self._icon = icon
        self._key = key
        self._sign = text
        self.setFixedSize(width or size, size)
        set_focus_radius(self, size / 2)
        self.set_name(name)
        theme.changed.connect(self.update)

    def set_name(self, name: str) -> None:
        """Say what the button does now."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._key})" if self._key else name)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def set_sign(self, text: str) -> None:
        """Show other letters, where there is no icon."""
        self._sign = text
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw ground and sign."""
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            ink = self._ground(painter, rect.height() / 2)
            if self._kind is ButtonKind.QUIET and self.isEnabled():
                ink = self._theme.color("ink_2")  # a row of signs is no row of links
            if self._icon:
                px = rect.height() * (0.5 if rect.height() < 48 else 0.44)
                if rect.height() <= 40:
                    px = 22
                centre = rect.center()
                place = QRectF(centre.x() - px / 2, centre.y() - px / 2, px, px)
                paint_icon(painter, place, self._icon, ink)
                return
            painter.setFont(self._theme.type.exact(17, 700))
            painter.setPen(ink)
            painter.drawText(rect, CENTRE, self._sign)


class PauseButton(RoundButton):
    """The pill that pauses and goes on."""

    def __init__(self, theme: "Theme", *, size: int = 64, parent: QWidget | None = None) -> None:
        """Offer to pause."""
        width = round(size * 88 / 64)
        kind = ButtonKind.PRIMARY
        super().__init__(
            theme,
            "",
            icon="pause",
            size=size,
            width=width,
            kind=kind,
            key=_("Space"),
            parent=parent,
        )
        self.set_paused(False)

    def set_paused(self, paused: bool) -> None:
        """Offer to go on while paused, else to pause."""
        self.set_icon("play" if paused else "pause")
        self.set_name(_("Resume") if paused else _("Pause"))


class Captioned(QWidget):
    """A button with its word, and its key, below."""

    def __init__(
        self,
        theme: "Theme",
        button: QWidget,
        caption: str,
        keys: tuple[str, ...] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        """Show `button` with `caption` and `keys` centred below it."""
        super().__init__(parent)
        self.button = button
        self._caption = Text(theme, caption, "caption_medium", "ink_2")
        self._keys = [Kbd(theme, key) for key in keys]
        column = vbox(self, spacing=8)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        line = hbox(spacing=4)
        line.addStretch(1)
        line.addWidget(self._caption)
        for key in self._keys:
            line.addWidget(key)
        line.addStretch(1)
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_caption(self, caption: str) -> None:
        """Show another word below."""
        self._caption.setText(caption)

    def show_keys(self, shown: bool) -> None:
        """Show or hide the keys: there is room for them from 700 px of window."""
        for key in self._keys:
            key.setVisible(shown)
