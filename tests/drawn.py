"""Small figures for tests: a bar that rises from frame to frame, more to the left than to the right."""

from hiptimer.figure.baked import Header, Sort
from tools.posing.packing import write_figure

BOX = (4096, 2048)
ROLES = ("mat", "keyline", "skin", "top", "target-1", "face-ink")


def header(id="bridge", **changes) -> Header:  # noqa: A002  (the figure's own word)
    usual = {
        "build": "slender",
        "box": BOX,
        "scale": 2000.0,
        "frames": 9,
        "sort": Sort.MOTION,
        "path": (0, 8),
    }
    return Header(id=id, **(usual | changes))


def hold(id="lunge", **changes) -> Header:  # noqa: A002  (as above)
    return header(id, sort=Sort.HOLD, path=(), **changes)


def rectangle(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def frames(number):
    """Return so many frames; the top of the bar in each is higher than in the one before."""
    return [
        [
            ("mat", [rectangle(200, 1900, 3900, 2000)]),
            ("keyline", [rectangle(480, 1480 - 150 * i, 1520, 1920)]),
            ("skin", [rectangle(500, 1500 - 150 * i, 1000, 1900)]),
            ("top", [rectangle(1000, 1500 - 150 * i, 1500, 1900)]),
            ("target-1", [rectangle(600, 1550, 900, 1850), rectangle(700, 1600, 800, 1700)]),
            ("face-ink", [rectangle(520, 1520, 560, 1560)]),
        ]
        for i in range(number)
    ]


def draw(folder, *headers):
    """Write a figure for each header below `folder`, as below assets/figures."""
    for one in headers:
        write_figure(folder / one.build / f"{one.id}.figure", one, frames(one.frames))


def standing(folder):
    """Return what finds the figures below `folder` in place of those that ship."""

    def figure_file(build, name):
        path = folder / build / f"{name}.figure"
        others = sorted(folder.glob(f"*/{name}.figure"))
        return path if path.exists() else next(iter(others), None)

    return figure_file
