"""hiptimer's window with somebody before it, telling what it writes.

Arguments: a pipe's descriptor, the folder of a person's files, the session file, how many times as fast,
and "new" or "resume".
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton

import hiptimer.app
from hiptimer.places import Places
from hiptimer.ui.pages.today import TodayContent, TodayPage
from hiptimer.ui.window import DETAIL, FINISHED, PLAYER
from tools.killing.told import listen_in, tell

PAIN_AT = 3  # in this interval the pain key is pressed
LOOK_MS = 10
MOST_LOOKS = 200  # so long a card may take to appear


class Pressed(hiptimer.app.App):
    """The program, with somebody before it who begins or resumes the session of `file`."""

    file: ClassVar[Path]
    resumes: ClassVar[bool]
    offered: ClassVar[str | None] = None
    """The run on the card of the first page, empty if there is no card; None before that page is filled."""

    def start(self, file: Path | None = None, ready: Callable[[], None] | None = None) -> None:
        """Begin to look and to press."""
        super().start(file, ready)
        hand = self._hand()
        self._look = QTimer(self.window)
        self._look.timeout.connect(lambda: next(hand, None))
        self._look.start(LOOK_MS)

    def _hand(self) -> Iterator[None]:
        """Press what is to be pressed, one thing at each look."""
        shell = self.window.shell
        while self.offered is None or not self.window.today.isVisible():
            yield
        looks = 0
        while (resume := self._resume_button()) is None and self.offered and looks < MOST_LOOKS:
            looks += 1
            yield
        tell("offered", run=self.offered if resume else "")
        if self.resumes and resume is not None:
            resume.click()
        else:
            self.choosing.open_file(self.file)
            while shell.page_name != DETAIL:
                yield
            self.window.detail.begin.click()
        while shell.page_name != FINISHED:
            yield
            if shell.page_name == PLAYER and not self.resumes:
                yield from self._hurt()
        tell("over")

    def _hurt(self) -> Iterator[None]:
        playback = self.performing.playback
        interval = playback.player.interval if playback else None
        if playback is None or interval is None or interval.index != PAIN_AT:
            return
        playback.pain()
        yield
        playback.carry_on()
        while self.performing.playback is playback:
            yield

    def _resume_button(self) -> QAbstractButton | None:
        buttons = self.window.today.findChildren(QAbstractButton)
        named = (one for one in buttons if one.accessibleName().startswith("Resume "))
        return next((one for one in named if one.isVisible()), None)


def main(pipe: str, folder: str, file: str, speed: str, wish: str) -> int:
    """Open the window, with a hand that presses what the wish says."""
    listen_in(int(pipe))
    show_content = TodayPage.show_content

    def noted(page: TodayPage, content: TodayContent) -> None:
        Pressed.offered = content.resume.run_id if content.resume else ""
        show_content(page, content)

    setattr(TodayPage, "show_content", noted)  # noqa: B010
    setattr(hiptimer.app, "App", Pressed)  # noqa: B010
    Pressed.file, Pressed.resumes = Path(file), wish == "resume"
    return hiptimer.app.run(Places.of(Path(folder)), speed=float(speed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
