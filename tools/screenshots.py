"""Makes pictures of the window from its real widgets, without a screen.

tools/screenshots.py                  docs/player.png, the picture in the README
tools/screenshots.py FOLDER [WORD…]   every page, sheet and moment, light and dark, in three sizes and in
                                      letters twice as large; with words, those whose names hold one of
                                      them. With QT_QPA_PLATFORM=xcb it is a real window.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from tools.picturing.studio import Studio  # noqa: E402, I001  (it says first what Qt is to draw on)
from tools.picturing.moments import EVERY_KIND, MOMENTS, show_moment  # noqa: E402
from tools.picturing.pages import PAGES, bundled  # noqa: E402

README_PICTURE = CHECKOUT / "docs" / "player.png"
WINDOW, SMALL, FAR = (1180, 760), (420, 560), (1920, 1080)
WAYS = ((WINDOW, 100), (SMALL, 100), (FAR, 100), (WINDOW, 200))
"""The sizes of the window, each with that of the letters in percent."""


def for_readme(studio: Studio) -> None:
    """Take the picture for the README: a hold on the left side, as it is on a desk."""
    routine = studio.session(bundled("complete-routine"))
    show_moment(studio, routine, MOMENTS["hold-left"])
    studio.light("light", WINDOW)
    studio.take(README_PICTURE)


def into_folder(studio: Studio, folder: Path, words: list[str]) -> None:
    """Take every picture whose name holds one of the words, or all of them."""

    def take_all(name: str, show: Callable[[], object]) -> None:
        shown_at = None
        for way in WAYS:
            for scheme in ("light", "dark"):
                size, text = way
                larger = f"-{text}" if text != 100 else ""
                full_name = f"{name}-{size[0]}x{size[1]}{larger}-{scheme}"
                if words and not any(word in full_name for word in words):
                    continue
                studio.light(scheme, size, text)
                if way != shown_at:  # what is asked is made for the size it is asked at
                    studio.close_sheets()
                    studio.window.player.set_far(size == FAR)
                    show()
                    shown_at = way
                studio.take(folder / f"{full_name}.png", toasts=name == "removed")
        studio.close_sheets()
        studio.window.player.set_far(False)

    every_kind = studio.session(studio.file("good.yaml", EVERY_KIND))
    for name, moment in MOMENTS.items():
        take_all(name, lambda moment=moment: show_moment(studio, every_kind, moment))  # type: ignore[misc]
    for name, show in PAGES.items():
        take_all(name, lambda show=show: show(studio))  # type: ignore[misc]


def main() -> int:
    """Take the pictures that the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, help="where to; without it, docs/player.png")
    asked.add_argument("word", nargs="*", help="only pictures whose name has one of these words")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder) / "data")
        if wanted.folder is None:
            for_readme(studio)
        else:
            into_folder(studio, wanted.folder, wanted.word)
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
