"""Short answers side by side as chips; Tab comes to them once, arrows and digits choose among them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.widgets.buttons import pressed_with_enter
from hiptimer.ui.widgets.choices import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from hiptimer.ui.theme import Theme

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class _Answer(Chip):
    """One chip of a row."""

    def __init__(self, theme: "Theme", words: str, row: "Chips", *, icon: str) -> None:
        super().__init__(theme, words, checkable=not icon, icon=icon, parent=row)
        self._row = row

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Press with Enter, as with Space; the row has the arrows and the digits."""
        if not self._row.takes_key(self, event) and not pressed_with_enter(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Be where Tab comes back to."""
        super().focusInEvent(event)
        self._row.lead_to(self)


class Chips(Flow):
    """At most one of a few answers; the one chosen, pressed again, is taken back.

    With an `icon` nothing stays chosen: each press is told, as of a button.
    """

    chosen = Signal(str)
    """Carries the value, or nothing when the answer was taken back."""

    def __init__(
        self,
        theme: "Theme",
        name: str,
        options: "Sequence[tuple[str, str]]",
        value: str = "",
        *,
        icon: str = "",
        parent: "QWidget | None" = None,
    ) -> None:
        """Offer `options` as (value, words); `name` is what is asked, for those who hear it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.answers: dict[str, Chip] = {}
        for key, words in options:
            chip = _Answer(theme, words, self, icon=icon)
            chip.setAccessibleName(f"{name}: {words}" if name else words)
            chip.clicked.connect(lambda on, key=key: self._clicked(key, on=on))
            self.addWidget(chip)
            self.answers[key] = chip
        self.set_value(value)

    def value(self) -> str:
        """Return the value chosen, or nothing."""
        return next((key for key, chip in self.answers.items() if chip.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone; nothing takes the answer back."""
        for key, chip in self.answers.items():
            chip.setChecked(key == value)
        self.lead_to(self.answers.get(value) or next(iter(self.answers.values())))

    def lead_to(self, here: Chip) -> None:
        """Let Tab come to this one."""
        for chip in self.answers.values():
            policy = Qt.FocusPolicy.StrongFocus if chip is here else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
        self.setFocusProxy(here)

    def takes_key(self, here: Chip, event: "QKeyEvent") -> bool:
        """Move with the arrows, and press the first with 1, the second with 2; say whether it did."""
        chips = list(self.answers.values())
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if step:
            chip = chips[(chips.index(here) + step) % len(chips)]
            chip.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        digit = event.text()
        if digit and digit in "123456789" and int(digit) <= len(chips) and not event.isAutoRepeat():
            chip = chips[int(digit) - 1]
            chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not chip.isChecked():
                chip.click()
            return True
        return False

    def _clicked(self, key: str, *, on: bool) -> None:
        if self.answers[key].isCheckable():
            for other, chip in self.answers.items():
                chip.setChecked(on and other == key)
            self.chosen.emit(key if on else "")
        else:
            self.chosen.emit(key)
